"""Metadata of a document by rule, each fact with the words that prove it; unknown is None, never a guess."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.ingestion.cleaning import PageFact
from qa_service.ingestion.imprint import Imprint, read_imprint
from qa_service.ingestion.region import Evidence, Region, find_region, is_national
from qa_service.ingestion.reporting_year import find_year
from qa_service.ingestion.structure import Paragraph, Structured
from qa_service.ingestion.title import KINDS, TITLE, joined
from qa_service.library.records import DocumentMetadata, Proof, Section

_REPORTING = re.compile(r"现(?:就|将|把)(?P<what>[^。；\n]{2,60}?)(?:如下|(?:汇|报)告如下)[:：。]?")
_KIND = re.compile(rf"({KINDS})(?:[\s　]*[（(〔\[][^（）()]{{1,20}}[）)〕\]]|[\s　]*全文)*$")
_LAWS = frozenset(
    {
        "条例",
        "规定",
        "办法",
        "细则",
        "规则",
        "法律",
        "司法解释",
        "决定",
        "解释",
        "章程",
        "标准",
        "案例",
        "规范",
        "规程",
    }
)
_REPORTS = frozenset({"报告", "总结", "汇报", "情况", "通报", "公报", "年报", None})
# Words that stand around the topic in headings: 深入推进|…|的主要举措和成效.
_AROUND_TOPIC = re.compile(
    r"深入|持续|有序|统筹|扎实|大力|进一步|全面|推进|推行|推动|加强|深化|强化|提升|做好|开展|贯彻|落实|履行|关于|主要|存在|有关"
    r"|情况|工作|水平|成效|举措|做法|思路|打算|不足|问题|原因|计划|安排|年度|[的和与及中]"
)
_TOPIC = re.compile(
    r"(?:19|20)?\d{0,4}年度?|[一二三四五六七八九十]{1,12}、|[（(][一二三四五六七八九十]+[）)]"
)
_ANNEX = re.compile(r"附件[\d一二三四五六七八九十]{0,3}[:：\s]{0,4}")
_DELIVERED_AT = re.compile(
    r"在(?P<what>[^\n，,。]{2,24}?)\s{0,4}第[一二三四五六七八九十\d]{1,4}届[^\n，,。]{0,24}会议"
)
"""Where a report to a people's congress was given."""
_HEAD_CHARACTERS = 400
_OPENING_WORDS = re.compile(r"(?:[^。；！？，,]{0,5}[，,])?[^。；！？，,]*")
"""The first clause, and the one behind it where that says hardly more than a time: 2023年，全县…"""
_MEANINGLESS_NAME = re.compile(
    r"[\d_\-a-zA-Z.()（）\s]*|新建.*|未命名.*|文档\d*|附件\d*|扫描.*|副本.*|document.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    text: str
    proof: Proof
    titled: bool = True
    """False for first words that only stand in for a title."""


def describe(structured: Structured, facts: Mapping[str, PageFact], *, source: str) -> DocumentMetadata:
    """The metadata of a structured document; ``facts`` are those of its page, ``source`` is its file name."""
    written = (
        _written_title(structured)
        or _title_of_annex(structured)
        or _title_of_page(facts)
        or _reported_title(structured)
        or _file_title(source)
    )
    title = written.text if written else ""
    imprint = read_imprint(title=title, paragraphs=structured.paragraphs, facts=facts, source=source)
    kind = _kind(title, structured.sections)
    title_evidence = Evidence(text=title, found_in=written.proof.found_in if written else "head", start=None)
    region = None
    if kind != "案例" and not is_national(title, imprint.issuer):
        region = _region(structured, facts, title_evidence, imprint, kind)
    year = find_year(
        title=title_evidence,
        sections=structured.sections,
        text=structured.text if kind not in _LAWS else "",
        breadcrumb=_evidence(facts, "breadcrumb"),
        reports=kind in _REPORTS,
    )
    final = written or _composed(structured, facts, region, year[0] if year else None)
    proofs = dict(imprint.proofs) | {"title": final.proof}
    if region:
        proofs["region"] = region.proof
    if year:
        proofs["year"] = year[1]
    if kind and final.text:
        proofs["kind"] = final.proof
    return DocumentMetadata(
        title=final.text,
        region=region.path[-1] if region else None,
        region_path=region.path if region else (),
        year=year[0] if year else None,
        issuer=imprint.issuer,
        document_number=imprint.document_number,
        issued_on=imprint.issued_on,
        kind=kind or (_kind(final.text, structured.sections) if final.titled else None),
        proofs={field: _placed(proof, structured.text, final.proof) for field, proof in proofs.items()},
    )


def _written_title(structured: Structured) -> _Title | None:
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
    return _Title(
        text=joined(lines),
        proof=Proof(found_in="title", quote=structured.text[start:end], start=start, end=end),
    )


def _title_of_annex(structured: Structured) -> _Title | None:
    """That of an annex which is a file of its own: its first line is 附件."""
    first = structured.sections[1] if len(structured.sections) > 1 else None
    named = _ANNEX.match(first.heading) if first is not None and first.start == 0 else None
    if first is None or named is None or not TITLE.fullmatch(first.heading[named.end() :]):
        return None
    text = first.heading[named.end() :]
    return _Title(text=text, proof=Proof(found_in="head", quote=first.heading))


def _placed(proof: Proof, text: str, title: Proof) -> Proof:
    """A proof from the title with its offsets in the text: the title may stand there over several lines."""
    if proof.start is not None or title.start is None or proof.found_in != title.found_in:
        return proof
    start = text.find(proof.quote, title.start, title.end)
    return proof if start < 0 else replace(proof, start=start, end=start + len(proof.quote))


def _title_of_page(facts: Mapping[str, PageFact]) -> _Title | None:
    for name in ("title", "page_title", "property:articletitle", "property:title"):
        fact = facts.get(name)
        if fact is None:
            continue
        text = re.split(r"\s{0,40}[_|｜]\s*|\s{1,40}[-—]+\s+", fact.value)[0].strip()
        if name == "title" or TITLE.fullmatch(text):
            return _Title(text=text, proof=Proof(found_in=fact.found_in, quote=fact.quote))
    if crumb := facts.get("breadcrumb"):
        leaf = crumb.value.split(">")[-1].strip()
        if "关于" in leaf and TITLE.fullmatch(leaf):
            return _Title(text=leaf, proof=Proof(found_in="page_furniture", quote=crumb.quote))
    return None


def _reported_title(structured: Structured) -> _Title | None:
    """现将某市司法局2023年法治政府建设情况报告如下 bears the title, where it names more than the work."""
    found = _REPORTING.search(structured.text[:4000])
    if found is None:
        return None
    words = re.sub(r"(?:向.{1,12})?(?:予以)?(?:报告|汇报|通报|公布|公告|公示)?$", "", found["what"])
    words = re.sub(r"^(?:我[省市县区州局]|本[省市县区局机关单位]{1,2}|有关|相关)", "", words)
    if len(words) < 10:
        return None
    text = words if _KIND.search(words) and not words.endswith("情况") else f"{words}报告"
    start, end = found.span()
    return _Title(
        text=text,
        proof=Proof(found_in="head", quote=structured.text[start:end], start=start, end=end),
    )


def _file_title(source: str) -> _Title | None:
    name = re.split(r"[/\\]", source)[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    plain = re.sub(r"^[\d_.\-\s、]+|[（(](?:19|20)\d{2}-\d{2}-\d{2}[）)]$", "", stem).strip()
    if _MEANINGLESS_NAME.fullmatch(plain) or len(re.findall(r"[一-鿿]", plain)) < 4:
        return None
    return _Title(text=plain, proof=Proof(found_in="file_name", quote=stem))


def _composed(
    structured: Structured, facts: Mapping[str, PageFact], region: Region | None, year: int | None
) -> _Title:
    """A title put together from region, year and topic, for a document that bears none; the proof says so."""
    place = region.path[-1] if region else ""
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
    if topic:
        when = when.removesuffix("度") if "年度" in topic else when
        text = f"{place}{when}{topic}"
        return _Title(
            text=text,
            proof=Proof(
                found_in="page_furniture" if named else "body",
                quote=f"拟题：{place or '—'}+{when or '—'}+{quote}",
            ),
        )
    first = next((p for p in structured.paragraphs if p.role != "heading"), structured.paragraphs[0])
    opening = _OPENING_WORDS.match(first.text)
    text = opening[0][:40].rstrip("。；！？，,") if opening else ""
    start = first.start
    return _Title(
        text=text, titled=False, proof=Proof(found_in="head", quote=text, start=start, end=start + len(text))
    )


def _reads_as_report(structured: Structured) -> bool:
    """现将…报告如下, or sections on what is lacking and on what comes next."""
    headings = " ".join(section.heading for section in structured.sections if section.level == 1)
    sections = re.search(r"不足|问题|困难", headings) and re.search(
        r"打算|安排|计划|思路|下一步|下步", headings
    )
    return bool(sections or _REPORTING.search(structured.text[:4000]))


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


def _kind(title: str, sections: Sequence[Section]) -> str | None:
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


def _region(
    structured: Structured, facts: Mapping[str, PageFact], title: Evidence, imprint: Imprint, kind: str | None
) -> Region | None:
    signers = []
    if imprint.issuer:
        proof = imprint.proofs["issuer"]
        own = proof.start is not None and structured.text.startswith(imprint.issuer, proof.start)
        signers.append(
            Evidence(text=imprint.issuer, found_in=proof.found_in, start=proof.start if own else None)
        )
    signers.append(_evidence(facts, "issuer"))
    reports = [
        Evidence(text=found["what"], found_in="head", start=found.start("what"))
        for found in [_REPORTING.search(structured.text[:4000])]
        if found
    ]
    delivered = _DELIVERED_AT.search(structured.text, 0, _HEAD_CHARACTERS)
    if delivered is not None:
        start = delivered.start("what")
        signers.append(Evidence(text=delivered["what"], found_in="head", start=start))
    sites = [_evidence(facts, name) for name in ("site", "breadcrumb", "page:source", "property:sitename")]
    return find_region(
        title=title,
        signers=signers,
        reports=reports,
        sites=sites,
        text=structured.text,
        tells_of_itself=kind in _REPORTS and (kind is not None or not title.text),
    )


def _evidence(facts: Mapping[str, PageFact], name: str) -> Evidence:
    fact = facts.get(name)
    return Evidence(
        text=fact.value if fact else "", found_in=fact.found_in if fact else "page_furniture", start=None
    )
