"""Word files: styles, automatic numbers, tables, text boxes, tracked changes."""

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.reading import read_file
from qa_service.ingestion.readers.word_numbering import formatted
from tests.ingestion.readers.making import saved, with_part, word, word_xml

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_file(content, source="a.docx")]


def test_styles_give_headings_and_layout() -> None:
    document = docx.Document()
    document.add_heading("总标题", 0)
    document.add_heading("一、情况", 1)
    chinese = document.styles.add_style("标题 2", 1)
    document.add_paragraph("(一)措施", style=chinese)
    centred = document.add_paragraph("居中")
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("")
    bold = document.add_paragraph()
    bold.add_run("加粗").bold = True
    broken = document.add_paragraph("第一行")
    broken.add_run().add_break(WD_BREAK.LINE)
    broken.add_run("　　第二行")
    blocks = read_file(saved(document), source="a.docx")
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("heading", 1, "总标题"),
        ("heading", 1, "一、情况"),
        ("heading", 2, "(一)措施"),
        ("paragraph", 0, "居中"),
        ("paragraph", 0, "加粗"),
        ("paragraph", 0, "第一行"),
        ("paragraph", 0, "第二行"),
    ]
    assert blocks[0].style == "Title"
    assert blocks[3].alignment == "center"
    assert (blocks[4].bold, blocks[4].blank_lines_before) == (True, 1)
    assert blocks[6].indent == 2.0


def _level(place: int, style: str, text: str) -> str:
    legal = "<w:isLgl/>" if style == "decimal" else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{legal}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _item(place: int, text: str, list_id: int = 1) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def numbered(body: str) -> bytes:
    levels = (
        _level(0, "chineseCountingThousand", "%1、")
        + _level(1, "chineseCounting", "（%2）")
        + _level(2, "decimal", "%1.%2.%3")
        + _level(3, "bullet", "•")
    )
    numbering = (
        f'<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
    )
    return with_part(word_xml(body), "word/numbering.xml", numbering.encode())


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        (
            _item(0, "总则"),
            _item(1, "目的"),
            _item(1, "范围"),
            _item(2, "2020年"),
            _item(3, "点"),
            _item(0, "分则"),
            _item(1, "从头"),
            _item(0, "另起", list_id=2),
            _item(0, "接着"),
        )
    )
    assert texts(numbered(body)) == [
        "一、总则",
        "（一）目的",
        "（二）范围",
        "1.2.1 2020年",
        "点",
        "二、分则",
        "（一）从头",
        "五、另起",
        "六、接着",
    ]


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (3, "chineseLegalSimplified", "叁"),
        (11, "ideographTraditional", "甲"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "decimalFullWidth", "７"),
        (7, "somethingNew", "7"),
    ],
)
def test_numbers_are_formatted_as_word_does(number: int, style: str, written: str) -> None:
    assert formatted(number, style) == written


def test_tables_stand_where_they_are_in_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(3, 3)
    for row, values in enumerate((("地区", "新收", "办结"), ("甲县", "107", "98"), ("乙县", "5", "4"))):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    document.add_paragraph("后")
    assert texts(saved(document)) == [
        "前",
        "地区 | 新收 | 办结",
        "地区：甲县；新收：107；办结：98",
        "地区：乙县；新收：5；办结：4",
        "后",
    ]


def test_a_table_of_running_text_is_read_as_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "第一段"
    table.cell(0, 0).add_paragraph("第二段")
    blocks = read_file(saved(document), source="a.docx")
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "第一段"),
        ("paragraph", "第二段"),
    ]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_tracked_changes_are_taken_and_hidden_text_is_not() -> None:
    body = (
        f"<w:p>{_run('原文')}<w:del>{_run('删去')}</w:del><w:ins>{_run('加上')}</w:ins>"
        f"{_run('隐藏', '<w:vanish/>')}<w:hyperlink>{_run('链接')}</w:hyperlink></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{_run('控件里')}</w:p></w:sdtContent></w:sdt>"
    )
    assert texts(word_xml(body)) == ["原文加上链接", "控件里"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{_run('框里')}</w:p></w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"{_run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    blocks: tuple[Block, ...] = read_file(word_xml(body), source="a.docx")
    assert [(block.kind, block.text) for block in blocks] == [("paragraph", "正文"), ("caption", "框里")]


def test_ten_megabytes_in_one_paragraph_are_read() -> None:
    line = "政府信息公开," * 600_000
    assert texts(word(line)) == [line]
