"""A question without what is said around it to whoever answers: 领导让我查一下, 麻烦帮我看看, ,谢谢.

Only what stands before the first and behind the last words of the matter is taken off, and never what asks,
nor who asks where that may matter to the answer (我是残疾人). This module does not know what is asked.
"""

import re

_END = r"[,，。.!！~～、;；:：\s]{0,6}"
_ASIDE = r"[,，。.!！~～;；:：\s]{1,6}"
_A_LITTLE = r"(?:一下子?|一查|一看|查|看|找|问|询|下|个)?"
_FOR_ME = r"(?:给|帮|替|为)(?:我们?|忙|咱们?)?(?:忙)?"
_CHECK = r"(?:查询?|看|找|核实|核对|统计|确认|问|了解|打听)"
_ABOUT = r"(?:关于|有关)?"
_ABOVE = r"(?:我们?的?)?(?:领导|主任|局长|科长|处长|书记|县长|市长|区长|镇长|上级|上面|单位|办公室|组织部)们?"
_OWN_WORK = r"(?:写|要|报|交|整理|准备|起草|汇总|核对)"
_PAPERS = r"(?:材料|报告|总结|汇报|讲话稿|稿子|台账|数据|报表|简报|信息)"
_OPENINGS = tuple(
    re.compile(rf"{words}{_END}")
    for words in (
        r"(?:(?:各位)?(?:老师|同志|领导)?(?:您|你|们)?好|各位老师|老师|早上好|上午好|下午好|嗨|哈喽|喂)(?![一-鿿])",
        r"(?:您好|你好)(?=请|我|想|问|麻烦)",
        r"请问(?:一下|下)?(?:您好|你好|各位|老师)?",
        r"(?:不好意思|打扰(?:一下|您了?|你了?|了)?|劳驾|拜托|冒昧问一?下|急{1,5}(?=[,，!！。]))",
        rf"(?:麻烦|辛苦|劳烦)(?:您|你|各位|老师)?了?(?:(?:{_FOR_ME})?{_CHECK}{_A_LITTLE}|{_FOR_ME})?",
        rf"(?:请|能不能|能否|可不可以|可以|可否|能)?(?:您|你)?(?:能|可以)?{_FOR_ME}(?:再)?{_CHECK}{_A_LITTLE}{_ABOUT}",
        rf"{_ABOVE}(?:刚才|今天|急着|现在)?(?:让|叫|要求|要|安排|吩咐|派)(?:我们?|咱们?)(?:来|去|帮忙)?{_CHECK}{_A_LITTLE}",
        rf"{_ABOVE}(?:刚才|今天|急着|急|现在)?要(?:一?个)?(?:数字?|数据){_ASIDE}",
        rf"{_ABOVE}(?:刚才|今天)?(?:问|在问|问起|问到)(?:我们?)?(?:一下)?",
        rf"我们?(?:就|先|再|也|现在)?(?:想要?|要|需要|打算)(?:向您|向你|跟您|跟你)?(?:再)?"
        rf"(?:请教|咨询|知道|弄清楚?|搞清楚?|{_CHECK}){_A_LITTLE}{_ABOUT}",
        r"想(?:请教|咨询|问|了解|知道|查)(?:一下|下)?",
        r"我们?(?:是|在)[^,，。?？!！]{0,12}(?:局|办|科|股|室|处|院|中心|委|队|站|所|政府|单位)(?:里)?"
        r"(?:的(?:工作人员|同志|科员|干部|小\S)?|工作|上班)(?=[,，。!！])",
        rf"(?:(?:{_ABOVE}|我们?|这边|这里|最近|正在?|急着|现在){{1,3}}){_OWN_WORK}[^,，。?？!！]{{0,6}}{_PAPERS}用?{_ASIDE}",
        rf"{_OWN_WORK}[^,，。?？!！年]{{0,4}}{_PAPERS}(?:要用|用|需要|急用){_ASIDE}",
    )
)
_CLOSINGS = re.compile(
    rf"{_ASIDE}(?:多谢|感谢|谢谢|谢了|麻烦(?:您|你)?了?|辛苦(?:您|你)?了?|拜托了?|急{{1,5}}|(?:比较|挺|很)?急用?|在线等|急等"
    rf"|(?:{_ABOVE}|我们?)?(?:急)?(?:等着|等|要)?(?:{_OWN_WORK}{_PAPERS}|用)(?:要用|用)?)(?:您|你|各位|老师|啦|了|哈|呀){{0,3}}{_END}$"
)
_PARTICLES = re.compile(r"(?<=[一-鿿])(?:呀|啊|呢|哦|噢|哈|嘞|捏|来着){1,3}(?=[?？。!！~～\s]{0,6}$)")
_SHORTEST = 3
_LEANS = re.compile(r"^[^,，。?？]{0,12}呢[?？。!！\s]{0,6}$")
"""那乙县呢 asks by its 呢."""


def without_courtesy(text: str) -> str:
    """``text`` less its courtesies; as it is where nothing else would be left."""
    bare = text.strip()
    while True:
        shorter = _without_one(bare)
        if shorter == bare or not _says_something(shorter):
            break
        bare = shorter
    if bare == text.strip():
        return text
    return bare if _LEANS.match(bare) else _PARTICLES.sub("", bare)


def _without_one(text: str) -> str:
    for opening in _OPENINGS:
        found = opening.match(text)
        if found and found.end():
            return text[found.end() :]
    return _CLOSINGS.sub("", text)


def _says_something(text: str) -> bool:
    return sum(character.isalnum() for character in text) >= _SHORTEST
