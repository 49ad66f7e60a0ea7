"""Chinese numerals to exact numbers and back: 一千二百三十四, 两千, 二〇二〇, 三点五, 壹佰, 廿三, 三万五.

Everything is Decimal, never float. Does not look for numerals in a text.
"""

import re
from decimal import Decimal

_DIGIT_CHARS = ("零〇○0", "一壹1", "二两贰2", "三叁3", "四肆4", "五伍5", "六陆6", "七柒7", "八捌8", "九玖9")
DIGITS = {char: value for value, chars in enumerate(_DIGIT_CHARS) for char in chars}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CONTRACTIONS = {"廿": "二十", "卅": "三十"}
_APPROXIMATE = re.compile(
    "(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<power>[十百千万亿]*)"
)
NUMERAL_CHARS = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅"
"""Characters a Chinese numeral consists of (点 for decimals stands between two of them)."""


def parse_numeral(text: str) -> Decimal | None:
    """The number that ``text`` writes in Chinese characters; None when it is not a well-formed numeral.

    Position by position (二〇二〇 = 2020) and with units (两千零二十 = 2020); a last digit without unit
    counts the next lower one (三万五 = 35000, 一百二 = 120).
    """
    for short, long in CONTRACTIONS.items():
        text = text.replace(short, long)
    whole, point, fraction = text.partition("点")
    if point and (not fraction or any(char not in DIGITS for char in fraction)):
        return None
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in fraction)}")


def approximate(text: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of 三五, 七八, 十七八, 二三十, 三四百: two neighbouring digits, or 三五; else None."""
    match = _APPROXIMATE.fullmatch(text)
    if match is None:
        return None
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    if high != low + 1 and (low, high) != (3, 5):
        return None
    above = _whole(match["tens"]) if match["tens"] else 0
    power = 1
    for char in match["power"]:
        power *= TENS.get(char) or MYRIADS[char]
    return Decimal(((above or 0) + low) * power), Decimal(((above or 0) + high) * power)


def format_numeral(value: int) -> str:
    """``value`` (0 to 10^12 - 1) in the plain form of official texts: 105 → 一百零五, 12 → 十二.

    Raises ValueError outside that range.
    """
    if not 0 <= value < 10**12:
        raise ValueError(value)
    if value == 0:
        return "零"
    parts: list[str] = []
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, value = divmod(value, unit)
        if group:
            gap = bool(parts) and group < 1000
            parts.append(("零" if gap else "") + _format_group(group) + name)
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _format_group(value: int) -> str:
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if pending_zero and text else "") + "零一二三四五六七八九"[digit] + name
            pending_zero = False
        else:
            pending_zero = True
    return text


def _whole(text: str) -> int | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    for name, unit in (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4)):
        high, found, low = text.rpartition(name) if unit == 10**8 else text.partition(name)
        if found:
            return _joined(high, unit, low)
    return _group(text)


def _joined(high: str, unit: int, low: str) -> int | None:
    above = _whole(high)
    if above is None:
        return None
    below = 0
    if low:
        rest = low.lstrip("零〇")
        single = DIGITS.get(rest) if len(rest) == 1 else None
        # 三万五 is 35000, 三万零五 is 30005.
        value = single * unit // 10 if single is not None and rest == low else _whole(rest)
        if value is None or value >= unit:
            return None
        below = value
    return above * unit + below


def _group(text: str) -> int | None:
    """A numeral below 10,000 with 千, 百, 十."""
    total, digit, last_unit = 0, None, 10**4
    after_zero = False
    for char in text:
        if char in TENS:
            unit = TENS[char]
            if unit >= last_unit or (digit is None and unit != 10) or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit, after_zero = None, unit, False
        elif char in DIGITS and digit is None:
            if DIGITS[char] == 0:
                after_zero = True
            else:
                digit = DIGITS[char]
        else:
            return None
    if digit is None:
        return total or None
    if last_unit > 10 and last_unit < 10**4 and not after_zero:
        return total + digit * last_unit // 10
    return total + digit
