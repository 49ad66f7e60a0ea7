"""A real Chromium for the tests of this folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser.standin import StandIn, serve

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
PATIENCE_MS = 30_000
"""Until what must come has come: only a failing test takes so long."""

NARROW = 360
WIDE = 1280

OpenPage = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """For one file: Playwright keeps an event loop in this thread, where other files run their own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a window of its own. When the test is over, every page must have kept the peace:
    no request to another host, no script error, nothing refused by the content security policy."""
    contexts: list[BrowserContext] = []
    foreign: list[str] = []
    problems: list[str] = []

    def watch(request: Request, host: str) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != host:
            foreign.append(request.url)

    def open_(url: str, *, width: int = WIDE, dark: bool = False) -> Page:
        narrow = width < 600
        context = browser.new_context(
            viewport={"width": width, "height": 740 if narrow else 800},
            has_touch=narrow,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        host = urlsplit(url).netloc
        page.on("request", lambda request: watch(request, host))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda said: problems.append(said.text) if "Content Security" in said.text else None
        )
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert foreign == []
    assert problems == []


@pytest.fixture
def standin() -> Iterator[StandIn]:
    yield from serve(StandIn())


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("screenshots")
