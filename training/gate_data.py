"""Pairs of passage and sentence, right or wrong, as the gate sees them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa_service.answering.gate.signs import Floats, signs_of
from qa_service.answering.gate.support import Judge, Source, Verdict
from qa_service.library.records import DocumentMetadata, DocumentSummary
from training.rows import digest
from vectorstore.passages import Passage

ELSEWHERE = "elsewhere"
_ALIKE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePair:
    """``wrong`` says what is wrong about the sentence; empty where it is right. ``group`` is the passage that
    the sentence was written for, ``weight`` how often it counts."""

    source: Source
    sentence: str
    wrong: str
    group: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A pair with its ``signs``, None where a certain check takes the sentence out; ``rules_hold`` whether
    every single check is content."""

    pair: GatePair
    signs: Floats | None
    rules_hold: bool

    def fold_of(self, folds: int) -> int:
        """Which of ``folds`` parts it is in; all sentences for a passage are in one."""
        return int(digest(self.pair.group), 16) % folds


def read_gate_pairs(path: Path, weight: float = 1.0) -> Iterator[GatePair]:
    """The pairs of a file: ``@`` region | year | title | number, ``§`` headings, ``>`` the passage, then
    ``+`` right sentences and ``-`` wrong ones, each of these with its kind."""
    document: DocumentSummary | None = None
    section: tuple[str, ...] = ()
    source: Source | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "@":
            document = _document(rest)
        elif sign == "§":
            section = tuple(part.strip() for part in rest.split("/") if part.strip())
        elif sign == ">" and document is not None:
            source = Source.of(_passage(rest, document.document_id, section), document)
        elif sign in ("+", "-") and source is not None:
            wrong, _, sentence = rest.partition(": ") if sign == "-" else ("", "", rest)
            yield GatePair(
                source=source,
                sentence=sentence,
                wrong=wrong,
                group=source.passage.text,
                weight=weight,
            )


def elsewhere(pairs: Sequence[GatePair], draw: np.random.Generator) -> Iterator[GatePair]:
    """Right sentences beside passages that they were not written for: one of the most alike, and any."""
    sources = list({pair.group: pair.source for pair in pairs}.values())
    made_of = [_bigrams(source.passage.text) for source in sources]
    for pair in pairs:
        if pair.wrong:
            continue
        own = _bigrams(pair.sentence)
        order = sorted(range(len(sources)), key=lambda at: -len(own & made_of[at]))
        others = [at for at in order if sources[at].passage.text != pair.group]
        for at in (others[draw.integers(_ALIKE)], others[draw.integers(len(others))]):
            yield GatePair(source=sources[at], sentence=pair.sentence, wrong=ELSEWHERE, group=pair.group)


def weighed(pairs: Iterable[GatePair], judge: Judge) -> Iterator[Weighed]:
    for pair in pairs:
        seen = judge.look(pair.sentence, pair.source)
        if isinstance(seen, Verdict):
            yield Weighed(pair=pair, signs=None, rules_hold=False)
        else:
            yield Weighed(pair=pair, signs=signs_of(seen), rules_hold=not seen.found)


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _document(line: str) -> DocumentSummary:
    region, year, title, number = (part.strip() or None for part in line.split("|"))
    return DocumentSummary(
        document_id="d1",
        content_hash="0" * 64,
        source="d1.txt",
        metadata=DocumentMetadata(
            title=title or "",
            region=region,
            region_path=(region,) if region else (),
            year=int(year) if year else None,
            document_number=number,
        ),
        passages=1,
        findable_passages=1,
        characters=1000,
    )


def _passage(text: str, document_id: str, section: tuple[str, ...]) -> Passage:
    return Passage(
        passage_id=f"{document_id}-1",
        document_id=document_id,
        paragraph=1,
        section=section,
        text=text,
        start=0,
        end=len(text),
    )
