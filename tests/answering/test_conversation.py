from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.conversation import Standalone, condense
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY


@pytest.fixture
def after(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Callable[..., Standalone]:
    return lambda *messages: condense(messages, segment=segment, find_regions=find_regions, today=TODAY)


def test_a_first_question_is_left_as_it_is(after: Callable[..., Standalone]) -> None:
    assert after("沂源县2019年调解纠纷多少件?").text == "沂源县2019年调解纠纷多少件?"


def test_another_region_is_asked_the_same_question(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县调解成功率是多少?", "伊春市呢?")
    assert standalone.text == "伊春市调解成功率是多少"


def test_a_year_named_for_one_region_is_only_a_wish_for_the_next(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年调解成功率是多少?", "伊春市呢?")
    assert standalone.text.startswith("伊春市2019年")
    assert standalone.year_inherited


def test_another_year_is_asked_the_same_question(after: Callable[..., Standalone]) -> None:
    assert after("沂源县2019年调解成功率是多少?", "那2020年呢?").text == "沂源县2020年调解成功率是多少"


def test_another_figure_keeps_the_scope_and_still_asks_how_much(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件申请?", "那满意率呢?")
    assert standalone.text == "沂源县2019年满意率是多少"
    assert "申请" in standalone.context


def test_a_short_question_without_scope_inherits_scope_and_topic(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件行政复议申请?", "受理了多少?")
    assert standalone.text == "沂源县2019年受理了多少"
    assert "行政复议" in standalone.context


def test_a_question_with_its_own_region_inherits_nothing(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件行政复议申请?", "伊春市培养了多少名法律明白人?")
    assert standalone.text == "伊春市培养了多少名法律明白人"
    assert standalone.context == ""


def test_inheritance_goes_over_several_turns(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件申请?", "受理了多少?", "不予受理的呢?")
    assert standalone.text.startswith("沂源县2019年不予受理")
