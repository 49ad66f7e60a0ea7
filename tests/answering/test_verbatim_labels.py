"""Of several figures of a sentence the one whose whole label the question says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = """沅陵县2021年法治政府建设情况报告

一、执法
在五强溪片区成立执法中队,配备执法人员21名,全年查处违法建设57处,拆除43处,拆除面积1.9万平方米。
二、复议
行政复议方面,受理116件,不予受理14件,受理前申请人自行撤回8件。
三、审批
环境影响报告书审批时限由法定60个工作日压缩至24个工作日,报告表由30个工作日压缩至11个工作日。
四、援助
法律援助案件936件,其中农民工讨薪217件。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("labels")
    with service_over({"沅陵": REPORT}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("沅陵县五强溪片区拆除违法建设多少处?", "43处"),
        ("沅陵县五强溪片区查处违法建设多少处?", "57处"),
        ("沅陵县实际受理的行政复议有多少件?", "116件"),
        ("沅陵县环评报告表的审批时限压缩到多少个工作日了?", "11个工作日"),
        ("沅陵县环境影响报告书的审批时限压缩到多少个工作日?", "24个工作日"),
        ("沅陵县法律援助案件多少件?", "936件"),
        ("沅陵县农民工讨薪法律援助案件多少件?", "217件"),
    ],
)
def test_the_figure_whose_label_is_asked_for_answers(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact
