"""What a document is called, and of which kind that makes it.

Its own title lines; else the title of its page, the matter that it says it reports on, the name of its file;
else a title put together from whose it is, its year and what its headings share. The proof says which.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.gazetteer import Gazetteer
from qa_service.ingestion import file_name
from qa_service.ingestion.cleaning import PageFact
from qa_service.ingestion.region import Region
from qa_service.ingestion.reporting_year import years_in
from qa_service.ingestion.structure import Paragraph, Structured
from qa_service.ingestion.title import KINDS, TITLE, joined
from qa_service.library.records import Proof, Section

REPORTING = re.compile(r"现(?:就|将|把)(?P<what>[^。；\n]{2,60}?)(?:如下|(?:汇|报)告如下)[:：。]?")
_KIND = re.compile(rf"({KINDS})(?:[\s　]*[（(〔\[][^（）()]{{1,20}}[）)〕\]]|[\s　]*全文)*$")
# Words that stand around the topic in headings: 深入推进|…|的主要举措和成效.
_AROUND_TOPIC = re.compile(
    r"习近平[一-鿿]{0,10}思想|深入|持续|有序|统筹|扎实|大力|进一步|全面|推进|推行|推动|加强|深化|强化|提升|做好|开展|贯彻|落实|履行|关于|主要|存在|有关"
    r"|情况|工作|水平|成效|举措|做法|思路|打算|不足|问题|原因|计划|安排|年度|[的和与及中]"
)
_TOPIC = re.compile(
    r"(?:19|20)?\d{0,4}年度?|[一二三四五六七八九十]{1,12}、|[（(][一二三四五六七八九十]+[）)]"
)
_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,3}[:：\s]{0,4}")
_OPENING_WORDS = re.compile(r"(?:[^。；！？，,]{0,5}[，,])?[^。；！？，,]*")
"""The first clause, and the one behind it where that says hardly more than a time: 2023年，全县…"""
_FEWEST_IN_TITLE = 4
_REPORTS = re.compile(r"(?:报告|汇报)如下")
_SALUTATION_END = ("：", ":")
_OF_THE_YEAR = re.compile(r"^(?:本年度?|[今全]年|年度|一年来)的?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    text: str
    proof: Proof
    titled: bool = True
    """False for first words that only stand in for a title."""
    reports: bool = False
    """It is what the text says it reports on: 现将全年工作情况和2020年安排报告如下."""


def written_title(structured: Structured, facts: Mapping[str, PageFact], source: str) -> Title | None:
    """The title that the document bears, or its page, its first sentence or its file for it."""
    return (
        _title_in_text(structured)
        or _title_of_annex(structured)
        or _title_of_page(facts)
        or _with_name_of_file(_reported_title(structured), source)
        or _file_title(source)
    )


def _title_in_text(structured: Structured) -> Title | None:
    lines: list[str] = []
    found: list[Paragraph] = []
    for paragraph in structured.title_paragraphs:
        if found and paragraph.start != found[-1].end + 1:
            break
        if (
            joined([*lines, paragraph.text]) == structured.sections[0].heading
            or not found
            or len(joined(lines)) < len(structured.sections[0].heading)
        ):
            lines.append(paragraph.text)
            found.append(paragraph)
    if not found:
        return None
    start, end = found[0].start, found[-1].end
    return Title(
        text=joined(lines),
        proof=Proof(found_in="title", quote=structured.text[start:end], start=start, end=end),
    )


def _title_of_annex(structured: Structured) -> Title | None:
    """That of an annex which is a file of its own: its first line is 附件."""
    first = structured.sections[1] if len(structured.sections) > 1 else None
    named = _ANNEX.match(first.heading) if first is not None and first.start == 0 else None
    if first is None or named is None or not TITLE.fullmatch(first.heading[named.end() :]):
        return None
    text = first.heading[named.end() :]
    return Title(text=text, proof=Proof(found_in="head", quote=first.heading))


def _title_of_page(facts: Mapping[str, PageFact]) -> Title | None:
    for name in ("title", "page_title", "property:articletitle", "property:title"):
        fact = facts.get(name)
        if fact is None:
            continue
        text = re.split(r"\s{0,40}[_|｜]\s*|\s{1,40}[-—]+\s+", fact.value)[0].strip()
        if name == "title" or TITLE.fullmatch(text):
            return Title(text=text, proof=Proof(found_in=fact.found_in, quote=fact.quote))
    if crumb := facts.get("breadcrumb"):
        leaf = crumb.value.split(">")[-1].strip()
        if "关于" in leaf and TITLE.fullmatch(leaf):
            return Title(text=leaf, proof=Proof(found_in="page_furniture", quote=crumb.quote))
    return None


def _reported_title(structured: Structured) -> Title | None:
    """现将某市司法局2023年法治政府建设情况报告如下 bears the title, where it names more than the work."""
    found = REPORTING.search(structured.text[:4000])
    if found is None:
        return None
    reports = _REPORTS.search(found.group()) is not None
    words = re.sub(r"(?:向.{1,12})?(?:予以)?(?:报告|汇报|通报|公布|公告|公示)?$", "", found["what"])
    words = re.sub(r"^(?:我[省市县区州局]|本[省市县区局机关单位]{1,2}|有关|相关)", "", words)
    if len(words) < 10:
        return None
    text = words if _KIND.search(words) and not words.endswith("情况") else f"{words}报告"
    start, end = found.span()
    return Title(
        text=text,
        proof=Proof(found_in="head", quote=structured.text[start:end], start=start, end=end),
        reports=reports,
    )


def _file_title(source: str) -> Title | None:
    """The name of the file, where it says what the document is about."""
    words = file_name.words_of(source)
    if len(re.findall(r"[一-鿿]", words)) < _FEWEST_IN_TITLE or file_name.is_bare(source):
        return None
    return Title(text=words, proof=_proof_of_name(source))


def _with_name_of_file(reported: Title | None, source: str) -> Title | None:
    """``reported``, which says neither whose nor of which year it is, behind the name of a file that does."""
    if reported is None or years_in(reported.text) or Gazetteer.load().find(reported.text):
        return reported
    opening = _opening_by_name(source)
    if opening:
        text = opening + _OF_THE_YEAR.sub("", reported.text)
        return Title(
            text=text, proof=replace(_proof_of_name(source), quote=f"拟题：{opening}+{reported.text}")
        )
    return reported if file_name.is_bare(source) else _file_title(source)


def _opening_by_name(source: str) -> str:
    """Whose the document is and of which year, by a file's name that says just this; else empty."""
    words, year = file_name.words_of(source), file_name.year_of(source)
    if not words or not file_name.is_bare(source) or file_name.is_of_several_places(source):
        return ""
    return f"{words.removesuffix(str(year)).strip()}{year}年" if year and words.endswith(str(year)) else words


