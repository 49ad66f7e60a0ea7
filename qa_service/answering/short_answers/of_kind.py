"""The one name of the asked kind that the clause on the matter holds: 滨湖女子执法中队 of
组建了滨湖女子执法中队, asked what the 队伍 is called.

Where no rule knows the words in which a sentence says who or what, the kind of thing and the question's words
around it tell. This module gives none where two names are as near.
"""

import re
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.asked_kinds import AskedKind, asked_kind
from qa_service.answering.short_answers.extremes import asks_extreme, is_ordered
from qa_service.answering.short_answers.names_of_kind import names_of_kind
from qa_service.answering.short_answers.spans import Span, span_of, text_of
from qa_service.answering.text.folding import fold

_NAMED = frozenset({Expects.NAME, Expects.PLACE})
_NO_NAMES = frozenset(
    {
        "案件",
        "案例",
        "案子",
        "称号",
        "奖项",
        "奖",
        "荣誉",
        "品牌",
        "文件",
        "法律",
        "法规",
        "制度",
        "会议",
        "活动",
        "模式",
        "人",
    }
)
"""Kinds whose names are titles or phrases, of which the end tells no beginning."""
_RELATED = re.compile(
    r"(?:[向与和跟同找给被由归让]|会同|联合|委托|聘请|邀请)了?(?:谁|哪|什么)|[与和跟同][^,?。哪谁]{2,16}(?:共建|合[作办编建]|联合)"
)
_MARKS = frozenset("“《「‘")
_LEAST_TOLD = 0.25
"""Of the question's words, those that the clause must say around the name."""
_BY_WHOM = re.compile(r"被(?:谁|哪|什么|何)")
_COUNTED = re.compile(r"\d(?:余|多)?[个家名所件支]")
_LEAST_NAME = 3
_LEAD = 0.1
_DISTRICTS = frozenset("村镇乡县区市省")
"""Kinds whose names always say of which kind they are."""
_LEAST_NEW = 2
_EVERYWHERE = re.compile(r"全[国省市县区州旗]")
"""No place in particular."""


def of_asked_kind(found: Span | None, candidate: Candidate, evidence: Evidence) -> Span | None:
    """``found``, or the only name of the asked kind where nothing was found or but a piece of that name."""
    if evidence.question.expects not in _NAMED:
        return found
    if found is not None and (_COUNTED.search(found.text) or is_doer(found, candidate, evidence)):
        found = None
    kind = asked_kind(evidence.question, evidence.wording)
    if found is not None and kind is not None and kind.is_place and _EVERYWHERE.match(found.text):
        found = None
    # 全市首家 asks for no 市.
    meant = kind is not None and f"全{kind.noun}" not in evidence.question.text
    if found is not None and kind is not None and meant and not _may_be_of(found, kind):
        found = None
    if found is not None and _is_quoted(found, candidate):
        return found
    if asks_extreme(evidence.question):
        return found if found is not None and is_ordered(found, candidate, evidence) else None
    if found is not None and "、" in found.text:
        return found
    only = only_of_kind(candidate, evidence)
    if only is None:
        return found
    # To whom and with whom is told by the words that say so.
    related = _RELATED.search(fold(evidence.question.text).text) is not None
    if found is None:
        return None if related else only
    if only.start <= found.start and found.end <= only.end:
        return only
    meets = only.start < found.end and found.start < only.end
    fits = kind is None or found.text.rstrip("”》’").endswith(kind.endings)
    return found if fits or (related and not meets) else only


def _may_be_of(found: Span, kind: AskedKind) -> bool:
    """No 县司法局 is a 村."""
    return kind.noun not in _DISTRICTS or any(ending in found.text for ending in kind.endings)


def _is_quoted(found: Span, candidate: Candidate) -> bool:
    """What stands in marks is a whole name, however it ends."""
    around = candidate.sentence.folded.text[max(0, found.start - 1) : found.end]
    return around[:1] in _MARKS or found.text[:1] in _MARKS


def only_of_kind(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The name; None where the question names no kind, or the sentence not just one of it on the matter."""
    kind = asked_kind(evidence.question, evidence.wording)
    if evidence.question.expects not in _NAMED or kind is None or kind.is_place or kind.noun in _NO_NAMES:
        return None
    if asks_extreme(evidence.question):
        # Who has most is told by the words that say so, not by being the only one named.
        return None
    told = sorted(_told(candidate, kind, evidence), key=lambda each: -each[0])
    several = len({span.text for _, span in told}) > 1
    if not told or (several and told[0][0] < _LEAST_TOLD):
        return None
    rivals = [span for value, span in told[1:] if value > told[0][0] - _LEAD and span.text != told[0][1].text]
    return None if rivals else told[0][1]


def _told(candidate: Candidate, kind: AskedKind, evidence: Evidence) -> list[tuple[float, Span]]:
    """Each name of the sentence that the question does not say, and how much of what is asked its clause says
    beside it."""
    question, text = fold(evidence.question.text).text, candidate.sentence.folded.text
    found, passive = [], _is_passive(question)
    for start, end in candidate.sentence.clauses:
        for name in names_of_kind(candidate, start, end, kind, evidence):
            span = _past_kind(name, kind, candidate)
            if passive and text[: span.start].endswith("被"):
                continue
            if _is_new(span.text, kind, question):
                rest = f"{text[start : span.start]},{text[span.end : end]}"
                found.append((evidence.focus.coverage(evidence.focus.values(rest)), span))
    return found


def _past_kind(name: Span, kind: AskedKind, candidate: Candidate) -> Span:
    """龙潭水电站 of 首座水电站龙潭水电站: a name begins behind the word for its kind."""
    text = text_of(candidate, name.start, name.end)
    said = max((text.find(each) + len(each) for each in kind.endings if text.find(each) > 0), default=0)
    own = len(text) - said
    return span_of(candidate, name.start + said, name.end) if said and own >= _LEAST_NAME else name


def _is_passive(question: str) -> bool:
    """Whom something was done to is asked for, and not by whom."""
    return "被" in question and _BY_WHOM.search(question) is None


def is_doer(found: Span, candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``found`` stands behind 被, and whom something was done to is asked for."""
    before = text_of(candidate, candidate.sentence.start, found.start)
    return before.endswith("被") and _is_passive(fold(evidence.question.text).text)


def _is_new(name: str, kind: AskedKind, question: str) -> bool:
    """Whether the name says something of its own before its ending that the question does not."""
    ending = max((each for each in kind.endings if name.endswith(each)), key=len, default="")
    own = name.removesuffix(ending)
    new = sum(a + b not in question for a, b in pairwise(own))
    return name not in question and new >= min(_LEAST_NEW, max(1, len(own) - 1))
