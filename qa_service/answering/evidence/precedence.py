"""Whose words come first where several documents answer: the law before the case that quotes it.

The higher rank comes before the lower where both answer about equally well; a report of a place asked about
is no rival of a law, so reports keep their scores. This module does not know versions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.questions.question import Question
from qa_service.library.authority import Rank
from qa_service.library.records import DocumentSummary

# Scores run from 0 to about 1.5; a case retells the facts in everyday words, so it needs the larger handicap.
_HANDICAPS = {Rank.CASE: 0.15, Rank.AMENDMENT: 0.08}
_STEP = 0.004
"""Between neighbouring ranks: decides between equals only."""


def by_precedence(
    candidates: Sequence[Candidate], question: Question, documents: Mapping[str, DocumentSummary]
) -> list[Candidate]:
    """``candidates`` in the order in which they answer; a question after cases has them as they came."""
    if "案" in question.asked or "判例" in question.asked:
        return list(candidates)
    handicaps = {id_: _handicap(document.rank) for id_, document in documents.items()}
    if len(set(handicaps.values())) < 2:
        return list(candidates)
    weighed = [
        replace(candidate, score=candidate.score - handicap)
        if (handicap := handicaps[candidate.sentence.passage.document_id])
        else candidate
        for candidate in candidates
    ]
    return sorted(weighed, key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))


def _handicap(rank: Rank | None) -> float:
    if rank is None or rank is Rank.REPORT:
        return 0.0
    return _HANDICAPS.get(rank, 0.0) + (_STEP * rank.order if rank.legislates else 0.0)
