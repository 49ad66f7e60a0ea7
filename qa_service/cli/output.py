"""Writing to the terminal: results, errors, tables, progress; and files that somebody asked for."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.markup import escape

from qa_service.errors import BadRequest, QAError


class CannotWrite(BadRequest):
    code = "cannot_write"
    chinese_template = "写不了 {path}:{reason}。"
    english_template = "Cannot write {path}: {reason}."


def prepare_streams() -> None:
    """What goes to files and other programs is UTF-8, whatever the locale; a terminal gets what it can
    show."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_file(path: Path, content: bytes) -> None:
    """Raises: CannotWrite."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path=str(path), reason=error.strerror or str(error)) from error


def results() -> Console:
    """Standard output; without a terminal plain text that is never wrapped."""
    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout, highlight=False, no_color=not terminal or None, soft_wrap=not terminal, emoji=False
    )


def notices() -> Console:
    """Standard error."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True, emoji=False)


def print_error(error: QAError) -> None:
    """Code, Chinese sentence, English sentence."""
    console = notices()
    console.print(f"[red]错误[/red] {error.code}: {escape(error.chinese)}")
    console.print(f"[red]Error[/red] {error.code}: {escape(error.english)}")


def print_rows(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A table on a terminal, tab-separated lines with the same columns otherwise."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            sys.stdout.write("\t".join(" ".join(re.split(r"[\t\r\n]+", cell)) for cell in row) + "\n")
        return
    from rich.table import Table

    table = Table(show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    results().print(table)


class Progress(Protocol):
    """Told how much is done."""

    def __call__(
        self, done: int, *, total: int | None = None, label: str | None = None, note: str = ""
    ) -> None: ...


def _silent(done: int, *, total: int | None = None, label: str | None = None, note: str = "") -> None:
    """There is no terminal to show it on."""


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator[Progress]:
    """A bar on standard error while the block runs; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Bars(*columns, console=notices(), transient=True) as bars:
        task = bars.add_task(label, total=total, note="")

        def advance(done: int, *, total: int | None = None, label: str | None = None, note: str = "") -> None:
            bars.update(task, completed=done, total=total, description=label, note=note)

        yield advance
