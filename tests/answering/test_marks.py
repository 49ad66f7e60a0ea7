"""Marks in every habit of writing, and what is taken out of a text before it is judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.gate.marks import Reading, plain, read


def marked(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(s.text, s.numbers) for line in read(text) for s in line.sentences]


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        ("[1]", (1,)),
        ("【1】", (1,)),
        ("［1］", (1,)),
        ("［１］", (1,)),
        ("[1,2]", (1, 2)),
        ("[1、2]", (1, 2)),
        ("[1，3]", (1, 3)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[1,3-4]", (1, 3, 4)),
        ("[1][2]", (1, 2)),
        ("[1] [2]", (1, 2)),
        ("[[2]]", (2,)),
        ("[^2]", (2,)),
        ("^2^", (2,)),
        ("²", (2,)),
        ("<sup>2</sup>", (2,)),
        ("<sup>[2]</sup>", (2,)),
        ("[资料2]", (2,)),
        ("[来源:2]", (2,)),
        ("(资料2)", (2,)),
        ("(来源:[2])", (2,)),
        ("【2†source】", (2,)),
        ("[citation:2]", (2,)),
        ("[2](https://example.com/a(b)c)", (2,)),
        ("〔2〕", (2,)),
    ],
)
@pytest.mark.parametrize("form", ["已办结{}。", "已办结。{}", "已办结{}", "{}已办结。"])
def test_a_mark_is_read_in_every_habit_of_writing(mark: str, numbers: tuple[int, ...], form: str) -> None:
    ((text, found),) = marked(form.format(mark))
    assert text.strip("。") == "已办结"
    assert found == numbers


def test_a_mark_behind_the_full_stop_is_of_the_sentence_before_it() -> None:
    assert marked("甲办结3件。[1]乙办结4件。[2,3]") == [("甲办结3件。", (1,)), ("乙办结4件。", (2, 3))]


def test_marks_within_a_sentence_part_it() -> None:
    ((sentence,),) = [line.sentences for line in read("甲县107件[1],乙县58件[2]。")]
    assert [(part.text, part.numbers) for part in sentence.parts] == [
        ("甲县107件", (1,)),
        (",乙县58件。", (2,)),
    ]


@pytest.mark.parametrize(
    "text", ["青政发〔2020〕2号", "[2020]年", "2019年1月", "(1)加强", "第3条", "12345热线"]
)
def test_what_is_no_mark_stays(text: str) -> None:
    ((found, numbers),) = marked(f"见{text}。")
    assert numbers == ()
    assert found.replace("〔", "[").replace("〕", "]") == f"见{text}。".replace("〔", "[").replace("〕", "]")


def test_lists_tables_and_headings_are_lines_of_their_own() -> None:
    lines = read("## 情况\n- 一[1]\n2. 二[2]\n\n| 地区 | 件数 |\n|---|:--:|\n| 甲 | 3件[1] |\n> 引用[3]")
    assert [line.kind for line in lines] == [
        "heading",
        "item",
        "item",
        "blank",
        "row",
        "rule",
        "row",
        "paragraph",
    ]
    assert lines[6].cells == ("甲", "3件")
    assert lines[6].sentences[0].numbers == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "见[此处](https://evil.example/x)。",
        "见![图](https://evil.example/x.png)。",
        "见<a href='https://evil.example'>此处</a>。",
        "<script>fetch('https://evil.example')</script>见此处。",
        "&lt;img src=https://evil.example onerror=alert(1)&gt;见此处。",
        "见[此处][ref]。\n\n[ref]: https://evil.example",
        "<!-- https://evil.example -->见此处。",
        "<think>https://evil.example</think>见此处。",
        "想一想 https://evil.example</think>见此处。",
        "见此处<iframe src=https://evil.example>。",
        "见此处。<svg onload=alert(1)>https://evil.example",
    ],
)
def test_nothing_that_links_or_runs_is_left(text: str) -> None:
    left = plain(text)
    assert "evil" not in left
    assert "<" not in left
    assert "](" not in left
    assert "见" in left


@given(st.text(alphabet=st.sampled_from("<>[]()!`*_#|-&;:/ah1【】[]^。,\n见"), max_size=60))
def test_no_text_makes_a_tag_or_a_link(text: str) -> None:
    left = plain(text)
    assert "](" not in left
    for line in read(text):
        for sentence in line.sentences:
            assert not any(opening in sentence.text for opening in ("<a", "<h", "</", "<!"))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for line in read(text):
        for sentence in line.sentences:
            assert all(0 <= number <= 999 for number in sentence.numbers)


@pytest.mark.parametrize("text", ["税收来源3项,共100万元。", "根据资料2019年新收107件。", "主要来源12个。"])
def test_what_is_counted_or_dated_is_no_mark(text: str) -> None:
    (line,) = read(text)
    assert [(one.text, one.numbers) for one in line.sentences] == [(text, ())]


FRAGMENTS = (
    "全年办理行政复议案件58件",
    "其中维持40件;",
    "。",
    "。[1]",
    "[2,3]",
    "【1】",
    "〔2〕",
    "(见资料3)",
    "资料1显示,",
    "根据",
    "\n",
    "\n\n",
    "- ",
    "## ",
    "| 甲 | 乙 |\n",
    "|---|---|\n",
    "|",
    "<think>",
    "</think>",
    "<b>",
    "同比<5",
    "&lt;",
    "A&B",
    "[见此处](https://a.example/b。c)",
    "[",
    "](",
    "]",
    ")",
    "```\n",
    "[1]: https://a.example\n",
    "**",
    "!",
    "\r\n",
    "一、" + "开展普法宣传活动,发放资料2.3万份[1]。" * 12,
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30), st.integers(1, 60))
def test_a_text_that_grows_is_read_as_it_is_read_whole(fragments: list[str], size: int) -> None:
    text = "".join(fragments)
    reading = Reading()
    for at in range(0, len(text), size):
        reading.feed(text[at : at + size])
        assert reading.lines() == read(text[: at + size])


def test_what_has_been_read_of_a_long_text_is_not_read_again() -> None:
    text = (
        "<think>想一想。</think>"
        + "全年发放宣传资料2.3万余份[1],开展“宪法宣传周”活动15场次(其中乡镇9场)。[2]" * 200
    )
    reading, longest = Reading(), 0
    for at in range(0, len(text), 7):
        reading.feed(text[at : at + 7])
        reading.lines()
        longest = max(longest, len(reading._rest))
    assert reading.lines() == read(text)
    assert longest < 400
