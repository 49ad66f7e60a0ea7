"""``qa-service documents list | show | remove``: what is in the library."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.output import print_rows, results
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.library.records import DocumentSummary

app = typer.Typer(help="库里的文件 documents of the library", no_args_is_help=True)

DocumentId = Annotated[
    str, typer.Argument(metavar="ID", help="文件编号 the document's id", show_default=False)
]


@app.command("list")
def list_documents(context: typer.Context, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """列出文件。 List documents, the newest first."""
    settings = settings_for(context, data_dir)
    from qa_service.library.library import Library

    with Library.open(settings.data_dir, settings.library) as library:
        summaries = library.summaries()
    if as_json:
        typer.echo(json.dumps([_facts(summary) for summary in summaries], ensure_ascii=False))
        return
    print_rows(
        ("id", "地区", "年度", "段落", "标题", "来源"),
        [
            (
                summary.document_id,
                summary.metadata.region or "–",
                str(summary.metadata.year or "–"),
                str(summary.passages),
                summary.metadata.title,
                summary.source,
            )
            for summary in summaries
        ],
        right=(3,),
    )


@app.command("show")
def show(context: typer.Context, document_id: DocumentId, data_dir: DataDir = None) -> None:
    """一份文件的要素和段落。 Metadata and paragraphs of a document."""
    settings = settings_for(context, data_dir)
    from rich.text import Text

    from qa_service.library.library import Library

    with Library.open(settings.data_dir, settings.library) as library:
        document = library.document(document_id)
        passages = library.passages_of(document_id)
    console = results()
    metadata = document.metadata
    for label, value in (
        ("编号 id", document.document_id),
        ("标题 title", metadata.title),
        ("来源 source", document.source),
        ("地区 region", " ".join(metadata.region_path)),
        ("年度 year", metadata.year),
        ("发文机关 issuer", metadata.issuer),
        ("发文字号 document number", metadata.document_number),
        ("成文日期 issued on", metadata.issued_on),
        ("文种 kind", metadata.kind),
        ("段落 paragraphs", len(passages)),
    ):
        console.print(Text(f"{label}: {'–' if value in (None, '') else value}"))
    console.print()
    for passage in passages:
        style = "bold" if passage.is_heading else ""
        console.print(Text.assemble((f"{passage.paragraph}\t", "dim"), (passage.text, style)))


@app.command("remove")
def remove(context: typer.Context, document_id: DocumentId, data_dir: DataDir = None) -> None:
    """删除一份文件。 Remove a document everywhere."""
    settings = settings_for(context, data_dir)
    from qa_service.bootstrap import open_service

    with open_service(settings) as service:
        title = service.library.document(document_id).title
        service.ingestor.remove(document_id)
    typer.echo(f"已删除 removed: {title}")


def _facts(summary: "DocumentSummary") -> Mapping[str, object]:
    metadata = summary.metadata
    return {
        "document_id": summary.document_id,
        "source": summary.source,
        "title": metadata.title,
        "region": metadata.region,
        "year": metadata.year,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "issued_on": metadata.issued_on.isoformat() if metadata.issued_on else None,
        "kind": metadata.kind,
        "passages": summary.passages,
        "characters": summary.characters,
    }
