"""Everyday phrases with a gap: found in a question whatever stands between their parts, and only there."""

from collections.abc import Iterator, Sequence

import pytest

from qa_service.answering.questions.everyday_phrases import by_start, put_for, take_phrases
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

_WORDS = ("死亡", "人口", "人员", "罚款", "工钱", "要回", "万元")


def _segment(text: str) -> Sequence[str]:
    words, at = [], 0
    while at < len(text):
        word = next((each for each in _WORDS if text.startswith(each, at)), text[at])
        words.append(word)
        at += len(word)
    return words


def _taken(text: str, *phrases: str) -> tuple[list[str], str]:
    return take_phrases(text, by_start(phrases), _segment)


def test_a_phrase_is_found_around_what_stands_in_its_gap() -> None:
    assert _taken("帮工人要回  万元工钱", "要回…工钱") == (["要回…工钱"], "帮工人    万元 ")


@pytest.mark.parametrize(
    "text", ["工钱要回来了", "要回房子,工钱呢", "要回被拖欠了很久很久的工钱", "要回工钱"]
)
def test_parts_in_another_order_or_far_apart_are_no_phrase(text: str) -> None:
    assert _taken(text, "要回…工钱") == ([], text)


def test_the_longer_of_two_phrases_is_found() -> None:
    assert _taken("帮人要回 工钱", "要回…工钱", "帮人要回…工钱")[0] == ["帮人要回…工钱"]


@pytest.mark.parametrize(
    ("text", "found"), [("死  个人", True), ("死亡的人口", False), ("死了些人员", False)]
)
def test_a_part_of_one_character_is_no_piece_of_a_word(text: str, found: bool) -> None:
    assert bool(_taken(text, "死…人")[0]) is found


def test_a_word_in_the_place_of_a_phrase_stands_before_what_is_in_its_gap() -> None:
    assert put_for("要回…工钱", "追回工资", "帮人要回多少工钱") == "帮人追回工资 多少 "
    assert put_for("要回…工钱", "追回工资", "帮人要工钱") == "帮人要工钱"


_REPORT = """青岩县人民政府关于2022年度法治政府建设情况的报告
一、主要工作
(一)化解矛盾纠纷。全县人民调解组织化解矛盾纠纷1873件,其中婚姻家庭纠纷412件。为务工人员追回工资638万元。
(二)规范执法。对首次轻微违法的经营主体免予处罚97件,减免罚款54.2万元。拆除违法建设31处8600平方米。
(三)便民服务。不动产登记窗口推行周六延时服务。为行动不便的群众上门办理事项265件。
(四)行政应诉。行政机关负责人出庭应诉率94%,行政诉讼败诉3件。
(五)民生实事。城区道路停车首次免费停放时间由20分钟延长到45分钟。全年出生人口1306人,新增托位110个。城镇登记失业率3.1%。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"青岩县": _REPORT}, tmp_path_factory.mktemp("everyday")) as service:
        yield service


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("青岩县帮打工的要回来多少工钱?", "638万元"),
        ("青岩县家里吵闹的事说和了多少件?", "412件"),
        ("青岩县因为头一回犯没罚钱的有多少件?", "97件"),
        ("青岩县一共少罚了多少钱?", "54.2万元"),
        ("青岩县给腿脚不好的人跑到家里办了多少件事?", "265件"),
        ("青岩县被老百姓告上法庭,输了几件?", "3件"),
        ("青岩县停车头多少时间以内不要钱?", "45分钟"),
        ("青岩县一共降生了多少个孩子?", "1306人"),
        ("青岩县没工作的人占多少?", "3.1%"),
    ],
)
def test_a_question_in_everyday_words_is_answered(service: Service, question: str, short: str) -> None:
    assert ask(service, question).short_answer == short


OFFERS = {
    "offers": """康平县2022年工作总结

一、主要情况

新增餐饮店37家。开办企业审批压缩至2天。客运票价4元。博物馆门票45元。听证会9场,召开座谈会21场。发放资料6.5万份。为企业清退保证金310万元。安装路灯260盏,建成摄像头140个。
"""
}


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(OFFERS, tmp_path_factory.mktemp("offers")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("开了多少饭馆?", "37家"),
        ("进园多少钱?", "45元"),
        ("开会听意见多少次?", "21场"),
        ("发了多少传单?", "6.5万份"),
        ("帮企业要回多少账款?", None),
        ("装了摄像头多少个?", "140个"),
    ],
)
def test_a_phrase_leads_to_no_words_of_another_matter(
    offers: Service, question: str, short: str | None
) -> None:
    assert ask(offers, question).short_answer == short
