"""Reading files of one JSON object a line, plain or compressed with xz."""

import json
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path

from qa_service.evaluation.errors import QuestionFileError

Row = Mapping[str, object]


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Line number and object of every line that is not blank.

    Raises QuestionFileError where a line is no JSON object, or the file cannot be read at all (line 0).
    """
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _parse(line, path, number)
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QuestionFileError(file=path.name, line=0, reason=reason) from None


def _parse(line: str, path: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise QuestionFileError(file=path.name, line=number, reason=str(error)) from None
    if not isinstance(row, dict):
        raise QuestionFileError(file=path.name, line=number, reason="not an object")
    return row


def text_of(row: Row, name: str, path: Path, line: int) -> str:
    """The text under ``name``. Raises QuestionFileError where there is none."""
    value = row.get(name)
    if not isinstance(value, str):
        raise QuestionFileError(file=path.name, line=line, reason=name)
    return value


def texts(value: object) -> tuple[str, ...]:
    """One value or a list of them, as texts; nothing for null."""
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
