"""Words that a document need not say of the figure that is asked for: who did it, and how it turned.

The report of a county tells under a heading of its own what the water authority closed, and does not name it
again (水利部门 关停了多少眼超采机电井); what is to be 扩大到 so many one is told to be 增加到 them. A
sentence that tells of all, or of some organ, tells of whom it does. This module knows who does a thing by
the words behind a name (部门, 系统), and looks for no meanings.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.unmet_words import MET, words_left_out
from qa_service.answering.evidence.unnamed_organs import is_doer, tells_of_whom
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term

_UP = "增加|扩大|提高|上升|扩充|扩展|提升|增长|发展|壮大|拓展|[增升涨]"
_DOWN = "减少|降低|下降|缩短|压缩|缩减|精简|压减|缩小|[减降压缩]"
_TO = "(?:了?[到至为成]了?)"
_ASKS_TURN = re.compile(rf"(?P<verb>{_UP}|{_DOWN}){_TO}(?:多少|几|多[长久大])")
_TURN = re.compile(rf"(?P<verb>{_UP}|{_DOWN}){_TO}(?:约|近|超过)?$")
_LEAST_NAMED = 2
"""So many other words of the question that name something make a figure known without its doer."""


def left_unsaid(asked: str, terms: Sequence[Term], candidate: Candidate) -> frozenset[str]:
    """Of the ``terms`` of folded ``asked`` those that the sentence of ``candidate`` may leave out."""
    return frozenset((*_turned(asked, terms, candidate), *_doers(asked, terms, candidate)))


def turns_the_other_way(asked: str, candidate: Candidate) -> bool:
    """Whether the figure is what something is 增加到, where folded ``asked`` asks what it is 压缩到."""
    turn, told = _turns(asked, candidate)
    return turn is not None and told is not None and not _is_one_way(turn["verb"], told["verb"])


def _turned(asked: str, terms: Sequence[Term], candidate: Candidate) -> list[str]:
    """The verb of a turn for which another one of the same way stands right before the figure."""
    turn, told = _turns(asked, candidate)
    if turn is None or told is None or not _is_one_way(turn["verb"], told["verb"]):
        return []
    return [term.text for term in terms if term.text.startswith(turn["verb"])]


def _turns(asked: str, candidate: Candidate) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    sentence = candidate.sentence
    told = _TURN.search(sentence.folded.text[sentence.start : candidate.start])
    return _ASKS_TURN.search(asked), told


def _is_one_way(*verbs: str) -> bool:
    return all(re.fullmatch(_UP, verb) for verb in verbs) or all(re.fullmatch(_DOWN, v) for v in verbs)


def _doers(asked: str, terms: Sequence[Term], candidate: Candidate) -> list[str]:
    """Who did it, where the sentence tells of nobody and holds enough of what was done."""
    if tells_of_whom(candidate.sentence.text):
        return []
    doers = [term.text for term in terms if is_doer(term.text, asked)]
    named = [
        term
        for term in terms
        if term.text not in doers
        and len(term.text) > 1
        and term.text not in words_left_out()
        and term.value_in(fold(candidate.sentence.text).text) >= MET
    ]
    return doers if len(named) >= _LEAST_NAMED else []
