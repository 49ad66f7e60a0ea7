"""Metadata by rule: each fact with the words that prove it, unknown where nothing says it."""

from datetime import date

import pytest

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.cleaning import clean
from qa_service.ingestion.imprint import parse_date
from qa_service.ingestion.metadata import describe
from qa_service.ingestion.structure import build
from qa_service.library.records import DocumentMetadata

BODY = "全年共办理相关事项三百余件，群众满意度保持在较高水平，各项指标均好于上年，有关情况已经向社会公开。"


def described(*lines: str, source: str = "a.txt") -> DocumentMetadata:
    cleaned = clean([Block(text=line) for line in lines])
    return describe(build(cleaned.blocks), cleaned.index_table, source=source)


# Title


def test_the_documents_own_title_comes_before_that_of_the_page() -> None:
    found = described(
        "标题：关于某事的报告（网页）", "索引号：1137/2021-001", "乐清市人民政府", "关于某事的报告", BODY
    )
    assert found.title == "乐清市人民政府关于某事的报告"
    assert found.proofs["title"].found_in == "title"


def test_a_title_that_only_the_index_table_bears_is_taken_from_there() -> None:
    found = described("标题：乐清市水资源公报", "索引号：1137/2021-001", "发布机构：乐清市水利局", BODY)
    assert found.title == "乐清市水资源公报"
    assert found.proofs["title"].found_in == "index_table"


def test_a_title_can_stand_in_the_sentence_that_opens_the_report() -> None:
    found = described(
        "2021年，各项工作进展顺利。现将乐清市水利局2021年度节水工作情况报告如下：", "一、主要做法", BODY
    )
    assert found.title == "乐清市水利局2021年度节水工作情况报告"
    assert found.issuer == "乐清市水利局"


def test_a_report_that_calls_its_organ_its_own_is_of_whom_it_begins_with() -> None:
    opening = "2021年，乐清市水利局坚持依法治水，较好完成了年度任务。"
    found = described(opening, "一、主要做法", f"我局{BODY}")
    assert found.issuer == "乐清市水利局"
    assert found.proofs["issuer"].found_in == "head"
    assert described(opening, "一、主要做法", f"全市{BODY}").issuer is None


def test_what_a_text_says_it_reports_on_is_a_report_of_the_place_that_it_begins_with() -> None:
    opening = "2021年,乐清市以水定城,推动各项任务落地。现将全年工作情况和2022年安排报告如下。"
    found = described(opening, "第一部分  主要工作", f"全市{BODY}")
    assert (found.region, found.year, found.kind) == ("乐清市", 2021, "报告")
    assert found.title == "乐清市2021年工作情况和2022年安排"
    assert found.proofs["title"].quote == "拟题：乐清市2021年+全年工作情况和2022年安排"


def test_a_report_that_names_no_matter_is_named_after_its_place_and_year_not_after_whom_it_greets() -> None:
    found = described(
        "温州市人民政府:", "2021年,乐清市以水定城。现将有关情况报告如下。", "一、抓水源", f"全市{BODY}"
    )
    assert found.title == "乐清市2021年度工作情况报告"


def test_a_composed_title_says_that_it_was_composed() -> None:
    found = described(
        "您当前的位置：首页 > 政务公开 > 节水工作年度报告 > 2021年度",
        "一、主要做法",
        f"全市按计划推进。乐清市节水办公室统计，{BODY}",
        f"我市情况良好，乐清市{BODY}",
    )
    assert found.title == "乐清市2021年节水工作年度报告"
    assert found.proofs["title"].quote.startswith("拟题")
    assert found.proofs["title"].start is None


def test_a_report_without_any_title_is_named_after_what_its_headings_share() -> None:
    found = described(
        "一、2021年推进节水型城市建设的主要做法",
        f"乐清市各部门协同推进，全市节水。乐清市{BODY}",
        "二、推进节水型城市建设存在的不足",
        BODY,
        "三、下一步推进节水型城市建设的打算",
        BODY,
    )
    assert found.title == "乐清市2021年度节水型城市建设情况报告"
    assert found.kind == "报告"


