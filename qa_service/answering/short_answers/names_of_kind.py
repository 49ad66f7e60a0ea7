"""Names of one kind in a stretch of a sentence: 周庄镇 of 测评得分最高的为周庄镇, 滨湖女子执法中队 of
组建了滨湖女子执法中队.

A name ends in an ending of its kind and where a word ends, and begins behind what is no part of names: a
mark, a figure, a function word, a verb that leads up to names. This module does not know which answers.
"""

import re
from collections.abc import Iterator

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.reader.texts import TaggedText
from qa_service.answering.short_answers.asked_kinds import AskedKind
from qa_service.answering.short_answers.spans import Span, span_of

_LONGEST = 30
_NEAR = 6
_HAN = re.compile(r"[一-鿿]+")
_LONGEST_MATTER = 12
_NEVER_BEHIND = re.compile(
    r"[长民委里内域籍级组]|街(?!道)|政府|干部|党委|党组|支部|分局|分公司|法院|检察院|医院|司法所|派出所|财政|领导(?!小组)|附属"
)
"""What makes a piece of another word of a name: 镇长, 镇政府."""
_APART = (
    r"其中|分别|现有|我[省市县区州旗]|全[省市县区州旗国]|本[省市县区]|[今去当]年|年内|同年|由|在|对|向|将|把|为|是|被|经|从|到|至|于|以|和|与|及|并|即|叫|名为|有|了|的"
    r"|会同|邀请|聘请|委托|授权|赋予|交由|下放|上线|建成|建立|推出|开设|成立|设立|设置|组建|创建|创成|开通|评选出?|评为|命名|授予|推荐|选派|选取|抽取|落户|获得|荣获|获评"
    r"|[位名]列|排名|单[个项]|举办|开展|依托|通过|督促|责令|确定|选定|包括|涉及|来自"
)
_LEADS = re.compile(_APART)
"""What stands in no name."""
_OPENS = re.compile(rf"{_APART}|新[增建设]|打造|建设(?![局厅委])|联合(?![会体国社])|组织|支持|指导")
"""What no name begins with."""
_NEVER_IN = frozenset({"c", "p", "u", "y", "digit", "mark", "pause", "open", "close", "e", "o"})
_THINGS = frozenset({"项目", "工程", "方案", "系统", "平台", "行动", "活动", "套餐", "事项", "模式", "机制"})
_NUMBERS = frozenset({"digit", "m"})
_NOUNS = frozenset({"n", "ns", "nt", "nz", "nr", "ng", "j", "b"})
_ENDS_DOER = frozenset("局委办院会部厅处所队县市区镇乡村府员长人们司社站校")
_TELLS_TIME = re.compile(r"[\d今去当本同近每上下前现目]|年[内底初]")
_POINTS_AT = frozenset("该本各此其我每这某他她它")
_JOINED_MATTERS = re.compile(r"(?:^|[,。;:、由被向经是为])(?P<organ>[省市县区州旗盟]?[一-鿿]{2,6}和)$")
"""What stands before the end of an organ's name that joins two matters: 市住房和 of 市住房和城乡建设局."""
_ORGANS = ("局", "厅", "委员会", "部")
_IN_ORGANS = re.compile(
    "执法|应诉|复议|管理|服务|监督|检查|稽查|监察|监测|监控|调解|仲裁|援助|宣传|交易|评估|鉴定|培训|研究|设计|建设|规划|防控|救援|招商|投资|开发|运输|公证|审批"
    "|登记|信访|巡察|审计|统计|指挥|协调|治理|领导|工作|联合|保障|保护|促进|发展|交流|合作|创业|创新|学习|教育|养护|运营|孵化|立法|应急|消防|矫正|普法|法治|会计|供水|供电|供热|维权"
)
"""Verbs that are parts of organs' names."""
_PLACES, _DIVISIONS, _CUT = frozenset("村镇乡"), frozenset("省市县区乡镇"), re.compile("[一-鿿]")
_OPENS_ANY = re.compile(r"[一-鿿]{1,4}")
_QUOTED = re.compile(r"“[^“”]{1,24}”$")


