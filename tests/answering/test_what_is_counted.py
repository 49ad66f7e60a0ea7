"""Wordings in which offices give the same figure, and those that only look like it; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "霍邱县": """霍邱县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)规范执法。
2.全县各级行政执法机关作出行政处罚3,120宗、行政许可20,418宗。
(二)化解争议。全县发生一审行政应诉案件88件,以县政府为被告的21件;负责人出庭应诉率91.5%。
(三)加强普法宣传。举办“法治夜校”“乡村说法”等活动46场,参加群众3,900人次。
""",
    "金寨县": """金寨县2022年法治政府建设情况报告

一、主要工作
(一)规范执法。实施行政处罚1,204件。
(二)化解争议。全县行政应诉案件61件。其中,以县政府为被告的案件9件。从类型看,涉及土地征收41件,另外涉及行政复议7件。行政机关负责人出庭应诉率97%。
(三)发挥复议作用。收到行政复议申请58件,受理行政复议案件44件。
(四)法治宣传。开展普法活动150场。
""",
    "裕安区": """裕安区人民政府关于2020年度法治政府建设情况的报告

一、主要工作
(一)化解争议。有关情况见下表:

指标 | 单位 | 2019年 | 2020年 | 增减
收到行政复议申请 | 件 | 77 | 64 | -16.9%
行政应诉案件 | 件 | 40 | 33 | -17.5%

(二)负责人履职。负责人出庭应诉率由2019年的64%提高到88.2%。

二、存在的不足
执法力量薄弱。
""",
    "叶集区": """叶集区2021年法治政府建设情况报告

一、主要工作
(一)规范执法。城市管理局办理行政处罚案件73件。
(二)化解争议。区政府办理行政复议案件12件。行政机关负责人出庭应诉25件,出庭率80%。
(三)加强普法宣传。组织“宪法宣传周”“普法赶集”等活动52场次。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("counted")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "short", "figures"),
    [
        ("霍邱县和金寨县2022年负责人出庭应诉率差多少?", "5.5个百分点", ("91.5%", "97%")),
        ("霍邱县和金寨县2022年的行政处罚合起来有多少?", "4324宗", ("3,120宗", "1,204件")),
        ("2022年霍邱县和金寨县的行政应诉案件谁更多,各多少?", "霍邱县(88件)", ("88件", "61件")),
        ("2022年普法活动,霍邱县和金寨县各办了多少场?", None, ("46场", "150场")),
        ("霍邱、金寨两家,2022年行政处罚按件数从多到少排一下", None, ("3,120宗", "1,204件")),
    ],
)
def test_the_same_thing_in_other_words_is_compared(
    service: Service, asked: str, short: str | None, figures: tuple[str, ...]
) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == short
    assert all(figure in answer.answer for figure in figures)
    assert "由系统计算" in answer.answer


@pytest.mark.parametrize(
    ("asked", "short", "figures"),
    [
        ("裕安区和叶集区的行政机关负责人出庭应诉率哪个更高?", "裕安区(88.2%)", ("88.2%", "80%")),
        ("霍邱县和叶集区的普法活动一共多少场?", "98场", ("46场", "52场次")),
    ],
)
def test_a_rate_that_rose_and_events_named_by_example_are_read(
    service: Service, asked: str, short: str, figures: tuple[str, ...]
) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == short
    assert all(figure in answer.answer for figure in figures)


def test_what_one_bureau_did_is_shown_in_its_own_words_and_not_compared(service: Service) -> None:
    answer = ask(service, "霍邱县2022年和叶集区2021年的行政处罚件数,哪家最多?")
    assert answer.status == "answered"
    assert "城市管理局办理行政处罚案件73件”,统计的内容不同" in answer.answer
    assert answer.short_answer is None
    assert answer.table is not None
    assert [row.cells[2] for row in answer.table.rows] == ["3,120宗", None]


def test_a_part_is_never_taken_for_the_whole(service: Service) -> None:
    answer = ask(service, "2022年霍邱县和金寨县的行政应诉案件一共多少件?")
    assert answer.short_answer == "149件"


def test_the_number_of_a_paragraph_is_no_word_of_it(service: Service) -> None:
    assert "“2.全县" not in ask(service, "霍邱县和金寨县2022年的行政处罚合起来有多少?").answer


@pytest.mark.parametrize(
    ("asked", "figures", "short"),
    [
        ("裕安区2020年和金寨县2022年的行政应诉案件相差几件?", ("33件", "61件"), "28件"),
        ("裕安区2019年和2020年收到的行政复议申请差多少件?", ("77件", "64件"), "减少13件"),
    ],
)
def test_a_row_under_a_header_gives_the_figure_of_its_year(
    service: Service, asked: str, figures: tuple[str, ...], short: str
) -> None:
    answer = ask(service, asked)
    assert all(figure in answer.answer for figure in figures)
    assert answer.short_answer == short


def test_cases_that_only_concern_a_matter_are_not_counted_as_its_own(service: Service) -> None:
    answer = ask(service, "叶集区和金寨县的行政复议案件各有多少?")
    assert "12件" in answer.answer
    assert "44件" in answer.answer
    assert "行政复议7件" not in answer.answer
