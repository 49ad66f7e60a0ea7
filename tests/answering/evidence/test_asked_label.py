"""Of several figures of one sentence the one whose own words are asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

_TEXT = """柳溪县人民政府关于2022年度法治政府建设情况的报告

一、主要工作

县人力资源和社会保障局组织持证上岗统一测试3场,报名412人,实考389人,通过351人。

全县办理公证事项905件(其中国内经济214件,涉港澳37件)。

开展“清障护航”专项行动,排查安全隐患158处,当年整治完毕131处,剩余27处列入下年度计划。

卫星遥感巡田发现疑似乱占耕地图斑64个,经实地核实确属违法的19个,责令复垦14个。

全县累计栽种防护林2380亩,其中2022年新种460亩。

查获“黑气”“黑油”73起,其中“黑气”28起、“黑油”45起。

热线平台共接收咨询求助9.6万件,其中咨询6.1万件、求助3.5万件。

受理政务公开申请88件,其中予以公开51件、不予公开9件、信息不存在17件、其他处理11件。

全县行政机关一审应诉案件57件,其中以县人民政府为被告的16件。

便民大厅服务窗口由18个增加到41个。

现场办结比例由62%提高到88%。

表彰先进集体23个,先进个人64人,其中女性29人。

组织城关片区31家养老机构、12家幼儿托管机构开展消防演练。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"柳溪县2022年法治政府建设报告": _TEXT}, tmp_path_factory.mktemp("labels")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("柳溪县2022年持证上岗统一测试实际参考的有多少人?", "389人"),
        ("柳溪县2022年持证上岗统一测试通过的有多少人?", "351人"),
        ("柳溪县2022年持证上岗统一测试报名的有多少人?", "412人"),
        ("柳溪县2022年办理的公证里涉港澳的有几件?", "37件"),
        ("柳溪县2022年办理公证事项多少件?", "905件"),
        ("柳溪县“清障护航”专项行动里,查到的安全隐患当年整治了多少处?", "131处"),
        ("柳溪县“清障护航”专项行动排查出多少处安全隐患?", "158处"),
        ("柳溪县卫星巡田发现的疑似乱占耕地图斑,最后确属违法的是几个?", "19个"),
        ("柳溪县2022年新种防护林多少亩?", "460亩"),
        ("柳溪县累计栽种防护林多少亩?", "2380亩"),
        ("柳溪县2022年查获“黑油”多少起?", "45起"),
        ("柳溪县2022年查获“黑气”和“黑油”一共多少起?", "73起"),
        ("柳溪县热线平台接收的求助有多少件?", "3.5万件"),
        ("柳溪县2022年政务公开申请中属于信息不存在的有几件?", "17件"),
        ("柳溪县2022年受理政务公开申请多少件?", "88件"),
        ("柳溪县以县人民政府为被告的一审案件有几件?", "16件"),
        ("柳溪县便民大厅服务窗口增加到多少个?", "41个"),
        ("柳溪县便民大厅原来有多少个服务窗口?", "18个"),
        ("柳溪县便民大厅服务窗口从多少个增加到多少个?", "由18个增加到41个"),
        ("柳溪县现场办结比例由多少提高到多少?", "由62%提高到88%"),
        ("柳溪县城关片区有多少家养老机构(不是幼儿托管机构)?", "31家"),
    ],
)
def test_the_figure_whose_words_are_asked_for_answers(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


def test_what_is_asked_on_is_a_part_of_what_was_asked_before(service: Service) -> None:
    asked = "柳溪县热线平台接收咨询求助多少件?"
    assert ask(service, "那求助呢?", asked).short_answer == "3.5万件"


_CHAIN = """麦河县人民政府关于2020年度法治政府建设情况的报告

受理行政复议申请67件,立案61件;审结58件,其中维持33件,撤销14件,驳回11件。

新收行政应诉案件39件;受理劳动仲裁申请205件,其中裁决160件。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("麦河县2020年审结行政复议案件多少件?", "58件"),
        ("麦河县2020年行政复议决定撤销的有几件?", "14件"),
        ("麦河县2020年行政应诉案件裁决了多少件?", None),
    ],
)
def test_what_opens_a_chain_is_said_of_all_that_names_nothing_else(
    question: str, figure: str | None, tmp_path: Path
) -> None:
    with service_over({"麦河县2020年法治政府建设报告": _CHAIN}, tmp_path) as service:
        assert ask(service, question).short_answer == figure


_ROWS = """麦河县人民政府关于2020年度法治政府建设情况的报告

一、复议应诉

事项\t数量\t说明
行政复议受理\t167件\t另有不予受理9件
行政复议审结\t158件\t维持91件,变更37件,终止30件
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("麦河县2020年行政复议审结的案件中变更的有多少件?", "37件"),
        ("麦河县2020年行政复议审结多少件?", "158件"),
    ],
)
def test_the_part_that_a_row_explains_is_told_and_the_row_shown(
    question: str, figure: str, tmp_path: Path
) -> None:
    with service_over({"麦河县2020年法治政府建设报告": _ROWS}, tmp_path) as service:
        answer = ask(service, question)
    assert answer.short_answer == figure
    assert "158件" in answer.answer


_SHARED = """麦河县人民政府关于2021年度法治政府建设情况的报告

市监委对2家、市检察院对6家、县检察院对9家单位制发检察建议。

北桥街道4个、南桥街道7个、云岭街道11个社区达到标准。

全县医师630名,其中男性350名、女性280名。

对台账登记的隐患开展复查,合格71家、不合格8家。
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"麦河县2021年法治政府建设报告": _SHARED}, tmp_path_factory.mktemp("shared")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("麦河县2021年市检察院制发检察建议多少家?", "6家"),
        ("麦河县2021年县检察院制发检察建议多少家?", "9家"),
        ("麦河县2021年南桥街道达到标准多少个?", "7个"),
        ("麦河县2021年北桥街道多少个社区达到标准?", "4个"),
    ],
)
def test_what_follows_the_last_of_a_row_tells_none_apart(shared: Service, question: str, figure: str) -> None:
    assert ask(shared, question).short_answer == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("麦河县2021年女医师多少名?", "280名"),
        ("麦河县2021年男医师有多少名?", "350名"),
        ("麦河县2021年医师有多少名?", "630名"),
    ],
)
def test_one_character_of_an_attribute_names_it(shared: Service, question: str, figure: str) -> None:
    assert ask(shared, question).short_answer == figure


def test_of_those_that_did_and_did_not_the_asked_ones_answer(shared: Service) -> None:
    assert ask(shared, "麦河县2021年复查没合格的多少家?").short_answer == "8家"
    assert ask(shared, "麦河县2021年复查合格的多少家?").short_answer == "71家"
