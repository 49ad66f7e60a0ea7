"""Questions across documents, over reports of many layouts: what is compared, what is not, what is said."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.answering.watching import Abandoned
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings

REPORTS = Path(__file__).parent / "across"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("across"))) as opened:
        files = [
            SourceFile(source=path.name, content=path.read_bytes())
            for path in sorted(REPORTS.iterdir())
            if path.name != "README.md"
        ]
        assert not opened.ingestor.ingest(files).failed
        yield opened


def ask(service: Service, message: str) -> Answer:
    return service.chain.answer(ChatRequest(message=message))


def values(answer: Answer) -> dict[str, str | None]:
    """The value of every side; of one with several years or documents the sides' names are numbered apart."""
    assert answer.table is not None
    column = answer.table.columns.index("数值")
    names = [row.cells[0] or "" for row in answer.table.rows]
    years = [row.cells[1] for row in answer.table.rows]
    several = len(set(names)) < len(names)
    return {
        f"{name}{year}" if several else name: row.cells[column]
        for name, year, row in zip(names, years, answer.table.rows, strict=True)
    }


@pytest.mark.parametrize(
    ("asked", "expected", "said", "short"),
    [
        (
            "临泉县和凤台县2022年收到的行政复议申请哪个多?",
            {"临泉县": "134件", "凤台县": "98件"},
            "临泉县较多,比凤台县多36件",
            "临泉县(134件)",
        ),
        ("临泉县比凤台县多受理多少件行政复议?", {"临泉县": "121件", "凤台县": "85件"}, "多36件", "36件"),
        (
            "临泉县、凤台县、太和县2022年共受理行政复议案件多少件?",
            {"临泉县": "121件", "凤台县": "85件", "太和县": "93件"},
            "3个地区合计299件",
            "299件",
        ),
        (
            "临泉县、凤台县、太和县2022年平均受理行政复议案件多少件?",
            {"临泉县": "121件", "凤台县": "85件", "太和县": "93件"},
            "平均99.67件",
            "99.67件",
        ),
        (
            "太和县2022年受理行政复议案件比上年增加了多少件?",
            {"太和县2021": "67件", "太和县2022": "93件"},
            "增加26件,增长38.8%",
            "增加26件",
        ),
        (
            "太和县2020年和2022年受理行政复议案件相差多少?",
            {"太和县2020": "50件", "太和县2022": "93件"},
            "增加43件",
            "增加43件",
        ),
        (
            "怀远县、固镇县、五河县GDP合计多少?",
            {"怀远县": "425.3亿元", "固镇县": "320亿元", "五河县": "2605000万元"},
            "合计1005.8亿元",
            "1005.8亿元",
        ),
        (
            "固镇县和怀远县一般公共预算收入增长率哪个高?",
            {"固镇县": "-2.1%", "怀远县": "6.2%"},
            "怀远县较高,比固镇县高8.3个百分点",
            "怀远县(6.2%)",
        ),
        (
            "蒙城县司法局和蒙城县交通运输局举办的法治讲座哪个多?",
            {"蒙城县司法局": "45场", "蒙城县交通运输局": "6场"},
            "多39场",
            "蒙城县司法局(45场)",
        ),
        (
            "临泉县和太和县调解成功率相差多少?",
            {"临泉县": "98.99%", "太和县": "97.5%"},
            "高1.49个百分点",
            "1.49个百分点",
        ),
        (
            "凤台县和颍上县受理行政复议案件哪个多?",
            {"凤台县": "85件", "颍上县": "55件"},
            "凤台县较多,比颍上县多30件",
            "凤台县(85件)",
        ),
    ],
)
def test_each_side_gives_its_own_figure_and_the_rest_is_computed(
    service: Service, asked: str, expected: dict[str, str], said: str, short: str
) -> None:
    answer = ask(service, asked)
    assert values(answer) == expected
    assert said in answer.answer
    assert "由系统计算" in answer.answer
    assert answer.short_answer == short


