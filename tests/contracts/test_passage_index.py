from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.contracts.passage_index import AWKWARD, QUESTIONS, PassageIndexContract, ids
from tests.contracts.passages import entries_of, library
from vectorstore.embedders import Embedder, NgramEmbedder
from vectorstore.index import IndexOptions, PassageIndex
from vectorstore.passages import Filters, Hit
from vectorstore.reranker import Explanation
from vectorstore.static_embedder import StaticEmbedder


class TestLocalPassageIndex(PassageIndexContract):
    """With vectors that the ranker does not know."""

    @pytest.fixture
    def embedder(self) -> Embedder:
        return NgramEmbedder(64)

    @pytest.fixture
    def index(self, tmp_path: Path, embedder: Embedder) -> Iterator[PassageIndex]:
        index = PassageIndex.create(tmp_path / "index", embedder)
        yield index
        index.close()

    def test_vectors_of_another_kind_are_not_reranked(self, filled: PassageIndex) -> None:
        assert not filled.reranks
        for query in QUESTIONS:
            assert filled.search(query) == filled.search(query, rerank=False)


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder()


class TestRerankedPassageIndex(PassageIndexContract):
    """As it ships: the built-in embedding model, and the ranker over it."""

    @pytest.fixture
    def embedder(self, shipped: StaticEmbedder) -> Embedder:
        return shipped

    @pytest.fixture
    def index(self, tmp_path: Path, embedder: Embedder) -> Iterator[PassageIndex]:
        index = PassageIndex.create(tmp_path / "index", embedder)
        yield index
        index.close()

    @pytest.mark.parametrize("query", [*QUESTIONS, "😀 复议", "的了吗", "复议" * 50_000])
    def test_scores_are_chances(self, filled: PassageIndex, query: str) -> None:
        assert filled.reranks
        for scope in (Filters(), Filters(year=(2021,))):
            hits = filled.search(query, filters=scope)
            scores = [hit.score for hit in hits]
            assert [hit.chance for hit in hits] == scores
            assert all(0 < score < 1 for score in scores)
            assert scores == sorted(scores, reverse=True)
            assert sum(scores) < 1

    @pytest.mark.parametrize("query", ["示范公司管理办法第47条", "第一批复议申请有几件"])
    def test_a_fused_score_is_never_taken_for_a_chance(self, filled: PassageIndex, query: str) -> None:
        fused = filled.search(query, rerank=False)
        assert fused
        assert all(hit.chance is None for hit in fused)
        exact = filled.search_arm("exact", query)
        assert all((hit.chance is None) == bool(exact) for hit in filled.search(query))

    def test_the_ranker_orders_anew(self, filled: PassageIndex, monkeypatch: pytest.MonkeyPatch) -> None:
        """The worst of the fused list first, when the ranker says so."""
        assert filled._reranker is not None
        monkeypatch.setattr(
            filled._reranker, "chances", lambda _, found: [n / 100 for n in range(1, len(found) + 1)]
        )
        fused = filled.search(QUESTIONS[0], rerank=False)
        assert ids(filled.search(QUESTIONS[0])) == ids(fused)[::-1]

    def test_what_lies_beyond_a_page_can_come_first(
        self, index: PassageIndex, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        index.add(entries_of("many", [f"第{n}批行政复议申请" for n in range(30)], embedder))
        index.commit()
        assert index._reranker is not None
        monkeypatch.setattr(
            index._reranker, "chances", lambda _, found: [n / 1000 for n in range(len(found))]
        )
        last = index.search("行政复议申请", rerank=False, limit=30)[-1]
        assert index.search("行政复议申请", limit=1)[0].passage == last.passage

    def test_each_arm_offers_only_its_best(
        self, index: PassageIndex, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vectorstore.index._RERANKED", {"keyword": 2, "dense": 3})
        index.add(entries_of("many", [f"第{n}批行政复议申请" * (n % 3 + 1) for n in range(30)], embedder))
        index.commit()
        query = "行政复议申请多少件"
        hits, candidates = index.candidates(query)
        offered = {*ids(index.search_arm("keyword", query, limit=2))}
        offered |= {*ids(index.search_arm("dense", query, limit=3))}
        assert {*ids(hits)} == offered
        assert [c.indexed.passage for c in candidates] == [hit.passage for hit in hits]
        assert len(index.search(query, limit=20)) == 20

    def test_without_vectors_keywords_alone_offer_candidates(
        self, index: PassageIndex, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vectorstore.index._RERANKED_BY_KEYWORD", {"keyword": 4})
        entries = entries_of("many", [f"第{n}批行政复议申请" * (n % 3 + 1) for n in range(30)], embedder)
        index.add_keywords((e.passage, e.facts) for e in entries)
        index.commit()
        query = "行政复议申请多少件"
        hits, _ = index.candidates(query)
        assert {*ids(hits)} == {*ids(index.search_arm("keyword", query, limit=4))}

    def test_where_vectors_are_missing_keywords_are_reranked(
        self, index: PassageIndex, embedder: Embedder
    ) -> None:
        index.add_keywords((e.passage, e.facts) for e in library(embedder))
        index.commit()
        hits = index.explain(QUESTIONS[0])
        assert hits[0][0].passage.passage_id == "lake-1"
        assert all(told is not None for _, told in hits)

    def test_reranking_can_be_off(self, tmp_path: Path, embedder: Embedder) -> None:
        index = PassageIndex.create(tmp_path / "plain", embedder, IndexOptions(rerank=False))
        index.add(entries_of("some", ["行政复议申请二十件", "行政复议"], embedder))
        index.commit()
        assert not index.reranks
        assert index.search("行政复议申请") == index.search("行政复议申请", rerank=False)
        index.close()

    def test_an_index_reranks_alike_when_it_is_opened_again(self, tmp_path: Path, embedder: Embedder) -> None:
        directory = tmp_path / "kept"
        found: list[list[tuple[Hit, Explanation | None]]] = []
        for way in (PassageIndex.create, partial(PassageIndex.open, vectors_later=True), PassageIndex.open):
            index = way(directory, embedder)
            if not found:
                index.add(
                    entries_of("some", ["行政复议申请二十件", "植树三万株", "申请行政复议的期限"], embedder)
                )
                index.commit()
            index.load_vectors()
            found.append(index.explain("行政复议申请多少件"))
            index.close()
        assert found[0] == found[1] == found[2]
        assert found[0][0][1] is not None

    @pytest.mark.parametrize("text", [text for text in AWKWARD if text.strip()])
    def test_any_passage_is_reranked(self, index: PassageIndex, embedder: Embedder, text: str) -> None:
        index.add(entries_of("odd", [text, "行政复议" + text[:50]], embedder))
        index.commit()
        assert index.search("行政复议")[0].passage.paragraph in (1, 2)
