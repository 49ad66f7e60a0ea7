"""Words that were guessed at lose the function words at their edges; words of the dictionary stay whole."""

import pytest

from qa_service.answering.questions.guessed_words import without_guesses
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize(
    ("guessed", "parts"),
    [
        ("要罚", ["要", "罚"]),
        ("会判", ["会", "判"]),
        ("内去", ["内", "去"]),
        ("最多能", ["最", "多", "能"]),
        ("能加", ["能", "加"]),
    ],
)
def test_a_guessed_word_loses_its_function_words(guessed: str, parts: list[str], analyzer: Analyzer) -> None:
    assert without_guesses([guessed], analyzer.tagged) == parts


@pytest.mark.parametrize("word", ["要求", "能力", "内容", "被告", "会议", "来源", "得分", "最低"])
def test_a_word_of_the_dictionary_stays_whole(word: str, analyzer: Analyzer) -> None:
    assert without_guesses([word], analyzer.tagged) == [word]


def test_what_is_cut_joins_to_the_same_text(analyzer: Analyzer) -> None:
    words = ["渡船", "要罚", "多少", "最多能", "拖"]
    assert "".join(without_guesses(words, analyzer.tagged)) == "".join(words)