@pytest.mark.parametrize(
    ("asked", "not_counted", "words"),
    [
        ("临泉县和利辛县2022年受理行政复议案件谁多?", "利辛县", "立案44件"),
        ("临泉县和涡阳县2022年受理行政复议案件谁多?", "涡阳县", "办理行政复议案件76件"),
        ("凤台县和涡阳县2022年收到行政复议申请相差多少?", "涡阳县", "办理行政复议案件76件"),
        ("太和县和阜南县2022年受理行政复议案件哪个多?", "阜南县", "上半年受理行政复议案件40件"),
        ("临泉县和凤台县的律师人数哪个多?", "凤台县", "公职律师15人"),
        ("临泉县和凤台县12345热线办结率哪个高?", "凤台县", "按时办结率97.5%"),
        ("蒙城县交通运输局和蒙城县司法局受理行政复议案件哪个多?", "蒙城县交通运输局", "作为被申请人"),
    ],
)
def test_a_figure_that_counts_something_else_is_shown_as_such_and_never_compared(
    service: Service, asked: str, not_counted: str, words: str
) -> None:
    answer = ask(service, asked)
    assert values(answer)[not_counted] is None
    assert answer.table is not None
    row = next(row for row in answer.table.rows if row.cells[0] == not_counted)
    assert words in (row.cells[-1] or "")
    assert row.n is not None
    assert "统计的内容不同" in answer.answer
    assert "无法比较" in answer.answer
    assert answer.short_answer is None
    assert answer.table.chart is None


def test_where_the_question_leaves_it_open_differing_figures_are_shown_and_not_compared(
    service: Service,
) -> None:
    answer = ask(service, "临泉县和凤台县的法律援助案件哪个多?")
    assert values(answer) == {"临泉县": "468件", "凤台县": "372件"}
    assert answer.table is not None
    assert "统计内容" in answer.table.columns
    assert answer.table.chart is None
    assert "统计的内容不同,未作比较" in answer.answer


def test_all_regions_are_ranked_and_who_is_left_out_is_named(service: Service) -> None:
    answer = ask(service, "2022年哪个县受理的行政复议案件最多?")
    assert answer.short_answer == "临泉县(121件)"
    given = {name: value for name, value in values(answer).items() if value}
    assert list(given.items()) == [
        ("临泉县", "121件"),
        ("太和县", "93件"),
        ("凤台县", "85件"),
        ("蒙城县", "72件"),
        ("颍上县", "55件"),
    ]
    left_out = answer.answer.split("统计的内容不同,未列入")[0].rsplit("。", 1)[-1]
    assert set(left_out.split("]")[-1].split("、")) >= {"利辛县", "涡阳县", "阜南县"}
    assert "怀远县" in answer.answer.rsplit("- ", 1)[-1]
    assert values(answer)["怀远县"] is None


def test_every_figure_of_a_table_stands_in_the_quote_of_its_citation(service: Service) -> None:
    for asked in (
        "各县举办法治讲座多少场?",
        "各地普法经费投入分别是多少?",
        "各地行政机关负责人出庭应诉率是多少?",
    ):
        answer = ask(service, asked)
        assert answer.table is not None
        by_number = {citation.n: citation for citation in answer.citations}
        column = answer.table.columns.index("数值")
        for row in answer.table.rows:
            assert (row.n is None) == all(cell is None for cell in row.cells[2:])
            if row.n is not None:
                citation = by_number[row.n]
                text = service.library.document(citation.document_id).text
                assert text[citation.start : citation.end] == citation.quote
                assert (row.cells[column] or "") in re.sub(r"\s", "", citation.quote)


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("2022年哪些县受理行政复议案件超过85件?", "临泉县、太和县"),
        ("2022年受理行政复议案件在85件以上的有哪些县?", "临泉县、太和县、凤台县"),
        ("2022年受理行政复议案件在50到90件之间的县有哪些?", "凤台县、蒙城县、颍上县"),
        ("哪些县出庭应诉率达到100%?", "凤台县"),
        ("哪些县建立了基层立法联系点?", "太和县、蒙城县"),
        ("哪个县没有建立基层立法联系点?", "颍上县"),
    ],
)
def test_regions_are_picked_by_a_bound_or_by_what_they_did(service: Service, asked: str, short: str) -> None:
    answer = ask(service, asked)
    assert set((answer.short_answer or "").split("、")) == set(short.split("、"))


