"""Statements laid against passages: what they leave out, bring along and join anew."""

import pytest

from qa_service.answering.gate.contrasts import NAMES
from qa_service.answering.gate.laid import NOWHERE, Laid
from qa_service.answering.gate.signs import SIGNS, Seen, signs_of
from qa_service.answering.gate.slots import Slots, slots_of
from qa_service.answering.gate.slots import names as slot_names
from qa_service.answering.gate.support import Source, Verdict
from qa_service.answering.text.folding import fold
from tests.answering.gate_pairs import pairs
from tests.answering.test_gate_signs import judge

CASES = (
    "县城管局清理广告312处,整治占道经营。各镇以自己的名义办案417件。",
    "拒不改正的,处500元罚款;情节严重的,处2000元罚款。",
)


def laid(statement: str, passage: str, around: str = "") -> Laid:
    return judge().layer.lay(fold(statement).text, fold(passage).text, around)


def slots(statement: str, passage: str, around: str = "") -> Slots:
    return slots_of(laid(statement, passage, around), fold(passage).text, around)


def contrasts(sentence: str, passage: str) -> set[str]:
    source = next(iter(pairs("measured"))).source
    of = source.passage.__class__(
        passage_id="d1-1", document_id="d1", paragraph=1, section=(), text=passage, start=0, end=len(passage)
    )
    seen: Seen | Verdict = judge().look(sentence, Source.of(of, source.document))
    assert isinstance(seen, Seen)
    values = dict(zip(SIGNS, signs_of(seen), strict=True))
    return {name for name in NAMES if values[name]}


def test_each_word_goes_to_its_own_in_the_clause_of_its_neighbours() -> None:
    of = laid("各镇办案417件", "县城管局办案9件。各镇以自己的名义办案417件。")
    placed = [of.written[place] for place in of.places if place != NOWHERE]
    assert [token.sentence for token in placed] == [1] * len(placed)
    assert len(placed) >= 2


def test_what_stands_nowhere_but_in_the_title_is_known() -> None:
    of = laid("松林县清理广告312处", "清理广告312处", "松林县")
    assert any(of.said[at].text.startswith("松林") for at in of.known)
    assert NOWHERE in of.places


def test_a_subject_of_one_clause_with_the_figure_of_another_goes_on_elsewhere() -> None:
    straight = slots("各镇以自己的名义办案417件", CASES[0])
    turned = slots("县城管局以自己的名义办案417件", CASES[0])
    assert straight.jumps == 0
    assert turned.jumps > 0
    assert turned.off_figure > straight.off_figure
    assert turned.near_figures < straight.near_figures


def test_a_condition_of_which_nothing_is_said_is_left_out() -> None:
    assert slots("处500元罚款", CASES[1]).condition_left == 1
    assert slots("拒不改正的,处500元罚款", CASES[1]).condition_left == 0


def test_what_a_clause_says_of_a_figure_and_the_statement_does_not_is_left() -> None:
    passage = "新建公园9个、改造公园14个。"
    assert slots("新建公园9个、改造公园14个", passage).left_f == 0
    assert slots("新建公园9个", passage).left_f > 0


def test_the_names_are_those_of_the_fields_in_order() -> None:
    assert slot_names() == SIGNS[-len(slot_names()) :]


@pytest.mark.parametrize(
    ("right", "wrong", "passage", "name"),
    [
        ("国三柴油货车禁止驶入。", "国五柴油货车禁止驶入。", "国三柴油货车禁止驶入城区。", "opposed"),
        (
            "新增省级龙头企业9家以上。",
            "新增国家级龙头企业9家以上。",
            "新增省级龙头企业9家以上。",
            "level_apart",
        ),
        ("预警由Ⅳ级提升为Ⅲ级。", "预警由Ⅲ级调整为Ⅳ级。", "预警由Ⅳ级提升为Ⅲ级。", "turned_from"),
        ("累计引进项目96个。", "当年引进项目96个。", "五年累计引进项目96个。", "counted"),
        (
            "申请人须同时符合下列条件。",
            "申请人只需符合其中一项条件。",
            "申请人应当同时符合下列条件。",
            "one_of",
        ),
        ("价格含土地补偿费。", "价格含青苗补偿费。", "价格含土地补偿费,不含青苗补偿费。", "excluded"),
        ("勘察报告正在办理。", "勘察报告已完成。", "勘察报告正在办理,计划上半年开工。", "ongoing"),
        ("最低的是甲河镇。", "最低的是乙河镇。", "最低的是甲河镇,最高的是乙河镇。", "most_of"),
        ("等级民宿增至27家。", "新增等级民宿27家。", "全县等级民宿增至27家。", "levelled"),
        ("新增境外站点7个。", "境外站点达到7个。", "境外站点新增7个。", "levelled"),
        (
            "堆放杂物拒不改正的,处300元罚款。",
            "堆放杂物的,处300元罚款。",
            "堆放杂物的,责令改正;拒不改正的,处300元罚款。",
            "step_skipped",
        ),
        ("委员中教师12名。", "委员21名,均为教师。", "委员21名,其中教师12名。", "part_as_whole"),
    ],
)
def test_a_word_set_against_that_of_the_passage_is_found(
    right: str, wrong: str, passage: str, name: str
) -> None:
    assert name in contrasts(wrong, passage)
    assert name not in contrasts(right, passage)