def names_of_kind(
    candidate: Candidate, start: int, end: int, kind: AskedKind, evidence: Evidence
) -> list[Span]:
    """The names between ``start`` and ``end`` of the candidate's passage, in order; none where nothing cuts
    it into words."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None:
        return []
    of_thing = kind.noun in _THINGS
    spans = [_whole(candidate, start, stop, words, of_thing) for stop in _ends(words, start, end, kind)]
    return [span for span in spans if span is not None and span.text not in kind.endings]


def _ends(words: TaggedText, start: int, end: int, kind: AskedKind) -> Iterator[int]:
    """Where a name of the kind may end, the last of each run of endings."""
    text = words.text
    edges = set(words.ends.tolist())
    ending = re.compile("|".join(sorted(map(re.escape, kind.endings), key=len, reverse=True)))
    for found in ending.finditer(text, start, end):
        stop = found.end()
        if stop in edges and not _NEVER_BEHIND.match(text, stop) and not _goes_on(text, stop, ending, edges):
            yield stop


def _goes_on(text: str, stop: int, ending: re.Pattern[str], edges: set[int]) -> bool:
    """Whether the name may go on behind ``stop``, to another of the endings: 古树村 of 西柳镇古树村."""
    if _LEADS.match(text, stop):
        return False
    near = ending.finditer(text, stop, stop + _NEAR)
    return any(found.end() in edges and _HAN.fullmatch(text, stop, found.end()) for found in near)


def _whole(candidate: Candidate, first: int, stop: int, words: TaggedText, of_thing: bool) -> Span | None:
    """The name that ends at ``stop``, from behind the last thing before it that is none of it."""
    text, start = candidate.sentence.folded.text, stop
    for at in range(words.count - 1, -1, -1):
        left, right = int(words.starts[at]), int(words.ends[at])
        if right > start or left < first:
            continue
        if right != start or stop - left > _LONGEST or (right < stop and _is_outside(words, at, of_thing)):
            break
        start = left
    start = _from_clause(candidate, start, stop, first)
    quoted = _QUOTED.search(text[max(first, start - _LONGEST) : start])
    if quoted is not None:
        # “白鹭”少年法庭: what it is called stands before what it is.
        return span_of(candidate, start - len(quoted.group()), stop)
    if text.endswith(_ORGANS, start, stop):
        joined = _JOINED_MATTERS.search(text[max(first, start - _LONGEST_MATTER) : start])
        start -= len(joined["organ"]) if joined else 0
    while (lead := _OPENS.match(text, start, stop)) is not None and stop - lead.end() > 1:
        start = lead.end()
    if text[stop - 1] in _PLACES and text[start] in _DIVISIONS and _CUT.match(text, start - 1):
        # 乡陈家铺村 of 四都乡陈家铺村.
        start += 1
    return span_of(candidate, start, stop) if stop - start > 1 else None


def _is_outside(words: TaggedText, at: int, of_thing: bool) -> bool:
    word, tag = words.words[at], words.tags[at]
    if tag in _NEVER_IN or word[0].isdigit() or _LEADS.fullmatch(word) is not None:
        return True
    if tag == "r":
        # 何家坪村, 那床村: a pronoun may be a name's first letter.
        return word[0] in _POINTS_AT or len(word) > 1
    if tag == "t":
        return _TELLS_TIME.match(word) is not None
    if tag == "q":
        return at > 0 and words.tags[at - 1] in _NUMBERS
    if tag == "d":
        return len(word) == 1
    if tag != "v" or len(word) == 1 or _IN_ORGANS.search(word) is not None:
        return False
    # A thing may be called by what is done (中医院迁建项目), an organ by the noun before that alone.
    return not (words.tags[at - 1] in _NOUNS if of_thing and at else _is_of_noun(words, at))


def _is_of_noun(words: TaggedText, at: int) -> bool:
    """Whether the verb at ``at`` goes with the noun before it, which is no organ that does something: 抽水 of
    龙潭抽水电站, and not 牵头 of 县法学会牵头."""
    return at > 0 and words.tags[at - 1] in _NOUNS and words.words[at - 1][-1] not in _ENDS_DOER


def _from_clause(candidate: Candidate, start: int, stop: int, first: int) -> int:
    """Where the clause begins, if but a few letters of a name that no dictionary knows stand between: 五眼 of
    五眼泉镇."""
    opening, _ = candidate.sentence.clauses[candidate.sentence.clause_at(start)]
    opening = max(opening, first)
    before = candidate.sentence.folded.text[opening:start]
    short = stop - opening <= 6 and _OPENS_ANY.fullmatch(before) is not None
    return opening if short and not _LEADS.search(before) else start
