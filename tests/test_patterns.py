"""No pattern takes quadratic time, whatever a document, a question or an LLM makes it read.

What is measured is the process's own time, against limits far from both outcomes: on 160,000 hostile
characters the slowest pattern of the project takes about 0.3 s and the cheapest quadratic one 10 s.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType

import pytest

from tests.hostile_texts import Named, hostile_signs, modules, patterns, runs_of

_LOOK, _SECOND_LOOK = 24_000, 160_000
_SUSPECT_S, _LIMIT_S = 0.04, 3.0
"""What takes so long at the first look is looked at again, on a longer text."""


class _TooSlow(Exception):
    pass


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raises _TooSlow inside when the process has worked for so long; a match can be broken off."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _slow_on(named: Named, *, limit_s: float = _LIMIT_S) -> str | None:
    """How a hostile text begins that the pattern reads in more than linear time; None where there is none."""
    for opening, again in hostile_signs(named.pattern):
        for run in runs_of(named):
            try:
                began = process_time()
                with _within(limit_s):
                    run(_text(opening, again, _LOOK))
                if process_time() - began > _SUSPECT_S:
                    with _within(limit_s):
                        run(_text(opening, again, _SECOND_LOOK))
            except _TooSlow:
                return f"{opening}{again}{again}…"
    return None


def _text(opening: str, again: str, characters: int) -> str:
    # The last sign is of no pattern, so that what asks for the end of the text does not find it.
    return opening + again * (characters // len(again)) + "\x01"


def test_no_pattern_of_the_project_takes_quadratic_time_on_hostile_text() -> None:
    found = patterns(modules())
    assert {"qa_service.answering.gate.facts.ADDRESS", "qa_service.ingestion.cleaning._PAGE_NUMBER"} <= {
        named.where for named in found
    }
    slow = {f"{named.where} {named.pattern.pattern!r}": text for named in found if (text := _slow_on(named))}
    assert slow == {}


@pytest.mark.parametrize(
    ("written", "anchored"),
    [
        ("[一二三]+万", False),
        ("“[^”]*”", False),
        (r"\s*[|丨]", False),
        (r"[\w.+-]+@", False),
        (r"如下[^。]*:$", False),
        (r"\([^()]*20\d\d[^()]*\)", False),
        (r"^\s*\|?\s*-", True),
        ("(?:约|为|约为)+$", True),
        ("(?:自.{1,20}起)*废止", True),
    ],
)
def test_a_pattern_that_takes_quadratic_time_or_more_is_found(written: str, anchored: bool) -> None:
    assert _slow_on(Named("here", re.compile(written), anchored), limit_s=0.5)


@pytest.mark.parametrize(
    "written",
    [
        "[一二三]{1,9}万",
        "“[^”]{0,500}”",
        r"\s{0,40}[|丨]",
        r"(?<![\w.+-])[\w.+-]++@",
        r"\((?=[^()]*20\d\d)[^()]*+\)",
    ],
)
def test_a_bounded_or_anchored_one_is_none(written: str) -> None:
    assert _slow_on(Named("here", re.compile(written), anchored=False)) is None
