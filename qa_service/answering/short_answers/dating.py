"""The date of what was asked: of 7月31日经…批准,10月1日起施行 the first, asked when it was approved.

A date belongs to the verb of a legal act that follows it before any other date. Questions after other things
than such acts are none of this module's.
"""

import re
from collections.abc import Sequence

from qa_service.answering.text.folding import fold
from qa_service.quantities import DateMention

_ACTS = (
    re.compile(r"(?:开始)?(?:施行|实施|生效|执行)"),
    re.compile(r"失效|到期|届满|废止|停止执行"),
    re.compile(r"批准"),
    re.compile(r"通过"),
    re.compile(r"公布|发布"),
    re.compile(r"修订|修正|修改"),
    re.compile(r"印发"),
)
_UNTIL = re.compile(r"(?:有效期|有效期限|试行期|执行期)[^,。;]{0,6}(?:至|到|截至|截止)$")
_ENDS = 1
_WHEN = r"(?:什么时候|何时|什么时间|哪几?[个天]?[月天日]?|几月|几号|哪段时间|哪一段时间)"
_PERIOD = r"(?:(?![年月日度的])[一-鿿]){1,6}期"
_CALLED = re.compile(
    rf"(?P<what>{_PERIOD})(?:是|在|为|从){_WHEN}|{_WHEN}[^,。?]{{0,8}}(?:是|为)(?P<named>{_PERIOD})"
)
_PARTS = ("主", "次", "前", "后", "重点")
"""主汛期 is not 汛期."""
_ASKED = re.compile(r"哪一?[天日年月]|什么时候|何时|什么时间|几月|几号|日期|时间")
_CLAUSE_END = re.compile(r"[,。;:]")
_REACH = 30


def act_asked(question: str) -> int | None:
    """The number of the one act whose date ``question`` wants; None where it names none or several."""
    text = fold(question).text
    if not _ASKED.search(text):
        return None
    named = [number for number, act in enumerate(_ACTS) if act.search(text)]
    return named[0] if len(named) == 1 else None


def dates_of_act(text: str, dates: Sequence[DateMention], act: int) -> list[DateMention]:
    """Those of ``dates``, in order, whose sentence ``text`` says that they are of ``act``."""
    return [date for date, found in zip(dates, _acts_of(text, dates), strict=True) if found == act]


def dates_called(text: str, dates: Sequence[DateMention], question: str) -> list[DateMention]:
    """Those of ``dates`` that are said to be what is asked when: 10月1日 of 10月1日至10月31日为高火险期, the
    first of a time that lasts to another day."""
    asked = _CALLED.search(fold(question).text)
    if asked is None:
        return []
    what = asked["what"] or asked["named"]
    said = re.compile(rf"(?:前|止|期间)?(?:为|是)(?P<all>[^,。;:]{{0,8}}?){re.escape(what)}(?![一-鿿])")
    found = [
        at
        for at, limit in enumerate(_limits(text, dates))
        if (match := said.match(text[dates[at].end : limit])) and not match["all"].endswith(_PARTS)
    ]
    return [dates[at - 1] if at and _lasts(text, dates[at - 1], dates[at]) else dates[at] for at in found]


def _lasts(text: str, first: DateMention, last: DateMention) -> bool:
    return text[first.end : last.start] in ("至", "到", "—", "-", "~", "——")


def dates_before(text: str, dates: Sequence[DateMention], words: Sequence[str]) -> list[DateMention]:
    """Those of ``dates`` behind which all ``words``, what happened, stand before another date or clause."""
    limits = _limits(text, dates)
    return [
        date
        for date, limit in zip(dates, limits, strict=True)
        if words and all(word in _behind(text, date, limit) for word in words)
    ]


def _limits(text: str, dates: Sequence[DateMention]) -> list[int]:
    """Where what stands behind each date ends: at the next date, or with the text."""
    return [*(date.start for date in dates[1:]), len(text)] if dates else []


def is_of_other_act(text: str, dates: Sequence[DateMention], start: int, end: int, act: int) -> bool:
    """Whether ``text[start:end]`` holds a date that is said to be of another act than ``act``."""
    pairs = zip(dates, _acts_of(text, dates), strict=True)
    return any(found not in (None, act) for date, found in pairs if start < date.end and date.start < end)


def _acts_of(text: str, dates: Sequence[DateMention]) -> list[int | None]:
    limits = _limits(text, dates)
    return [_act(text, date, limit) for date, limit in zip(dates, limits, strict=True)]


def _act(text: str, date: DateMention, limit: int) -> int | None:
    """The act whose verb comes first behind the date, within its clause."""
    if _UNTIL.search(text[: date.start]):
        return _ENDS
    clause = _behind(text, date, limit)
    found = [(match.start(), n) for n, act in enumerate(_ACTS) if (match := act.search(clause))]
    return min(found)[1] if found else None


def _behind(text: str, date: DateMention, limit: int) -> str:
    """The words of the clause behind ``date``."""
    return _CLAUSE_END.split(text[date.end : min(limit, date.end + _REACH)], maxsplit=1)[0]
