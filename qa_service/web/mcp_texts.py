"""The results of the MCP tools as text, for models that read no structured content.

All that the next call needs (ids, where to go on) stands in it, and every source with its link.
"""

from qa_service.web.mcp_schemas import AskResult, ListResult, ReadResult, SearchResult
from qa_service.web.schemas import CitationOut, DocumentOut, TableOut


def ask_text(result: AskResult) -> str:
    parts = [f"({result.label})"] if result.status == "answered" else []
    if result.fallback:
        parts.append(result.fallback.message)
    parts.append(result.answer)
    if result.table:
        parts.append(_table(result.table))
    parts += [_source(f"[{each.n}]", each, result.base_url) for each in result.citations]
    if result.near:
        parts.append("相近的段落 nearest passages:")
        parts += [_source("·", each, result.base_url) for each in result.near]
    return "\n\n".join(parts)


def search_text(result: SearchResult) -> str:
    if not result.hits:
        return "没有找到。 Nothing was found."
    return "\n\n".join(
        f"{hit.rank}. {_where(hit.title, hit.section, hit.paragraph)} "
        f"(document_id {hit.document_id}, {hit.score:.2f}){_link(result.base_url, hit.url)}\n{hit.text}"
        for hit in result.hits
    )


def read_text(result: ReadResult) -> str:
    lines = [_document(result.document) + _link(result.base_url, result.url)]
    lines += [f"¶{each.paragraph} {each.text}" for each in result.paragraphs]
    if result.next_paragraph:
        lines.append(f"未完,下一段 to be continued: from_paragraph={result.next_paragraph}")
    return "\n".join(lines)


def list_text(result: ListResult) -> str:
    lines = [f"共 {result.total} 份文件 documents"]
    lines += [f"- {_document(each)}" for each in result.items]
    if result.next_cursor:
        lines.append(f"下一页 next page: cursor={result.next_cursor}")
    return "\n".join(lines)


def _source(mark: str, citation: CitationOut, base: str | None) -> str:
    version = f" ({citation.version.label})" if citation.version else ""
    where = _where(citation.title, citation.section, citation.paragraph) + version
    return f"{mark} {where}{_link(base, citation.url)}\n{citation.quote}"


def _link(base: str | None, url: str) -> str:
    """Nothing where nobody serves the page."""
    return f" {base}{url}" if base else ""


def _where(title: str, section: list[str], paragraph: int) -> str:
    return f"{' › '.join((title, *section))} ¶{paragraph}"


def _document(document: DocumentOut) -> str:
    known = (document.region, document.year, document.issuer, document.document_number, document.kind)
    facts = ", ".join(str(fact) for fact in known if fact is not None)
    return f"{document.title} ({facts}) document_id {document.document_id}, {document.passages} 段 paragraphs"


def _table(table: TableOut) -> str:
    rows = [table.columns, ["---"] * len(table.columns)]
    rows += [["未提及" if cell is None else cell for cell in row.cells] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
