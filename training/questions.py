"""Our own questions: everyday words, and where the answer stands.

Rows name the passage, they do not hold it: {query, document, article} an article of a law,
{query, document, passage_sha256} a passage of the pairs by the first 16 hex digits of its SHA-256. Rows with
``held_out`` are for choosing and measuring, never trained on. Rows with ``for_ranking`` teach the ranker's
trees, which look at them with models that have not seen them. All questions of one passage are on one side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.laws import ArticleKey
from training.rows import Pair, digest, read_rows

LAW_QUESTIONS = "question"
POLICY_QUESTIONS = "question_policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with the place of its answer: ``article``, or ``passage_sha256``; the other is empty."""

    query: str
    document: str
    article: str = ""
    passage_sha256: str = ""
    held_out: bool = False
    for_ranking: bool = False

    @property
    def kind(self) -> str:
        """The kind of its pair."""
        return LAW_QUESTIONS if self.article else POLICY_QUESTIONS

    @property
    def key(self) -> ArticleKey:
        return ArticleKey(self.document, self.article)


def read_questions(folder: Path) -> tuple[Question, ...]:
    """The questions of every ``*.jsonl`` in ``folder``. Raises TypeError for a field that is not known."""
    return tuple(Question(**row) for path in sorted(folder.glob("*.jsonl")) for row in read_rows(path))


def with_passages(
    questions: Sequence[Question], articles: Mapping[ArticleKey, str], pairs: Iterable[Pair]
) -> list[tuple[Question, str]]:
    """Each question with the text it points at. Raises LookupError where a text is not there."""
    wanted = {question.passage_sha256 for question in questions if question.passage_sha256}
    passages = {name: pair.passage for pair in pairs if (name := digest(pair.passage)) in wanted}
    return [
        (
            question,
            passages[question.passage_sha256] if question.passage_sha256 else articles[question.key],
        )
        for question in questions
    ]
