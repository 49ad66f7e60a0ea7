"""python -m training.embedding: from the data to the embedding model that the service ships, in one command.

Seeded: the same data and the same number of threads (OMP_NUM_THREADS=1) give the same model.
"""

import argparse
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.card import Figures, write_card
from training.contrastive import Matrix
from training.export import export
from training.laws import ArticleKey, read_articles
from training.measure import held_out, recall
from training.near_misses import near_misses
from training.questions import LAW_QUESTIONS, POLICY_QUESTIONS, Question, read_questions, with_passages
from training.rows import Pair, read_pairs, read_reading_pairs
from training.schedule import KindOfPairs, NearMisses, TrainingOptions, part_frequencies, start_rows, train
from training.vocabulary import Vocabulary, VocabularyOptions, count_words
from vectorstore.static_embedder import StaticEmbedder

_log = logging.getLogger("training")

DIMENSIONS = 256
RECIPE = TrainingOptions(weights={LAW_QUESTIONS: 5.0, POLICY_QUESTIONS: 5.0})
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
    options = TrainingOptions(weights=RECIPE.weights, steps=given.steps, seed=given.seed)
    pairs = read_pairs(given.data) + read_reading_pairs(given.data)
    questions = read_questions(given.questions)
    subjects = {question.key.subject for question in questions if question.article}
    articles = read_articles(given.laws, subjects)
    pairs += [
        Pair(kind=question.kind, query=question.query, passage=passage)
        for question, passage in with_passages(questions, articles, pairs)
        if not question.held_out
    ]
    _log.info("%d pairs, %d articles", len(pairs), len(articles))
    rows, vocabulary = learn(pairs, list(dict.fromkeys(articles.values())), options)
    export(rows, vocabulary, given.out)
    figures = _measure(given.out, questions, articles)
    write_card(given.out, pairs, options, vocabulary, figures)
    _log.info("%s: %s", given.out, figures)


def learn(
    pairs: Sequence[Pair], articles: Sequence[str], options: TrainingOptions
) -> tuple[Matrix, Vocabulary]:
    """The rows of the parts, shape (parts, dimensions), and the vocabulary they belong to.

    ``articles``, distinct, are what the pairs of LAW_QUESTIONS were answered from: wrong answers come from
    there.
    """
    counts = count_words(dict.fromkeys(text for pair in pairs for text in (pair.query, pair.passage)))
    vocabulary = Vocabulary(counts, VocabularyOptions())
    _log.info("%d tokens", len(vocabulary))
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.kind].append(pair)
    kinds = {kind: KindOfPairs(of_kind, vocabulary) for kind, of_kind in by_kind.items()}
    kinds[LAW_QUESTIONS].near = _near_misses(by_kind[LAW_QUESTIONS], articles, vocabulary)
    rows = start_rows(part_frequencies(kinds.values()), DIMENSIONS, options)
    losses: list[float] = []

    def report(step: int, loss: float) -> None:
        losses.append(loss)
        if (step + 1) % _LOG_EVERY == 0:
            _log.info("step %d, loss %.3f", step + 1, np.mean(losses[-_LOG_EVERY:]))

    _log.info("training")
    train(kinds, rows, options, report)
    return rows, vocabulary


def _near_misses(pairs: Sequence[Pair], articles: Sequence[str], vocabulary: Vocabulary) -> NearMisses:
    row_of = {article: row for row, article in enumerate(articles)}
    right = np.array([row_of[pair.passage] for pair in pairs])
    wrong = near_misses([pair.query for pair in pairs], articles, right)
    return NearMisses(pool=vocabulary.bags(articles), right=right, wrong=wrong)


def _measure(folder: Path, questions: Sequence[Question], articles: dict[ArticleKey, str]) -> Figures:
    queries, passages, right = held_out(questions, articles)
    started = time.perf_counter()
    embedder = StaticEmbedder(folder)
    loaded = time.perf_counter()
    vectors = embedder.embed_passages(passages)
    seconds = time.perf_counter() - loaded
    return Figures(
        recall=recall(embedder.embed_queries(queries), vectors, right),
        questions=len(queries),
        passages=len(passages),
        load_seconds=loaded - started,
        characters_a_second=sum(map(len, passages)) / seconds,
    )


if __name__ == "__main__":
    main()
