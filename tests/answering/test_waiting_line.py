"""The line in which searches wait for their turn beside streams of an LLM."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.generating.waiting_line import Place, WaitingLine


def has_turn(place: Place) -> bool:
    return place.comes(within_s=0)


def test_turns_come_in_the_order_of_coming() -> None:
    line = WaitingLine(1)
    first, second, third = line.join(), line.join(), line.join()
    assert [has_turn(p) for p in (first, second, third)] == [True, False, False]
    first.leave()
    assert [has_turn(p) for p in (second, third)] == [True, False]


def test_who_leaves_before_its_turn_is_not_waited_for() -> None:
    line = WaitingLine(1)
    first, second, third = line.join(), line.join(), line.join()
    second.leave()
    assert not has_turn(third)
    first.leave()
    assert has_turn(third)


@given(st.integers(1, 4), st.lists(st.integers(0, 20), max_size=60))
def test_never_more_and_never_fewer_than_may_have_their_turn(at_once: int, acts: list[int]) -> None:
    line = WaitingLine(at_once)
    places: list[Place] = []
    for act in acts:
        if act < 10 or not places:
            places.append(line.join())
        else:
            places.pop(act % len(places)).leave()
        assert [has_turn(place) for place in places].count(True) == min(at_once, len(places))


def test_a_turn_wakes_who_waits_for_it() -> None:
    line = WaitingLine(1)
    first, second = line.join(), line.join()
    threading.Timer(0.01, first.leave).start()
    assert second.comes(within_s=30)
