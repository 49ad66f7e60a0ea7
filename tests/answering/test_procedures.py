"""A figure of one procedure answers for no other: not in a row of a table, nor where nothing names it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "青禾县2022年法治政府建设情况报告": """青禾县2022年法治政府建设情况报告

2022年,青禾县推进依法行政。

一、立法和公开

县政府起草的养犬办法公开征求意见,收到意见206条,采纳51条。全年受理依申请公开73件,其中予以公开44件、不予公开及其他处理29件。

二、行政争议

全市行政争议数据见下表。

项目 | 数量
--- | ---
收到行政复议申请(件) | 131
受理行政复议案件(件) | 118
其中:调解和解终止(件) | 21
一审行政诉讼案件(件) | 33
负责人出庭应诉率(%) | 98

复议案件从类型看,工伤认定38件,行政处罚47件。发出复议建议书4份。县长出庭应诉2次。

三、化解纠纷

劳动人事争议仲裁院立案86件,其中调解结案39件,为劳动者追回工资410万元。

四、法律服务

县公证处试行手稿存证,为手艺人免费保管底稿144份。县法律援助中心受理案件311件,接待咨询4023人次。12348热线接听电话5170个。

五、处罚

开展逐利执法专项整治,发现问题案件12件,退还罚款23万元。
""",
    "丹溪镇2021年工作总结": """丹溪镇2021年工作总结

2021年,丹溪镇做好为民服务。

一、为民服务

在公开栏公开信息377条,对村务公开开展检查2轮。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("procedures")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "青禾县2022年信访受理多少件?",
        "青禾县2022年处理了多少件信访?",
        "青禾县2022年12345热线受理多少件?",
        "青禾县2022年办理人大代表建议多少件?",
        "青禾县2022年公证咨询了多少人次?",
        "青禾县2022年行政处罚案件多少件?",
        "青禾县2022年检察建议收到多少份?",
    ],
)
def test_a_figure_of_another_procedure_is_no_answer(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青禾县行政复议受理多少件?", "118件"),
        ("青禾县2022年县长出庭应诉几次?", "2次"),
        ("青禾县2022年仲裁调解结案多少件?", "39件"),
        ("青禾县2022年法律援助受理案件多少件?", "311件"),
        ("青禾县2022年法律援助接待咨询多少人次?", "4023人次"),
        ("青禾县2022年复议案件中行政处罚类有多少件?", "47件"),
        ("青禾县2022年征求意见收到意见多少条?", "206条"),
        ("青禾县2022年退还罚款多少万元?", "23万元"),
        ("青禾县2022年保管手稿多少份?", "144份"),
        ("丹溪镇主动公开信息多少条?", "377条"),
    ],
)
def test_a_figure_of_the_very_procedure_is_told(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("青禾县2022年当了多少次被告?", "2次"),
        ("青禾县一年调解了多少纠纷?", "39件"),
        ("青禾县2022年行政处罚罚款多少万元?", "23万元"),
        ("青禾县公证处办理公证多少件?", "144份"),
    ],
)
def test_what_is_no_case_of_a_procedure_is_not_counted_as_one(
    service: Service, question: str, beside: str
) -> None:
    assert ask(service, question).short_answer != beside


TRAINED = """宁陕县2022年法治政府建设情况报告

一、队伍
全县举办执法培训班9期。参加综合法律知识考试1086人,合格1011人,不合格的离岗培训15天。对12名执法人员作出批评教育等处理。

二、法律援助
全年受理法律援助案件486件,其中农民工讨薪217件,为受援人挽回经济损失1320万元。开展惠农资金检查,追回违规资金187万元。

三、文件
对2017年底前印发的318件规范性文件逐件过筛,废止74件。因信息公开被提起行政复议2件,未被纠错。

四、集体学法
局务会会前学法10次。县农业农村局查扣假冒大米86吨。
"""


@pytest.mark.parametrize(
    "question",
    [
        "宁陕县培训了执法人员多少人次?",
        "宁陕县帮农民工讨回多少工钱?",
        "宁陕县出台了几件规范性文件?",
        "宁陕县行政复议纠错了几件?",
        "宁陕县政府常务会议学法几次?",
        "宁陕县大米总产量有多少吨?",
    ],
)
def test_what_was_done_otherwise_answers_for_no_act(tmp_path: Path, question: str) -> None:
    with service_over({"宁陕": TRAINED}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


def test_what_was_recovered_for_workers_is_told_of_their_wages(tmp_path: Path) -> None:
    paid = TRAINED.replace("为受援人挽回经济损失", "帮助追回欠薪").replace(
        "参加综合", "培训742人次。参加综合"
    )
    with service_over({"宁陕": paid}, tmp_path) as service:
        assert ask(service, "宁陕县帮农民工讨回多少工钱?").short_answer == "1320万元"
        assert ask(service, "宁陕县培训了执法人员多少人次?").short_answer == "742人次"
