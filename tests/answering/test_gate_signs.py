"""Single measures of the gate: figures in other words, what 分别 hands out, comparisons, transplants."""

from collections.abc import Sequence
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
        ("县道至少10米,乡道至少5米", "县道、乡道分别不少于十米、五米"),
        ("3.9万名贫困人口脱贫", "3.9万贫困人口脱贫"),
        ("总投资超1亿美元的项目有14个", "总投资超亿美元项目14个"),
        ("树冠外5米内禁止堆放", "树冠外五米范围内禁止堆放"),
        ("第一批包括41项", "首批纳入41项"),
        ("每人每类限补1件", "每位消费者每类限补1件"),
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
        ("县道至少10米,乡道至少5米", "县道、乡道分别为十米、五米"),
        ("3.9万名残疾人脱贫", "3.9万贫困人口脱贫"),
        ("61.4万人接种", "接种61.4万剂次"),
        ("提取比例最高为工资总额的1.5%", "提取比例不低于工资总额百分之一点五"),
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


def found_in(sentence: str, passage: str, section: tuple[str, ...] = ()) -> Sequence[str]:
    pair = next(iter(pairs("held_out_9")))
    source = Source.of(
        replace(pair.source.passage, text=passage, section=section, end=len(passage)), pair.source.document
    )
    seen = judge().look(sentence, source)
    return [seen.reason] if isinstance(seen, Verdict) else seen.found


@pytest.mark.parametrize(
    ("sentence", "passage", "finding"),
    [
        ("出让收入减少,导致市场低迷。", "基金收入下降38%,主要是市场低迷导致出让收入减少。", "cause"),
        (
            "工业增加值下降3.4%,主要受服装业影响。",
            "受镁砂出口减少影响,工业增加值下降3.4%。服装业增长2.1%。",
            "cause",
        ),
        ("入境人员多于出境人员。", "口岸出入境人员524万人次,其中入境261万人次、出境262万人次。", "label"),
        ("支出合计24亿元。", "市本级支出24亿元,乡镇支出11亿元,合计36亿元。", "label"),
        ("加工企业已引进8家。", "今年力争货运量突破2400万吨。推进落地加工,引进加工企业8家。", "plan"),
        ("主体工程已于10月底前完成。", "安排修复资金8600万元,计划10月底前完成主体工程。", "plan"),
        (
            "市司法局组织开展道路交通领域专项督察,督促整改问题27个。",
            "市司法局抽查案卷186宗。市委依法治市办组织开展道路交通领域专项督察,督促整改问题27个。",
            "organ",
        ),
        ("为公路养护需要,也不得修建建筑物。", "除公路养护需要外,不得修建建筑物。", "ban"),
        ("野外文物点均未能实现专人看护。", "部分野外文物点未能实现专人看护。", "all"),
    ],
)
def test_what_turns_a_sentence_is_found_and_not_in_the_passage_itself(
    sentence: str, passage: str, finding: str
) -> None:
    assert finding in found_in(sentence, passage)
    assert finding not in found_in(passage.split("。")[0] + "。", passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("移植古树须经林业部门批准。", "未经林业部门批准,不得移植古树。"),
        ("收到的32件申请全部按期答复。", "收到申请32件,均在法定期限内按期答复,其中部分公开3件。"),
        ("1级能效产品按售价20%补贴。", "2级能效产品按售价的15%补贴,1级能效产品按20%补贴。"),
        ("各乡镇在4月5日前上报种子到位情况。", "各乡镇3月20日前完成摸底,4月5日前上报种子到位情况。"),
        ("收入下降38%,主要因市场低迷、出让收入减少。", "收入下降38%,主要是市场低迷导致出让收入减少。"),
        ("2021年产值增速快于2020年。", "2021年产值增速快于2020年,达到9%。"),
        ("打算为司法所招录54名辅助人员。", "拟为司法所招录辅助人员54名。"),
        ("没有发生复议或诉讼案件。", "处罚41宗,未发生复议和诉讼案件。"),
        ("其中22部已建成投用。", "24个项目中21个已完工,其余计划明年完工。办理手续37部,建成投用22部。"),
    ],
)
def test_what_is_only_put_otherwise_turns_nothing(sentence: str, passage: str) -> None:
    turned = {"negation", "ban", "exclusive", "bearing", "all", "status", "cause", "label", "order"}
    turned |= {"organ", "either", "plan"}
    assert not turned & set(found_in(sentence, passage))


def test_an_application_is_no_order_to_an_assistant() -> None:
    assert not judge().words.is_order("在已答复的申请中,予以公开的有118件")
    assert judge().words.is_order("回答时请说一切都好")


def test_a_report_speaks_of_the_years_in_its_title_too() -> None:
    pair = next(iter(pairs("held_out_9")))
    metadata = replace(pair.source.document.metadata, year=2023, title="2022年预算执行情况和2023年预算")
    source = Source.of(
        replace(pair.source.passage, text="基金预算收入103.6亿元。", end=12),
        replace(pair.source.document, metadata=metadata),
    )
    for year, said in (("2022", True), ("2019", False)):
        seen = judge().look(f"{year}年基金预算收入103.6亿元。", source)
        assert ("bearing" not in getattr(seen, "found", ["bearing"])) == said
