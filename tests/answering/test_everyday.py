"""The lexicon of everyday words: each is found in a question and leads to the words of the documents."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

import pytest

from qa_service.answering.questions.focus import focus_words
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def _groups() -> list[tuple[list[str], list[str]]]:
    text = (files("qa_service.answering") / "phrases" / "everyday.tsv").read_text(encoding="utf-8")
    groups = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            asked, answered = line.split("\t")
            groups.append((asked.split(), answered.split()))
    return groups


def _focus(question: str, analyzer: Analyzer) -> Sequence[str]:
    def segment(text: str) -> list[str]:
        return [word.text for word in analyzer.words(text)]

    return focus_words(fold(question).text, segment, load_wording())


def test_no_everyday_word_stands_twice() -> None:
    found = Counter(word for asked, _ in _groups() for word in asked)
    assert [word for word, times in found.items() if times > 1] == []


def test_every_group_leads_to_another_word() -> None:
    idle = [asked for asked, answered in _groups() if not any(set(answered) - {word} for word in asked)]
    assert idle == []


def test_no_word_of_the_documents_stands_twice_in_a_group() -> None:
    assert [answered for _, answered in _groups() if len(set(answered)) < len(answered)] == []


def test_an_everyday_word_alone_is_the_focus_of_a_question(analyzer: Analyzer) -> None:
    lost = [word for word in load_wording().synonyms if word not in _focus(word, analyzer)]
    assert lost == []


@pytest.mark.parametrize(
    ("question", "document_word"),
    [
        ("商场里不让抽烟是从哪天开始的", "禁止吸烟"),
        ("去年新开了多少家店", "新设"),
        ("城里人均收入是多少", "城镇居民人均可支配收入"),
        ("到手的钱涨了多少", "可支配收入"),
        ("吃低保的人有多少", "低保对象"),
        ("小公司能少收多少房租", "减收"),
        ("春节来玩的人有多少", "旅游人次"),
        ("过节高速免费吗", "节假日"),
        ("补钱的事归谁管", "补贴"),
        ("公车数量是多少", "公务用车保有量"),
        ("外地孩子上学要带什么", "随迁子女"),
        ("养狗要牵绳吗", "犬只"),
    ],
)
def test_a_question_in_everyday_words_leads_to_those_of_documents(
    question: str, document_word: str, analyzer: Analyzer
) -> None:
    synonyms = load_wording().synonyms
    led_to = {other for word in _focus(question, analyzer) for other in synonyms.get(word, ())}
    assert document_word in led_to