def _proof_of_name(source: str) -> Proof:
    return Proof(found_in="file_name", quote=file_name.stem_of(source))


def with_its_own(reported: Title, region: Region | None, year: int | None) -> Title:
    """``reported``, what a text says it reports on, behind its region and year where it names no place."""
    if not reported.reports or region is None or Gazetteer.load().find(reported.text):
        return reported
    when = f"{year}年" if year and year not in {each for each, _, _ in years_in(reported.text)} else ""
    opening = f"{region.path[-1]}{when}"
    rest = _OF_THE_YEAR.sub("", reported.text) if when else reported.text
    quote = f"拟题：{opening}+{reported.text}"
    return replace(reported, text=opening + rest, proof=Proof(found_in=reported.proof.found_in, quote=quote))


def composed_title(
    structured: Structured,
    facts: Mapping[str, PageFact],
    region: Region | None,
    year: int | None,
    source: str,
) -> Title:
    """A title put together from region, year and topic, for a document that bears none; the proof says so."""
    place = file_name.organ_of(source) or (region.path[-1] if region else "")
    when = f"{year}年度" if year else ""
    topic, quote = "", ""
    crumb = facts.get("breadcrumb")
    steps = [step.strip() for step in crumb.value.split(">")] if crumb else []
    named = [re.sub(r"(?:19|20)\d{2}年?度?", "", step) for step in steps if _KIND.search(step)]
    if named:
        topic, quote = named[-1], ">".join(steps)
    else:
        topic, quote = _shared_topic(structured), "各级标题"
        if topic and not _KIND.search(topic):
            topic += "情况报告" if _reads_as_report(structured) else ""
        if not topic and place and when and _REPORTS.search(structured.text, 0, 4000):
            topic, quote = "工作情况报告", "报告如下"
    if topic:
        when = when.removesuffix("度") if "年度" in topic else when
        text = f"{place}{when}{topic}"
        return Title(
            text=text,
            proof=Proof(
                found_in="page_furniture" if named else "body",
                quote=f"拟题：{place or '—'}+{when or '—'}+{quote}",
            ),
        )
    if words := _opening_by_name(source):
        return Title(text=words, titled=False, proof=_proof_of_name(source))
    first = next(
        (
            paragraph
            for paragraph in structured.paragraphs
            if paragraph.role != "heading" and not paragraph.text.rstrip().endswith(_SALUTATION_END)
        ),
        structured.paragraphs[0],
    )
    opening = _OPENING_WORDS.match(first.text)
    text = opening[0][:40].rstrip("。；！？，,") if opening else ""
    start = first.start
    return Title(
        text=text, titled=False, proof=Proof(found_in="head", quote=text, start=start, end=start + len(text))
    )


