"""A penalty that names what it punishes by number is told with what it punishes."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

RULES = {
    "宁海县犬只管理办法": """宁海县犬只管理办法
第一章 总则
第一条 为了规范养犬行为，制定本办法。
第二章 养犬行为
第六条 携犬外出应当使用不超过1.5米的犬绳，并为犬只佩戴犬牌。
第七条 禁止携带犬只进入学校、医院、图书馆和公共交通工具。
第八条 养犬人应当及时清除犬只在公共场所排泄的粪便。
第九条 不得有下列行为：
（一）遗弃犬只；
（二）纵犬伤人。
第三章 法律责任
第十五条 违反本办法第六条规定的，由城市管理部门责令改正；拒不改正的，处50元以上200元以下罚款。
第十六条 违反本办法第七条规定的，由城市管理部门责令改正，处200元以上500元以下罚款。
第十七条 违反本办法第八条规定，不清除犬只粪便的，处20元以上50元以下罚款。
第十八条 违反本办法第九条第（一）项规定的，处300元罚款。
第四章 附则
第二十条 本办法自2023年5月1日起施行。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(RULES, tmp_path_factory.mktemp("breaches")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    ["宁海县带狗进图书馆罚多少钱?", "宁海县携带犬只进医院怎么处罚?", "宁海县把犬只带上公共交通工具会怎么罚?"],
)
def test_the_penalty_for_what_another_article_forbids_is_told_with_it(
    service: Service, question: str
) -> None:
    answer = ask(service, question)
    assert "处200元以上500元以下罚款" in answer.answer
    assert "禁止携带犬只进入学校、医院、图书馆和公共交通工具" in answer.answer
    assert [citation.quote.partition("条")[0] for citation in answer.citations] == ["第十六", "第七"]
    assert "50元以下" not in answer.answer
    assert answer.short_answer == "200元以上500元以下罚款"


def test_degrees_of_one_penalty_stay_together(service: Service) -> None:
    answer = ask(service, "宁海县遛狗不使用犬绳怎么处罚?").answer
    assert "责令改正；拒不改正的，处50元以上200元以下罚款" in answer


def test_a_penalty_that_says_what_it_punishes_needs_no_other_article(service: Service) -> None:
    answer = ask(service, "宁海县不清除犬只粪便罚多少?")
    assert answer.short_answer == "20元以上50元以下罚款"
    assert "第七条" not in answer.answer


def test_who_asks_what_is_forbidden_is_told_no_penalty(service: Service) -> None:
    answer = ask(service, "宁海县禁止携带犬只进入哪些地方?").answer
    assert "图书馆" in answer
    assert "罚款" not in answer


def test_a_penalty_for_one_item_is_none_for_another(service: Service) -> None:
    assert "处300元罚款" in ask(service, "宁海县遗弃犬只怎么处罚?").answer
    assert "300元" not in ask(service, "宁海县纵犬伤人罚多少钱?").answer
