"""Which year a passage of a report tells of.

A report on one year ends with what the next one is to bring (三、2024年预算草案, 下一步工作安排): the figures
there are none of the report's year. This module reads headings, and of sentences only how they open.
"""

import re
from collections.abc import Sequence

from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_OPENS_YEAR = re.compile(
    r"(?:^|[。;\n])\s*(?P<year>(?:19|20)\d\d)年(?!度|底|末|初|[0-9—至以])"
    r"(?P<plan>[^。;\n]{0,24}?(?:将(?!军)|计划(?!完成)|拟(?!定)|打算|力争|争取|重点抓|要[抓推做加持深全把在以]))?"
    r"|(?:^|[。;\n])\s*(?P<next>新的一年|下一?年度?|明年|来年)[里中]?,"
    r"|(?:^|[。;\n])\s*(?P<back>今年|本年度?|全年|一年来|过去一年)"
    r"|(?:^|[。;\n])[^。;:\n]{0,12}(?P<announced>20\d\d)年(?:工作|的|主要|重点|下步){0,3}(?:安排|打算|计划|思路|目标|任务)[。:]"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEAR_IN_WORDS = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def told_year(section: Sequence[str], document: DocumentSummary) -> int | None:
    """The report's year, or the later one that a heading names; None under a heading of what is to come or of
    earlier years, and where the report's is not known."""
    reported = document.metadata.year
    for heading in map(_folded, reversed(section)):
        years = {int(year) for year in _YEAR.findall(heading)}
        if reported is None or reported in years:
            return reported
        if years and any(cue in heading for cue in load_wording().heading_cues["shortcoming"]):
            # 存在的问题及2024年打算: of each sentence only its words tell.
            return None
        if years:
            return years.pop() if len(years) == 1 and min(years) > reported else None
        if _announces(heading):
            return None
    return reported


def tells_of_another_year(section: Sequence[str], document: DocumentSummary, years: Sequence[int]) -> bool:
    """Whether a heading of a report on one of ``years`` names a later year that is none of them."""
    told = told_year(section, document)
    return document.metadata.year in years and told is not None and told not in years


def is_of_plan(section: Sequence[str], document: DocumentSummary) -> bool:
    """Whether a heading makes what stands below it a plan for the year that is told of: a later one than the
    report's, of which it says only what is planned, or one whose aims it announces (2024年主要目标)."""
    told, reported = told_year(section, document), document.metadata.year
    if told is None or reported is None:
        return False
    dated = next((heading for heading in map(_folded, reversed(section)) if _YEAR.search(heading)), "")
    return told > reported or _announces(dated)


def is_yet_to_come(section: Sequence[str]) -> bool:
    """Whether a heading without a year announces the time to come (下一步工作安排, not 招聘计划), and no
    shortcomings."""
    for heading in map(_folded, reversed(section)):
        if _YEAR.search(heading) or any(cue in heading for cue in load_wording().heading_cues["shortcoming"]):
            return False
        if load_wording().year_to_come.search(heading) is not None:
            return True
    return False


def planned_year(up_to: str, document: DocumentSummary) -> int | None:
    """The later year that ``up_to``, what a passage says up to the end of a sentence, folded, has turned to,
    for a report may plan without a heading: 2024年,将重点抓好以下工作:…, 第八,关于2024年安排。…, 来年,…"""
    opened, reported = [*_OPENS_YEAR.finditer(up_to)], document.metadata.year
    if not opened or reported is None:
        return None
    last = opened[-1]
    if last["back"]:
        return None
    if last["next"]:
        return reported + 1
    year = int(last["year"] or last["announced"])
    return year if year > reported and (last["plan"] or last["announced"]) else None


def when_told(section: Sequence[str], document: DocumentSummary, up_to: str) -> str:
    """The time of what ends ``up_to``, the passage under ``section`` so far, in words, empty where it is not
    known: 2023年, 2024年的计划中, 下一步的计划中."""
    if planned := planned_year(fold(up_to).text, document):
        return f"{planned}年的计划中"
    told = told_year(section, document)
    if told is None:
        return "下一步的计划中" if is_yet_to_come(section) else ""
    return f"{told}年的计划中" if is_of_plan(section, document) else f"{told}年"


def _folded(heading: str) -> str:
    """``heading`` folded, a year in words (二〇二〇年打算) in figures."""
    return _YEAR_IN_WORDS.sub(lambda year: year.group().translate(_DIGITS), fold(heading).text)


def _announces(heading: str) -> bool:
    """下一步工作安排, not 上年度计划完成情况."""
    words = counting_words()
    if load_wording().year_to_come.search(heading) is not None:
        return True
    return words.planned.search(heading) is not None and words.done.search(heading) is None
