"""What is computed from the figures of several sides, and what is not."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.comparing.aims import aims_of
from qa_service.answering.comparing.comparison import findings
from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.readings import Fit, Reading
from qa_service.answering.comparing.sides import Side
from qa_service.answering.comparing.values import Finding, values_of
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.text.counting_words import stages_in
from qa_service.answering.text.sentences import sentences
from qa_service.quantities import find_quantities, interval
from tests.answering.conftest import document, passage


def party(name: str, text: str | None, *, year: int = 2023, fit: Fit = Fit.SAME) -> Party:
    """A side whose document says ``text``, of which the first figure is its value; None: it is silent."""
    side = Side(name=name, year=year, documents=(document(None, year),), says_year=False)
    if text is None:
        return Party(side=side)
    figure = next(f for f in find_quantities(text) if f.kind != "date")
    candidate = Candidate(
        sentence=sentences(passage(text))[0],
        start=figure.start,
        end=figure.end,
        score=1.0,
        coverage=1.0,
        direct=1.0,
        quantity=figure,
    )
    reading = Reading(
        candidate=candidate,
        stages=stages_in(text),
        period="",
        residue="",
        topic=1.0,
        own=text[: figure.start],
        topic_terms=(),
        stage_asked=True,
        fit=fit,
    )
    return Party(side=side, reading=reading, fit=fit)


def said(asked: str, *parties: Party) -> list[Finding]:
    return findings(parties, aims_of(asked))


@pytest.mark.parametrize(
    ("left", "right", "asked", "text", "short"),
    [
        ("办结80件", "办结67件", "哪个多?", "甲县较多,比乙县多13件", "甲县(80件)"),
        ("办结80件", "办结67件", "哪个少?", "乙县较少,比甲县少13件", "乙县(67件)"),
        ("办结80件", "办结67件", "相差多少?", "甲县较多,比乙县多13件", "13件"),
        ("成功率95.4%", "成功率99.45%", "哪个高?", "乙县较高,比甲县高4.05个百分点", "乙县(99.45%)"),
        ("办结80件", "办结80宗", "哪个多?", "两者相同,都是80件", "相同"),
        ("投入0.12亿元", "投入350万元", "哪个高?", "甲县较高,比乙县高850万元", "甲县(0.12亿元)"),
        ("投入三千五百元", "投入0.3万元", "相差多少?", "甲县较高,比乙县高500元", "500元"),
    ],
)
def test_which_is_higher_and_by_how_much_is_computed_in_one_unit(
    left: str, right: str, asked: str, text: str, short: str
) -> None:
    [finding] = said(asked, party("甲县", left), party("乙县", right))
    assert finding.text.startswith(text)
    assert "由系统计算" in finding.text
    assert finding.short == short


def test_figures_of_different_units_are_not_set_against_each_other() -> None:
    assert said("哪个多?", party("甲县", "办结80件"), party("乙县", "办结67人")) == []


def test_figures_that_count_different_things_are_not_set_against_each_other() -> None:
    assert said("哪个多?", party("甲县", "收到93件"), party("乙县", "受理80件")) == []


def test_nothing_is_concluded_while_a_side_is_silent() -> None:
    assert said("哪个多?", party("甲县", "办结80件"), party("乙县", None)) == []


def test_what_counts_something_else_is_left_out_and_told() -> None:
    sides = [
        party("甲县", "受理80件"),
        party("乙县", "受理67件"),
        party("丙县", "受理30件"),
        party("丁县", "立案500件"),
        party("戊县", "收到申请900件", fit=Fit.OTHER),
    ]
    [total] = said("合计受理多少件?", *sides)
    assert total.short == "177件"
    assert [p.name for p in values_of(sides).counted_otherwise] == ["丁县", "戊县"]


def test_rates_are_never_added_up() -> None:
    [finding, *_] = said("合计多少?", party("甲县", "成功率90%"), party("乙县", "成功率80%"))
    assert "不能相加" in finding.text
    assert "170" not in finding.text


def test_several_sides_are_put_in_order_and_equal_ones_share_a_place() -> None:
    sides = [
        party("甲县", "办结8件"),
        party("乙县", "办结67件"),
        party("丙县", "办结30件"),
        party("丁县", "办结67件"),
    ]
    [finding] = said("哪个县最多?", *sides)
    assert finding.text.startswith("乙县、丁县并列最多。由多到少:乙县67件=丁县67件、丙县30件、甲县8件")
    [lowest] = said("哪个县最少?", *sides)
    assert lowest.short == "甲县(8件)"


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ("120件", 120, 120),
        ("100余件", 100, 200),
        ("120余件", 120, 130),
        ("12.5万件", 125000, 125000),
        ("不足50件", 0, 50),
        ("近500件", 400, 600),
        ("1000件以上", 1000, None),
        ("30至50件", 30, 50),
    ],
)
def test_a_rounded_figure_is_an_interval(figure: str, low: int, high: int | None) -> None:
    [quantity] = find_quantities(f"办结{figure}。")
    assert interval(quantity) == (Decimal(low), None if high is None else Decimal(high))


def test_no_order_is_claimed_that_rounded_figures_do_not_bear() -> None:
    [finding] = said("哪个多?", party("甲县", "办结100余件"), party("乙县", "办结130件"))
    assert "不一定" in finding.text
    assert finding.short is None
    [sure] = said("哪个多?", party("甲县", "办结100余件"), party("乙县", "办结330件"))
    assert sure.short == "乙县(330件)"
    assert "约230件" in sure.text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("超过80件的有哪些地区?", ["甲县"]),
        ("80件以上的有哪些地区?", ["甲县", "乙县"]),
        ("不足80件的有哪些地区?", ["丙县"]),
        ("不超过80件的有哪些地区?", ["乙县", "丙县"]),
        ("大于80的有哪些地区?", ["甲县"]),
    ],
)
def test_a_bound_picks_the_sides_that_meet_it(asked: str, names: list[str]) -> None:
    sides = [party("甲县", "办结81件"), party("乙县", "办结80件"), party("丙县", "办结79件")]
    [finding] = said(asked, *sides)
    assert [p.name for p in finding.parties] == names
    assert finding.short == "、".join(names)


def test_the_change_between_two_years_is_computed_with_its_rate() -> None:
    years = [party("甲县", "办结67件", year=2021), party("甲县", "办结93件", year=2022)]
    [finding] = said("2022年比上年增加了多少件?", *years)
    assert finding.text.startswith("甲县比2021年增加26件,增长38.8%")
    rates = [party("甲县", "成功率95%", year=2021), party("甲县", "成功率93.5%", year=2022)]
    [finding] = said("2022年比上年有什么变化?", *rates)
    assert finding.short == "降低1.5个百分点"


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=12))
def test_sum_mean_and_order_follow_from_the_figures_alone(numbers: list[int]) -> None:
    sides = [party(f"第{at}县", f"办结{number}件") for at, number in enumerate(numbers)]
    total, mean = said("合计多少,平均多少?", *sides)
    assert total.short == f"{sum(numbers)}件"
    assert mean.short is not None
    assert abs(Decimal(mean.short.removesuffix("件")) * len(numbers) - sum(numbers)) <= Decimal("0.01") * len(
        numbers
    )
    [order] = said("由高到低排名", *sides)
    ranked = [int(text) for text in re.findall(r"县(\d+)件", order.text)]
    assert ranked == sorted(numbers, reverse=True)
