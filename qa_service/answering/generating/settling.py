"""What of a text that an LLM is still writing has passed the gate for good.

A text that has been given out to a client that cannot take words back must stand in the answer. A sentence is
looked at when the next one has begun, for marks may follow its full stop; one without a mark waits for the
mark behind it that is its own, too; a table waits for its end. What the gate then makes of the whole begins
with what it made of these lines, but where the LLM takes them back by what it writes later (a thought that
only its end gives away). This module does not know how answers are streamed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from qa_service.answering.citations import Quote
from qa_service.answering.gate.gate import LONGEST_TEXT, Checking, Gated
from qa_service.answering.gate.likeness import Likeness
from qa_service.answering.gate.marks import Line, Reading
from qa_service.answering.gate.support import Judge, Source, Verdict

_BEGUN_CHARACTERS = 12
"""So much of a sentence is longer than any mark that could still belong to the one before it."""

_ROWS = ("row", "rule")
_SENTENCES = ("paragraph", "item")


@dataclass(frozen=True, kw_only=True)
class _Remembering(Judge):
    """Judges each sentence once, by the sources of one text: the whole is looked at again at its end."""

    shared: Judge
    known: dict[tuple[str, int], Verdict] = field(default_factory=dict)

    @cached_property
    def likeness(self) -> Likeness:
        # It keeps what it made of thousands of texts, which outlive no answer if each has its own.
        return self.shared.likeness

    def judge(self, statement: str, source: Source) -> Verdict:
        key = (statement, id(source))
        if key not in self.known:
            self.known[key] = super().judge(statement, source)
        return self.known[key]


class Settling:
    """Feed it the pieces of a text, and take from it what more of the answer they have settled.

    ``judge`` remembers its verdicts.
    """

    def __init__(self, sources: Sequence[Source], judge: Judge, *, question: str) -> None:
        self.judge = _Remembering(
            segment=judge.segment,
            find_regions=judge.find_regions,
            tag=judge.tag,
            words=judge.words,
            shared=judge,
        )
        self._reading = Reading()
        self._checking = Checking(sources, self.judge, question=question)
        self._fed_characters = 0
        self._seen_characters = 0
        self._seen_sentences = 0
        self._settled = ""

    def feed(self, piece: str) -> None:
        self._reading.feed(piece[: max(LONGEST_TEXT - self._fed_characters, 0)])
        self._fed_characters += len(piece)

    def take(self, note: Callable[[tuple[Quote, ...]], str]) -> str:
        """What is settled and was not taken before. ``note`` gives what stands before an answer with these
        quotes."""
        if self._fed_characters - self._seen_characters < _BEGUN_CHARACTERS:
            return ""
        self._seen_characters = self._fed_characters
        lines = finished(self._reading.lines())
        sentences = sum(len(line.sentences) for line in lines)
        if sentences == self._seen_sentences or not any(w.numbers for one in lines for w in one.sentences):
            return ""
        self._seen_sentences = sentences
        return self._more(self._checking.check(lines), note)

    def _more(self, gated: Gated, note: Callable[[tuple[Quote, ...]], str]) -> str:
        answer = note(gated.quotes) + gated.text if gated.quotes else ""
        if not answer.startswith(self._settled):
            return ""
        more, self._settled = answer[len(self._settled) :], answer
        return more


def finished(lines: Sequence[Line]) -> list[Line]:
    """The lines and sentences of an unfinished text that what is still to come cannot change."""
    if not lines:
        return []
    *whole, last = lines
    if last.kind in _ROWS:
        while whole and whole[-1].kind in _ROWS:
            whole.pop()
    elif last.kind in _SENTENCES:
        done = list(last.sentences)
        begun = done.pop() if done else None
        if begun is not None and len(begun.text) < _BEGUN_CHARACTERS:
            done = done[:-1]
        while done and not done[-1].numbers:
            done.pop()
        if done and "|" in done[0].text:
            done = []  # one more cell makes a row of it
        if done:
            whole.append(replace(last, sentences=tuple(done)))
    return whole
