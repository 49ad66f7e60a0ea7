"""Several measures that one question asks of the same places: 甲县和乙县的受理数和办结数分别是多少.

Each is asked apart, of all the places. A later measure that names no matter is of that of the first
(中药材面积和产量). The words are data (``phrases/comparing.toml``); this module does not know documents.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.text.counting_words import counting_words

Span = tuple[int, int]

_AND = re.compile(r"以及|[和与及跟](?![解平谐睦好])|、")
_ASKS = re.compile(
    r"(?P<each>,?(?:分别|各自|各|都)(?=[是有为达多几怎如]))?"
    r"(?P<asks>(?:是|有|为|达到?)?(?:多少|几|怎么样|怎样|如何)[^,。;和与]{0,12}"
    r"|(?:哪|谁)[^,。;多少]{0,8}?(?:最|更|比较|较)?[多少高低大小](?:一些|一点|些|点)?"
    r"|(?:相差|差|合计|一共|总共)(?:是|有)?多少[^,。;]{0,6}|对比(?:一下)?|比较(?:一下)?)$"
)
_ORGAN = re.compile(
    r"[一-鿿]{2,24}?(?:局|委员会|委|办公室|政府|中心|支队|大队|院)(?=的|(?:19|20)\d\d年|[、和与及跟,])"
)
_TO_MATTER = re.compile(r"(?:全年度?)?的?")
_LONGEST, _MOST = 18, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _MeasureWords:
    bare: re.Pattern[str]
    """Names no matter: 产量, 办结数."""
    ends: re.Pattern[str]
    """What the name of a measure ends in."""
    step: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _MeasureWords:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["measures"]
    steps = "|".join(sorted(map(re.escape, counting_words().stages), key=len, reverse=True))
    nouns = "|".join(sorted(data["bare"].split(), key=len, reverse=True))
    return _MeasureWords(
        bare=re.compile(f"(?:{nouns}|(?:{steps})(?:{data['counts']})?)"),
        ends=re.compile(f"(?:{data['ends']})$"),
        step=re.compile(f"(?:{steps})"),
    )


def measures_apart(text: str, places: Sequence[Span], years: Sequence[Span]) -> list[str]:
    """The questions that folded ``text`` asks of several ``places`` or ``years``, one for each measure; empty
    where it asks for one. A name of all places (各县) is one that counts for several."""
    bare = text.rstrip("?。! ")
    asked = _ASKS.search(bare)
    if asked is None:
        return []
    organs = [match.span() for match in _ORGAN.finditer(bare)]
    scope = sorted(span for span in (*places, *years, *organs) if span[1] <= asked.start())
    if not scope or max(len(places), len(years), len(organs)) < 2:
        return []
    first, last = scope[0][0], max(end for _, end in scope)
    said = _TO_MATTER.match(bare, last, asked.start())
    begin = said.end() if said else last
    if begin < asked.start():
        names = _measures(bare[begin : asked.start()], apart=bool(asked["each"]))
        return [f"{bare[:begin]}{name}{asked.group()}" for name in names]
    names = _measures(bare[:first].rstrip(",的"), apart=bool(asked["each"]))
    return [f"{bare[first:begin]}的{name}{asked.group()}" for name in names]


def _measures(text: str, *, apart: bool) -> list[str]:
    """The measures that ``text`` joins, each by its whole name; ``apart``: each is asked for (分别), and
    need not end as measures do."""
    names = [name.strip() for name in _AND.split(text)]
    if not 2 <= len(names) <= _MOST or not all(2 <= len(name) <= _LONGEST for name in names):
        return []
    words = _words()
    if not apart and not all(words.ends.search(name) for name in names):
        return []
    _, of, what = names[-1].partition("的")
    if of and all(words.step.fullmatch(name) for name in names[:-1]):
        # 受理和办结的案件.
        return [*(f"{name}的{what}" for name in names[:-1]), names[-1]]
    head = _matter_of(names[0])
    return [names[0], *(head + name if words.bare.fullmatch(name) else name for name in names[1:])]


def _matter_of(name: str) -> str:
    """中药材 of 中药材面积, 信访件的 of 信访件的办结率; empty where it names nothing else than a measure."""
    _, of, measure = name.rpartition("的")
    if of:
        return name.removesuffix(measure)
    at = next((at for at in range(len(name)) if _words().bare.fullmatch(name, at)), 0)
    return name[:at]
