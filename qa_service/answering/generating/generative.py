"""Generated answers: passages go to an LLM as numbered data, what it writes goes through the gate.

The extract is made first, always: it is what the reader gets where the LLM fails, refuses, or says nothing
that the passages bear out. The deltas are a preview; what is returned at the end is the answer.
"""

import logging
import re
import secrets
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from prompts.templates import load_prompt
from qa_service.answering.citations import Quote
from qa_service.answering.gate.gate import check
from qa_service.answering.gate.support import Judge, Source
from qa_service.answering.generating.chat_model import HEARTBEAT_S, ChatModel
from qa_service.answering.generating.failures import Failure, LlmFailed
from qa_service.answering.generating.fencing import fenced, harmless, within
from qa_service.answering.generating.preview import Preview
from qa_service.answering.generating.settling import Settling
from qa_service.answering.generating.waiting_line import WaitingLine
from qa_service.quantities import find_dates

logger = logging.getLogger(__name__)

EVIDENCE_TOKENS = 3000
"""Leaves room for question and answer in a context of 4,096, the smallest in use."""
MOST_SOURCES = 12
_LONGEST_REWRITE = 200
_CHECKED_AT_ONCE = 1
"""More would keep the tokens of other answers waiting."""

_EARLIER_QUESTIONS = 3
_NOTHING = re.compile(
    r"(?:资料|文件|材料)(?:中|里|内)?(?:均|都|并)?(?:没有|未|不)(?:有)?(?:提到|提及|涉及|包含|说明|记载)"
)
_REFUSAL = re.compile(
    r"(?:抱歉|对不起|很遗憾).{0,20}(?:无法|不能|不便)|作为.{0,8}(?:AI|模型|助手).{0,12}(?:无法|不能)"
    r"|\bI(?:'m| am) sorry\b|\bI can(?:no|')t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A text that passed the gate: ``[n]`` is ``quotes[n - 1]``; ``dropped`` sentences did not pass."""

    text: str
    quotes: tuple[Quote, ...]
    dropped: int
    prompt_id: str


class Writer:
    """Writes answers with one chat model. Thread-safe. Raises at once where a prompt is not as it should
    be."""

    def __init__(self, model: ChatModel, judge: Judge) -> None:
        self._model = model
        self._judge = judge
        self._answer = load_prompt("answer")
        self._condense = load_prompt("condense")
        self._checking = WaitingLine(_CHECKED_AT_ONCE)

    def choose(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """Those of ``sources``, best first, that are given to the LLM."""
        return within(sources, budget=EVIDENCE_TOKENS, most=MOST_SOURCES)

    def write(
        self,
        question: str,
        earlier: Sequence[str],
        sources: Sequence[Source],
        *,
        settling: Settling | None = None,
    ) -> Generator[str, None, Generated]:
        """Yields the preview, an empty piece where the LLM is silent; returns the answer. ``settling`` is fed
        each piece as the LLM wrote it. Raises: LlmFailed."""
        sign = secrets.token_hex(4)
        messages = self._answer.template.format_messages(
            question=harmless(question),
            earlier=_earlier(earlier),
            evidence=fenced(sources, sign=sign, budget=EVIDENCE_TOKENS),
            fence=sign,
        )
        preview, written = Preview(len(sources)), []
        for piece in self._model.stream(messages):
            written.append(piece)
            if settling is not None:
                settling.feed(piece)
            yield preview.feed(piece) if piece else ""
        text = "".join(written)
        place = self._checking.join()
        try:
            while not place.comes(within_s=HEARTBEAT_S):
                yield ""
            gated = check(text, sources, settling.judge if settling else self._judge, question=question)
        finally:
            place.leave()
        if gated.dropped:
            logger.info("the gate took out %d sentences: %s", gated.dropped, ", ".join(gated.reasons))
        if not gated.quotes:
            raise LlmFailed(_why_nothing(text))
        return Generated(
            text=gated.text, quotes=gated.quotes, dropped=gated.dropped, prompt_id=self._answer.prompt_id
        )

    def settling(self, question: str, sources: Sequence[Source]) -> Settling:
        """For the pieces of one answer: what of them has passed the gate for good."""
        return Settling(sources, self._judge, question=question)

    def stand_alone(self, question: str, earlier: Sequence[str]) -> Generator[None, None, str | None]:
        """The question with what earlier ones say of its subject; None where the LLM fails or brings in
        anything of its own. Yields while it waits."""
        messages = self._condense.template.format_messages(
            question=harmless(question), earlier=harmless("\n".join(f"- {q}" for q in earlier))
        )
        written = []
        try:
            for piece in self._model.stream(messages):
                written.append(piece)
                yield None
        except LlmFailed:
            return None
        lines = [line.strip() for line in "".join(written).strip().splitlines() if line.strip()]
        rewritten = lines[-1] if lines else ""
        return rewritten if self._says_no_more(rewritten, (*earlier, question)) else None

    def _says_no_more(self, rewritten: str, asked: Sequence[str]) -> bool:
        """A rewritten question may join words of the conversation, no others that say where, when or how
        many."""
        everything = "\n".join(asked)
        if not rewritten or len(rewritten) > _LONGEST_REWRITE or self._judge.words.is_order(rewritten):
            return False
        places = (mention.text for mention in self._judge.find_regions(rewritten))
        facts = [*places, *re.findall(r"\d+", rewritten), *(date.text for date in find_dates(rewritten))]
        return all(fact in everything for fact in facts)


def _earlier(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    return "先前的问题:\n" + "\n".join(f"- {harmless(q)}" for q in questions[-_EARLIER_QUESTIONS:]) + "\n\n"


def _why_nothing(text: str) -> Failure:
    if not text.strip():
        return Failure.EMPTY
    if _REFUSAL.search(text):
        return Failure.REFUSED
    return Failure.FOUND_NOTHING if _NOTHING.search(text) else Failure.UNSUPPORTED
