"""Questions as people ask them, and the one fact of a report that answers each."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "太和县2023年政府工作报告": """太和县2023年政府工作报告
——2024年1月15日在太和县第十八届人民代表大会第三次会议上
县长 周明远
各位代表：
现在，我代表县人民政府，向大会报告工作。
一、2023年工作回顾
药材产业产值突破210亿元，达到213.6亿元，增长11.2%。全县一般公共预算收入22.41亿元，增长6.7%，其中税收收入13.05亿元，增长4.2%。
纺织业产值88.2亿元，增长5.6%；快递业务量2.3亿件，增长41.5%。
全县存款余额96.5亿元。贷款余额71.2亿元，增长8.4%。蔬菜产量12.6万吨；水果产量3.4万吨，增长5.1%。
县法律援助中心受理法律援助案件612件，其中民事案件431件、刑事案件181件，挽回经济损失920.5万元。
初中计划招收7,210人，其中民办初中3所，计划招收860人；小学计划招收8,455人，其中民办小学2所，计划招收340人。
县公安局查处制售假药、假酒等案件27件，罚没款56.4万元。花费85万元建设冷库2座。
12月，县考察团赴浙江省诸暨市学习枫桥经验，到江苏省昆山市考察招商工作。
县政府办公室信息科承担日常工作，科长为阿古拉巴图，由副主任孙立海分管。
倪邱镇被命名为首批“安徽省康养小镇”，旧县镇获评全省美丽乡镇。
""",
    "凤台县人民政府常务会议纪要": """凤台县人民政府常务会议纪要
一、会议议定，同意县水利局提出的水库除险加固方案，总投资2100万元，工期8个月。
二、关于提高村干部补贴标准事项，会议认为财力有限，暂不同意将补贴标准提高到每月1800元，仍按每月1500元执行。
三、会议原则同意县农业局提出的扶持意见：对购置农机的，县级补贴20%。对县农业局提出的将农机补贴比例提高到40%的建议，暂不同意。
四、对县住建局提出的新设停车收费点的请示，不予批准，由县住建局进一步论证。
""",
    "临泉县2022年国民经济和社会发展统计公报": """临泉县2022年国民经济和社会发展统计公报
临泉县统计局 国家统计局临泉调查队
2022年,全县经济平稳运行。
一、综合
全年实现地区生产总值412.6亿元,增长4.1%。
""",
    "涡阳县农业农村局关于报送2021年工作总结的报告": """涡阳县农业农村局关于报送2021年工作总结的报告
签发人：郭长顺
县人民政府：
现将我局2021年工作总结报告如下。
一、2021年工作
全年培训农民4100人次。2022年3月6日，召开春耕现场会。
涡阳县农业农村局
2022年1月18日
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        ("太和县2023年一般公共预算收入多少,增长百分之几?", "22.41亿元;6.7%"),
        ("太和县2023年纺织业产值多少、增长多少", "88.2亿元;5.6%"),
        ("太和县快递业务量多少,增长了多少?", "2.3亿件;41.5%"),
        ("太和县税收收入是多少?增长多少?", "13.05亿元;4.2%"),
        ("太和县药材产业产值多少,增幅是多少?", "213.6亿元;11.2%"),
    ],
)
def test_how_much_a_thing_grew_is_asked_of_the_thing_before(service: Service, asked: str, facts: str) -> None:
    assert ask(service, asked).short_answer == facts


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ("太和县存款余额多少,增长多少?", "96.5亿元"),
        ("太和县蔬菜产量多少,增长百分之几?", "12.6万吨"),
    ],
)
def test_the_growth_of_another_thing_answers_nothing(service: Service, asked: str, amount: str) -> None:
    assert ask(service, asked).short_answer == amount


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("太和县2023年政府工作报告是谁作的?", "周明远"),
        ("谁作的太和县2023年政府工作报告?", "周明远"),
        ("涡阳县农业农村局的报告签发人是谁?", "郭长顺"),
        ("涡阳县农业农村局这份报告是谁签发的?", "郭长顺"),
    ],
)
def test_who_gave_or_signed_a_document_is_named_at_its_head(service: Service, asked: str, name: str) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == name
    assert name in answer.citations[0].quote


def test_a_speech_is_dated_by_the_line_under_its_title(service: Service) -> None:
    answer = ask(service, "太和县2023年政府工作报告是哪天作的?")
    assert answer.short_answer == "2024年1月15日"
    assert answer.citations[0].quote.startswith("——2024年1月15日")


def test_organs_under_the_title_issue_what_nobody_signs(service: Service) -> None:
    answer = ask(service, "临泉县统计公报是谁发布的?")
    assert answer.short_answer == "临泉县统计局、国家统计局临泉调查队"


@pytest.mark.parametrize(
    "asked",
    ["总结是什么日期报的?", "2021年工作总结什么时候报送的?", "那份总结末尾落款是几月几号?", "总结是哪天的?"],
)
def test_a_report_was_sent_on_the_date_under_it(service: Service, asked: str) -> None:
    assert ask(service, f"涡阳县农业农村局{asked}").short_answer == "2022年1月18日"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("太和县政府办公室信息科科长是谁?", "阿古拉巴图"),
        ("太和哪个地方拿了首批安徽省康养小镇?", "倪邱镇"),
        ("太和县考察团学习枫桥经验去的是哪个地方?", "浙江省诸暨市"),
        ("太和县考察团考察招商到的是哪个地方?", "江苏省昆山市"),
        ("太和哪个镇获评全省美丽乡镇?", "旧县镇"),
    ],
)
def test_the_one_beside_what_is_asked_is_named(service: Service, asked: str, name: str) -> None:
    assert ask(service, asked).short_answer == name


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ("凤台县同意把村干部补贴提高到1800元了吗?", "暂不同意"),
        ("凤台县批准新设停车收费点了吗?", "不予批准"),
        ("凤台县同意把农机补贴比例提高到40%了吗?", "暂不同意"),
    ],
)
def test_what_was_refused_is_said_to_be_refused(service: Service, asked: str, refusal: str) -> None:
    answer = ask(service, asked)
    assert (answer.short_answer or "").startswith(refusal)
    assert refusal in answer.answer


def test_what_was_agreed_to_is_not_said_to_be_refused(service: Service) -> None:
    assert "不" not in (ask(service, "凤台县同意水库除险加固方案了吗?").short_answer or "")


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ("太和县法律援助案件受理了多少件?", "612件"),
        ("太和县民事法律援助案件多少件?", "431件"),
        ("太和县刑事法律援助案件受理多少?", "181件"),
        ("太和县初中计划招收多少人?", "7,210人"),
        ("太和县民办初中计划招收多少人?", "860人"),
        ("太和县民办小学招多少人?", "340人"),
    ],
)
def test_the_whole_answers_but_where_a_part_is_named(service: Service, asked: str, figure: str) -> None:
    assert ask(service, asked).short_answer == figure


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ("太和县查处假药假酒案件罚没了多少?", "56.4万元"),
        ("太和县制售假药案罚了多少?", "56.4万元"),
        ("太和县查处制售假药假酒案件多少件?", "27件"),
        ("太和县建冷库花了多少?", "85万元"),
    ],
)
def test_what_was_paid_is_money(service: Service, asked: str, figure: str) -> None:
    assert ask(service, asked).short_answer == figure
