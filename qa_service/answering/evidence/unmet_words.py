"""Which words of a question nothing around a candidate meets, and whether they can be another way to say it.

A word is met by the title, the headings, the passage up to the candidate's sentence or that sentence: written
out, by a synonym, shortened (市场监管 in 市场监督管理局), or by the unit of the figure (面积 by 平方米). Who
asks in the documents' own words and is met but for one of them asks for something else; who asks in everyday
words may mean what is there. This module does not know what the words mean.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.alike_words import may_be_said
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.qualifiers import load_qualifiers
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import SYNONYM_VALUE, Term
from qa_service.library.records import DocumentSummary

MET = 0.7
_LEAST_SHORTENED = 3
_LEFT_OUT_BETWEEN = 3
_NEGATED = "不没无"
_TIME = "时间"
_PAUSES = re.compile(r"[,;:。、!?()“”\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is said around a candidate, folded: ``above`` it by title, issuer, region and headings, ``before``
    its sentence in the passage, and its ``sentence``."""

    above: str
    before: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetWords:
    """``all`` words that are not met; of them ``official`` those that the library knows or that say what
    became of a case (败诉), ``unheard`` the others, less what may be said in another way. ``everyday`` is
    whether something is."""

    all: tuple[Term, ...]
    official: tuple[Term, ...]
    unheard: tuple[Term, ...]
    everyday: bool


@lru_cache(maxsize=1)
def words_left_out() -> frozenset[str]:
    """Words that documents leave out where they are said of everything around: 企业, 手续."""
    path = files("qa_service.answering") / "phrases" / "left_out.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(data["words"].split()) | load_qualifiers().light


def around(candidate: Candidate, document: DocumentSummary | None) -> Around:
    sentence, metadata = candidate.sentence, document.metadata if document else None
    named = (metadata.title, metadata.issuer or "", metadata.region or "") if metadata else ()
    own = fold(candidate.own).text if isinstance(candidate, Cell) else ""
    return Around(
        above=fold(" ".join((*named, *sentence.passage.section))).text,
        before=sentence.before,
        sentence=sentence.text + own,
    )


def unmet_words(evidence: Evidence, said: Around) -> UnmetWords:
    """The words of the question that ``said`` does not meet."""
    every, unmet, everyday = "".join((said.above, " ", said.before, said.sentence)), [], False
    for term in evidence.focus.terms:
        value = term.value_in(every)
        if value >= MET:
            everyday = everyday or value == SYNONYM_VALUE
        elif len(term.text) < 2 or term.idle:
            everyday = everyday or not term.known
        elif not _is_left_out(term, evidence) and not _is_shortened(term.text, said):
            unmet.append(term)
    official: list[Term] = []
    unheard: list[Term] = []
    said_otherwise = may_be_said([term.text for term in unmet], said.sentence, said.above, evidence)
    for term, alike in zip(unmet, said_otherwise, strict=True):
        if (alike and not is_outcome(term)) or term.text[0] in _NEGATED:
            everyday = True
        else:
            (official if is_official(term) else unheard).append(term)
    return UnmetWords(all=tuple(unmet), official=tuple(official), unheard=tuple(unheard), everyday=everyday)


def is_official(term: Term) -> bool:
    """Whether the library knows the word, or would say it if it told of that: what became of a case (败诉),
    not that it was dealt with."""
    return term.known or is_outcome(term)


def is_outcome(term: Term) -> bool:
    """Whether the word says what became of a case, for which no likeness does: 败诉 is no 诉讼."""
    words = counting_words()
    stage = words.stages.get(term.text)
    return bool(stage) and stage not in words.main | words.weak


def _is_left_out(term: Term, evidence: Evidence) -> bool:
    question = evidence.question
    implied = question.measured and term.text in evidence.wording.units_of_measure
    # 头多少时间免费: who asks how long asks for no other time.
    implied = implied or (question.expects is Expects.DURATION and term.text == _TIME)
    return bool(implied) or term.text in words_left_out()


def _is_shortened(word: str, said: Around) -> bool:
    """Whether the characters of ``word`` stand in their order within one name."""
    if len(word) < _LEAST_SHORTENED:
        return False
    between = f"[^,;:。、!?()“”\\s]{{0,{_LEFT_OUT_BETWEEN}}}"
    pattern = re.compile(between.join(re.escape(character) for character in word))
    return any(pattern.search(text) for text in (said.sentence, said.above))
