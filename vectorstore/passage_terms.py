"""What a passage is found by: the terms of its three fields, and its tokens for the ranker.

The fields are its own text, its path of headings with the number it bears itself, and the facts of its
document. This module does not know how terms are kept or weighed.
"""

from dataclasses import dataclass

from vectorstore.analyzer import Analyzer
from vectorstore.passages import DocumentFacts, Passage, heading_of
from vectorstore.piece_tokens import PieceTokens, TokenIds, pack

_LABEL_CHARACTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTerms:
    """Terms with blanks between them; ``tokens`` is None where none are kept."""

    body: str
    section: str
    facts: str
    tokens: bytes | None


class TermMaker:
    """Makes the terms of passages; what neighbours share is worked out once. For one thread."""

    def __init__(self, analyzer: Analyzer, piece_tokens: PieceTokens | None) -> None:
        self._analyzer = analyzer
        self._piece_tokens = piece_tokens
        self._facts: dict[DocumentFacts, str] = {}
        self._sections: dict[tuple[str, ...], str] = {}
        self._headings: dict[str, TokenIds] = {}

    def terms(self, passage: Passage, facts: DocumentFacts) -> PassageTerms:
        if facts not in self._facts:
            self._facts[facts] = self._terms(_facts_text(facts))
        if passage.section not in self._sections:
            self._sections[passage.section] = self._terms("\n".join(passage.section))
        folded = self._analyzer.fold(passage.text)
        pieces = self._analyzer.pieces(folded)
        return PassageTerms(
            body=" ".join(self._analyzer.terms_of(folded, pieces)),
            section=f"{self._sections[passage.section]} {self._label(passage)}",
            facts=self._facts[facts],
            tokens=self._tokens(passage, facts, pieces),
        )

    def _tokens(self, passage: Passage, facts: DocumentFacts, pieces: list[str]) -> bytes | None:
        if self._piece_tokens is None:
            return None
        heading = heading_of(facts.title, passage.section)
        if heading not in self._headings:
            self._headings[heading] = self._piece_tokens.ids(
                self._analyzer.pieces(self._analyzer.fold(heading))
            )
        return pack(self._headings[heading], self._piece_tokens.ids(pieces))

    def _label(self, passage: Passage) -> str:
        """The number a passage bears itself (第四十七条 before its text) counts as its heading."""
        start = passage.text[:_LABEL_CHARACTERS].split(maxsplit=1)[:1]
        return " ".join(self._analyzer.ordinals(start[0])[:1]) if start and start[0][0] == "第" else ""

    def _terms(self, text: str) -> str:
        return " ".join(self._analyzer.index_terms(text))


def _facts_text(facts: DocumentFacts) -> str:
    parts = (facts.title, facts.issuer, facts.document_number, *facts.region_path[-1:])
    year = f"{facts.year}年" if facts.year is not None else None
    return "\n".join(part for part in (*parts, year) if part)
