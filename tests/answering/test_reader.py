"""The learned reader: its parts by themselves, and that what ships reads plain questions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.reader.asked import read_question
from qa_service.answering.reader.overlap import common_end, common_start, longest_run, overlap
from qa_service.answering.reader.spans import runs_in
from qa_service.answering.reader.texts import TaggedText, tagged_text
from qa_service.answering.reading import ParagraphReader
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import sentence_spans
from vectorstore.analyzer import Analyzer

PARAGRAPH = (
    "青禾县位于白水河上游。2019年4月,县人民政府设立政务服务中心,由李国华任主任。"
    "中心共有窗口38个,办理事项1,207项;全年办件量达到12.5万件,同比增长8.3%。"
    "因为旧址狭小,中心于2021年迁入新建的青禾大厦。主要服务社保、医保、户籍和不动产登记。"
)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> ParagraphReader:
    return ParagraphReader(analyzer)


def words_of(text: str, analyzer: Analyzer) -> TaggedText:
    folded = fold(text).text
    return tagged_text(folded, sentence_spans(folded), analyzer.tagged)


@pytest.mark.parametrize(
    ("question", "kind", "noun", "unit"),
    [
        ("中国的首都是哪个城市?", "which", "城市", ""),
        ("中国的国花是什么?", "what", "国花", ""),
        ("中心有多少个窗口?", "how_much", "窗口", "个"),
        ("他领导几家骑士团?", "how_much", "骑士团", "家"),
        ("谁担任主任?", "who", "主任", ""),
        ("中心何时迁入新址?", "when", "新址", ""),
        ("为什么迁入新址?", "why", "", ""),
        ("甚么是政务服务?", "what", "政务服务", ""),
    ],
)
def test_a_question_tells_what_it_asks_for(
    question: str, kind: str, noun: str, unit: str, analyzer: Analyzer
) -> None:
    asked = read_question(question, analyzer.tagged)
    assert (asked.kind, asked.unit) == (kind, unit)
    if noun:
        assert asked.noun == noun


def test_a_number_with_thousands_is_one_word_and_ends_no_clause(analyzer: Analyzer) -> None:
    text = words_of("森林消失了587,000.5平方公里,其中大半是草场。", analyzer)
    at = text.words.index("587,000.5")
    assert text.clause[at] == text.clause[0]
    assert text.clause[at] != text.clause[-2]


@given(st.text(alphabet="青禾县新收申请12件,。;、“”《》的是在19年a ", min_size=1, max_size=60))
def test_every_run_lies_in_its_sentence_and_begins_and_ends_with_words(text: str) -> None:
    found = words_of(text, _ANALYZER)
    for number in range(int(found.sentence.max(initial=-1)) + 1):
        tokens = np.flatnonzero(found.sentence == number)
        runs = runs_in(found, int(tokens[0]), int(tokens[-1]) + 1)
        assert (runs.first <= runs.last).all()
        assert (found.sentence[runs.first] == number).all()
        assert (found.sentence[runs.last] == number).all()
        pairs = set(zip(runs.first.tolist(), runs.last.tolist(), strict=True))
        assert len(pairs) == runs.count
        assert not any(found.text[found.starts[a]] in ",。;、”》的" for a in runs.first)


_ANALYZER = Analyzer()


def test_what_a_text_shares_with_a_question_is_weighed_by_how_rare_it_is(analyzer: Analyzer) -> None:
    text = words_of(PARAGRAPH, analyzer)
    asked = read_question("中心有几个窗口?", analyzer.tagged)
    shared = overlap(text, sentence_spans(text.text), asked)
    weight = dict(zip(asked.words, shared.weights.tolist(), strict=True))
    assert weight["窗口"] > weight["中心"]
    assert shared.side[text.words.index("窗口")] == 1
    assert not shared.weight[text.words.index("上游")]


def test_runs_of_characters_are_compared_from_both_ends() -> None:
    assert longest_run("新收申请多少件", "全年新收申请12件") == 4
    assert common_end("县政府设立", "去年设立") == 2
    assert common_start("件,全部", "件数") == 1
    assert common_end("", "设立") == 0


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("政务服务中心有多少个窗口?", "38个"),
        ("政务服务中心由谁任主任?", "李国华"),
        ("全年办件量是多少?", "12.5万件"),
        ("中心哪一年迁入青禾大厦?", "2021年"),
        ("青禾县位于哪条河的上游?", "白水河"),
    ],
)
def test_plain_questions_are_read(question: str, answer: str, reader: ParagraphReader) -> None:
    reading = reader.read(PARAGRAPH, question)
    assert reading.short_answer == answer
    start, end = reading.sentences[0]
    assert answer in PARAGRAPH[start:end]


def test_all_sentences_are_told_in_an_order(reader: ParagraphReader) -> None:
    found = reader.read(PARAGRAPH, "为什么迁入青禾大厦?").sentences
    assert "".join(PARAGRAPH[start:end] for start, end in sorted(found)) == PARAGRAPH
    assert "旧址狭小" in PARAGRAPH[found[0][0] : found[0][1]]


def test_a_paragraph_without_a_word_answers_nothing(reader: ParagraphReader) -> None:
    assert reader.read("……", "多少件?").short_answer is None
    assert reader.read("", "多少件?").sentences == ()
