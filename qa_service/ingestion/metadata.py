"""Metadata of a document by rule, each fact with the words that prove it; unknown is None, never a guess."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qa_service.ingestion import file_name
from qa_service.ingestion.cleaning import PageFact
from qa_service.ingestion.file_name import is_of_several_places
from qa_service.ingestion.imprint import Imprint, read_imprint
from qa_service.ingestion.named_year import borne_out
from qa_service.ingestion.naming import REPORTING, composed_title, kind_of, with_its_own, written_title
from qa_service.ingestion.region import Evidence, Region, find_region, is_national
from qa_service.ingestion.reporting_year import find_year
from qa_service.ingestion.structure import Structured
from qa_service.ingestion.towns import in_town
from qa_service.library.records import DocumentMetadata, FoundIn, Proof

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
_DELIVERED_AT = re.compile(
    r"在(?P<what>[^\n，,。]{2,24}?)\s{0,4}第[一二三四五六七八九十\d]{1,4}届[^\n，,。]{0,24}会议"
)
"""Where a report to a people's congress was given."""
_HEAD_CHARACTERS = 400


def describe(structured: Structured, facts: Mapping[str, PageFact], *, source: str) -> DocumentMetadata:
    """The metadata of a structured document; ``facts`` are those of its page, ``source`` is its file name."""
    dated_source, source = source, borne_out(source, structured)
    written = written_title(structured, facts, source)
    title = written.text if written else ""
    # A name of several places is a title, but says of none of them that the document is its own.
    of_several = (
        written is not None and written.proof.found_in == "file_name" and is_of_several_places(source)
    )
    own = "" if of_several else title
    imprint = read_imprint(title=own, paragraphs=structured.paragraphs, facts=facts, source=dated_source)
    kind = "报告" if written and written.reports else kind_of(title, structured.sections)
    if kind in _REPORTS:
        imprint = _with_organ_of_name(imprint, source)
    title_evidence = Evidence(text=own, found_in=written.proof.found_in if written else "head", start=None)
    region = None
    if kind != "案例" and not is_national(own, imprint.issuer):
        region = _region(structured, facts, title_evidence, imprint, kind, source)
    year = find_year(
        title=title_evidence,
        sections=structured.sections,
        text=structured.text if kind not in _LAWS else "",
        breadcrumb=_evidence(facts, "breadcrumb"),
        # 全年工作总结和2020年安排
        reports=kind in _REPORTS or "总结" in title_evidence.text,
    )
    if kind in _REPORTS and (year is None or year[1].found_in == "file_name"):
        year = _year_of_name(source, imprint.issued_on) or year
    if written and written.proof.found_in != "title":
        imprint = _proved_by(written.proof.found_in, imprint)
    if written:
        written = with_its_own(written, region, year[0] if year else None)
    final = written or composed_title(structured, facts, region, year[0] if year else None, source)
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
        kind=kind or (kind_of(final.text, structured.sections) if final.titled else None),
        proofs={field: _placed(proof, structured.text, final.proof) for field, proof in proofs.items()},
    )


def _placed(proof: Proof, text: str, title: Proof) -> Proof:
    """A proof from the title with its offsets in the text: the title may stand there over several lines."""
    if proof.start is not None or title.start is None or proof.found_in != title.found_in:
        return proof
    start = text.find(proof.quote, title.start, title.end)
    return proof if start < 0 else replace(proof, start=start, end=start + len(proof.quote))


def _with_organ_of_name(imprint: Imprint, source: str) -> Imprint:
    organ = file_name.organ_of(source) if imprint.issuer is None else None
    if organ is None:
        return imprint
    proof = Proof(found_in="file_name", quote=organ)
    return replace(imprint, issuer=organ, proofs={**imprint.proofs, "issuer": proof})


def _proved_by(found_in: FoundIn, imprint: Imprint) -> Imprint:
    """``imprint`` whose issuer, where the title names it, stands where that was ``found_in``."""
    proof = imprint.proofs.get("issuer")
    if proof is None or proof.found_in != "title":
        return imprint
    return replace(imprint, proofs={**imprint.proofs, "issuer": replace(proof, found_in=found_in)})


def _year_of_name(source: str, issued_on: date | None) -> tuple[int, Proof] | None:
    """The year that the file is named by; none after that of its issue is one that it reports on."""
    year = file_name.year_of(source)
    if year is None or (issued_on is not None and year > issued_on.year):
        return None
    return year, Proof(found_in="file_name", quote=str(year))


def _region(
    structured: Structured,
    facts: Mapping[str, PageFact],
    title: Evidence,
    imprint: Imprint,
    kind: str | None,
    source: str,
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
        for found in [REPORTING.search(structured.text[:4000])]
        if found
    ]
    delivered = _DELIVERED_AT.search(structured.text, 0, _HEAD_CHARACTERS)
    if delivered is not None:
        start = delivered.start("what")
        signers.append(Evidence(text=delivered["what"], found_in="head", start=start))
    reports_on_itself = kind in _REPORTS
    sites = [_evidence(facts, name) for name in ("site", "breadcrumb", "page:source", "property:sitename")]
    found = find_region(
        title=title,
        signers=signers,
        reports=reports,
        sites=sites,
        name=file_name.name_of(source),
        is_named_after_it=file_name.is_bare(source),
        text=structured.text,
        tells_of_itself=reports_on_itself and (kind is not None or not title.text),
    )
    return in_town(
        found,
        title=title,
        issuer=signers[0],
        name=file_name.name_of(source),
        text=structured.text,
        tells_of_itself=reports_on_itself,
    )


def _evidence(facts: Mapping[str, PageFact], name: str) -> Evidence:
    fact = facts.get(name)
    return Evidence(
        text=fact.value if fact else "", found_in=fact.found_in if fact else "page_furniture", start=None
    )
