"""The pattern of one amount (figure, 万/亿, unit) and the value that a match of it gives.

Forms: 12.5万元, 1,234.5, 两千, 百分之三十, 三分之二, 半年, 一半, 数百人, 100余人, 8354万余元.
"""

import re
from decimal import Decimal
from functools import cache

from qa_service.quantities.numerals import NUMERAL_CHARS, parse_numeral
from qa_service.quantities.units import Kind, Unit, units

# Bounded, so that no text makes the scan slower than linear; no figure is longer.
CHINESE = f"[{NUMERAL_CHARS}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,12}})?"
DIGITS = r"\d{1,3}(?:[,，]\d{3}){1,8}(?!\d)(?:\.\d{1,12})?|\d{1,24}(?:\.\d{1,12})?"
FIGURE_START = re.compile(rf"[\d{NUMERAL_CHARS}半数几上]")
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@cache
def amount_pattern() -> re.Pattern[str]:
    """Groups: per+part (百分之), of+share (分之), half, halfunit, or number, vague, times, vague2, unit."""
    names = "|".join(map(re.escape, sorted(units(), key=lambda name: (-len(name), name))))
    return re.compile(
        rf"(?P<per>[百千万])分之(?P<part>{CHINESE}|{DIGITS})"
        rf"|(?P<of>{CHINESE}|\d{{1,9}})分之(?P<share>{CHINESE}|\d{{1,9}})"
        r"|(?P<half>半数|一半)|半(?P<halfunit>年(?!度|报)|个月|天|日|小时)"
        rf"|(?P<number>{DIGITS}|{CHINESE}|[数几上][十百千万亿]+)(?P<vague>[余多来几])?"
        r"(?P<times>[十百千]?[万亿]亿?|[百千](?!克|米|瓦))?(?P<vague2>[余多])?"
        rf"[ \u3000]?(?P<unit>{names})?"
    )


def value_of(match: re.Match[str]) -> tuple[Decimal | None, Unit | None] | None:
    """(value, unit) of a match of the pattern; the value is None for 数百, all is None for no numeral."""
    known = units()
    if match["per"]:
        part = number(match["part"])
        scale = {"百": 1, "千": 10, "万": 100}[match["per"]]
        return None if part is None else (part / scale, known["%"])
    if match["of"]:
        whole, share = number(match["of"]), number(match["share"])
        return None if not whole or share is None else (share / whole, None)
    if match["half"] or match["halfunit"]:
        return Decimal("0.5"), known.get(match["halfunit"] or "")
    unit = known.get(match["unit"] or "")
    if match["number"][0] in "数几上":
        return None, unit
    value = number(match["number"])
    return None if value is None else (_plain(value * multiplier(match)), unit)


def kind_of(match: re.Match[str], unit: Unit | None) -> Kind:
    if unit is not None:
        return unit.kind
    return Kind.RATIO if match["of"] or match["half"] else Kind.COUNT


def multiplier(match: re.Match[str]) -> int:
    """What 万, 亿, 百万 … after the figure multiply it by."""
    product = 1
    for char in match["times"] or "":
        product *= POWERS[char]
    return product


def number(written: str) -> Decimal | None:
    """A figure in digits, with separators, or in Chinese; 百余 and 千多 count as 一百, 一千."""
    if written[0].isdecimal():
        return Decimal(written.replace(",", "").replace("，", ""))
    value = parse_numeral(written)
    return parse_numeral("一" + written) if value is None and written[0] in "百千万" else value


def _plain(value: Decimal) -> Decimal:
    """Without a fraction that is zero: 12.5 × 10000 prints as 125000."""
    whole = value.to_integral_value()
    return whole if whole == value else value
