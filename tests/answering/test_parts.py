"""Two questions in one message are told apart, and one question never is."""

import time
from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.parts import Splitter
from qa_service.answering.questions.wording import load_wording
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY


@pytest.fixture
def split(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Splitter:
    return Splitter(segment=segment, find_regions=find_regions, wording=load_wording(), today=TODAY)


def test_why_and_by_what_means_is_asked_once(split: Splitter) -> None:
    assert split.parts("为什么?靠的什么?") == ("为什么?靠的什么?",)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "沂源县2019年受理行政复议多少件?办结率是多少?",
            ("沂源县2019年受理行政复议多少件", "办结率是多少"),
        ),
        ("这个中心什么时候成立、有多少人?", ("这个中心什么时候成立", "有多少人")),
        ("调解中心什么时候成立的,主任是谁", ("调解中心什么时候成立的", "主任是谁")),
        ("去年法律援助多少件,还有多少人在看守所值班?", ("去年法律援助多少件", "多少人在看守所值班")),
        ("伊春市有哪些不足?下一步有什么打算?", ("伊春市有哪些不足", "下一步有什么打算")),
        ("一共调解多少件?成功率呢?为什么下降了?", ("一共调解多少件", "成功率呢", "为什么下降了")),
        ("沂源县2019年公证和法律援助分别是多少件?", ("沂源县2019年公证是多少件", "法律援助是多少件")),
        (
            "沂源县2019年参与重大行政决策论证和全年办结涉及草场的信访案件各是多少?",
            ("沂源县2019年参与重大行政决策论证是多少", "全年办结涉及草场的信访案件是多少"),
        ),
        (
            "沂源县2019年年末全县户籍登记总人口以及年末各类普通中学在校学生分别是多少?",
            ("沂源县2019年年末全县户籍登记总人口是多少", "年末各类普通中学在校学生是多少"),
        ),
        ("试用期最长多久?工资怎么算?", ("试用期最长多久", "工资怎么算")),
        (
            "沂源县受理多少件?办结率是多少?(地区:伊春市;年份:不限)",
            ("沂源县受理多少件(地区:伊春市;年份:不限)", "办结率是多少(地区:伊春市;年份:不限)"),
        ),
        ("沂源县小麦产量多少,增长百分之几?", ("沂源县小麦产量多少", "沂源县小麦产量增长百分之几")),
        ("小麦产量是多少吨?同比下降多少?", ("小麦产量是多少吨", "小麦产量同比下降多少")),
        ("受理数、办结数各多少", ("受理数多少", "办结数多少")),
        (
            "领导小组组长是谁?办公室设在哪里?有多少名工作人员?",
            ("领导小组组长是谁", "办公室设在哪里", "有多少名工作人员"),
        ),
    ],
)
def test_each_question_of_a_message_is_one(split: Splitter, message: str, parts: tuple[str, ...]) -> None:
    assert split.parts(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "沂源县2019年调解纠纷多少件?",
        "沂源县和伊春市的调解案件各多少件?",
        "沂源县和伊春市谁调解的纠纷更多,多多少?",
        "沂源县和伊春市的成功率哪个高?高几个百分点?",
        "沂源县和伊春市谁的调解成功率高,高多少?",
        "2019年和2020年分别调解了多少件?",
        "房东不退押金怎么办?可以起诉吗?",
        "拿本六年了从来没办过手续,同事说还得审一次,真有这回事吗,是谁来审",
        "公司拖着工资不发,我能要求赔偿吗,能要多少",
        "“谁执法谁普法”评议了多少家单位?",
        "有多少人、多少车参加了演练?",
        "哪些单位、多少人受到表彰?",
        "各地分别调解了多少件?",
        "什么叫行政规范性文件",
        "多少多少件?",
        "",
    ],
)
def test_one_question_is_never_split(split: Splitter, message: str) -> None:
    assert split.parts(message) == (message,)


@pytest.mark.parametrize("repeated", ["和", "甲和", "收入和支出", "甲类和乙类分别", "以及"])
def test_many_joined_words_are_read_in_no_time(split: Splitter, repeated: str) -> None:
    began = time.process_time()
    split.parts(repeated * 100)
    assert time.process_time() - began < 5
