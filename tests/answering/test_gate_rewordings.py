"""What a statement says in other words than its passage, and what that is worth to it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.answering.gate.rewordings import rewordings_of, written_for
from qa_service.answering.gate.signs import Seen
from qa_service.answering.gate.support import Source
from qa_service.answering.gate.weighing import (
    BUILT_IN,
    REWORDINGS,
    load_weighing,
    read_worth,
    worth_of,
    write_worth,
)
from tests.answering.gate_pairs import pairs
from tests.answering.test_gate_signs import judge
from vectorstore.errors import RerankerUnavailable

PASSAGE = "新增日处理能力3万吨,全年新增公园4个。专职人员9名。"


def seen(sentence: str, passage: str = PASSAGE) -> Seen:
    of = next(iter(pairs("measured"))).source
    found = judge().look(
        sentence, Source.of(replace(of.passage, text=passage, section=(), end=len(passage)), of.document)
    )
    assert isinstance(found, Seen)
    return found


def rewordings(sentence: str, passage: str = PASSAGE) -> frozenset[str]:
    one = seen(sentence, passage)
    return rewordings_of(one.aligned, one.statement, one.held)


def worth(sentence: str, passage: str = PASSAGE) -> float:
    return worth_of(rewordings(sentence, passage), load_weighing().worth)


def test_what_is_said_in_the_words_of_the_passage_is_not_reworded() -> None:
    assert not rewordings("新增日处理能力3万吨,全年新增公园4个")


def test_what_goes_and_what_comes_in_its_place_are_named() -> None:
    found = rewordings("新增周处理能力3万吨")
    assert {"-日", "+周", "日>周", "增|日>周", "日>周|处"} <= found
    assert not {"-增", "+增"} & found


def test_what_comes_from_elsewhere_in_the_passage_has_a_name_of_its_own() -> None:
    assert "~职" in rewordings("新增职处理能力3万吨")
    assert "+职" not in rewordings("新增职处理能力3万吨")


def test_which_figure_it_is_does_not_matter() -> None:
    assert rewordings("建成公园4个", "新增公园4个。") == rewordings("建成公园27个", "新增公园27个。")


def test_a_clause_is_laid_against_that_most_like_it() -> None:
    one = seen("全年新增公园4个").aligned[0]
    assert "公园" in written_for(one)


@pytest.mark.parametrize(
    ("right", "wrong", "passage"),
    [
        ("全年共新增公园4个", "累计新增公园4个", "全年新增公园4个。"),
        ("工期压缩到9个月", "工期压缩了9个月", "工期压缩至9个月。"),
    ],
)
def test_what_turns_a_meaning_is_worth_less_than_what_only_puts_it_otherwise(
    right: str, wrong: str, passage: str
) -> None:
    assert worth(right, passage) > worth(wrong, passage)


def test_what_was_never_met_is_worth_nothing() -> None:
    assert worth_of({"龘>鑫"}, load_weighing().worth) == 0.0
    assert worth_of(frozenset(), load_weighing().worth) == 0.0


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_worth(tmp_path / REWORDINGS, {"日>年": -1.25, "+共": 0.5, "-等": 0.0001})
    assert read_worth(tmp_path / REWORDINGS) == {"日>年": -1.25, "+共": 0.5}


def test_without_the_worth_of_rewordings_nothing_is_weighed(tmp_path: Path) -> None:
    folder = tmp_path / "gate"
    shutil.copytree(BUILT_IN, folder)
    (folder / REWORDINGS).write_text("no tab here\n", encoding="utf-8")
    with pytest.raises(RerankerUnavailable):
        load_weighing(folder)
    (folder / REWORDINGS).unlink()
    with pytest.raises(RerankerUnavailable):
        load_weighing(folder)
