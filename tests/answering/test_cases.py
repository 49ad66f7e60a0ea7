"""Which case of an article is asked about, what is paid and who it is. All articles are invented."""

from dataclasses import replace

import pytest

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.extractive import extract
from qa_service.answering.short_answers.cases import of_asked_case
from qa_service.answering.short_answers.short_answer import short_answer
from qa_service.answering.text.sentences import sentences
from tests.answering.bare_facts import evidence_in
from tests.answering.conftest import document, passage
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


LEASE = (
    "第四条 渡船租期一年以上不满三年的,押金不得超过二个月的租金。"
    "三年以上的渡船租期,押金不得超过五个月的租金。"
)

FEE = "第八条 货值不超过十万元的,渡运费为五十元。货值超过十万元的,渡运费为九十元。"


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        (LEASE, "渡船租了两年,押金最多几个月?", "不得超过二个月"),
        (LEASE, "渡船租了四年,押金最多几个月?", "不得超过五个月"),
        (
            "第五条 渡工摆渡每日不得超过四小时,但是每月不得超过九十小时。",
            "渡工一个月最多摆渡多少小时?",
            "不得超过九十小时",
        ),
        (FEE, "货值十万元的,渡运费多少元?", "五十元"),
        (FEE, "货值十一万元的,渡运费多少元?", "九十元"),
        (
            "第三条 渡工不满二十周岁的,渡船证有效期三年。渡工年满二十周岁的,渡船证有效期八年。",
            "二十岁以下的渡工,渡船证有效期是几年?",
            "三年",
        ),
        ("第七条 女渡工享受八十天休假;船上受伤的,增加休假十二天。", "女渡工一共休假多少天?", "八十天"),
        (
            "第九条 渡龄满一年的,停工津贴最长为六个月;渡龄满五年的,停工津贴最长为十六个月。",
            "渡工的停工津贴最长领几个月?",
            "十六个月",
        ),
        (
            "第十条 渡龄已满一年不满十年的,休假五天;已满十年的,休假九天。",
            "渡龄满十五年的渡工一年有几天休假?",
            "九天",
        ),
        ("第六条 船证的保存期限,航程在二年以下的不得少于五年。", "船证要保存几年?", "不得少于五年"),
    ],
)
def test_the_figure_of_the_asked_case_answers(text: str, asked: str, said: str, analyzer: Analyzer) -> None:
    assert _said(text, asked, analyzer) == said


def test_an_exception_gives_way_to_its_rule_unless_it_is_asked_about(analyzer: Analyzer) -> None:
    text = "第七条 渡口不收取费用。但是,携带牲畜过河的,渡口可以收取摆渡费。"
    assert _said(text, "渡口收不收费用?", analyzer, at=1) == "不收取费用"
    assert _said(text, "携带牲畜过河收不收费用?", analyzer, at=1) == "可以收取摆渡费"


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("第八条 船主迟延开船的,应当向船客支付二倍的票款。", "开船迟了要赔我什么?", "支付二倍的票款"),
        ("第九条 收受订金的船主不履行约定的,应当双倍返还订金。", "船主反悔了怎么退订金?", "双倍返还订金"),
    ],
)
def test_what_is_paid_is_said_with_how_it_is_paid(
    text: str, asked: str, said: str, analyzer: Analyzer
) -> None:
    assert _said(text, asked, analyzer) == said


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("第十条 停航由船长提出意见,主管人员审核,渡口站长决定。", "停航要谁批?", "渡口站长"),
        ("第十一条 被撤职的当事人,应当继续负担修船费用。", "修船的钱还要谁出?", "被撤职的当事人"),
        ("第十二条 建码头前,应当征求河道管理机构的意见。", "建码头要先问谁的意见?", "河道管理机构"),
        ("第十三条 船客的罚没收入,应当上缴国库。", "罚的钱最后交给谁?", "国库"),
        ("第十四条 河道管理机构主管渡口检修工作。", "渡口检修归哪个部门管?", "河道管理机构"),
        (
            "第十五条 私自摆渡的,由地方人民政府河道管理部门负责查处。",
            "私自摆渡谁来查?",
            "地方人民政府河道管理部门",
        ),
        ("第十六条 沉船由船检机构打捞,渡口单位应当承担赔偿责任。", "渡船沉了谁赔?", "渡口单位"),
    ],
)
def test_an_article_names_who_grants_bears_or_receives(
    text: str, asked: str, said: str, analyzer: Analyzer
) -> None:
    assert _said(text, asked, analyzer) == said


def test_of_a_long_article_the_sentence_of_the_bare_fact_answers(analyzer: Analyzer) -> None:
    rule = "第二条 私自摆渡的,处三日以下拘留。"
    rest = "".join(f"第{n}次检修渡船应当有记录并由渡口保存五年以上以备查验。" for n in "一二三四五六七八九十")
    text = rule + rest
    evidence = evidence_in(text, "私自摆渡怎么处罚?", analyzer, None)
    first = sentences(passage(text))[0]
    candidate = Candidate(
        sentence=first, start=first.start, end=first.end, score=1.0, coverage=1.0, direct=1.0
    )
    extracted = extract([candidate], evidence, {"d1": document("青禾县", 2019)})
    assert extracted is not None
    assert [statement.body for statement in extracted.statements] == ["第二条 私自摆渡的,处三日以下拘留"]


def _said(text: str, asked: str, analyzer: Analyzer, at: int = 0) -> str | None:
    """The bare fact where the article's sentence ``at`` was chosen, and of its figures the first."""
    evidence = evidence_in(text, asked, analyzer, None)
    chosen = sentences(passage(text))[at]
    candidate = Candidate(
        sentence=chosen, start=chosen.start, end=chosen.end, score=1.0, coverage=1.0, direct=1.0
    )
    figures = (
        [f for f in figures_in(chosen.text) if "条" not in f.text] if evidence.question.wants_figure else []
    )
    if figures:
        start, end = chosen.start + figures[0].start, chosen.start + figures[0].end
        candidate = replace(candidate, start=start, end=end, quantity=figures[0])
    found = short_answer(of_asked_case(candidate, evidence), evidence)
    return found.text if found else None
