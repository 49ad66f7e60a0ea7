"""How figures of several places or years relate: times, shares, places in the order; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over


def _bulletin(place: str, year: int, *lines: str) -> str:
    return f"{place}{year}年国民经济和社会发展统计公报\n\n一、综合\n" + "\n".join(lines) + "\n"


REPORTS = {
    "黄山市": _bulletin("黄山市", 2021, "全年地区生产总值957.4亿元。", "全市规模以上工业企业602家。"),
    "歙县": _bulletin(
        "歙县", 2021, "全年地区生产总值212.6亿元,增长8.1%。", "规模以上工业企业144户。", "接待游客310万人次。"
    ),
    "休宁县": _bulletin(
        "休宁县", 2021, "实现生产总值106.3亿元,增长9.4%。", "规上工业企业88家。", "接待国内外游客205万人次。"
    ),
    "黟县": _bulletin(
        "黟县", 2021, "全年地区生产总值47.9亿元。", "规模以上工业企业31家。", "旅游总收入36亿元。"
    ),
    "祁门县": _bulletin("祁门县", 2021, "地区生产总值80.2亿元。", "规模以上工业企业52家。"),
    "石台县2020": _bulletin(
        "石台县",
        2020,
        "全年出生人口820人。",
        "旅游总收入12亿元。",
        "接待游客40万人次。",
        "农村居民人均可支配收入14000元,增长7.9%。",
    ),
    "石台县2021": _bulletin(
        "石台县",
        2021,
        "全年出生733人。",
        "接待游客52万人次。",
        "办理法律援助案件61件。",
        "实现旅游收入18亿元。",
        "农村居民人均可支配收入15600元,增长11.4%。",
    ),
    "石台县2022": _bulletin(
        "石台县",
        2022,
        "全年出生人口640人。",
        "接待游客47万人次。",
        "举办培训30场,同比增长8.1%,办理法律援助案件52件。",
        "旅游总收入15亿元。",
        "农村常住居民人均可支配收入16700元,增长7.1%。",
    ),
    "青阳县": "青阳县人民政府关于2021年度法治政府建设情况的报告\n\n一、工作情况\n"
    "全年共收到行政复议申请75件,受理61件。法律援助为受援人挽回经济损失350万元。\n",
    "青阳县司法局": "青阳县司法局2021年工作总结\n\n一、工作情况\n全年收到行政复议申请70件,受理58件。\n",
    "东至县": "东至县人民政府关于2021年度法治政府建设情况的报告\n\n一、工作情况\n"
    "全年共收到行政复议申请72件,受理69件。法律援助为困难群众避免和挽回损失0.06亿元。\n",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("relations")) as opened:
        yield opened


def places(answer: Answer) -> list[str | None]:
    assert answer.table is not None
    return [row.cells[0] for row in answer.table.rows]


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("歙县2021年的生产总值是休宁县的几倍?", "2倍"),
        ("休宁县2021年的生产总值是歙县的多少倍?", "0.5倍"),
        ("石台县2021年的旅游总收入是2020年的几倍?", "1.5倍"),
        ("石台县2020年的旅游总收入是2021年的几倍?", "0.67倍"),
    ],
)
def test_how_many_times_the_other_it_is_follows_the_order_of_the_question(
    service: Service, asked: str, short: str
) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == short
    assert "由系统计算" in answer.answer
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    "asked", ["歙县2021年生产总值占黄山市的比重是多少?", "2021年歙县生产总值占全市的比重是多少?"]
)
def test_a_share_of_the_city_is_computed_from_both(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == "22.21%"
    assert "由系统计算" in answer.answer


def test_no_share_is_told_of_places_side_by_side(service: Service) -> None:
    assert "45" not in (ask(service, "休宁县2021年生产总值占祁门县的比重是多少?").short_answer or "")


@pytest.mark.parametrize(
    "asked", ["黄山市各县2021年的地区生产总值分别是多少?", "黄山市2021年生产总值最高的县是哪个?"]
)
def test_the_counties_of_a_city_are_those_that_lie_in_it(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert places(answer) == ["歙县", "休宁县", "祁门县", "黟县"]


def test_the_second_and_the_first_three_are_told_as_such(service: Service) -> None:
    second = ask(service, "2021年各县规模以上工业企业第二多的是哪个县?")
    assert second.short_answer == "休宁县(88家)"
    three = ask(service, "2021年黄山市规模以上工业企业数前三的县是哪几个?")
    assert three.short_answer == "歙县(144户)、休宁县(88家)、祁门县(52家)"


def test_a_place_in_the_order_is_among_those_that_lie_in_the_same_city(service: Service) -> None:
    answer = ask(service, "祁门县2021年的地区生产总值在全市各县中排名第几?")
    assert answer.short_answer == "第3"
    assert "石台县" not in answer.answer


def test_nobody_is_second_where_one_who_counts_otherwise_may_stand_between(service: Service) -> None:
    answer = ask(service, "2021年各县受理行政复议第二多的是哪个县?")
    assert answer.short_answer in ("青阳县(61件)", None)


def test_a_governments_figure_goes_before_that_of_its_own_bureau_which_is_told(service: Service) -> None:
    answer = ask(service, "青阳县和东至县2021年受理行政复议申请合计多少件?")
    assert answer.short_answer == "130件"
    assert "取政府的数字,另有青阳县司法局58件" in answer.answer


def test_losses_made_good_are_compared_whomever_they_were_made_good_to(service: Service) -> None:
    answer = ask(service, "青阳县和东至县法律援助为群众挽回损失哪个多?")
    assert answer.short_answer == "东至县(0.06亿元)"


def test_years_that_word_a_figure_otherwise_are_years_of_one_figure(service: Service) -> None:
    answer = ask(service, "石台县近三年出生人口变化情况")
    assert (
        [row.cells[2] for row in answer.table.rows] == ["820人", "733人", "640人"] if answer.table else False
    )
    assert "减少180人" in answer.answer


def test_the_year_of_the_greatest_growth_is_found_by_the_growth_that_is_told(service: Service) -> None:
    assert ask(service, "石台县农村居民人均可支配收入哪年增长最快?").short_answer == "2021年(11.4%)"


def test_a_mean_over_years_is_no_change(service: Service) -> None:
    answer = ask(service, "石台县2020年到2022年旅游总收入年均多少亿元?")
    assert answer.short_answer == "15亿元"


def test_this_year_against_the_last_is_the_latest_year_against_the_one_before(service: Service) -> None:
    answer = ask(service, "石台县今年旅游总收入比去年减少多少亿元?")
    assert "2021年、2022年回答" in answer.answer
    assert answer.short_answer == "减少3亿元"


def test_a_sum_may_be_asked_in_a_word_after_the_figures(service: Service) -> None:
    answer = ask(service, "那合计呢?", "青阳县和东至县2021年收到行政复议申请分别是多少?")
    assert answer.short_answer == "147件"


def test_which_year_is_higher_is_not_told_by_the_only_year_there_is(service: Service) -> None:
    answer = ask(service, "歙县2021年和2022年的地区生产总值哪年高?")
    assert answer.short_answer is None
    assert "未提及" in answer.answer


def test_a_share_of_several_places_together_is_of_their_sum(service: Service) -> None:
    answer = ask(service, "2021年歙县生产总值占四县的比重是多少?")
    assert answer.short_answer == "47.56%"
    assert "合计447亿元" in answer.answer


def test_the_gap_between_most_and_least_is_what_is_asked(service: Service) -> None:
    answer = ask(service, "2021年黄山市规模以上工业企业最多的县比最少的县多多少家?")
    assert answer.short_answer == "113家"


def test_the_second_is_told_with_its_figure_where_both_are_asked(service: Service) -> None:
    answer = ask(service, "2021年规模以上工业企业数第二多的县是哪个,有多少家?")
    assert answer.short_answer == "休宁县(88家)"


@pytest.mark.parametrize("asked", ["石台县历年接待游客人次", "石台县三年接待游客合计多少万人次?"])
def test_years_without_a_number_are_all_that_there_are(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert answer.table is not None
    assert [row.cells[1:3] for row in answer.table.rows] == [
        ("2020", "40万人次"),
        ("2021", "52万人次"),
        ("2022", "47万人次"),
    ]


def test_more_or_less_is_told_by_both_years_not_by_the_change_of_another_matter(service: Service) -> None:
    answer = ask(service, "石台县2022年法律援助案件与2021年相比增加还是减少?")
    assert answer.short_answer == "减少9件"
    assert "8.1%" not in answer.answer


def test_times_within_one_place_are_not_answered_by_one_of_the_figures(service: Service) -> None:
    answer = ask(service, "歙县2021年的接待游客是规模以上工业企业的几倍?")
    assert "310" not in (answer.short_answer or "")


@pytest.mark.parametrize("asked", ["多多少?", "差多少?", "相差多少?"])
def test_the_gap_may_be_asked_after_the_figures(service: Service, asked: str) -> None:
    answer = ask(service, asked, "青阳县和东至县2021年谁收到的行政复议申请多?")
    assert answer.short_answer == "3件"


def test_a_report_that_is_named_as_such_is_no_matter(service: Service) -> None:
    answer = ask(service, "青阳县政府和青阳县司法局报告的行政复议受理数分别是多少?")
    assert places(answer) == ["青阳县人民政府", "青阳县司法局"]
    assert "61件" in answer.answer
    assert "58件" in answer.answer
