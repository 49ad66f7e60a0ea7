"""The words around a figure: its own, those of the clauses before it, the sentence up to it. All folded.

This module does not know what is asked.
"""

import re
from dataclasses import dataclass, field

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.listed import Listed, listed

_FOLLOWING = 14
_HAN = re.compile(r"[㐀-鿿]")
_SHARES = ("%", "‰", "成", "个百分点", "百分点")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_BESIDE = re.compile(r"\(?(?:(?:19|20)\d\d年|上年|去年)(?:同期)?(?:为|是|的)?\(?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The words around a figure, folded: its own before (``lead``) and after it (``following``),
    the sentence up to the figure's clause end (``frame``)."""

    lead: str
    following: str
    clauses_before: tuple[tuple[str, bool], ...]
    """The clauses of the sentence before the figure's, each with whether it holds a figure."""
    frame: str
    frame_before: str
    has_figure_before: bool
    listed: Listed = field(default_factory=Listed)
    """Of 甲、乙分别为1件和2件 what is listed, and of which the figure is."""

    @property
    def own(self) -> str:
        return self.lead + self.following

    @classmethod
    def of_words(cls, own: str) -> "Place":
        """Of a figure that stands alone in its cell."""
        return cls(
            lead=own,
            following="",
            clauses_before=(),
            frame=own,
            frame_before=own,
            has_figure_before=False,
        )

    @classmethod
    def of(cls, candidate: Candidate) -> "Place":
        sentence, start, end = candidate.sentence, candidate.start, candidate.end
        text = sentence.folded.text
        clause = sentence.clause_at(start)
        clause_start, clause_end = sentence.clauses[clause]
        spans = [(sentence.start + f.start, sentence.start + f.end) for f in figures_in(sentence.text)]
        before = [stop for _, stop in spans if stop <= start]
        after = [begin for begin, _ in spans if begin >= end]
        left = max([clause_start, *before[-1:]])
        if before and left > clause_start and _BESIDE.fullmatch(text[left:start]):
            # 受理93件(2020年为50件): the same thing, of another year.
            left = max([clause_start, *before[-2:-1]])
        while before and left > clause_start and not _HAN.search(text[left:start]):
            # 达到39874元、20115元: what stands before the first is said of both.
            before = before[:-1]
            left = max([clause_start, *before[-1:]])
        right = min([clause_end, *after[:1]])
        following = text[end:right]
        pause = re.search(r"[、,。;:!?()]", following)
        following = following[: pause.start()] if pause else following
        if after and right == after[0] and not pause and left == clause_start and text[left:start].strip():
            # 新收134件受理129件: what leads up to the next figure is that one's.
            following = ""
        clauses = tuple(
            (text[begin:stop], any(begin <= at < stop for at, _ in spans))
            for begin, stop in sentence.clauses[:clause]
        )
        if left > clause_start:
            clauses += ((text[clause_start:left], True),)
        return cls(
            listed=listed(text, sentence.start, start, spans),
            lead=text[left:start].strip("、,。;:()（）"),
            following=following[:_FOLLOWING],
            clauses_before=clauses,
            frame=text[sentence.start : max(end, right)],
            frame_before=text[sentence.start : start],
            has_figure_before=left > clause_start or (bool(clauses) and clauses[-1][1]),
        )


def is_share(candidate: Candidate) -> bool:
    """Its figure is in per cent or the like."""
    return candidate.quantity is not None and candidate.quantity.unit in _SHARES


def year_above(candidate: Candidate, place: Place) -> int | None:
    """The year that a heading above names: 2022年工作回顾 in a report of 2023; None where the sentence names
    one itself."""
    if _YEAR.search(place.frame_before):
        return None
    named = _YEAR.findall("".join(candidate.sentence.passage.section))
    return int(named[-1]) if named else None
