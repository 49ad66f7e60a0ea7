"""Clauses of a statement with what the passage says nearest to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.likeness import Likeness, shared
from qa_service.answering.text.sentences import Sentence

_CLAUSES = re.compile(r"[^,:。;!?\n]+")
_AROUND_VALUE = 0.9
_TOUCHED = 0.5
_SAME_ALTERNATIVE = 0.4
_NEAR_ENOUGH = 0.5
_GOES_ON = 0.15
_AS_NEAR = 0.8
_SAME_SIDE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A clause of the statement with the sentence and the clause of the passage nearest to it."""

    text: str
    coverage: float
    sentence: Sentence
    nearest: str
    touched: str
    """The nearest clause and those of its sentence of which the statement's clause says the most part."""

    @property
    def parts(self) -> list[str]:
        """The clauses of its sentence."""
        return clauses_of(self.sentence)

    @property
    def governed(self) -> str:
        """The sentence up to the nearest clause, which what stands before governs."""
        whole = self.sentence.text
        found = whole.find(self.nearest.strip())
        return whole[: found + len(self.nearest)] if found >= 0 else whole


def align(statement: str, sentences: Sequence[Sentence], held: Known, likeness: Likeness) -> list[Aligned]:
    """The clauses of folded ``statement``; ``sentences``, at least one, are of the passage of ``held``."""
    clauses = (match.group().strip() for match in _CLAUSES.finditer(statement))
    found: list[Aligned] = []
    for clause in clauses:
        if clause:
            before = found[-1].sentence if found else None
            found.append(_aligned(clause, sentences, held, likeness, before))
    return found


def covered(aligned: Sequence[Aligned]) -> float:
    """The mean coverage, by the length of the clauses; 0 for none."""
    total = sum(len(one.text) for one in aligned)
    return sum(one.coverage * len(one.text) for one in aligned) / total if total else 0.0


def clauses_of(sentence: Sentence) -> list[str]:
    return [sentence.folded.text[start:end] for start, end in sentence.clauses]


def _aligned(
    clause: str, sentences: Sequence[Sentence], held: Known, likeness: Likeness, before: Sentence | None
) -> Aligned:
    """``before`` is the sentence of the clause before: what goes on there is more likely what is meant."""
    canonical = likeness.words.canonical
    words = likeness.content_words(clause)
    near = [likeness.nearness(clause, one.text) for one in sentences]
    best = max(
        (one for one, value in zip(sentences, near, strict=True) if value >= _NEAR_ENOUGH * max(near)),
        key=lambda one: (
            likeness.nearness(clause, one.text)
            + _agreement(clause, one, likeness)
            + _side(clause, one, likeness)
            + (_GOES_ON if one is before else 0.0)
        ),
    )
    parts = [held.text[start:end] for start, end in best.clauses]
    nearest = max(parts, key=lambda part: likeness.nearness(clause, part) + _turned(clause, part, likeness))
    said, around = canonical(clause), canonical(held.around)
    touched = [
        part
        for part in parts
        if part is nearest
        or likeness.coverage(likeness.content_words(part), said, "") >= _TOUCHED
        or shared(part.strip(",:。;"), clause) >= _TOUCHED
    ]
    in_sentence = likeness.coverage(words, canonical(best.text), around)
    anywhere = likeness.coverage(words, canonical(held.text), around)
    return Aligned(
        text=clause,
        coverage=max(in_sentence, _AROUND_VALUE * anywhere),
        sentence=best,
        nearest=nearest,
        touched=",".join(touched),
    )


def _side(clause: str, sentence: Sentence, likeness: Likeness) -> float:
    """What its nearest clauses add for being on the same side."""
    parts = clauses_of(sentence)
    near = [likeness.nearness(clause, part) for part in parts]
    least = _AS_NEAR * max(near, default=0.0)
    return max(
        (_turned(clause, part, likeness) for part, value in zip(parts, near, strict=True) if value >= least),
        default=0.0,
    )


def _turned(clause: str, part: str, likeness: Likeness) -> float:
    """Something more for a part that is on the same side where the passage has one for each."""
    value = 0.0
    for group, said in likeness.words.named(clause):
        written = group.taken(part)
        if written:
            value += _SAME_SIDE if said == written else -_SAME_SIDE
    return value


def _agreement(clause: str, sentence: Sentence, likeness: Likeness) -> float:
    """For each matter of which both name an alternative, so much more or less where it is the same or not."""
    value = 0.0
    for group in likeness.words.subjects:
        said = group.taken(clause)
        written = group.taken(sentence.text) if said else set()
        if written:
            value += _SAME_ALTERNATIVE if said & written else -_SAME_ALTERNATIVE
    return value
