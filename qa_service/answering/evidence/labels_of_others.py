"""Words of a question that a passage says of other figures alone, in sentences before the candidate's.

受理143件 does not answer how many were 维持, where an earlier sentence says 其中维持198件: the word labels
another figure there and nothing else. This module reads labels by their place, not by their grammar.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.unmet_words import Around, words_left_out
from qa_service.answering.text.matching import Term
from qa_service.answering.text.sentences import Sentence, sentences

_HAN = re.compile(r"[㐀-鿿]")


def said_of_others(terms: Sequence[Term], candidate: Candidate, said: Around) -> tuple[Term, ...]:
    """Those of ``terms`` that stand only in the labels of figures of earlier sentences."""
    there = [
        term
        for term in terms
        if len(term.text) > 1
        and term.text in said.before
        and _HAN.match(term.text)
        and term.text not in words_left_out()
        and not term.value_in(said.above)
        and not term.value_in(said.sentence)
    ]
    if not there:
        return ()
    labelled, others = _split(candidate.sentence)
    return tuple(term for term in there if term.text in labelled and not term.value_in(others))


def _split(until: Sentence) -> tuple[str, str]:
    """What the sentences before ``until`` say before their figures, each up to the one before it or its
    clause, and the rest."""
    labels, rest = [], []
    for sentence in sentences(until.passage):
        if sentence.start >= until.start:
            break
        text, read = sentence.folded.text, sentence.start
        for figure in figures_in(sentence.text):
            at = sentence.start + figure.start
            clause = sentence.clauses[sentence.clause_at(at)][0]
            begin = max(read, clause)
            rest.append(text[read:begin])
            labels.append(text[begin:at])
            read = sentence.start + figure.end
        rest.append(text[read : sentence.end])
    return "|".join(labels), "|".join(rest)
