"""The gate for a text that an LLM wrote: what the evidence bears out is kept, marked and quoted; the rest is
taken out.

Sentence by sentence: a mark holds when its source bears the sentence out; a sentence whose marks all fail
gets the source of the evidence that does, where there is one; else it goes, and is counted. Headings,
lead-ins and the head of a table state nothing; they stay where something under them does and they bring
nothing of their own. Pure: text and sources in, text and quotes out. This module does not know where the
text comes from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.citations import Quote
from qa_service.answering.gate.facts import ADDRESS, missing
from qa_service.answering.gate.figures import dates_of, figures_of
from qa_service.answering.gate.marks import Line, Written, read
from qa_service.answering.gate.support import LONGEST, Judge, Source, Verdict
from qa_service.answering.text.folding import fold

_MOST_MARKS = 3
_LONGEST_LEAD_IN = 60
_LEAD_IN_COVERAGE = 0.7
_CLOSING = "。!?！？;；:：,，、"
_FIGURE_AND_STOP = re.compile(r"\d[^\d\n]*[。;；!！]\s*$")
LONGEST_TEXT = 20_000
_MOST_PIECES = 24
_PIECE = 200
_PIECE_ENDS = re.compile(r"[^;；]*[;；]|[^;；]+")
_CLAUSES = re.compile(r"[^,，]*[,，]|[^,，]+")
_ROWS = ("row", "rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """What is left of a text: ``[n]`` in ``text`` is ``quotes[n - 1]``; ``text`` is empty where nothing
    holds.

    ``dropped`` sentences were taken out, each for one of ``reasons``; ``repaired`` ones got another
    source.
    """

    text: str
    quotes: tuple[Quote, ...]
    dropped: int
    repaired: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A line as it is shown; ``states`` where it says something of a document."""

    line: Line
    text: str
    states: bool


class _Passing:
    """One text on its way through the gate."""

    def __init__(self, judge: Judge, sources: Sequence[Source], question: str) -> None:
        self._judge = judge
        self._sources = sources
        self._question = fold(question).text
        self._numbers: dict[Quote, int] = {}
        self._said: set[str] = set()
        self.quotes: list[Quote] = []
        self.reasons: list[str] = []
        self.repaired = 0

    def sentence(self, written: Written, numbers: tuple[int, ...], stated: str = "") -> str | None:
        """The sentence with the marks that hold, or None. ``stated`` is what it says where that is not its
        text."""
        said = stated or written.text
        key = fold(said).text
        if key in self._said:
            return None
        quotes, reason = self._borne_out(said, numbers)
        if quotes:
            self._said.add(key)
            return _with_marks(written.text, [self._number(quote) for quote in quotes])
        by_parts = self._by_parts(written)
        if not by_parts and not stated and len(key) > LONGEST:
            by_parts = self._by_clauses(written, numbers)
        if by_parts:
            self._said.add(key)
            return by_parts
        self.reasons.append(reason)
        return None

    def _borne_out(self, said: str, numbers: tuple[int, ...]) -> tuple[list[Quote], str]:
        """The quotes of the sources that bear it out: those that it names, else the best of all."""
        named = [n for n in numbers if 1 <= n <= len(self._sources)]
        verdicts = [self._judge.judge(said, self._sources[n - 1]) for n in named]
        held = [v.quote for v in verdicts if v.holds and v.quote is not None]
        if held:
            self.repaired += len(held) < len(numbers)
            return held[:_MOST_MARKS], ""
        others = [self._judge.judge(said, s) for n, s in enumerate(self._sources, 1) if n not in named]
        best = max((v for v in others if v.holds), key=lambda v: v.coverage, default=None)
        if best is not None and best.quote is not None:
            self.repaired += 1
            return [best.quote], ""
        return [], _reason([*verdicts, *others]) if verdicts or others else "no_source"

    def _by_parts(self, written: Written) -> str | None:
        """甲县107件[1],乙县58件[2]: each part by its own mark. Nothing where one of them fails."""
        parts = [part for part in written.parts if part.text.strip(_CLOSING + " ")]
        if len(parts) < 2 or not all(part.numbers for part in parts[:-1]):
            return None
        held = []
        for part in parts:
            if not self._judge.likeness.content_words(fold(part.text).text):
                return None
            quotes, _ = self._borne_out(part.text, part.numbers or parts[-2].numbers)
            if not quotes:
                return None
            held.append((part.text, quotes))
        return "".join(_with_marks(text, [self._number(quote) for quote in quotes]) for text, quotes in held)

    def _by_clauses(self, written: Written, numbers: tuple[int, ...]) -> str | None:
        """A sentence too long to be read at once, piece by piece; nothing where one piece fails, as the
        others may lean on it."""
        held: list[tuple[str, list[Quote]]] = []
        for piece in pieces_of(written.text):
            if len(held) == _MOST_PIECES:
                return None
            quotes, _ = self._borne_out(piece, numbers)
            if not quotes:
                return None
            held.append((piece, quotes))
        return "".join(_with_marks(text, [self._number(quote) for quote in quotes]) for text, quotes in held)

    def _number(self, quote: Quote) -> int:
        if quote not in self._numbers:
            self.quotes.append(quote)
            self._numbers[quote] = len(self.quotes)
        return self._numbers[quote]

    def labelled(self, column: str, cell: str) -> str:
        """A figure of a table with the words over it, where these say something."""
        says = any(c.isdigit() for c in cell) and self._judge.likeness.content_words(fold(column).text)
        return column + cell if says else cell

    def leads_in(self, text: str) -> bool:
        """Whether the words state nothing: all are of the question, of one source or of no weight."""
        said = fold(text).text.strip("。;!?,:、 ")
        if not said or len(said) > _LONGEST_LEAD_IN or self._judge.words.is_order(said):
            return False
        words = self._judge.likeness.content_words(said)
        figures = [f.text for f in figures_of(said)] + [d.text for d in dates_of(said)]
        if all(figure in self._question for figure in figures) and (
            self._judge.likeness.coverage(words, self._judge.words.canonical(self._question), "")
            >= _LEAD_IN_COVERAGE
        ):
            return ADDRESS.search(said) is None
        return any(
            not missing(said, source.known)
            and self._judge.likeness.coverage(
                words,
                self._judge.words.canonical(source.known.text + self._question),
                self._judge.words.canonical(source.known.around),
            )
            >= _LEAD_IN_COVERAGE
            for source in self._sources
        )


