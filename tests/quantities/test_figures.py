"""Quantities found in text: what counts, what does not, and exact places."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.quantities import Kind, find_quantities

ANYTHING = st.text(
    "0123456789０９,，.％%一二三十百千万亿两半数几余多约近至以上下年月日个件人元第条分之之成倍“”(、) 是甲",
    max_size=60,
)

QUANTITIES = [
    ("12.5万", "125000", "", "", "count"),
    ("1.2亿元", "120000000", "元", "", "money"),
    ("8000万余元", "80000000", "元", "余", "money"),
    ("百分之三十", "30", "%", "", "percent"),
    ("千分之三", "0.3", "%", "", "percent"),
    ("30.5％", "30.5", "%", "", "percent"),
    ("三成", "3", "成", "", "percent"),
    ("十四周岁", "14", "周岁", "", "age"),
    ("二十日", "20", "日", "", "duration"),
    ("半年", "0.5", "年", "", "duration"),
    ("三分之二以上", str(Decimal(2) / 3), "", "以上", "ratio"),
    ("半数以上", "0.5", "", "以上", "ratio"),
    ("2.5倍", "2.5", "倍", "", "multiple"),
    ("100余人次", "100", "人次", "余", "count"),
    ("近550条", "550", "条", "近", "count"),
    ("不得超过三十日", "30", "日", "不得超过", "duration"),
    ("３３件", "33", "件", "", "count"),
    ("1,234.5元", "1234.5", "元", "", "money"),
    ("1，234元", "1234", "元", "", "money"),
    ("107 件", "107", "件", "", "count"),
    ("一百二十三名", "123", "名", "", "count"),
    ("5千克", "5", "千克", "", "measure"),
    ("898平方米", "898", "平方米", "", "measure"),
    ("3.5个百分点", "3.5", "个百分点", "", "count"),
]


@pytest.mark.parametrize(("written", "value", "unit", "modifier", "kind"), QUANTITIES)
def test_a_quantity_is_read_with_value_unit_modifier_and_kind(
    written: str, value: str, unit: str, modifier: str, kind: str
) -> None:
    for before, after in (("", ""), ("其中受理", "，其余"), ("为", "。")):
        (found,) = find_quantities(before + written + after)
        assert (found.value, found.unit, found.modifier, found.kind.value) == (
            Decimal(value),
            unit,
            modifier,
            kind,
        )
        assert found.text == written
        assert found.high is None


@pytest.mark.parametrize(
    ("written", "low", "high", "unit"),
    [
        ("五年以上十年以下", 5, 10, "年"),
        ("5-10人", 5, 10, "人"),
        ("三至五个工作日", 3, 5, "个工作日"),
        ("3-5万元", 30000, 50000, "元"),
        ("5000元至1万元", 5000, 10000, "元"),
        ("10%—20%", 10, 20, "%"),
        ("百分之五以上百分之十以下", 5, 10, "%"),
        ("一万元以上十万元以下", 10000, 100000, "元"),
    ],
)
def test_a_range_is_one_quantity_with_both_ends(written: str, low: int, high: int, unit: str) -> None:
    (found,) = find_quantities(f"处{written}的")
    ends = (found.value, found.high)
    assert ends == (Decimal(low), Decimal(high))
    assert (found.unit, found.text) == (unit, written)


def test_two_figures_joined_by_a_verb_stay_two() -> None:
    found = find_quantities("由21个增加至65个")
    assert [(one.value, one.unit) for one in found] == [(Decimal(21), "个"), (Decimal(65), "个")]


@pytest.mark.parametrize(
    "text",
    [
        "一是加强；二是", "（一）组织", "一、总则", "1.加强领导", "“十四五”规划", "“七五”普法",
        "“1+4+N”模式", "一规划两纲要", "一把手", "一站式", "一窗受理", "12345热线", "政发〔2020〕2号",
        "“四个意识”", "“一枚印章”", "三重一大", "360浏览器", "5G基站", "A4纸", "十分重要", "一次性告知",
        "千家万户", "上半年", "第三方", "一审行政诉讼", "红十字会", "长三角", "人民", "星期三", "统一领导",
        "0371-12345678", "每一个", "电话13800000000", "进一步",
    ],
)  # fmt: skip
def test_figures_that_count_nothing_are_left_out(text: str) -> None:
    assert not find_quantities(text)


def test_articles_ordinals_and_dates_are_marked_as_such() -> None:
    found = find_quantities("2020年第三届会议依照第四十七条第二款")
    assert [(one.kind, one.value) for one in found] == [
        (Kind.DATE, Decimal(2020)),
        (Kind.ORDINAL, Decimal(3)),
        (Kind.ARTICLE, Decimal(47)),
        (Kind.ARTICLE, Decimal(2)),
    ]


def test_a_size_without_a_figure_has_no_value() -> None:
    assert [(found.text, found.value) for found in find_quantities("数百人、几十名")] == [
        ("数百人", None),
        ("几十名", None),
    ]


def test_a_bare_number_counts_only_where_it_is_announced() -> None:
    assert [found.value for found in find_quantities("市场主体数为18750。")] == [18750]
    assert not find_quantities("打造1244矛盾调解体系")


@given(ANYTHING)
def test_spans_are_exact_slices_in_order_without_overlap(text: str) -> None:
    position = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= position
        position = found.end


@given(ANYTHING)
def test_full_width_digits_change_no_value(text: str) -> None:
    wide = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert [(one.value, one.high, one.unit, one.kind) for one in find_quantities(wide)] == [
        (one.value, one.high, one.unit, one.kind) for one in find_quantities(text)
    ]


@pytest.mark.parametrize(
    "unit", ["一", "1", "一、", "2020、", "1至", "百分之", "1年", "2020年", "点一", "第一、"]
)
def test_a_hundred_thousand_hostile_characters_take_no_quadratic_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_quantities(text)
    # A linear scan takes 1.5 s at most where this was measured, a quadratic one 150 s: far from both.
    assert time.process_time() - began < 30
