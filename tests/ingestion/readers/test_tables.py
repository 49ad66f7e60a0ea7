"""Headers of several rows, and headers inside a table, as the forms of official reports have them."""

from qa_service.ingestion.parsing import parse_document

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def row(*cells: str) -> str:
    return (
        "<tr>" + "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells) + "</tr>"
    )


def text_of(*rows: str) -> str:
    table = f"<table>{''.join(rows)}</table>"
    html = f"<html><body><h1>某县2022年工作年度报告</h1><p>一、情况</p>{table}</body></html>"
    return parse_document(html.encode(), source="a.html")[0].text


def test_a_header_goes_on_for_as_long_as_its_corner_does() -> None:
    text = text_of(
        row(f'<td colspan="2" rowspan="3">{NOTE}</td>', '<td colspan="4">申请人情况</td>'),
        row(
            '<td rowspan="2">自然人</td>', '<td colspan="2">法人或其他组织</td>', '<td rowspan="2">总计</td>'
        ),
        row("商业企业", "其他"),
        row('<td colspan="2">一、本年新收数量</td>', "61", "7", "1", "69"),
        row('<td rowspan="2">二、办理结果</td>', "（一）予以公开", "31", "4", "0", "35"),
        row("（二）不予公开", "3", "0", "0", "3"),
    )

    assert "一、本年新收数量；申请人情况 自然人：61；申请人情况 法人或其他组织 商业企业：7；" in text
    assert "二、办理结果；（二）不予公开；申请人情况 自然人：3；" in text
    assert text.endswith("申请人情况 总计：3")


def test_a_header_inside_a_table_holds_from_there_on() -> None:
    text = text_of(
        row('<td colspan="3">第（一）项</td>'),
        row("信息内容", "本年制发件数", "现行有效件数"),
        row("规范性文件", "11", "57"),
        row('<td colspan="3">第（五）项</td>'),
        row("信息内容", '<td colspan="2">本年处理决定数量</td>'),
        row("行政许可", '<td colspan="2">18234</td>'),
    )

    assert "信息内容：规范性文件；本年制发件数：11；现行有效件数：57" in text
    assert text.endswith("信息内容：行政许可；本年处理决定数量：18234")


def test_a_row_that_does_not_fill_the_columns_below_a_heading_is_not_read_under_them() -> None:
    text = text_of(
        row('<td colspan="4">第（一）项</td>'),
        row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        row("规范性文件", "11", "4", "57"),
        row('<td colspan="4">第（五）项</td>'),
        row("行政许可", "18234", "", ""),
    )

    assert text.endswith("行政许可 | 18234")


def test_years_are_heads_of_columns() -> None:
    text = text_of(row("指标", "2020年", "2021年", "增减"), row("处罚决定（件）", "1876", "1743", "-133"))

    assert "指标：处罚决定（件）；2020年：1876；2021年：1743；增减：-133" in text


def test_a_row_that_fills_the_columns_again_is_read_under_them_again() -> None:
    text = text_of(
        row("项目", "上年", "本年", "增减"),
        row("人员", "80", "90", "10"),
        row('<td colspan="4">二、其他</td>'),
        row("公务", "50", "", ""),
        row("公用", "50", "60", "10"),
    )

    assert "公务 | 50\n项目：公用；上年：50；本年：60；增减：10" in text


def test_what_a_table_is_called_stands_before_its_rows() -> None:
    text = text_of("<caption>行政复议办理情况</caption>", row("年度", "受理"), row("2022年", "31"))

    assert "行政复议办理情况\n年度 | 受理\n年度：2022年；受理：31" in text