def check(text: str, sources: Sequence[Source], judge: Judge, *, question: str = "") -> Gated:
    """What of ``text`` the ``sources`` bear out; mark n names ``sources[n - 1]``."""
    return Checking(sources, judge, question=question).check(read(text[:LONGEST_TEXT]), is_whole=True)


class Checking:
    """The gate for a text that grows: what has been looked at is not looked at again."""

    def __init__(self, sources: Sequence[Source], judge: Judge, *, question: str = "") -> None:
        self._sources = sources
        self._judge = judge
        self._question = question
        self._begin()

    def _begin(self) -> None:
        self._passing = _Passing(self._judge, self._sources, self._question)
        self._lines: list[Line] = []
        self._kept: list[_Kept | None] = []
        self._head: Line | None = None

    def check(self, lines: Sequence[Line], *, is_whole: bool = False) -> Gated:
        """What the sources bear out of ``lines``, which mostly are those of the last time, the last of these
        with more sentences perhaps, and others behind them; where they are not, all are looked at.

        Unless the text ``is_whole``, rows at its end are left out: what comes next may make one the head.
        """
        if not self._continued_by(lines):
            self._begin()
        end = len(lines)
        while end and not is_whole and lines[end - 1].kind in _ROWS:
            end -= 1
        for at in range(max(len(self._lines) - 1, 0), end):
            self._look_at(at, lines[at], lines[at + 1].kind if at + 1 < len(lines) else "blank")
        passing = self._passing
        return Gated(
            text=_joined([kept for kept in self._kept if kept is not None]),
            quotes=tuple(passing.quotes),
            dropped=len(passing.reasons),
            repaired=passing.repaired,
            reasons=tuple(passing.reasons),
        )

    def _continued_by(self, lines: Sequence[Line]) -> bool:
        if not self._lines:
            return True
        *whole, last = self._lines
        if len(lines) < len(self._lines) or lines[: len(whole)] != whole:
            return False
        now = lines[len(whole)]
        seen = len(last.sentences)
        return (now.kind, now.lead, now.cells, now.sentences[:seen]) == (
            last.kind,
            last.lead,
            last.cells,
            last.sentences,
        )

    def _look_at(self, at: int, line: Line, following: str) -> None:
        is_known = at < len(self._lines)
        seen = len(self._lines[at].sentences) if is_known else 0
        if is_known and seen == len(line.sentences):
            return
        if line.kind == "row" and following == "rule":
            self._head = line
        if line.kind in _ROWS:
            shown = _row(line, self._head, following, self._passing)
        else:
            self._head = None
            shown = _line(line, self._passing, seen)
        if not is_known:
            self._lines.append(line)
            self._kept.append(shown)
            return
        self._lines[at] = line
        before = self._kept[at]
        if shown is not None and before is not None:
            shown = _Kept(line=line, text=before.text + shown.text, states=before.states or shown.states)
        self._kept[at] = shown or before


