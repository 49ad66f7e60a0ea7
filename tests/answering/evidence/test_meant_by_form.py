"""Of several figures of one sentence the one that the form of the question means."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

_TEXT = """清岗县人民政府关于2022年度法治政府建设情况的报告

一、主要工作

城管、水利、文旅三支执法队伍整合到位,精简执法队伍9支,由21支减为12支。

公章由41枚压减为6枚,其中专用章2枚。

不动产登记由12个工作日压缩到5个工作日,注销登记由6个工作日压缩到1个工作日。

查处套取补贴案件19起,涉及资金284.6万元,已追缴251.2万元,余下33.4万元正在追缴。

截至11月,累计发放稳岗资金1.86亿元,其中培训补助1.53亿元,见习补助1204万元,其他补助2096万元。

全县64个机关、13个园区分别设立了法律顾问室。

开展“双随机”检查147次,检查商户2130户,其中联合检查39次、检查商户416户。

全县17个派出所中有6个只有1名民警。

24个村(社区)中仅有9个配备了法学专业的网格员。

出台柔性执法事项目录,涵盖住建、交通等6个领域83项,全年对302家商户减轻处罚、对155家商户免予处罚。

办理非法采砂案件37起,移交公安机关立案12起,其中已判决5起。

全年审核协议和合同290件,同比增加41件,其中协议86件、合同204件。

整治违法用地,全年拆除716宗、面积22.4万平方米,其中桥头镇拆除198宗,桥头镇拆除面积最大,为8.3万平方米。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"清岗县2022年法治政府建设报告": _TEXT}, tmp_path_factory.mktemp("forms")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县综合执法改革后执法队伍还剩多少支?", "12支"),
        ("清岗县精简了多少支执法队伍?", "9支"),
        ("清岗县原来有多少支执法队伍?", "21支"),
        ("清岗县公章压减后还有多少枚?", "6枚"),
        ("清岗县公章压减后专用章剩多少枚?", "2枚"),
        ("清岗县注销登记压缩到几个工作日?", "1个工作日"),
        ("清岗县不动产登记压缩到几个工作日?", "5个工作日"),
        ("清岗县注销登记从多少个工作日压缩到1个工作日?", "6个工作日"),
    ],
)
def test_what_is_left_is_what_it_came_to(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县套取补贴案件涉及的资金还有多少没有追缴?", "33.4万元"),
        ("清岗县套取补贴案件追缴了多少资金?", "251.2万元"),
    ],
)
def test_what_is_not_yet_done_is_what_is_left_over(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县的稳岗补助加起来发了多少钱?", "1.86亿元"),
        ("清岗县见习补助一共发了多少钱?", "1204万元"),
        ("清岗县联合检查一共查了多少户商户?", "416户"),
    ],
)
def test_all_together_is_the_whole_unless_a_part_is_named(
    service: Service, question: str, figure: str
) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县有几个派出所只有一名民警?", "6个"),
        ("清岗县有多少个派出所?", "17个"),
        ("清岗县有几个村配了法学专业的网格员?", "9个"),
    ],
)
def test_of_how_many_something_is_so_is_some_of_all(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县有多少个机关设立了法律顾问室?", "64个"),
        ("清岗县有多少个园区设立了法律顾问室?", "13个"),
        ("清岗县柔性执法事项目录一共列了多少项?", "83项"),
        ("清岗县柔性执法涵盖几个领域?", "6个"),
    ],
)
def test_the_very_thing_that_is_asked_for_is_counted(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("清岗县非法采砂案件移交公安机关立案的有多少起?", "12起"),
        ("清岗县2022年办理非法采砂案件多少起?", "37起"),
    ],
)
def test_what_is_unlawful_is_not_what_is_not_so(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


def test_by_how_much_it_is_more_than_the_year_before_is_a_change(service: Service) -> None:
    assert ask(service, "清岗县2022年审核的协议、合同同比多了多少件?").short_answer == "41件"


@pytest.mark.parametrize(
    ("question", "figure"),
    [("清岗县桥头镇的拆除面积是多少?", "8.3万平方米"), ("清岗县全年拆除面积是多少?", "22.4万平方米")],
)
def test_a_clause_that_names_nothing_goes_on_with_the_one_before(
    service: Service, question: str, figure: str
) -> None:
    assert ask(service, question).short_answer == figure
