"""Figures that a document counts or measures by another word than the question; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "庐江县": """庐江县人民政府关于2021年度法治政府建设情况的报告

一、主要工作
(一)整治旅游市场。查处无证讲解员31人,暂扣黑车46台,取缔违规摊点9处。
(二)保护水域。禁捕期间查获违规捕鱼船只58艘,没收渔获物2.4吨。
(三)助企纾困。办理企业破产案件7件,清偿职工债权1866万元,安置职工902人。发放稳岗补贴3400万元,惠及企业210家、群众5.6万人次。
(四)理赔提速。设立消费先行赔付资金150万元,全年赔付86笔,平均到账时间由6天缩短到3小时。办理船舶登记往返时间平均节省5个多小时。
(五)学法用法。局机关集体学法4次,各直属站学习宪法共19次。
(六)化解争议。连同2020年结转的6件,全年应审行政复议案件52件,审结47件,结转下年5件。负责人出庭应诉率94.6%,由2020年的87.1%提高而来。
(七)法律援助。县法律援助中心办理农民工讨薪案件133件,为农民工追回工资412万元。
(八)行业调解。依托茶叶产业人民调解委员会化解纠纷。县生态环境局对64家茶叶企业开展检查,立案11件。
(九)公证服务。公证处全年上门服务38次。
(十)考试。全县共有行政执法单位22个,当年新取得执法资格37名,有19人未通过考试。查处电动车违规充电128起,新建充电端口640个。
制定案件集体审议规则,将罚款30万元以上、责令停产等4类情形纳入必审范围。
(十一)反诈。电信网络诈骗案件立案94起、破案41起,追回群众损失207.5万元。
(十二)评估。在省社科院组织的法治政府第三方评估中,我县位列全省60个县第12名。
(十三)听证。石料开采规划方案经过两轮听证,第一轮参加代表18人,第二轮参加代表27人。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("other_words")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("庐江县2021年查了多少个无证讲解员?", "31人"),
        ("庐江县禁捕期间查到几条违规捕鱼的船?", "58艘"),
        ("庐江县2021年执法资格考试有几个没通过?", "19人"),
        ("庐江县给电动车新建了多少个充电口?", "640个"),
    ],
)
def test_a_figure_may_be_counted_by_another_measure_word(service: Service, asked: str, short: str) -> None:
    assert ask(service, asked).short_answer == short


@pytest.mark.parametrize("asked", ["庐江县有多少个人民调解委员会?", "庐江县2021年办理了多少件公证?"])
def test_what_counts_other_things_is_no_answer_for_its_measure_word(service: Service, asked: str) -> None:
    assert ask(service, asked).short_answer not in ("64家", "11件", "38次")


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("庐江县办理破产案件清偿了多少职工债权?", "1866万元"),
        ("庐江县的稳岗补贴惠及了多少老百姓?", "5.6万人次"),
        ("庐江县的法律援助中心帮农民工追回的工资金额是多少?", "412万元"),
        ("庐江县消费先行赔付的钱平均多久到账?", "3小时"),
        ("庐江县办理船舶登记往返时间平均节省多长时间?", "5个多小时"),
    ],
)
def test_the_noun_behind_the_interrogative_tells_what_is_measured(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("庐江县在法治政府第三方评估中排第几名?", "第12名"),
        ("庐江县法治政府第三方评估位列第几?", "第12名"),
    ],
)
def test_a_place_in_an_order_is_no_number(service: Service, asked: str, short: str) -> None:
    assert ask(service, asked).short_answer == short


def test_the_bound_of_a_case_is_no_total(service: Service) -> None:
    assert ask(service, "庐江县2021年全年罚款总额是多少?").short_answer is None


def test_an_amount_is_that_of_its_noun(service: Service) -> None:
    assert ask(service, "庐江县2021年电信网络诈骗案件涉案金额是多少?").short_answer is None


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("庐江县农业农村局各直属站学习宪法共多少次?", "19次"),
        ("庐江县2021年审结了多少件行政复议案件(含上年结转)?", "47件"),
    ],
)
def test_a_word_in_a_name_or_in_brackets_does_not_say_which_figure_is_meant(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("庐江县行政机关负责人出庭应诉率2021年是多少?", "94.6%"),
        ("庐江县行政机关负责人出庭应诉率2020年是多少?", "87.1%"),
        ("庐江县2021年行政复议结转到下一年的案件还剩多少?", "5件"),
    ],
)
def test_persons_are_said_by_the_head_of_their_name_and_what_is_left_by_no_word(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


def test_another_one_of_a_row_is_asked_what_the_first_was_asked(service: Service) -> None:
    first = "庐江县石料开采规划方案听证,第一轮有多少代表参加?"
    assert ask(service, "那第二轮呢?", first).short_answer == "27人"