def _line(line: Line, passing: _Passing, seen: int) -> _Kept | None:
    """What of the line stays, its first ``seen`` sentences left out."""
    if line.kind == "blank":
        return _Kept(line=line, text="", states=False)
    shown, states = [], False
    for at, written in enumerate(line.sentences[seen:], seen):
        closes = written.text.rstrip().endswith((":", "："))
        # Prose written on behind a heading's sign, with a full stop, is no heading.
        heads = line.kind == "heading" and not at and not _FIGURE_AND_STOP.search(written.text)
        if (heads or closes) and not written.numbers:
            if passing.leads_in(written.text):
                shown.append(written.text)
            else:
                passing.reasons.append("lead_in")
            continue
        # A mark at the end of a paragraph is one for the sentences before it, too.
        numbers = written.numbers or next((w.numbers for w in line.sentences[at:] if w.numbers), ())
        text = passing.sentence(written, numbers)
        if text is not None:
            shown.append(text)
            states = True
    return _Kept(line=line, text="".join(shown), states=states) if shown else None


def _row(line: Line, head: Line | None, following: str, passing: _Passing) -> _Kept | None:
    if line.kind == "rule":
        return _Kept(line=line, text="|" + " --- |" * len(head.cells), states=False) if head else None
    if following == "rule":
        if all(passing.leads_in(cell) for cell in line.cells if cell):
            return _Kept(line=line, text=_cells(line.cells), states=False)
        return _Kept(line=line, text=_cells(["" for _ in line.cells]), states=False)
    columns = head.cells if head and len(head.cells) == len(line.cells) else ("",) * len(line.cells)
    stated = ",".join(
        passing.labelled(column, cell) for column, cell in zip(columns, line.cells, strict=True) if cell
    )
    written = line.sentences[0]
    if not stated:
        return None
    text = passing.sentence(written, written.numbers, stated)
    if text is None:
        return None
    last = max(at for at, cell in enumerate(line.cells) if cell)
    marks = text[len(_bare(written.text)) :]
    cells = [cell + marks if at == last else cell for at, cell in enumerate(line.cells)]
    return _Kept(line=line, text=_cells(cells), states=True)


def pieces_of(text: str) -> list[str]:
    """``text`` cut behind its semicolons, and what is still long behind commas, into as few pieces of up to
    200 characters as its clauses allow; a clause that is longer is one piece."""
    found: list[str] = []
    for part in _PIECE_ENDS.findall(text):
        clauses = _CLAUSES.findall(part) if len(part) > _PIECE else [part]
        piece = ""
        for clause in clauses:
            if piece and len(piece) + len(clause) > _PIECE:
                found.append(piece)
                piece = ""
            piece += clause
        found.append(piece)
    return found


def _cells(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _joined(kept: Sequence[_Kept]) -> str:
    """The lines in order; what leads to nothing is left out."""
    shown: list[str] = []
    states = row_below = False
    for one in reversed(kept):
        kind = one.line.kind
        if kind == "blank":
            if shown and shown[-1]:
                shown.append("")
            continue
        is_head = kind in _ROWS and not one.states
        if not one.states and not (row_below if is_head else states):
            continue
        row_below = kind in _ROWS
        # Under a heading something must be said before the next heading comes.
        states = one.states or (kind != "heading" and states)
        shown.append(one.line.lead + one.text)
    return "\n".join(reversed(shown)).strip()


def _bare(text: str) -> str:
    return text.rstrip().rstrip(_CLOSING)


def _with_marks(text: str, numbers: Sequence[int]) -> str:
    """``text`` with its marks before what closes it."""
    bare = _bare(text)
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    closing = text.rstrip()[len(bare) :]
    return f"{bare}{marks}{closing}"


def _reason(verdicts: Sequence[Verdict]) -> str:
    """Why the source that came nearest does not bear it out."""
    return max(verdicts, key=lambda verdict: verdict.coverage).reason
