"""Years of one region, plans beside what was reached, and the year that tells; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.comparing.timing import planned_years
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "青阳县2023工作报告": """青阳县政府工作报告
——2024年1月9日在青阳县第十八届人民代表大会第三次会议上
青阳县人民政府县长 许某

一、2023年工作回顾
(一)项目建设。预计全年地区生产总值301.5亿元,增长6.4%。新建停车泊位740个,改造老旧小区31个,惠及居民4120户。
二、2024年工作安排
(一)主要目标。地区生产总值增长7%。
(二)城市更新。新建停车泊位900个,改造危旧桥梁6座。
""",
    "青阳县2024改造方案": """青阳县人民政府办公室关于印发青阳县2024年城镇老旧小区改造实施方案的通知
青政办〔2024〕8号

一、总体安排
2024年改造城镇老旧小区19个,涉及楼栋88栋、居民2260户,总投资9000万元。
青阳县人民政府办公室
2024年3月1日
""",
    "青阳县2023法治": """青阳县人民政府关于2023年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全年一审行政诉讼案件44件,行政机关败诉率6.8%。办理法律援助案件512件。培育“法律明白人”900名。
(二)乡村治理。丁桥镇洪山村获评“省级民主法治示范村”。
""",
    "青阳县2022法治": """青阳县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全年一审行政诉讼案件52件,行政机关败诉率9.6%。办理法律援助案件460件。
(二)乡村治理。新河镇前山村被命名为“省级民主法治示范村”。
二、下一步打算
2023年新建停车泊位1100个。
""",
    "石台县2022工作报告": """石台县政府工作报告
——2023年1月6日在石台县第十八届人民代表大会第二次会议上
石台县人民政府县长 吴某

一、2022年工作回顾
(一)经济运行。完成地区生产总值68.2亿元,增长3.9%。一般公共预算收入5.14亿元。
""",
    "石台县2022预算": """关于石台县2022年预算执行情况和2023年预算草案的报告
石台县财政局

一、2022年预算执行情况
全县一般公共预算收入完成51382万元,增长4.1%。
""",
    "石台县2021法治": """石台县人民政府关于2021年度法治政府建设情况的报告

一、主要工作
(一)化解争议。办理法律援助案件133件。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("years")) as opened:
        yield opened


def values(answer: Answer) -> dict[tuple[str | None, str | None], str | None]:
    assert answer.table is not None
    return {(row.cells[0], row.cells[1]): row.cells[2] for row in answer.table.rows}


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("2023年新建的和2024年计划新建的停车泊位各多少个", {2024}),
        ("2022年的就业人数和2023年目标分别是多少", {2023}),
        ("2022年和2023年计划生育投入各多少", set()),
        ("2022年完成了计划的多少", set()),
    ],
)
def test_a_year_is_planned_where_the_question_says_so_of_it(asked: str, years: set[int]) -> None:
    assert planned_years(asked) == years


def test_what_is_planned_stands_beside_what_was_reached_and_is_called_a_plan(service: Service) -> None:
    answer = ask(service, "青阳县2023年新建停车泊位和2024年计划新建的各多少个?")
    assert values(answer) == {("青阳县", "2023"): "740个", ("青阳县", "2024"): "900个"}
    assert "青阳县(2024年计划)" in answer.answer
    assert "1100个" not in answer.answer


def test_whom_a_work_reaches_is_counted_and_not_the_work(service: Service) -> None:
    answer = ask(service, "青阳县2023年改造的老旧小区和2024年计划改造的分别涉及多少户?")
    assert values(answer) == {("青阳县", "2023"): "4120户", ("青阳县", "2024"): "2260户"}


def test_where_no_year_is_asked_the_year_that_tells_is_taken_and_named(service: Service) -> None:
    answer = ask(service, "青阳县和石台县的法律援助案件各办理多少件?")
    assert values(answer) == {("青阳县", "2023"): "512件", ("石台县", "2021"): "133件"}
    assert "问题未写明年份" in answer.answer


def test_a_figure_expected_when_the_report_was_written_is_one_of_its_year(service: Service) -> None:
    answer = ask(service, "青阳县和石台县的地区生产总值哪个高,相差多少?")
    assert values(answer) == {("青阳县", "2023"): "301.5亿元", ("石台县", "2022"): "68.2亿元"}
    assert "233.3亿元" in answer.answer


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("青阳县2022年和2023年的败诉率哪年低?", "2023年(6.8%)"),
        ("青阳县2023年和2022年的行政应诉案件哪年多?", "2022年(52件)"),
        ("青阳县行政机关败诉率2023年比2022年变化怎样?", "降低2.8个百分点"),
        ("青阳县哪一年办理的法律援助案件更多?", "2023年(512件)"),
    ],
)
def test_years_of_one_region_are_set_against_each_other_however_it_is_asked(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


def test_each_year_is_answered_in_words_where_words_are_asked(service: Service) -> None:
    answer = ask(service, "青阳县2022年和2023年被命名为民主法治示范村的分别是哪个村?")
    assert answer.table is not None
    told = {row.cells[1]: row.cells[2] or "" for row in answer.table.rows}
    assert "前山村" in told["2022"]
    assert "洪山村" in told["2023"]


def test_growth_is_told_as_the_documents_tell_it(service: Service) -> None:
    answer = ask(service, "青阳县2023年和石台县2022年地区生产总值分别增长多少?")
    assert values(answer) == {("青阳县", "2023"): "6.4%", ("石台县", "2022"): "3.9%"}


def test_a_figure_rounded_in_one_document_is_no_other_than_in_full_in_the_next(service: Service) -> None:
    answer = ask(service, "青阳县2023年和石台县2022年一般公共预算收入各多少?")
    assert "数字不一" not in answer.answer
    assert values(answer)["石台县", "2022"] in ("5.14亿元", "51382万元")


def test_the_latest_years_are_those_that_tell(service: Service) -> None:
    answer = ask(service, "青阳县行政机关败诉率这两年有什么变化?")
    assert answer.short_answer == "降低2.8个百分点"
    assert values(answer) == {("青阳县", "2022"): "9.6%", ("青阳县", "2023"): "6.8%"}
