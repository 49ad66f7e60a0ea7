"""What settles while an LLM still writes stands in the answer, wherever its text is cut into pieces."""

import weakref

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa_service.answering.gate.gate import Checking, check
from qa_service.answering.gate.marks import read
from qa_service.answering.generating.settling import Settling, finished
from tests.answering.test_gate import SETS, all_pairs, all_sources, judge, lies

SENTENCES = tuple(pair.sentence for name in SETS for pair in all_pairs(name)[:40])
SOURCES = all_sources()[:6]
MARKS = ("[1]", "[2]", "【3】", "[1,4]", "[1-3]", "[9]", "［2］", "")


def settled_by(pieces: list[str], sources: int = len(SOURCES)) -> list[str]:
    """What each piece settles."""
    settling = Settling(SOURCES[:sources], judge(), question="")
    found = []
    for piece in pieces:
        settling.feed(piece)
        found.append(settling.take(lambda _: ""))
    return found


def cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@st.composite
def written(draw: st.DrawFn) -> str:
    """Sentences right and wrong, marked before or behind their full stop or not at all, in prose, lists and
    tables."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("prose", "prose", "list", "table", "heading")))
        said = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
        marked = [_marked(sentence, draw(st.sampled_from(MARKS)), draw(st.booleans())) for sentence in said]
        match kind:
            case "prose":
                lines.append("".join(marked))
            case "list":
                lines += [f"- {sentence}" for sentence in marked]
            case "table":
                lines += ["| 事项 | 内容 |", "| --- | --- |", *(f"| 情况 | {s} |" for s in marked), ""]
            case _:
                lines += ["## 情况", ""]
    return draw(st.sampled_from(("\n", "\n\n"))).join(lines)


def _marked(sentence: str, mark: str, before: bool) -> str:
    bare = sentence.rstrip("。;")
    return f"{bare}{mark}。" if before else f"{bare}。{mark}"


@settings(max_examples=60)
@given(written(), st.integers(1, 40))
def test_what_settles_is_the_head_of_what_the_gate_leaves(text: str, size: int) -> None:
    whole = check(text, SOURCES, judge()).text
    settled = "".join(settled_by(cut(text, size)))
    assert whole.startswith(settled)


@settings(max_examples=40)
@given(written(), st.integers(1, 40))
def test_a_text_that_grows_passes_the_gate_as_if_it_were_looked_at_anew(text: str, size: int) -> None:
    growing = Checking(SOURCES, judge())
    for at in range(0, len(text), size):
        lines = finished(read(text[:at]))
        assert growing.check(lines) == Checking(SOURCES, judge()).check(lines)
    assert growing.check(read(text), is_whole=True) == check(text, SOURCES, judge())


@settings(max_examples=150)
@given(lies(), st.integers(1, 40))
@example(
    (
        (6, 0),
        "全年受理各类案件9846件,审执结9215件,结案率93.59%,同比上升1.2个百分点。[0,1]。"
        "| 地区 | 件数 |\n|---|---|\n| 某县 | 999件[1] |[0]。",
    ),
    8,
)
def test_of_a_liars_text_too(told: tuple[tuple[int, ...], str], size: int) -> None:
    sources, text = [all_sources()[number] for number in told[0]], told[1]
    settling = Settling(sources, judge(), question="")
    settled = ""
    for piece in cut(text, size):
        settling.feed(piece)
        settled += settling.take(lambda _: "")
    assert check(text, sources, judge()).text.startswith(settled)


def test_what_was_made_of_texts_is_kept_by_the_shared_judge_and_nothing_by_an_answer_that_is_over() -> None:
    shared = judge()
    settling = Settling(SOURCES, shared, question="")
    settling.feed(f"{SENTENCES[0]}[1]。{SENTENCES[1]}[2]。{SENTENCES[2]}[3]。")
    settling.take(lambda _: "")
    assert settling.judge.likeness is shared.likeness
    over = weakref.ref(settling.judge)
    del settling
    assert over() is None  # without the collector, which is needed where things hold one another


def test_prose_that_a_table_is_written_on_behind_stays(right: str) -> None:
    text = f"{right}。[1]| 地区 | 件数 |\n|---|---|\n| 某县 | 999件[1] |\n"
    assert "".join(settled_by(cut(text, 1), sources=1)) == f"{right}[1]。"


def test_a_cell_settles_with_its_row(right: str) -> None:
    for head in ("| ", "情况 | "):
        assert (
            "".join(settled_by(cut(f"{head}{right}。[1]此外,下一步还要继续推进各项工作", 1), sources=1)) == ""
        )


@pytest.fixture
def right() -> str:
    """A sentence that a source bears out."""
    return next(
        s.rstrip("。") for s in SENTENCES if check(f"{s.rstrip('。')}[1]。", SOURCES[:1], judge()).text
    )


def test_a_sentence_settles_once_the_next_has_begun(right: str) -> None:
    first, more = settled_by([f"{right}[1]。", "此外,下一步还要继续推进各项工作"], sources=1)
    assert (first, more) == ("", f"{right}[1]。")


def test_a_sentence_that_does_not_pass_never_settles(right: str) -> None:
    settled = settled_by(
        [f"全市共有外星飞船300艘[1]。{right}[1]。", "此外,下一步还要继续推进各项工作"], sources=1
    )
    assert "".join(settled) == f"{right}[1]。"


def test_a_thought_settles_nothing(right: str) -> None:
    assert "".join(settled_by(cut(f"<think>{right}[1]。{right}[1]。\n{right}[1]。\n", 9), sources=1)) == ""


def test_a_text_without_marks_settles_nothing(right: str) -> None:
    assert "".join(settled_by(cut(f"{right}。{right}。\n{right}。\n\n", 9), sources=1)) == ""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        ("甲县三件[1]。", 0),
        ("甲县三件[1]。[", 0),
        ("甲县三件[1]。资料", 0),
        ("甲县三件[1]。乙县也有同样的五件案", 0),
        ("甲县三件[1]。乙县同期也办理了五件案件", 1),
        ("甲县三件。乙县五件[1]。丙县同期也办理了五件案件", 2),
        ("甲县三件[1]。乙县五件。丙县同期也办理了五件案件", 1),
        ("甲县三件。\n", 1),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二[1] |\n", 2),
        ("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二[1] |", 0),
    ],
)
def test_only_what_cannot_change_any_more_is_finished(text: str, sentences: int) -> None:
    assert sum(len(line.sentences) for line in finished(read(text))) == sentences
    assert [line.kind for line in finished(read(text))] == [line.kind for line in read(text)][
        : len(finished(read(text)))
    ]
