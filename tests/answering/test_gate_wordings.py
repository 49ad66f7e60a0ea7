"""Sentences that say a passage in other words, and such as look like them and say something else."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from qa_service.answering.gate.ranges import told_as_range
from qa_service.answering.gate.support import Source, Verdict
from qa_service.answering.gate.told_otherwise import told_otherwise
from qa_service.answering.text.folding import fold
from tests.answering.gate_pairs import pairs
from tests.answering.test_gate_signs import judge
from tests.answering.test_gate_signs import lacks as lacks_as_it_stands

FACTS = {"figure", "unit", "digits", "date"}


def lacks(statement: str, passage: str) -> Sequence[str]:
    return lacks_as_it_stands(told_otherwise(fold(statement).text, fold(passage).text), passage)


def found_in(sentence: str, passage: str, heading: str = "", title: str = "") -> Sequence[str]:
    source = next(iter(pairs("measured"))).source
    metadata = source.document.metadata
    document = replace(source.document, metadata=replace(metadata, title=title or metadata.title, year=2022))
    section = (heading,) if heading else ()
    seen = judge().look(
        sentence,
        Source.of(replace(source.passage, text=passage, section=section, end=len(passage)), document),
    )
    return [seen.reason] if isinstance(seen, Verdict) else seen.found


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("河宽满8米而不满20米的为支流", "河宽8米以上不满20米的为支流"),
        ("水深达到3米但不足7米的", "水深3米以上不足7米的"),
        ("列入计划的6个事项", "列入计划事项6项"),
        ("幼儿园每班不超过30人", "幼儿园班额不超过30人"),
        ("第二产业占41.3%", "三次产业结构为9.6∶41.3∶49.1"),
        ("每人每年补助不低于570元", "补助不低于每人每年570元"),
        ("新增就业3100人,高于2900人的目标值", "新增就业3100人,目标值为2900人"),
        ("争取资金7亿元以上(含7亿元)", "争取资金不少于7亿元"),
        ("包4呼吸机予以废标", "包4(呼吸机)予以废标"),
        ("在三次产业结构中第二产业占41.3%", "三次产业结构为9.6∶41.3∶49.1"),
        ("把停车收费等7个事项列入目录", "将停车收费等7项纳入目录"),
        ("四年内修复矿山36处", "2020—2023年,修复矿山36处"),
        ("每个主体封顶150万元", "单个主体最高不超过150万元"),
        ("每户每月用水12吨以内的", "户月用水量12吨以内的"),
        ("前两名的社区每个奖3万元", "前2位的社区各奖励3万元"),
        ("每出现2处裸露地块就扣5万元", "每发现2处裸露地块,扣5万元"),
        ("第一档每年160吨", "第一档年用水量160吨"),
        ("限每人一票", "限一人一票"),
        ("每个省级园区补助80万元", "每个国家级园区补助90万元,省级园区补助80万元"),
    ],
)
def test_a_figure_put_otherwise_stands_there(statement: str, passage: str) -> None:
    assert not FACTS & set(lacks(statement, passage))


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("河宽满8米而不满30米的为支流", "河宽8米以上不满20米的为支流"),
        ("列入计划的6个村", "列入计划事项6项"),
        ("第三产业占41.3%", "三次产业结构为9.6∶41.3∶49.1"),
        ("每人每年补助不高于570元", "补助不低于每人每年570元"),
        ("争取资金7亿元以上(含9亿元)", "争取资金不少于7亿元"),
        ("包4呼吸机予以废标", "包3(呼吸机)予以废标"),
        ("在三次产业结构中第三产业占41.3%", "三次产业结构为9.6∶41.3∶49.1"),
        ("把停车收费等7个村列入目录", "将停车收费等7项纳入目录"),
        ("三年内修复矿山36处", "2020—2023年,修复矿山36处"),
        ("每家门店封顶150万元", "单个主体最高不超过150万元"),
        ("每户每年用水12吨以内的", "户月用水量12吨以内的"),
        ("每个省级园区补助80万元", "国家级园区补助90万元,省级园区补助80万元"),
    ],
)
def test_a_figure_put_otherwise_of_something_else_is_lacking(statement: str, passage: str) -> None:
    assert FACTS & set(lacks(statement, passage))


def test_a_range_is_put_in_the_words_of_the_passage() -> None:
    assert told_as_range("河宽满8米而不满20米的", "河宽8米以上不满20米") == "河宽8米以上不满20米的"
    assert told_as_range("河宽不满8米,水深满20米", "河宽8米以上不满20米") == "河宽不满8米,水深满20米"


def test_a_month_is_of_the_year_of_the_document_where_another_year_stands_further_up() -> None:
    passage = "另有3座泵站列入2023年项目。清淤9公里,已于4月完成。"
    assert "date" not in found_in("2022年4月完成清淤9公里。", passage)
    assert "date" in found_in("2021年4月完成清淤9公里。", passage)


@pytest.mark.parametrize(
    ("sentence", "passage", "finding"),
    [
        ("全乡将队伍精简为3支,赋予村级权限9项。", "将全乡队伍精简为3支,赋予村级权限9项。", "plan"),
        ("报告显示,新开工项目7个。", "预计产值突破9亿元。新开工项目7个。", "plan"),
        ("原计划检查12家,实际检查了15家。", "计划检查12家,实际检查15家。", "plan"),
        ("大桥已经通车。", "大桥建成通车,隧道计划明年投入使用。", "plan"),
        ("没有达到45%的目标。", "实际为38%,低于45%的目标。", "negation"),
        ("收入尚未恢复到2019年的水平。", "收入恢复至2019年的97.2%。", "negation"),
        ("半小时以内停车不收费。", "停车实行计时收费,半小时以内免费。", "negation"),
        ("红线内只有重点工程才能新建。", "红线内除重点工程外不得新建。", "negation"),
        ("补贴全部发放到位。", "补贴发放率100%,全部发放。", "status"),
        ("收入相当于2019年水平的91%,支出5.2亿元。", "收入为2019年的91%,支出5.2亿元。", "year"),
        ("预算由90亿元下调到75亿元。", "收入预算增加,预算由90亿元调减至75亿元。", "exclusive"),
        ("期间一切用火均被禁止。", "期间严禁一切用火。", "all"),
        ("县医保局检查药店31家。", "县医疗保障局检查药店31家。", "organ"),
        ("实现了镇级供水管网延伸。", "实现镇级供水管网延伸,县水务局负责。", "organ"),
        ("占比升至53.6%。", "入园率由上年的48.2%提高到53.6%,占比提高。", "label"),
        ("经督办已全部整改完成3处。", "计划检查12家,实际检查15家。督办后整改完成3处。", "plan"),
        ("对规定落实得不到位。", "对规定落实不到位。", "negation"),
        ("全县排名第一。", "居全县首位。", "ordinal"),
        ("18个村里有7个的人员不足。", "村少人多,18个村(社区)中有7个人员不足。", "bearing"),
        ("补助由300元提高至360元。", "村医的补助每月由300元提高到360元。", "bearing"),
        ("清查安排在2023年8月至9月。", "2023年8月至9月清查,2024年1月至4月登记。", "bearing"),
        ("树龄300年的实行二级保护。", "树龄500年的实行一级保护,300年的实行二级保护。", "bearing"),
        ("审结复议案件97件。", "收到复议申请138件,审结97件。一审诉讼案件32件。", "label"),
        (
            "新建农田28万亩,累计面积达到312万亩。",
            "新建农田28万亩,累计达到312万亩。认证面积380万亩。",
            "label",
        ),
        ("12个村已通水,另外7个正在施工。", "19个村中,12个已通水,其余7个正在施工。", "label"),
    ],
)
def test_an_honest_wording_turns_nothing(sentence: str, passage: str, finding: str) -> None:
    assert finding not in found_in(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage", "finding"),
    [
        ("大桥已经通车。", "大桥计划明年通车。", "plan"),
        ("没有达到目标。", "各村达到目标。", "negation"),
        ("已将审批时限压减到9日。", "力争将项目前期审批时限压减到9日。", "plan"),
        ("预算由90亿元调增至75亿元。", "预算由90亿元调减至75亿元。", "exclusive"),
        ("所有用火均被禁止。", "部分用火被禁止。", "all"),
    ],
)
def test_what_only_looks_like_it_is_found(sentence: str, passage: str, finding: str) -> None:
    assert finding in found_in(sentence, passage)


def test_what_a_report_calls_its_main_work_is_done_and_what_a_plan_does_is_not() -> None:
    sentence, passage = "已建成服务站6个。", "建成服务站6个。"
    assert "plan" not in found_in(sentence, passage, "二、重点工作", "甲县2022年法治政府建设年度报告")
    assert "plan" in found_in(sentence, passage, "二、重点工作", "甲县2022年政府工作报告")
    assert "plan" in found_in(sentence, passage, "三、下一步重点工作", "甲县2022年法治政府建设年度报告")


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("东港站到达旅客31万人次。", "东港站发送旅客31万人次。"),
        ("审查合同77份,通过率88%。", "审查合同77份,采纳率88%。"),
        ("副高级职称人才免收租金。", "正高级职称人才免收租金。"),
        ("新增年处理能力3万吨。", "新增日处理能力3万吨。"),
        ("汛期巡查水库6座。", "非汛期巡查水库6座。"),
        ("培训补贴每人800元。", "交通补贴每人800元。"),
        ("玉米播种21万亩。", "小麦播种21万亩。"),
    ],
)
def test_one_of_several_things_of_a_kind_is_not_another(sentence: str, passage: str) -> None:
    assert "exclusive" in found_in(sentence, passage)
    assert "exclusive" not in found_in(passage, passage)


def test_of_what_each_time_is_weighed_and_takes_nothing_out_alone() -> None:
    assert "unit" in found_in("每名护理员补贴300元。", "护理员补贴300元,按月发放。")


def test_what_is_to_be_by_a_year_to_come_is_told_as_such() -> None:
    passage = "到2027年,规模以上企业达到90家。"
    assert "plan" not in found_in("到2027年,规模以上企业达到90家。", passage)
    assert "plan" in found_in("规模以上企业已达到90家。", passage)
    assert "plan" in found_in("规模以上企业达到90家。", passage)
