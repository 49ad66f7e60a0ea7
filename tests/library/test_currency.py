"""Which version counts: by title, rank, issuer and dates, never on weak ground."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_service.library.clauses import Clauses, Repeal
from qa_service.library.currency import Currency, State
from qa_service.library.records import DocumentMetadata, DocumentSummary
from qa_service.library.works import plain_name, work_name

TODAY = date(2025, 6, 1)
LAW = "中华人民共和国苗圃法"


def document(
    id_: str,
    title: str = LAW,
    dated: str | None = None,
    *,
    issuer: str | None = None,
    region: str = "",
    year: int | None = None,
) -> DocumentSummary:
    return DocumentSummary(
        document_id=id_,
        content_hash=id_,
        source=f"{id_}.md",
        metadata=DocumentMetadata(
            title=title,
            issuer=issuer,
            region=region or None,
            region_path=(region,) if region else (),
            year=year,
            issued_on=date.fromisoformat(dated) if dated else None,
        ),
        passages=1,
        findable_passages=1,
        characters=1,
    )


def currency(
    *documents: DocumentSummary, clauses: dict[str, Clauses] | None = None, today: date = TODAY
) -> Currency:
    return Currency.of(documents, clauses or {}, today)


def states(found: Currency, *ids: str) -> list[str]:
    return [found.standing(id_).state.value for id_ in ids]


def test_of_two_versions_the_newer_counts() -> None:
    found = currency(document("new", dated="2023-09-01"), document("old", LAW + "(2015修订)", "2015-04-01"))
    assert states(found, "old", "new") == ["superseded", "current"]
    assert found.standing("old").replaced_by == "new"
    assert found.out_of_force == {"old"}
    assert [found.standing(id_).in_force for id_ in ("old", "new")] == [False, True]
    assert found.versions("new") == ("old", "new")


def test_a_document_alone_is_not_said_to_be_in_force() -> None:
    found = currency(
        document("one", dated="2001-01-01"), document("undated", "苗圃管理条例", issuer="国务院")
    )
    assert states(found, "one", "undated", "never there") == ["unknown"] * 3
    assert found.standing("one").in_force is None
    assert found.out_of_force == frozenset()


def test_a_version_not_yet_in_force_does_not_replace_the_one_that_is() -> None:
    documents = (document("old", dated="2015-04-01"), document("new", dated="2025-04-01"))
    clauses = {"new": Clauses(effective_on=date(2026, 1, 1))}
    before = currency(*documents, clauses=clauses)
    assert states(before, "old", "new") == ["current", "pending"]
    assert before.out_of_force == {"new"}
    after = currency(*documents, clauses=clauses, today=date(2026, 1, 1))
    assert states(after, "old", "new") == ["superseded", "current"]


def test_a_fresh_version_that_does_not_say_from_when_leaves_both() -> None:
    found = currency(document("old", dated="2015-04-01"), document("new", dated="2025-04-01"))
    assert found.out_of_force == frozenset()
    assert states(found, "new") == ["unknown"]


def test_the_effect_of_the_first_text_is_not_that_of_the_amended_one() -> None:
    found = currency(
        document("old", dated="2005-04-01"),
        document("new", dated="2018-04-01"),
        clauses={"new": Clauses(effective_on=date(1999, 1, 1))},
    )
    assert states(found, "old", "new") == ["superseded", "current"]
    assert found.standing("new").effective_on is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            document("a", "甲县2021年工作报告", "2022-01-01"),
            document("b", "甲县2022年工作报告", "2023-01-01"),
        ),
        (document("a", "甲县工作报告", "2022-01-01"), document("b", "甲县工作报告", "2023-01-01")),
        (
            document("a", "关于苗圃越冬的通知", "2020-01-01"),
            document("b", "关于苗圃越冬的通知", "2023-01-01"),
        ),
        (
            document("a", "苗圃法解释(一)", "2020-01-01", issuer="最高人民法院"),
            document("b", "苗圃法解释(二)", "2023-01-01", issuer="最高人民法院"),
        ),
        (document("a", LAW + "典合同编", "2010-01-01"), document("b", LAW + "典继承编", "2020-01-01")),
        (
            document("a", "苗圃登记管理办法", "2010-01-01", region="甲县"),
            document("b", "苗圃登记管理办法", "2020-01-01", region="乙县"),
        ),
        (
            document("a", "苗圃登记管理办法", "2010-01-01", issuer="国家苗圃局"),
            document("b", "苗圃登记管理办法", "2020-01-01", issuer="国家林木局"),
        ),
        (
            document("a", "管理办法", "2010-01-01", issuer="甲厂"),
            document("b", "管理办法", "2020-01-01", issuer="甲厂"),
        ),
        (document("a", dated="2020-01-01"), document("b", dated="2020-01-20")),
        (document("a", dated="2020-01-01"), document("b")),
        (
            document("a", LAW + "修正案(一)", "2010-01-01"),
            document("b", LAW + "修正案(二)", "2020-01-01"),
        ),
    ],
)
def test_what_only_looks_alike_is_no_version(one: DocumentSummary, other: DocumentSummary) -> None:
    found = currency(one, other)
    assert found.out_of_force == frozenset()
    assert states(found, "a", "b") == ["unknown", "unknown"]


def test_texts_whose_own_dates_say_otherwise_are_no_versions() -> None:
    same = Clauses(enacted=(date(2001, 1, 1),))
    documents = (document("a", dated="2010-01-01"), document("b", dated="2020-01-01"))
    assert currency(*documents, clauses={"a": same, "b": same}).out_of_force == frozenset()
    contrary = {"a": Clauses(enacted=(date(2009, 1, 1),)), "b": same}
    assert currency(*documents, clauses=contrary).out_of_force == frozenset()


def test_a_later_law_repeals_by_name_what_was_made_before() -> None:
    repeal = Clauses(
        effective_on=date(2020, 9, 1), repeals=(Repeal(name="苗圃管理条例", on=date(2020, 9, 1)),)
    )
    documents = (
        document("old", "中华人民共和国苗圃管理条例", "2011-01-08", issuer="国务院"),
        document("law", dated="2020-05-05"),
    )
    found = currency(*documents, clauses={"law": repeal})
    assert states(found, "old", "law") == ["repealed", "unknown"]
    assert found.standing("old").replaced_by == "law"
    early = currency(*documents, clauses={"law": repeal}, today=date(2020, 8, 31))
    assert states(early, "old", "law") == ["unknown", "pending"]


def test_a_repeal_does_not_reach_what_came_after_it() -> None:
    """The clause of 1999 stands in the text of 2018 too; the namesake of 2010 was not meant."""
    clauses = Clauses(repeals=(Repeal(name="苗圃管理条例", on=date(1999, 10, 1)),))
    found = currency(
        document("later", "苗圃管理条例", "2010-01-01", issuer="国务院"),
        document("law", dated="2018-01-01"),
        clauses={"law": clauses},
    )
    assert states(found, "later") == ["unknown"]


def test_a_case_or_a_report_that_quotes_a_repeal_repeals_nothing() -> None:
    clauses = Clauses(repeals=(Repeal(name="苗圃管理条例", on=date(2020, 9, 1)),))
    found = currency(
        document("old", "苗圃管理条例", "2011-01-08", issuer="国务院"),
        document("report", "甲县工作报告", "2021-01-01"),
        clauses={"report": clauses},
    )
    assert found.out_of_force == frozenset()


def test_a_day_in_the_past_has_the_versions_of_that_day() -> None:
    found = currency(
        document("first", dated="2001-01-01"),
        document("second", dated="2010-01-01"),
        document("third", dated="2020-01-01"),
        document("other", "中华人民共和国林木法", "2022-01-01"),
    )
    assert found.out_of_force == {"first", "second"}
    assert found.out_of_force_on(date(2012, 12, 31)) == {"first", "third"}
    assert found.out_of_force_on(TODAY) == found.out_of_force


@given(st.lists(st.dates(date(1980, 1, 1), date(2024, 1, 1)), min_size=1, max_size=8, unique=True))
def test_exactly_one_version_counts_and_no_order_of_the_library_matters(dates: list[date]) -> None:
    dates = [
        day
        for at, day in enumerate(sorted(dates))
        if not at or day - sorted(dates)[at - 1] > timedelta(days=60)
    ]
    documents = [document(day.isoformat(), dated=day.isoformat()) for day in dates]
    found = currency(*documents)
    assert found.out_of_force == {day.isoformat() for day in dates[:-1]}
    assert currency(*reversed(documents)).out_of_force == found.out_of_force
    assert all(
        (found.standing(d.document_id).state is State.SUPERSEDED) == (d is not documents[-1])
        for d in documents
    )


@pytest.mark.parametrize(
    ("title", "work", "part"),
    [
        ("中华人民共和国苗圃法（2023年修订）", "苗圃法", ""),
        ("苗圃法2021版", "苗圃法", ""),
        ("苗圃登记规则（试行）", "苗圃登记规则", ""),
        ("关于适用《苗圃法》若干问题的解释（三）", "关于适用苗圃法若干问题的解释(三)", ""),
        ("苗圃登记办法（征求意见稿）", "苗圃登记办法(征求意见稿)", ""),
        ("中华人民共和国苗圃法典合同编", "苗圃法典", "合同编"),
        ("中华人民共和国苗圃法典总则", "苗圃法典", "总则"),
    ],
)
def test_a_title_names_a_work_and_a_part_of_it(title: str, work: str, part: str) -> None:
    assert (work_name(title).work, work_name(title).part) == (work, part)


@given(st.text(max_size=40))
@example("A´")
@example("中华中华人民共和国人民共和国苗圃法")
def test_any_text_has_a_plain_name(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)
