"""The whole way on toy data: from pairs and questions to a ranking model that the service reads."""

import hashlib
import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("lightgbm", reason="the slim set-up has no lightgbm")
pytest.importorskip("scipy", reason="the slim set-up has no scipy")
pytest.importorskip("torch", reason="the slim set-up has no torch")

from training import ranker
from training.calibrating import calibrate
from training.embedding import RECIPE
from training.interaction import CandidateList
from training.questions import Question
from training.ranking_data import Ranked, Text, extractor_for, half_of, indexed, look_up, recall_of
from training.rows import Pair
from vectorstore.features import FEATURES
from vectorstore.index import PassageIndex
from vectorstore.reranker import Reranker
from vectorstore.static_embedder import StaticEmbedder

NOTHING = np.zeros(0, dtype=np.uint16)
EVERYDAY = ["租房", "工资", "开车", "借钱", "离婚", "养狗", "上学", "看病", "买房", "退休", "打架", "种树"]
FORMAL = ["租赁", "报酬", "驾驶", "债务", "婚姻", "犬只", "入学", "医疗", "购置", "养老", "斗殴", "绿化"]
DEEDS = {"找谁管": "主管机关", "多少钱": "收费标准", "多久办好": "办理期限", "不办会怎样": "法律责任"}
NUMBERS = [f"{tens}{ones}" for tens in ("", "十", "二十", "三十", "四十") for ones in "一二三四五六七八九"]


def ranked(features: NDArray[np.float32], right: NDArray[np.bool_]) -> Ranked:
    """A question whose words are not known."""
    none = np.zeros(len(right), dtype=np.float32)
    found = CandidateList(
        asked=NOTHING, idf=none[:0], headings=(NOTHING,), texts=(NOTHING,), keyword=none, right=right
    )
    return Ranked(features, found)


def written(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())


