"""Which step of a matter answers, what counts something else, and what was won; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.comparing.steps import AskedSteps
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "东至县": """东至县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)示范创建。以创建省级法治政府建设示范县为目标,制定创建方案。11月,我县被评为安徽省法治政府建设示范县。
(二)化解争议。全年收到行政复议申请61件,受理54件,审结50件。全县排查调处矛盾纠纷2110件,调解成功2080件。
(三)普法宣传。持续推进“法律明白人”培养工程,目前全县共有“法律明白人”1504人。发放宣传资料2.3万份。
(四)民生保障。城市低保标准提高到每人每月710元,农村低保标准提高到每人每年8520元。
(五)合法性审查。审查县政府文件88件、合同33份。
(六)经济运行。人均地区生产总值52100元,增长5.9%。地区生产总值288.1亿元,按不变价格计算,比上年增长5.2%。
二、存在的不足
一是执法力量薄弱,一人多岗;二是普法形式单一,针对性不强。
""",
    "贵池区": """池州市贵池区人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)示范创建。积极参加省级法治政府建设示范创建活动,秋浦街道荣获全省法治政府建设示范乡镇称号。
(二)化解争议。全年办理行政复议案件90件。新区共计人民调解案件3050件,调解成功2990件。
(三)普法宣传。精心培育“法律明白人”820名。发放宣传资料18000份。
(四)民生保障。城市低保标准为每人每月760元,农村低保标准为每人每月700元。
二、存在的不足
一是案卷制作不规范;二是部门协作不够顺畅。
""",
    "石台县": """石台县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全年登记行政复议申请33件,立案29件。调解纠纷640件,调解成功630件。
(二)合法性审查。审查各类合同21份。
(三)经济运行。地区生产总值70.4亿元,增长4.7%。
(四)普法宣传。全县63个行政村共培育“法律明白人”270名。
""",
    "贵池区市监局": """池州市贵池区市场监督管理局2022年法治政府建设工作总结

一、主要工作
(一)化解争议。全局作为被申请人的行政复议案件12件,已审结11件。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("steps")) as opened:
        yield opened


def values(answer: Answer) -> dict[str | None, str | None]:
    assert answer.table is not None
    return {row.cells[0]: row.cells[2] for row in answer.table.rows}


@pytest.mark.parametrize(
    ("asked", "any_of", "names_one"),
    [
        ("办理(受理、立案)了多少行政复议案件", True, False),
        ("立案或受理的数量", True, False),
        ("受理了多少行政复议案件", False, True),
        ("办理了多少行政复议案件", False, False),
        ("行政复议案件有多少", False, False),
    ],
)
def test_a_question_names_one_step_or_several_of_which_any_answers(
    asked: str, any_of: bool, names_one: bool
) -> None:
    steps = AskedSteps.of(asked, ())
    assert (steps.any_of, steps.names_one) == (any_of, names_one)


@pytest.mark.parametrize(
    "asked",
    [
        "三份报告里,各地办理(受理、立案)了多少行政复议案件?",
        "东至县、贵池区和石台县各办理了多少行政复议案件?",
    ],
)
def test_differing_steps_are_shown_each_as_what_it_counts_and_not_reckoned_with(
    service: Service, asked: str
) -> None:
    answer = ask(service, asked)
    assert values(answer) == {"东至县": "54件", "贵池区": "90件", "石台县": "29件"}
    assert answer.table is not None
    assert "统计内容" in answer.table.columns
    assert answer.table.chart is None
    assert "统计的内容不同" in answer.answer
    assert answer.short_answer is None


def test_a_step_that_is_asked_for_by_name_is_answered_by_no_other(service: Service) -> None:
    given = values(ask(service, "东至县、贵池区和石台县各受理了多少行政复议案件?"))
    assert given == {"东至县": "54件", "贵池区": None, "石台县": None}


def test_mediation_is_counted_by_whatever_name_it_goes(service: Service) -> None:
    given = values(ask(service, "东至、贵池、石台调解的纠纷各有多少?"))
    assert given == {"东至县": "2110件", "贵池区": "3050件", "石台县": "640件"}


def test_what_there_is_does_not_take_its_step_from_the_works_named_before_it(service: Service) -> None:
    answer = ask(service, "东至县和贵池区的法律明白人相差多少人?")
    assert values(answer) == {"东至县": "1504人", "贵池区": "820名"}
    assert "统计的内容不同,未作比较" in answer.answer


def test_a_bureau_that_was_complained_of_does_not_speak_for_its_region(service: Service) -> None:
    answer = ask(service, "东至县和贵池区行政复议案件各审结多少件?")
    assert values(answer)["东至县"] == "50件"
    assert values(answer)["贵池区"] is None


def test_what_is_paid_a_month_is_not_set_against_what_is_paid_a_year(service: Service) -> None:
    answer = ask(service, "东至县和贵池区的农村低保标准哪个高?")
    assert values(answer) == {"东至县": "8520元", "贵池区": "700元"}
    assert "未作比较" in answer.answer
    assert answer.short_answer is None


def test_the_poor_of_the_country_never_answer_for_those_of_the_town(service: Service) -> None:
    assert values(ask(service, "东至县和贵池区的城市低保标准各是多少?")) == {
        "东至县": "710元",
        "贵池区": "760元",
    }


def test_what_was_won_is_told_and_not_what_is_striven_for(service: Service) -> None:
    answer = ask(service, "东至县和贵池区在省级法治政府示范创建上分别拿了什么?")
    told = values(answer)
    assert "被评为安徽省法治政府建设示范县" in (told["东至县"] or "")
    assert "秋浦街道荣获" in (told["贵池区"] or "")
    assert "为目标" not in answer.answer


def test_each_side_is_asked_for_all_its_points(service: Service) -> None:
    answer = ask(service, "东至县和贵池区存在的不足分别是什么?")
    for point in ("执法力量薄弱", "普法形式单一", "案卷制作不规范", "部门协作不够顺畅"):
        assert point in answer.answer


def test_a_government_is_named_beside_its_own_bureau(service: Service) -> None:
    answer = ask(service, "贵池区政府和贵池区市场监督管理局的行政复议案件各办理多少件?")
    assert answer.table is not None
    assert len(answer.table.rows) == 2


def test_what_is_listed_after_one_verb_is_counted_by_it(service: Service) -> None:
    given = values(ask(service, "东至县和石台县审查的合同各是多少份?"))
    assert given == {"东至县": "33份", "石台县": "21份"}


def test_growth_a_head_is_no_growth_of_the_whole(service: Service) -> None:
    given = values(ask(service, "东至县和石台县的地区生产总值增速分别是多少?"))
    assert given == {"东至县": "5.2%", "石台县": "4.7%"}


def test_the_noun_of_the_figure_before_says_nothing_of_the_next(service: Service) -> None:
    given = values(ask(service, "贵池区和石台县培育的法律明白人各多少名?"))
    assert given == {"贵池区": "820名", "石台县": "270名"}


def test_the_step_that_is_compared_is_called_as_the_documents_call_it(service: Service) -> None:
    answer = ask(service, "东至县和贵池区的宣传资料相差多少?").answer
    assert "按写明的“发放”数比较" in answer
    assert "多5000份" in answer
