"""What is exported: questions with the very answers that were given, and the name of the file.

Nothing here is answered anew, and no document is looked up: an export says what the reader was told then.
"""

import re
from dataclasses import dataclass
from datetime import date

from qa_service.answering.events import Answer

_MOST_NAME_CHARACTERS = 40

# What Windows, which most offices have, does not take in a file name, and what no name should hold.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and its answer; ``answer`` is None where it was cut off and nothing was kept."""

    question: str
    answer: Answer | None
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One answer (``title`` is None), or a conversation under its title, the oldest exchange first."""

    title: str | None
    exchanges: tuple[Exchange, ...]
    exported_on: date


def file_name(record: Record, suffix: str) -> str:
    """The conversation's title, or the question, as far as a file name can bear it, with the date."""
    words = record.title or next((exchange.question for exchange in record.exchanges), "")
    # A name may be cut anywhere; Windows drops dots and spaces at its end by itself.
    kept = _NOT_IN_NAMES.sub(" ", words.encode(errors="ignore").decode())
    name = " ".join(kept.split())[:_MOST_NAME_CHARACTERS].strip(" .")
    return f"{name or '问答记录'}_{record.exported_on:%Y%m%d}{suffix}"
