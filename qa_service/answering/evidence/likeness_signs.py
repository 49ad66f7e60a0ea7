"""How near a candidate comes to the question, in numbers: the signs that ``sufficiency`` weighs beside those
of ``answer_signs``.

Word by word a question may be put in other words than the document's, so that beside the words that stand
there those count that come near by their vectors. That is dear, and most candidates are known for too little
before all of it is looked at: so a few signs at a time are, of the others it is known how far they may reach.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence, PassageLikeness
from qa_service.answering.text.folding import fold
from vectorstore.token_likeness import TokenLikeness

LIKENESS_SIGNS = (
    "met",
    "least_met_noun",
    "met_in_clause",
    "passage_cosine",
    "sentence_cosine",
    "characters_in_sentence",
    "characters_in_clause",
)
_LEAST = (0.0, 0.0, 0.0, -1.0, -1.0, 0.0, 0.0)
_MET, _LEAST_MET_NOUN, _MET_IN_CLAUSE, _IN_PASSAGE, _IN_SENTENCE, _CHARACTERS, _CHARACTERS_IN_CLAUSE = range(
    len(LIKENESS_SIGNS)
)

Floats = NDArray[np.float64]


class LikenessSigns:
    """The signs of one candidate in the order of LIKENESS_SIGNS, each between ``least`` and ``most``.

    How well the passage meets the question's words, and the one that it meets least of those that name
    things; how well the clause does; cosines; shares of characters.
    """

    def __init__(self, candidate: Candidate, evidence: Evidence, likeness: TokenLikeness) -> None:
        self.least, self.most = list(_LEAST), [1.0] * len(LIKENESS_SIGNS)
        self._sentence = candidate.sentence
        self._clause = _clause(candidate)
        self._evidence = evidence
        self._likeness = likeness
        passage = self._sentence.passage
        # What a text is cut into is dear, so the shortest is left to the end.
        self._looks: list[tuple[Callable[[], None], tuple[str, ...]]] = [
            (self._look_at_clause, (self._clause,)),
            (self._look_at_sentence, (self._sentence.text,)),
            (self._look_at_passage, (passage.text, *passage.section)),
        ]

    @property
    def known(self) -> bool:
        """Whether there is nothing left to look at."""
        return not self._looks

    @property
    def next_texts(self) -> tuple[str, ...]:
        """What ``look_closer`` is going to compare with the question."""
        return self._looks[-1][1] if self._looks else ()

    def look_closer(self) -> None:
        """Find some more of the signs."""
        self._looks.pop()[0]()

    def found(self) -> Floats:
        """All signs, shape (len(LIKENESS_SIGNS),), each at most 1."""
        while not self.known:
            self.look_closer()
        return np.array(self.least, dtype=np.float64)

    def _tell(self, sign: int, value: float) -> None:
        self.least[sign] = self.most[sign] = value

    def _look_at_passage(self) -> None:
        passage, evidence = self._sentence.passage, self._evidence
        whole = evidence.likeness_by_passage.get(passage.passage_id)
        if whole is None:
            met = self._met((*passage.section, passage.text))
            nouns = (
                v for term, v in zip(evidence.focus.terms, met, strict=True) if term.text in evidence.nouns
            )
            whole = PassageLikeness(
                met=evidence.focus.coverage(met),
                least_met_noun=min(nouns, default=1.0),
                cosine=self._cosine(passage.text),
            )
            evidence.likeness_by_passage[passage.passage_id] = whole
        self._tell(_MET, whole.met)
        self._tell(_LEAST_MET_NOUN, whole.least_met_noun)
        self._tell(_IN_PASSAGE, whole.cosine)
        characters = telling_characters(evidence.question.text)
        self._tell(_CHARACTERS, share_held(characters, self._sentence.text))
        self._tell(_CHARACTERS_IN_CLAUSE, share_held(characters, self._clause))

    def _look_at_sentence(self) -> None:
        self._tell(_IN_SENTENCE, self._cosine(self._sentence.text))

    def _look_at_clause(self) -> None:
        self._tell(_MET_IN_CLAUSE, self._evidence.focus.coverage(self._met((self._clause,))))

    def _cosine(self, text: str) -> float:
        return float(self._likeness.cosines(self._evidence.question.text, (text,))[0])

    def _met(self, texts: Sequence[str]) -> list[float]:
        """How well ``texts`` together meet each word of the question, by its letters or by its vectors."""
        focus = self._evidence.focus
        written = focus.values(fold(" ".join(texts)).text)
        nearest = self._likeness.best_matches([term.text for term in focus.terms], texts).tolist()
        return [max(pair) for pair in zip(written, nearest, strict=True)]


def likeness_signs(candidate: Candidate, evidence: Evidence, likeness: TokenLikeness) -> Floats:
    """All of them, shape (len(LIKENESS_SIGNS),)."""
    return LikenessSigns(candidate, evidence, likeness).found()


def _clause(candidate: Candidate) -> str:
    """The clauses that hold the answering words."""
    sentence = candidate.sentence
    held = [span for span in sentence.clauses if span[1] > candidate.start and span[0] < candidate.end]
    return sentence.folded.text[held[0][0] : held[-1][1]] if held else sentence.text
