from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.conversation import Standalone, condense
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY


@pytest.fixture
def after(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Callable[..., Standalone]:
    return lambda *messages, said="": condense(
        messages,
        segment=segment,
        find_regions=find_regions,
        today=TODAY,
        names_document=lambda text: "行政复议法" in text,
        find_organs=lambda text: [organ for organ in ("审计局", "民政局") if organ in text],
        said=said,
    )


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


def test_all_bodies_of_the_one_place_that_was_asked_of_are_no_other_places(
    after: Callable[..., Standalone],
) -> None:
    standalone = after("沂源县2019年各级党组织学习了多少次?", "各单位组织干部学习呢?")
    assert standalone.text.startswith("沂源县2019年各单位组织干部学习")
    assert "沂源县" not in after("沂源县2019年各级党组织学习了多少次?", "各地呢?").text


def test_a_question_with_its_own_region_inherits_nothing(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件行政复议申请?", "伊春市培养了多少名法律明白人?")
    assert standalone.text == "伊春市培养了多少名法律明白人?"
    assert standalone.context == ""


def test_inheritance_goes_over_several_turns(after: Callable[..., Standalone]) -> None:
    standalone = after("沂源县2019年收到多少件申请?", "受理了多少?", "不予受理的呢?")
    assert standalone.text.startswith("沂源县2019年不予受理")


ASKED = "沂源县2019年调解成功率是多少?"


@pytest.mark.parametrize(
    ("history", "message", "text"),
    [
        # Another scope, of the same question.
        ((ASKED,), "伊春市呢", "伊春市2019年调解成功率是多少"),
        ((ASKED,), "那伊春呢?", "伊春市2019年调解成功率是多少"),
        ((ASKED,), "2020年的呢?", "沂源县2020年调解成功率是多少"),
        ((ASKED,), "上一年呢?", "沂源县2018年调解成功率是多少"),
        ((ASKED,), "那下一年呢", "沂源县2020年调解成功率是多少"),
        ((ASKED, "上一年呢?"), "前一年呢", "沂源县2017年调解成功率是多少"),
        (("沂源县和伊春市的调解成功率谁高?",), "后者的满意率是多少", "伊春市的满意率是多少"),
        (("沂源县和伊春市的调解成功率谁高?",), "前者有多少律师?", "沂源县有多少律师"),
        ((ASKED,), "近三年呢?", "沂源县近三年调解成功率是多少"),
        ((ASKED, "近三年呢?"), "伊春市呢?", "伊春市近三年调解成功率是多少"),
        ((ASKED, "近三年呢?"), "2020年呢?", "沂源县2020年调解成功率是多少"),
        (("沂源县调解多少件?",), "十四五期间呢?", "沂源县十四五期间有多少件"),
        # The same scope, another matter.
        ((ASKED,), "其中家事纠纷有多少件?", "沂源县2019年家事纠纷有多少件"),
        ((ASKED,), "他们有多少调解员?", "沂源县2019年有多少调解员"),
        (("伊春市有哪些不足?", "第二点具体是什么?"), "沂源县呢?", "沂源县有哪些不足"),
        ((ASKED,), "该县聘请了几名律师", "沂源县2019年聘请了几名律师"),
        ((ASKED,), "它的满意率呢?", "沂源县2019年满意率是多少"),
        # A matter of its own is counted in a measure word of its own; what has but a verb in the same.
        (("沂源县挽回经济损失多少万元?",), "那受理援助案件呢?", "沂源县受理援助案件有多少"),
        (("沂源县参保人数多少万人?",), "那财政支出呢?", "沂源县财政支出有多少"),
        (("沂源县参保人数多少万人?",), "接待群众呢?", "沂源县接待群众有多少"),
        (("沂源县受理申请多少件?",), "那驳回呢?", "沂源县驳回有多少件"),
        # An organ's work stays the organ's, until another organ or place is named.
        (("沂源县审计局2019年完成审计项目多少个?",), "存在哪些问题?", "沂源县审计局2019年存在哪些问题"),
        (("沂源县审计局有哪些不足?",), "那民政局呢?", "沂源县民政局有哪些不足"),
        (("沂源县审计局有哪些不足?",), "那水利局呢?", "沂源县水利局有哪些不足"),
        (("沂源县审计局有哪些不足?",), "那2020年呢?", "沂源县2020年审计局有哪些不足"),
        (("沂源县审计局有哪些不足?",), "伊春市有多少律师?", "伊春市有多少律师"),
        # Who and when are asked of what was asked about before, not of anything.
        (("沂源县完成审计项目多少个?",), "谁负责?", "沂源县完成审计项目谁负责"),
        (("沂源县完成审计项目多少个?",), "那是什么时候?", "沂源县完成审计项目是什么时候"),
        # More of the same.
        (
            ("沂源县城镇居民人均可支配收入多少万元?",),
            "为什么?",
            "沂源县城镇居民人均可支配收入的原因是什么,为什么",
        ),
        (("沂源县受理了多少件行政复议申请?",), "为什么?", "沂源县受理了行政复议申请的原因是什么,为什么"),
        ((ASKED,), "为什么?", "沂源县2019年调解成功率的原因是什么,为什么"),
        ((ASKED,), "为什么这么高", "沂源县2019年调解成功率的原因是什么,为什么"),
        (("伊春市的普法工作怎么样",), "详细说说", "伊春市详细介绍一下普法工作"),
        (("伊春市的普法工作怎么样",), "能再具体讲讲吗?", "伊春市详细介绍一下普法工作"),
        (("伊春市有哪些不足?",), "还有呢?", "伊春市还有哪些不足"),
        (("伊春市有哪些不足?",), "还有其他的吗", "伊春市还有哪些不足"),
        # Another matter in another place or document: nothing is kept.
        ((ASKED,), "伊春市培养了多少名法律明白人?", "伊春市培养了多少名法律明白人"),
        ((ASKED,), "行政复议法规定多少天答复?", "行政复议法规定多少天答复"),
        ((ASKED,), "《法律援助法》什么时候施行?", "《法律援助法》什么时候施行"),
        ((ASKED,), "各地的满意率是多少", "各地的满意率是多少"),
        # What a user corrects in the page.
        ((), f"{ASKED}(地区:伊春市)", "伊春市2019年调解成功率是多少"),
        ((), f"{ASKED}(地区:不限;年份:2021年、2022年)", "2021年、2022年调解成功率是多少"),
        ((), f"{ASKED}(年份:不限)", "沂源县调解成功率是多少"),
        ((ASKED,), "那满意率呢?(地区:伊春市;年份:不限)", "伊春市满意率是多少"),
        ((ASKED, "那满意率呢?(地区:伊春市)"), "有多少律师?", "伊春市2019年有多少律师"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(
    after: Callable[..., Standalone], history: tuple[str, ...], message: str, text: str
) -> None:
    assert after(*history, message).text.rstrip("?").replace("的满意", "满意") == text.replace(
        "的满意", "满意"
    )


SAID = "伊春市:一是基层力量薄弱,人员不足[1]。二是普法形式单一,效果不好[1]。三是队伍老化[2]。"


def test_a_point_of_the_last_answer_is_asked_about_by_its_number(after: Callable[..., Standalone]) -> None:
    standalone = after("伊春市有哪些不足?", "第二点具体是什么?", said=SAID)
    assert standalone.text == "伊春市普法形式单一的具体内容是什么"


def test_a_point_that_the_last_answer_lacks_is_no_point(after: Callable[..., Standalone]) -> None:
    assert "普法" not in after("伊春市有哪些不足?", "第七点具体是什么?", said=SAID).text


@pytest.mark.parametrize("why", ["为什么?靠的什么?", "靠的是什么?", "主要靠什么?"])
def test_by_what_means_asks_why_of_the_topic(after: Callable[..., Standalone], why: str) -> None:
    assert after("沂源县2019年调解成功率提高了吗?", why).text.startswith("沂源县2019年调解成功率提高")
