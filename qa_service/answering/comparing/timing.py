"""Of which year a figure is, of which part of it, and whether it was reached or is only planned.

This module does not know what the figure counts.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.comparing.rates import RISES
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold

_YEAR = re.compile(r"((?:19|20)\d\d)年")
EACH_TIME = re.compile(r"(?:每[人户生亩]|人均|户均)?每(?P<time>[年月天日周]|季度|学期)")
"""每人每月: what is paid or done anew in each of them."""
_EXPECTED = "预计"
"""Of the year that a report looks back on it is what was reached, as far as was known."""
_OF_YEAR = re.compile(r"[上下]半年|.{0,2}季度|[1一]\D")
_ALREADY = re.compile(r"已|截至|现有|目前")
_EARLIER = re.compile(r"上年(?!度?末|底)|去年|往年|上一年|前年|同期(?:为|的)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTime:
    """The ``year`` that a figure must be of; with ``must_name_year`` its sentence or heading says so itself.
    ``planned``: it is asked of as a year to come, which only a plan answers; False: another year of the
    question is, and this one is not; None: none is."""

    year: int | None
    must_name_year: bool = False
    planned: bool | None = None
    in_plan: bool = False
    """The document tells of nothing else than what is to be done."""
    beside_results: bool = False
    """It does, and others of the comparison tell what was done."""
    part: str = ""
    """The part of the year that the whole document is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlanWording:
    year: re.Pattern[str]
    words: frozenset[str]
    works: re.Pattern[str]


@lru_cache(maxsize=1)
def _plans() -> _PlanWording:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["planned"]
    return _PlanWording(
        year=re.compile(data["year"]),
        words=frozenset(data["words"].split()),
        works=re.compile(data["works"]),
    )


def planned_years(text: str) -> frozenset[int]:
    """The years that the question ``text`` asks of as planned ones: 2024年计划改造的."""
    return frozenset(int(match["year"]) for match in _plans().year.finditer(fold(text).text))


def says_only_that_it_is_planned(word: str) -> bool:
    return word in _plans().words


def is_plan(title: str) -> bool:
    """A document of this ``title`` tells what is to be done."""
    return _plans().works.search(title) is not None and not counting_words().done.search(title)


def told_as_planned(section: Sequence[str]) -> bool:
    """It stands under a heading on what is to come, not on how a plan was carried out."""
    words, wording = counting_words(), load_wording()
    return any(
        wording.year_to_come.search(heading) is not None
        or (words.planned.search(heading) is not None and not words.done.search(heading))
        for heading in section
    )


def fits_plan(candidate: Candidate, place: Place, asked: AskedTime, question: str) -> bool:
    """The figure was reached where what was reached is asked for, and is planned where a plan is."""
    aim = load_wording().aim
    section = candidate.sentence.passage.section
    looks_back = any(counting_words().done.search(heading) for heading in section)
    frame = place.frame.replace(_EXPECTED, "") if looks_back else place.frame
    is_planned = aim.search(frame) is not None or told_as_planned(section)
    if asked.beside_results and not looks_back:
        is_planned = is_planned or not _is_of_before(place, asked.year)
    if asked.planned is None:
        return not is_planned or aim.search(question) is not None
    return is_planned or asked.in_plan if asked.planned else not is_planned


def _is_of_before(place: Place, year: int | None) -> bool:
    """A plan tells it as what there is already."""
    named = _YEAR.findall(place.frame_before)
    earlier = bool(named) and year is not None and int(named[-1]) < year
    return earlier or _ALREADY.search(place.frame_before) is not None


def of_another_year(
    candidate: Candidate, place: Place, asked: AskedTime, *, asks_change: bool, names_years: bool
) -> bool:
    """The figure is not of the year ``asked``; ``names_years``: the question itself names years."""
    rise = RISES.search(place.frame_before)
    named = _YEAR.findall(place.frame_before[: rise.start("from")] if rise else place.frame_before)
    if not named and names_years:
        named = _YEAR.findall("".join(candidate.sentence.passage.section))
    if asked.must_name_year:
        return not named or int(named[-1]) != asked.year
    if named and asked.year is not None:
        return int(named[-1]) != asked.year
    return not asks_change and _EARLIER.search(place.lead) is not None


def part_in_title(title: str) -> str:
    """The part of the year that a document of this ``title`` is on; empty for the whole."""
    found = counting_words().part_of_year.search(title)
    return found.group() if found and _OF_YEAR.match(found.group()) else ""


def part_of_year(place: Place, asked: AskedTime) -> str:
    """The part of the year that the figure is limited to, by its sentence or else by its document: 上半年;
    empty for none."""
    found = [match.group() for match in counting_words().part_of_year.finditer(place.frame_before)]
    if not found and asked.part and not counting_words().whole_year.search(place.frame_before):
        return asked.part
    return "" if not found or counting_words().whole_year.search(found[-1]) else found[-1]


def each_time(place: Place) -> str:
    """What the figure is told for each of: 月 of 每人每月630元; empty where it is of the whole year."""
    match = EACH_TIME.search(place.own)
    return match["time"] if match else ""
