"""The preview of an answer while an LLM writes it: what streams, without what could link, run, hide or think
aloud.

Only the line being written can still change its meaning, so only that is looked at again with every piece; of
a long one what stands behind its last full stop but one, unless something that was opened is not closed.
A preview is not the answer: marks are those of the evidence, and sentences that the gate will take out are
still in it.
"""

import re

from qa_service.answering.gate.facts import ADDRESS
from qa_service.answering.gate.marks import plain, replace_marks

_THINKING = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_OPEN = re.compile(
    r"[<\[【［(（&!`*_^][^<\[【\]】］)）>\n]{0,80}$"
    r"|(?:[a-z](?=[\w.+-]{0,255}[./@:])|www\.)[\w./?=&%#:+@-]{0,400}+$"
    r"|[a-z][\w-]{0,30}$|(?:资料|来源|文献)\s{0,8}[\d.]{0,8}$",
    re.IGNORECASE | re.ASCII,
)
"""What a piece may end in the middle of; it waits for the next."""
_LONGEST_OPEN = 400

_LONG, _KEPT = 160, 100
"""A line of more characters is settled up to so many before its end: longer than anything in ``_OPEN``."""

_STOPS = "。！？；，、"
_OPENS = re.compile(r"[<&`~［］]|\]\(")
_ADDRESS = re.compile(rf"(?:{ADDRESS.pattern})[\w./?=&%#:+@~-]*", re.IGNORECASE)


class Preview:
    """Feed it the pieces of a text; it gives back what may be shown of them."""

    def __init__(self, evidence: int) -> None:
        self._evidence = evidence
        self._line = ""
        self._shown = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What to show now."""
        self._line += piece
        self._skip_thoughts()
        shown = []
        while "\n" in self._line and not self._thinking:
            line, self._line = self._line.split("\n", 1)
            shown.append(self._more(self._clean(line)) + "\n")
            self._shown = ""
            self._skip_thoughts()
        if not self._thinking:
            waiting = _OPEN.search(self._line, max(0, len(self._line) - _LONGEST_OPEN))
            shown.append(self._more(self._clean(self._line[: waiting.start()] if waiting else self._line)))
            self._settle()
        return "".join(shown)

    def _settle(self) -> None:
        """Leave what no later piece can change: it is shown and need not be looked at again."""
        if len(self._line) < _LONG:
            return
        stop = max(self._line.rfind(sign, 1, len(self._line) - _KEPT) for sign in _STOPS)
        head = self._line[: max(stop, 0)]
        if not head or _OPENS.search(head) or head.count("[") != head.count("]"):
            return
        cleaned = self._clean(head)
        if self._shown.startswith(cleaned):
            # The stop stays, so that what follows does not look like the beginning of a line.
            self._line, self._shown = self._line[stop:], self._shown[len(cleaned) :]

    def _skip_thoughts(self) -> None:
        begin = _THINKING.search(self._line)
        if begin is not None and not self._thinking:
            self._thinking = True
            self._line = self._line[begin.end() :]
        if self._thinking:
            end = _THOUGHT.search(self._line)
            if end is not None:
                self._thinking, self._line = False, self._line[end.end() :].lstrip("\n")
            else:
                self._line = self._line[-12:]

    def _more(self, cleaned: str) -> str:
        """What ``cleaned`` adds to what is shown of the line; a line that was cleaned otherwise waits for
        its end."""
        if not cleaned.startswith(self._shown):
            return ""
        more, self._shown = cleaned[len(self._shown) :], cleaned
        return more

    def _clean(self, line: str) -> str:
        return replace_marks(_ADDRESS.sub("", plain(line)), self._mark)

    def _mark(self, numbers: tuple[int, ...]) -> str:
        return "".join(f"[{n}]" for n in numbers if 1 <= n <= self._evidence)
