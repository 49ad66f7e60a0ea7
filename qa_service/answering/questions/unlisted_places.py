"""Places that a question opens with and no gazetteer has: towns and streets, zones, names made up.

A question of 桃花镇 is no question of whatever county the library holds, so that what answers must name the
place. Only a name at the opening of a question is read, and only one whose words, by their parts of speech,
are names or a plain noun: 全县 and 老旧街道 are none. Villages, whose names end as 农村 does, and names made
of a verb (团结镇) are not seen. This module does not know which places there are.
"""

import re
from collections.abc import Callable, Sequence

_OPENS = re.compile(r"^(?:请问|那么?|比较|对比|关于|介绍一下|查一下|在|(?:19|20)\d\d年度?|,)*")
_ZONE = "(?:经济|高新|技术|产业|工业|综合|改革|创新|实验|试验|保税|开发|合作|示范|管理|物流|科技){1,5}园?区"
_NAME = re.compile(
    r"(?P<stem>[一-鿿]{2,4}?)"
    r"(?P<unit>街道|自治县|乡(?![镇村])|[县镇旗](?![级域城村志情直属办帜舰街路])"
    rf"|{_ZONE}"
    r"|(?:新区|新城)(?=的|(?:19|20)\d\d年|[今去本]年|管委会|管理委员会)"
    r"|[市区](?=(?:19|20)\d\d年|人民政府|政府|司法局|管委会))"
)
_NO_NAME = re.compile(
    r"[的了吗呢么有是各全每该本我你他她它这那哪某几两多少所其外内邻请问怎如谁什为]|(?<=.)[在和与及或被把让从到向对由将要可]"
)
_UNIT = re.compile(
    rf"(?:街道|自治县|新区|新城|{_ZONE}"
    r"|[县镇乡旗市区])$"
)
_ORDINARY = re.compile(
    "农村|群众|边境|赋权|高铁|城市|社区|企业|农业|工业|产业|城镇|乡村|机关|单位|部门|干部|律师|革命|模范|试点|中心|重点|特色"
    "|经济|人口|面积|民族|国家|全国|沿海|沿边|内陆|平原|高原|文明|双拥|法治|平安|生态|绿色|智慧|数字|红色|锦旗|党旗|国旗|美丽"
)
"""Nouns of which no place is made."""
_PROPER = ("nr", "ns", "nz")
_LONGEST_PROPER = 3


def unlisted_places(text: str, named: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """What opens folded ``text`` in the form of a place's name; empty where the text names one that the
    gazetteer has, at the spans ``named``."""
    opens = _OPENS.match(text)
    found = _NAME.match(text, opens.end() if opens else 0)
    if found is None or named or _NO_NAME.search(found["stem"]):
        return ()
    return (found.group(),)


def is_made_of_names(place: str, tagged: Callable[[str], Sequence[tuple[str, str]]]) -> bool:
    """Whether the words of ``place`` before its unit are names or one plain noun; ``tagged`` gives the words
    of a text with their parts of speech (ICTCLAS)."""
    words = tagged(_UNIT.sub("", place))
    if not words or any(_ORDINARY.fullmatch(word) or tag[:1] not in ("n", "v") for word, tag in words):
        return False
    if any(tag.startswith("v") and tag != "vg" for _, tag in words):
        return False
    if len(words) == 1:
        return len(words[0][0]) <= _LONGEST_PROPER
    return all(len(word) == 1 or tag.startswith(_PROPER) for word, tag in words) or words[0][1] == "ns"
