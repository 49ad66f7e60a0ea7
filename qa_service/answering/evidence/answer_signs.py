"""What tells whether a candidate answers, in numbers: the signs that ``sufficiency`` weighs.

Word by word a question may be put in other words than the document's, so that beside the words that stand
there those count that come near by their vectors. The signs are of one candidate in its passage; of all other
passages they know only how likely the ranker takes the likeliest of them for the answer.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.wording_agreement import wording_agreement
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.folding import fold
from vectorstore.token_likeness import TokenLikeness

_ASKED = (Expects.CONTACT, Expects.OVERVIEW, Expects.PERSON, Expects.SHORTCOMING)
OWN_SIGNS = (
    "chance",
    "highest_chance",
    "score",
    "wording_agreement",
    "coverage",
    "direct",
    "unknown",
    "holds_figure",
    "holds_kind",
    "read_whole",
    "in_asked_section",
    "likely",
    *(f"asks_{kind}" for kind in _ASKED),
)
LIKENESS_SIGNS = (
    "met",
    "least_met_noun",
    "met_in_clause",
    "passage_cosine",
    "sentence_cosine",
    "characters_in_sentence",
    "characters_in_clause",
)
_LEAST_CHANCE = 1e-4

Floats = NDArray[np.float64]


def own_signs(candidate: Candidate, evidence: Evidence) -> Floats:
    """Shape (len(OWN_SIGNS),): chances in logits, the score, how far the words agree, shares of the
    question's words, the others 0 or 1."""
    question, focus = evidence.question, evidence.focus
    unknown = sum(term.weight for term in focus.terms if not term.known)
    return np.array(
        (
            logit(candidate.agreed or candidate.chance or 0.0),
            logit(evidence.highest_chance),
            candidate.score,
            wording_agreement(candidate, evidence),
            candidate.coverage,
            candidate.direct,
            unknown / focus.total if focus.total else 0.0,
            candidate.quantity is not None,
            evidence.has_kind(candidate),
            evidence.complete,
            candidate.in_asked_section,
            candidate.likely is not None,
            *(question.expects is kind for kind in _ASKED),
        ),
        dtype=np.float64,
    )


def likeness_signs(candidate: Candidate, evidence: Evidence, likeness: TokenLikeness) -> Floats:
    """Shape (len(LIKENESS_SIGNS),), each at most 1: how well the passage meets the question's words, and the
    one that it meets least of those that name things; how well the clause does; cosines; shares of
    characters."""
    question, sentence = evidence.question, candidate.sentence
    passage, characters = sentence.passage, telling_characters(question.text)
    clause = _clause(candidate)
    if passage.passage_id not in evidence.met_by_passage:
        evidence.met_by_passage[passage.passage_id] = _met(
            evidence, (*passage.section, passage.text), likeness
        )
    around, within = evidence.met_by_passage[passage.passage_id], _met(evidence, (clause,), likeness)
    nouns = (v for term, v in zip(evidence.focus.terms, around, strict=True) if term.text in evidence.nouns)
    in_passage, in_sentence = likeness.cosines(question.text, (passage.text, sentence.text)).tolist()
    return np.array(
        (
            evidence.focus.coverage(around),
            min(nouns, default=1.0),
            evidence.focus.coverage(within),
            in_passage,
            in_sentence,
            share_held(characters, sentence.text),
            share_held(characters, clause),
        ),
        dtype=np.float64,
    )


def logit(chance: float) -> float:
    """The logarithm of the odds; no chance counts as less than one in ten thousand or as nearly sure."""
    kept = min(max(chance, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return math.log(kept / (1 - kept))


def _met(evidence: Evidence, texts: Sequence[str], likeness: TokenLikeness) -> list[float]:
    """How well ``texts`` together meet each word of the question, by its letters or by its vectors."""
    written = evidence.focus.values(fold(" ".join(texts)).text)
    nearest = likeness.best_matches([term.text for term in evidence.focus.terms], texts).tolist()
    return [max(pair) for pair in zip(written, nearest, strict=True)]


def _clause(candidate: Candidate) -> str:
    """The clauses that hold the answering words."""
    sentence = candidate.sentence
    held = [span for span in sentence.clauses if span[1] > candidate.start and span[0] < candidate.end]
    return sentence.folded.text[held[0][0] : held[-1][1]] if held else sentence.text
