"""The year that a document reports on: neither the year of its issue nor the one it plans for.

2019年度 in the title, in its first paragraph, in a section such as 一、2019年工作情况, in a breadcrumb.
"""

import re
from collections import Counter
from collections.abc import Sequence

from qa_service.ingestion.numbering import figure
from qa_service.ingestion.region import Evidence
from qa_service.library.records import Proof, Section

_YEAR = re.compile(
    r"(?<![\d〔\[（(—\-－~～至])((?:19|20)\d{2}|[一二][〇○零九O０][〇○零一二三四五六七八九]{2})\s*年(?!版|修[正订]|\s*\d{1,2}\s*月\s*\d{1,2}\s*日)(?:度)?"
)
_BARE_YEAR = re.compile(r"^((?:19|20)\d{2})(?=[^\d]|$)")
_RANGE = re.compile(r"(?:19|20)\d{2}\s*+年?\s*+[—\-－–~～至到]++\s*+(?:19|20)\d{2}\s*年?")
_PLAN = re.compile(r"计划|打算|思路|安排|下一步|下步|展望|今后|目标|规划|明年|部署|设想|草案|任务|要点")
_DONE = re.compile(r"回顾|总结|情况|完成|成绩|成效")
_OF_YEARS = re.compile(r"五年规划|远景目标")
_REPORTING = re.compile(r"现(?:就|将|把).{0,60}?(?:如下|汇报|报告)")
# 将 also stands before an object: 我局将法治建设纳入议程 has been done.
_NO_OBJECT = r"(?![^。；，,\n]{1,30}(?:纳入|列入|列为|作为|放在|摆在|贯穿|融入|细化|分解|移交|提交|落实到))"
_AHEAD = re.compile(
    rf"[，,]?\s?[^\s。；！？，,》]{{0,8}}?(?<![按照])(?:力争|计划|打算|安排|争取|确保|预计|拟|将{_NO_OBJECT})"
    rf"|[^。；！？\n]{{0,60}}?(?:(?:我们|我[局县市区省委院厅])(?:将{_NO_OBJECT}|要(?!求))"
    r"|[将要](?:继续|进一步|重点|着力|持续|大力))"
)
_WHOLE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年1月1日起?[至到—-]{1,2}(?P=year)?年?12月31日")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九O０", "0001234567890" + "0")
_FIRST_CHARACTERS = 400


def find_year(
    *, title: Evidence, sections: Sequence[Section], text: str, breadcrumb: Evidence, reports: bool
) -> tuple[int, Proof] | None:
    """The reporting year with its proof; None where nothing says it.

    ``reports``: the document tells of work done; the opening and the sections of others speak of any year.
    """
    is_plan_of_years = _OF_YEARS.search(title.text) is not None and _DONE.search(title.text) is None
    found = None if is_plan_of_years else _single(title) or _in_reporting_sentence(text)
    if found is not None and _is_year_of_delivery(found[0], sections):
        found = _of_year_before(found[0] - 1, sections)
    if found is None and reports:
        found = (
            _in_opening(text, sections)
            or _of_whole_year(text)
            or _in_sections(sections)
            or _single(breadcrumb)
            or _before_plans(sections, text)
            or _named_most(sections, text)
        )
    return found


def _is_year_of_delivery(year: int, sections: Sequence[Section]) -> bool:
    """The headings tell of work done in the year before, and plan for ``year``: 2018年政府工作报告."""
    done: set[int] = set()
    named: set[int] = set()
    for section in sections[1:]:
        if section.level <= 2:
            years = {found for found, _, _ in years_in(section.heading)}
            named |= years
            if _DONE.search(section.heading) and not _PLAN.search(section.heading):
                done |= years
    return done == {year - 1} and year in named


def _of_year_before(year: int, sections: Sequence[Section]) -> tuple[int, Proof]:
    """``year`` as a heading names it."""
    section, start, end = next(
        (section, start, end)
        for section in sections[1:]
        for found, start, end in years_in(section.heading)
        if found == year
    )
    at = section.start
    return year, Proof(found_in="body", quote=section.heading[start:end], start=at + start, end=at + end)


def years_in(text: str) -> list[tuple[int, int, int]]:
    """Single years in ``text`` as (year, start, end); parts of a range such as 2021—2025年 are none."""
    ranges = [match.span() for match in _RANGE.finditer(text)]
    return [
        (_value(match.group(1)), match.start(), match.end())
        for match in _YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in ranges)
    ]


def _value(figures: str) -> int:
    return int(figures.translate(_CHINESE_DIGITS)) if not figures.isdecimal() else figure(figures)


