"""Single measures of the gate: figures in other words, what 分别 hands out, comparisons, transplants."""

from dataclasses import replace
from functools import cache

import pytest

from qa_service.answering.gate.compared import Comparisons
from qa_service.answering.gate.facts import known, lacking
from qa_service.answering.gate.figure_labels import handed_out
from qa_service.answering.gate.figures import figures_of, in_its_writing
from qa_service.answering.gate.likeness import Likeness
from qa_service.answering.gate.rivals import Rivals
from qa_service.answering.gate.support import Judge, Source, Verdict
from qa_service.answering.gate.transplants import Transplants
from qa_service.answering.text.folding import fold
from tests.answering.gate_pairs import pairs
from training.gate import make_judge


@cache
def judge() -> Judge:
    return make_judge()


def likeness() -> Likeness:
    return judge().likeness


def lacks(statement: str, passage: str) -> tuple[str, ...]:
    document = next(iter(pairs("measured"))).source.document
    held = known(fold(passage).text, (), document, is_order=lambda _: False)
    return lacking(fold(statement).text, held)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("起付标准按一半计算", "自第二次起起付标准减半"),
        ("干部一天至少巡查两次", "干部每日至少巡查两次"),
        ("老人有23.8万,占三成", "老年人口23.8万人,占30%"),
        ("两个县未完成整改", "城东、城西两县未完成整改"),
        ("每亩投资不少于2400元", "亩均投资不低于2400元"),
        ("二十公里以内的居民", "二十公里范围内的居民"),
        ("室温不低于18度", "室温不低于18℃"),
    ],
)
def test_a_figure_that_stands_there_in_other_words_is_not_lacking(statement: str, passage: str) -> None:
    assert not {"figure", "unit", "digits"} & set(lacks(statement, passage))


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("起付标准按一半计算", "自第二次起起付标准不变"),
        ("干部一天至少巡查两次", "干部每周至少巡查两次"),
        ("疫苗接种23.8万剂次", "疫苗接种23.8万人"),
        ("三个县未完成整改", "城东、城西两县未完成整改"),
        ("每个村寨仅有4名人员", "平均每个乡镇仅有4名人员"),
        ("二十公里以内的居民", "二十公里以外的居民"),
        ("经第87次会议通过", "经第86次会议通过"),
    ],
)
def test_a_figure_that_stands_there_of_something_else_is_lacking(statement: str, passage: str) -> None:
    assert {"figure", "unit", "digits", "article"} & set(lacks(statement, passage))


def test_a_figure_is_put_in_the_writing_of_the_passage_and_its_bound_stays() -> None:
    written = figures_of("发放资料4.8万份,灾害发生后48小时内报案")
    assert in_its_writing("发放资料48000份", written) == "发放资料4.8万份"
    assert in_its_writing("灾害发生前48小时内报案", written) == "灾害发生前48小时内报案"
    assert in_its_writing("发放资料不少于48000份", written) == "发放资料不少于48000份"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("新收案件9件,审结8件,同比分别上升3%和5%", ["新收案件", "审结"]),
        ("在一级、二级医院住院的,起付标准分别为200元、500元", ["起付标准", "二级医院住院的起付标准"]),
        ("游客9万人次,收入5亿元,分别恢复到2019年的91%和87%", ["游客", "收入"]),
    ],
)
def test_each_thing_has_the_figure_that_is_handed_to_it(text: str, items: list[str]) -> None:
    [handed] = handed_out(text)
    assert all(part in item for part, (item, _) in zip(items, handed, strict=True))


def test_a_figure_handed_to_one_thing_and_said_of_another_is_found() -> None:
    rivals = Rivals(likeness())
    passage = "新收案件9312件,审结案件8845件,同比分别上升3.1%和5.4%。"
    assert rivals.misdistributed("审结案件同比上升3.1%", passage) == 1
    assert rivals.misdistributed("审结案件同比上升5.4%", passage) == 0


@pytest.mark.parametrize(
    ("clause", "contradicted"),
    [
        ("秋粮产量高于夏粮", 0),
        ("夏粮产量高于秋粮", 1),
        ("夏粮产量低于秋粮", 0),
        ("夏粮产量比秋粮多", 1),
        ("夏粮产量没有超过秋粮", 0),
    ],
)
def test_a_comparison_that_the_figures_contradict_is_found(clause: str, contradicted: int) -> None:
    passage = "夏粮产量43.1万吨,秋粮产量61.7万吨。"
    assert Comparisons(Rivals(likeness())).contradicted([clause], passage) == contradicted


def transplants(statement: str, passage: str) -> Transplants:
    of = next(iter(pairs("measured"))).source
    document = of.document
    source = Source.of(replace(of.passage, text=passage, end=len(passage), section=()), document)
    seen = judge().look(statement, source)
    assert not isinstance(seen, Verdict)
    return seen.transplants


def test_what_is_said_of_one_of_two_like_things_is_found_where_it_is_said_of_the_other() -> None:
    passage = "生产环节抽检480批次,合格率96.9%;流通环节抽检230批次,合格率98.4%。"
    assert transplants("生产环节合格率98.4%", passage).sibling
    assert not transplants("生产环节合格率96.9%", passage).sibling


def test_an_effect_with_the_cause_of_another_is_found() -> None:
    passage = "碳酸锂产量2.6万吨,增长31.4%;金属镁产量1.8万吨,下降12.6%,主要受限产影响。"
    assert transplants("碳酸锂产量增长31.4%,主要受限产影响", passage).cause_apart
    assert not transplants("金属镁产量下降12.6%,主要受限产影响", passage).cause_apart
