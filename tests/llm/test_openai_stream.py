"""A generated answer through /v1: what has passed the gate goes out while the LLM writes, nothing else."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

from qa_service.settings import Settings
from qa_service.web.app import create_app
from tests.llm.scripted_openai import DONE, HEAD, Asked, Part, Step, chunk, said, status
from tests.llm.service import QUESTION, opened_service
from tests.web.test_chat import Exchange
from tests.web.test_openai import PATH, data_of, texts

RIGHT = "2021年,安吉县共办理行政复议案件58件[1]。"
TOO = "全县开展普法讲座36场[1]。"
SHOWN = RIGHT + TOO.replace("[1]", "[2]")  # each quote has a number of its own
LIE = "另有外星飞船300艘[1]。"
BODY = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}


def streamed(library: Path, part: Part, seen: threading.Event | None = None, wanted: str = "") -> str:
    """The text of a whole stream; ``seen`` is set once ``wanted`` has come."""

    async def listen() -> str:
        with opened_service(library, part) as (service, _):
            app = create_app(Settings(data_dir=library), service)
            exchange = Exchange(BODY, path=PATH)
            running = asyncio.create_task(app(exchange.scope, exchange.receive, exchange.send))
            while seen and wanted not in exchange.text and not running.done():
                await asyncio.sleep(0.01)
            if seen:
                seen.set()
            await running
            return exchange.text

    return asyncio.run(listen())


def test_a_sentence_goes_out_while_the_next_is_written(library: Path) -> None:
    seen = threading.Event()

    def part(_: Asked) -> Iterator[Step]:
        yield HEAD
        yield chunk(RIGHT + LIE + TOO[:12])
        assert seen.wait(60)
        yield from (chunk(TOO[12:]), chunk(finish="stop"), DONE)

    text = streamed(library, part, seen, "58件[1]。")
    assert "".join(texts(data_of(text))) == SHOWN
    (ours,) = [chunk for chunk in data_of(text) if "label" in chunk]
    assert (ours["kind"], ours["dropped"]) == ("generated", 1)


def test_what_does_not_pass_never_goes_out(library: Path) -> None:
    text = streamed(library, lambda _: said(LIE + RIGHT + LIE + TOO, size=3))
    assert "".join(texts(data_of(text))) == SHOWN
    assert "飞船" not in text


def test_the_extract_follows_where_the_llm_fails(library: Path) -> None:
    (ours,) = [
        chunk for chunk in data_of(streamed(library, lambda _: iter([status(500)]))) if "label" in chunk
    ]
    assert (ours["kind"], ours["label"]) == ("extractive", "原文摘录")
    assert ours["fallback"]["code"] == "llm_server_error"
    assert ours["citations"]


def test_an_llm_that_fails_midway_leaves_an_answer_that_can_be_told_from_what_came_before(
    library: Path,
) -> None:
    def part(_: Asked) -> Iterator[Step]:
        yield from (HEAD, chunk(RIGHT + TOO[:12]), b"data: {bad}\n\n")

    chunks = data_of(streamed(library, part))
    (ours,) = [chunk for chunk in chunks if "label" in chunk]
    whole = "".join(texts(chunks))
    assert whole.startswith(RIGHT)
    assert "以核对后的回答为准" in whole
    assert ours["kind"] == "extractive"
