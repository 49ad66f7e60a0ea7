"""Condensing: a follow-up and the turns before it become one question that stands alone.

By rule, since a rule can be checked: what a follow-up leaves out (region, year, topic) it inherits, what it
names it replaces. "沂源县呢?" asks the last question of 沂源县; "那满意率呢?" asks for another figure of
the same scope; "受理了多少?" keeps scope and topic. A message that stands alone inherits nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_service.answering.asked_scope import FindRegions, read_scope
from qa_service.answering.focus import Segment, focus_words
from qa_service.answering.folding import fold
from qa_service.answering.question import POINTS, Expects, expected_kind, unit_asked
from qa_service.answering.wording import Wording, load_wording

_FEW_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question that needs no earlier turn. ``context`` is topic taken over from earlier turns;
    ``year_inherited`` says that the year was named for another region, so it is a wish, not a demand."""

    text: str
    context: str = ""
    year_inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    regions: tuple[str, ...]
    years: tuple[int, ...]
    across: bool
    body: str
    """The message without its scope, its lead (那, 还有…) and its trailing 呢."""
    focus: tuple[str, ...]
    asks: Expects
    asks_itself: bool
    """It holds an interrogative of its own."""
    unit: str | None
    leans: bool
    """It refers back: by a pronoun, an ellipsis or a lead word."""
    context: str = ""
    year_inherited: bool = False

    @property
    def text(self) -> str:
        # 、 between regions keeps each of them a name of its own for the reader and the analyser.
        years = "、".join(f"{year}年" for year in self.years)
        return f"{'、'.join(self.regions)}{years}{self.body}"


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept = [c for i, c in enumerate(text) if not any(start <= i < end for start, end in spans)]
    return "".join(kept)


def _read_turn(
    message: str, segment: Segment, find_regions: FindRegions, today: date, wording: Wording
) -> _Turn:
    folded = fold(message).text
    compared = expected_kind(folded, wording) is Expects.COMPARISON
    reading = read_scope(folded, find_regions=find_regions, today=today, wording=wording, compared=compared)
    bare = _without(folded, reading.spans)
    words = wording.follow_up
    ellipsis = words.bare.search(folded) is not None
    leans = bool(ellipsis or words.lead.search(bare) or words.pronoun.search(bare))
    body = words.lead.sub("", bare)
    if ellipsis:
        body = words.ellipsis.sub("", body)
    body = words.pronoun.sub("", body).strip("的,?。 ")
    return _Turn(
        regions=reading.scope.regions + reading.scope.absent_regions,
        years=reading.scope.years,
        across=reading.scope.across,
        body=body,
        focus=focus_words(body, segment, wording),
        asks=expected_kind(body, wording),
        asks_itself=words.interrogative.search(body) is not None,
        unit=unit_asked(body)[0],
        leans=leans,
    )


def _follow(before: _Turn, turn: _Turn) -> _Turn:
    """What ``turn`` means after ``before``."""
    has_region = bool(turn.regions) or turn.across
    if not turn.focus and (turn.regions or turn.years) and turn.asks not in POINTS:
        # Only a scope was named: the earlier question, asked of that scope.
        years = turn.years or before.years
        return replace(
            before,
            regions=turn.regions or before.regions,
            years=years,
            year_inherited=bool(turn.regions) and not turn.years,
        )
    if has_region and not turn.leans:
        return turn
    if not turn.leans and not before.regions and len(turn.focus) > _FEW_WORDS:
        return turn
    inherits_topic = turn.leans or len(turn.focus) <= _FEW_WORDS
    body = turn.body if turn.asks_itself or not turn.leans else turn.body + _question_of(before, turn)
    return replace(
        turn,
        regions=turn.regions if has_region else before.regions,
        years=turn.years or before.years,
        body=body,
        context=f"{before.context} {before.body}".strip() if inherits_topic else "",
        year_inherited=(has_region and not turn.years) or (before.year_inherited and not turn.years),
    )


def _question_of(before: _Turn, turn: _Turn) -> str:
    """The bare interrogative of the earlier question: 满意率(呢?) after 多少件 still asks how much."""
    if before.unit and turn.asks is not Expects.RATE:
        return f"有多少{before.unit}"
    interrogatives = {
        Expects.NUMBER: "是多少",
        Expects.RATE: "是多少",
        Expects.COMPARISON: "是多少",
        Expects.DURATION: "要多久",
        Expects.DATE: "是什么时候",
        Expects.PERSON: "是谁",
        Expects.REASON: "是为什么",
        Expects.HOW: "怎么做",
        Expects.PLAN: "有什么打算",
    }
    return interrogatives.get(before.asks, "")


def condense(
    messages: Sequence[str], *, segment: Segment, find_regions: FindRegions, today: date
) -> Standalone:
    """The last of ``messages`` (a user's, oldest first) as a question that stands alone."""
    wording = load_wording()
    turn = _read_turn(messages[0], segment, find_regions, today, wording)
    first = len(messages) == 1
    for message in messages[1:]:
        turn = _follow(turn, _read_turn(message, segment, find_regions, today, wording))
    text = fold(messages[0]).text if first else turn.text
    return Standalone(text=text, context=turn.context, year_inherited=turn.year_inherited)
