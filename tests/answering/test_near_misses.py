"""What stands right beside what is asked is no answer; the same in other words is none of that."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "临泉县2021年法治政府建设情况报告": """临泉县2021年法治政府建设情况报告
2021年,临泉县法治政府建设稳步推进。
一、行业监管
(一)规范培训市场
办理投诉52件,走访培训机构46家,责令退还违规收费17件,下发整改通知书23份。
全县15个乡镇综合执法大队核定编制173名,实有执法人员128名。
校外培训投诉办结率96.3%,较上年提高4.1个百分点。
(二)化解矛盾
全县412名网格员全部入驻矛盾调处中心。
全年共收到行政复议申请63件,其中网上申请9件。连同2020年结转的5件,应审案件68件,审结59件。
法院受理以县政府为被告的一审行政案件21件,审结18件,应诉率100%。
二、重大决策
县政府将“泉河湿地保护规划”“县城公交票价调整”“老城区供热方案”三项列入年度重大行政决策目录。
督察发现问题37个,至年末整改到位33个。
""",
    "亳州市生态环境局2019年工作总结": """亳州市生态环境局2019年工作总结
2019年,市生态环境局完成垂直管理改革。
一、机构改革
8个县(区)环保局上划为派出分局,共上划人员386人,其中行政人员84人、事业人员302人。
二、污染防治
整治砂石市场,加强行业管理,督察组进驻后上一年遗留问题实际全部销号。
""",
}
"""The second report holds the words that the questions about the first one say otherwise."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("near_misses")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("临泉县2021年在整治培训市场时,走访了多少家培训机构?", "46家"),
        ("临泉县2021年在培训行业管理中责令退还了几件违规收费?", "17件"),
    ],
)
def test_circumstances_may_be_told_in_other_words(service: Service, question: str, answer: str) -> None:
    assert ask(service, question).short_answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "临泉县2021年在整顿培训市场时,约谈了多少名负责人?",
        "亳州市环保局上划人员里工勤人员有多少?",
        "临泉县2021年以县政府为被告的一审行政案件中败诉的有多少件?",
    ],
)
def test_what_is_asked_under_circumstances_must_be_said(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_verbs_that_end_and_mean_alike_are_one(service: Service) -> None:
    assert ask(service, "进驻矛盾调处中心的网格员,临泉县有多少名?").short_answer == "412名"


def test_the_year_before_is_met_in_any_writing(service: Service) -> None:
    asked = "临泉县2021年校外培训投诉办结率比上一年提高了几个百分点?"
    assert ask(service, asked).short_answer == "4.1个百分点"


def test_who_is_there_is_not_counted_by_what_is_allowed(service: Service) -> None:
    assert ask(service, "临泉县2021年乡镇综合执法大队实际有多少名执法人员?").short_answer == "128名"
    assert ask(service, "临泉县2021年乡镇综合执法大队核定编制多少名?").short_answer == "173名"


def test_the_end_of_a_year_is_one_however_it_is_led_up_to(service: Service) -> None:
    assert ask(service, "临泉县2021年督察发现的问题,到年末整改到位的有多少个?").short_answer == "33个"


def test_a_later_step_carries_its_matter_on_until_another_is_named(service: Service) -> None:
    assert ask(service, "2021年临泉县行政复议审结多少件?").short_answer == "59件"
    assert ask(service, "2021年临泉县一审行政案件审结多少件?").short_answer == "18件"


def test_titles_one_behind_the_other_are_a_list(service: Service) -> None:
    listed = ask(service, "2021年临泉县列入重大行政决策目录的是哪几件事?")
    assert "泉河湿地保护规划" in listed.answer
    assert "老城区供热方案" in listed.answer


def test_all_bureaus_of_the_counties_are_no_bureau_of_the_city(service: Service) -> None:
    assert ask(service, "亳州各县区环保局上划人员里事业人员有多少?").short_answer == "302人"
