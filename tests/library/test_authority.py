"""What kind of authority a document has."""

import pytest

from qa_service.library.authority import Rank, rank_of


def rank(
    title: str, issuer: str | None = None, *, number: str | None = None, source: str = "a.md"
) -> str | None:
    return rank_of(title=title, issuer=issuer, kind=None, document_number=number, source=source)


@pytest.mark.parametrize(
    ("title", "issuer", "expected"),
    [
        ("中华人民共和国宪法", "全国人民代表大会", Rank.CONSTITUTION),
        ("中华人民共和国苗圃法", None, Rank.LAW),
        ("中华人民共和国苗圃公司法", None, Rank.LAW),
        ("中华人民共和国苗圃法典总则", None, Rank.LAW),
        ("中华人民共和国苗圃法修正案(二)", "全国人民代表大会常务委员会", Rank.AMENDMENT),
        ("全国人民代表大会常务委员会关于修改《中华人民共和国苗圃法》的决定", None, Rank.AMENDMENT),
        ("苗圃管理条例", "国务院", Rank.ADMINISTRATIVE_REGULATION),
        ("苗圃管理条例", "国务院、中华人民共和国中央军事委员会", Rank.ADMINISTRATIVE_REGULATION),
        ("苗圃管理条例", "国家苗圃局", Rank.ADMINISTRATIVE_REGULATION),
        ("苗圃登记办法", "国家苗圃局", Rank.DEPARTMENTAL_RULE),
        ("苗圃工作条例", "中共中央、国务院", Rank.PARTY_REGULATION),
        (
            "最高人民法院关于审理苗圃纠纷案件适用法律问题的解释(一)",
            "最高人民法院",
            Rank.JUDICIAL_INTERPRETATION,
        ),
        ("最高人民法院关于做好苗圃审判工作的通知", "最高人民法院", Rank.NORMATIVE),
        ("青禾市苗圃条例", "青禾市人民代表大会常务委员会", Rank.LOCAL_REGULATION),
        ("青禾市苗圃办法", "青禾市人民政府", Rank.NORMATIVE),
        ("关于做好苗圃越冬工作的通知", None, Rank.NORMATIVE),
        ("青禾区2021年苗圃工作情况报告", "青禾区人民政府", Rank.REPORT),
        ("苗圃育苗的若干方法", None, None),
        ("苗圃管理条例", None, None),
        ("苗圃入门", None, None),
    ],
)
def test_a_rank_follows_from_title_and_issuer(title: str, issuer: str | None, expected: Rank | None) -> None:
    assert rank(title, issuer) == expected


def test_an_order_of_a_local_government_makes_a_rule() -> None:
    assert rank("青禾市苗圃办法", "青禾市人民政府", number="青禾市人民政府令第3号") == Rank.LOCAL_RULE


def test_the_folder_of_an_archive_tells_where_nothing_else_does() -> None:
    assert rank("苗圃登记规定", source="部门规章/林业/苗圃登记规定.md") == Rank.DEPARTMENTAL_RULE
    assert rank("苗圃谁负责", source="案例/合同/苗圃谁负责.md") == Rank.CASE
    assert rank("关于苗圃登记的通知", source="部门规章/关于苗圃登记的通知.md") == Rank.NORMATIVE
    assert rank("苗圃谁负责", source="我的文件/苗圃谁负责.md") is None


def test_laws_stand_above_regulations_and_these_above_cases() -> None:
    ranks = [Rank.CONSTITUTION, Rank.LAW, Rank.ADMINISTRATIVE_REGULATION, Rank.LOCAL_REGULATION, Rank.CASE]
    assert sorted(ranks, key=lambda one: one.order) == ranks
    assert all(one.chinese for one in Rank)