def test_first_words_that_stand_in_for_a_title_say_more_than_a_year() -> None:
    found = described("2021年，庆元县坚持把法治政府建设摆在突出位置，各项工作取得新进展。")
    assert found.title == "2021年，庆元县坚持把法治政府建设摆在突出位置"


def test_the_files_name_serves_where_the_text_bears_no_title_and_means_something() -> None:
    assert described(BODY, source="甲/03 乐清市节水工作总结(2021-02-03).docx").title == "乐清市节水工作总结"
    assert described(BODY, source="20210203_doc1.txt").title != "20210203_doc1"


# Region


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("乐清市人民政府关于某事的报告", ("浙江省", "温州市", "乐清市")),
        ("中共乐清市委关于某事的决定", ("浙江省", "温州市", "乐清市")),
        ("关于印发乐清市节水办法的通知", ("浙江省", "温州市", "乐清市")),
        ("2021年乐清市节水工作总结", ("浙江省", "温州市", "乐清市")),
        ("温州市乐清市节水条例", ("浙江省", "温州市", "乐清市")),
        ("日照市公园条例", ("山东省", "日照市")),
        ("重庆两江新区管理办法", ("重庆市", "两江新区")),
        ("海西蒙古族藏族自治州防沙治沙条例", ("青海省", "海西蒙古族藏族自治州")),
    ],
)
def test_the_region_is_that_of_the_title_with_its_path(title: str, path: tuple[str, ...]) -> None:
    found = described(title, BODY)
    assert found.region_path == path
    assert found.region == path[-1]


def test_the_region_is_the_one_the_text_speaks_of_as_its_own_not_those_it_mentions() -> None:
    found = described(
        "一、主要做法",
        f"温州市委多次来我市调研，学习温州市经验，落实《温州市节水条例》和《温州市节水规划》。{BODY}",
        f"乐清市各部门协同推进，我市节水工作取得实效，全市节水型单位增加。{BODY}",
        f"乐清市与瑞安市、永嘉县签订协议。全市{BODY}",
    )
    assert found.region == "乐清市"


def test_a_zone_that_calls_itself_only_by_its_kind_is_found() -> None:
    lines = [f"新区各部门协同推进，新区{word}工作位居全市前列。{BODY}" for word in ("节水", "普法", "调解")]
    found = described(
        "一、主要做法", "两江新区召开会议部署。" + BODY, *lines, "两江新区与渝北区、江北区签订协议。" + BODY
    )
    assert found.region_path == ("重庆市", "两江新区")


def test_a_name_borne_by_several_places_is_settled_by_the_places_around_it() -> None:
    assert described("鼓楼区2021年节水工作总结", f"按照徐州市的部署，{BODY}").region_path == (
        "江苏省",
        "徐州市",
        "鼓楼区",
    )
    assert described("鼓楼区2021年节水工作总结", BODY).region_path == ("鼓楼区",)


@pytest.mark.parametrize(
    "lines",
    [
        ("中华人民共和国节约用水条例", "第一条 本条例适用于全国。", "第二条 北京市、上海市另行规定。"),
        ("最高人民法院关于某问题的规定", f"河北省高级人民法院请示。河北省{BODY}"),
        ("某公司诉乐清市水利局行政许可案", "基本案情", f"乐清市水利局{BODY}乐清市"),
        ("节水技术说明", f"乐清市有先进做法，乐清市、瑞安市都在推广。乐清市{BODY}"),
    ],
    ids=["a national law", "a court of the whole country", "a case", "a text that only mentions places"],
)
def test_documents_that_are_of_no_place_have_no_region(lines: tuple[str, ...]) -> None:
    assert described(*lines).region is None


