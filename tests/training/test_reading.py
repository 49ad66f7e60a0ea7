"""The command that makes the reader, on a handful of made-up paragraphs."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("lightgbm", reason="the slim set-up has no lightgbm")

from qa_service.answering.reader.boundaries import BITS
from qa_service.answering.reader.reader import load_reader
from qa_service.answering.reader.spans import Runs
from qa_service.answering.reading import ParagraphReader
from training.reading import learn
from training.reading_data import Asking, examples_of, f1_of, same_words
from vectorstore.analyzer import Analyzer

NAMES = ["王建国", "李国华", "张志强", "刘玉兰", "陈桂英", "杨秀珍", "赵明亮", "黄海燕", "周文斌", "吴晓东"]
PLACES = ["白水镇", "青石乡", "柳河镇", "长岭乡", "三江镇", "高桥镇", "石门乡", "红旗镇", "新安镇", "双龙乡"]


def askings() -> list[Asking]:
    made = []
    for number in range(90):
        name, place = NAMES[number % 10], PLACES[number // 10 % 10]
        text = f"{place}位于县城以北。{1950 + number}年,{name}担任{place}的主任。全镇共有{number + 3}个村。"
        for question, answer in (
            (f"谁担任{place}的主任?", name),
            (f"{place}共有多少个村?", f"{number + 3}个"),
            (f"{name}何时担任主任?", f"{1950 + number}年"),
        ):
            start = text.index(answer)
            made.append(
                Asking(
                    source="ours", paragraph=text, question=question, answers=((start, start + len(answer)),)
                )
            )
    return made


@pytest.mark.timeout(300)
def test_what_is_learned_is_read_again_and_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.reading._SENTENCE_ROUNDS", 20)
    monkeypatch.setattr("training.reading._SPAN_ROUNDS", 60)
    analyzer = Analyzer()
    learn(list(examples_of(askings(), analyzer.tagged)), tmp_path)
    reader = ParagraphReader(analyzer, load_reader(tmp_path))
    text = "山阴镇位于河谷。1931年,孙国平担任山阴镇的主任。全镇共有77个村。"
    assert reader.read(text, "谁担任山阴镇的主任?").short_answer == "孙国平"
    assert reader.read(text, "山阴镇共有多少个村?").short_answer == "77个"
    assert np.load(tmp_path / "boundaries.npy").shape == (1 << BITS,)


def test_a_run_is_as_right_as_the_characters_it_shares_with_an_answer() -> None:
    paragraph = "全年新收申请12件,办结12件。"
    asking = Asking(source="ours", paragraph=paragraph, question="新收多少件?", answers=((6, 9),))
    example = next(iter(examples_of([asking], Analyzer().tagged)))
    words = example.text.words
    first, second = (at for at, word in enumerate(words) if word == "12")
    runs = Runs(
        np.array([first, first, second], np.int32), np.array([first + 1, first, second + 1], np.int32)
    )
    assert f1_of(example, runs).tolist() == pytest.approx([1.0, 0.8, 0.0])
    assert same_words(example, runs).tolist() == [True, False, True]


def test_all_questions_of_a_paragraph_are_in_one_part() -> None:
    parts: dict[str, set[tuple[bool, int]]] = {}
    for asking in askings():
        parts.setdefault(asking.paragraph, set()).add((asking.held_out, asking.fold_of(3)))
    assert all(len(part) == 1 for part in parts.values())
    assert len(set.union(*parts.values())) > 3