def test_units_are_made_equal_in_a_column_of_their_own(service: Service) -> None:
    answer = ask(service, "临泉县和凤台县谁的普法经费高?相差多少?")
    assert answer.table is not None
    column = answer.table.columns.index("折合万元(由系统换算)")
    assert [row.cells[column] for row in answer.table.rows] == ["350", "1200"]
    assert answer.table.chart == column
    assert "850万元" in answer.answer


def test_organs_of_one_region_that_differ_are_both_shown_and_not_reckoned_with(service: Service) -> None:
    answer = ask(service, "太和县、临泉县和蒙城县2022年举办法治讲座合计多少场?")
    assert answer.short_answer == "48场"
    assert values(answer)["蒙城县司法局"] == "45场"
    assert values(answer)["蒙城县交通运输局"] == "6场"
    assert "蒙城县的几份文件数字不一,未列入" in answer.answer


def test_a_region_without_documents_is_said_to_have_none(service: Service) -> None:
    answer = ask(service, "临泉县和阜阳市受理行政复议哪个多?")
    assert values(answer) == {"临泉县": "121件", "阜阳市": None}
    assert "阜阳市:未提及(库里没有相应的文件)" in answer.answer


def test_a_document_without_a_region_is_no_county(service: Service) -> None:
    assert "法律服务行业协会" not in values(ask(service, "各县律师人数分别是多少?"))
    assert "法律服务行业协会" in values(ask(service, "各份报告里律师人数分别是多少?"))


def test_documents_can_be_compared_by_name(service: Service) -> None:
    answer = ask(
        service,
        "《临泉县人民政府关于2022年法治政府建设情况的报告》和《凤台县2022年度法治政府建设工作报告》"
        "中受理行政复议案件数哪个多?",
    )
    assert list(values(answer).values()) == ["121件", "85件"]
    assert answer.table is not None
    assert answer.table.columns[0] == "文件"


def test_plans_are_no_figures_of_the_year(service: Service) -> None:
    assert values(ask(service, "临泉县和凤台县举办法治讲座哪个多?")) == {"临泉县": "23场", "凤台县": "31场次"}


def test_an_answer_stays_short_however_many_sides_there_are(service: Service) -> None:
    for asked in ("各地2022年举办法治讲座多少场?", "各地有哪些不足?", "各县普法工作有什么做法?"):
        assert len(ask(service, asked).answer) <= 900


@pytest.mark.parametrize(
    "asked",
    [
        "太和县2021年和临泉县2022年受理的行政复议案件一共多少件?",
        "2021年太和县跟2022年临泉县受理的行政复议案件合计多少件?",
        "太和(2021)、临泉(2022)受理的行政复议案件合计多少件?",
        "太和县2021年受理的行政复议案件,与临泉县2022年的合计多少件?",
    ],
)
def test_each_region_is_asked_for_its_own_year(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert values(answer) == {"太和县": "67件", "临泉县": "121件"}
    assert answer.short_answer == "188件"


def test_an_organ_is_found_by_its_usual_short_name(service: Service) -> None:
    answer = ask(service, "蒙城县交运局2022年罚没款多少?")
    assert answer.short_answer == "86.4万元"
    assert [citation.issuer for citation in answer.citations] == ["蒙城县交通运输局"]


@pytest.mark.parametrize(
    "asked", ["各县2022年收到行政复议申请多少件?", "各县2022年在加强行政执法监督方面做了什么?"]
)
def test_a_comparison_that_nobody_waits_for_ends_at_the_next_document_or_side(
    service: Service, asked: str
) -> None:
    looks = 0

    def count() -> None:
        nonlocal looks
        looks += 1

    answer = service.chain.answer(ChatRequest(message=asked, watch=count))
    assert answer.table is not None
    # Before each side's document is read, before each of its passages, before the side is told.
    assert looks >= 3 * len(answer.table.rows)
    left = 0

    def leave_in_the_middle() -> None:
        nonlocal left
        left += 1
        if left > looks // 2:
            raise Abandoned

    with pytest.raises(Abandoned):
        service.chain.answer(ChatRequest(message=asked, watch=leave_in_the_middle))
    assert left == looks // 2 + 1
