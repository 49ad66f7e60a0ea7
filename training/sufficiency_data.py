"""Questions asked of documents, as rows of signs: what may answer, and whether it does.

Every question that is answered is asked twice: as it is, and with the passages that answer it withheld. What
then comes first is near and wrong, as it is where a document does not say what is asked. A row is the best
candidate of a passage, of the first passages in order and of those that the ranker takes for the likeliest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.evidence.answer_signs import own_signs
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.likeness_signs import likeness_signs
from qa_service.answering.evidence.sufficiency import is_weighed
from qa_service.answering.evidence.wording_agreement import wording_agreement
from qa_service.answering.extractive import Extract, worded
from qa_service.answering.gathering import Gathered, Gatherer
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.retrieval import Retrieval, Retriever
from qa_service.answering.understanding import Understander, Understood
from qa_service.bootstrap import Service
from qa_service.evaluation.judging import REFUSE, JudgedQuestion, accepted, normalized, read_questions
from vectorstore.passages import Filters

_PASSAGES_OF_A_KIND = 4
_SEARCHED = 60
_UNWEIGHED = frozenset({"compare", "smalltalk"})
_EVIDENCE_LOOKED_AT = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``asked`` numbers the question as it was asked, ``place`` is that in the order of candidates."""

    asked: int
    place: int
    signs: NDArray[np.float64]
    answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A question asked once, of all its documents or with the passages that answer ``withheld``."""

    asked: JudgedQuestion
    withheld: bool


def read_asked(path: Path) -> list[JudgedQuestion]:
    """The questions of a file for ``qa-service evaluate``, less comparisons and small talk."""
    return [question for question in read_questions(path) if question.kind not in _UNWEIGHED]


def rows_of(
    service: Service, questions: Sequence[JudgedQuestion], *, withhold: bool
) -> tuple[list[Round], list[Row]]:
    """Every question asked of ``service``; twice where ``withhold``."""
    rounds: list[Round] = []
    rows: list[Row] = []
    for question in questions:
        for withheld in (False, True) if withhold and question.kind != REFUSE else (False,):
            rows += _rows(service, question, len(rounds), withheld=withheld)
            rounds.append(Round(asked=question, withheld=withheld))
    return rounds, rows


def _rows(service: Service, asked: JudgedQuestion, number: int, *, withheld: bool) -> Iterator[Row]:
    understood, gathered = _gathered(service, asked, withheld=withheld)
    likeness, scope = service.index.likeness, understood.scope
    if likeness is None or scope.absent or scope.named_years or scope.named_places:
        return
    for place, candidate in _looked_at(gathered):
        if not is_weighed(candidate, gathered.evidence):
            continue
        said = worded([candidate], gathered.candidates, gathered.evidence, gathered.documents)
        if said is None:
            continue
        agreement = wording_agreement(candidate, gathered.evidence)
        own = own_signs(candidate, gathered.evidence, agreement)
        signs = np.concatenate((own, likeness_signs(candidate, gathered.evidence, likeness)))
        answers = not withheld and _answers(said, asked, gathered)
        yield Row(asked=number, place=place, signs=signs, answers=answers)


def _gathered(service: Service, asked: JudgedQuestion, *, withheld: bool) -> tuple[Understood, Gathered]:
    index, wording = service.index, load_wording()
    understander = Understander(service.library, index.analyzer, service.gazetteer, date.today)
    understood = understander.understand(asked.question, asked.turns, Filters())
    kept = (lambda text: not _holds(asked, text)) if withheld else (lambda text: True)
    retriever = _Withholding(service, kept)
    gatherer = Gatherer(retriever, wording, PassageReader(index.analyzer.tagged), index.likeness)
    return understood, gatherer.gather(understood.question, understood.scope)


class _Withholding(Retriever):
    """Finds only passages whose text is ``kept``."""

    def __init__(self, service: Service, kept: Callable[[str], bool]) -> None:
        super().__init__(service.library, service.index, load_wording(), limit=_SEARCHED)
        self._kept = kept

    def retrieve(self, question: Question, scope: ResolvedScope, *, least_chance: float = 0.0) -> Retrieval:
        found = super().retrieve(question, scope, least_chance=least_chance)
        kept = tuple(passage for passage in found.passages if self._kept(passage.text))
        gone = {passage.passage_id for passage in found.passages} - {passage.passage_id for passage in kept}
        chances = {passage: chance for passage, chance in found.chances.items() if passage not in gone}
        return replace(found, passages=kept, chances=chances)


def _looked_at(gathered: Gathered) -> list[tuple[int, Candidate]]:
    """The best candidates of the first passages in order and of the likeliest, each with its place."""
    best: dict[str, tuple[int, Candidate]] = {}
    for place, candidate in enumerate(gathered.candidates):
        best.setdefault(candidate.sentence.passage.passage_id, (place, candidate))
    chances = gathered.retrieval.chances
    likeliest = sorted(best, key=lambda passage: -chances.get(passage, 0.0))[:_PASSAGES_OF_A_KIND]
    return [best[passage] for passage in dict.fromkeys([*list(best)[:_PASSAGES_OF_A_KIND], *likeliest])]


def _answers(said: Extract, asked: JudgedQuestion, gathered: Gathered) -> bool:
    """Whether what is said from the right document gives an accepted answer, or where none is named quotes
    the evidence."""
    passages = {statement.quote.passage.passage_id: statement.quote.passage for statement in said.statements}
    sources = [normalized(gathered.documents[passage.document_id].source) for passage in passages.values()]
    names = [normalized(PurePosixPath(name).name) for name in asked.documents]
    if asked.kind == REFUSE or (names and not any(name in source for name in names for source in sources)):
        return False
    if asked.answers:
        return accepted(asked.answers, "".join(statement.body for statement in said.statements))
    return any(_bears_evidence(asked, passage.text) for passage in passages.values())


def _holds(asked: JudgedQuestion, text: str) -> bool:
    return _bears_evidence(asked, text) or accepted(asked.answers, text)


def _bears_evidence(asked: JudgedQuestion, text: str) -> bool:
    plain = normalized(text)
    return any(normalized(evidence)[:_EVIDENCE_LOOKED_AT] in plain for evidence in asked.evidence)
