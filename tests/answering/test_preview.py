"""The preview: what may be shown while the LLM writes; the breaker that keeps it from being asked in vain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.generating.breaker import Attempt, Breaker
from qa_service.answering.generating.preview import Preview

TEXTS = (
    "2021年,办理58件[1]。\n其中维持40件【2】。",
    "见[此处](https://evil.example/a)和<a href='https://evil.example'>这里</a>。\n完。",
    "<think>https://evil.example 想一想</think>共58件[1]。",
    "![图](https://evil.example/x.png)\n<script>alert(1)</script>58件[9]。",
    "请看 www.evil.example/path?q=1 和 a@evil.example 。\n",
)


@given(st.sampled_from(TEXTS), st.lists(st.integers(1, 5), min_size=1, max_size=80))
def test_however_a_text_is_cut_its_preview_links_nothing(text: str, sizes: list[int]) -> None:
    preview, shown, at = Preview(2), "", 0
    for size in sizes * (len(text) // sum(sizes) + 1):
        shown += preview.feed(text[at : at + size])
        at += size
    assert "evil" not in shown
    assert "](" not in shown
    assert "<" not in shown
    assert "[9]" not in shown


def test_the_first_characters_are_shown_at_once() -> None:
    preview = Preview(2)
    assert preview.feed("安") == "安"
    assert preview.feed("吉县2021") == "吉县2021"
    assert preview.feed("年办理58件[") == "年办理58件"
    assert preview.feed("1]。") == "[1]。"


@pytest.mark.parametrize("size", [1, 3])
def test_a_long_line_is_not_looked_at_again_and_again(size: int) -> None:
    text = "全年发放宣传资料2.3万余份[1],开展“宪法宣传周”活动15场次(其中乡镇9场)[2]。" * 120
    preview, shown, longest = Preview(2), "", 0
    for at in range(0, len(text), size):
        shown += preview.feed(text[at : at + size])
        longest = max(longest, len(preview._line))
    assert shown == text
    assert longest < 400


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def called(breaker: Breaker) -> Attempt:
    attempt = breaker.attempt()
    assert attempt is not None
    return attempt


def test_a_breaker_opens_after_failures_in_a_row_and_tries_one_call_after_its_pause() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause_s=10, now=clock)
    called(breaker).failed()
    called(breaker).failed()
    assert breaker.attempt() is None
    clock.now = 11
    trial = called(breaker)
    clock.now = 100  # however long it takes
    assert breaker.attempt() is None
    trial.succeeded()
    called(breaker)
    called(breaker)


def test_a_trial_that_fails_begins_another_pause() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, pause_s=10, now=clock)
    called(breaker).failed()
    clock.now = 11
    called(breaker).failed()
    assert breaker.attempt() is None
    clock.now = 22
    called(breaker)


def test_a_trial_that_its_client_leaves_makes_room_for_the_next_and_calls_before_it_do_not() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, pause_s=10, now=clock)
    early, failing = called(breaker), called(breaker)
    failing.failed()
    clock.now = 11
    trial = called(breaker)
    early.told_nothing()
    assert breaker.attempt() is None
    trial.told_nothing()
    called(breaker)


@pytest.mark.parametrize("failures", [1, 3])
def test_a_success_between_failures_keeps_a_breaker_closed(failures: int) -> None:
    breaker = Breaker(failures=failures + 1, pause_s=10, now=Clock())
    for _ in range(5):
        for _ in range(failures):
            called(breaker).failed()
        called(breaker).succeeded()
    called(breaker)
