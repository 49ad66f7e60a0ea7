"""Words in other words: what comes near by the shipped model's vectors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.static_embedder import StaticEmbedder
from vectorstore.token_likeness import TokenLikeness

_TEXT = st.text(st.sampled_from("申请补贴免收费用小汽车停放 a1,。\ud800"), max_size=30)


LIKENESS = TokenLikeness(StaticEmbedder())


@pytest.fixture
def likeness() -> TokenLikeness:
    return LIKENESS


def test_a_word_that_stands_in_a_text_is_met_wholly(likeness: TokenLikeness) -> None:
    (met,) = likeness.best_matches(["补贴"], ["对困难家庭给予补贴。"])
    assert met == pytest.approx(1.0, abs=1e-3)


def test_an_everyday_word_is_met_better_by_the_official_one_than_by_another(likeness: TokenLikeness) -> None:
    for word, official, other in (("工钱", "劳动报酬", "行政复议"), ("房东", "出租人", "行政机关")):
        assert likeness.best_matches([word], [official]) > likeness.best_matches([word], [other])


def test_several_texts_meet_a_word_as_well_as_the_best_of_them(likeness: TokenLikeness) -> None:
    words, texts = ["工钱", "补贴"], ["劳动报酬的支付", "对困难家庭给予补贴"]
    each = np.stack([likeness.best_matches(words, [text]) for text in texts])
    assert likeness.best_matches(words, texts) == pytest.approx(each.max(axis=0), abs=1e-5)


@settings(max_examples=60)
@given(st.lists(_TEXT, max_size=4), st.lists(_TEXT, max_size=3))
def test_likeness_is_a_share_for_each_word_whatever_the_text(words: list[str], texts: list[str]) -> None:
    met = LIKENESS.best_matches(words, texts)
    assert met.shape == (len(words),)
    assert np.all((met >= 0) & (met <= 1 + 1e-5))


def test_cosines_are_those_of_the_embedded_texts(likeness: TokenLikeness) -> None:
    model = StaticEmbedder()
    texts = ["对困难家庭给予补贴。", "车辆停放收费标准"]
    expected = model.embed_passages(texts) @ model.embed_queries(["补贴多少"])[0]
    assert likeness.cosines("补贴多少", texts) == pytest.approx(expected, abs=1e-6)
    assert likeness.cosines("补贴多少", []).shape == (0,)
