"""Texts cut into tokens: together, once, and the last few kept."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.cut_texts import CutTexts
from vectorstore.static_embedder import StaticEmbedder, TokenIds


class Cutter:
    """Cuts a text into the numbers of its characters, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> list[TokenIds]:
        self.asked.append(list(texts))
        return [np.array([ord(character) for character in text], dtype=np.int32) for text in texts]


def test_what_was_read_together_is_not_cut_again() -> None:
    cut = Cutter()
    texts = CutTexts(cut, most=10)
    texts.read(["甲", "乙", "甲"])
    assert [tokens.tolist() for tokens in texts.tokens(["乙", "甲"])] == [[ord("乙")], [ord("甲")]]
    assert cut.asked == [["甲", "乙"]]


def test_only_the_last_texts_are_kept() -> None:
    cut = Cutter()
    texts = CutTexts(cut, most=2)
    for text in ("甲", "乙", "甲", "丙", "甲", "乙"):
        texts.tokens([text])
    assert cut.asked == [["甲"], ["乙"], ["丙"], ["乙"]]


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), max_size=6), max_size=6))
def test_every_text_has_its_own_tokens_however_few_are_kept(rounds: list[list[str]]) -> None:
    texts = CutTexts(Cutter(), most=1)
    for asked in rounds:
        assert [tokens.tolist() for tokens in texts.tokens(asked)] == [[ord(text)] for text in asked]


def test_a_text_s_tokens_make_the_vector_that_it_is_embedded_as() -> None:
    model = StaticEmbedder()
    texts = ["对困难家庭给予补贴。", "", "车辆停放收费标准" * 30]
    vectors = np.stack([model.embed_tokens(tokens) for tokens in model.token_ids(texts)])
    assert vectors == pytest.approx(model.embed_passages(texts), abs=1e-6)
