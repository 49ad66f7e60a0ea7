"""Web pages."""

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.reading import read_file


def page(body: str, head: str = "") -> tuple[Block, ...]:
    return read_file(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), source="a.html"
    )


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    blocks = page(
        "<script>a</script><style>b</style><noscript>c</noscript><p hidden>d</p>"
        "<div style='DISPLAY : none'>e</div>"
        "<select><option>f</option></select><!-- g --><template>h</template>"
        "<p>正文</p><svg><text>i</text></svg>尾"
    )
    assert texts(blocks) == ["正文", "尾"]


def test_furniture_stays_with_its_landmark_its_classes_and_its_share_of_links() -> None:
    blocks = page(
        '<header><div class="topNav"><a>首页</a><a>公开</a></div></header>'
        '<div id="wz_crumbNav">当前位置:<a>首页</a></div>'
        '<nav>导航</nav><article><header>文头</header><p>正文</p></article><aside role="search">搜索</aside>'
        "<footer>主办</footer>"
    )
    assert [(block.text, block.landmark) for block in blocks] == [
        ("首页", "banner"),
        ("公开", "banner"),
        ("当前位置:首页", None),
        ("导航", "navigation"),
        ("文头", None),
        ("正文", None),
        ("搜索", "search"),
        ("主办", "contentinfo"),
    ]
    assert blocks[0].ancestry == ("top", "nav")
    assert blocks[2].ancestry == ("wz", "crumb", "nav")
    assert blocks[0].link_density == 1.0
    assert 0 < blocks[2].link_density < 0.5


def test_headings_layout_and_line_breaks_are_kept() -> None:
    blocks = page(
        "<h1>某某县<br>关于工作的报告</h1><p align=center><b>(2020年)</b></p><p>&nbsp;</p>"
        "<p style='text-indent:2em;font-size:16px'>一是强化\n  学习。<br>　　二是巩固。</p>"
        "<p style='text-align:right'>某县</p>"
    )
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "某某县\n关于工作的报告"),
        ("paragraph", "(2020年)"),
        ("paragraph", "一是强化学习。"),
        ("paragraph", "二是巩固。"),
        ("paragraph", "某县"),
    ]
    assert (blocks[1].alignment, blocks[1].bold) == ("center", True)
    assert (blocks[2].blank_lines_before, blocks[2].indent, blocks[2].font_size_pt) == (1, 2.0, 12.0)
    assert blocks[4].alignment == "right"


def test_numbers_of_lists_are_words_and_bullets_are_not() -> None:
    blocks = page(
        "<ol start=3><li>甲<ul><li>子</li></ul></li><li><p>乙</p><p>丙</p></li></ol>"
        "<ol style='list-style-type: none'><li>丁</li></ol>"
    )
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("list_item", 1, "3.甲"),
        ("list_item", 2, "子"),
        ("list_item", 1, "4.乙"),
        ("list_item", 1, "丙"),
        ("list_item", 1, "丁"),
    ]


def test_a_row_is_read_under_its_headers_through_merged_cells() -> None:
    blocks = page(
        "<table><thead><tr><th rowspan=2>地区</th><th colspan=2>件数</th></tr>"
        "<tr><th>新收</th><th>办结</th></tr></thead>"
        "<tr><td rowspan=2>甲县</td><td>107</td><td>98</td></tr><tr><td>5</td><td></td></tr>"
        "<tr><td colspan=3>合计112</td></tr></table>"
    )
    assert texts(blocks)[2:] == [
        "地区：甲县；件数 新收：107；件数 办结：98",
        "地区：甲县；件数 新收：5",
        "合计112",
    ]
    assert [block.is_header_row for block in blocks] == [True, True, False, False, False]
    assert blocks[2].columns == ("地区", "件数 新收", "件数 办结")
    assert {block.table for block in blocks} == {0}


def test_an_index_table_gets_no_header_that_nobody_wrote() -> None:
    (first, second) = page(
        "<table><tr><td>索引号:</td><td>123</td><td>文号:</td><td>某政〔2020〕2号</td></tr>"
        "<tr><td>发文日期:</td><td>2020-01-15</td><td>机构:</td><td>某县</td></tr></table>"
    )
    assert first.text == "索引号: | 123 | 文号: | 某政〔2020〕2号"
    assert first.columns == second.columns == ()


def test_an_unmarked_header_over_figures_is_found() -> None:
    blocks = page(
        "<table><tr><td>地区</td><td>件数</td></tr><tr><td>甲县</td><td>107</td></tr><tr><td>乙县</td><td>98</td></tr></table>"
    )
    assert texts(blocks) == ["地区 | 件数", "地区：甲县；件数：107", "地区：乙县；件数：98"]


def test_a_table_that_lays_out_the_page_is_read_as_blocks() -> None:
    blocks = page(
        "<table><tr><td><h2>标题</h2><p>一是学习。</p></td><td><table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>"
    )
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "标题"),
        ("paragraph", "一是学习。"),
        ("table_row", "甲 | 1"),
    ]


def test_what_the_page_says_of_itself_is_a_property() -> None:
    blocks = page("<p>正文</p>", head='<title>报告_某县</title><meta name="PubDate" content="2020-01-15">')
    assert [(block.name, block.text) for block in blocks if block.kind == "property"] == [
        ("title", "报告_某县"),
        ("PubDate", "2020-01-15"),
    ]


def test_a_thousand_levels_are_read() -> None:
    assert texts(page("<div>" * 1000 + "深处" + "</div>" * 1000 + "<p>后面</p>")) == ["深处", "后面"]


def test_links_side_by_side_are_lines_of_their_own() -> None:
    menu = page('<div><a href="/1">市情概览</a><a href="/2">要闻</a>\n<a href="/3">公开</a></div>')
    assert [block.text for block in menu] == ["市情概览", "要闻", "公开"]


def test_links_within_words_leave_them_together() -> None:
    (words,) = page('<p><a href="/a">国务院</a><a href="/b">办公厅</a>关于做好政务公开工作有关事项的通知</p>')
    assert words.text == "国务院办公厅关于做好政务公开工作有关事项的通知"
    (pasted,) = page('<p><a href="/a.doc">附件：</a><a href="/a.doc">申请</a><a href="/a.doc">表</a></p>')
    assert pasted.text == "附件：申请表"
    (crumbs,) = page('<p><a href="/">首页</a> &gt; <a href="/a">公开</a> &gt; <a href="/b">公告</a></p>')
    assert crumbs.text == "首页 > 公开 > 公告"
