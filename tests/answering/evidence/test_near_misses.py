"""What stands beside what a document says is not answered with its neighbour; the neighbour itself is."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "霍邱县": """霍邱县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全县收到行政复议申请312件,审结288件,其中维持197件、撤销23件。县政府本级受理行政复议案件96件,审结91件。
全县行政应诉案件64件,行政机关负责人出庭应诉58件,出庭率90.6%。
(二)法律服务。县公证处办理公证2418件。受理法律援助案件733件,其中妇女案件52件、老年人案件41件。
医疗纠纷人民调解委员会调解医疗纠纷36件,涉案金额214万元。
(三)信息公开。通过微信公众号发布信息845条,短视频播放量达27万次。
县医院、县妇幼保健院公示医疗服务价格4120项。
(四)产业发展。中药材、茶叶出口额达3.6亿元,增长5.2%。种植油茶4.3万亩,实现产值2.7亿元。
(五)路长制。落实县乡村三级路长1290名。第一批下放乡镇审批事项85项。霍邱东站发送旅客88.4万人次。
(六)监督。对3个整改不力的单位进行了通报,清退不合格执法人员17人。
(七)专班。成立治超专班,由县长周立言任组长。县防汛指挥部由县长任指挥长,办公室设在县应急管理局。
(八)法律顾问。聘请县政府法律顾问9名。组建茶叶、油茶产业律师服务团。茶叶产业律师服务团团长由律师韩敬川担任。公布信用评价结果260家,其中AA级38家、D级4家。

二、存在的问题
司法所力量不足,全县24个司法所中有6个是“一人所”。
""",
    "裕安区": """裕安区人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全区行政诉讼案件败诉5件。农民工案件占法律援助的三成。仲裁委员会受理案件20件。
(二)信息公开。政务微博粉丝达6.1万人。物业纠纷调解31件。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("near")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("霍邱县2022年全县行政复议维持的有多少件?", "197件"),
        ("霍邱县2022年行政应诉案件有多少件?", "64件"),
        ("霍邱县2022年受理法律援助案件多少件?", "733件"),
        ("霍邱县2022年妇女法律援助案件有多少件?", "52件"),
        ("霍邱县医疗纠纷人民调解委员会调解了多少件?", "36件"),
        ("霍邱县2022年通过微信公众号发布信息多少条?", "845条"),
        ("霍邱县2022年油茶实现产值多少亿元?", "2.7亿元"),
        ("霍邱县落实三级路长多少名?", "1290名"),
        ("霍邱东站2022年发送旅客多少人次?", "88.4万人次"),
        ("霍邱县第一批下放乡镇的审批事项有多少项?", "85项"),
        ("霍邱县信用评价AA级的有多少家?", "38家"),
        ("霍邱县治超专班的组长是谁?", "周立言"),
        ("霍邱县聘请了多少名法律顾问?", "9名"),
        ("霍邱县茶叶产业律师服务团的团长是谁?", "韩敬川"),
        ("霍邱县2022年中药材、茶叶出口额是多少?", "3.6亿元"),
    ],
)
def test_what_a_report_says_is_answered(service: Service, asked: str, short: str) -> None:
    answer = ask(service, asked)
    assert answer.status == "answered"
    assert short in (answer.short_answer or answer.answer)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("霍邱县2022年行政应诉案件败诉了几件?", id="what became of the cases"),
        pytest.param("霍邱县2022年行政应诉案件败诉率是多少?", id="another rate"),
        pytest.param(
            "霍邱县政府本级审结的行政复议案件里,维持的有多少件?", id="said of another organ's cases"
        ),
        pytest.param("霍邱县2022年农民工法律援助案件有多少件?", id="another group"),
        pytest.param("霍邱县物业纠纷人民调解委员会调解了多少件?", id="another committee"),
        pytest.param("霍邱县微信公众号有多少粉丝?", id="another thing of the same account"),
        pytest.param("霍邱县妇幼保健院公示了多少项医疗服务价格?", id="one of two together"),
        pytest.param("霍邱县2022年茶叶出口额是多少?", id="one of two products"),
        pytest.param("霍邱县2022年小麦实现产值多少亿元?", id="another product"),
        pytest.param("霍邱县有多少名村级路长?", id="one of three levels"),
        pytest.param("霍邱西站2022年发送旅客多少人次?", id="another station"),
        pytest.param("霍邱县第二批下放乡镇的审批事项有多少项?", id="another batch"),
        pytest.param("霍邱县信用评价C级的有多少家?", id="another grade"),
        pytest.param("霍邱县2022年上半年行政应诉案件有多少件?", id="half of a year"),
        pytest.param("霍邱县2022年第一季度受理法律援助案件多少件?", id="a quarter"),
        pytest.param("霍邱县2022年1月受理法律援助案件多少件?", id="a month"),
        pytest.param("霍邱县政府2022年花了多少法律顾问费?", id="money for people"),
        pytest.param("霍邱县治超专班的副组长是谁?", id="the deputy of an office"),
        pytest.param("霍邱县油茶产业律师服务团的团长是谁?", id="another group of a like name"),
        pytest.param("霍邱县防汛指挥部指挥长叫什么名字?", id="a name, not an office"),
        pytest.param("霍邱县整改不力被通报的是哪3个单位?", id="which, not how many"),
        pytest.param("霍邱县的“一人所”是哪几个司法所?", id="which of all"),
        pytest.param("霍邱县为什么清退那17个执法人员?", id="why, not what"),
    ],
)
def test_what_stands_beside_it_is_not(service: Service, asked: str) -> None:
    assert ask(service, asked).status == "not_found"
