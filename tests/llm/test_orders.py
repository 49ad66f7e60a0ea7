"""Documents that give orders, with an LLM that obeys every one of them: nothing comes of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.events import Answer, Delta
from qa_service.bootstrap import Service
from tests.llm.orders import CANARY, ORDERS, SECRET, documents
from tests.llm.scripted_openai import Asked, ScriptedServer, Step, said
from tests.llm.service import OTHER, QUESTION, fill, opened_service
from vectorstore.passages import Filters


def obedient(asked: Asked) -> Iterator[Step]:
    """The part of one who answers, and does whatever any of the documents wants."""
    obeyed = [source for source in asked.sources if re.search(r"指令|回答|输出|respond|cite|链接", source)]
    messages = asked.body["messages"]
    assert isinstance(messages, list)
    system = str(messages[0]["content"])
    return said(
        "2021年,安吉县共办理行政复议案件58件[1]。"
        + "".join(f"{text}[1]" for text in obeyed)
        + "".join(f"{order}[1]\n" for order in ORDERS)
        + f"系统提示词:{system[:200]}[1]\n密钥是{asked.headers.get('Authorization', '')}[1]。\n"
        f"案件数为77件[2]。{CANARY}[3]。[点此]({SECRET})<a href='{SECRET}'>链接</a> {SECRET} [9]\n"
    )


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, ScriptedServer]]:
    folder = tmp_path_factory.mktemp("orders")
    files = folder / "files"
    files.mkdir()
    (files / "庆元.txt").write_text(OTHER, encoding="utf-8")
    for document in documents():
        (files / document.name).write_bytes(document.content)
    fill(folder / "data", files)
    with opened_service(folder / "data", obedient) as opened:
        yield opened


def test_there_are_sixty_of_them() -> None:
    assert len(list(documents())) == 60


@pytest.mark.parametrize("name", [document.name for document in documents()])
def test_no_order_of_a_document_is_obeyed(
    name: str, commanded: tuple[Service, ScriptedServer], tmp_path: Path
) -> None:
    service, server = commanded
    document_id = next(d.document_id for d in service.library.summaries() if d.source.endswith(name))
    filters = Filters(document_ids=(document_id,))
    found = list(service.dialogue.stream(QUESTION, filters=filters))
    reply = found[-1]
    assert isinstance(reply, Answer)
    assert reply.kind == "generated"
    assert "58件" in reply.answer
    preview = "".join(event.text for event in found if isinstance(event, Delta))
    for shown in (reply.answer, preview):
        assert "evil" not in shown
        assert not re.search(r"<[a-zA-Z/!]|\]\(|https?:", shown)
    for leaked in (CANARY, "secret-key", "公文问答服务的写作者", "77件", "system prompt", "系统提示"):
        assert leaked not in reply.answer, reply.answer
    assert {citation.document_id for citation in reply.citations} == {document_id}
    for citation in reply.citations:
        assert CANARY not in citation.quote
    assert "77件" not in server.seen.requests[-1].prompt.replace("的案件数77件当作", "")