def _single(evidence: Evidence) -> tuple[int, Proof] | None:
    years = years_in(evidence.text)
    if not years and (bare := _BARE_YEAR.match(evidence.text)) and not _RANGE.search(evidence.text):
        years = [(int(bare.group(1)), bare.start(), bare.end())]
    done_before = bool(years) and _DONE.search(evidence.text, 0, years[0][1]) is not None
    if done_before or len({year for year, _, _ in years}) > 1:
        # 2022年预算执行情况和2023年预算草案, 全年工作总结和2020年安排
        ends = [start for _, start, _ in years[1:]] + [len(evidence.text)]
        years = [
            span
            for span, end in zip(years, ends, strict=True)
            if not is_planned(evidence.text[span[2] : end])
        ]
    if len({year for year, _, _ in years}) != 1:
        return None
    year, start, end = years[0]
    return year, _proof(evidence, start, end)


def is_planned(words: str) -> bool:
    """计划草案, not 计划执行情况."""
    return _PLAN.search(words) is not None and _DONE.search(words) is None


def is_ahead(text: str, end: int) -> bool:
    """Whether a year that ends at ``end`` is spoken of as one to come: 2022年，力争…; 2022年，我们将…"""
    return _AHEAD.match(text, end) is not None


def _in_reporting_sentence(text: str) -> tuple[int, Proof] | None:
    sentence = _REPORTING.search(text[:4000])
    if sentence is None:
        return None
    return _single(Evidence(text=sentence.group(), found_in="head", start=sentence.start()))


def _in_opening(text: str, sections: Sequence[Section]) -> tuple[int, Proof] | None:
    """A year at the start of one of the first sentences: 2023年,在市委…领导下."""
    # A text may begin with a heading: 一、总体情况, and 2022年,全县… below it.
    above = next((section.start for section in sections[1:] if section.start), _FIRST_CHARACTERS)
    opening = text[: min(_FIRST_CHARACTERS, above)]
    for match in re.finditer(
        r"(?:^|[\n。])[\s　]*((?:19|20)\d{2}\s*年度?)"
        r"(?=[，,以来在]|[是我全市县区]|法治|[一-鿿]{2,12}(?:坚持|认真|深入|始终|以|按照))",
        opening,
    ):
        start, end = match.span(1)
        if is_ahead(text, end):
            continue
        return int(text[start : start + 4]), Proof(
            found_in="head", quote=text[start:end], start=start, end=end
        )
    return None


def _of_whole_year(text: str) -> tuple[int, Proof] | None:
    """The year that a report says it counts from its first to its last day."""
    found = _WHOLE_YEAR.search(text, 0, _FIRST_CHARACTERS)
    if found is None:
        return None
    start, end = found.span()
    return int(found["year"]), Proof(found_in="head", quote=found.group(), start=start, end=end)


def _in_sections(sections: Sequence[Section]) -> tuple[int, Proof] | None:
    """The year that most headings of the first two levels bear, those of plans left aside."""
    counts: Counter[int] = Counter()
    first: dict[int, Proof] = {}
    for section in sections[1:]:
        if section.level > 2:
            continue
        for year, start, end in years_in(section.heading):
            proof = Proof(
                found_in="body",
                quote=section.heading[start:end],
                start=section.start + start,
                end=section.start + end,
            )
            if _PLAN.search(section.heading):
                continue
            # 2022年工作回顾 tells of the year, 2023年重点工作 may be to come.
            counts[year] += len(sections) if _DONE.search(section.heading) else 1
            first.setdefault(year, proof)
    if counts:
        year = counts.most_common(1)[0][0]
        return year, first[year]
    return None


def _before_plans(sections: Sequence[Section], text: str) -> tuple[int, Proof] | None:
    """Where only the plan's year stands in a heading (四、2023年工作打算): the year before, if the text bears
    it out by naming that year more often than any other outside the plan."""
    for section in sections[1:]:
        if section.level > 1 or not _PLAN.search(section.heading):
            continue
        for planned, _, _ in years_in(section.heading):
            before = text[: section.start]
            counts = Counter(year for year, _, _ in years_in(before))
            if counts and counts.most_common(1)[0][0] == planned - 1:
                found = next(span for span in years_in(before) if span[0] == planned - 1)
                return planned - 1, Proof(
                    found_in="body", quote=text[found[1] : found[2]], start=found[1], end=found[2]
                )
    return None


def _named_most(sections: Sequence[Section], text: str) -> tuple[int, Proof] | None:
    """The year that the text before its plans names four times or more, and twice as often as any other,
    unless it only plans for it."""
    plans = [
        section.start for section in sections[1:] if section.level == 1 and _PLAN.search(section.heading)
    ]
    years = years_in(text[: min([len(text), 40_000, *plans])])
    counts = Counter(year for year, _, _ in years).most_common(2)
    if not counts or counts[0][1] < 4 or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        return None
    named = [span for span in years if span[0] == counts[0][0]]
    if all(is_ahead(text, end) for _, _, end in named):
        return None
    year, start, end = named[0]
    return year, Proof(found_in="body", quote=text[start:end], start=start, end=end)


def _proof(evidence: Evidence, start: int, end: int) -> Proof:
    offset = evidence.start
    return Proof(
        found_in=evidence.found_in,
        quote=evidence.text[start:end],
        start=None if offset is None else offset + start,
        end=None if offset is None else offset + end,
    )
