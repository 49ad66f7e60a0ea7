import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the slim set-up has no scipy")

from training.laws import ArticleKey, articles_of, read_articles
from training.measure import recall
from training.near_misses import near_misses
from training.questions import read_questions, with_passages
from training.rows import Pair, digest, is_held_out
from vectorstore.passages import Vectors

QUESTIONS = Path(__file__).parents[2] / "training" / "questions"
LAW = """# 某法
<!-- INFO END -->
## 第一章
第一条 为了保护青禾河的水,制定本法,全县都要遵守。
第二条 下列行为在青禾河边不得为之:
(一)倾倒垃圾的;
## 第二章
不属于任何一条的话。
第三条 短。
第一条 附件里又一个第一条,它不该盖过前面的那个。
"""


def test_an_article_goes_on_until_the_next_number_or_heading() -> None:
    assert articles_of(LAW) == {
        "第一条": "为了保护青禾河的水,制定本法,全县都要遵守。",
        "第二条": "下列行为在青禾河边不得为之:(一)倾倒垃圾的;",
    }


def test_only_the_subjects_named_are_read(tmp_path: Path) -> None:
    for subject in ("水法", "地方"):
        (tmp_path / subject / "河").mkdir(parents=True)
        (tmp_path / subject / "河" / "某法(2020-01-01).md").write_text(LAW, encoding="utf-8")
    assert list(read_articles(tmp_path, {"水法"})) == [
        ArticleKey("水法/河/某法(2020-01-01)", "第一条"),
        ArticleKey("水法/河/某法(2020-01-01)", "第二条"),
    ]


def test_questions_get_the_text_that_they_point_at(tmp_path: Path) -> None:
    rows = [
        {"query": "河里能倒垃圾吗", "document": "水法/某法", "article": "第二条", "held_out": True},
        {"query": "通知说了什么", "document": "通知", "passage_sha256": digest("通知的一段")},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "some.jsonl").write_text(lines, encoding="utf-8")
    articles = {ArticleKey("水法/某法", "第一条"): "另一条", ArticleKey("水法/某法", "第二条"): "不得倾倒"}
    pairs = [Pair(kind="policy", query="通知", passage="通知的一段")]
    questions = read_questions(tmp_path)
    assert [passage for _, passage in with_passages(questions, articles, pairs)] == ["不得倾倒", "通知的一段"]
    with pytest.raises(LookupError):
        with_passages(questions, articles, [])


def test_our_questions_hold_places_and_no_passages() -> None:
    questions = read_questions(QUESTIONS)
    assert questions
    for question in questions:
        assert bool(question.article) != bool(question.passage_sha256)
        assert question.query.strip()


def test_all_questions_of_a_passage_are_on_one_side() -> None:
    sides: dict[tuple[ArticleKey, str], set[bool]] = {}
    for question in read_questions(QUESTIONS):
        sides.setdefault((question.key, question.passage_sha256), set()).add(question.held_out)
    assert all(len(side) == 1 for side in sides.values())
    assert {True} in sides.values()


class Letters:
    """A vector a letter, so that similarity is plain to see."""

    name, dimensions, fusion_weight = "letters", 3, 0.5

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[text.count(letter) for letter in "abc"] for text in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))

    embed_queries = embed_passages


def test_recall_counts_the_questions_whose_passage_is_among_the_first() -> None:
    questions = [("a", "a"), ("aaabb", "b"), ("aaabbc", "c")] + [("a", "a")] * 300
    found = recall(Letters(), questions, ["a", "b", "c", "a"])
    assert (found.questions, found.passages) == (303, 3)
    assert found.shares == pytest.approx((301 / 303, 1.0, 1.0))


def test_one_passage_in_ten_is_held_out() -> None:
    held_out = sum(is_held_out(f"第{number}段") for number in range(2000))
    assert 150 < held_out < 250


def test_near_misses_are_the_best_wrong_passages() -> None:
    passages = ["河里不得倾倒垃圾", "河里不得倾倒污水", "机动车减速行驶", "河边可以散步"]
    pairs = [
        Pair(kind="question", query="河里倾倒垃圾", passage=passages[0]),
        Pair(kind="question", query="河里倾倒污水", passage=passages[1]),
    ]
    assert near_misses(pairs, passages, 1).tolist() == [[1], [0]]
    assert sorted(near_misses(pairs, passages)[0].tolist()) == [1, 2, 3]
