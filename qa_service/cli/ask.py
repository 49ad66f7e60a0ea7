"""``qa-service ask``: one question, its answer, its citations."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.output import results
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.answering.events import Answer, Citation


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="问题 the question", show_default=False)],
    region: Annotated[list[str] | None, typer.Option(help="只在这些地区里找 only in these regions")] = None,
    year: Annotated[list[int] | None, typer.Option(help="只在这些年度里找 only in these years")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """回答一个问题,带编号引用。 Answer a question with numbered citations."""
    settings = settings_for(context, data_dir)
    from qa_service.bootstrap import open_service
    from vectorstore.passages import Filters

    filters = Filters(region=tuple(region or ()), year=tuple(year or ()))
    with open_service(settings) as service:
        service.ingestor.resume()
        answer = service.dialogue.answer(question, filters=filters)
    if as_json:
        from qa_service.web.schemas import ChatReply

        typer.echo(ChatReply.model_validate(answer).model_dump_json())
    else:
        _print_answer(answer)


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
