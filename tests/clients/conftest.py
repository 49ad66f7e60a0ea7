"""A service in a process of its own, over documents of these tests, for clients that nobody here wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.running import RunningService

REPORTS = {
    "安吉2021.txt": (
        "安吉县人民政府关于2021年度法治政府建设情况的报告\n\n"
        "安政发〔2022〕3号\n\n"
        "一、主要工作\n\n2021年,安吉县共办理行政复议案件58件,其中维持40件。全县开展普法讲座36场。\n\n"
        "二、下一步打算\n\n继续推进严格规范公正文明执法。\n"
    ),
    "安吉2022.txt": (
        "安吉县人民政府关于2022年度法治政府建设情况的报告\n\n"
        "安政发〔2023〕5号\n\n"
        "一、主要工作\n\n2022年,安吉县共办理行政复议案件73件,其中维持51件。全县开展普法讲座42场。\n"
    ),
    "德清2021.txt": (
        "德清县人民政府关于2021年度法治政府建设情况的报告\n\n"
        "一、主要工作\n\n2021年,德清县共办理行政复议案件64件,其中维持47件。全县开展普法讲座29场。\n"
    ),
}
QUESTIONS = (
    "安吉县2021年办理行政复议案件多少件?",
    "德清县2021年开展普法讲座多少场?",
    "安吉县和德清县2021年办理行政复议案件各多少件?",
    "安吉县2022年新建了几座水库?",
)


@pytest.fixture(scope="session")
def data_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clients") / "data"


@pytest.fixture(scope="session")
def url(data_directory: Path) -> Iterator[str]:
    """The address of a running service that holds the reports."""
    running = RunningService(data_directory=data_directory)
    running.start()
    try:
        running.upload(REPORTS)
        yield running.url
    finally:
        running.stop()
