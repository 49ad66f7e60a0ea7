"""What every PassageIndex must do; subclass and give the fixtures ``index`` (empty) and ``embedder``."""

import dataclasses
import threading

import pytest

from tests.contracts.passages import FACTS, TEXTS, entries_of, library, passages_of
from vectorstore.embedders import Embedder
from vectorstore.index import PassageIndex
from vectorstore.passages import Arm, Filters, Hit

ARMS: tuple[Arm, ...] = ("keyword", "dense", "exact")
QUESTIONS = ["湖滨县新收行政复议申请多少件?", "法律服务", "股东会怎么表决", "普法宣传活动搞了几次"]
AWKWARD = [
    "",
    " \n\t",
    "!?。,《》",
    "的了吗",
    "\0",
    "\ud800",
    "😀",
    "𠀀𠀁",
    "复议" * 50_000,
    "a" * 100_000,
    'AND OR NOT ("*^~:[',
]


def ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.passage_id for hit in hits]


class PassageIndexContract:
    @pytest.fixture
    def filled(self, index: PassageIndex, embedder: Embedder) -> PassageIndex:
        index.add(library(embedder))
        index.commit()
        return index

    def test_the_passage_that_answers_comes_first(self, filled: PassageIndex) -> None:
        assert ids(filled.search("湖滨县新收行政复议申请多少件?"))[0] == "lake-1"
        assert ids(filled.search("公共法律服务站有几个"))[0] == "hill-2"

    def test_a_hit_gives_back_the_whole_passage(self, filled: PassageIndex) -> None:
        (hit, *_) = filled.search("法律顾问18名")
        assert hit.passage == passages_of("lake", TEXTS["lake"])[1]
        assert hit.rank == 1
        assert hit.score > 0
        assert "keyword" in hit.found_by

    @pytest.mark.parametrize("arm", ARMS)
    def test_ranks_count_from_one_and_scores_fall(self, filled: PassageIndex, arm: Arm) -> None:
        for hits in (filled.search("第47条行政复议申请"), filled.search_arm(arm, "第47条行政复议申请")):
            assert hits
            assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
            assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
            assert len(set(ids(hits))) == len(hits)

    def test_what_is_not_committed_is_not_found(self, index: PassageIndex, embedder: Embedder) -> None:
        index.add(library(embedder))
        assert index.search("行政复议") == []
        index.commit()
        assert index.search("行政复议")

    def test_adding_twice_changes_nothing(self, filled: PassageIndex, embedder: Embedder) -> None:
        before = filled.search("行政复议申请")
        for _ in range(2):
            filled.add(library(embedder))
            filled.add(library(embedder))
            filled.commit()
        assert filled.count() == 9
        assert ids(filled.search("行政复议申请")) == ids(before)

    def test_a_new_text_under_an_old_id_replaces_it(self, filled: PassageIndex, embedder: Embedder) -> None:
        filled.add(entries_of("lake", ["全县植树三万株。"], embedder))
        filled.commit()
        assert ids(filled.search("植树多少株"))[0] == "lake-1"
        assert "lake-1" not in ids(filled.search_arm("keyword", "办结61件"))

    def test_a_removed_document_is_never_found(self, filled: PassageIndex) -> None:
        filled.remove(["lake", "never there"])
        filled.commit()
        for arm in ARMS:
            assert not any(
                id_.startswith("lake") for id_ in ids(filled.search_arm(arm, "湖滨县行政复议2022年7号"))
            )
        assert not any(id_.startswith("lake") for id_ in ids(filled.search("新收行政复议申请64件")))
        assert filled.count() == 6

    def test_a_document_removed_and_added_again_is_found(
        self, filled: PassageIndex, embedder: Embedder
    ) -> None:
        filled.remove(["lake"])
        filled.add(entries_of("lake", TEXTS["lake"], embedder))
        filled.commit()
        assert filled.count() == 9
        assert ids(filled.search("法律顾问18名"))[0] == "lake-2"

    def test_headings_are_not_indexed(self, index: PassageIndex, embedder: Embedder) -> None:
        heading, other = entries_of("lake", ["一、行政复议工作", "办理行政复议"], embedder)
        heading = dataclasses.replace(heading, passage=dataclasses.replace(heading.passage, is_heading=True))
        index.add([heading, other])
        index.commit()
        assert index.count() == 1
        assert ids(index.search("行政复议工作")) == ["lake-2"]

    @pytest.mark.parametrize(
        ("filters", "documents"),
        [
            (Filters(region=("江南省",)), {"lake"}),
            (Filters(region=("湖滨县",)), {"lake"}),
            (Filters(region=("湖滨县", "松岭区")), {"lake", "hill"}),
            (Filters(region=("湖滨",)), set()),
            (Filters(year=(2020,)), {"hill"}),
            (Filters(document_ids=("rule",)), {"rule"}),
            (Filters(region=("江南省",), year=(2020,)), set()),
            (Filters(year=(1999,)), set()),
            (Filters(document_ids=("",)), set()),
            (Filters(excluded_document_ids=("lake",)), {"hill", "rule"}),
            (Filters(excluded_document_ids=("lake", "never there")), {"hill", "rule"}),
            (Filters(region=("湖滨县", "松岭区"), excluded_document_ids=("lake",)), {"hill"}),
            (Filters(document_ids=("lake",), excluded_document_ids=("lake",)), set()),
            (Filters(excluded_document_ids=("lake", "hill", "rule")), set()),
        ],
    )
    def test_a_scope_never_widens(self, filled: PassageIndex, filters: Filters, documents: set[str]) -> None:
        query = "行政复议申请公司第47条股东会"
        for hits in (
            filled.search(query, filters=filters),
            *(filled.search_arm(a, query, filters=filters) for a in ARMS),
        ):
            assert {hit.passage.document_id for hit in hits} <= documents
        dense = filled.search_arm("dense", query, filters=filters)
        assert {hit.passage.document_id for hit in dense} == documents
        assert filled.count(filters) == 3 * len(documents)

    def test_a_scope_is_searched_anew_after_a_commit(self, filled: PassageIndex, embedder: Embedder) -> None:
        scope = Filters(region=("湖滨县",))
        filled.search_arm("dense", "植树", filters=scope)
        filled.add(entries_of("new", ["植树三万株"], embedder, FACTS["lake"]))
        filled.commit()
        assert ids(filled.search_arm("dense", "植树", filters=scope))[0] == "new-1"

    @pytest.mark.parametrize("query", AWKWARD)
    def test_any_text_is_a_query(self, filled: PassageIndex, query: str) -> None:
        assert isinstance(filled.search(query), list)
        for arm in ARMS:
            assert isinstance(filled.search_arm(arm, query, filters=Filters(year=(2021,))), list)

    @pytest.mark.parametrize("query", ["", " \n\t", "!?。,《》"])
    def test_a_query_without_words_finds_nothing(self, filled: PassageIndex, query: str) -> None:
        assert filled.search(query) == []

    def test_any_text_is_a_passage(self, index: PassageIndex, embedder: Embedder) -> None:
        index.add(entries_of("odd", [*AWKWARD, "行政复议"], embedder))
        index.commit()
        assert index.count() == len(AWKWARD) + 1
        assert index.dense_ready
        index.check()

    @pytest.mark.parametrize(
        "query", ["示范公司管理办法第四十七条", "示范公司管理办法第47条规定了什么", "办法第４７条"]
    )
    def test_an_article_is_found_by_its_number_however_written(
        self, filled: PassageIndex, query: str
    ) -> None:
        assert ids(filled.search(query))[0] == "rule-2"
        assert ids(filled.search_arm("exact", query)) == ["rule-2"]

    def test_a_document_is_found_by_its_number(self, filled: PassageIndex) -> None:
        hits = filled.search_arm("exact", "湖政发[2022]7号说了什么")
        assert {hit.passage.document_id for hit in hits} == {"lake"}

    def test_a_limit_is_kept(self, filled: PassageIndex) -> None:
        assert len(filled.search("行政复议申请公司会议", limit=2)) == 2
        assert filled.search("行政复议", limit=0) == []
        assert filled.search_arm("dense", "行政复议", limit=0) == []

    @pytest.mark.parametrize("query", QUESTIONS)
    def test_reranking_orders_the_best_of_the_fused_list_and_nothing_else(
        self, filled: PassageIndex, query: str
    ) -> None:
        fused = filled.search(query, rerank=False, limit=60)
        reranked = filled.search(query, limit=60)
        assert fused
        assert sorted(ids(reranked)) == sorted(ids(fused))
        assert {hit.passage.passage_id: hit.found_by for hit in reranked} == {
            hit.passage.passage_id: hit.found_by for hit in fused
        }
        assert filled.search(query, limit=2) == reranked[:2]

    @pytest.mark.parametrize("query", QUESTIONS)
    def test_without_reranking_the_fused_list_is_the_answer(self, filled: PassageIndex, query: str) -> None:
        fused, candidates = filled.candidates(query)
        assert filled.search(query, rerank=False, limit=60) == fused
        assert [candidate.indexed.passage for candidate in candidates] == [hit.passage for hit in fused]
        assert [candidate.fused for candidate in candidates] == [hit.score for hit in fused]

    @pytest.mark.parametrize("query", ["示范公司管理办法第47条", "第四十七条规定了什么", "湖政发[2022]7号"])
    def test_what_is_asked_for_by_its_number_keeps_the_fused_order(
        self, filled: PassageIndex, query: str
    ) -> None:
        fused = filled.search(query, rerank=False)
        assert filled.search(query) == fused
        assert filled.explain(query) == [(hit, None) for hit in fused]

    @pytest.mark.parametrize("query", QUESTIONS)
    def test_an_explanation_tells_of_what_a_search_finds(self, filled: PassageIndex, query: str) -> None:
        told = filled.explain(query, limit=5)
        assert ids([hit for hit, _ in told]) == ids(filled.search(query, limit=5))
        for hit, explanation in told:
            assert (explanation is not None) == filled.reranks
            assert explanation is None or explanation.chance == pytest.approx(hit.score, abs=1e-9)

    @pytest.mark.parametrize("query", AWKWARD)
    def test_any_text_is_explained(self, filled: PassageIndex, query: str) -> None:
        assert ids([hit for hit, _ in filled.explain(query)]) == ids(filled.search(query))
        assert filled.explain(query, limit=0) == []

    def test_keywords_serve_while_vectors_are_missing(self, index: PassageIndex, embedder: Embedder) -> None:
        index.add_keywords((e.passage, e.facts) for e in library(embedder))
        index.commit()
        states = [index.dense_ready]
        assert ids(index.search("法律顾问18名"))[0] == "lake-2"
        missing = index.missing_vectors()
        assert len(missing) == 9
        texts = {e.passage.passage_id: e.passage.text for e in library(embedder)}
        index.add_vectors(missing, embedder.embed_passages([texts[id_] for id_ in missing]))
        index.commit()
        assert [*states, index.dense_ready] == [False, True]
        assert index.missing_vectors() == []
        assert "dense" in index.search("法律顾问18名")[0].found_by

    def test_removing_what_lacks_its_vectors_makes_the_rest_ready(
        self, filled: PassageIndex, embedder: Embedder
    ) -> None:
        filled.add_keywords([(passages_of("bare", ["没有向量"])[0], FACTS["rule"])])
        filled.commit()
        states = [filled.dense_ready]
        filled.remove(["bare"])
        filled.commit()
        assert [*states, filled.dense_ready] == [False, True]

    def test_searches_go_on_while_another_thread_adds(self, filled: PassageIndex, embedder: Embedder) -> None:
        failures: list[BaseException] = []
        done = threading.Event()

        def search() -> None:
            try:
                while not done.is_set():
                    assert ids(filled.search("法律顾问18名"))[0] == "lake-2"
                    filled.search_arm("dense", "法律顾问", filters=Filters(region=("湖滨县",)))
            except BaseException as error:  # noqa: BLE001  # shown by the assertion below
                failures.append(error)

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for number in range(20):
                filled.add(entries_of(f"more{number}", [f"第{number}批项目建成投产"], embedder))
                filled.commit()
                filled.remove([f"more{number - 1}"])
        finally:
            done.set()
            for thread in threads:
                thread.join()
        assert failures == []
        filled.commit()
        assert filled.count() == 10
