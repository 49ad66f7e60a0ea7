"""When what a search has found may answer: how likely the ranker has it, and whether the words agree."""

from collections.abc import Callable, Sequence
from typing import Protocol

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import is_enough
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage
from vectorstore.analyzer import Analyzer
from vectorstore.token_likeness import TokenLikeness


class Enough(Protocol):
    def __call__(
        self, text: str, asked: str, chance: float | None, *, complete: bool = False, title: str = "办法"
    ) -> bool: ...


@pytest.fixture
def enough(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    likeness: TokenLikeness,
) -> Enough:
    """Whether a passage alone may answer a question, with the chance that the ranker gives it."""
    wording, reader = load_wording(), PassageReader(Analyzer().tagged)

    def judged(
        text: str, asked: str, chance: float | None, *, complete: bool = False, title: str = "办法"
    ) -> bool:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
        evidence = Evidence(
            question,
            Matcher(focus),
            Matcher(()),
            wording,
            reader,
            complete,
            highest_chance=chance or 0.0,
            likeness=likeness,
        )
        found = passage(text)
        chances = {} if chance is None else {found.passage_id: chance}
        return any(is_enough(c, evidence) for c in evidence.candidates([(found, title)], chances))

    return judged


RULE = "用人单位拖欠劳动报酬的,劳动者可以要求限期支付。"


def test_what_the_ranker_is_sure_of_answers_with_few_words_in_common(enough: Enough) -> None:
    asked = "劳动者没拿到工钱,能向老板讨吗"
    assert enough(RULE, asked, 0.97)
    assert not enough(RULE, asked, 0.1)


def test_however_sure_the_ranker_is_some_word_must_agree(enough: Enough) -> None:
    assert not enough(RULE, "月球离地球有多远", 0.9)


def test_what_the_ranker_speaks_against_does_not_answer_by_its_words(enough: Enough) -> None:
    asked = "劳动者可以要求限期支付劳动报酬吗"
    assert enough(RULE, asked, 0.2)
    assert not enough(RULE, asked, 0.001)


def test_not_even_the_words_of_the_question_itself_answer_against_the_ranker(enough: Enough) -> None:
    asked = "用人单位拖欠劳动报酬的,劳动者可以要求限期支付吗"
    assert enough(RULE, asked, 0.2)
    assert not enough(RULE, asked, 0.001)


def test_words_that_agree_answer_where_no_ranker_was_asked(enough: Enough) -> None:
    asked = "劳动者可以要求限期支付劳动报酬吗"
    assert enough(RULE, asked, None, complete=True)
    assert enough(RULE, asked, None)


def test_where_a_scope_was_read_whole_the_ranker_may_know_other_words(enough: Enough) -> None:
    asked = "劳动者没拿到工钱,能向老板讨吗"
    assert enough(RULE, asked, 0.97, complete=True)
    assert not enough(RULE, asked, None, complete=True)


CENTRE = "大厅配备导办员12名,群众满意率99%。"


def test_a_sentence_without_any_word_of_the_question_answers_only_where_the_ranker_is_sure(
    enough: Enough,
) -> None:
    assert enough(CENTRE, "政务服务大厅谁来引路", 0.9, complete=True, title="政务服务")
    assert not enough(CENTRE, "政务服务谁来引路", 0.3, complete=True, title="政务服务")


HOUSING = "申请公共租赁住房的家庭,月收入应当低于2400元。"


def test_where_a_scope_was_read_whole_a_noun_may_only_be_missing_where_the_ranker_is_sure(
    enough: Enough,
) -> None:
    asked = "申请经济适用房的条件"
    assert not enough(HOUSING, asked, 0.5, complete=True)
    assert enough(HOUSING, asked, 0.99, complete=True)
