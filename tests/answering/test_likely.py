"""What an article says that the ranker is sure of, in other words than the question's."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.likely import with_likely
from qa_service.answering.evidence.sufficiency import is_enough, is_near
from qa_service.answering.extractive import extract
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, document, passage
from vectorstore.token_likeness import TokenLikeness

STALLS = (
    "第九条 集市的摊位由集市管理站按照登记的次序分配,不得转让。"
    "摊主应当在收市后一小时内清理摊位。"
    "占用通道摆放货物的,处二百元以上五百元以下罚款。"
)
Answered = Callable[..., Candidate | None]


@pytest.fixture
def answered(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    likeness: TokenLikeness,
) -> Answered:
    """What answers a question first, from one passage with the chance that the ranker gives it."""
    wording = load_wording()

    def first(
        asked: str,
        chance: float,
        *,
        text: str = STALLS,
        title: str = "集市管理条例",
        enough: Callable[[Candidate, Evidence], bool] = is_enough,
    ) -> Candidate | None:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
        evidence = Evidence(
            question, Matcher(focus), Matcher(()), wording, highest_chance=chance, likeness=likeness
        )
        found = passage(text)
        held = document(None, None, document_id=found.document_id, title=title)
        chances = {found.passage_id: chance}
        words = evidence.candidates([(found, title)], chances)
        given = with_likely(words, chances, [found], evidence, {found.document_id: held})
        return next((candidate for candidate in given if enough(candidate, evidence)), None)

    return first


def test_a_likely_article_answers_though_it_shares_hardly_a_word(answered: Answered) -> None:
    found = answered("卖菜的地盘我不想要了,能倒手给亲戚吗", 0.97)
    assert found is not None
    assert "不得转让" in found.sentence.text


def test_an_unlikely_article_stays_silent(answered: Answered) -> None:
    assert answered("卖菜的地盘我不想要了,能倒手给亲戚吗", 0.1) is None


def test_a_figure_is_of_the_kind_that_is_asked_for(answered: Answered) -> None:
    fined = answered("菜贩子把筐子堆在过道上,被抓到罚多少钱", 0.97)
    assert fined is not None
    assert fined.quantity is not None
    assert fined.quantity.text == "二百元以上五百元以下"
    cleared = answered("卖完菜多久之内要把地方收拾干净", 0.97)
    assert cleared is not None
    assert cleared.quantity is not None
    assert cleared.quantity.text == "一小时"


def test_a_share_or_a_multiple_says_how_much_is_to_be_paid(answered: Answered) -> None:
    text = "第十条 逾期缴纳摊位费的,按日加收万分之六的滞纳金。"
    found = answered("摊子钱晚交了要多付多少钱", 0.97, text=text)
    assert found is not None
    assert found.quantity is not None
    assert found.quantity.text == "万分之六"


def test_where_a_figure_is_asked_an_article_without_one_does_not_answer(answered: Answered) -> None:
    text = "第九条 集市的摊位由集市管理站按照登记的次序分配,不得转让。"
    found = answered("租一个卖菜的地盘每个月多少钱", 0.97, text=text)
    assert found is None or found.likely is None


def test_a_report_answers_by_its_words_alone(answered: Answered) -> None:
    found = answered("卖菜的地盘我不想要了,能倒手给亲戚吗", 0.97, title="集市工作情况的报告")
    assert found is None or found.likely is None


def test_what_opens_a_list_is_given_with_all_its_items(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> None:
    items = "".join(
        f"\n({number}){'在集市内堆放易燃货物并且不听劝阻的摊主' * 3};" for number in "一二三四五六七八九"
    )
    text = f"第九条 有下列情形之一的,取消摊位:{items}"
    question = analyse("哪些情形取消摊位?", segment=segment, find_regions=find_regions, today=TODAY)
    focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
    evidence = Evidence(question, Matcher(focus), Matcher(()), load_wording())
    found = passage(text)
    candidates = evidence.candidates([(found, "集市管理条例")], {found.passage_id: 0.97})
    given = extract(candidates, evidence, {found.document_id: document(None, None, title="集市管理条例")})
    assert given is not None
    assert all(f"({number})" in given.statements[0].body for number in "一二三四五六七八九")


def test_an_article_that_may_be_meant_is_near_where_it_is_not_enough(answered: Answered) -> None:
    asked = "卖菜的地盘我不想要了,能倒手给亲戚吗"
    assert answered(asked, 0.9, enough=is_near) is not None
    assert answered(asked, 0.1, enough=is_near) is None


def test_an_article_that_rules_on_a_fee_goes_before_a_likelier_one(answered: Answered) -> None:
    text = (
        "第十一条 摊主申请摊位的,可以书面申请,也可以口头申请。集市管理站受理摊位申请,不得向摊主收取任何费用。"
    )
    found = answered("申请摊位要不要交钱", 0.9, text=text)
    assert found is not None
    assert "不得向摊主收取" in found.sentence.text


def test_where_a_fee_is_asked_what_speaks_of_no_money_does_not_answer(answered: Answered) -> None:
    text = "第十一条 摊主申请摊位的,可以书面申请,也可以口头申请。"
    assert answered("申请摊位要不要交钱", 0.9, text=text) is None


def test_an_age_is_answered_by_an_age(answered: Answered) -> None:
    text = "第十二条 用三轮车摆摊的,应当年满十五周岁。"
    found = answered("孩子多大才能在集市摆摊", 0.97, text=text)
    assert found is not None
    assert found.quantity is not None
    assert found.quantity.text == "十五周岁"


def test_of_two_figures_the_limit_that_is_asked_for_answers(answered: Answered) -> None:
    text = "第十三条 一名摊主可以雇用一至三人看守摊位。"
    found = answered("一个摊主最多可以雇几个人看守", 0.97, text=text)
    assert found is not None
    assert found.quantity is not None
    assert found.quantity.text == "一至三人"
