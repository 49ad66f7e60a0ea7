"""Places that no gazetteer has and a question opens with, or names right behind one that they lie in: towns
and streets, zones, names made up.

A question of 桃花镇 is no question of whatever county the library holds, so that what answers must name the
place. Only a name there is read, and only one whose words, by their parts of speech,
are names or a plain noun: 全县 and 老旧街道 are none. Villages, whose names end as 农村 does, and names made
of a verb (团结镇) are not seen. This module does not know which places there are.
"""

import re
from collections.abc import Callable, Sequence

_OPENS = re.compile(r"^(?:请问|那么?|比较|对比|关于|介绍一下|查一下|在|(?:19|20)\d\d年度?|,)*")
_ZONE = "(?:经济|高新|技术|产业|工业|综合|改革|创新|实验|试验|保税|开发|合作|示范|管理|物流|科技){1,5}园?区"
_NAME = re.compile(
    r"(?P<stem>[一-鿿]{2,4}?)"
    r"(?P<unit>街道|自治县|乡(?![镇村])|[县镇旗](?![级域城村志情直属帜舰街路]|办(?![理案结件了]))"
    rf"|{_ZONE}"
    r"|(?:新区|新城)(?=的|(?:19|20)\d\d年|[今去本]年|管委会|管理委员会)"
    r"|[市区](?=(?:19|20)\d\d年|人民政府|政府|司法局|管委会))"
)
_BEHIND = re.compile(r"(?:的|,|(?:19|20)\d\d年度?(?:的|,)?|[今去前本]年(?:的|,)?)?[在给向对把为]?")
_IS_TOWN = re.compile("^(?:街道|乡|镇)$")
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
_NO_TOWN = re.compile(
    "老旧|新[旧老]|大小|.?[城山牧矿库辖农灾片]区|[县老]城|沿[江河湖海路线]|.{0,4}[乡村]|.{2,4}城|小|中小|镇街|街镇|[东西南北中]部|基层|直属|下属|[边偏]远|贫困"
)
"""What stands before 镇, 乡 or 街道 of several or of any."""
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


def towns_within(text: str, named: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The towns and streets that folded ``text`` names right behind a place of the gazetteer, or behind it
    and a year; ``named`` are the spans of such places."""
    towns = []
    for _, end in named:
        behind = _BEHIND.match(text, end)
        found = _NAME.match(text, behind.end() if behind else end)
        if found is None or not _IS_TOWN.search(found["unit"]) or _NO_NAME.search(found["stem"]):
            continue
        if not any(start < found.end() and found.start() < stop for start, stop in named):
            towns.append(found.group())
    return tuple(dict.fromkeys(towns))


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


def is_name_of_town(town: str, tagged: Callable[[str], Sequence[tuple[str, str]]]) -> bool:
    """Whether ``town``, which stands behind the place that it lies in, bears a name: nearly all there do,
    柔远镇 and 七都镇 too, and no word of several characters that is none."""
    stem = _UNIT.sub("", town) if not town.endswith("乡") else town[:-1]
    if _NO_TOWN.fullmatch(stem) or town.endswith("城乡"):
        return False
    return not any(
        _ORDINARY.fullmatch(word) or (len(word) > 1 and not tag.startswith("n")) for word, tag in tagged(stem)
    )
