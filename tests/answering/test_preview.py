"""The preview: what may be shown while the LLM writes; the breaker that keeps it from being asked in vain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.generating.breaker import Breaker
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


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_breaker_opens_after_failures_in_a_row_and_tries_one_call_after_its_pause() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause_s=10, now=clock)
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    clock.now = 11
    assert breaker.lets_through()
    assert not breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()


@pytest.mark.parametrize("failures", [1, 3])
def test_a_success_between_failures_keeps_a_breaker_closed(failures: int) -> None:
    breaker = Breaker(failures=failures + 1, pause_s=10, now=Clock())
    for _ in range(5):
        for _ in range(failures):
            breaker.failed()
        breaker.succeeded()
    assert breaker.lets_through()
