"""The pattern of one amount (figure, 万/亿, unit) and what a match of it says.

Forms: 12.5万元, 1,234.5, 1亿2000万, 两千, 百分之三十, 三分之二, 2/3, 半年, 一个半月, 一年半, 两年零三个月,
3元5角, 三五天, 数百人, 100余人, 8354万余元.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qa_service.quantities.numerals import NUMERAL_CHARS, approximate, parse_numeral
from qa_service.quantities.units import Kind, Unit, units

# Thin and unbreakable spaces set thousands apart as commas do (GB/T 15835-2011); plain ones columns as well.
SEPARATORS = ",，\u00a0\u2007\u2009\u202f"
# Bounded, so that no text makes the scan slower than linear; no figure is longer.
CHINESE = f"[{NUMERAL_CHARS}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,12}})?"
DIGITS = rf"\d{{1,3}}(?:[{SEPARATORS}]\d{{3}}){{1,8}}(?!\d)(?:\.\d{{1,12}})?|\d{{1,24}}(?:\.\d{{1,12}})?"
# 1亿2000万, 2亿3千万, 3万5千, 3万5000: digits with a power, then digits of the next lower one.
MIXED = r"\d{1,6}亿\d{1,4}(?:\.\d{1,4})?[百千]?万(?:\d{4}(?!\d))?|\d{1,6}万(?:\d千|\d{4}(?!\d))|\d千\d百"
FIGURE_START = re.compile(rf"[\d{NUMERAL_CHARS}半数几上]")
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_PIECE = re.compile(r"(\d+(?:\.\d+)?)([百千万亿]*)")
_HALF_AFTER = re.compile(r"半(?![数年月天日径夜载壁岛导成])")
_TENTH_AFTER = re.compile(r"[一二三四五六七八九](?![零一二三四五六七八九十百千万亿成年月日个%])")
_LOWER_UNIT = re.compile(r"[零又]?")
_COIN = rf"(?:{CHINESE}|\d{{1,2}})"
_COINS = re.compile(
    rf"(?P<tenths>{_COIN})角(?:(?P<cents>{_COIN})分(?![之钟别类]))?|零?(?P<only>{_COIN})分(?![之钟别类])"
)
_HALVED_KINDS = frozenset({Kind.DURATION, Kind.MULTIPLE, Kind.MEASURE})
_MINUTE = "分钟"
_CHAINED_KINDS = frozenset({Kind.DURATION, Kind.MEASURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a match says, up to ``end``. ``value`` is None for 数百; ``high`` is there for 三五天.

    ``power`` is what 万, 亿, 百万 after the figure multiply it by; ``vague`` is 余 or 多 within it.
    """

    value: Decimal | None
    high: Decimal | None = None
    unit: Unit | None
    kind: Kind
    power: int = 1
    vague: str = ""
    end: int


@cache
def amount_pattern() -> re.Pattern[str]:
    """Groups: per+part (百分之), of+share (分之), top+bottom (2/3), half, halfunit, whole+halved (一个半月),
    over+overunit (4个多小时), or number, vague, times, vague2, unit."""
    names = "|".join(map(re.escape, sorted(units(), key=lambda name: (-len(name), name))))
    return re.compile(
        rf"(?P<per>[百千万])分之(?P<part>{CHINESE}|{DIGITS})"
        rf"|(?P<of>{CHINESE}|\d{{1,9}})分之(?P<share>{CHINESE}|\d{{1,9}})"
        r"|(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/.-])"
        r"|(?P<half>半数|一半)|半(?P<halfunit>年(?!度|报)|个月|天|日|小时)"
        rf"|(?P<whole>{CHINESE}|\d{{1,3}})个半(?P<halved>月|小时|钟头|星期)"
        rf"|(?P<over>{CHINESE}|\d{{1,3}})个多(?P<overunit>月|小时|钟头|星期)"
        rf"|(?P<number>{MIXED}|{DIGITS}|{CHINESE}|[数几上][十百千万亿]+)(?P<vague>[余多来几])?"
        r"(?P<times>个亿(?!元)|[十百千]?[万亿]亿?|[百千](?!克|米|瓦|分[点之]))?(?:(?P<vague2>[余多])(?P<times2>[万亿])?)?"
        rf"[ \u3000]?(?P<unit>{names})?"
    )


def read_amount(plain: str, match: re.Match[str], end: int) -> Amount | None:
    """The amount at ``match`` of the pattern, with what belongs to it before ``end``; None for no numeral."""
    amount = _amount(match)
    if amount is None or amount.unit is None or amount.value is None or amount.vague:
        return amount
    return _with_lower_units(plain, _with_rest(plain, amount, end), end)


