"""The layout of official documents (GB/T 9704-2012) as the page, the styles and the fonts of a Word file.

A4 with a text area of 156 mm × 225 mm; title in 小标宋 二号, text in 仿宋 三号 with 28 pt from line to line,
headings in 黑体 and 楷体, page numbers in 宋体 四号 between dashes, on the outer side.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import quoteattr

from qa_service.exporting.blocks import Role

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.font import CT_RPr
    from docx.section import Section, _Footer
    from docx.styles.style import ParagraphStyle

ERHAO_PT, SANHAO_PT, SIHAO_PT, XIAOSI_PT = 22, 16, 14, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """A typeface, those to take where it is missing, and that of the letters and digits beside it."""

    name: str
    instead: tuple[str, ...]
    latin: str = "Times New Roman"


_TITLE = _Face(name="方正小标宋简体", instead=("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "宋体", "SimSun"))
_BODY = _Face(name="仿宋", instead=("仿宋_GB2312", "FangSong", "华文仿宋", "STFangsong"))
_BLACK = _Face(name="黑体", instead=("SimHei", "华文黑体", "STHeiti"))
_REGULAR = _Face(name="楷体", instead=("楷体_GB2312", "KaiTi", "华文楷体", "STKaiti"))
_SONG = _Face(name="宋体", instead=("SimSun", "华文宋体", "STSong"), latin="宋体")
_FACES = (_TITLE, _BODY, _BLACK, _REGULAR, _SONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Of a paragraph: sizes and distances in points (lines exact), indents in characters."""

    face: _Face
    size: int = SANHAO_PT
    line: int = 28
    align: Literal["JUSTIFY", "CENTER", "LEFT", "RIGHT"] = "JUSTIFY"
    first_line: int = 2
    right: int = 0
    before: int = 0


TITLE, CELL, HEADER_CELL = "Title", "表格文字", "表头文字"
HEADINGS = {1: "Heading 1", 2: "Heading 2"}
STYLES: dict[Role, str] = {
    "body": "Normal",
    "label": "标识",
    "reference": "引用",
    "quote": "引文",
    "note": "说明",
    "date": "日期",
}
_LOOKS = {
    "Normal": _Look(face=_BODY),
    TITLE: _Look(face=_TITLE, size=ERHAO_PT, line=36, align="CENTER", first_line=0),
    HEADINGS[1]: _Look(face=_BLACK),
    HEADINGS[2]: _Look(face=_REGULAR),
    STYLES["label"]: _Look(face=_REGULAR),
    STYLES["reference"]: _Look(face=_BODY),
    STYLES["quote"]: _Look(face=_REGULAR),
    STYLES["note"]: _Look(face=_BODY, size=SIHAO_PT),
    # The date of a document stands four characters from the margin.
    STYLES["date"]: _Look(face=_BODY, align="RIGHT", first_line=0, right=4, before=28),
    CELL: _Look(face=_BODY, size=XIAOSI_PT, line=20, align="LEFT", first_line=0),
    HEADER_CELL: _Look(face=_BLACK, size=XIAOSI_PT, line=20, align="CENTER", first_line=0),
}


def lay_out(document: "Document") -> None:
    """Set the page, the styles, the page numbers and the font table of a new document."""
    _set_defaults(document)
    for name, look in _LOOKS.items():
        _set_style(_style(document, name), look)
    _set_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(document.sections[0].footer, outer="RIGHT")
    _number_pages(document.sections[0].even_page_footer, outer="LEFT")
    _set_fonts(document)


def _set_defaults(document: "Document") -> None:
    """Chinese text in the body's face and size, for whatever a reader adds without a style."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    # The faces of the template's theme would go before those that are named.
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
    (defaults,) = styles.iter(qn("w:rPrDefault"))
    (properties,) = defaults.iter(qn("w:rPr"))
    _set_face(properties, _BODY, SANHAO_PT)
    properties.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    for spacing in styles.find(qn("w:docDefaults")).iter(qn("w:spacing")):
        spacing.attrib.clear()


def _set_face(properties: "CT_RPr", face: _Face, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{script}"), face.latin)
    fonts.set(qn("w:eastAsia"), face.name)
    properties.sz_val = Pt(size)
    for complex_size in properties.findall(qn("w:szCs")):
        properties.remove(complex_size)


def _style(document: "Document", name: str) -> "ParagraphStyle":
    from docx.enum.style import WD_STYLE_TYPE
    from docx.styles.style import ParagraphStyle

    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _set_style(style: "ParagraphStyle", look: _Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    element = style.element
    # The template's: a line under the title, colours, and the styles of runs that are linked to them.
    for path in ("w:rPr", "w:link", "w:pPr/w:pBdr"):
        for old in element.xpath(path):
            old.getparent().remove(old)
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_face(element.rPr, look.face, look.size)
    form = style.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    form.space_before, form.space_after = Pt(look.before), Pt(0)
    form.first_line_indent, form.right_indent = Pt(look.first_line * look.size), Pt(look.right * look.size)
    # Word reckons in characters where it is told so, whatever size the reader gives them later.
    indents = element.pPr.ind
    indents.set(qn("w:firstLineChars"), str(100 * look.first_line))
    indents.set(qn("w:rightChars"), str(100 * look.right))


def _set_page(section: "Section") -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    # The dashes of the number stand 7 mm below the text area; from there 5 mm are the line.
    section.footer_distance, section.header_distance = Mm(35 - 7 - 5), Mm(15)


def _number_pages(footer: "_Footer", *, outer: Literal["LEFT", "RIGHT"]) -> None:
    """— 1 —, one character from the outer margin."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = getattr(WD_ALIGN_PARAGRAPH, outer), Pt(0)
    form.left_indent, form.right_indent = (
        Pt(SIHAO_PT) if outer == side else Pt(0) for side in ("LEFT", "RIGHT")
    )
    indents = paragraph._p.pPr.ind
    indents.set(qn("w:firstLineChars"), "0")
    paragraph.add_run("— ")
    for tag, kind in (("fldChar", "begin"), ("instrText", ""), ("fldChar", "separate"), ("fldChar", "end")):
        part = OxmlElement(f"w:{tag}")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        paragraph.add_run()._r.append(part)
        if kind == "separate":
            paragraph.add_run("1")
    paragraph.add_run(" —")
    for written in paragraph.runs:
        _set_face(written._r.get_or_add_rPr(), _SONG, SIHAO_PT)


def _set_fonts(document: "Document") -> None:
    """Name the faces and what may stand for them (ECMA-376, 17.8.3.1): few machines have 小标宋."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.part import Part

    part = document.part
    old = next(rel for rel in part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    name, package = old.target_part.partname, part.package
    del part.rels[old.rId]
    fonts = Part(name, CONTENT_TYPE.WML_FONT_TABLE, _font_table().encode(), package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def _font_table() -> str:
    named = "".join(
        f"<w:font w:name={quoteattr(face.name)}><w:altName w:val={quoteattr(','.join(face.instead))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for face in _FACES
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts xmlns:w="{namespace}"><w:font w:name="{_BODY.latin}"><w:charset w:val="00"/>'
        f'<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>{named}</w:fonts>'
    )