# Year


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("乐清市2019年度节水工作报告", BODY, "2020年1月6日"), 2019),
        (("乐清市二〇一九年节水工作报告", BODY), 2019),
        (("乐清市2021年预算执行情况和2022年预算草案的报告", BODY), 2021),
        (("乐清市水利局2021年工作总结和2022年工作要点", BODY), 2021),
        (("乐清市全年节水总结和2020年安排", "一、2019年主要工作", BODY, "二、2020年安排", BODY), 2019),
        (("乐清市2020年节水工作安排", "一、2019年主要工作", BODY), 2020),
        (("乐清市节水规划（2021—2025年）", BODY), None),
        (("2019年，乐清市认真落实各项部署。" + BODY, "一、2020年打算", BODY), 2019),
        (("乐清市节水工作报告", "一、2019年工作情况", BODY, "二、2020年工作打算", BODY), 2019),
        (("乐清市节水工作报告", "一、主要做法", "2019年全市节水。" + BODY, "二、2020年工作打算", BODY), 2019),
        (
            (
                "乐清市节水条例",
                "2019年3月1日乐清市人民代表大会常务委员会通过",
                "第一条 本条例自2020年1月1日起施行。",
            ),
            None,
        ),
        (("乐清市2020年政府工作报告", "一、2019年工作回顾", BODY, "二、2020年重点工作", BODY), 2019),
        (("乐清市节水工作报告", BODY), None),
        (("一、总体情况", "2019年，乐清市认真落实各项部署。" + BODY, "二、水源", BODY), 2019),
        (("乐清市节水年报", "本报告统计期限自2019年1月1日至2019年12月31日。" + BODY), 2019),
    ],
)
def test_the_year_is_the_one_reported_on(lines: tuple[str, ...], year: int | None) -> None:
    assert described(*lines).year == year


def test_the_year_of_a_breadcrumb_serves_where_the_text_names_only_the_plans() -> None:
    found = described(
        "首页 > 公开年报 > 2022年度",
        "一、主要做法",
        BODY,
        "二、2023年工作打算",
        "2023年，将继续努力。" + BODY,
    )
    assert found.year == 2022
    assert found.proofs["year"].found_in == "page_furniture"


# Issuer, number, date, kind


def test_the_documents_own_number_and_date_come_before_those_of_the_index_table() -> None:
    found = described(
        "索引号：1137/2021-001 文号：乐政〔2021〕3号",
        "发文日期：2021-02-20 发布机构：乐清市信息中心",
        "乐政字〔2021〕3号",
        "乐清市人民政府关于某事的通知",
        "各镇街：",
        BODY,
        "乐清市人民政府",
        "2021年2月18日",
    )
    assert found.document_number == "乐政字〔2021〕3号"
    assert found.issued_on == date(2021, 2, 18)
    assert found.issuer == "乐清市人民政府"


def test_a_number_that_the_text_only_cites_is_not_its_own() -> None:
    assert (
        described("乐清市节水工作总结", f"根据《某办法》（温政发〔2020〕8号）要求，{BODY}").document_number
        is None
    )


def test_a_law_tells_its_issuer_its_order_and_the_date_of_its_version() -> None:
    found = described(
        "某某管理条例",
        "1998年2月3日 中华人民共和国国务院令第240号发布",
        "2016年2月6日 《国务院关于修改部分行政法规的决定》修订",
        "第一条 为了规范管理，制定本条例。",
    )
    assert (found.issuer, found.document_number) == ("国务院", "中华人民共和国国务院令第240号")
    assert found.issued_on == date(2016, 2, 6)


