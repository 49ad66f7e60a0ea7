"""What a question says of the circumstances, and what it asks under them: 在专项检查中,约谈了多少人.

A document tells the circumstances once, in its own words, in a heading or sentences before. So where the
figure is labelled with what is asked under them, a word of theirs that is not met speaks less against it.
This module knows them by what closes them (中, 时, 里, 期间), and finds none where nothing is asked under
them.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.alike_words import may_be_said
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.sibling_words import TIERS
from qa_service.answering.evidence.unmet_words import MET, Around, words_left_out
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term

_WITHIN = (
    r"(?<![集其高初空途])(?:过程|当)?中(?![小大央医心学级国期午介标转])"
    r"|(?<![公村家县市区省镇乡那这哪])里(?:头|面|边)?(?!程)"
)
_OF_WHICH = re.compile(rf"(?:{_WITHIN})[,的]?")
"""What closes a whole of which a part is asked for."""
_CLOSES = re.compile(rf"(?:{_WITHIN}|时(?=,)|的时候|期间)[,的]?")
_ASKS = re.compile("多少|几|哪|谁|什么|何")
_LEAST_SAID = 0.5
_LEAST_NAME = 2


def _parted(
    asked: str, terms: Sequence[Term], closes: re.Pattern[str]
) -> tuple[frozenset[str], Sequence[Term]]:
    """The words of ``terms`` that folded ``asked`` says of circumstances alone, and the terms that name what
    it asks under them; both empty where it has no circumstances, or nothing is named under them."""
    for closing in reversed(list(closes.finditer(asked))):
        before, under = asked[: closing.start()], asked[closing.end() :]
        names = [term for term in terms if term.text in under and term.text not in words_left_out()]
        if _ASKS.search(under) and not _ASKS.search(before) and names:
            there = [term.text for term in terms if term.text in before and term.text not in under]
            return frozenset(there), names
    return frozenset(), ()


def of_circumstances(asked: str, terms: Sequence[Term], candidate: Candidate) -> frozenset[str]:
    """The words of ``terms`` that ``asked`` says of circumstances alone, where the sentence of ``candidate``
    holds the others and its figure is labelled with most of them."""
    there, _ = _parted(fold(asked).text, terms, _CLOSES)
    others = [term for term in terms if term.text not in there and term.text not in words_left_out()]
    label, sentence = _label(candidate), candidate.sentence.text
    said = sum(term.weight for term in others if term.value_in(label) >= MET)
    if not there or said < _LEAST_SAID * sum(term.weight for term in others):
        return frozenset()
    if any(term.value_in(sentence) < MET for term in others):
        return frozenset()
    return frozenset(word for word in there if word[-1] not in TIERS)


def misses_what_is_asked(asked: str, evidence: Evidence, said: Around) -> bool:
    """Whether ``asked`` names a part under its circumstances (纠纷里,餐饮方面的), of which ``said`` tells
    nothing: its figure is that of them all, or of another part."""
    there, names = _parted(fold(asked).text, evidence.focus.terms, _OF_WHICH)
    if not there or any(len(term.text) < _LEAST_NAME for term in names):
        return False
    told = said.above + said.sentence
    if any(term.value_in(told) >= PARTIAL_VALUE for term in names):
        return False
    return not any(may_be_said([term.text for term in names], said.sentence, said.above, evidence))


def _label(candidate: Candidate) -> str:
    """What its sentence says between the figure before the candidate's and the end of its clause."""
    sentence, figure = candidate.sentence, candidate.quantity
    if figure is None:
        return sentence.text
    at, text = sentence.start + figure.start, sentence.folded.text
    ends = [end for each in figures_in(sentence.text) if (end := sentence.start + each.end) <= at]
    return text[max((sentence.start, *ends)) : sentence.clauses[sentence.clause_at(at)][1]]
