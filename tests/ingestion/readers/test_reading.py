"""The readers as a whole: type by content, refusals, and what holds for every block."""

import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.errors import QAError, ReaderLimit, UnreadableFile
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.readers.reading import read_file
from tests.ingestion.readers.bad_files import BAD_FILES, OPTIONS, BadFile
from tests.ingestion.readers.making import pdf, sheet, word

GOOD_FILES = {
    "text": "一、总则\n为了规范管理,制定本办法。".encode(),
    "html": "<!DOCTYPE html><html><body><h1>报告</h1><p>一是加强学习。</p></body></html>".encode(),
    "markdown": "# 报告\n\n## 一、总则\n\n一是加强学习。\n".encode(),
    "docx": word("报告", "一是加强学习。"),
    "xlsx": sheet(("地区", "件数"), ("甲县", 107)),
    "pdf": pdf(("一是加强学习。",)),
}


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_its_reason(bad: BadFile) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_file(bad.make(), source=bad.source, options=OPTIONS)
    assert type(caught.value) is bad.error
    assert caught.value.detail.items() >= bad.detail.items()


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.docx", "a.pdf", "a.xlsx", "a.doc", "noname", "../a"]
)
@pytest.mark.parametrize("real", ["html", "docx", "xlsx", "pdf"])
def test_the_type_is_told_by_content_whatever_the_name(real: str, name: str) -> None:
    assert read_file(GOOD_FILES[real], source=name) == read_file(GOOD_FILES[real], source=f"a.{real}")


def test_markdown_without_its_name_is_told_by_its_headings() -> None:
    blocks = read_file(GOOD_FILES["markdown"], source="a.txt")
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_a_plain_text_named_html_is_read_as_text() -> None:
    assert read_file(GOOD_FILES["text"], source="a.html") == read_file(GOOD_FILES["text"], source="a.txt")


def test_a_single_line_of_ten_megabytes_is_one_block() -> None:
    line = "政府信息公开," * 1_000_000
    (block,) = read_file(line.encode(), source="a.txt")
    assert block.text == line


def test_a_single_line_of_ten_megabytes_is_one_block_in_a_page() -> None:
    line = "政府信息公开," * 700_000
    (block,) = read_file(f"<html><body><p>{line}</p></body></html>".encode(), source="a.html")
    assert block.text == line


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
@given(content=st.binary(max_size=400))
def test_any_bytes_give_blocks_or_a_refusal(name: str, content: bytes) -> None:
    _read_or_refuse(content, name)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
@given(text=st.text(max_size=300))
def test_no_block_holds_what_cannot_be_stored(name: str, text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("real", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_broken_bytes_gives_blocks_or_a_refusal(real: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(GOOD_FILES[real])
    for _ in range(chance.choice((1, 5, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    _read_or_refuse(bytes(content), f"a.{real}")


def _read_or_refuse(content: bytes, name: str) -> None:
    try:
        blocks = read_file(content, source=name)
    except UnreadableFile:
        return
    for block in blocks:
        assert block.text
        assert block.text == block.text.strip()
        assert "\n" not in block.text or block.kind == "heading"
        assert not any(mark < " " and mark not in "\t\n" for mark in block.text)
        assert not any("\ud800" <= mark <= "\udfff" for mark in block.text)


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_refusal_is_the_same_on_the_other_side_of_a_process(bad: BadFile) -> None:
    with pytest.raises(QAError) as caught:
        read_file(bad.make(), source=bad.source, options=OPTIONS)
    there = pickle.loads(pickle.dumps(caught.value))
    assert type(there) is type(caught.value)
    assert (there.detail, str(there), there.english) == (
        caught.value.detail,
        str(caught.value),
        caught.value.english,
    )


def test_a_limit_is_named_in_the_language_of_the_sentence() -> None:
    error = ReaderLimit(resource="memory")
    assert "内存" in error.chinese
    assert "memory" not in error.chinese
    assert "memory" in error.english


def test_the_text_limit_counts_characters_not_bytes() -> None:
    options = ReaderOptions(text_limit_characters=10)
    assert read_file(("字" * 10).encode(), source="a.txt", options=options)
    with pytest.raises(ReaderLimit):
        read_file(("字" * 11).encode(), source="a.txt", options=options)
