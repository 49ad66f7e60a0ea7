"""Who was given what the question names: 何集村 of 何集村被…命名为“示范村”, asked which village was.

The one who is given stands before 被 or the verb, who gives stands behind 被; only the first is asked for.
This module reads no sentence whose honour is not the question's.
"""

import re
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import pairs_of
from qa_service.answering.short_answers.asked_kinds import asked_kind
from qa_service.answering.short_answers.callings import called_to_end
from qa_service.answering.short_answers.named_persons import anybody_called, person_called
from qa_service.answering.short_answers.opening_names import opening_name
from qa_service.answering.short_answers.persons import person_at_end
from qa_service.answering.short_answers.repetition import repeats_half
from qa_service.answering.short_answers.spans import Span, span_of, text_of, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 30
_GIVEN = (
    r"(?:评选?为|命名(?:为|(?=“))|授予|列[为入]|确定为|认定为|表彰为|评定为|纳入|推[荐选]为|选为|选入|表彰"
    r"|通报表扬)"
)
_GOT = (
    r"(?:夺得|摘得|斩获|捧得|获评|荣获|喜获|荣膺|获批|获得|获授|获颁|获(?!悉|知|取|救|益|刑)|入选|当选"
    r"|成功创[成建]|创建?成|记(?=[个集一二三]))"
)
_WHICH = r"哪一?(?:[两几些]?[个家所位名支条项座件份篇首处档]|部(?![门委队])|些)?"
_PRAISE = r"[^,?。哪谁]{2,16}(?:典型|先进|优秀|模范|示范|标兵|能手|十佳|最美)"
_ASKED = re.compile(
    rf"(?:{_WHICH}(?P<noun>[^的,?“《]{{0,8}}?)(?:的(?:[^,?“《]{{1,10}}?|“[^,?”]{{2,16}}”[^,?“《]{{0,4}}?))?|谁)"
    rf"(?:被[^,?“《]{{0,16}}?{_GIVEN}|{_GOT}|拿(?:到|下|了|过|的是?)?|得到?(?=[了过第冠亚季金银铜一二三])|评上|(?:成了|成为|是)(?=[“全国省市]|{_PRAISE}))"
    r"(?:为|[了过])?(?P<honour>[^?]{3,}|第[一二三]|[冠亚季]军|[金银铜][奖牌])"
)
_HONOUR = r"(?:奖|称号|荣誉|[冠亚季]军|第[一二三]名?|等次|等功|[金银铜][奖牌])"
_ASKED_AFTER = re.compile(
    rf"(?P<honour>[^,?。《]{{1,40}}?{_HONOUR})(?:最后|最终|都)?(?:是|被|由|归|(?:颁发?|发|授)?[给予]了?|授予了?|花落)"
    r"(?:谁|哪一?[个家支名位所]?(?P<noun>[^的,?被]{0,8}?))家?[拿摘夺捧获走得下到]{0,4}了?的?[??]?$"
)
"""The honour first: 优秀奖给了哪个单位, 优秀奖被谁拿走了."""
_ASKED_LAST = re.compile(
    rf"(?:被[^,?“《]{{0,16}}?{_GIVEN}|{_GOT}|评[为上]|拿(?:到|下|走)?|得到?)[了过]?(?P<honour>[^?]{{2,40}}?)的"
    rf"(?:那[个支家位部]?)?(?:是|叫|为)?(?:谁|{_WHICH}(?P<noun>[^的,?被]{{0,8}}?))[??]?$"
)
"""The one who got it last: 获得金奖的是哪支队伍."""
_ASKED_OF_GIVEN = re.compile(
    rf"(?:{_GOT}|被?评[选为]*|得|拿到?)了?(?P<honour>[^,?。的]{{1,20}}{_HONOUR})的(?P<noun>[^,?。的]{{0,6}}?)(?:是|叫|为)(?:什么|啥|谁|哪)"
)
"""得一等奖的叫什么."""
_ASKED_WHOSE = re.compile(
    rf"^(?P<honour>[^,?。]{{4,60}}?)(?:是|(?:颁发?|发|授|奖)?给了?|授予了?|归了?|花落)(?:谁|{_WHICH}(?P<noun>[^的,?被]{{0,8}}?))[??]?$"
)
"""Whose it is, however it is called: 北疆最美调解员是谁, “办案标兵”给了哪个司法所."""
_SINCE = re.compile(r"(?:新|也|还|都|曾|又|先后|首批|首次|最早|刚|成功|最终|最后|[去今当]年|近年){1,4}$")
"""What stands between the noun and its verb: 哪个村新被命名为."""
_RANKS = (
    (re.compile(r"第一名|第一(?=$|[,;。])|冠军|头名|头奖"), "一等奖"),
    (re.compile(r"第二名|第二(?=$|[,;。])|亚军"), "二等奖"),
    (re.compile(r"第三名|第三(?=$|[,;。])|季军"), "三等奖"),
)
"""Who came first is asked for and told in other words."""
_SAID = re.compile(rf"被(?P<agent>[^,“《]{{0,20}}?){_GIVEN}|{_GOT}(?:为|了)?")
_RANK = re.compile(r"[一二三]等奖|[金银铜]奖")
_LEVEL = re.compile(r"全(?P<of>[国省市县])|(?P<own>[国省市县])家?级")
_MARKS = re.compile(r"[“”‘’《》「」\"?。!,称号的]")
_OFFICES = (
    "所长",
    "站长",
    "局长",
    "主任",
    "书记",
    "队长",
    "庭长",
    "院长",
    "校长",
    "教导员",
    "指导员",
    "负责人",
)
_TEAM = re.compile(r"[^,。;:、]{2,24}?(?:[队团]|小组|工作室|调解室)(?=[由有因自在从以把将])")
_TAKEN_UP = re.compile(r"[该此本其这]")
"""该案入选…: it was named before."""
_LEAST_OWN = 3
_LEAST_HONOUR = 4
_QUOTED_KINDS = frozenset(
    {"案件", "案例", "案子", "品牌", "项目", "模式", "活动", "平台", "调解室", "工作室"}
)
"""Kinds of things that are called by names in quotation marks."""
_ORGANS_ASKED = frozenset({"单位", "组织", "部门", "机构", "集体", "团体"})
_ANY_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{2,40})[”\"]|(?P<title>《[^《》]{2,40}》)")
_OCCASION = re.compile(r"在[^,;。]{2,24}?(?:[赛动评选会]中|[赛评选]上)")
_QUOTE_LAST = re.compile(r"[“《\"]([^“”《》\"]{2,40})[”》\"]$")


