"""What the name of a file says of the document in it: 02-青阳县2018.txt is of 青阳县 and tells of 2018.

People name files by whose they are and of which year, also where the text says neither. This module reads
the name alone; whoever asks decides whether the text says it better.
"""

import re

from qa_service.gazetteer import Gazetteer, PlaceMention, Register, is_within
from qa_service.ingestion.imprint import organ_opening
from qa_service.ingestion.region import ANOTHER_PARTY, Evidence

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_NUMBERING = re.compile(r"^[\d_.\-\s、]+(?![年\d])|[（(](?:19|20)\d{2}-\d{2}-\d{2}[）)]$")
_HAN = re.compile(r"[一-鿿]")
_FEWEST_HAN = 2
_YEAR = re.compile(
    # After an index of the file at most; digits before or behind make a date or an id of it.
    r"(?:^\d{1,3}[-_.、\s]|(?<![\d\-_.〔\[（(—~～至])|(?<=\D[-_.]))(?P<year>(?:19|20)\d{2})年?度?"
    r"(?![\d〕\]—~～至]|年?版|年?修[正订]|[-_.年]\s?\d{1,2}(?!\d)|[-_.]\d)"
)
_MEANINGLESS = re.compile(
    r"[\d_\-a-zA-Z.()（）\s]*|新建.*|未命名.*|文档\d*|附件\d*|扫描.*|副本.*|document.*", re.IGNORECASE
)
_SAYS_A_MATTER = re.compile(r"[一-鿿]{2}")


def stem_of(source: str) -> str:
    """The name of the file at ``source`` without its folders and its ending."""
    return _ENDING.sub("", re.split(r"[/\\]", source)[-1])


def words_of(source: str) -> str:
    """The words of the name, without what only numbers the file or dates it; empty where it has none."""
    words = _NUMBERING.sub("", stem_of(source)).strip()
    return "" if _MEANINGLESS.fullmatch(words) or len(_HAN.findall(words)) < _FEWEST_HAN else words


def name_of(source: str) -> Evidence:
    """The words of the name as evidence; its text is empty where it has none, or is of several places."""
    text = "" if is_of_several_places(source) else words_of(source)
    return Evidence(text=text, found_in="file_name", start=None)


def is_of_several_places(source: str) -> bool:
    """Whether the name bears places of which none lies in the other, so that the document is of neither."""
    words = words_of(source)
    mentions = [
        mention
        for mention in Gazetteer.load().find(words, register=Register.HEAD)
        if not ANOTHER_PARTY.search(words[: mention.start])
    ]
    innermost = mentions[0] if mentions else None
    for mention in mentions[1:]:
        if innermost is None or not _share_a_line(mention, innermost):
            return True
        innermost = mention if _deepest(mention) >= _deepest(innermost) else innermost
    return False


def _share_a_line(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether one of the two may lie in the other, or is the other."""
    return any(
        is_within(mine.path, yours.path) or is_within(yours.path, mine.path)
        for mine in one.candidates
        for yours in other.candidates
    )


def _deepest(mention: PlaceMention) -> int:
    return max(len(place.path) for place in mention.candidates)


def year_of(source: str) -> int | None:
    """The one year that the name bears; None where it bears several, or several places, and for that of a
    date or an id."""
    stem = stem_of(source)
    years = {int(found["year"]) for found in _YEAR.finditer(stem)}
    return years.pop() if len(years) == 1 and not is_of_several_places(source) else None


def without_year(source: str) -> str:
    """The name of the file at ``source`` without the years that it bears."""
    stem = stem_of(source)
    ending = re.split(r"[/\\]", source)[-1].removeprefix(stem)
    return _YEAR.sub("", stem).strip() + ending


def organ_of(source: str) -> str | None:
    """The organ that the name opens with, which bears the name of its place."""
    words = words_of(source)
    organ = organ_opening(words)
    if organ is None or is_of_several_places(source):
        return None
    mentions = Gazetteer.load().find(organ, register=Register.HEAD)
    return organ if mentions and mentions[0].start == 0 and mentions[0].end < len(organ) else None


def is_bare(source: str) -> bool:
    """Whether the name says no more than whose the document is and of which year: 某市水利局2021."""
    words = words_of(source)
    rest = _YEAR.sub("", words).replace(organ_of(source) or "", "", 1)
    mentions = Gazetteer.load().find(rest, register=Register.HEAD)
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    return _SAYS_A_MATTER.search(rest) is None
