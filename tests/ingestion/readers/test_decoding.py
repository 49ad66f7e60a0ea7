"""Encodings: what a Chinese file is written in is found without being told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingestion.blocks import READING_NOTE
from qa_service.ingestion.readers.decoding import decode
from qa_service.ingestion.readers.reading import read_file

TEXT = "某某县人民政府关于二〇二〇年度工作情况的报告\n一、总体情况\n全年受理申请 107 件,办结率 98.5%。\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb2312"],
)
@pytest.mark.parametrize("text", [TEXT, TEXT * 200, "发展", "报告\n", "a,中文"])
def test_a_chinese_text_is_read_in_every_usual_encoding(encoding: str, text: str) -> None:
    text = text.replace("〇", "零") if encoding == "gb2312" else text
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.lost) == (text, 0)


def test_traditional_characters_are_read_from_big5() -> None:
    text = "行政院關於臺灣地區與大陸地區人民關係條例施行細則的報告,共計一百零七件。"
    decoded = decode(text.encode("big5"))
    assert decoded is not None
    assert decoded.text == text


@given(text=st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_valid_utf8_is_always_believed(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_cost_only_themselves_and_are_told(encoding: str) -> None:
    content = bytearray((TEXT * 20).encode(encoding))
    content[content.index(b"107")] = 0xFF
    blocks = read_file(bytes(content), source="a.txt")
    notes = [block for block in blocks if block.name == READING_NOTE]
    assert len(notes) == 1
    assert "1 处" in notes[0].text
    words = [block.text for block in blocks if block.kind != "property"]
    assert words[3:] == TEXT.splitlines() * 19
    assert words[2] == "全年受理申请 \ufffd07 件,办结率 98.5%。"


def test_lines_in_two_encodings_are_each_read_in_their_own() -> None:
    content = TEXT.encode() * 3 + TEXT.encode("gb18030") * 3
    assert [block.text for block in read_file(content, source="a.txt")] == TEXT.splitlines() * 6


def test_a_page_that_names_the_wrong_charset_is_read_all_the_same() -> None:
    page = f"<html><head><meta charset=gb2312></head><body><p>{TEXT.splitlines()[0]}</p></body></html>"
    for encoding in ("utf-8", "gb18030"):
        (block,) = read_file(page.encode(encoding), source="a.html")
        assert block.text == TEXT.splitlines()[0]


def test_rare_characters_and_emoji_are_kept_and_what_cannot_be_stored_is_not() -> None:
    content = "镇\U00020bb7村\U0001f600好👨‍👩‍👧\x00\x07\ufeff\u200b１２３".encode()
    (block,) = read_file(content, source="a.txt")
    assert block.text == "镇\U00020bb7村\U0001f600好👨‍👩‍👧１２３"


def test_lone_surrogates_are_taken_out() -> None:
    content = "前\ud800后".encode("utf-16-le", "surrogatepass")
    text = "".join(block.text for block in read_file(b"\xff\xfe" + content, source="a.txt") if not block.name)
    text.encode("utf-8")
    assert text[0] == "前"
    assert text[-1] == "后"
