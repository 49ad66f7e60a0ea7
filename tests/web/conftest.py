"""A real service over an empty data directory, its application, and a client: one for each file of tests."""

from collections.abc import Callable, Generator, Iterator

import pytest
from starlette.testclient import TestClient

from qa_service.answering.dialogue import Dialogue
from qa_service.answering.events import AnswerEvent, Delta, Retrieved
from qa_service.answering.watching import Watch, unwatched
from qa_service.bootstrap import Service, open_service
from qa_service.settings import Settings
from qa_service.web.app import create_app
from tests.answers import ANSWER
from vectorstore.passages import Filters

REPORT = (
    "安吉县人民政府关于2021年度法治政府建设情况的报告\n\n"
    "一、主要工作\n\n2021年,安吉县共办理行政复议案件58件,其中维持40件。全县开展普法讲座36场。\n\n"
    "二、下一步打算\n\n继续推进严格规范公正文明执法。\n"
)
EVENTS: tuple[AnswerEvent, ...] = (Retrieved(citations=()), Delta(text="答。"), ANSWER)

Script = Callable[[str], Generator[AnswerEvent, None, None]]


class ScriptedDialogue(Dialogue):
    """Streams what a script yields for a message."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        filters: Filters,
        watch: Watch = unwatched,
    ) -> Generator[AnswerEvent, None, None]:
        return self._script(message)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("service")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)  # a developer's .env is not read
        return Settings(data_dir=folder / "data")


@pytest.fixture(scope="module")
def service(settings: Settings) -> Iterator[Service]:
    with open_service(settings) as opened:
        opened.ingestor.start()
        yield opened


@pytest.fixture(scope="module")
def client(settings: Settings, service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(settings, service), raise_server_exceptions=False) as opened:
        yield opened


def upload(client: TestClient, name: str, content: bytes) -> str:
    """Upload one file, wait until its job is finished, and return the job's id."""
    reply = client.post("/api/documents", files=[("files", (name, content))])
    assert reply.status_code == 202, reply.text
    job_id: str = reply.json()["jobs"][0]["job_id"]
    client.get(f"/api/jobs/{job_id}/events")
    return job_id


@pytest.fixture
def document_id(client: TestClient) -> str:
    """A report that is in the library."""
    job = client.get(f"/api/jobs/{upload(client, '安吉.txt', REPORT.encode())}").json()
    assert job["state"] == "done", job
    identity: str = job["document_id"]
    return identity
