"""Words as tokens, and tokens as bytes and back."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vectorstore.analyzer import Analyzer
from vectorstore.piece_tokens import CLAUSE_END, PieceTokens, TokenIds, pack, unpack
from vectorstore.static_embedder import StaticEmbedder

VOCABULARY = {"工资": 1, "工": 2, "资": 3, "合同": 4, "a": 65_535}

tokens = arrays(np.uint16, st.integers(0, 40))
pieces = st.lists(st.sampled_from(["工资", "工", "资工", "合同", ",", "。", "\n\n", "☃", "水", "a", "a工"]))


@given(heading=tokens, text=tokens)
def test_what_was_packed_is_unpacked(heading: TokenIds, text: TokenIds) -> None:
    for found, put in zip(unpack(pack(heading, text)), (heading, text), strict=True):
        assert found.tolist() == put.tolist()


def test_an_endless_heading_is_cut_and_the_text_kept() -> None:
    heading, text = unpack(pack(np.ones(70_000, dtype=np.uint16), np.array([4, 0, 4], dtype=np.uint16)))
    assert len(heading) == 65_535
    assert text.tolist() == [4, 0, 4]


def test_where_nothing_is_kept_there_are_no_tokens() -> None:
    heading, text = unpack(b"")
    assert len(heading) == len(text) == 0


@given(pieces)
def test_tokens_are_those_of_the_words_in_their_order(given_pieces: list[str]) -> None:
    found = PieceTokens(VOCABULARY).ids(given_pieces)
    by_number = {number: token for token, number in VOCABULARY.items()}
    spelt = "".join(by_number[number] for number in found.tolist() if number != CLAUSE_END)
    assert spelt == "".join(c for c in "".join(given_pieces) if c in "工资合同a")
    assert found.dtype == np.uint16


@given(pieces)
def test_clauses_are_never_empty_and_the_last_has_no_end(given_pieces: list[str]) -> None:
    found = PieceTokens(VOCABULARY).ids(given_pieces).tolist()
    ends = [at for at, number in enumerate(found) if number == CLAUSE_END]
    assert 0 not in ends
    assert len(found) - 1 not in ends
    assert all(later - earlier > 1 for earlier, later in itertools.pairwise(ends))


@pytest.mark.parametrize("end", [",", ";", ":", "。", "!", "?", "、", "(", ")", "\n"])
def test_a_mark_ends_a_clause(end: str) -> None:
    assert PieceTokens(VOCABULARY).ids(["工资", end, "合同", end]).tolist() == [1, CLAUSE_END, 4]


def test_an_unknown_word_is_its_known_characters() -> None:
    assert PieceTokens(VOCABULARY).ids(["工☃资"]).tolist() == [2, 3]


@pytest.mark.parametrize(
    "text", ["甲方,乙方", "工资;合同", "期限：二年", "合同（草案）", "首先。其次", "一、二", "真?假"]
)
def test_the_marks_of_a_text_end_clauses_as_the_shipped_model_and_the_analyzer_have_them(text: str) -> None:
    analyzer = Analyzer()
    ids = PieceTokens(StaticEmbedder().vocabulary()).ids(analyzer.pieces(analyzer.fold(text)))
    assert ids.tolist().count(CLAUSE_END) == 1


def test_a_vocabulary_of_too_many_tokens_is_refused() -> None:
    with pytest.raises(ValueError, match="65536"):
        PieceTokens({"工": 65_536})