@dataclass(frozen=True, slots=True)
class _Asked:
    noun: str
    honour: str


def honoured(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who was given the honour that the question names, or None where the sentence does not tell surely."""
    asked = _asked(evidence)
    if asked is None:
        return None
    question = fold(evidence.question.text).text
    for start, verb in _givings(candidate, asked):
        start = _past_occasion(candidate, start, verb.start())
        found = _subject(candidate, start, verb.start(), asked, evidence)
        found = found or _before(start, asked, candidate, evidence)
        if found and _is_new(found.text, asked, question):
            return found
    return None


def _subject(candidate: Candidate, start: int, end: int, asked: _Asked, evidence: Evidence) -> Span | None:
    """Who is named between ``start`` and the verb at ``end``."""
    if evidence.question.expects is Expects.PERSON:
        called = called_to_end(candidate, start, end, evidence)
        if called is not None:
            return called
    who = trimmed(candidate, start, end, evidence.wording, _LONGEST)
    return _named(who, asked, candidate, evidence) if who else None


def _is_new(name: str, asked: _Asked, question: str) -> bool:
    """Whether ``name`` says more than the question does; an organ may be the best of its own kind."""
    own = name.removesuffix(asked.noun)
    if asked.noun in _ORGANS_ASKED:
        return name not in question
    return bool(own) and (not repeats_half(own, question) or _new_letters(own, question) >= _LEAST_OWN)


def _new_letters(own: str, question: str) -> int:
    """How many letters ``own`` begins with before it repeats the question: 三元朱村 of 三元朱村法治文化."""
    return next((at for at in range(len(own) - 1) if own[at : at + 2] in question), len(own))


def _before(end: int, asked: _Asked, candidate: Candidate, evidence: Evidence) -> Span | None:
    """Whom the clauses before ``end`` are about, where the one of the honour names nobody:
    志愿者张巧云坚持八年,被评为…."""
    first = candidate.sentence.start
    if evidence.question.expects is Expects.PERSON:
        called = person_called(candidate, asked.noun, first, end, evidence) if asked.noun else None
        return called or anybody_called(candidate, first, end, evidence) or _holder(end, candidate, evidence)
    if not asked.noun:
        return None
    if asked.noun not in evidence.wording.name_endings or asked.noun in _QUOTED_KINDS:
        names = list(_ANY_QUOTED.finditer(candidate.sentence.folded.text, first, end))
        if len(names) == 1:
            group = "name" if names[0]["name"] else "title"
            return span_of(candidate, *names[0].span(group))
    ends_quoted = re.compile(rf"[“\"](?P<name>[^“”\"]{{2,40}})[”\"]{re.escape(asked.noun)},?$")
    for start, stop in reversed([span for span in candidate.sentence.clauses if span[0] < end]):
        quoted = ends_quoted.search(candidate.sentence.folded.text[start:stop])
        if quoted is not None:
            return span_of(candidate, start + quoted.start("name"), start + quoted.end("name"))
        endings = evidence.wording.name_endings.get(asked.noun, ())
        named = opening_name(candidate, start, min(stop, end), (asked.noun, *endings), evidence)
        if named is not None:
            return named
    return None


def _holder(end: int, candidate: Candidate, evidence: Evidence) -> Span | None:
    """丰台镇司法所所长 of 丰台镇司法所所长带领5人进驻,…被授予…: who opens the sentence by an office."""
    start, stop = candidate.sentence.clauses[0]
    if start >= end:
        return None
    team = _TEAM.match(candidate.sentence.folded.text, start, min(stop, end))
    by_office = opening_name(candidate, start, min(stop, end), _OFFICES, evidence)
    return by_office or (span_of(candidate, *team.span()) if team else None)


def is_giver(span: Span, candidate: Candidate, evidence: Evidence) -> bool:
    """``span`` lies in what stands behind 被, and is asked for by who was given something."""
    if _asked(evidence) is None:
        return False
    agents = (
        (verb.start("agent"), verb.end("agent"))
        for start, end in candidate.sentence.clauses
        for verb in _SAID.finditer(candidate.sentence.folded.text, start, end)
        if verb["agent"]
    )
    return any(start < span.end and span.start < end for start, end in agents)


def _asked(evidence: Evidence) -> _Asked | None:
    text = fold(evidence.question.text).text
    patterns = (_ASKED_AFTER, _ASKED, _ASKED_LAST, _ASKED_OF_GIVEN, _ASKED_WHOSE)
    match = next((found for pattern in patterns if (found := pattern.search(text))), None)
    if match is None:
        return None
    # 活动的最佳宣传奖: the occasion stands before it.
    honour = match["honour"].rpartition("的")[2] if match.re is _ASKED_AFTER else match["honour"]
    return _Asked(_SINCE.sub("", match["noun"] or ""), _MARKS.sub("", honour))


def _givings(candidate: Candidate, asked: _Asked) -> list[tuple[int, re.Match[str]]]:
    """Where the clauses begin that say the honour was given, and their verbs, the closest to it first."""
    text = candidate.sentence.folded.text
    told = [
        (start, verb, text[verb.end() : end])
        for start, end in candidate.sentence.clauses
        for verb in _SAID.finditer(text, start, end)
    ]
    honour, ranked = asked.honour, _by_rank(asked.honour)
    found = [each for each in told if _tells(_MARKS.sub("", each[2]), honour)]
    if not found:
        found = [each for each in told if _tells(_MARKS.sub("", _by_rank(each[2])), ranked)]
    shared = pairs_of(ranked)
    found.sort(key=lambda each: -len(shared & pairs_of(_by_rank(each[2]))))
    return [(start, verb) for start, verb, _ in found]


def _tells(said: str, honour: str) -> bool:
    for kinds in (_levels, _ranks):
        asked, own = kinds(honour), kinds(said)
        if asked and own and asked.isdisjoint(own):
            return False
    # 执法技能比武团体第一名 is asked for by more words than 团体第一名.
    shorter = len(said) >= _LEAST_HONOUR and said in honour
    return honour in said or shorter or repeats_half(honour, said)


def _levels(honour: str) -> set[str]:
    """Of which levels an honour is called: 省 for 省级道德模范 and 全省道德模范."""
    return {found["of"] or found["own"] for found in _LEVEL.finditer(honour)}


def _ranks(honour: str) -> set[str]:
    """Which ranks an honour is of: 第二名 is no 第一名."""
    return set(_RANK.findall(_by_rank(honour)))


def _by_rank(text: str) -> str:
    """A prize by its rank: 团体一等奖 for 团体第一."""
    for rank, prize in _RANKS:
        text = rank.sub(prize, text)
    return text


def _past_occasion(candidate: Candidate, start: int, end: int) -> int:
    """Where who was given it begins, behind the occasion: 在全省比赛中."""
    occasion = _OCCASION.match(candidate.sentence.folded.text, start, end)
    return occasion.end() if occasion else start


def _named(who: Span, asked: _Asked, candidate: Candidate, evidence: Evidence) -> Span | None:
    """The part of ``who`` that is of the kind asked for."""
    if evidence.question.expects is Expects.PERSON:
        return person_at_end(who, candidate, evidence) or (who if _is_team(who, evidence) else None)
    if any(character.isdigit() for character in who.text) or _TAKEN_UP.match(who.text):
        return None
    text = text_of(candidate, who.start, who.end)
    quoted = _QUOTE_LAST.search(text)
    titled = quoted is not None and text[quoted.start()] == "《"
    # 节目《一纸契》 asked for the 节目, and 柳湾村《一纸契》 for the 村.
    is_shown = titled and asked.noun not in evidence.wording.name_endings
    if quoted and (is_shown or not (asked.noun and text[: quoted.start()].endswith(asked.noun))):
        first, last = quoted.span() if titled else quoted.span(1)
        inner = span_of(candidate, who.start + first, who.start + last)
        return inner if evidence.question.expects is Expects.NAME else None
    if asked.noun and "的" in text:
        # 县水务局办理的甲案入选: the case is asked for.
        who = span_of(candidate, who.start + text.rindex("的") + 1, who.end)
        text = text_of(candidate, who.start, who.end)
    kind = asked_kind(evidence.question, evidence.wording) if asked.noun else None
    endings = (*evidence.wording.name_endings.get(asked.noun, ()), *(kind.endings if kind else ()))
    if not asked.noun:
        return who
    if asked.noun in _ORGANS_ASKED:
        endings = (*endings, *evidence.wording.name_endings["单位"])
    if text.endswith((asked.noun, *endings)):
        return who if text not in (asked.noun, *endings) else None
    ends = [at + len(each) for each in (asked.noun, *endings) if (at := text.rfind(each)) > 0]
    return span_of(candidate, who.start, who.start + max(ends)) if ends else None


def _is_team(who: Span, evidence: Evidence) -> bool:
    """A team, an organ or a place, which may get a prize as a person does."""
    endings = (*evidence.wording.name_endings["单位"], *evidence.wording.name_endings["地方"], "组", "班")
    return who.text.endswith(endings) and not any(character.isdigit() for character in who.text)