def _amount(match: re.Match[str]) -> Amount | None:
    known = units()
    if match["per"]:
        part = number(match["part"])
        scale = {"百": 1, "千": 10, "万": 100}[match["per"]]
        value = None if part is None else part / scale
        return None if value is None else _made(match, value, known["%"])
    if match["of"] or match["top"]:
        whole, share = number(match["of"] or match["bottom"]), number(match["share"] or match["top"])
        return None if not whole or share is None else _made(match, share / whole, None, Kind.RATIO)
    if match["half"] or match["halfunit"]:
        unit = known.get(match["halfunit"] or "")
        return _made(match, Decimal("0.5"), unit, Kind.RATIO if unit is None else unit.kind)
    if match["halved"]:
        value = number(match["whole"])
        return None if value is None else _made(match, value + Decimal("0.5"), known[f"个{match['halved']}"])
    if match["over"]:
        value = number(match["over"])
        return (
            None
            if value is None
            else replace(_made(match, value, known[f"个{match['overunit']}"]), vague="多")
        )
    return _counted(match, known.get(match["unit"] or ""))


def _counted(match: re.Match[str], unit: Unit | None) -> Amount | None:
    if match["number"][0] in "数几上":
        return _made(match, None, unit)
    power = 1
    for char in f"{match['times'] or ''}{match['times2'] or ''}":
        power *= POWERS.get(char, 1)
    ends = approximate(match["number"])
    low = ends[0] if ends else number(match["number"])
    if low is None:
        return None
    amount = _made(match, _plain(low * power), unit)
    high = _plain(ends[1] * power) if ends else None
    return replace(amount, high=high, power=power, vague=match["vague"] or match["vague2"] or "")


def _made(match: re.Match[str], value: Decimal | None, unit: Unit | None, kind: Kind = Kind.COUNT) -> Amount:
    return Amount(value=value, unit=unit, kind=unit.kind if unit else kind, end=match.end())


def _with_rest(plain: str, amount: Amount, end: int) -> Amount:
    """一年半, 三倍半; 三成五."""
    assert amount.unit is not None
    assert amount.value is not None
    if amount.kind in _HALVED_KINDS and (half := _HALF_AFTER.match(plain, amount.end, end)):
        return replace(amount, value=amount.value + Decimal("0.5"), end=half.end())
    if amount.unit.name == "成" and (tenth := _TENTH_AFTER.match(plain, amount.end, end)):
        more = number(tenth.group()) or Decimal(0)
        return replace(amount, value=amount.value + more / 10, end=tenth.end())
    return amount


def _with_lower_units(plain: str, amount: Amount, end: int) -> Amount:
    """两年零三个月, 3小时20分钟, 5公里300米: what is less than one of the unit above, in the lower unit."""
    assert amount.unit is not None
    assert amount.value is not None
    if amount.unit.name == "元":
        return _with_coins(plain, amount, end)
    joint = _LOWER_UNIT.match(plain, amount.end, end)
    if amount.kind not in _CHAINED_KINDS or joint is None or amount.value % 1:
        return amount
    following = amount_pattern().match(plain, joint.end(), end)
    lower = _amount(following) if following and following["unit"] else None
    if lower and lower.unit and lower.unit.name == "分" and amount.unit.base == _MINUTE:
        lower = replace(lower, unit=units()[_MINUTE], kind=Kind.DURATION)
    if (
        lower is None
        or lower.value is None
        or lower.unit is None
        or lower.high
        or lower.unit.base != amount.unit.base
    ):
        return amount
    ratio = amount.unit.factor / lower.unit.factor
    if lower.value >= ratio:
        return amount
    both = replace(lower, value=_plain(amount.value * ratio + lower.value))
    return _with_lower_units(plain, both, end)


def _with_coins(plain: str, amount: Amount, end: int) -> Amount:
    coins = _COINS.match(plain, amount.end, end)
    if coins is None or amount.value is None or amount.value % 1:
        return amount
    tenths, cents = number(coins["tenths"] or "零"), number(coins["cents"] or coins["only"] or "零")
    if tenths is None or cents is None or tenths > 9 or cents > 99:
        return amount
    return replace(amount, value=amount.value + tenths / 10 + cents / 100, end=coins.end())


def number(written: str) -> Decimal | None:
    """A figure in digits, with separators or powers, or in Chinese; 百余 and 千多 count as 一百, 一千."""
    if written[0].isdecimal():
        digits = re.sub(f"[{SEPARATORS}]", "", written)
        return sum((_piece(match) for match in _PIECE.finditer(digits)), Decimal(0))
    value = parse_numeral(written)
    return parse_numeral("一" + written) if value is None and written[0] in "百千万" else value


def _piece(match: re.Match[str]) -> Decimal:
    value = Decimal(match[1])
    for char in match[2]:
        value *= POWERS[char]
    return value


def _plain(value: Decimal) -> Decimal:
    """Without a fraction that is zero: 12.5 × 10000 prints as 125000."""
    whole = value.to_integral_value()
    return whole if whole == value else value