def asked_and_answered(kind: str) -> list[tuple[str, str]]:
    return [
        (f"{everyday}{deed}", f"{kind}规定,{formal}的{matter}由本{kind}依照有关规定另行确定。")
        for everyday, formal in zip(EVERYDAY, FORMAL, strict=True)
        for deed, matter in DEEDS.items()
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    laws, policies, reading = map(asked_and_answered, ("办法", "通知", "文章"))
    made = [{"kind": "policy", "query": f"关于{p[3:9]}的通知", "passage": p} for _, p in policies]
    written(folder / "pairs.jsonl.xz", made * 2)
    written(folder / "mrc" / "some.jsonl", [{"context": p, "question": q, "answers": []} for q, p in reading])
    articles = list(zip(NUMBERS, laws, strict=False))
    (folder / "laws" / "社会法").mkdir(parents=True)
    text = "\n".join(f"第{number}条 {passage}" for number, (_, passage) in articles)
    (folder / "laws" / "社会法" / "养老保障法.md").write_text(text, encoding="utf-8")
    written(
        folder / "questions" / "laws.jsonl",
        [
            {
                "query": q,
                "document": "社会法/养老保障法",
                "article": f"第{number}条",
                "held_out": at % 5 == 0,
                "for_ranking": at % 2 == 0,
            }
            for at, (number, (q, _)) in enumerate(articles)
        ],
    )
    written(
        folder / "questions" / "policies.jsonl",
        [
            {
                "query": q,
                "document": "某通知",
                "passage_sha256": hashlib.sha256(p.encode()).hexdigest()[:16],
                "held_out": at % 5 == 0,
                "for_ranking": at % 2 == 0,
            }
            for at, (q, p) in enumerate(policies)
        ],
    )
    return folder


def trained(data: Path, out: Path) -> Path:
    arguments = {"--data": data, "--laws": data / "laws", "--questions": data / "questions", "--out": out}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranker, "RECIPE", replace(RECIPE, steps=60))
        patch.setattr(ranker, "_ROUNDS", 20)
        ranker.main([str(word) for pair in arguments.items() for word in pair])
    return out


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(data, tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


TEXTS = [
    Text("租赁期限不得超过二十年。", "合同法", 1),
    Text("机动车应当减速行驶。"),
    Text("劳动报酬按月支付。"),
]


def test_the_service_reads_what_is_written(model: Path, embedder: StaticEmbedder) -> None:
    with indexed(TEXTS, embedder) as index:
        reranker = Reranker(extractor_for(index, embedder), model)
        _, candidates = index.candidates("劳动报酬什么时候支付")
        chances = reranker.chances("劳动报酬什么时候支付", candidates)
    assert len(chances) == len(candidates) > 1
    assert all(0 <= chance <= 1 for chance in chances)
    assert sum(chances) <= 1 + 1e-9


def test_what_tells_right_from_wrong_is_learned() -> None:
    draw = np.random.default_rng(1)
    telling = FEATURES.index("soft_clause")
    rows = []
    for _ in range(200):
        features = draw.uniform(size=(10, len(FEATURES))).astype(np.float32)
        right = np.arange(10) == draw.integers(10)
        features[right, telling] += 0.5
        rows.append(ranked(features, right))
    model = ranker.fit(rows)
    scores = {n: np.asarray(model.predict(row.features)) for n, row in enumerate(rows)}
    assert recall_of(rows, scores, 1) > 0.6
    assert recall_of(rows, {n: row.features[:, 0].astype(np.float64) for n, row in enumerate(rows)}, 1) < 0.3


def test_the_same_data_give_the_same_model(model: Path, data: Path, tmp_path: Path) -> None:
    again = trained(data, tmp_path / "again")
    for name in ("model.txt", "calibration.json", "interaction.safetensors"):
        assert (again / name).read_bytes() == (model / name).read_bytes()


def test_the_trees_see_only_questions_that_the_first_models_have_not_learned_from(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ranker.read_data(data, data / "laws", data / "questions")
    learned: set[tuple[str, str]] = set()

    class Seen(Exception):
        pass

    def note(pairs: Sequence[Pair], *_: object) -> None:
        learned.update((pair.query, pair.passage) for pair in pairs if pair.kind != "policy")
        raise Seen

    monkeypatch.setattr(ranker, "learn", note)
    with pytest.raises(Seen), ranker.first_embedder(read):
        pass
    of_part = {
        part: {(q.query, passage) for q, passage in read.asked if ranker.part_of_question(q) is part}
        | {(pair.query, pair.passage) for pair in read.reading if ranker.part_of_pair(pair) is part}
        for part in ranker.Part
    }
    assert learned == of_part[ranker.Part.MODELS]
    for part in (ranker.Part.TREES, ranker.Part.HELD_OUT):
        assert of_part[part]
        assert not of_part[part] & learned


def test_a_question_that_is_held_out_teaches_the_trees_nothing() -> None:
    question = Question(query="谁来付", document="某法", article="第一条", held_out=True, for_ranking=True)
    assert ranker.part_of_question(question) is ranker.Part.HELD_OUT


def test_what_is_found_is_told_with_features_and_which_is_right(embedder: StaticEmbedder) -> None:
    with indexed(TEXTS, embedder) as index:
        extractor = extractor_for(index, embedder)
        questions = [
            ("租赁期限多久", frozenset({TEXTS[0].text})),
            ("租赁期限多久", frozenset({"不在库里的段落"})),
        ]
        headed = look_up(index, extractor, questions)
        bare = look_up(index, extractor, questions, bare=True)
    assert [row.right.sum() for row in headed] == [1, 0]
    assert headed[0].features.shape == (len(headed[0].right), len(FEATURES))
    title = FEATURES.index("heading_cosine")
    right = headed[0].right
    assert np.isfinite(headed[0].features[right, title]).all()
    for name in ("heading_cosine", "heading_soft", "heading_pairs", "authority"):
        assert np.isnan(bare[0].features[:, FEATURES.index(name)]).all()
    same = [n for n, name in enumerate(FEATURES) if not name.startswith("heading") and name != "authority"]
    assert np.array_equal(headed[0].features[:, same], bare[0].features[:, same], equal_nan=True)


def test_the_index_that_is_looked_at_has_no_ranker(embedder: StaticEmbedder) -> None:
    with indexed(TEXTS, embedder) as index:
        assert isinstance(index, PassageIndex)
        assert not index.reranks
        assert index.count() == len(TEXTS)


def test_halves_are_of_about_one_size_and_always_the_same() -> None:
    halves = [half_of(f"段落{n}") for n in range(400)]
    assert 150 < sum(halves) < 250
    assert halves == [half_of(f"段落{n}") for n in range(400)]


def test_recall_counts_questions_with_a_right_one_among_the_first() -> None:
    rows = [
        ranked(np.zeros((3, 1), dtype=np.float32), np.array(right))
        for right in ([False, True, False], [True, False, False], [False, False, False])
    ]
    scores = dict.fromkeys(range(3), np.array([0.1, 0.9, 0.5]))
    assert [recall_of(rows, scores, k) for k in (1, 2, 3)] == pytest.approx([1 / 3, 1 / 3, 2 / 3])


def test_a_calibration_tells_how_often_the_first_is_right() -> None:
    draw = np.random.default_rng(1)
    questions = []
    for _ in range(1500):
        scores = draw.normal(size=8)
        weights = np.append(np.exp(2.0 * scores), np.exp(1.0))
        chosen = draw.choice(9, p=weights / weights.sum())
        questions.append((scores, np.arange(8) == chosen))
    found = calibrate(questions)
    assert found.scale == pytest.approx(2.0, abs=0.25)
    assert found.none == pytest.approx(1.0, abs=0.35)
