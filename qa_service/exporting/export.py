"""A record as a file, in one of the formats that there are."""

from dataclasses import dataclass
from typing import Literal, get_args

from qa_service.exporting.markdown import to_markdown
from qa_service.exporting.outline import label_of, outline
from qa_service.exporting.records import Record, file_name
from qa_service.exporting.word import to_word

Format = Literal["docx", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {"docx": ".docx", "markdown": ".md"}
MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "markdown": "text/markdown; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file to be saved under ``name``."""

    name: str
    content: bytes
    media_type: str


def export(record: Record, form: Format) -> Exported:
    """The file of ``record``; its words are those that were stored, whatever the library holds today."""
    blocks = outline(record)
    if form == "markdown":
        content = to_markdown(blocks).encode()
    else:
        labels = dict.fromkeys(label_of(kept.answer) for kept in record.exchanges if kept.answer)
        content = to_word(blocks, labels=tuple(labels), made_on=record.exported_on)
    return Exported(name=file_name(record, SUFFIXES[form]), content=content, media_type=MEDIA_TYPES[form])
