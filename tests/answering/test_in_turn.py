"""What passes a test is looked for only as far as somebody asks for it."""

from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.in_turn import InTurn
from qa_service.answering.text.sentences import sentences
from tests.answering.conftest import passage

CANDIDATES = [
    Candidate(
        sentence=sentences(passage("有案件。"))[0], start=at, end=at + 1, score=1.0, coverage=1, direct=1
    )
    for at in range(9)
]


class Counted:
    """Every third candidate passes; ``number`` of them have been tested."""

    def __init__(self) -> None:
        self.number = 0
        self.found = InTurn(CANDIDATES, self._passing)

    def _passing(self, some: Sequence[Candidate]) -> list[Candidate]:
        self.number += len(some)
        return [candidate for candidate in some if candidate.start % 3 == 0]


def test_the_first_is_found_without_a_look_at_the_others() -> None:
    tested = Counted()
    assert tested.found
    assert tested.found[0] is CANDIDATES[0]
    assert next(iter(tested.found)) is CANDIDATES[0]
    assert tested.number == 1


def test_whatever_is_asked_for_is_what_all_of_them_tested_at_once_would_give() -> None:
    every = CANDIDATES[::3]
    for part in (slice(1, None), slice(1, 3), slice(None, -1), slice(-2, None), slice(None, 0)):
        assert Counted().found[part] == every[part]
    for at in (0, 2, -1):
        assert Counted().found[at] is every[at]
    assert list(Counted().found) == every
    assert len(Counted().found) == len(every)
    assert not InTurn(CANDIDATES, lambda _: [])