def _reads_as_report(structured: Structured) -> bool:
    """现将…报告如下, or sections on what is lacking and on what comes next."""
    headings = " ".join(section.heading for section in structured.sections if section.level == 1)
    sections = re.search(r"不足|问题|困难", headings) and re.search(
        r"打算|安排|计划|思路|下一步|下步", headings
    )
    return bool(sections or REPORTING.search(structured.text[:4000]))


def _shared_topic(structured: Structured) -> str:
    """What the headings are about: the words that most share, those of the first level counting twice.

    Named in one heading only, they must be named in the text three times.
    """
    weight: Counter[str] = Counter()
    for section in structured.sections[1:60]:
        words = _TOPIC.sub("", section.heading) if section.level <= 2 else ""
        pieces = {piece for run in re.findall(r"[一-鿿]+", words) for piece in _AROUND_TOPIC.split(run)}
        for piece in pieces:
            if 4 <= len(piece) <= 14:
                weight[piece] += 3 - section.level
    shared = [
        (score, len(piece), piece)
        for piece, score in weight.items()
        if score >= 3 or (score == 2 and structured.text.count(piece) >= 3)
    ]
    return max(shared)[2] if shared else ""


def kind_of(title: str, sections: Sequence[Section]) -> str | None:
    plain = re.sub(r"[\s　]{0,40}[（(〔\[](?:19|20)\d{2}[^）)]{0,80}[）)〕\]]$", "", title)
    found = _KIND.search(plain)
    if any(section.heading == "基本案情" for section in sections[:6]):
        return "案例"
    if found is None:
        return "法律" if re.search(r"法典|宪法", plain) else None
    kind = found.group(1)
    if kind in ("解释", "规定", "批复", "规则", "意见", "决定", "通知") and re.match(
        r"最高人民(?:法院|检察院)", plain
    ):
        return "司法解释" if kind in ("解释", "规定", "批复", "规则") else kind
    if kind in ("法", "法典", "修正案"):
        return "法律"
    if kind == "情况":
        return "报告"
    return {"指导意见": "意见", "复函": "函", "书": None, "表": None, "案": "案例", "举措": None}.get(
        kind, kind
    )
