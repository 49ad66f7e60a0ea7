"""The Markdown of answers: what is markup, and what are words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.exporting.answer_text import inline_runs, read_answer
from qa_service.exporting.blocks import Grid, Paragraph, Run


def words(markdown: str) -> list[str]:
    blocks = read_answer(markdown, {1, 2})
    assert all(isinstance(block, Paragraph) for block in blocks)
    return [
        f"{block.label} {''.join(run.text for run in block.runs)}".strip()
        for block in blocks
        if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("甲[1]。\n\n乙[2]。", ["甲[1]。", "乙[2]。"]),
        ("甲\n乙", ["甲", "乙"]),
        ("- 甲\n- 乙", ["• 甲", "• 乙"]),
        ("1. 甲\n2. 乙\n   - 丙", ["1. 甲", "2. 乙", "• 丙"]),
        ("3) 甲", ["3) 甲"]),
        ("## 小结\n甲", ["小结", "甲"]),
        ("**“重点”**工作", ["“重点”工作"]),
        ("1*2*3 _甲_ <b>乙</b> [丙](丁) \\* &amp;", ["1*2*3 _甲_ <b>乙</b> [丙](丁) \\* &amp;"]),
        ("    2021年,甲", ["2021年,甲"]),
        ("> 甲\n\n---", ["> 甲", "---"]),
        ("", []),
    ],
)
def test_only_what_the_page_shows_as_markup_is_markup(markdown: str, expected: list[str]) -> None:
    assert words(markdown) == expected


def test_marks_are_those_of_citations_alone() -> None:
    assert inline_runs("甲[1]乙[3]", {1}) == (
        Run(text="甲"),
        Run(text="[1]", is_mark=True),
        Run(text="乙[3]"),
    )


def test_a_mark_in_bold_words_stays_a_mark() -> None:
    assert inline_runs("**甲[1]**", {1}) == (
        Run(text="甲", bold=True),
        Run(text="[1]", bold=True, is_mark=True),
    )


def test_a_table_is_a_grid() -> None:
    (grid,) = read_answer("| 甲 | 乙 |\n|---|:--|\n| 1[1] |", {1})
    assert isinstance(grid, Grid)
    texts = [["".join(run.text for run in cell) for cell in row] for row in (grid.header, *grid.rows)]
    assert texts == [["甲", "乙"], ["1[1]", ""]]


@given(st.text("甲乙1.2)-+*#|` \n[]>_\t"))
def test_no_word_of_an_answer_is_lost(markdown: str) -> None:
    read = "".join(
        "".join(run.text for run in block.runs)
        if isinstance(block, Paragraph)
        else "".join(run.text for row in (block.header, *block.rows) for cell in row for run in cell)
        for block in read_answer(markdown, ())
        if isinstance(block, Paragraph | Grid)
    )
    assert [c for c in read if c in "甲乙"] == [c for c in markdown if c in "甲乙"]
