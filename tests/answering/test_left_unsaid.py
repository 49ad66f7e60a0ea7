"""What a question says beside its matter need not stand beside the figure; what tells it from others must."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "东阿县2022年法治政府建设情况报告": """东阿县2022年法治政府建设情况报告
2022年,东阿县法治政府建设稳步推进,各领域工作取得成效。
一、重点监管
林业部门和水务部门加强联动。
河湖管理上,封堵非法排污口57处,拆除违建鱼塘13口。
各执法部门办理行政处罚案件2618件,其中公安机关1904件,城市管理部门311件。
阿胶产业中,检查门店806家,立案34件,结案31件。
二、化解争议
收到行政复议申请214件,受理196件,审结181件。被申请人为乡镇的占多数,为66件。涉及职业打假人申请的有29件。
全年接到举报线索950条,立案88件。按来源分,热线转来412条,来访反映97条。
仲裁委员会受理案件143件,标的额2.6亿元。
公安机关立刑事案件341起,破案205起,其中电信网络诈骗案件立案96起、破案39起,追回群众损失83万元。
三、服务群众
村级服务点由最初计划的48个调整,最后建成39个服务点。群众安全感测评得分95.21分。
推进交通强县建设,新建公路12公里。全年道路建设投资完成7.9亿元,占年计划的103.6%。
阿胶文化节接待游客8.2万人次,各类产品签约4.8亿元。
四、2023年工作打算
力争行政复议纠错率降到12%以下。
把法律明白人由120名增加到260名,窗口办理时限由5天增加到9天。
""",
    "东明县2022年法治政府建设情况报告": """东明县2022年法治政府建设情况报告
一、重点监管
最后,生态环境部门开展巡查。提出整改意见11条,各领域扩大覆盖面,压缩办理时限。交通部门提出建议6条。
""",
}
"""The second report holds the words that the questions about the first one say beside their matter."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("left_unsaid")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县水务部门2022年封堵了多少处非法排污口?", "57处"),
        ("东阿县2022年阿胶领域立案的有多少件?", "34件"),
        ("东阿县2022年收到的行政复议申请里,最后受理了几件?", "196件"),
        ("东阿县2023年打算把法律明白人扩大到多少名?", "260名"),
        ("东阿县2023年的行政复议纠错率是多少?", "12%以下"),
    ],
)
def test_doer_turn_and_end_may_be_left_unsaid(service: Service, question: str, answer: str) -> None:
    assert ask(service, question).short_answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "东阿县2022年生态环境部门办理行政处罚案件多少件?",
        "东阿县2023年窗口办理时限要压缩到多少天?",
        "东阿县行政复议纠错率是多少?",
        "东阿县2022年电信网络诈骗涉案金额是多少万元?",
        "东阿县2022年阿胶文化节上产品的营业额是多少?",
    ],
)
def test_figures_of_all_of_the_other_way_of_hopes_and_of_other_money_are_not_given(
    service: Service, question: str
) -> None:
    assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县2022年职业打假人提出的复议申请有多少件?", "29件"),
        ("东阿县2022年由热线转来的举报线索有多少条?", "412条"),
    ],
)
def test_a_part_is_of_the_whole_that_its_passage_told_first(
    service: Service, question: str, answer: str
) -> None:
    assert ask(service, question).short_answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县仲裁委2022年受理案件的标的额有多大?", "2.6亿元"),
        ("东阿县群众觉得住得安不安全,打了多少分?", "95.21分"),
        ("东阿县2022年村级服务点最后建成了多少个?", "39个"),
        ("东阿县2022年交通道路建设投资占年计划的百分之多少?", "103.6%"),
    ],
)
def test_what_only_looks_like_another_measure_or_name_is_none(
    service: Service, question: str, answer: str
) -> None:
    assert ask(service, question).short_answer == answer
