"""python -m training.embedding: from the data to the embedding model that the service ships, in one command.

Seeded: the same data and the same number of threads (OMP_NUM_THREADS=1) give the same model.
"""

import argparse
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.card import Figures, write_card
from training.contrastive import LossOptions, Matrix
from training.export import export
from training.laws import ArticleKey, read_articles
from training.measure import recall
from training.near_misses import near_misses
from training.questions import (
    LAW_QUESTIONS,
    POLICY_QUESTIONS,
    Question,
    read_questions,
    with_passages,
)
from training.rows import Pair, is_held_out, read_pairs, read_reading_pairs
from training.schedule import KindOfPairs, TrainingOptions, start_rows, train
from training.vocabulary import Vocabulary, VocabularyOptions, count_words
from vectorstore.static_embedder import StaticEmbedder

_log = logging.getLogger("training")

DIMENSIONS = 384
RECIPE = TrainingOptions(
    weights={LAW_QUESTIONS: 12.0, POLICY_QUESTIONS: 5.0}, loss=LossOptions(sizes=(DIMENSIONS, 256, 128))
)
_LOG_EVERY = 100


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.embedding", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs.jsonl.xz and mrc/")
    parser.add_argument("--laws", type=Path, required=True, help="folder with laws as Markdown, by subject")
    parser.add_argument("--questions", type=Path, default=Path(__file__).parent / "questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--steps", type=int, default=RECIPE.steps)
    parser.add_argument("--seed", type=int, default=RECIPE.seed)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    given = read_arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")
    options = replace(RECIPE, steps=given.steps, seed=given.seed)
    made, reading, questions = (
        read_pairs(given.data),
        read_reading_pairs(given.data),
        read_questions(given.questions),
    )
    articles = read_articles(given.laws, {question.key.subject for question in questions if question.article})
    asked = with_passages(questions, articles, made)
    pairs = [
        *made,
        *(pair for pair in reading if not is_held_out(pair.passage)),
        *(_pair(question, passage) for question, passage in asked if not question.held_out),
    ]
    _log.info("%d pairs, %d articles", len(pairs), len(articles))
    rows, vocabulary = learn(pairs, list(dict.fromkeys(articles.values())), options)
    export(rows, vocabulary, given.out)
    figures = measure(StaticEmbedder(given.out), reading, asked, articles)
    write_card(given.out, pairs, options, vocabulary, figures)
    _log.info("%s: %s", given.out, figures)


def learn(
    pairs: Sequence[Pair], articles: Sequence[str], options: TrainingOptions
) -> tuple[Matrix, Vocabulary]:
    """The rows of the parts, shape (parts, dimensions), and the vocabulary they belong to.

    ``articles``, distinct, are where the pairs of LAW_QUESTIONS have their answers, and their near misses.
    """
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.query, pair.passage)))
    vocabulary = Vocabulary(count_words(texts), VocabularyOptions())
    _log.info("%d texts, %d tokens", len(texts), len(vocabulary))
    texts = list(dict.fromkeys([*texts, *articles]))
    bags = vocabulary.bags(texts)
    _log.info("looking for near misses")
    kinds = _kinds(pairs, articles, {text: row for row, text in enumerate(texts)})
    rows = start_rows(bags, DIMENSIONS, options)
    losses: list[float] = []

    def report(step: int, loss: float) -> None:
        losses.append(loss)
        if (step + 1) % _LOG_EVERY == 0:
            _log.info("step %d, loss %.3f", step + 1, np.mean(losses[-_LOG_EVERY:]))

    _log.info("training")
    train(kinds, bags, rows, options, report)
    return rows, vocabulary


def measure(
    embedder: StaticEmbedder,
    reading: Sequence[Pair],
    asked: Sequence[tuple[Question, str]],
    articles: Mapping[ArticleKey, str],
) -> Figures:
    """Recall on what was held out: our questions among all articles, reading among all its paragraphs."""
    questions = [(q.query, passage) for q, passage in asked if q.held_out and q.article]
    held_out = [(pair.query, pair.passage) for pair in reading if is_held_out(pair.passage)]
    return Figures(
        questions=recall(embedder, questions, list(articles.values())),
        reading=recall(embedder, held_out, [pair.passage for pair in reading]),
    )


def _pair(question: Question, passage: str) -> Pair:
    return Pair(kind=question.kind, query=question.query, passage=passage)


def _kinds(
    pairs: Sequence[Pair], articles: Sequence[str], row_of: Mapping[str, int]
) -> dict[str, KindOfPairs]:
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.kind].append(pair)
    article_rows = np.array([row_of[article] for article in articles])
    return {
        kind: KindOfPairs(
            queries=np.array([row_of[pair.query] for pair in of_kind]),
            passages=np.array([row_of[pair.passage] for pair in of_kind]),
            near_misses=article_rows[near_misses(of_kind, articles)] if kind == LAW_QUESTIONS else None,
        )
        for kind, of_kind in by_kind.items()
    }


if __name__ == "__main__":
    main()