@pytest.mark.parametrize("before", ["", " ", "由", "以"])
def test_an_order_keeps_its_first_character_whatever_stands_between_it_and_the_date(before: str) -> None:
    found = described(
        "某市停车管理办法",
        f"（2023年6月1日{before}乐清市人民政府令第8号公布 自2023年8月1日起施行）",
        "第一条 为了规范停车，制定本办法。",
    )
    assert found.document_number == "乐清市人民政府令第8号"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于某事的报告", "报告"),
        ("某市节水条例（修订）", "条例"),
        ("某市节水办法(试行)", "办法"),
        ("关于某事的指导意见", "意见"),
        ("最高人民法院关于某问题的解释（二）", "司法解释"),
        ("中华人民共和国水法", "法律"),
        ("某某宪法修正案（1999年）", "法律"),
        ("张某诉李某买卖合同纠纷案", "案例"),
        ("关于印发某办法的通知", "通知"),
        ("某市2024年工作要点", "要点"),
        ("某市节水方案", "方案"),
    ],
)
def test_the_kind_is_read_from_the_end_of_the_title(title: str, kind: str) -> None:
    assert described(title, BODY).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "2020年1月6日",
        "二〇二〇年一月六日",
        "二○二○年元月六日",
        "二О二О年一月六日",
        "2020-01-06 10:20",
        "２０２０年１月６日",
        "20200106",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2020, 1, 6)


def test_a_date_that_no_calendar_has_is_none() -> None:
    assert parse_date("2021年2月30日") is None


def test_every_proof_that_gives_a_place_in_the_text_is_a_slice_of_it() -> None:
    lines = [
        "中共乐清市委",
        "关于2021年度节水工作情况的报告",
        "温州市委：",
        BODY,
        "中共乐清市委",
        "2022年1月5日",
    ]
    text = "\n".join(lines)
    found = described(*lines)
    assert set(found.proofs) >= {"title", "region", "year", "issued_on", "kind"}
    for proof in found.proofs.values():
        assert proof.start is not None
        assert text[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize("title", ["2021年春江县水资源公报", "春江县2021年国民经济和社会发展统计公报"])
def test_a_bulletin_of_a_year_is_a_title_and_reports_on_it(title: str) -> None:
    metadata = described(title, "春江县水务局", "一、概况", "全年降水量充沛，水质保持稳定。")

    assert (metadata.title, metadata.year, metadata.kind) == (title, 2021, "公报")


def test_a_gazettes_name_is_no_title() -> None:
    metadata = described("春江县人民政府公报", "关于做好2020年防汛工作的通知", "各乡镇要落实责任，做好准备。")

    assert metadata.title == "关于做好2020年防汛工作的通知"


@pytest.mark.parametrize(
    "signature",
    ["春江县财政局 二〇二四年一月十八日", "春江县财政局　2024年1月18日", "春江县财政局2024年1月18日"],
)
def test_a_signature_with_its_date_on_one_line_names_issuer_and_date(signature: str) -> None:
    metadata = described("2023年预算执行情况的报告", "一、收支情况", "全年收支平衡，完成预算。", signature)

    assert (metadata.issuer, metadata.issued_on) == ("春江县财政局", date(2024, 1, 18))


def test_the_organ_of_a_head_who_signs_issues_where_no_other_is_named() -> None:
    lines = ("一、收支情况", "全年收支平衡，完成预算。", "春江县财政局局长 李明", "2023年6月28日")

    assert described("关于2022年预算执行情况的报告", *lines).issuer == "春江县财政局"
    assert described("春江县人民政府文件", "关于2022年预算的报告", *lines).issuer == "春江县人民政府"


@pytest.mark.parametrize(
    "line",
    ["春商函〔2023〕41号　　办理结果：B类", "A类　春商函〔2023〕41号", "春商函〔2023〕41号 签发人：李明"],
)
def test_a_number_is_read_where_a_label_stands_beside_it(line: str) -> None:
    metadata = described("春江县商务局对第36号提案的答复", line, "李明委员：", "您的提案收悉，现答复如下。")

    assert metadata.document_number == "春商函〔2023〕41号"
    assert metadata.title == "春江县商务局对第36号提案的答复"


def test_a_title_set_with_spaces_between_its_characters_is_named_without_them() -> None:
    found = described("政 府 工 作 报 告", "2024年1月16日在乐清市人民代表大会第三次会议上", BODY)
    assert found.title == "政府工作报告"
    assert found.proofs["title"].quote == "政 府 工 作 报 告"
