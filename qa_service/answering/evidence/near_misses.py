"""Whether a candidate says what stands right beside what is asked: the last look before it answers.

A sentence may share all words with a question but the one that matters, and no sum of likenesses tells which
one that is; so each way of being beside is looked for by itself, in the module of its name. This is asked
only of the candidate that is about to answer. It does not see a word that is met, though in another place of
the same sentence than that of the figure, nor what a word means that the library does not know.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from qa_service.answering.evidence.alike_words import likenesses, may_be_said
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.carried_on import carries_on
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.circumstances import misses_what_is_asked, of_circumstances
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.joint_figures import is_of_several
from qa_service.answering.evidence.labels_of_others import said_of_others
from qa_service.answering.evidence.left_unsaid import left_unsaid, turns_the_other_way
from qa_service.answering.evidence.matters_of_their_own import is_of_its_own_matter
from qa_service.answering.evidence.other_steps import is_of_other_step
from qa_service.answering.evidence.parts_of_years import lacks_part_of_year
from qa_service.answering.evidence.qualifiers import is_of_opposite
from qa_service.answering.evidence.sibling_words import (
    TIERS,
    half_sibling_of,
    in_its_name,
    in_its_role,
    is_of_another_code,
    is_of_another_ordinal,
    sibling_of,
)
from qa_service.answering.evidence.unasked_grades import is_of_unasked_grade
from qa_service.answering.evidence.unlike_measures import measures_another
from qa_service.answering.evidence.unmet_words import (
    MET,
    Around,
    UnmetWords,
    around,
    is_official,
    unmet_words,
)
from qa_service.answering.evidence.unnamed import does_not_name, is_no_name
from qa_service.answering.evidence.unnamed_organs import names_no_asked_organ
from qa_service.answering.evidence.unsaid_acts import leaves_an_act_unsaid
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.library.records import DocumentSummary

_HAN = re.compile(r"[㐀-鿿]")
_GOVERNMENT = re.compile(r"(?<=.)政府$")
"""县政府 is written 县人民政府."""
_FIRST_SENTENCE = re.compile(r"[^,，。;:、\d]{2,14}[。:]")
_HOPED_FOR = re.compile(r"力争|争取(?=[^,。;]{0,16}率)|目标(?:为|是|值)[^,。;]{0,6}$")
_LOOKS_AHEAD = re.compile(r"要|将|想|准备|打算|计划|目标|预期|预计|力争|争取|拟|下一?年|明年|今后|未来")
_MOST_COVERED = 0.7
"""Up to this share of the question's words one that is missing is not by the way."""
_LEAST_COVERED = 0.5
"""Below it most of the question is in everyday words, of which another word is no sibling."""
_MEANS_THE_SAME = 0.45
"""From this likeness on two verbs that end alike are taken for one."""
_HALF_MEANT = 0.42
"""From this likeness on the other half of a compound may be said in another way."""


def is_near_miss(
    candidate: Candidate,
    evidence: Evidence,
    documents: Mapping[str, DocumentSummary],
    short: str | None = None,
) -> bool:
    """Whether ``candidate`` of one of ``documents``, with the bare fact ``short``, stands beside what the
    question asks for."""
    question, document = evidence.question, documents.get(candidate.sentence.passage.document_id)
    if question.articles or _compares(evidence):
        return False
    if question.expects is Expects.REASON and not _legislates(document):
        # However likely the passage is: what gives no reason is none.
        return does_not_name(candidate, evidence)
    if _legislates(document) or candidate.likely is not None:
        # People ask about law in words that no law has.
        return False
    asked = fold(question.text).text
    if not question.wants_figure:
        if does_not_name(candidate, evidence) or is_no_name(short, question):
            return True
        said = around(candidate, document)
        return question.expects is Expects.PERSON and (
            _says_nothing(said, asked)
            or _is_of_another(evidence, said, asked)
            or names_no_asked_organ(evidence, said)
        )
    if candidate.quantity is None:
        return False
    if measures_another(candidate, question) or is_of_several(candidate, asked):
        return True
    if is_of_unasked_grade(candidate, asked) or is_of_other_step(candidate, asked):
        return True
    if turns_the_other_way(asked, candidate) or _is_only_hoped_for(candidate, evidence, document):
        return True
    said = around(candidate, document)
    if names_no_asked_organ(evidence, said):
        return True
    if is_of_another_code(asked, said.sentence) or is_of_another_ordinal(asked, said.sentence):
        return True
    issued = document.metadata.issued_on if document is not None else None
    every = "".join((said.above, said.before, said.sentence))
    if lacks_part_of_year(asked, every, issued.month if issued is not None else None):
        return True
    if isinstance(candidate, Cell) and is_of_opposite(
        asked, fold(candidate.own).text, said.above + said.sentence
    ):
        return True
    if _is_said_of_another(candidate, evidence, said) or _is_of_another(evidence, said, asked):
        return True
    if is_of_its_own_matter(candidate, evidence, said):
        return True
    if leaves_an_act_unsaid(candidate, asked, evidence.focus.terms, every):
        return True
    unmet = unmet_words(evidence, said)
    if not unmet.all:
        return False
    if misses_what_is_asked(question.text, evidence, said):
        return True
    terms = evidence.focus.terms
    by_the_way = of_circumstances(question.text, terms, candidate) | left_unsaid(asked, terms, candidate)
    if candidate.coverage >= _LEAST_COVERED and _has_sibling(unmet, evidence, said, by_the_way):
        return True
    return _misses_one(unmet, candidate, by_the_way)


