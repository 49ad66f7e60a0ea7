"""The candidates that pass a test, looked for only as far as somebody asks for them.

Nearly always the first candidate passes and the answer needs no other, while the test of all of them is the
dearest part of an answer. This module does not know the test.
"""

from collections.abc import Callable, Sequence
from typing import overload

from qa_service.answering.evidence.candidates import Candidate


class InTurn(Sequence[Candidate]):
    """Those of ``candidates`` that ``passing`` leaves of some of them, in their order; the first is tested
    alone, then all others at once, which is faster than one by one. For one thread."""

    def __init__(
        self, candidates: Sequence[Candidate], passing: Callable[[Sequence[Candidate]], list[Candidate]]
    ) -> None:
        self._untested = candidates
        self._passing = passing
        self._at_once = 1
        self._found: list[Candidate] = []

    def __bool__(self) -> bool:
        """Whether there is any; the others are not looked for."""
        return bool(self[:1])

    def __len__(self) -> int:
        return len(self[:])

    @overload
    def __getitem__(self, at: int) -> Candidate: ...

    @overload
    def __getitem__(self, at: slice) -> list[Candidate]: ...

    def __getitem__(self, at: int | slice) -> Candidate | list[Candidate]:
        last = at.stop if isinstance(at, slice) else at + 1
        # From the end on, or to it, nothing is known before all are tested.
        wanted = len(self._untested) + len(self._found) if last is None or last <= 0 else last
        while self._untested and len(self._found) < wanted:
            some, self._untested = self._untested[: self._at_once], self._untested[self._at_once :]
            self._found += self._passing(some)
            self._at_once = len(self._untested)
        return self._found[at]
