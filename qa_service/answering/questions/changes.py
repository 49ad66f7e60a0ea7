"""By how much something changed since the year before, in the words in which documents say it.

比上一年涨了多少, 较去年降了百分之几 and 增幅呢 ask for what a document writes as 同比增长 or 同比下降. Where
a message says nothing else it asks of what was asked about before. This module does not know what changed.
"""

import re

_YEAR_BEFORE = (
    r"(?:[比较跟同与和](?:起|之)?(?:上一?年度?|去年|前一年|头一年)(?:度|同期|的?时候)?(?:相比|比起来|比|来说|来)?"
    r"|比起(?:上一?年|去年|前一年)来?)"
)
_WORDS = {
    "上涨": "增长",
    "涨": "增长",
    "增长": "增长",
    "增多": "增加",
    "增加": "增加",
    "多": "增加",
    "增": "增长",
    "上升": "上升",
    "升高": "上升",
    "升": "上升",
    "提高": "提高",
    "提升": "提升",
    "高": "提高",
    "下降": "下降",
    "下滑": "下降",
    "下跌": "下降",
    "降低": "降低",
    "降": "下降",
    "跌": "下降",
    "减少": "减少",
    "减": "减少",
    "少": "减少",
    "低": "降低",
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_BY = (
    r"了?(?P<by>多少(?:个?百分点|%|[一-鿿]{1,2})?|几个百分点|几成|百分之(?:几|多少)|几[一-鿿]{1,2}|没有|吗)?"
    r"(?:呢)?"
)
_SAID = re.compile(rf"{_YEAR_BEFORE}[,，]?(?:又|还|是|都|一共|总共)?(?P<word>{_WORD}){_BY}(?=[?？。!,，]|$)")
_ALONE = re.compile(
    rf"(?:那么?|又|还|是|这个?|数量|总量|总数){{0,3}}(?:{_YEAR_BEFORE}|同比)?[,，]?(?:又|还|是|都|一共){{0,2}}(?P<word>{_WORD}){_BY}"
)
_SINCE = re.compile(f"{_YEAR_BEFORE}|同比")
_COMPARES = frozenset("多少高低")
"""Behind a comparison 多多少 asks for the gap between the two."""
_ASKS_WHETHER = (None, "没有", "吗")
_EXTENT = re.compile(
    rf"(?:那么?|它?的|其){{0,2}}(?:{_YEAR_BEFORE}|同比)?的?(?P<fall>[降减跌]幅)?(?P<rise>[增涨升]幅|增长率|增速|变化)?"
    r"(?:情况)?(?:是|有|为|达到?)?(?:多少|多大|百分之(?:几|多少)|几个百分点|怎么样|如何)?(?:呢)?"
)


def in_official_words(text: str) -> str:
    """Folded ``text`` with 比上一年涨了多少 as 同比增长多少."""
    match = _SAID.search(text)
    if match is None or match["by"] in _ASKS_WHETHER:
        return text
    return f"{text[: match.start()]}同比{_WORDS[match['word']]}{match['by']}{text[match.end() :]}"


def change_alone(text: str) -> str:
    """The change that ``text`` asks for and nothing else, in official words (同比增长多少); empty where it
    says more."""
    bare = text.rstrip("?？。! ")
    said = _ALONE.fullmatch(bare)
    is_gap = said is not None and said["word"] in _COMPARES and not _SINCE.search(bare)
    if said is not None and said["by"] not in _ASKS_WHETHER and not is_gap:
        return f"同比{_WORDS[said['word']]}{said['by']}"
    extent = _EXTENT.fullmatch(bare)
    if extent is None or not (extent["fall"] or extent["rise"] or _SINCE.search(bare)):
        return ""
    return "同比下降多少" if extent["fall"] else "同比增长多少"
