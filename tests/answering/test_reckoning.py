from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.conversation import condense
from qa_service.answering.questions.question import Expects, analyse
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY


@pytest.fixture
def after(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Callable[..., str]:
    return lambda *messages: condense(messages, segment=segment, find_regions=find_regions, today=TODAY).text


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ("合计多少?", "各地调解纠纷合计多少件"),
        ("一共是多少件", "各地调解纠纷合计多少件"),
        ("那加起来有多少?", "各地调解纠纷合计多少件"),
        ("平均多少", "各地调解纠纷平均多少件"),
        ("相差多少?", "各地调解纠纷相差多少件"),
        ("最多的是哪里?", "各地调解纠纷最多的是哪里"),
        ("哪个地区最少?", "各地调解纠纷最少的是哪里"),
        ("那谁最多呢?", "各地调解纠纷最多的是哪里"),
        ("最少的呢?", "各地调解纠纷最少的是哪里"),
        ("从高到低排一下", "各地调解纠纷分别是多少件"),
        ("按从少到多的顺序排列", "各地调解纠纷最少的是哪里"),
        ("排个名", "各地调解纠纷分别是多少件"),
    ],
)
def test_how_figures_relate_is_asked_of_the_figures_before(
    after: Callable[..., str], asked: str, means: str
) -> None:
    assert after("各地调解纠纷分别是多少件?", asked) == means


def test_one_relation_after_another_is_asked_of_the_same_figures(after: Callable[..., str]) -> None:
    question = "沂源县和伊春市调解纠纷多少件?"
    assert after(question, "合计多少?", "最多的是哪里?") == "沂源县、伊春市调解纠纷最多的是哪里"
    assert after(question, "谁更多?", "相差多少?") == "沂源县、伊春市调解纠纷相差多少件"


def test_what_was_asked_of_one_region_after_another_is_compared(after: Callable[..., str]) -> None:
    question = "沂源县调解成功率是多少?"
    assert after(question, "伊春市呢?", "哪个更高?") == "沂源县、伊春市调解成功率更高的是哪里"
    assert after(question, "伊春市呢?", "相差多少?") == "沂源县、伊春市调解成功率相差是多少"


def test_a_further_figure_of_one_region_is_compared_with_the_others(after: Callable[..., str]) -> None:
    question = "沂源县收到多少件行政复议申请?"
    turns = (question, "伊春市呢?", "其中受理多少件?", "谁更多?")
    assert after(*turns) == "沂源县、伊春市受理更多的是哪里"


def test_the_year_of_a_documents_number_is_no_year_asked_about(after: Callable[..., str]) -> None:
    numbered = "青政办发〔2021〕12号的发文机关是哪个?"
    assert "2021" not in after(numbered, "调解成功率是多少?")


def test_a_year_that_was_named_for_one_region_binds_no_other(after: Callable[..., str]) -> None:
    question = "沂源县2019年调解成功率是多少?"
    assert after(question, "伊春市呢?", "哪个更高?") == "沂源县、伊春市调解成功率更高的是哪里"


def test_one_figure_alone_has_nothing_to_relate_to(after: Callable[..., str]) -> None:
    assert "合计" not in after("沂源县调解成功率是多少?", "加起来多少?")


def test_a_relation_of_another_figure_is_a_question_of_its_own(after: Callable[..., str]) -> None:
    assert "信访" in after("各地调解纠纷分别是多少件?", "那信访最多的是哪里?")


def test_thanks_in_between_change_nothing(after: Callable[..., str]) -> None:
    question = "沂源县调解成功率是多少?"
    assert after(question, "谢谢", "伊春市呢?") == "伊春市调解成功率是多少"
    assert after(question, "谢谢") == "谢谢"


@pytest.mark.parametrize(
    "question", ["哪里调解的纠纷最少?", "调解纠纷最多的是哪里?", "调解纠纷最少的在哪儿?"]
)
def test_where_there_is_most_is_asked_of_every_region(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    question: str,
) -> None:
    asked = analyse(question, segment=segment, find_regions=find_regions, today=TODAY)
    assert asked.scope.across
    assert asked.expects is Expects.COMPARISON


def test_where_something_happened_is_asked_of_no_region(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> None:
    asked = analyse("基层立法联系点设在哪里?", segment=segment, find_regions=find_regions, today=TODAY)
    assert not asked.scope.across
