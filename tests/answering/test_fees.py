"""What is free of charge is said to be so of those alone for whom it is."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import short_answer_in
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


def test_what_is_free_for_some_is_not_said_to_be_so_for_others(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "轮渡票价3元,70岁以上老年人免费乘船。自8月起码头存车不再免费。"
    assert short_answer_in(text, "学生坐轮渡免费吗?", analyzer, reader) != "免费"
    assert short_answer_in(text, "码头存车免费吗?", analyzer, reader) != "免费"
    for_elders = "为老年人免费办理遗嘱公证40件。"
    assert short_answer_in(for_elders, "老年人办遗嘱公证要花钱吗?", analyzer, reader) == "免费"
