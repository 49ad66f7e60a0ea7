"""Questions of the year behind the latest report of a place, of which that report tells what is planned.

明年 is a year only beside the reports of the place; and how something is done in a year of which there is no
report yet (2024年怎么解决…) can only be told as what is planned. This module does not know what the reports
say.
"""

import re
from collections.abc import Callable, Sequence

from qa_service.gazetteer import RegionMention
from qa_service.library.records import DocumentSummary

FindPlaces = Callable[[str], Sequence[RegionMention]]

_YEAR_TO_COME = re.compile(r"下一?年度?|明年|来年")
_ASKS_FIGURE = re.compile("多少|几")
_YEAR_NAMED = re.compile(r"(?:19|20)\d\d|(?<!\d)\d\d年|[今去当前]年|[上本]一?年度?|十[一二三四五]五")
_HOW = re.compile(
    r"[^,。?]{0,30}?(?P<year>20\d\d)年[^,。?]{0,24}?(?P<how>(?:怎么|如何|怎样)(?:去|来|对|把)?(?!是|会|说|写|看|回事)[一-鿿]{2})"
)
_DONE_OR_PLANNED = re.compile(r"打算|计划|准备|安排|将|了|的[?。]?$|20\d\d年.{1,30}20\d\d年")


def naming_year_to_come(text: str, find_regions: FindPlaces, documents: Sequence[DocumentSummary]) -> str:
    """Folded ``text`` with the year behind the latest report of its region in place of 下一年, 明年; as it is
    where it names a year, or no region of the library, and where it asks for no figure: plans have headings.
    """
    to_come = _YEAR_TO_COME.search(text)
    if to_come is None or _YEAR_NAMED.search(text) or not _ASKS_FIGURE.search(text):
        return text
    year = _year_to_come(text, find_regions, documents)
    return f"{text[: to_come.start()]}{year}年{text[to_come.end() :]}" if year else text


def asked_as_plan(text: str, find_regions: FindPlaces, documents: Sequence[DocumentSummary]) -> str:
    """How something is done (2024年怎么解决) in the year behind the latest report of a region, as what is
    planned (2024年打算怎么解决); empty where folded ``text`` asks for no such thing."""
    asked = _HOW.match(text)
    if asked is None or _DONE_OR_PLANNED.search(text):
        return ""
    at = asked.start("how")
    coming = _year_to_come(text, find_regions, documents) == int(asked["year"])
    return f"{text[:at]}打算{text[at:]}" if coming else ""


def _year_to_come(text: str, find_regions: FindPlaces, documents: Sequence[DocumentSummary]) -> int | None:
    """The year behind that of the latest report of the regions that ``text`` names."""
    covered = {path for region in find_regions(text) for path in region.covers}
    years = [d.metadata.year for d in documents if d.metadata.region_path in covered]
    return max((year + 1 for year in years if year is not None), default=None)
