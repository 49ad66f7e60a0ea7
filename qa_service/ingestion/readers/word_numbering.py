"""Automatic numbers of Word as the text that Word shows: 一、 （二） 3. 第四条 (e) iv.

Counts per list as ECMA-376 part 1, 17.9 has it: a level starts anew after any level above it, numbers of the
levels above can stand in the text of a level, instances of one abstract list go on counting together.
Formats outside the common ones are shown as decimal numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    format: str
    text: str
    start: int
    all_decimal: bool
    restart_after: int | None
    style_id: str


@dataclass(slots=True)
class WordNumbering:
    """The lists of a document and how far each has counted. Built from the numbering part, or None."""

    root: "_Element | None"
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for abstract in self.root.iter(f"{_W}abstractNum"):
            levels = (_level(element) for element in abstract.iter(f"{_W}lvl"))
            self.levels[abstract.get(f"{_W}abstractNumId", "")] = dict(levels)
        for number in self.root.iter(f"{_W}num"):
            abstract_id = _value(number.find(f"{_W}abstractNumId"))
            starts: dict[int, int] = {}
            replaced: dict[int, _Level] = {}
            for override in number.iter(f"{_W}lvlOverride"):
                place = _integer(override.get(f"{_W}ilvl"), 0)
                if (start := override.find(f"{_W}startOverride")) is not None:
                    starts[place] = _integer(_value(start), 1)
                if (level := override.find(f"{_W}lvl")) is not None:
                    replaced[place] = _level(level)[1]
            self.lists[number.get(f"{_W}numId", "")] = (abstract_id, starts, replaced)

    def level_of_style(self, list_id: str, style_id: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        for place, level in self._levels_of(list_id).items():
            if level.style_id and level.style_id == style_id:
                return place
        return None

    def next_number(self, list_id: str, place: int) -> str:
        """Counts one paragraph and gives its number; empty for bullets and unknown lists."""
        levels = self._levels_of(list_id)
        level = levels.get(place)
        if level is None:
            return ""
        abstract_id, starts, _ = self.lists[list_id]
        counts = self.counts.setdefault(abstract_id, {})
        if place in starts and (list_id, place) not in self.started:
            self.started.add((list_id, place))
            counts[place] = starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        for lower in [other for other in counts if other > place]:
            restart_after = levels[lower].restart_after if lower in levels else None
            if restart_after is None or 0 <= place < restart_after:
                del counts[lower]
        return self._shown(level, levels, counts)

    def _levels_of(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self.lists:
            return {}
        abstract_id, _, replaced = self.lists[list_id]
        return {**self.levels.get(abstract_id, {}), **replaced}

    def _shown(self, level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        if level.format in {"bullet", "none"}:
            return ""
        shown = level.text
        for place in range(9):
            mark = f"%{place + 1}"
            if mark in shown:
                used = levels.get(place, level)
                number = counts.get(place, used.start)
                shown = shown.replace(
                    mark, str(number) if level.all_decimal else formatted(number, used.format)
                )
        return shown.strip()


def _level(element: "_Element") -> tuple[int, _Level]:
    restart = element.find(f"{_W}lvlRestart")
    return _integer(element.get(f"{_W}ilvl"), 0), _Level(
        format=_value(element.find(f"{_W}numFmt")) or "decimal",
        text=_value(element.find(f"{_W}lvlText")),
        start=_integer(_value(element.find(f"{_W}start")), 0),
        all_decimal=element.find(f"{_W}isLgl") is not None,
        restart_after=None if restart is None else _integer(_value(restart), 0),
        style_id=_value(element.find(f"{_W}pStyle")),
    )


def _value(element: "_Element | None") -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _integer(text: str | None, default: int) -> int:
    try:
        return max(-32_768, min(32_767, int(text or "")))
    except ValueError:
        return default


def formatted(number: int, style: str) -> str:
    """``number`` in one of the formats of ST_NumberFormat (ECMA-376 part 1, 17.18.59)."""
    write = _WRITERS.get(style)
    return write(number) if write is not None and number > 0 else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    if number >= 10_000:
        return str(number)
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    # 十 to 十九 have no leading 一 in everyday figures.
    return text[1:] if text.startswith("一十") else text


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, mark in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, number = divmod(number, value)
        text += mark * count
    return text


def _letter(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(turns + 1, 30)


def _circled(number: int) -> str:
    if number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if number <= 35 else str(number)


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL_DIGITS, "拾佰仟"),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
}
