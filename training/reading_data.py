"""Questions with their paragraphs, as the reader sees them and as it should answer them."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.asked import Asked, read_question
from qa_service.answering.reader.overlap import Overlap, overlap
from qa_service.answering.reader.sentence_features import sentence_features
from qa_service.answering.reader.spans import Runs
from qa_service.answering.reader.texts import Floats, Tag, TaggedText, tagged_text
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import sentences
from training.reading_questions import ReadingQuestion
from training.rows import digest, is_held_out, read_rows
from vectorstore.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question with its paragraph and the spans that answer it; ``source`` is the set that it is from."""

    source: str
    paragraph: str
    question: str
    answers: tuple[tuple[int, int], ...]

    @property
    def held_out(self) -> bool:
        return is_held_out(self.paragraph)

    def fold_of(self, folds: int) -> int:
        """Which of ``folds`` parts it is in; all questions of a paragraph are in one."""
        return int(digest(self.paragraph), 16) // 10 % folds


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """``sentences`` are spans of the folded text, ``gold`` the answers' spans in it; ``signs`` has a row for
    each sentence, ``holds`` the share of an answer that each holds."""

    asking: Asking
    text: TaggedText
    sentences: tuple[tuple[int, int], ...]
    asked: Asked
    shared: Overlap
    gold: tuple[tuple[int, int], ...]
    letters: NDArray[np.int32]
    signs: Floats
    holds: Floats


def read_reading_sets(folder: Path) -> Iterator[Asking]:
    """The questions of every file {context, question, answers} in ``folder``."""
    for path in sorted(folder.glob("*.jsonl*")):
        for row in read_rows(path):
            context = row["context"]
            placed = [
                (_place(context, answer["text"], answer["start"]), answer["text"])
                for answer in row["answers"]
            ]
            spans = [(start, start + len(text)) for start, text in placed if start >= 0 and text.strip()]
            if spans:
                yield Asking(
                    source=path.name.split(".")[0],
                    paragraph=context,
                    question=row["question"],
                    answers=tuple(dict.fromkeys(spans)),
                )


def _place(context: str, answer: str, start: int) -> int:
    """Where the answer stands; some files are wrong by a few characters."""
    return start if context.startswith(answer, start) else context.find(answer)


def of_ours(questions: Sequence[tuple[ReadingQuestion, str]]) -> Iterator[Asking]:
    """Our own questions, each with its paragraph."""
    for question, paragraph in questions:
        yield Asking(
            source="ours",
            paragraph=paragraph,
            question=question.query,
            answers=((question.start, question.end),),
        )


def examples_of(askings: Iterable[Asking], tag: Tag) -> Iterator[Example]:
    """What the reader sees of each question, in the order of the paragraphs."""
    seen = ""
    for asking in sorted(askings, key=lambda asking: digest(asking.paragraph)):
        if asking.paragraph != seen:
            seen = asking.paragraph
            folded = fold(seen)
            cut = tuple((sentence.start, sentence.end) for sentence in sentences(_passage(seen)))
            text = tagged_text(folded.text, cut, tag)
            letters = _letters(folded.text)
        gold = tuple(span for a, b in asking.answers if (span := folded.folded_span(a, b))[0] < span[1])
        if not gold or not text.count:
            continue
        asked = read_question(asking.question, tag)
        shared = overlap(text, cut, asked)
        yield Example(
            asking=asking,
            text=text,
            sentences=cut,
            asked=asked,
            shared=shared,
            gold=gold,
            letters=letters,
            signs=sentence_features(text, cut, asked, shared),
            holds=_share_held(cut, gold),
        )


def _passage(text: str) -> Passage:
    return Passage(
        passage_id="-", document_id="-", paragraph=1, section=(), text=text, start=0, end=len(text)
    )


def _letters(text: str) -> NDArray[np.int32]:
    """How many characters that count stand before each position; marks and symbols do not count."""
    counting = [unicodedata.category(character)[0] not in "PSZ" for character in text]
    return np.concatenate([[0], np.cumsum(counting)]).astype(np.int32)


def _share_held(cut: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> Floats:
    return np.array(
        [max(max(0, min(end, b) - max(start, a)) / (b - a) for a, b in gold) for start, end in cut],
        dtype=np.float32,
    )


def f1_of(example: Example, runs: Runs) -> Floats:
    """F1 by character of each run with the best answer, at its place, as CMRC 2018 counts."""
    text, letters = example.text, example.letters
    start, end = text.starts[runs.first], text.ends[runs.last]
    length = letters[end] - letters[start]
    best = np.zeros(runs.count, dtype=np.float32)
    for a, b in example.gold:
        left, right = np.maximum(start, a), np.minimum(end, b)
        common = np.where(right > left, letters[np.maximum(right, left)] - letters[left], 0)
        best = np.maximum(best, 2 * common / np.maximum(length + letters[b] - letters[a], 1))
    return best.astype(np.float32)


def same_words(example: Example, runs: Runs) -> NDArray[np.bool_]:
    """Whether each run has the words of an answer, there or elsewhere in the paragraph."""
    text = example.text
    wanted = {text.text[a:b] for a, b in example.gold}
    spans = zip(text.starts[runs.first], text.ends[runs.last], strict=True)
    return np.array([text.text[a:b] in wanted for a, b in spans], dtype=np.bool_)
