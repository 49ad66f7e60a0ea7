"""What the features say of passages, with the shipped model and an index's frequencies made up."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.passages import passages_of
from vectorstore.analyzer import Analyzer
from vectorstore.features import FEATURES, Candidate, FeatureExtractor, Floats
from vectorstore.interaction import InteractionModel
from vectorstore.passages import IndexedPassage
from vectorstore.piece_tokens import PieceTokens, pack
from vectorstore.reranker import BUILT_IN
from vectorstore.static_embedder import StaticEmbedder

ANALYZER = Analyzer()
MODEL = StaticEmbedder()
TOKENS = PieceTokens(MODEL.vocabulary())
TEXTS = [
    "用人单位应当按照劳动合同约定,向劳动者及时足额支付劳动报酬。",
    "租赁期限不得超过二十年,超过二十年的,超过部分无效。",
    "机动车在道路上行驶,不得超过限速标志标明的最高时速。",
    "第四十七条 股东会会议由股东按照出资比例行使表决权。",
    "劳动报酬。",
]
QUESTION = "用人单位不支付劳动报酬怎么办"
AWKWARD = ["", " \n", "?!。,", "😀", "𠀀𠀁", "的了吗", "\0", "复议" * 30_000, "a" * 60_000, "\ud800"]

# Of these a passage always has a figure.
ALWAYS = {"fused", "keyword", "keyword_gap", "pair_coverage", "length"}
BY_TOKENS = set(FEATURES) - ALWAYS - {"heading_pairs", "heading_cosine", "heading_soft", "authority"}
RISING = {
    "cosine", "token_bm25", "token_coverage", "pair_coverage", "soft_coverage", "soft_idf_coverage",
    "weakest_token", "soft_clause", "clause_cosine", "asked_share",
}  # fmt: skip


def ids(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    return TOKENS.ids(ANALYZER.pieces(ANALYZER.fold(text)))


def candidate(text: str, *, title: str = "", authority: int | None = None, fused: float = 1.0) -> Candidate:
    passage = dataclasses.replace(passages_of("some", [text])[0], section=())
    indexed = IndexedPassage(
        passage=passage, title=title, authority=authority, tokens=pack(ids(title), ids(text))
    )
    return Candidate(indexed=indexed, fused=fused, keyword=fused * 10)


@pytest.fixture(scope="module")
def extractor() -> FeatureExtractor:
    held = [set(ANALYZER.index_terms(text)) for text in TEXTS]
    return FeatureExtractor(
        ANALYZER,
        MODEL,
        TOKENS,
        frequency=lambda term: sum(term in terms for terms in held),
        count=lambda: len(held),
        interaction=InteractionModel(BUILT_IN),
    )


def column(rows: Floats, name: str) -> list[float]:
    found: list[float] = rows[:, FEATURES.index(name)].tolist()
    return found


def told(rows: Floats) -> dict[str, float]:
    return dict(zip(FEATURES, rows[0].tolist(), strict=True))


def test_every_candidate_has_a_row_and_every_feature_a_column(extractor: FeatureExtractor) -> None:
    for count in (0, 1, len(TEXTS)):
        rows = extractor.extract(QUESTION, [candidate(text) for text in TEXTS[:count]])
        assert rows.shape == (count, len(FEATURES))
        assert rows.dtype == np.float32


def test_what_cannot_be_told_is_nan_and_nothing_else(extractor: FeatureExtractor) -> None:
    known, bare, strange = extractor.extract(
        QUESTION,
        [candidate(TEXTS[0], title="劳动法", authority=1), candidate(TEXTS[0]), candidate("☃☃")],
    )
    unknown = [
        {n for n, value in zip(FEATURES, row, strict=True) if np.isnan(value)} for row in (known, bare)
    ]
    assert unknown == [set(), {"heading_pairs", "heading_cosine", "heading_soft", "authority"}]
    assert {n for n, value in zip(FEATURES, strange, strict=True) if np.isnan(value)} == unknown[
        1
    ] | BY_TOKENS


def test_the_arms_figures_are_told_as_they_are(extractor: FeatureExtractor) -> None:
    rows = extractor.extract(QUESTION, [candidate(TEXTS[0], fused=0.5), candidate(TEXTS[1], fused=2.0)])
    assert column(rows, "fused") == [0.5, 2.0]
    assert column(rows, "keyword") == [0.25, 1.0]
    assert column(rows, "keyword_gap") == [15.0, 0.0]


@pytest.mark.parametrize("text", TEXTS)
def test_a_passage_matches_no_question_better_than_its_own_words(
    extractor: FeatureExtractor, text: str
) -> None:
    """Asked with the words of one clause, nothing but what holds them comes near."""
    asked = text.replace("第四十七条 ", "").rstrip("。").split(",")[0]
    rows = extractor.extract(asked, [candidate(other) for other in TEXTS])
    own = TEXTS.index(text)
    for name in sorted(
        {"token_coverage", "pair_coverage", "soft_coverage", "soft_idf_coverage", "soft_clause"}
    ):
        assert column(rows, name)[own] == max(column(rows, name)), name
        assert column(rows, name)[own] == pytest.approx(1.0, abs=1e-3), name
    assert column(rows, "weakest_token")[own] == pytest.approx(1.0, abs=1e-3)


def test_the_very_question_is_matched_in_full(extractor: FeatureExtractor) -> None:
    question = "租赁期限不得超过二十年"
    others = [text for text in TEXTS if "二十年" not in text]
    rows = extractor.extract(question, [candidate(question, title=question), *map(candidate, others)])
    for name in sorted(RISING | {"heading_cosine", "heading_soft", "heading_pairs"}):
        values = column(rows, name)
        assert values[0] == np.nanmax(values), name
        if name not in {"token_bm25", "clause_cosine"}:
            assert values[0] == pytest.approx(1.0, abs=1e-3), name
    assert column(rows, "cosine_gap")[0] == pytest.approx(0.0, abs=1e-6)


def test_a_near_synonym_counts_more_than_another_matter(extractor: FeatureExtractor) -> None:
    rows = extractor.extract("老板拖欠工资", [candidate(TEXTS[0]), candidate(TEXTS[2])])
    for name in ("cosine", "soft_coverage", "soft_clause", "clause_cosine"):
        related, other = column(rows, name)
        assert related > other, name


def test_a_heading_is_compared_apart_from_the_text(extractor: FeatureExtractor) -> None:
    rows = extractor.extract(
        QUESTION, [candidate(TEXTS[2], title=t) for t in ("劳动报酬支付办法", "道路交通安全法")]
    )
    assert len(set(column(rows, "cosine"))) == 1
    for name in ("heading_pairs", "heading_cosine", "heading_soft"):
        related, other = column(rows, name)
        assert related > other, name


def test_a_clause_is_told_from_a_passage(extractor: FeatureExtractor) -> None:
    together, apart = "按时支付劳动报酬,机动车应当限速。", "按时支付机动车,劳动报酬应当限速。"
    rows = extractor.extract("支付劳动报酬", [candidate(together), candidate(apart)])
    first, second = column(rows, "soft_clause")
    assert first > second
    assert column(rows, "token_coverage")[0] == column(rows, "token_coverage")[1]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(TEXTS))))
def test_the_order_of_candidates_does_not_matter(extractor: FeatureExtractor, order: Sequence[int]) -> None:
    candidates = [
        candidate(text, title="劳动法" * (n % 2), authority=n, fused=1 / (n + 1))
        for n, text in enumerate(TEXTS)
    ]
    rows = extractor.extract(QUESTION, candidates)
    again = extractor.extract(QUESTION, [candidates[n] for n in order])
    assert np.allclose(again, rows[list(order)], atol=1e-5, equal_nan=True)


@pytest.mark.parametrize("question", AWKWARD)
@pytest.mark.parametrize("texts", [TEXTS[:2], ["☃"], ["", "!?"], ["长" * 60_000]])
def test_any_text_is_a_question(extractor: FeatureExtractor, question: str, texts: list[str]) -> None:
    rows = extractor.extract(question, [candidate(text, title=text[:50]) for text in texts])
    assert rows.shape == (len(texts), len(FEATURES))
    assert not np.isinf(rows).any()
    for name in sorted(ALWAYS):
        assert np.isfinite(column(rows, name)).all(), name


@settings(max_examples=40, deadline=None)
@given(question=st.text(max_size=30), texts=st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_shares_and_cosines_stay_within_their_bounds(
    extractor: FeatureExtractor, question: str, texts: list[str]
) -> None:
    rows = extractor.extract(question, [candidate(text, title=text[:9]) for text in texts])
    for name in sorted(RISING - {"clause_cosine"} | {"heading_pairs", "heading_cosine", "heading_soft"}):
        values = [value for value in column(rows, name) if not np.isnan(value)]
        assert all(-1.001 <= value <= 1.001 for value in values), name
