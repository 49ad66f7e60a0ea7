"""Which of several tiers a figure of the question falls in: 85岁 in 80至89周岁60元;90至99周岁130元.

A tier is a range or a bound (100周岁及以上), and what it gives stands behind it, before the next one, in the
same sentence or in those that are chained to it (;). Where the question's figure falls in none of them, the
sentence does not answer. This module does not know articles.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.short_answers.articles import chained
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity, canonical, direction, find_quantities, interval

_A_LITTLE_MORE = Decimal("1.005")
_YEARS_OF_AGE = frozenset({"岁", "周岁"})


def of_asked_tier(best: Candidate, evidence: Evidence) -> Candidate | None:
    """``best`` with the figure of the tier that the question's own figure falls in, where its sentence, or
    the chain of sentences that it is one of, tells tiers apart; None where it falls in none of them."""
    if best.quantity is None:
        return best
    chain = chained(best)
    start, question = chain[0].start, evidence.question
    figures = figures_in(best.sentence.folded.text[start : chain[-1].end])
    # Of the whole question, for 不满 stands before the words of its figure.
    for asked in (q for q in find_quantities(fold(question.text).text) if q.text in question.figures):
        tiers = [figure for figure in figures if _is_tier(figure, asked)]
        falls = [at for at, tier in enumerate(tiers) if _holds(tier, asked)]
        is_unclear = direction(asked) < 0 and len(falls) > 1
        if len(tiers) > 1 and (not falls or is_unclear):
            return None
        if len(tiers) > 1 and len(falls) == 1:
            given = _given(tiers, falls[0], figures, best.quantity)
            if given is not None:
                return _with(best, given, chain)
    return best


def _is_tier(figure: Quantity, asked: Quantity) -> bool:
    ends = interval(figure)
    return _unit(figure) == _unit(asked) and ends is not None and ends[0] != ends[1]


def _unit(figure: Quantity) -> str:
    return "岁" if figure.unit in _YEARS_OF_AGE else canonical(figure)[2]


def _holds(tier: Quantity, asked: Quantity) -> bool:
    ends, value = interval(tier), canonical(asked)[0]
    if ends is None or value is None:
        return False
    if direction(asked) < 0:
        return ends[0] < value  # 不满90岁 may be in any tier that begins below 90
    # 九十多岁 is more than 90.
    value *= _A_LITTLE_MORE if asked.modifier else 1
    return ends[0] <= value and (ends[1] is None or value <= ends[1])


def _given(
    tiers: Sequence[Quantity], at: int, figures: Sequence[Quantity], like: Quantity
) -> Quantity | None:
    """The first figure behind the tier that measures as ``like`` does."""
    end = tiers[at + 1].start if at + 1 < len(tiers) else None
    unit = canonical(like)[2]
    behind = (f for f in figures if f.start >= tiers[at].end and (end is None or f.end <= end))
    return next((f for f in behind if canonical(f)[2] == unit and f not in tiers), None)


def _with(best: Candidate, figure: Quantity, chain: Sequence[Sentence]) -> Candidate:
    start, end = chain[0].start + figure.start, chain[0].start + figure.end
    own = next((each for each in chain if each.start <= start < end <= each.end), None)
    return replace(best, sentence=own, quantity=figure, start=start, end=end) if own else best
