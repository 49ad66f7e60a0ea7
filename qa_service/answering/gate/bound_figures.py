"""The figures of a text, each with its label.

A figure's label is what stands before it in its clause, back to the figure before it; where nothing there
names anything, what stands behind it, else what stands before its clause, else the label of the figure
before (产值32.5亿元,增长18.2%). This module does not know of two texts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_service.answering.gate.figure_labels import CHANGES, spread
from qa_service.answering.gate.figures import dates_of, figures_of
from qa_service.answering.gate.gate_words import PARTITIVE, SEGMENT_END
from qa_service.answering.gate.likeness import Likeness
from qa_service.quantities import DateMention, Kind, Quantity, canonical

_TEXTS_KEPT = 512
_NO_LABEL = frozenset({Kind.ARTICLE, Kind.ORDINAL, Kind.AGE})
_SENTENCE_END, _STOP = re.compile(r"[。!?\n]"), re.compile(r"[,。;:!?\n、]")
_NAMED = re.compile("“[^“”]{1,40}”|《[^《》]{1,60}》")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile("[a-z\u4e00-\u9fff]")
_DENIED = re.compile("[不未无]")
_RANK = re.compile(
    r"(?<![a-z\d])(?:[a-z]|[一二三四五六七八九十甲乙丙丁]|\d{1,2})[类级等档型](?![型别等])|\d{1,3}周?岁"
)
"""What tells one from another though no word: C类, 三级, 80周岁."""
_OF_ALL = re.compile("新增|净增|累计|总数|总量|总计|合计|总额|总投资|人均|户均|平均")
"""What tells how a figure is counted, though it names nothing."""
_PLANNED = re.compile("(?:年度)?计划(?:总|年度)?(?:投资|任务|数|量|支出|收入)?[额为是达约]{0,2}$")
_HOW = frozenset({"新增", "净增", "累计", "合计", "总额", "总量", "人均", "户均", "平均"})
_EACH = re.compile("每[年月日天周季]")
_CHANGE = (
    "(?:增长|增加|下降|减少|提高|降低|提升|上升|回落|缩短|压缩|压减|精简|缩减|扩大|缩小|收窄|上涨|下跌"
    "|升高?|降|增|减)"
)
_BY, _TO = re.compile(f"{_CHANGE}了?$"), re.compile(f"{_CHANGE}了?[到至为]了?(?:每[\u4e00-\u9fff])*$")
_FROM = re.compile(
    r"[由从](?:[上去]年(?:同期|末|底)?|(\d{4})年|原来|此前|年初|之前)?的?(?:每[\u4e00-\u9fff])*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundFigure:
    """Texts are canonical. ``label`` is the figure's, ``words`` those of it that name something; ``near``
    stands between the figure before and its clause (``wide`` are the words of it), ``lead`` before its clause
    in its segment (``led_by`` are the words of it), ``chain`` before that in its sentence, ``before`` before
    a segment that begins with what the label is taken from."""

    figure: Quantity | DateMention
    kind: str
    words: tuple[str, ...]
    wide: tuple[str, ...]
    led_by: tuple[str, ...]
    label: str
    near: str
    lead: str
    chain: str
    before: str
    denied: bool
    planned: bool
    change: str
    """Whether it is what something changed "to", "by" or "from", else empty."""
    each: frozenset[str]
    """Of what it is each time: 每年, 每人."""
    ends: str
    """What stands behind it up to the next comma, where that is a condition."""
    since: str
    """The year from which something changed from it; empty for none."""


@dataclass(frozen=True)
class BoundFigures:
    """Finds labels; keeps what it found in the last texts. Thread-safe."""

    likeness: Likeness

    @cached_property
    def of(self) -> Callable[[str], tuple[BoundFigure, ...]]:
        """The figures of folded text in order; ordinals, ages and years are none."""
        return lru_cache(maxsize=_TEXTS_KEPT)(self._find)

    def _find(self, text: str) -> tuple[BoundFigure, ...]:
        text = spread(text)
        figures = _figures(text)
        found: list[BoundFigure] = []
        for at in range(len(figures)):
            found.append(self._bound(text, figures, at, found[-1] if found else None))
        return tuple(found)

    def _bound(
        self,
        text: str,
        figures: Sequence[Quantity | DateMention],
        at: int,
        last: BoundFigure | None,
    ) -> BoundFigure:
        figure, canonical_of = figures[at], self.likeness.words.canonical
        segment = max((m.end() for m in SEGMENT_END.finditer(text, 0, figure.start)), default=0)
        sentence = max((m.end() for m in _SENTENCE_END.finditer(text, 0, figure.start)), default=0)
        before = max(segment, figures[at - 1].end if at else 0)
        start = max((m.end() for m in _STOP.finditer(text, before, figure.start)), default=before)
        after = figures[at + 1].start if at + 1 < len(figures) else len(text)
        stop = _STOP.search(text, figure.end, after)
        front, behind = text[start : figure.start], text[figure.end : stop.start() if stop else after]
        how = tuple(_OF_ALL.findall(canonical_of(front)))
        words, label, near = self._words(front), front, text[before:start]
        if behind and (stop is not None or after == len(text) or not words):
            label = f"{front},{behind}"
            words = words or self._words(behind)
        denied = _DENIED.search(self.likeness.words.without_false_negations(label)) is not None
        if not words:
            words, label, near = self._words(near), f"{near},{label}", ""
        lead, earlier = canonical_of(text[segment:start]), canonical_of(text[:segment])
        led_by = self._words(text[segment:start])
        earlier = "" if led_by else earlier
        if not words and last and before > segment:
            # 新增工作室6个,总数达到19个: of both it is said what they count.
            words = tuple(word for word in last.words if not _OF_ALL.fullmatch(word))
            label, lead, earlier = f"{last.label},{label}", last.lead, last.before
            led_by = last.led_by
        return BoundFigure(
            figure=figure,
            kind=_kind(figure),
            words=(*words, *how),
            wide=() if PARTITIVE.search(near.strip(",")) else self._words(near),
            led_by=led_by,
            label=canonical_of(label),
            near=canonical_of(near),
            lead=lead,
            chain=canonical_of(text[sentence:segment]),
            before=earlier,
            denied=denied,
            planned=_PLANNED.search(front) is not None,
            change=_change(figure, front),
            since=_since(front),
            each=frozenset(match.group().replace("天", "日") for match in _EACH.finditer(label)),
            ends=behind if stop is not None and stop.group() == "," else "",
        )

    def _words(self, text: str) -> tuple[str, ...]:
        """The words that say what is counted, and of which rank."""
        words = self.likeness.words
        nothing = ((words.unlabelling | words.light) - words.naming) | _HOW
        cut = self.likeness.segment(_DIGITS.sub("0", words.canonical(text)))
        told = (w for w in cut if len(w) > 1 and w not in nothing and _HAN.match(w) and w[0] != "每")
        return (
            *(word for word in told if not CHANGES.fullmatch(word)),
            *_RANK.findall(text),
        )


def _figures(text: str) -> list[Quantity | DateMention]:
    names = [match.span() for match in _NAMED.finditer(text)]
    found: list[Quantity | DateMention] = [q for q in figures_of(text) if q.kind not in _NO_LABEL]
    found += [date for date in dates_of(text) if date.month is not None]
    counting = (one for one in found if not any(start < one.start < end for start, end in names))
    return sorted(counting, key=lambda figure: figure.start)


def _kind(figure: Quantity | DateMention) -> str:
    if isinstance(figure, DateMention):
        return "date"
    return "share" if figure.kind in {Kind.PERCENT, Kind.RATIO} else canonical(figure)[2]


def _change(figure: Quantity | DateMention, front: str) -> str:
    if isinstance(figure, DateMention):
        return ""
    if _FROM.search(front):
        return "from"
    return "to" if _TO.search(front) else "by" if _BY.search(front) else ""


def _since(front: str) -> str:
    match = _FROM.search(front)
    return (match[1] or "") if match else ""