def _is_only_hoped_for(candidate: Candidate, evidence: Evidence, document: DocumentSummary | None) -> bool:
    """力争败诉率降至10%以内 does not tell what a rate was; of a year to come nothing else is told."""
    question, sentence = evidence.question, candidate.sentence
    if question.expects is not Expects.RATE or _LOOKS_AHEAD.search(question.text):
        return False
    told = document.metadata.year if document is not None else None
    if told is not None and any(year > told for year in question.scope.years):
        return False
    return _HOPED_FOR.search(sentence.folded.text, sentence.start, candidate.start) is not None


def _is_said_of_another(candidate: Candidate, evidence: Evidence, said: Around) -> bool:
    """What an earlier figure of the passage is of is asked about, and nothing here says it in another way."""
    terms = [
        term
        for term in said_of_others(evidence.focus.terms, candidate, said)
        if not carries_on(candidate, term, evidence)
    ]
    return any(
        not alike or _sibling(term, evidence, said)
        for term, alike in zip(
            terms,
            may_be_said([term.text for term in terms], said.sentence, said.above, evidence),
            strict=True,
        )
    )


def _says_nothing(said: Around, asked: str) -> bool:
    """A signature names the office that is asked about, and nobody."""
    return set(_HAN.findall(said.sentence)) <= set(asked + said.above)


def _is_of_another(evidence: Evidence, said: Around, asked: str) -> bool:
    """In the place of a thing that the question names the sentence names another."""
    reader = evidence.reader
    every = said.above + said.before + said.sentence
    things = [
        term
        for term in evidence.focus.terms
        if term.text in evidence.nouns
        and not (_GOVERNMENT.search(term.text) and _GOVERNMENT.sub("人民政府", term.text) in every)
    ]
    return reader is not None and any(
        (term.value_in(every) < MET and in_its_role(term.text, asked, said.sentence))
        or (
            term.value_in(said.above + _run_in_heading(said.before) + said.sentence) < MET
            and in_its_name(term.text, asked, said.sentence, reader.is_word)
        )
        for term in things
    )


def _run_in_heading(before: str) -> str:
    """农资执法从严 of a passage that begins so: a short sentence that announces the others."""
    first = _FIRST_SENTENCE.match(before)
    return first.group() if first else ""


def _legislates(document: DocumentSummary | None) -> bool:
    return document is not None and document.rank is not None and document.rank.legislates


def _compares(evidence: Evidence) -> bool:
    """Of what is compared each has words of its own."""
    comparing = dict(evidence.wording.kinds)[Expects.COMPARISON]
    question = evidence.question
    return question.expects is Expects.COMPARISON or comparing.search(question.text) is not None


def _has_sibling(unmet: UnmetWords, evidence: Evidence, said: Around, by_the_way: Collection[str]) -> bool:
    """Of what the library does not know only the one word that is missing: others are everyday ones."""
    return any(
        (term.text not in by_the_way and _sibling(term, evidence, said))
        or _half_sibling(term, evidence, said)
        for term in unmet.all
        if is_official(term) or len(unmet.all) == 1
    )


def _sibling(term: Term, evidence: Evidence, said: Around) -> str:
    """Two verbs that mean nearly the same are none: 进驻 and 入驻."""
    if evidence.reader is None:
        return ""
    known = replace(term, known=is_official(term))
    found = sibling_of(known, said.sentence, evidence.nouns, evidence.reader.is_word)
    acts = found and term.text not in evidence.nouns and term.text[-1] not in TIERS
    return "" if acts and likenesses([term.text], (found,), evidence)[0] >= _MEANS_THE_SAME else found


def _half_sibling(term: Term, evidence: Evidence, said: Around) -> bool:
    if evidence.reader is None:
        return False
    every = said.above + said.before + said.sentence
    if not half_sibling_of(term.text, said.sentence, every, evidence.reader.is_word):
        return False
    return max(likenesses([term.text], (said.sentence, said.above), evidence)) < _HALF_MEANT


def _misses_one(unmet: UnmetWords, candidate: Candidate, by_the_way: Collection[str]) -> bool:
    """The question is put in the documents' own words, all of them met but what they use elsewhere. Of many
    words one is more likely to be left out."""
    if not unmet.official or unmet.unheard or unmet.everyday:
        return False
    if all(term.text in by_the_way for term in unmet.official):
        return False
    return candidate.coverage <= _MOST_COVERED
