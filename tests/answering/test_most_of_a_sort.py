"""哪类最多, 反映最多的是什么: answered by the sentence that puts something first, and by no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.evidence.superlative_cues import first_told
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = """隆安县2022年法治政府建设工作报告

一、行政复议
新收行政复议申请86件,比上年增长12%。审结74件,其中维持51件,撤销6件。申请事项以林权争议居首,达29件,其次是交通处罚17件。推行行政复议简易案件20日内办结。

二、诉求办理
热线平台受理诉求1.31万件,满意率96.2%,群众反映最集中的是路灯不亮问题,占14.8%。

三、行政应诉
全年一审行政诉讼案件43件,败诉案件主要集中在征收拆迁领域,共5件。

四、普法
举办讲座35场。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("sorts")
    with service_over({"隆安": REPORT}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("隆安县行政复议哪类案件最多?", "林权争议"),
        ("隆安县行政复议申请最多的是什么?", "林权争议"),
        ("隆安人打热线,抱怨最多的是啥?", "路灯不亮问题"),
        ("隆安县败诉案件主要集中在什么领域?", "征收拆迁领域"),
    ],
)
def test_what_is_put_first_is_told(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact


@pytest.mark.parametrize(
    "question", ["隆安县哪类普法讲座办得最多?", "隆安县行政诉讼案件哪类最多?", "隆安县行政许可哪类最多?"]
)
def test_where_nothing_of_the_sort_is_put_first_nothing_is_told(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_first_before_what_is_counted_ranks_nothing() -> None:
    cues = ("居首", "第一")
    assert first_told("第一季度罚款31万元", cues) == -1
    assert first_told("满意度列全市第一", cues) == 6
    assert first_told("投诉居首,第一批整改", cues) == 2
