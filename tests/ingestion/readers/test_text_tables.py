"""Tables that a copied web page leaves in plain text."""

import pytest

from qa_service.ingestion.readers.text import TextReader


def read(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in TextReader().read(text.encode())]


@pytest.mark.parametrize("gap", ["\t", "    ", "\u3000\u3000"])
def test_a_row_is_read_under_its_header(gap: str) -> None:
    lines = (("单位", "收到数", "办结数"), ("城关镇", "12", "11"), ("河口镇", "9", "8"))
    assert read("\n".join(gap.join(line) for line in lines))[1:] == [
        ("table_row", "单位：城关镇；收到数：12；办结数：11"),
        ("table_row", "单位：河口镇；收到数：9；办结数：8"),
    ]


def test_a_line_of_one_cell_within_a_table_stands_alone() -> None:
    text = "项目  自然人  总计\n一、新收  171  206\n三、办理结果\n(一)予以公开  72  90\n  部分公开  21  25\n"
    assert [words for _, words in read(text)][2:] == [
        "三、办理结果",
        "项目：(一)予以公开；自然人：72；总计：90",
        "项目：部分公开；自然人：21；总计：25",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "张三    李四    王五\n赵六    钱七    孙八",
        "县长：张三    副县长：李四\n电话：5551234    传真：5554321",
        "××县人民政府    2023年3月2日",
        "索 引 号    1114/2023-00012    主题分类    司法\n成文日期    2023年3月2日    编号    5",
        "一、总体要求  坚持依法行政\n全年审查合同120件。",
        "一、纠纷调解情况    3\n二、存在问题    5\n四、行政复议案件    12",
        "目  录    页码\n一、纠纷调解情况    3\n二、存在问题    5",
        "全年开展普法宣传  58场  ，发放资料  1.2万份  。\n全年受理法律援助  318件  ，其中民事  211件  。",
        "岚皋县司法局    办公室\n2024年1月8日    印发",
        "岚皋县司法局    岚皋县民政局\n2023年1月5日    2023年1月5日",
        "联系人    王强\n电话    0571-5551234\n邮编    312000",
        "主要工作  数量\n1.  办理法律援助案件318件\n2.  调解纠纷12件\n3.  12",
    ],
)
def test_what_only_has_gaps_is_no_table(text: str) -> None:
    assert all(kind == "paragraph" for kind, _ in read(text))


def test_a_long_list_of_names_is_read_in_a_time_that_grows_with_its_lines() -> None:
    assert len(read("\n".join("张三    李四" for _ in range(40_000)))) == 40_000


def test_an_indented_row_leaves_its_first_cell_out() -> None:
    text = "乡镇    类别    户数    金额\n石门镇    种粮    219    61\n    养殖    182    22\n"
    assert read(text)[2][1] == "类别：养殖；户数：182；金额：22"


def test_figures_of_a_single_row_do_not_run_together() -> None:
    assert read("合计    173    19\t1")[0][1] == "合计 | 173 | 19 | 1"


def test_what_stands_around_a_table_is_read_as_before() -> None:
    text = "第二十条第(五)项\n信息内容  处理决定数量\n行政强制  734\n\n第二十条第(六)项\n共收费2份。\n"
    assert read(text) == [
        ("paragraph", "第二十条第(五)项"),
        ("table_row", "信息内容 | 处理决定数量"),
        ("table_row", "信息内容：行政强制；处理决定数量：734"),
        ("paragraph", "第二十条第(六)项"),
        ("paragraph", "共收费2份。"),
    ]
