"""The whole way on toy data: from pairs and questions to a model that the service reads."""

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the slim set-up has no scipy")

from training.embedding import main
from training.export import quantised
from vectorstore.static_embedder import StaticEmbedder

SUBJECTS = ["租房", "工资", "开车", "借钱", "离婚", "养狗", "上学", "看病", "买房", "退休", "打架", "种树"]
FORMAL = ["租赁", "报酬", "驾驶", "债务", "婚姻", "犬只", "入学", "医疗", "购置", "养老", "斗殴", "绿化"]


def rows_to(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    passages = [f"关于{formal}的事项,应当依照{formal}规定办理。" for formal in FORMAL]
    everyday = zip(SUBJECTS, passages, strict=True)
    pairs = [{"kind": "law_q", "query": f"{s}怎么办", "passage": p} for s, p in everyday]
    rows_to(folder / "pairs.jsonl.xz", pairs * 4)
    rows_to(
        folder / "mrc" / "some.jsonl.xz",
        [
            {"context": p, "question": f"{s}找谁", "answers": []}
            for s, p in zip(SUBJECTS, passages, strict=True)
        ],
    )
    articles = "\n".join(f"第{number}条 {p}" for number, p in zip("一二三四五六", passages, strict=False))
    (folder / "laws" / "社会法").mkdir(parents=True)
    (folder / "laws" / "社会法" / "某法.md").write_text(articles, encoding="utf-8")
    place = {"document": "社会法/某法"}
    rows_to(
        folder / "questions" / "laws.jsonl",
        [
            {"query": f"我想问{s}", **place, "article": f"第{number}条", "held_out": number in "三"}
            for number, s in zip("一二三四五六", SUBJECTS, strict=False)
        ],
    )
    return folder


def trained(data: Path, out: Path, *more: str) -> Path:
    arguments = {"--data": data, "--laws": data / "laws", "--questions": data / "questions", "--out": out}
    main([str(word) for pair in arguments.items() for word in pair] + ["--steps", "80", *more])
    return out


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(data, tmp_path_factory.mktemp("model"))


def test_what_was_paired_is_near(model: Path) -> None:
    embedder = StaticEmbedder(model)
    queries, passages = embedder.embed_queries(SUBJECTS), embedder.embed_passages(FORMAL)
    assert np.argmax(queries @ passages.T, axis=1).tolist() == list(range(len(SUBJECTS)))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    model: Path, data: Path, tmp_path: Path
) -> None:
    again, other = trained(data, tmp_path / "again"), trained(data, tmp_path / "other", "--seed", "2")
    for name in ("model.safetensors", "tokenizer.json", "modules.json"):
        assert (again / name).read_bytes() == (model / name).read_bytes()
    assert (other / "model.safetensors").read_bytes() != (model / "model.safetensors").read_bytes()


def test_the_card_tells_data_recipe_and_figures(model: Path) -> None:
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "| `question` | 5 |" in card
    assert "CC BY-SA" in card
    assert "$" not in card
    assert "their subjects | 1 | 6 |" in card


def test_sentence_transformers_reads_what_is_written(model: Path) -> None:
    library = pytest.importorskip("sentence_transformers", reason="the slim set-up has no torch")
    texts = ["租房合同", "关于医疗的事项"]
    expected = library.SentenceTransformer(str(model), device="cpu").encode(texts)
    assert np.allclose(expected, StaticEmbedder(model).embed_passages(texts), atol=1e-3)


def test_a_quantised_value_is_off_by_half_a_step_at_most() -> None:
    rows = np.random.default_rng(1).normal(size=(20, 8)).astype(np.float32)
    rows[3] = 0
    embeddings, weights = quantised(rows)
    error = np.abs(embeddings * weights[:, None] - rows).max(axis=1)
    assert np.all(error <= weights * 0.501)
    assert not embeddings[3].any()
