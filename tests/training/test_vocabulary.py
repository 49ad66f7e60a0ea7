from collections import Counter

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the slim set-up has no scipy")

from training.vocabulary import UNKNOWN, Vocabulary, VocabularyOptions, count_words

COUNTS = Counter({"劳动": 50, "合同": 40, "劳动合同": 30, "的": 90, "签": 20, "app": 10, "稀有": 1, "动": 2})


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(COUNTS, VocabularyOptions())


def parts(vocabulary: Vocabulary, token: str) -> set[str]:
    row = vocabulary.composition[vocabulary.tokens.index(token)]
    return {vocabulary.tokens[column] for column in row.indices}


def test_a_word_is_made_of_itself_its_words_and_its_characters(vocabulary: Vocabulary) -> None:
    assert parts(vocabulary, "劳动合同") == {"劳动合同", "劳动", "合同", "劳", "动", "合", "同"}
    assert parts(vocabulary, "的") == {"的"}
    assert parts(vocabulary, "app") == {"app"}
    assert parts(vocabulary, UNKNOWN) == {UNKNOWN}


def test_rare_words_are_left_to_their_characters(vocabulary: Vocabulary) -> None:
    assert "稀有" not in vocabulary.tokens
    assert {"稀", "有"} <= set(vocabulary.tokens)


def test_the_likeliest_words_are_cut(vocabulary: Vocabulary) -> None:
    tokens = vocabulary.tokenizer.encode("签ＡＰＰ的劳动合同,劳动。").tokens
    assert tokens == ["签", "app", "的", "劳动合同", "劳动"]


def test_a_bag_counts_the_parts_of_all_tokens(vocabulary: Vocabulary) -> None:
    bag = vocabulary.bags(["劳动合同,劳动☃", "☃", ""]).toarray()
    assert bag[0, vocabulary.tokens.index("劳动")] == 2
    assert bag[0, vocabulary.tokens.index("合")] == 1
    assert bag[0, vocabulary.tokens.index(UNKNOWN)] == 0
    assert not bag[1:].any()
    assert bag.dtype == np.float32


def test_limits_keep_the_most_frequent() -> None:
    few = Vocabulary(COUNTS, VocabularyOptions(words=1, characters=2))
    assert few.tokens == [UNKNOWN, "劳动", "的", "动"]


def test_words_are_counted_folded_and_without_punctuation() -> None:
    counts = count_words(["公司,公司。", "ＡＢ"])
    assert counts == {"公司": 2, "ab": 1}
