"""Sides that say the same thing in unlike words, and figures that only look like it; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "泾县": """泾县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)规范执法。落实“双随机、一公开”监管,全年开展抽查任务130次,其中部门联合抽查22次。下达培训任务900人。
(二)严格合法性审查。全年审查行政决策、规范性文件、政府合同等共计64件,其中审查政府合同40件。
(三)化解争议。收到行政复议申请51件,同比下降12.1%,受理47件。一审行政诉讼案件30件,败诉2件,败诉率6.7%。
(四)人民调解。全县人民调解组织调解纠纷1200件,成功率98.3%。
(五)普法宣传。举办法治讲座34场,比上年增加5场,参加1800人次。
二、主动公开情况
全年主动公开政府信息3150条。
""",
    "旌德县": """旌德县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)规范执法。开展“双随机”抽查95次。组织培训任务,培训执法人员310人。
(二)严格合法性审查。完成合法性审查58件。
(三)化解争议。收到行政复议申请33件,受理29件,行政处罚案件同比增长8%,办结700件。一审行政应诉案件21件,败诉1件,败诉率4.8%。
(四)调解工作。全县各类调解组织共调处纠纷860件,成功率97.1%。
二、主动公开情况
全年通过门户网站发布政府信息2210条。
""",
    "绩溪县": """绩溪县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)严格合法性审查。全年审查政府合同25件。
(二)化解争议。收到行政复议申请18件,同比增长20%。行政机关负责人出庭应诉率95%。
二、主动公开情况
全年收到政府信息公开申请36件。
""",
    "歙县": """歙县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)规范执法。开展双随机、一公开检查60次。
(二)化解争议。县政府统一管辖的行政复议申请量为81件(同比增长5%),受理74件。行政机关负责人出庭率90%。
二、依申请公开情况
全年收到依申请公开27件。
""",
    "休宁县": """休宁县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。各级行政复议机关共收到行政复议申请90件,其中网上申请20件。
""",
    "黟县": """黟县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全年被申请行政复议7件,均维持。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("unlike")) as opened:
        yield opened


def values(answer: Answer) -> dict[str | None, str | None]:
    assert answer.table is not None
    return {row.cells[0]: row.cells[2] for row in answer.table.rows}


def test_a_change_told_in_between_does_not_cut_a_step_from_its_matter(service: Service) -> None:
    answer = ask(service, "泾县和旌德县2022年行政复议申请各受理多少件?")
    assert values(answer) == {"泾县": "47件", "旌德县": "29件"}


def test_a_change_of_another_matter_still_leads_to_that_matter(service: Service) -> None:
    answer = ask(service, "泾县和旌德县2022年行政复议各办结多少件?")
    assert "700件" not in answer.answer


def test_what_was_received_is_never_given_as_accepted(service: Service) -> None:
    answer = ask(service, "泾县和绩溪县2022年行政复议申请各受理多少件?")
    assert values(answer) == {"泾县": "47件", "绩溪县": None}


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("泾县和旌德县2022年民告官的案子,哪个县败诉率低一些?", "旌德县(4.8%)"),
        ("泾县和旌德县2022年行政诉讼,哪个县败诉率更高?", "泾县(6.7%)"),
    ],
)
def test_a_rate_is_known_when_high_or_low_follows_it(service: Service, asked: str, short: str) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == short


def test_the_number_of_sides_is_no_part_of_the_matter_behind_it(service: Service) -> None:
    answer = ask(service, "2022年泾县、旌德两个县双随机抽查各搞了多少次?")
    assert values(answer) == {"泾县": "130次", "旌德县": "95次"}


def test_a_task_that_was_set_is_no_deed(service: Service) -> None:
    answer = ask(service, "泾县和旌德县2022年各培训多少人?")
    assert "900人" not in set(values(answer).values())


def test_a_count_of_entries_is_asked_for_by_its_unit(service: Service) -> None:
    answer = ask(service, "对比泾县、旌德县2022年主动公开政府信息的条数")
    assert values(answer)["泾县"] == "3150条"
    assert "2210条" in answer.answer


def test_all_that_is_listed_under_a_heading_is_of_the_step_it_names(service: Service) -> None:
    answer = ask(service, "泾县、旌德县2022年合法性审查分别办了多少件?")
    assert values(answer) == {"泾县": "64件", "旌德县": "58件"}


def test_one_kind_of_what_is_reviewed_is_not_all_of_it(service: Service) -> None:
    answer = ask(service, "绩溪县、旌德县2022年合法性审查分别办了多少件?")
    assert values(answer) == {"绩溪县": None, "旌德县": "58件"}
    assert "审查政府合同25件”,统计的内容不同" in answer.answer


def test_the_rate_of_a_wider_matter_is_shown_as_such_and_not_compared(service: Service) -> None:
    answer = ask(service, "泾县与旌德县2022年人民调解成功率哪个高?")
    assert values(answer) == {"泾县": "98.3%", "旌德县": None}
    assert "97.1%”,统计的内容不同" in answer.answer
    assert answer.short_answer is None


def test_how_many_sides_there_are_is_no_word_of_the_matter(service: Service) -> None:
    answer = ask(service, "泾县、旌德、歙县三地行政复议各受理多少件?")
    assert values(answer) == {"泾县": "47件", "旌德县": "29件", "歙县": "74件"}


def test_applications_without_a_verb_were_received(service: Service) -> None:
    answer = ask(service, "歙县和休宁县2022年收到的复议申请一共多少件?")
    assert values(answer) == {"歙县": "81件", "休宁县": "90件"}
    assert answer.short_answer == "171件"


def test_an_office_that_was_complained_of_received_nothing(service: Service) -> None:
    answer = ask(service, "黟县和歙县2022年各收到行政复议申请多少件?")
    assert values(answer) == {"黟县": None, "歙县": "81件"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("绩溪县和歙县行政机关负责人出庭率分别是多少?", {"绩溪县": "95%", "歙县": "90%"}),
        ("绩溪县和歙县收到依申请公开各多少件?", {"绩溪县": "36件", "歙县": "27件"}),
        ("旌德县和歙县2022年双随机检查各多少次?", {"旌德县": "95次", "歙县": "60次"}),
    ],
)
def test_a_longer_name_of_the_same_thing_is_the_same_thing(
    service: Service, asked: str, expected: dict[str, str]
) -> None:
    answer = ask(service, asked)
    assert values(answer) == expected
    assert "由系统计算" in answer.answer
