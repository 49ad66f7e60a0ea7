"""Whether the text of a document lets it report on the year that its file is named by.

A file is named by the year its report was given in as well as by the one it tells of. Where the text tells of
another year, or speaks of the name's year as of one to come, the name says nothing of what is reported.
"""

import re

from qa_service.ingestion import file_name
from qa_service.ingestion.reporting_year import is_ahead, is_planned, years_in
from qa_service.ingestion.structure import Structured

_GIVEN_IN = re.compile(r"(?:(?<!法治)政府|人大|常委会|法院|检察院|政协)工作报告")
"""Reports to a congress tell of the year before the one that they are called by."""
_PLAN_HEADING = re.compile(r"计划|打算|思路|安排|下一步|下步|展望|今后|明年|来年|设想")
_BEFORE_OPENING = re.compile(
    r"[\n。；！？][\s　]{0,8}"
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．])?\s?$"
)
_OPENING_CHARACTERS = 20
_LINE_OF_DATE = re.compile(r"\s?\d{1,2}\s?月\s{0,8}(?:\n|$)")
_IN_A_NAME = re.compile(r"《[^》\n]{0,30}$")
_LAST_YEAR_TOLD = re.compile(r"(?:^|[\n。；！？])[\s　]{0,8}(?:过去的?一年|去年)")
_THIS_YEAR = re.compile(r"今年")
_SCANNED_CHARACTERS = 40_000


def borne_out(source: str, structured: Structured) -> str:
    """``source``, or the name of the file without its year where that is none the text may report on."""
    year = file_name.year_of(source)
    words = file_name.words_of(source)
    if year is None or is_planned(words):
        return source
    doubted = _GIVEN_IN.search(words) is not None or _tells_of_another(year, structured)
    return file_name.without_year(source) if doubted else source


def _tells_of_another(year: int, structured: Structured) -> bool:
    """Whether the text plans for ``year``, or its sentences open with other years and never with this one."""
    text = structured.text[:_SCANNED_CHARACTERS]
    plans = _plans(structured)
    planned: list[bool] = []
    others_told = False
    for found, start, end in years_in(text):
        if _IN_A_NAME.search(text[max(0, start - 31) : start]) or _LINE_OF_DATE.match(text, end):
            continue
        ahead = is_ahead(text, end) or any(first <= start < last for first, last in plans)
        before = (
            text[start - _OPENING_CHARACTERS : start] if start > _OPENING_CHARACTERS else "\n" + text[:start]
        )
        opens = _BEFORE_OPENING.search(before) is not None
        if found == year:
            if opens and not ahead:
                return False
            planned.append(ahead)
        elif opens and not ahead:
            others_told = True
    return others_told or (bool(planned) and all(planned)) or _plans_for_this_year(text)


def _plans(structured: Structured) -> list[tuple[int, int]]:
    """Where the text stands under a heading of what is to come, as offsets."""
    return [
        (section.start, section.end)
        for section in structured.sections[1:]
        if is_planned(section.heading)
        and (_PLAN_HEADING.search(section.heading) or years_in(section.heading))
    ]


def _plans_for_this_year(text: str) -> bool:
    """过去一年, … 今年, 我们将…: the year in which it is written is the one to come."""
    if _LAST_YEAR_TOLD.search(text) is None:
        return False
    ahead = [is_ahead(text, found.end()) for found in _THIS_YEAR.finditer(text)]
    return any(ahead)
