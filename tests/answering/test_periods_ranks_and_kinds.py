"""Bare facts that stand plainly in a sentence: a time's end, a place in an order, names of the asked kind."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县农业农村局2023年工作总结": (
        "岚皋县农业农村局2023年工作总结\n\n一、主要工作\n\n"
        "(一)渔业管理。严格执行禁渔制度,岚河干流禁渔期自3月1日8时至7月1日18时。\n\n"
        "(二)资金管理。衔接资金到位4236万元,支出进度96.4%,居安康市各县(区)第3位。\n\n"
        "(三)农村供水。授权岚皋县岚河农村供水有限公司(以下简称供水公司)作为全县农村供水的统一管护单位。\n\n"
        "(四)土地延包。启动二轮延包三十年试点,试点村为石门镇两河村和四季镇柳湾村,11月底前完成确权。\n\n"
        "(五)农机。岚河大桥自2023年6月10日至9月28日封闭施工,7月2日恢复半幅通行。评优末位淘汰制落实,农机化水平居全省首位。\n\n"
        "(六)考核。石桥镇考核排第2位,柳河镇考核排第7位,青山乡排第9位。\n"
    )
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("facts")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("岚皋县2023年岚河禁渔期到什么时候结束?", "7月1日18时"),
        ("岚皋县2023年岚河禁渔期从什么时候开始?", "3月1日8时"),
        ("岚皋县2023年岚河禁渔期是什么时候?", "自3月1日8时至7月1日18时"),
    ],
)
def test_a_time_is_told_by_the_end_that_is_asked_for(service: Service, question: str, short: str) -> None:
    assert ask(service, question).short_answer == short


def test_a_place_in_an_order_is_no_figure_beside_it(service: Service) -> None:
    assert ask(service, "岚皋县2023年衔接资金支出进度在安康各县里排第几?").short_answer == "第3位"


def test_a_name_of_the_asked_kind_is_told_whole(service: Service) -> None:
    reply = ask(service, "岚皋县全县农村供水的统一管护单位是哪家公司?")
    assert reply.short_answer == "岚皋县岚河农村供水有限公司"


def test_as_many_names_are_told_as_are_asked_for(service: Service) -> None:
    reply = ask(service, "岚皋县二轮延包三十年试点放在哪两个村?")
    assert reply.short_answer == "石门镇两河村和四季镇柳湾村"
    assert ask(service, "岚皋县二轮延包三十年试点放在哪三个村?").short_answer != reply.short_answer


def test_another_date_of_the_sentence_is_no_end_of_the_time(service: Service) -> None:
    assert ask(service, "岚皋县岚河大桥什么时候恢复半幅通行?").short_answer == "7月2日"


def test_a_place_in_the_order_is_said_of_something(service: Service) -> None:
    assert ask(service, "岚皋县农机化水平在全省排第几?").short_answer == "首位"


def test_of_several_places_in_an_order_the_asked_ones_is_told(service: Service) -> None:
    assert ask(service, "岚皋县柳河镇考核排第几?").short_answer == "第7位"
