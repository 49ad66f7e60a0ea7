"""Who made a thing, or was the first to: 程山民 of 由镇老支书程山民首创, asked who 发明 it, and 杨光田 of
农民歌手杨光田编唱的山歌, asked who the 编唱者 is.

What is asked and what is said need not be the same verb, but must be of one group; where a clause says the
asked verb itself, the others of its group tell of something else. This module does not know
who was merely entrusted with something.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.persons import person_at_end
from qa_service.answering.short_answers.spans import Span, span_of, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 30
_FIRST = r"(?:最早|最先|首先|率先|第一个|带头|一手|自己|独自|牵头|共同|首次|先)?"
_GROUPS = (
    "首创|始创|创始|创立|创办|创建|创设|开创|创造|发明|发起|提出|倡议|倡导|探索|摸索|总结|搞起来|搞出来|想出来|弄起来|弄出来|琢磨出来|起头",
    "编唱|创作|编写|谱写|编创|编演|撰写|编导|编|写|作|唱|演唱|表演|演",
    "拍摄|摄制|导演|拍|制作",
    "设计|绘制|画|绘",
    "讲授|主讲|宣讲|授课|讲课|讲",
    "捐赠|捐献|捐助|捐",
)
_WHO = r"(?:谁|哪一?[位名个家所](?P<noun>[^,?。的]{0,8}?)|何人)"
_ASKED_DOING = re.compile(
    rf"{_WHO}(?:[给为向对在][^,?。]{{1,14}}?)?[来去]?{_FIRST}(?P<verb>{'|'.join(_GROUPS)})"
)
_ASKED_MAKER = re.compile(rf"(?P<verb>{'|'.join(_GROUPS)})(?:者|人)(?:的?名[字称])?(?:是|叫)")
_SAID_END = r"(?=的|了|出|[,。;《“]|$)"
_BY = re.compile(r"由(?P<who>[^,。;:、由]{2,24})$")
_OWN_NAME = re.compile(r"[“\"][^“”\"]{2,24}[”\"]$")
_BESIDE = re.compile(
    rf"(?:^|由|[推运采引]广|[采运]用|借鉴|学习|邀请|聘请|请)(?P<who>[^,。;:、由]{{2,24}}?){_FIRST}$"
)


def maker(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The person who did it, or the organ; None where nobody asks, or no clause on the matter names one."""
    if evidence.question.expects not in (Expects.PERSON, Expects.NAME):
        return None
    question = fold(evidence.question.text).text
    asked = _ASKED_DOING.search(question) or _ASKED_MAKER.search(question)
    if asked is None:
        return None
    noun = (asked["noun"] or "") if asked.re is _ASKED_DOING else ""
    said = _verbs(asked["verb"], candidate)
    found: list[tuple[float, Span]] = []
    for start, end in candidate.sentence.clauses:
        text = candidate.sentence.folded.text[start:end]
        for verb in said.finditer(text):
            who = _who(candidate, start, text[: verb.start()], noun, evidence)
            if who is not None and who.text not in question:
                found.append((evidence.focus.coverage(evidence.focus.values(text)), who))
    return the_one(found)


def _verbs(asked: str, candidate: Candidate) -> re.Pattern[str]:
    """Those that say ``asked`` itself, where the sentence has any; else all of its group."""
    group = next(words for words in _GROUPS if asked in words.split("|"))
    own = re.compile(f"(?:{'|'.join(word for word in group.split('|') if asked in word)}){_SAID_END}")
    if own.search(candidate.sentence.text):
        return own
    return re.compile(f"(?:{group}){_SAID_END}")


def _who(candidate: Candidate, start: int, before: str, noun: str, evidence: Evidence) -> Span | None:
    """Who is named at the end of ``before``, which begins at ``start``: a person, an organ behind 由, or
    what ends in the asked ``noun``."""
    beside = _BESIDE.search(before)
    if beside is None:
        return None
    first, last = beside.span("who")
    span = trimmed(candidate, start + first, start + last, evidence.wording, _LONGEST)
    if span is None:
        return None
    if evidence.question.expects is Expects.NAME and len(noun) > 1:
        named = _OWN_NAME.search(span.text)
        at_end = span.text.rstrip('”"').endswith(noun)
        if at_end and named:
            return span_of(candidate, span.end - len(named.group()) + 1, span.end - 1)
        return span if at_end else None
    person = person_at_end(span, candidate, evidence)
    if person is not None or _BY.search(before) is None:
        return person
    organs = evidence.wording.name_endings["单位"]
    return span if span.text.endswith(organs) else None
