"""python -m training.ranker: from the data to the ranking model that the service ships, in one command.

The trees must see how far the embedding model and the interaction model go with questions that these have
not learned from. So a first pair of models learns from one part of the questions, and LambdaMART (LightGBM)
is fitted to what is seen with them of another part. The interaction model that ships learns from both parts,
as the embedding model that ships did. Held-out questions choose the two numbers of the calibration, and were
looked at when the settings were chosen; they are measured at the end, with the models that ship.
"""

import argparse
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

import lightgbm
import numpy as np

from training.archive import Archive, read_archive
from training.calibrating import calibrate
from training.embedding import RECIPE, learn
from training.export import export
from training.interaction import learn_interaction, save_interaction
from training.laws import ArticleKey, read_articles
from training.questions import LAW_QUESTIONS, POLICY_QUESTIONS, Question, read_questions, with_passages
from training.ranking_data import Asked, Ranked, Text, extractor_for, half_of, indexed, look_up, recall_of
from training.rows import Pair, is_held_out, read_pairs, read_reading_pairs
from vectorstore.features import FEATURES
from vectorstore.interaction import InteractionModel
from vectorstore.reranker import CALIBRATION, TREES
from vectorstore.static_embedder import BUILT_IN, StaticEmbedder

_log = logging.getLogger("training")

_ROUNDS = 150
_SETTINGS = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 10,
    "learning_rate": 0.1,
    "num_leaves": 24,
    # A tree is followed level by level for all passages at once, so depth is time.
    "max_depth": 5,
    "min_data_in_leaf": 100,
    "lambda_l2": 5.0,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}
_BARE_SHARE = 0.4
_LONG_CHARACTERS = 180
_LONG_SHARE = 0.5
_HEADED, _BARE, _LONG = "laws", "laws without headings", "long passages of laws"
_POLICIES, _READING = "policies", "reading"


