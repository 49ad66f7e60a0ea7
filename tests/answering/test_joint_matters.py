"""What two places did together, told only where a report says that it was with the other; reports made up."""

from pathlib import Path

import pytest

from qa_service.answering.events import Answer
from tests.answering.made_reports import ask, service_over

ONE, OTHER = "黟县", "歙县"


def asked_of(folder: Path, one: str, other: str, question: str) -> Answer:
    reports = {
        name: f"{name}2022年法治政府建设年度报告\n\n一、主要情况\n{text}"
        for name, text in ((ONE, one), (OTHER, other))
    }
    with service_over(reports, folder) as service:
        return ask(service, f"{ONE}和{OTHER}{question}")


def values(answer: Answer) -> dict[str | None, str | None]:
    assert answer.table is not None
    return {row.cells[0]: row.cells[2] for row in answer.table.rows}


def test_a_place_named_in_the_sentence_before_did_nothing_in_this_one(tmp_path: Path) -> None:
    other = f"与{ONE}开展交流。联合执法31次。"
    answer = asked_of(tmp_path, "加强普法。", other, "联合执法多少次?")
    assert answer.short_answer != "31次"
    assert values(answer)[OTHER] == "31次"


def test_a_figure_behind_another_is_of_one_place_again(tmp_path: Path) -> None:
    one = f"与{OTHER}共建法律服务点3个,建成法律服务点41个。"
    answer = asked_of(tmp_path, one, "新建法律服务点7个。", "共建法律服务点多少个?")
    assert (answer.short_answer or values(answer)[ONE]) == "3个"


@pytest.mark.parametrize(
    ("one", "question", "short"),
    [
        (f"与{OTHER}签订协作协议,办理公证案件217件。", "共同办理公证案件多少件?", "217件"),
        (f"与{OTHER}建立协作机制,签订合同审查意见64份。", "签订合同审查意见多少份?", "64份"),
    ],
)
def test_what_a_clause_of_its_own_tells_was_not_done_together(
    tmp_path: Path, one: str, question: str, short: str
) -> None:
    assert asked_of(tmp_path, one, "加强普法。", question).short_answer != short


def test_both_are_shown_where_they_differ(tmp_path: Path) -> None:
    one, other = f"与{OTHER}互评案卷15卷。", f"与{ONE}互评案卷17卷。"
    assert values(asked_of(tmp_path, one, other, "互评案卷多少卷?")) == {ONE: "15卷", OTHER: "17卷"}


@pytest.mark.parametrize(
    ("one", "other", "question", "short"),
    [
        (f"与{OTHER}互评案卷15卷。", f"与{ONE}互评案卷15卷。", "互评案卷多少卷?", "15卷"),
        (f"与{OTHER}开展案卷互评,共评查案卷26卷。", "加强普法。", "互评的案卷有几卷?", "26卷"),
        (f"联合{OTHER}开展执法检查8次,发现问题13个。", "加强普法。", "联合开展执法检查多少次?", "8次"),
    ],
)
def test_what_they_did_together_is_told(
    tmp_path: Path, one: str, other: str, question: str, short: str
) -> None:
    assert asked_of(tmp_path, one, other, question).short_answer == short
