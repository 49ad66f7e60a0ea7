"""Words of a question that a passage says of other figures alone, in sentences before the candidate's.

受理143件 does not answer how many were 维持, where an earlier sentence says 其中维持198件: the word labels
another figure there and nothing else. But what opens a chain (受理复议申请83件;审结71件) is said of all that
it chains and that names nothing else. This module reads labels by their place, not by their grammar.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.unmet_words import Around, words_left_out
from qa_service.answering.text.matching import Term
from qa_service.answering.text.sentences import Sentence, sentences

_LIGHT = re.compile(r"其中|共计|总计|涉及|属于|来自|转来|已|共|均|经|予以|全部|约|的|为|达|有")
_PART_OF_ALL = re.compile(r"(?:涉及|属于|来自)")
_DIVIDED = re.compile(r"从?按[^,。;]{1,8}分[,:]|从[^,。;]{1,8}[看来][,:]")
_ONES = frozenset("人者户家类员")
"""What is left of 职业打假人 where 打假 is a word of the question."""
_HAN = re.compile(r"[㐀-鿿]")
_SENTENCE_END = re.compile(r"[。!?\n]")


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
    opening = _opening(candidate) if _names_nothing_else(candidate, terms) else ""
    return tuple(
        term
        for term in there
        if term.text in labelled and not term.value_in(others) and term.text not in opening
    )


def _opening(candidate: Candidate) -> str:
    """The words before the first figure of the sentences that are chained (;) to the candidate's, or else of
    the last sentence before it that counts something; of the whole passage where its figure is said to be a
    part (涉及…的有47件; 按来源分,…)."""
    before, sentence = candidate.sentence.before, candidate.sentence.text
    is_part = _PART_OF_ALL.match(Place.of(candidate).lead) or _DIVIDED.match(sentence)
    if is_part and (counted := figures_in(before)):
        return before[: counted[0].start]
    for chain in reversed(_SENTENCE_END.split(before)):
        if figures := figures_in(chain):
            return chain[: figures[0].start]
    return ""


def _names_nothing_else(candidate: Candidate, terms: Sequence[Term]) -> bool:
    """Whether the words before the figure are words of the question alone."""
    own = _LIGHT.sub("", Place.of(candidate).lead)
    for word in sorted((w for term in terms for w in (term.text, *term.synonyms)), key=len, reverse=True):
        own = "" if own and own in word else own.replace(word, "")
    return not own or own in _ONES


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
