"""What a town's office reports is told as the town's, not as its county's."""

from pathlib import Path

from tests.answering.made_reports import ask, service_over

_TOWN = """临朐县冶源街道办事处2022年度法治政府建设工作报告
一、主要工作
(一)化解纠纷。街道调解委员会调解矛盾纠纷215件,成功率98%。
"""


def test_an_answer_from_a_towns_report_names_the_town(tmp_path: Path) -> None:
    with service_over({"town": _TOWN}, tmp_path) as service:
        answer = ask(service, "临朐县2022年调解矛盾纠纷多少件?")
    assert answer.status != "answered" or "临朐县冶源街道" in answer.answer
    with service_over({"town": _TOWN}, tmp_path) as service:
        answer = ask(service, "冶源街道2022年调解矛盾纠纷多少件?")
    assert answer.short_answer == "215件"
    assert "2022年,临朐县冶源街道" in answer.answer
