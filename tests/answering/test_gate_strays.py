"""What hardly a right sentence says at the gate: another base or way of a change, a member of no list, more
than a scope holds."""

from dataclasses import replace
from functools import cache

import pytest

from qa_service.answering.gate.scopes import exceeds
from qa_service.answering.gate.signs import STRAYS
from qa_service.answering.gate.support import Judge, Source, Verdict
from tests.answering.gate_pairs import pairs
from training.gate import make_judge


@cache
def judge() -> Judge:
    return make_judge()


@cache
def source(passage: str) -> Source:
    """``passage`` in a document of 2022."""
    of = next(iter(pairs("measured"))).source
    metadata = replace(of.document.metadata, title="工作报告", region=None, region_path=(), year=2022)
    document = replace(of.document, metadata=metadata)
    return Source.of(replace(of.passage, text=passage, end=len(passage), section=()), document)


def strays(statement: str, passage: str) -> set[str]:
    seen = judge().look(statement, source(passage))
    assert not isinstance(seen, Verdict), seen.reason
    return {name for name in seen.found if name in STRAYS}


RAIN = "全县平均降水量812毫米,较常年偏少14%,较上年偏多3%。水库蓄水2.1亿立方米,占年度计划的71%。"
WAIT = "案件平均用时41天,比上年缩短6天。水位超警戒水位1.2米,距保证水位0.7米。"
LEVEL = "年末参保61.3万人,同比增长4.2%。粮食产量减少2.4万吨。"


@pytest.mark.parametrize(
    ("right", "wrong", "passage", "name"),
    [
        ("降水量比常年少14%", "降水量比上年少14%", RAIN, "base"),
        ("水库蓄水占年度计划的71%", "水库蓄水同比增长71%", RAIN, "base"),
        ("降水量比上年多3%", "降水量比上年少3%", RAIN, "way"),
        ("案件用时比上年少6天", "案件用时比上年延长6天", WAIT, "way"),
        ("水位超过警戒水位1.2米", "水位超过保证水位0.7米", WAIT, "way"),
        ("粮食产量减少了2.4万吨", "粮食产量减少到了2.4万吨", LEVEL, "amount"),
        ("年末参保61.3万人", "参保人数比上年增加61.3万人", LEVEL, "amount"),
    ],
)
def test_a_change_against_another_base_or_the_other_way_is_found(
    right: str, wrong: str, passage: str, name: str
) -> None:
    assert strays(right, passage) == set()
    assert name in strays(wrong, passage)


@pytest.mark.parametrize(
    ("right", "wrong", "passage", "name"),
    [
        (
            "获评优秀的有青坪、石桥、双河三镇",
            "获评优秀的有青坪、石桥、沙湾三镇",
            "考核中,青坪、石桥、双河三镇获评优秀。沙湾镇获评合格。",
            "member",
        ),
        (
            "国道已全部恢复通行",
            "国道和农村公路已全部恢复通行",
            "受损国道全部恢复通行,农村公路恢复通行率为97%。",
            "listed",
        ),
        (
            "融资担保机构以外的国有企业有31家",
            "包括融资担保机构在内的国有企业有31家",
            "全市国有企业(不含融资担保机构)31家。",
            "exception",
        ),
        ("申请按时办结率为97.4%", "申请全部按时办结", "受理申请510件,按时办结率97.4%。", "partly"),
        (
            "查获船舶23艘,21艘已拆解",
            "查获的23艘船舶均已拆解",
            "查获船舶23艘,已拆解21艘,其余2艘正在公告。",
            "partly",
        ),
        (
            "12个项目全部开工,其中8个项目都已完工",
            "12个项目都已完工",
            "12个项目全部开工,其中8个已完工,其余4个正在建设。",
            "partly",
        ),
        (
            "96件申请全部受理",
            "96件申请全部审结",
            "收到申请96件,全部受理,审结90件,其余6件正在审理。",
            "partly",
        ),
        (
            "教育、医疗、交通部门都开展了培训",
            "教育、医疗、交通、水利部门都开展了培训",
            "教育部门、医疗部门均开展培训。交通部门也开展了培训。水利部门也开展了宣传。",
            "member",
        ),
        ("未发生较大火灾事故", "未发生火灾事故", "全年未发生较大火灾事故。", "denial"),
        (
            "没有发生较大事故,也没有发生重大事故",
            "未发生生产安全事故",
            "全年未发生较大及以上生产安全事故。",
            "denial",
        ),
        (
            "橙色及以上预警期间停课",
            "黄色及以上预警期间停课",
            "黄色预警由副主任签发。橙色及以上预警期间停课。",
            "bound",
        ),
        (
            "连续两次违约且拒不改正的,列入名单",
            "连续两次违约的,列入名单",
            "连续两次违约且拒不改正的,列入名单。",
            "condition",
        ),
        (
            "边贸占进出口总额的37%",
            "边贸占出口货值的37%",
            "进出口总额91亿元,出口货值52亿元,边贸占进出口总额的37%。",
            "whole",
        ),
    ],
)
def test_what_goes_beyond_a_list_or_a_scope_is_found(right: str, wrong: str, passage: str, name: str) -> None:
    assert strays(right, passage) == set()
    assert name in strays(wrong, passage)


@pytest.mark.parametrize(
    ("right", "wrong", "passage", "name"),
    [
        ("总量居全市第2位", "增速居全市第2位", "总量居全市第2位,增速居第5位。", "rank"),
        ("争取中央财政资金", "争取省财政资金", "争取中央财政资金,支持17个村。", "level"),
        ("由镇政府审核", "由县政府审核", "由乡镇人民政府审核。", "level"),
    ],
)
def test_a_rank_in_another_respect_and_another_level_exceed(
    right: str, wrong: str, passage: str, name: str
) -> None:
    assert not set(exceeds(right, passage, "", (), judge().likeness))
    assert set(exceeds(wrong, passage, "", (), judge().likeness)) == {name}


@pytest.mark.parametrize(
    ("statement", "passage", "finding"),
    [
        ("因缺少历史数据,暂不具备条件", "因缺乏历史数据,暂不具备条件。", "negation"),
        ("积分不能转让", "积分不可转让。", "negation"),
        ("公务接待费没有发生", "公务接待费为0。", "negation"),
        ("还有7本证没有发放", "证书应发90本,已发放83本,余下7本尚未领取。", "negation"),
        ("违规燃放烟花的,责令停止", "城区禁止燃放烟花。违规燃放的,责令停止。", "ban"),
        ("只有取得许可证的机构才能开展培训", "未取得许可证的机构不得开展培训。", "negation"),
        ("今年计划验收24个,已验收21个", "今年计划验收24个,截至10月底,已验收21个。", "plan"),
        ("按照行动计划,新建项目必须配套", "新建项目必须配套。", "plan"),
        ("秋粮的降幅大于夏粮", "夏粮产量下降1%,秋粮产量下降4%。", "label"),
        ("欠缴的18户已经全部开工", "需重建的18户;已开工18户,竣工11户。", "status"),
        ("工资缺口比上年少8%", "工资缺口比上年偏少8%。", "label"),
        ("最久的拖了9个月", "4个项目超期,最长超期9个月。", "superlative"),
    ],
)
def test_an_honest_wording_is_not_found_fault_with(statement: str, passage: str, finding: str) -> None:
    seen = judge().look(statement, source(passage))
    assert not isinstance(seen, Verdict), seen.reason
    assert finding not in seen.found
