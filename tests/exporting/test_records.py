"""Names of exported files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.exporting.records import file_name
from tests.exporting.samples import ANSWER, record


@pytest.mark.parametrize(
    ("title", "question", "name"),
    [
        (None, "青溪县受理多少件?", "青溪县受理多少件?_20260305.docx"),
        (None, 'a/b\\c:d*e?f"g<h>i|j\nk', "a b c d e f g h i j k_20260305.docx"),
        ("会话 名", "问", "会话 名_20260305.docx"),
        (None, "..", "问答记录_20260305.docx"),
        (None, "\ud800\x00", "问答记录_20260305.docx"),
        (None, "长" * 90, f"{'长' * 40}_20260305.docx"),
    ],
)
def test_a_file_is_named_after_its_title_or_question(title: str | None, question: str, name: str) -> None:
    # The full-width question mark is a letter to every file system, the narrow one is not.
    assert file_name(record(ANSWER, title=title, question=question), ".docx") == name.replace("?", "")


@given(st.text(max_size=60))
def test_no_question_makes_a_name_that_a_file_system_refuses(question: str) -> None:
    name = file_name(record(ANSWER, question=question), ".md")
    assert len(name) <= 55
    assert not set(name) & set('\\/:*?"<>|\x00\n\r\t')
    assert name.encode().decode() == name
    assert not name.startswith((".", " "))
