"""How the gate binds figures to their labels, tells changes, superlatives and years apart."""

from functools import cache

import pytest

from qa_service.answering.gate.bindings import Binder, Bindings
from qa_service.answering.gate.facts import known, lacking, told_by_period
from qa_service.answering.gate.governing import of_other_year
from qa_service.answering.gate.superlatives import Held, held_by_figures
from qa_service.answering.gate.turns import is_done_in_plan
from qa_service.answering.text.folding import fold
from tests.answering.gate_pairs import pairs
from training.gate import make_judge


@cache
def binder() -> Binder:
    return Binder(make_judge().likeness)


def bindings(statement: str, passage: str) -> Bindings:
    return binder().of(fold(statement).text, fold(passage).text, "")


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("审结民商事案件86件、刑事案件31件", "受理民商事案件97件,审结86件;受理刑事案件40件,审结31件。"),
        ("52件被纠错,包括撤销31件", "审结93件,其中维持41件、纠错52件(撤销31件、责令履行21件)。"),
        ("镇(街道)收到93件,部门收到54件", "镇(街道)收到93件,部门收到54件。"),
        ("各项贷款余额801亿元,增长17.2%", "年末各项存款余额912亿元,增长15.4%;贷款余额801亿元,增长17.2%。"),
        (
            "教育、医疗、社会保障和就业支出分别为3亿元、2亿元和5亿元",
            "教育支出3亿元、医疗支出2亿元、社会保障和就业支出5亿元。",
        ),
        ("调解室总数为19个,当年新增6个", "新增调解室6个,总数达到19个。"),
        ("标准由600元提高到640元", "标准由600元提高至640元。"),
    ],
)
def test_a_figure_with_its_own_label_holds(statement: str, passage: str) -> None:
    assert bindings(statement, passage).foreign == 0
    assert not bindings(statement, passage).turned


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("镇(街道)收到54件,部门收到93件", "镇(街道)收到93件,部门收到54件。"),
        (
            "基本支出占77.9%,项目支出占22.1%",
            "基本支出4128万元,占22.1%;项目支出14600万元,占77.9%。",
        ),
        ("审结民商事案件97件", "受理民商事案件97件,审结86件;受理刑事案件40件,审结31件。"),
        (
            "施工单位未清运垃圾的,处十万元罚款",
            "建设单位未报方案的,处十万元罚款。施工单位未清运垃圾的,处五万元罚款。",
        ),
    ],
)
def test_a_figure_with_the_label_of_another_is_found(statement: str, passage: str) -> None:
    assert bindings(statement, passage).foreign >= 2
    assert not bindings(statement, passage).hold


def test_what_is_counted_of_a_part_is_not_bound_as_the_whole() -> None:
    passage = "全市结案6042件。其中民商事案件新收3871件,结案3706件。"
    assert bindings("全市结案6042件", passage).hold
    assert not bindings("全市结案3706件", passage).hold


@pytest.mark.parametrize(
    ("statement", "passage", "turned"),
    [
        ("占比提升51.6%", "占比由38.2%提升至51.6%。", True),
        ("占比提升到51.6%", "占比由38.2%提升至51.6%。", False),
        ("占比为38.2%", "占比由38.2%提升至51.6%。", True),
        ("此前占比为38.2%", "占比由38.2%提升至51.6%。", False),
        ("2016年发生率为4.83%", "发生率由2016年的4.83%降至0。", False),
        ("标准为每人每月640元", "标准为每人每年640元。", True),
        ("年度计划投资为92亿元", "完成投资92亿元,占年度计划的73%。", True),
    ],
)
def test_a_figure_that_is_another_side_of_a_change_is_found(
    statement: str, passage: str, turned: bool
) -> None:
    assert bindings(statement, passage).turned is turned


def test_the_consequence_of_another_condition_is_found() -> None:
    passage = "献血累计满2000毫升的,通报表扬;累计满4000毫升的,奖励1000元。"
    assert bindings("献血累计满2000毫升的,奖励1000元", passage).spliced
    assert not bindings("献血累计满4000毫升的,奖励1000元", passage).spliced


@pytest.mark.parametrize(
    ("statement", "held"),
    [
        ("其中抢险最多,为305起", Held.RIGHT),
        ("其中灭火最多,为268起", Held.WRONG),
        ("其中救助最少,为170起", Held.RIGHT),
        ("最高限额为305起", Held.UNKNOWN),
        ("抢险305起", Held.UNKNOWN),
    ],
)
def test_what_is_most_the_figures_tell(statement: str, held: Held) -> None:
    passage = "全年接警743起,其中灭火268起,抢险305起,救助170起。"
    figures = binder().figures.of
    assert held_by_figures(statement, passage, figures(statement), figures(passage)) is held


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("2023年前三季度完成投资9亿元", "1—9月,完成投资9亿元。"),
        ("前11个月巡河46次", "截至11月底,巡河46次。"),
        ("补助直接发到每户", "补助直接发放到户。"),
        ("由省、市、县三级财政分担", "由省、市、县财政分担。"),
        ("事故9起,死亡11人,两项数据分别下降25%和21%", "事故9起,死亡11人,分别下降25%和21%。"),
        ("12345热线受理诉求58件", "12345政务服务便民热线受理诉求58件。"),
    ],
)
def test_periods_and_counts_in_other_words_are_not_lacking(statement: str, passage: str) -> None:
    judge, document = make_judge(), next(iter(pairs("measured"))).source.document
    held = known(fold(passage).text, (), document, is_order=judge.words.is_order)
    said = [fact for fact in lacking(_told(statement, held.text), held) if fact != "date"]
    assert not said


def _told(statement: str, text: str) -> str:
    return told_by_period(fold(statement).text, text)


def test_a_year_before_words_that_stand_behind_another_year_is_found() -> None:
    document = next(iter(pairs("measured"))).source.document
    held = known("批准了2020年县本级决算。", (), document, is_order=lambda _: False)
    assert of_other_year("批准了2021年县本级决算", held)
    assert not of_other_year("批准了2020年县本级决算", held)


def test_what_a_plan_sets_out_is_not_done() -> None:
    passage = "修订决策程序规定,6月底前完成。"
    assert is_done_in_plan("已完成决策程序规定的修订", "2024年法治建设工作要点", passage)
    assert not is_done_in_plan("已完成决策程序规定的修订", "2024年法治建设工作总结", passage)
    assert not is_done_in_plan("6月底前完成决策程序规定的修订", "2024年法治建设工作要点", passage)
    assert not is_done_in_plan("已建成平台", "2024年法治建设工作要点", "已建成平台。")
