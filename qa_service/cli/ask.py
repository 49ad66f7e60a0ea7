"""``qa-service ask``: one question, its answer, its citations."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.output import results, write_file
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.answering.events import Answer, Citation

_SUFFIXES = (".docx", ".md")


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="问题 the question", show_default=False)],
    region: Annotated[list[str] | None, typer.Option(help="只在这些地区里找 only in these regions")] = None,
    year: Annotated[list[int] | None, typer.Option(help="只在这些年度里找 only in these years")] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, metavar="FILE", help="把回答存成 .docx 或 .md keep the answer as .docx or .md"
        ),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """回答一个问题,带编号引用。 Answer a question with numbered citations."""
    if export and (export.suffix not in _SUFFIXES or not export.absolute().parent.is_dir()):
        raise typer.BadParameter(
            "--export 要一个可写的 .docx 或 .md 文件 a .docx or .md in a folder that exists"
        )
    settings = settings_for(context, data_dir)
    from qa_service.bootstrap import open_service
    from vectorstore.passages import Filters

    filters = Filters(region=tuple(region or ()), year=tuple(year or ()))
    with open_service(settings) as service:
        service.ingestor.resume()
        answer = service.dialogue.answer(question, filters=filters)
    if export:
        _export(question, answer, export)
    if as_json:
        from qa_service.web.schemas import ChatReply

        typer.echo(ChatReply.model_validate(answer).model_dump_json())
    else:
        _print_answer(answer)


def _export(question: str, answer: "Answer", path: Path) -> None:
    from qa_service.exporting.export import export as export_record
    from qa_service.exporting.records import Exchange, Record

    today = datetime.now(UTC).astimezone().date()
    exchange = Exchange(question=question, answer=answer, asked_on=today)
    record = Record(title=None, exchanges=(exchange,), exported_on=today)
    write_file(path, export_record(record, "markdown" if path.suffix == ".md" else "docx").content)


def _print_answer(answer: "Answer") -> None:
    from rich.text import Text

    console = results()
    console.print(Text(answer.answer))
    if answer.table:
        for row in (answer.table.columns, *(row.cells for row in answer.table.rows)):
            console.print(Text("\t".join("未提及" if cell is None else cell for cell in row)))
    if answer.citations:
        console.print()
    for citation in answer.citations:
        console.print(_citation_line(citation))
    for near in answer.near:
        console.print(Text.assemble("· ", _where(near), ": ", near.text))


def _citation_line(citation: "Citation") -> "Text":
    from rich.text import Text

    before, quote, after = citation.text.partition(citation.quote)
    return Text.assemble(
        (f"[{citation.n}] ", "bold"),
        (_where(citation) + "\n", "dim"),
        "    ",
        before,
        (quote, "reverse"),
        after,
    )


def _where(citation: "Citation") -> str:
    authority = citation.authority or ""
    shown = "" if citation.title.endswith(authority) else authority
    said = " ".join(
        f"[{words}]" for words in (shown, citation.version.label if citation.version else "") if words
    )
    where = " › ".join((citation.title, *citation.section)) + f"  ({citation.source} ¶{citation.paragraph})"
    return f"{where} {said}" if said else where


if TYPE_CHECKING:
    from rich.text import Text
