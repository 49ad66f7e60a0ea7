"""What is kept of an index until it changes."""

from functools import partial

from vectorstore.remembered import Remembered


def test_a_value_is_made_once_until_the_index_changes() -> None:
    made: list[str] = []
    remembered: Remembered[str, list[int]] = Remembered(most=2, longest=10)

    def make() -> list[int]:
        made.append("made")
        return [1]

    assert remembered.get("a", make) is remembered.get("a", make)
    remembered.forget()
    remembered.get("a", make)
    assert len(made) == 2


def test_what_was_made_while_the_index_changed_is_not_kept() -> None:
    remembered: Remembered[str, list[int]] = Remembered(most=2, longest=10)

    def make_while_it_changes() -> list[int]:
        remembered.forget()
        return [1]

    assert remembered.get("a", make_while_it_changes) == [1]
    assert remembered.get("a", lambda: [2]) == [2]


def test_the_value_asked_for_longest_ago_goes_first() -> None:
    remembered: Remembered[str, str] = Remembered(most=2, longest=100)
    for key in ("a", "b", "a", "c"):
        remembered.get(key, partial(str, key))
    assert remembered.get("a", lambda: "new") == "a"
    assert remembered.get("b", lambda: "new") == "new"


def test_long_values_leave_room_for_fewer() -> None:
    remembered: Remembered[str, str] = Remembered(most=10, longest=8)
    for key, length in (("a", 4), ("b", 4), ("c", 6)):
        remembered.get(key, partial(str, key * length))
    assert remembered.get("c", lambda: "new") == "cccccc"
    assert remembered.get("a", lambda: "new") == "new"
