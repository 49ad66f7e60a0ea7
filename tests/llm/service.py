"""A service with an LLM that a scripted server plays."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from qa_service.answering.events import Answer, AnswerEvent
from qa_service.answering.options import AnsweringOptions, Limits
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import source_files
from qa_service.settings import Settings
from tests.llm.scripted_openai import Part, ScriptedServer
from vectorstore.passages import Filters

REPORT = (
    "安吉县人民政府关于2021年度法治政府建设情况的报告\n\n"
    "一、主要工作\n\n2021年,安吉县共办理行政复议案件58件,其中维持40件、撤销6件。全县开展普法讲座36场。\n\n"
    "二、下一步打算\n\n继续推进严格规范公正文明执法。\n"
)
OTHER = (
    "庆元县人民政府关于2020年度法治政府建设情况的报告\n\n"
    "一、主要工作\n\n2020年,庆元县共办理行政复议案件77件,其中维持51件。\n"
)
QUESTION = "安吉县2021年办理行政复议案件多少件?"
# A machine that is busy elsewhere is no LLM that is silent.
LIMITS = Limits(connect_s=30.0, silence_s=60.0, whole_s=100.0)
PATIENCE_S = 60.0

Opened = Callable[..., AbstractContextManager[tuple[Service, ScriptedServer]]]
"""Takes the LLM's part, and options that differ."""


def fill(data: Path, files: Path) -> None:
    """Put a folder of files into a new library."""
    with open_service(Settings(data_dir=data)) as service:
        service.ingestor.ingest(source_files([files]))


def options(url: str, **more: object) -> AnsweringOptions:
    chosen: dict[str, object] = {"patience_s": PATIENCE_S, "limits": LIMITS} | more
    return AnsweringOptions(model="openai:scripted", base_url=url, api_key="secret-key", **chosen)  # type: ignore[arg-type]


@contextmanager
def opened_service(data: Path, part: Part, **more: object) -> Iterator[tuple[Service, ScriptedServer]]:
    """The service over ``data`` whose LLM plays ``part``."""
    with (
        ScriptedServer(part) as server,
        open_service(Settings(data_dir=data, answering=options(server.url, **more))) as service,
    ):
        yield service, server


def events(service: Service, question: str = QUESTION) -> list[AnswerEvent]:
    return list(service.dialogue.stream(question, filters=Filters()))


def answer(service: Service, question: str = QUESTION) -> Answer:
    found = events(service, question)[-1]
    assert isinstance(found, Answer)
    return found
