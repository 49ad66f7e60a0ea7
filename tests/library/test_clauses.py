"""What a document says of its own validity."""

from datetime import date

import pytest

from qa_service.library.clauses import Repeal, read_clauses


def test_the_lines_below_the_title_are_dates_of_enactment() -> None:
    found = read_clauses(
        [
            (1, "1998年3月2日 第五届代表大会第一次会议通过"),
            (2, "（2019年6月7日 第九届代表大会第二次会议修订）"),
            (3, "2020年1月1日 施行"),
            (90, "2011年2月3日,甲与乙订立合同。"),
        ]
    )
    assert found.enacted == (date(1998, 3, 2), date(2019, 6, 7))
    assert found.effective_on == date(2020, 1, 1)


def test_the_last_article_says_from_when_and_what_ends() -> None:
    (last,) = [
        "第九十条 本法自２０２２年３月１日起施行。2004年5月6日公布的《苗圃暂行条例》、《苗木规定》同时废止。"
    ]
    found = read_clauses([(120, last)])
    assert found.effective_on == date(2022, 3, 1)
    assert found.repeals == (
        Repeal(name="苗圃暂行条例", on=date(2022, 3, 1)),
        Repeal(name="苗木规定", on=date(2022, 3, 1)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "《苗圃条例》第三条同时废止。",
        "《苗圃条例》中的有关规定同时废止。",
        "依照《苗圃条例》发给的许可证自行废止。",
        "《苗圃条例》继续有效。",
        "地方标准在国家标准实施后自行废止。",
    ],
)
def test_what_ends_a_part_ends_no_document(text: str) -> None:
    assert read_clauses([(50, text)]).repeals == ()


def test_the_base_of_an_older_change_is_not_ended_with_it() -> None:
    text = "根据《关于修改〈苗圃条例〉的决定》修正的《实施〈苗圃法〉办法》（第3号令）同时废止。"
    assert [repeal.name for repeal in read_clauses([(50, text)]).repeals] == ["实施〈苗圃法〉办法"]


def test_the_date_of_another_law_is_none_of_its_own() -> None:
    assert read_clauses([(9, "苗圃法自2001年1月1日起施行以来,本县种苗增产。")]).effective_on is None


@pytest.mark.parametrize("line", ["【已失效】", "时效性:已废止", "本办法已废止。"])
def test_a_document_may_say_that_it_is_repealed(line: str) -> None:
    assert read_clauses([(2, line)]).withdrawn


def test_a_date_that_is_none_is_left_out() -> None:
    assert read_clauses([(1, "2021年13月40日 通过")]).enacted == ()
