"""Follow-ups that ask but how figures already asked for relate: 合计多少, 最多的是哪里, 从高到低排一下.

What they leave out is the figure itself; the question before them tells it.
"""

import re

_PLACE = r"(?:谁|哪里|哪儿|哪(?:一?个|家)?(?:地区|地方|区县|县|区|市)?)"
_UP = "(?:低到高|少到多|小到大)"
_ORDER = (
    rf"(?:请?(?:把|给)?(?:它们|他们)?)?(?:按|照)?(?:从|由)?(?P<order>高到低|多到少|大到小|{_UP})(?:的?顺序)?"
    r"(?:排(?:列|序|名|个序|个名)?(?:一下)?)?"
    r"|(?:排(?:个?序|个?名|一下|列一下)(?:一下)?)"
)
_SUM = (
    r"(?P<sum>合计|总计|总共|一共|加起来|加在一起|平均|相差|差)(?:是|有|为)?"
    r"(?:多少[件宗起次人个名家万元%份]{0,2})?"
)
_MOST = rf"{_PLACE}?(?:的|是)?(?P<more>[最更])(?P<end>高|多|大|少|低|小)的?(?:是|在)?{_PLACE}?"
_GAP = r"(?P<gap>[多少高低大小])(?:了|出)?(?:多少|几)[件宗起次人个名家万亿元%份场]{0,3}"
_WHO = rf"{_PLACE}(?P<side_end>高|多|大|少|低|小)(?:一些|一点|些|点)?"
_NTH = (
    r"(?=排|第.[多高大少低小名位])(?:排(?:名|在)?)?(?P<nth>第[二三四五六七八九十2-9])"
    rf"(?P<side>[多高大少低小])?(?:名|位)?的?(?:是)?{_PLACE}?"
)
_ALONE = re.compile(rf"(?:{_ORDER}|{_SUM}|{_MOST}|{_GAP}|{_WHO}|{_NTH})[??。!]?")
_TAIL = re.compile(
    r"(?:合计|总计|总共|一共|平均|相差|差)(?:是|有|为)?多少[件宗起次人个名家万元%份]{0,2}[??。!]?$"
    r"|(?:[最更](?:高|多|大|少|低|小)的?是哪里|哪里[最更](?:高|多|大|少|低|小))$"
)
_ALL = re.compile(
    r"(?:各个?|每个|所有)(?:职能)?(?:部门|单位|局|地区|地方|区县|县区|县市|县|市|区(?!域)|地)(?![级委直])"
)
_SEVERALLY = re.compile(r"(?:分别|各自?|的)$")
_BETWEEN_PLACES = re.compile(r"^(?:、|以及|及|和(?![解谐睦])|与|跟)+")
_ADDED = ("加起来", "加在一起", "一共", "总共", "总计")


def is_of_several(body: str) -> bool:
    """Folded ``body`` asks of several sides by a name of all of them: 各部门, 各县市."""
    return _ALL.search(body) is not None


def asks_relation(body: str) -> bool:
    """Whether folded ``body``, a message without its scope, names no figure and asks how figures relate."""
    return _ALONE.fullmatch(body) is not None


def related(topic: str, body: str, unit: str | None) -> str:
    """``body`` asked of the figure ``topic``, of which so many ``unit`` (件) were asked for.

    Raises ValueError where ``body`` asks for no relation.
    """
    match = _ALONE.fullmatch(body)
    if match is None:
        raise ValueError(f"no relation is asked for: {body}")
    if match["end"]:
        return f"{topic}{match['more']}{match['end']}的是哪里"
    if match["gap"]:
        return f"{topic}相差多少{unit or ''}"
    if match["side_end"]:
        return f"{topic}最{match['side_end']}的是哪里"
    if match["nth"]:
        return f"{topic}{match['nth']}{match['side'] or '多'}的是哪里"
    if match["sum"]:
        word = "合计" if match["sum"] in _ADDED else "相差" if match["sum"] == "差" else match["sum"]
        return f"{topic}{word}多少{unit}" if unit else f"{topic}{word}是多少"
    # An answer that compares is ordered from the largest on anyway.
    up = re.fullmatch(_UP, match["order"] or "")
    if up:
        return f"{topic}最{'低' if up[0] == '低到高' else '少'}的是哪里"
    return f"{topic}分别是多少{unit or ''}"


def figure_of(question: str) -> str:
    """``question`` without the relation that it asked for and what joined its places: 行政复议申请 of
    和行政复议申请合计是多少."""
    return _BETWEEN_PLACES.sub("", _TAIL.sub("", question))


def without_each(topic: str) -> str:
    """分别 and 各 belong to the interrogative, not to the topic."""
    return _SEVERALLY.sub("", topic)
