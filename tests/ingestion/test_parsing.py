"""The whole way from bytes to passages."""

import hashlib

import pytest

from qa_service.errors import UnreadableFile
from qa_service.ingestion.parsing import parse_document

REPORT = "乐清市人民政府关于2021年度节水工作情况的报告\n一、主要做法\n全年节水三百万吨，超过预期。\n".encode()


def test_the_same_bytes_give_the_same_document_and_passages_whatever_their_name() -> None:
    first, first_passages = parse_document(REPORT, source="a.txt")
    second, second_passages = parse_document(REPORT, source="b/c.txt")
    assert first.content_hash == hashlib.sha256(REPORT).hexdigest()
    assert first.document_id == first.content_hash[:16] == second.document_id
    assert first_passages == second_passages


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\x00\x00", "\u200b\n\u2060".encode()])
def test_a_file_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_document(content, source="a.txt")


def test_characters_outside_the_basic_plane_keep_their_offsets() -> None:
    document, passages = parse_document(
        "关于𠮷野家用水的通知\n一、情况\n𠀀字用户共３户😀，已办结。\n".encode(), source="a.txt"
    )
    assert all(document.text[passage.start : passage.end] == passage.text for passage in passages)
    assert passages[-1].text == "𠀀字用户共３户😀，已办结。"
