"""From the preview to the answer of an LLM that lies: what stays on the page does not move.

The real service, a scripted LLM, a real browser. What the gate took out is gone, and what stood behind it has
moved up; everything before it stays where a reader sees it.
"""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.running import RunningService
from tests.browser.test_journeys import CERTIFICATES, EMPLOYMENT
from tests.llm.scripted_openai import DONE, HEAD, Asked, ScriptedServer, Step, chunk

TRUE = (
    "2023年,办理技能证书1284本[1]。",
    "学员满意率为96.5%[1]。",
    "全年开展技能培训2047人次[1]。",
)
LIES = ("技能证书数量位列全省第一[1]。", "共有999家企业参加[1]。", "向企业发放奖金88万元[7]。")


class Liar:
    """Says what it is told to, and ends when it is let."""

    def __init__(self) -> None:
        self.text = ""
        self.may_end = threading.Event()

    def __call__(self, _: Asked) -> Iterator[Step]:
        yield HEAD
        for at in range(0, len(self.text), 9):
            yield chunk(self.text[at : at + 9])
        self.may_end.wait(60)
        yield chunk(finish="stop")
        yield DONE


@pytest.fixture(scope="module")
def liar() -> Liar:
    return Liar()


@pytest.fixture(scope="module")
def service(liar: Liar, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with ScriptedServer(liar) as server:
        settings = {"QA_ANSWERING__MODEL": "openai:scripted", "QA_ANSWERING__BASE_URL": server.url}
        running = RunningService(
            data_directory=tmp_path_factory.mktemp("service") / "data", settings=settings
        )
        running.start()
        running.upload({"就业.txt": EMPLOYMENT})
        yield running
        liar.may_end.set()
        running.stop()


TOPS = """() => {
  const tops = {};
  for (const [turn, element] of document.querySelectorAll(".turn").entries())
    for (const one of element.querySelectorAll(".question, .answer, .answer-text, .answer-text p, li"))
      tops[turn + (one.className || one.innerText.replace(/\\s/g, "").slice(0, 12))] =
        one.getBoundingClientRect().top;
  return { scrolled: document.querySelector(".thread").scrollTop, tops };
}"""


def previewed(page: Page, liar: Liar, text: str) -> None:
    """Ask, and wait until all that the liar says is on show."""
    liar.text = text
    liar.may_end.clear()
    page.fill("#question", CERTIFICATES)
    page.press("#question", "Enter")
    end = text.replace("[1]", "").replace("[7]", "")[-8:]
    expect(page.locator(".answer[data-state=streaming] .answer-text")).to_contain_text(end.rstrip("。"))


def ended(page: Page, liar: Liar) -> None:
    liar.may_end.set()
    page.wait_for_selector(".turn:last-child .answer[data-state=done]")


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    "text",
    [
        "".join(TRUE) + LIES[0],
        "\n\n".join([*TRUE, *LIES]),
        "\n\n".join([TRUE[0], *(f"{lie[:-5]}第{number}次{lie[-4:]}" for number in range(9) for lie in LIES)]),
        "\n".join(f"- {one}" for one in (*TRUE, *LIES)),
        "\n\n".join(LIES),
    ],
    ids=["prose", "paragraphs", "mostly lies", "list", "lies alone"],
)
def test_what_stays_of_a_preview_does_not_move(
    open_page: OpenPage, service: RunningService, liar: Liar, width: int, text: str
) -> None:
    page = open_page(service.url, width=width)
    for turn in range(3):  # the last of them below the fold
        previewed(page, liar, text)
        before = page.evaluate(TOPS)
        ended(page, liar)
        after = page.evaluate(TOPS)
        shown = page.inner_text(".turn:last-child .answer-text")
        assert "1284本" in shown
        assert "第一" not in shown
        generated = text != "\n\n".join(LIES)
        label = "内容由AI生成,仅供参考,请以原文为准" if generated else "原文摘录"
        assert page.inner_text(".turn:last-child .kind") == label
        assert after["scrolled"] == before["scrolled"]
        stayed = before["tops"].keys() & after["tops"].keys()
        assert {f"{turn}question", f"{turn}answer", f"{turn}answer-text"} <= stayed
        assert {name: after["tops"][name] for name in stayed} == {
            name: before["tops"][name] for name in stayed
        }
    assert after["scrolled"] > 0
