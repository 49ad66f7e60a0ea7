"""What an article provides, as the bare fact: penalties, rulings, meanings. All articles are invented."""

import pytest

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.short_answers.short_answer import short_answer
from qa_service.answering.text.sentences import sentences
from tests.answering.bare_facts import evidence_in
from tests.answering.conftest import passage
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


MOORING = (
    "第七条 在渡口私自拴船的,处三日以上五日以下拘留,并处一百元以上三百元以下罚款;情节严重的,"
    "处五日以上八日以下拘留,可以并处六百元以下罚款。"
)
GAIN = "第八条 出租渡船证的,没收违法所得,处违法所得二倍以上四倍以下罚款,没有违法所得的,处九万元以下罚款。"
ITEMS = "第九条 有下列行为之一的,给予警告,责令改正,处400元以下罚款:\n(一)出借渡船证;\n(二)涂改渡船证。"
TERM = "第十条 凿沉渡船的,处四年以下有期徒刑、拘役、管制或者剥夺政治权利,并处罚金。"
AGAIN = (
    "第十一条 酒后摆渡的,暂扣八个月渡船证,并处五百元罚款。因酒后摆渡被处罚,再次酒后摆渡的,处七日以下拘留。"
)


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        (MOORING, "在渡口私自拴船怎么处罚?", "三日以上五日以下拘留"),
        (MOORING, "在渡口私自拴船会被罚多少钱?", "一百元以上三百元以下罚款"),
        (MOORING, "在渡口私自拴船情节严重会被拘留几天?", "五日以上八日以下拘留"),
        (GAIN, "出租渡船证罚多少?", "违法所得二倍以上四倍以下罚款"),
        (GAIN, "出租渡船证但没赚到钱,罚多少?", "九万元以下罚款"),
        (ITEMS, "把渡船证出借给别人会被罚多少?", "400元以下罚款"),
        (TERM, "凿沉渡船要判几年?", "四年以下有期徒刑"),
        (AGAIN, "酒后摆渡会怎么处理?", "暂扣八个月渡船证"),
        (GAIN, "出租渡船证最多罚几倍?", "二倍以上四倍以下"),
        (MOORING, "在渡口私自拴船最多罚多少钱?", "三百元以下罚款"),
        (MOORING, "在渡口私自拴船最少拘留几天?", "三日以上"),
    ],
)
def test_a_penalty_is_of_the_kind_and_the_degree_that_are_asked(
    text: str, asked: str, said: str, analyzer: Analyzer
) -> None:
    assert _said(text, asked, analyzer) == said


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("第四条 渡船使用期限届满的,自动续期。", "渡船使用期限到了还能用吗?", "自动续期"),
        ("第五条 船员生病期间,船主不得解除合同。", "船员生病了能解除合同吗?", "不得解除合同"),
        ("第六条 船会调解船民纠纷,不收取任何费用。", "船会调解纠纷收不收钱?", "不收取任何费用"),
        (
            "第七条 渡工收养孤儿,应当经村民小组同意,可以不受前条限制。",
            "渡工收养孤儿要小组点头吗?",
            "经村民小组同意",
        ),
        (
            "第十条 船民申诉,渡口管理所不得向申诉人收取任何费用。",
            "船民申诉要不要交钱?",
            "不得向申诉人收取任何费用",
        ),
        ("第十条 渡船证吊销后,终生不得重新取得渡船证。", "渡船证吊销了还能再考吗?", "终生不得重新取得渡船证"),
        ("第十条 渡口的常年渡工作为第二顺序受偿人。", "常年渡工算第几顺序受偿人?", "第二顺序"),
        (
            "第十条 渡口不得在每日二十一时至次日六时载客。",
            "渡口每天什么时间段不能载客?",
            "二十一时至次日六时",
        ),
        ("第十条 木船与铁船具有同等效力,并应当登记。", "木船跟铁船效力一样吗?", "同等效力"),
        ("第八条 没有根据的停航处罚,停航处罚无效。", "没有根据的停航处罚算不算?", "停航处罚无效"),
        (
            "第九条 船票遗失的,船客可以自遗失之日起十日内向船会申请补票。",
            "船票遗失了怎么办?",
            "十日内向船会申请补票",
        ),
    ],
)
def test_a_ruling_is_said_from_its_deciding_word_on(
    text: str, asked: str, said: str, analyzer: Analyzer
) -> None:
    assert _said(text, asked, analyzer) == said


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("第三条 摆渡是载人过河的经营行为,应当登记。", "什么叫摆渡?", "载人过河的经营行为"),
        (
            "第九条 下列用语的含义:(一)夜渡,是指晚上七点至次日早晨五点的摆渡;(二)日渡,是指其余的摆渡。",
            "“夜渡”是什么意思?",
            "晚上七点至次日早晨五点的摆渡",
        ),
    ],
)
def test_a_meaning_is_what_stands_behind_the_word(
    text: str, asked: str, said: str, analyzer: Analyzer
) -> None:
    assert _said(text, asked, analyzer) == said


def test_nothing_is_ruled_where_no_article_says_so(analyzer: Analyzer) -> None:
    assert _said("第四条 渡船每年检修,检修记录存档。", "渡船检修能拖一年吗?", analyzer) is None


def _said(text: str, asked: str, analyzer: Analyzer) -> str | None:
    """The bare fact where the article's first sentence was chosen."""
    first = sentences(passage(text))[0]
    candidate = Candidate(
        sentence=first, start=first.start, end=first.end, score=1.0, coverage=1.0, direct=1.0
    )
    found = short_answer(candidate, evidence_in(text, asked, analyzer, None))
    return found.text if found else None
