"""With whom something was done: 大口湾海关 of 会同大口湾海关推行“船边直提”, asked 与哪个海关合作.

Who stands behind 与, 会同 or 联合 and before the verb. This module does not know who did it.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.objects import tells_of_object
from qa_service.answering.short_answers.spans import Span, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 50
_ASKED = re.compile(
    r"(?:[与和跟同]|会同|联合|携手)(?:谁|哪(?:[一两二三四五六几]|些)?[个家所位地]?[^,?。的]{0,8}?)(?:一起|共同|联合|合作|联手)?(?:来|去)?"
    r"(?P<verb>签|建|办|搞|推|编|拍|合编|合拍|合办|开展|合作|联合|共建|推行|成立|设立|组建|举办|制定|实施|打击|协作|结对|做|达成|共享)"
)
_DID = (
    r"(?:合[编办拍建]|(?:共同|联合|合作|一起|携手|联手|正式|先后|分别)?(?:签订|签署|签了|共建|共办|建立|建成|设立|成立|组建|开展|推行|推进|推出|举办|承办"
    r"|制定|出台|实施|打击|协作|合作|结对|达成|共享|启动|开设|搭建|打造|印发|召开|编制|编印|编写|拍摄|制作|创建|联合))"
)
_SAID = re.compile(rf"(?:与|会同|联合|携手|和)(?P<who>[^,。;:“《]{{2,50}}?)(?={_DID})")
_ASKED_BESIDE = re.compile(
    r"(?:谁|哪一?[个家所][^,?。的]{0,8}?)?[和与跟同](?P<partner>[^,?。哪谁]{2,16}?)(?:一起|共同|联合|合作)?(?P<did>共建|合作|合办|合编|建立|打造|开展|成立|举办|联合)"
)
_COUNTED = re.compile(r"等(?:\d{1,4}|[两二三四五六七八九十]{1,3})(?:余|多)?[个家所名]")
_WHO_ASKED = re.compile(r"(?:是|由)?(?:谁|哪一?[个家所])")
_LEAST_PARTNER = 2
_ANY_DOING = frozenset({"合作", "联合", "协作", "做", "搞", "办"})
_NAMED = frozenset({Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST})


def companion(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who it was done with; None where nobody asks, or no clause on the matter names anybody."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    if evidence.question.expects not in _NAMED:
        return None
    if asked is None:
        return _beside(candidate, question, evidence)
    text, found = candidate.sentence.folded.text[: candidate.sentence.end], []
    behind = question[asked.end() :]
    verb = "" if asked["verb"] in _ANY_DOING else asked["verb"]
    for start, end in candidate.sentence.clauses:
        said = (
            _SAID.search(text, start, end) if tells_of_object(text[start:], behind, verb, evidence) else None
        )
        span = _without_number(candidate, said, evidence) if said else None
        if span is not None:
            found.append((evidence.focus.coverage(evidence.focus.values(text[start:end])), span))
    return the_one(found)


def _without_number(candidate: Candidate, said: re.Match[str], evidence: Evidence) -> Span | None:
    """甲公司 of 与甲公司等7家企业共建."""
    start, end = said.span("who")
    counted = _COUNTED.search(candidate.sentence.folded.text, start, end)
    return trimmed(candidate, start, counted.start() if counted else end, evidence.wording, _LONGEST)


def _beside(candidate: Candidate, question: str, evidence: Evidence) -> Span | None:
    """甲站 of 甲站与市司法局共建, asked 和市司法局共建的是哪个单位."""
    asked = _ASKED_BESIDE.search(question)
    if asked is None or not _WHO_ASKED.search(question):
        return None
    text, partner, found = candidate.sentence.folded.text, asked["partner"], []
    for start, end in candidate.sentence.clauses:
        ends = (partner[at:] for at in range(len(partner) - _LEAST_PARTNER + 1))
        named = next((each for each in ends if each in text[start:end]), None)
        if named is None:
            continue
        said = re.compile(
            rf"(?P<who>[^,。;:]{{2,40}}?)(?:与|和|会同|联合|携手)[^,。;:]{{0,6}}?{re.escape(named)}"
        ).match(text, start, end)
        span = trimmed(candidate, *said.span("who"), evidence.wording, _LONGEST) if said else None
        if span is not None:
            found.append((evidence.focus.coverage(evidence.focus.values(text[start:end])), span))
    return the_one(found)
