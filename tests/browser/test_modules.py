"""The client's own modules, each promise tried in the engine that runs them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.standin import STATIC, StandIn, serve


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all: modules keep nothing between calls."""
    serving = serve(StandIn())
    context = browser.new_context()
    page = context.new_page()
    page.goto(next(serving).url)
    yield page
    context.close()
    serving.close()


def call(page: Page, module: str, expression: str, argument: object = None) -> Any:
    """``expression`` sees the module as ``m`` and the argument as ``a``."""
    script = f"async (a) => {{ const m = await import('/static/{module}.js'); return {expression}; }}"
    return page.evaluate(script, argument)


@pytest.mark.parametrize("before", ["", "青溪县", "𠮷田", "👩‍🔧𠮷a", "é𝟙"])
@pytest.mark.parametrize("quote", ["1284本", "𠮷", "👍🏽证"])
def test_offsets_in_code_points_cut_exactly_the_quoted_characters(
    page: Page, before: str, quote: str
) -> None:
    base = 700
    text = f"{before}{quote},余下𠮷"
    paragraph = {"text": text, "start": base, "end": base + len(text)}
    start = base + len(before)
    cut = call(page, "offsets", "m.splitAtRange(a[0], a[1], a[2])", [paragraph, start, start + len(quote)])
    assert cut == {"before": before, "marked": quote, "after": ",余下𠮷"}


def test_a_quote_over_two_paragraphs_is_marked_in_both(page: Page) -> None:
    first, second = {"text": "𠮷前半", "start": 0, "end": 3}, {"text": "后半𠮷", "start": 4, "end": 7}
    marks = call(page, "offsets", "a.map((p) => m.splitAtRange(p, 1, 6).marked)", [first, second])
    assert marks == ["前半", "后半"]
    assert call(page, "offsets", "m.splitAtRange(a, 3, 9)", first) is None


EVENTS = (
    ': ping\r\n\r\nevent: delta\r\ndata: {"text": "𠮷"}\r\n\r\n'
    "event:delta\ndata:第一行\ndata: 第二行\nid: 7\n\n\rdata: 无名\r\rdata: 未完"
)
READ = [
    {"event": "delta", "data": '{"text": "𠮷"}'},
    {"event": "delta", "data": "第一行\n第二行"},
    {"event": "message", "data": "无名"},
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_are_read_whole_however_they_are_cut(page: Page, size: int) -> None:
    chunks = [EVENTS[at : at + size] for at in range(0, len(EVENTS), size)]
    assert (
        call(
            page,
            "sse",
            "(() => { const p = new m.EventParser(); return a.flatMap((c) => p.push(c)); })()",
            chunks,
        )
        == READ
    )


def test_characters_cut_between_two_network_chunks_arrive_whole(page: Page) -> None:
    read = """(async () => {
      const bytes = new TextEncoder().encode('event: delta\\ndata: {"text":"𠮷证"}\\n\\n');
      const start = (c) => { for (const b of bytes) c.enqueue(new Uint8Array([b])); c.close(); };
      const body = new ReadableStream({ start });
      const all = [];
      for await (const one of m.readEvents(new Response(body))) all.push(one.data.text);
      return all;
    })()"""
    assert call(page, "sse", read) == ["𠮷证"]


def markdown(page: Page, text: str) -> str:
    chip = "(n) => n < 3 ? Object.assign(document.createElement('button'), { textContent: n }) : null"
    rendered = f"d.append(m.renderMarkdown(a, {chip}))"
    body = f"(() => {{ const d = document.createElement('div'); {rendered}; return d.innerHTML; }})()"
    return str(call(page, "markdown", body, text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "一[1][2]。\n二",
            '<p>一<button>1</button><span class="unbroken"><button>2</button>。</span><br>二</p>',
        ),
        ("一\n\n二", "<p>一</p><p>二</p>"),
        ("**共107件**[1]", "<p><strong>共107件</strong><button>1</button></p>"),
        ("引文[9]不在", "<p>引文[9]不在</p>"),
        ("做法:\n- 甲[1]\n- 乙", "<p>做法:</p><ul><li>甲<button>1</button></li><li>乙</li></ul>"),
        ("3. 丙\n4. 丁", '<ol start="3"><li>丙</li><li>丁</li></ol>'),
        ("### 小结", "<h4>小结</h4>"),
        (
            "| 地区 | 数 |\n|---|---:|\n| 青溪 | 3[1] |",
            '<div class="table-scroll"><table><thead><tr><th>地区</th><th>数</th></tr></thead>'
            "<tbody><tr><td>青溪</td><td>3<button>1</button></td></tr></tbody></table></div>",
        ),
        ("107件|无表", "<p>107件|无表</p>"),
        ("", ""),
    ],
)
def test_markdown_gives_the_blocks_that_answers_use(page: Page, text: str, html: str) -> None:
    assert markdown(page, text) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "[看这里](javascript:alert(1))",
        "![图](https://example.org/x.png)",
        "**<script>alert(1)</script>**",
        "`<b>`",
        "| <i>a</i> |\n|---|\n| <svg onload=alert(1)> |",
    ],
)
def test_nothing_in_an_answer_becomes_an_element_of_its_own(page: Page, hostile: str) -> None:
    html = markdown(page, hostile)
    assert not any(f"<{name}" in html for name in ("img", "a ", "a>", "script", "b>", "i>", "svg"))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?c=%E4%BC%9A%E8%AF%9D-1",
        "/?view=documents",
        "/documents/d1",
        "/documents/d1?start=4&end=9",
        "/documents/a%2Fb?start=0&end=9&c=c1&view=documents",
    ],
)
def test_an_address_says_what_is_on_show_and_comes_back_the_same(page: Page, address: str) -> None:
    path, _, search = address.partition("?")
    assert (
        call(page, "router", "m.formatRoute(m.parseRoute({ pathname: a[0], search: a[1] }))", [path, search])
        == address
    )


def test_an_address_with_nonsense_offsets_opens_the_document_unmarked(page: Page) -> None:
    route = call(page, "router", "m.parseRoute({ pathname: '/documents/d1', search: '?start=-1&end=x' })")
    assert route["source"] == {"documentId": "d1", "start": None, "end": None}


def test_every_module_is_asked_for_at_once_not_one_import_after_the_other() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    started = {"main.js", "theme.js", "types.js"}  # the scripts of the page itself, and types alone
    assert {path.name for path in STATIC.glob("*.js")} - started == set(
        re.findall(r'modulepreload" href="/static/(.+?)"', page)
    )


def test_both_languages_have_every_string_with_the_same_places_to_fill(page: Page) -> None:
    difference = """(() => {
      const places = (text) => (text.match(/\\{\\w+\\}/g) || []).sort().join();
      const keys = new Set([...Object.keys(m.ZH), ...Object.keys(m.EN)]);
      const alike = (key) => key in m.ZH && key in m.EN && places(m.ZH[key]) === places(m.EN[key]);
      return [...keys].filter((key) => !alike(key));
    })()"""
    assert call(page, "strings", difference) == []
