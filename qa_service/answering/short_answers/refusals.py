"""What was refused, where one asks whether it was agreed to: 暂不同意, 不予批准.

Of a paragraph that agrees to one thing and refuses another that sentence answers which says of the asked one
what became of it. Articles of law, which rule and do not refuse, are none of this module's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import is_article
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.sentences import Sentence, sentences

_REFUSAL = re.compile(
    r"(?:暂不|暂未|暂缓|不予|未予|未获|没有|不再|不|未)(?:同意|批准|通过|许可|准许|核准|采纳|支持|受理|立项|考虑)[^,。;:]*"
)
_ASKS_CONSENT = re.compile(r"同意|批准|许可|允许|通过|核准|采纳|支持|受理|立项")
_LONGEST = 30


def of_refusal(best: Candidate, evidence: Evidence) -> Candidate:
    """``best`` with the sentence of its passage that refuses what is asked about; else as it is."""
    if not _asks(best, evidence) or _REFUSAL.search(best.sentence.text):
        return best
    refusing = [each for each in sentences(best.sentence.passage) if _REFUSAL.search(each.text)]
    figures = evidence.question.figures
    named = [each for each in refusing if _names(each, figures) and not _names(best.sentence, figures)]
    told = named or [
        each for each in refusing if _covered(each, evidence) > _covered(best.sentence, evidence)
    ]
    if len(told) != 1:
        return best
    return replace(best, sentence=told[0], start=told[0].start, end=told[0].end, quantity=None)


def refused(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The words of the candidate's sentence that refuse; None where it refuses nothing, or several things."""
    if not _asks(candidate, evidence):
        return None
    found = list(_REFUSAL.finditer(candidate.sentence.text))
    if len(found) != 1:
        return None
    start, end = (candidate.sentence.start + at for at in found[0].span())
    return span_of(candidate, start, min(end, start + _LONGEST))


def _asks(candidate: Candidate, evidence: Evidence) -> bool:
    question = evidence.question
    asks = question.expects is Expects.YES_NO and _ASKS_CONSENT.search(question.text) is not None
    return asks and not is_article(candidate)


def _names(sentence: Sentence, figures: Sequence[str]) -> bool:
    return any(figure in sentence.text for figure in figures)


def _covered(sentence: Sentence, evidence: Evidence) -> float:
    return evidence.focus.coverage(evidence.focus.values(sentence.text))
