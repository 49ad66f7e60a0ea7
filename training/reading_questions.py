"""Our own questions about one paragraph, with the place of the answer in it.

Rows name the paragraph, they do not hold it: {query, passage_sha256, start, end}, the first 16 hex digits of
its SHA-256 and the answer's span; ``document`` is the file of a court's or procuratorate's case, such as
案例/民法典/…, and empty for a passage of the pairs. Rows with ``held_out`` are for choosing and measuring,
never trained on; all questions of one paragraph are on one side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.rows import Pair, digest, is_held_out, read_rows

_BESIDE, _CLOSE, _AROUND = 2, 8, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingQuestion:
    """``start`` and ``end`` are code points in the paragraph, half-open."""

    query: str
    passage_sha256: str
    start: int
    end: int
    document: str = ""
    held_out: bool = False


def read_reading_questions(folder: Path) -> tuple[ReadingQuestion, ...]:
    """The questions of every ``*.jsonl`` in ``folder``. Raises TypeError for a field that is not known."""
    return tuple(ReadingQuestion(**row) for path in sorted(folder.glob("*.jsonl")) for row in read_rows(path))


def with_paragraphs(
    questions: Sequence[ReadingQuestion], pairs: Iterable[Pair], laws: Path
) -> list[tuple[ReadingQuestion, str]]:
    """Each question with its paragraph, from the pairs or a line of its document below ``laws``.

    Raises LookupError where a paragraph is not there.
    """
    wanted = {question.passage_sha256 for question in questions}
    paragraphs = {name: pair.passage for pair in pairs if (name := digest(pair.passage)) in wanted}
    for document in sorted({question.document for question in questions if question.document}):
        lines = (laws / f"{document}.md").read_text(encoding="utf-8").splitlines()
        paragraphs |= {name: line.strip() for line in lines if (name := digest(line.strip())) in wanted}
    return [(question, paragraphs[question.passage_sha256]) for question in questions]


def question_about(paragraph: str, query: str, answer: str, *, document: str = "") -> ReadingQuestion:
    """The row for a written question; of several places of the answer the one among the question's words.

    Raises ValueError where the paragraph does not hold the answer.
    """
    places = [at for at in range(len(paragraph)) if paragraph.startswith(answer, at)]
    if not places or not answer:
        raise ValueError(f"{answer!r} does not stand in its paragraph")
    pairs = {query[at : at + 2] for at in range(len(query) - 1)}

    def shared(start: int) -> int:
        # What stands closer counts more often.
        around = [paragraph[max(0, start - n) : start + len(answer) + n] for n in (_BESIDE, _CLOSE, _AROUND)]
        return sum(pair in text for pair in pairs for text in around)

    start = max(places, key=shared)
    return ReadingQuestion(
        query=query,
        passage_sha256=digest(paragraph),
        start=start,
        end=start + len(answer),
        document=document,
        held_out=is_held_out(paragraph),
    )
