"""General questions of who has not read the report: told what is told of all, in the words of the report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = """湘阴县2022年法治政府建设情况报告

一、领导
县委常委会会议听取法治工作汇报3次,县政府常务会议研究法治议题14个,会前学法11次。
结合机构改革清理历年规范性文件241件,继续有效158件,废止52件。
二、解纷
岭北镇调解员周春生跑遍全镇23个村,调解纠纷137件。全县297个调解委员会调解纠纷3209件,成功3097件。
三、复议
其中县政府本级收到行政复议申请54件、受理48件、审结46件。
四、应诉
应由负责人出庭的56件中实际出庭55件。法院判决行政机关败诉4件,主要败在送达程序上。
五、监察
劳动监察立案89件,为1082名职工追回工资1347万元。
聘请行政执法监督员58名,其中企业家22名、人大代表16名、律师11名,提出意见93条。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("general")
    with service_over({"湘阴": REPORT}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("湘阴县政府常务会议学法几次?", "11次"),
        ("湘阴县废止了几件规范性文件?", "52件"),
        ("湘阴县有几个人民调解委员会?", "297个"),
        ("湘阴县调解纠纷多少件?", "3209件"),
        ("湘阴县岭北镇调解员周春生调解纠纷多少件?", "137件"),
        ("湘阴县政府受理行政复议申请多少件?", "48件"),
        ("湘阴县一共有多少职工拿回了工资?", "1082名"),
        ("领导要个数:湘阴县政府收到行政复议申请多少件?", "54件"),
    ],
)
def test_the_figure_of_all_answers_in_short(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("湘阴县负责人出庭率是多少?", "应由负责人出庭的56件中实际出庭55件"),
        ("湘阴县58名行政执法监督员由哪几类人组成?", "企业家22名、人大代表16名、律师11名"),
        ("湘阴县为什么败诉?", "主要败在送达程序上"),
    ],
)
def test_what_the_report_says_in_its_own_form_is_told(service: Service, question: str, told: str) -> None:
    assert told in ask(service, question).answer


@pytest.mark.parametrize(
    "question", ["湘阴县废止了几件政府规章?", "湘阴县行政复议受理率是多少?", "湘阴县有多少家律师事务所?"]
)
def test_what_stands_beside_is_not_told(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


BESIDE = """沅陵县2021年法治政府建设情况报告

一、复议
全年收到行政复议申请74件,同比增长51%。受理63件,审结55件。
二、执法
举办行政执法人员轮训班6期,培训1047人。第一批赋予乡镇的108项行政处罚权收回31项、保留77项。
县司法局审查拟以县政府名义出台的规范性文件23件,退回3件。
三、顾问
政府法律顾问由5名增至9名,列席县政府常务会议17次,参与信访积案化解14件。348个村的法律顾问由66名律师承担。
四、清单
对部门权责清单作了动态调整,原有权责事项4621项,调整后为4388项。
五、服务
为老人代办事项6.8万件,其中为80岁以上老人代办1.94万件。设立法律服务中心,引入公证机构1家,举办沙龙14期。
六、打算
2022年,把出庭应诉率纳入考评,负责人出庭率目标为不低于40%。
"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("beside")
    with service_over({"沅陵": BESIDE}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("沅陵县受理了多少件行政复议申请?", "63件"),
        ("沅陵县收到多少件行政复议申请?", "74件"),
        ("沅陵县赋予乡镇的行政处罚权收回了多少项?", "31项"),
        ("沅陵县第一批赋予乡镇的行政处罚权多少项?", "108项"),
        ("沅陵县动态调整后的权责事项共有多少项?", "4388项"),
        ("沅陵县给八十岁以上老人代办了多少件?", "1.94万件"),
    ],
)
def test_of_figures_side_by_side_the_asked_one_is_told(beside: Service, question: str, fact: str) -> None:
    assert ask(beside, question).short_answer == fact


@pytest.mark.parametrize(
    "question",
    [
        "沅陵县执法人员共有多少人?",
        "沅陵县出台了几件规范性文件?",
        "沅陵县政府常务会议学法几次?",
        "沅陵县处理了多少信访件?",
        "沅陵县有多少律师?",
        "沅陵县办理公证多少件?",
        "沅陵县负责人出庭率是多少?",
    ],
)
def test_no_figure_beside_what_is_asked_is_told(beside: Service, question: str) -> None:
    assert ask(beside, question).status == "not_found"


STOCK_PHRASES = """沅陵县2021年法治政府建设情况报告

一、应诉
全年积极应对行政诉讼案件43件。
二、执法
严肃查处行政处罚案件3120件。坚决纠正有案不移送、以罚代刑,全年向公安机关移交案件17件。
三、援助
县法律援助中心接收法律援助申请1320件,批准办理法律援助案件486件。
四、文件
经合法性审核后出台的规范性文件23件。
五、队伍
组织行政执法人员参加培训和考试1200人次。聘请律师28名,担任县直各单位法律顾问。从企业家、律师中聘请58名,作为行政执法监督员。
六、普法
送法下乡活动丰富多彩,开展普法宣传活动256场次。
七、季度
季度 | 罚款（万元）
一季度 | 31.4
二季度 | 52.8
三季度 | 40.6
四季度 | 47.2

八、部门
单位 | 行政检查（次）
公安 | 2211
城管 | 1675
合计 | 3886

九、建设
明年,将建成法治公园2个。全年已建成法治广场7个。
"""


@pytest.fixture(scope="module")
def phrased(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("phrased")
    with service_over({"沅陵": STOCK_PHRASES}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("沅陵县行政诉讼案件多少件?", "43件"),
        ("沅陵县查处行政处罚案件多少件?", "3120件"),
        ("沅陵县移送公安机关多少件案件?", "17件"),
        ("沅陵县办理法律援助案件多少件?", "486件"),
        ("沅陵县出台规范性文件多少件?", "23件"),
        ("沅陵县培训行政执法人员多少人次?", "1200人次"),
        ("沅陵县聘请了多少名法律顾问?", "28名"),
        ("沅陵县聘请了多少名行政执法监督员?", "58名"),
        ("沅陵县开展了多少场普法宣传活动?", "256场次"),
        ("沅陵县三季度罚款多少万元?", "40.6万元"),
        ("沅陵县城管行政检查多少次?", "1675次"),
        ("沅陵县2021年建成法治广场几个?", "7个"),
    ],
)
def test_how_it_was_done_narrows_nothing_down(phrased: Service, question: str, fact: str) -> None:
    assert ask(phrased, question).short_answer == fact


def test_three_quarters_are_not_the_third(phrased: Service) -> None:
    assert ask(phrased, "沅陵县前三季度罚款多少万元?").status == "not_found"
