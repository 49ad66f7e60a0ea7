"""Times of the day in a text: 16时, 下午4点半, 晚9点, 8:00, 零时, 十七时三十分, 下午2:30至5:30.

A time is the minute that it names, 0 to 1440; where its words leave it open which half of the day is meant,
it may be one of two. 3点意见, 5小时 and 3:1 are no times. Offsets are code points, half-open.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_service.quantities.dates import FULL_WIDTH
from qa_service.quantities.numerals import parse_numeral

_HALF_DAY, _DAY = 12 * 60, 24 * 60
_MORNING = "凌晨|清晨|清早|早晨|早上|大早|上午|早"
_NOON = "中午|正午|午间"
_AFTERNOON = "下午|午后|傍晚"
_NIGHT = "晚上|晚间|夜间|夜里|夜晚|深夜|午夜|半夜|晚|夜"
_PART = rf"(?:{_MORNING}|{_NOON}|{_AFTERNOON}|{_NIGHT})"
_HAN = "[零〇一二两三四五六七八九十]"
_CLOCK = re.compile(
    rf"(?P<part>{_PART})?(?:的| )?"
    rf"(?:(?<!\d)(?<!\d[.:])(?P<h>\d{{1,2}})\s?[:：](?P<m>[0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])"
    rf"|(?:(?<!\d)(?<!\d[.:])(?P<dh>\d{{1,2}})|(?<![第零〇一二两三四五六七八九十百千万几数])(?P<hh>{_HAN}{{1,3}}))"
    r"(?P<unit>时|点钟?)"
    rf"(?:(?P<dm>[0-5]?\d)分|(?P<hm>{_HAN}{{1,3}})分|(?P<rest>半|[一三]刻|整|正))?)"
)
_NO_TIME_BEHIND = re.compile("[间期代段限候速尚空差而刻序令装]|常(?!住)")
"""时间, 时期: a word that begins with 时; 点 is told by what stands around it."""
_ON_THE_HOUR = re.compile(r"\s?(?:[,，、。；;)）至到~～—–-]|[前后起止开以之准整钟]|$)")
_BEFORE_POINT = re.compile(r"[日天早晚午夜晨至到~～—–从自于在号]\s?$")
_NO_HOUR_BEFORE = re.compile("[学课小工定当临届同平]$")
_JOINED = re.compile(r"\s?(?:分?)(?:[-—–~～]{1,2}|至|到)\s?$")
_REST = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMention:
    """A time as written at ``text[start:end]``; ``minutes`` are those of the day that it may name, ``told``
    whether its words say in which half of the day."""

    minutes: frozenset[int]
    told: bool
    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def find_clocks(text: str) -> tuple[ClockMention, ...]:
    """The times of the day in ``text``, in order, without overlap."""
    plain = text.translate(FULL_WIDTH)
    found: list[ClockMention] = []
    for match in _CLOCK.finditer(plain):
        before = found[-1] if found and _JOINED.fullmatch(plain, found[-1].end, match.start()) else None
        clock = _clock(text, plain, match, before)
        if clock is not None:
            found.append(clock)
    return tuple(found)


def _clock(text: str, plain: str, match: re.Match[str], before: ClockMention | None) -> ClockMention | None:
    hour = _number(match["h"] or match["dh"] or match["hh"])
    minute = _number(match["m"] or match["dm"] or match["hm"] or "0")
    if hour is None or minute is None or hour > 24 or minute > 59 or not _is_time(plain, match):
        return None
    written = hour * 60 + minute + _REST.get(match["rest"] or "", 0)
    if written > _DAY:
        return None
    part = match["part"] or ""
    start = match.start() if part else match.start("h" if match["h"] else "dh" if match["dh"] else "hh")
    minutes = _minutes(written, part) if part else _unparted(written, before)
    return ClockMention(
        minutes=minutes,
        told=bool(part) or written > _HALF_DAY or (before is not None and before.told),
        start=start,
        end=match.end(),
        text=text[start : match.end()],
    )


def _is_time(plain: str, match: re.Match[str]) -> bool:
    """Whether 时 and 点 are those of a clock."""
    if match["h"]:
        return True
    begin, end = match.start("dh" if match["dh"] else "hh"), match.end()
    if match["hh"] == "一" and match["rest"] == "半" and not match["part"]:  # 一时半会
        return False
    if match["dm"] or match["hm"] or match["rest"]:
        return not _NO_HOUR_BEFORE.search(plain[max(0, begin - 1) : begin])
    if match["unit"] == "时":
        if _NO_HOUR_BEFORE.search(plain[max(0, begin - 1) : begin]) or _NO_TIME_BEHIND.match(plain, end):
            return False
        return bool(match["dh"] or match["part"]) or _ON_THE_HOUR.match(plain, end) is not None
    if match["part"] or match["unit"] == "点钟":
        return True
    alone = _BEFORE_POINT.search(plain[max(0, begin - 2) : begin]) is not None
    return alone or (match["dh"] is not None and _ON_THE_HOUR.match(plain, end) is not None)


def _minutes(written: int, part: str) -> frozenset[int]:
    """What a time of the ``written`` minute is in that part of the day."""
    noon = _HALF_DAY <= written < _HALF_DAY + 60
    if written >= _HALF_DAY + 60:
        return frozenset({written})
    if re.fullmatch(_AFTERNOON, part):
        return frozenset({written if noon else written + _HALF_DAY})
    if re.fullmatch(_NOON, part):
        return frozenset({written + _HALF_DAY if written < 3 * 60 else written})
    if re.fullmatch(_NIGHT, part):
        if noon:
            return frozenset({written - _HALF_DAY, written + _HALF_DAY})
        return frozenset({written + _HALF_DAY if written >= 5 * 60 else written})
    return frozenset({written - _HALF_DAY if noon and part == "凌晨" else written})


def _unparted(written: int, before: ClockMention | None) -> frozenset[int]:
    """下午2时至5时: the second is of the first's half of the day; 22时至零时 ends with the day."""
    if before is None or written > _HALF_DAY:
        return frozenset({written})
    if not written:
        return frozenset({0, _DAY})
    first = min(before.minutes)
    carried = before.told and first >= _HALF_DAY and written + _HALF_DAY > first and written < _HALF_DAY
    is_parted = carried and not before.text[0].isdigit()
    return frozenset({written + _HALF_DAY} if is_parted else {written})


def _number(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    value = parse_numeral(written)
    return None if value is None else int(value)