class Part(Enum):
    """What questions are for: the first models, the trees that look with these, or measuring."""

    MODELS = "models"
    TREES = "trees"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Everything that is learned from; ``asked`` are our questions, each with its passage."""

    made: Sequence[Pair]
    reading: Sequence[Pair]
    asked: Sequence[tuple[Question, str]]
    articles: Mapping[ArticleKey, str]
    archive: Archive


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.ranker", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs.jsonl.xz and mrc/")
    parser.add_argument("--laws", type=Path, required=True, help="folder with laws as Markdown, by subject")
    parser.add_argument("--questions", type=Path, default=Path(__file__).parent / "questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--embedding", type=Path, default=BUILT_IN, help="the embedding model that ships")
    parser.add_argument("--most", type=int, default=8000, help="questions of a kind that the trees see")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    given = read_arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")
    data = read_data(given.data, given.laws, given.questions)
    with first_embedder(data) as embedder:
        interaction = interaction_of(embedder, look_at(data, embedder, {Part.MODELS}))
        seen = look_at(data, embedder, {Part.TREES}, most=given.most, varied=True)
    model = fit(looked_at_with(interaction, seen))
    embedder = StaticEmbedder(given.embedding)
    interaction = interaction_of(embedder, look_at(data, embedder, {Part.MODELS, Part.TREES}), given.out)
    held_out = look_at(data, embedder, {Part.HELD_OUT}, varied=True)
    save(model, looked_at_with(interaction, held_out), given.out)
    for kind, rows in held_out.items():
        _log.info("%s: %s", kind, figures(model, [row.looked_at_with(interaction) for row in rows]))


def looked_at_with(interaction: InteractionModel, seen: Mapping[str, Sequence[Ranked]]) -> list[Ranked]:
    """All that was seen, of every kind, with the figures of ``interaction``."""
    return [row.looked_at_with(interaction) for rows in seen.values() for row in rows]


def interaction_of(
    embedder: StaticEmbedder, seen: Mapping[str, Sequence[Ranked]], folder: Path | None = None
) -> InteractionModel:
    """The interaction model that learns from what was ``seen``; kept in ``folder`` where one is given."""
    tokens = np.arange(len(embedder.token_weights))
    lists = [one.found for found in seen.values() for one in found]
    lists += [one.found for one in seen[_POLICIES]]
    _log.info("learning interaction from %d lists", len(lists))
    learned = learn_interaction(lists, embedder.token_vectors(tokens))
    with TemporaryDirectory() as temporary:
        save_interaction(learned, folder or Path(temporary))
        return InteractionModel(folder or Path(temporary))


def read_data(data: Path, laws: Path, questions: Path) -> Data:
    made, reading, asked = read_pairs(data), read_reading_pairs(data), read_questions(questions)
    articles = read_articles(laws, {question.key.subject for question in asked if question.article})
    return Data(
        made=made,
        reading=reading,
        asked=with_passages(asked, articles, made),
        articles=articles,
        archive=read_archive(laws),
    )


def part_of_question(question: Question) -> Part:
    """What a question of ours is for."""
    if question.held_out:
        return Part.HELD_OUT
    return Part.TREES if question.for_ranking else Part.MODELS


def part_of_pair(pair: Pair) -> Part:
    """What a reading question is for, by the digest of its passage."""
    if is_held_out(pair.passage):
        return Part.HELD_OUT
    return Part.TREES if half_of(pair.passage) else Part.MODELS


@contextmanager
def first_embedder(data: Data) -> Iterator[StaticEmbedder]:
    """A model that has learned from what is there for models alone; gone when the block ends."""
    pairs = [
        *data.made,
        *(pair for pair in data.reading if part_of_pair(pair) is Part.MODELS),
        *(
            Pair(kind=question.kind, query=question.query, passage=passage)
            for question, passage in data.asked
            if part_of_question(question) is Part.MODELS
        ),
    ]
    rows, vocabulary = learn(pairs, list(dict.fromkeys(data.articles.values())), RECIPE)
    with TemporaryDirectory() as folder:
        export(rows, vocabulary, Path(folder))
        yield StaticEmbedder(Path(folder))


def look_at(
    data: Data,
    embedder: StaticEmbedder,
    parts: set[Part],
    *,
    most: int | None = None,
    varied: bool = False,
) -> dict[str, list[Ranked]]:
    """What is found for the questions of ``parts``, up to ``most`` of each kind, by kind.

    ``varied``: some questions about laws are also looked at as if no headings were known, among all passages
    and among the long ones.
    """
    draw = np.random.default_rng(1)

    def some(questions: Sequence[Asked], most: int | None = most) -> list[Asked]:
        return [questions[i] for i in draw.permutation(len(questions))[:most]]

    def asked(kind: str) -> list[Asked]:
        return [
            (question.query, data.archive.articles.get(question.key, frozenset({passage})))
            for question, passage in data.asked
            if question.kind == kind and part_of_question(question) in parts
        ]

    found: dict[str, list[Ranked]] = {}
    with indexed(data.archive.texts, embedder) as index:
        extractor, questions = extractor_for(index, embedder), asked(LAW_QUESTIONS)
        found[_HEADED] = look_up(index, extractor, some(questions))
        if varied:
            bare = some(questions, int(_BARE_SHARE * len(found[_HEADED])))
            found[_BARE] = look_up(index, extractor, bare, bare=True)
    texts = [text for text in data.archive.texts if len(text.text) >= _LONG_CHARACTERS]
    held = {text.text for text in texts}
    long = [question for question in questions if question[1] & held]
    if long and varied:
        with indexed(texts, embedder) as index:
            chosen = some(long, int(_LONG_SHARE * most) if most else None)
            found[_LONG] = look_up(index, extractor_for(index, embedder), chosen, bare=True)
    with indexed(policy_texts(data), embedder) as index:
        found[_POLICIES] = look_up(index, extractor_for(index, embedder), some(asked(POLICY_QUESTIONS)))
    with indexed([Text(text) for text in dict.fromkeys(p.passage for p in data.reading)], embedder) as index:
        pairs = [
            (pair.query, frozenset({pair.passage})) for pair in data.reading if part_of_pair(pair) in parts
        ]
        found[_READING] = look_up(index, extractor_for(index, embedder), some(pairs))
    for kind, rows in found.items():
        _log.info("%s: %d questions", kind, len(rows))
    return found


def policy_texts(data: Data) -> list[Text]:
    """Passages of State Council documents with their titles."""
    titles = {pair.passage: pair.query for pair in data.made if pair.kind == "policy"}
    return [Text(passage, title) for passage, title in titles.items()]


def fit(rows: Sequence[Ranked]) -> lightgbm.Booster:
    """The model that puts right passages first, for questions that have right and wrong candidates."""
    telling = [row for row in rows if row.right.any() and not row.right.all()]
    features = np.concatenate([row.features for row in telling])
    labels = np.concatenate([row.right for row in telling])
    _log.info("fitting to %d questions, %d candidates", len(telling), len(labels))
    told = lightgbm.Dataset(
        features,
        labels.astype(np.int32),
        group=[len(row.right) for row in telling],
        feature_name=list(FEATURES),
    )
    return lightgbm.train(_SETTINGS, told, _ROUNDS)


def save(model: lightgbm.Booster, held_out: Sequence[Ranked], folder: Path) -> None:
    """Put the model and its calibration, which ``held_out`` decides, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_model(folder / TREES)
    calibration = calibrate([(np.asarray(model.predict(row.features)), row.right) for row in held_out])
    (folder / CALIBRATION).write_text(json.dumps(asdict(calibration)) + "\n", encoding="utf-8")


def figures(model: lightgbm.Booster, rows: Sequence[Ranked]) -> str:
    """Recall of the fused order and of the model's."""
    fused = {i: row.features[:, 0].astype(np.float64) for i, row in enumerate(rows)}
    scores = {i: np.asarray(model.predict(row.features)) for i, row in enumerate(rows)}
    return ", ".join(
        f"recall@{k} {recall_of(rows, fused, k):.3f} -> {recall_of(rows, scores, k):.3f}" for k in (1, 5, 20)
    )


if __name__ == "__main__":
    main()
