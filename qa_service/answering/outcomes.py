"""What passes from one step of the answering journey to the next."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from qa_service.answering.citations import Quote
from qa_service.answering.comparing.comparer import Comparison
from qa_service.answering.drafting import Draft
from qa_service.answering.gate.support import Source
from qa_service.answering.gathering import Gathered
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.reading_on import Told
from qa_service.answering.sections.asked_section import AskedSection
from qa_service.answering.watching import Watch, unwatched
from qa_service.library.records import DocumentSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a message asks. ``told`` finds what was told right before, where the message leans on it;
    ``otherwise`` is the same in other words, for where these find nothing. ``must_say``: what an answer must
    say."""

    question: Question
    scope: ResolvedScope
    comparison: Comparison | None = None
    watch: Watch = unwatched
    told: Callable[[], Told | None] | None = None
    otherwise: Callable[[], "Understood"] | None = None
    must_say: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``comparison`` is also there where nobody asked for one, but several regions answer."""

    understood: Understood
    gathered: Gathered
    comparison: Comparison | None
    section: AskedSection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``near`` are passages to show beside a silence, ``outside`` says that the library is about something
    else; ``sources`` are what an LLM may write the answer up from."""

    understood: Understood
    draft: Draft | None
    near: tuple[Quote, ...]
    outside: bool
    confidence: float
    documents: dict[str, DocumentSummary]
    sources: tuple[Source, ...] = ()
