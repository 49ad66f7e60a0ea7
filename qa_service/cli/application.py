"""The commands and the options that they share."""

from typing import Annotated

import typer

from qa_service.cli import ask, doctor, documents, evaluate, ingest, mcp, serve
from qa_service.cli.parameters import DataDir


def print_version(wanted: bool) -> None:
    """Print the version and end, where that is asked for."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"qa-service {version('qa-service')}")
        raise typer.Exit


app = typer.Typer(
    name="qa-service",
    help="对中文公文提问,每句话都引用原文。 Question answering over Chinese official documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def common(
    context: typer.Context,
    data_dir: DataDir = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=print_version, help="版本 version"),
    ] = False,
) -> None:
    context.obj = data_dir


app.command("ingest")(ingest.ingest)
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.command("ask")(ask.ask)
app.add_typer(documents.app, name="documents")
app.command("evaluate")(evaluate.evaluate)
app.command("doctor")(doctor.doctor)
