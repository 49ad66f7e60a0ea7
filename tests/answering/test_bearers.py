"""Whom an article names: who does it, whose it is, to whom one turns. All articles are invented."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.short_answers.bearers import bearer
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage


@pytest.mark.parametrize(
    ("text", "asked", "named"),
    [
        ("第四条 游船的检修费用由用人单位承担。", "船修一次的钱该谁出?", "用人单位"),
        (
            "第五条 水塔的看护人由被供水的村民小组的当事人推选。",
            "看水塔的由谁来选?",
            "被供水的村民小组的当事人",
        ),
        (
            "第九条 渡口的落物伤人的,由可能加害的渡船使用人给予补偿。",
            "查不出是谁家掉的,谁来补偿?",
            "可能加害的渡船使用人",
        ),
        (
            "第十条 渡口、码头、船坞等水上场所的经营者、管理者或者水上活动的组织者,应当承担侵权责任。",
            "在码头滑倒由谁担责?",
            "经营者、管理者",
        ),
        ("第六条 码头广告的收入扣除成本后,属于船民共有。", "码头广告的钱归谁?", "船民共有"),
        ("第七条 船主应当向停泊地的渡口管理所申请登记。", "新船到哪儿登记?", "停泊地的渡口管理所"),
        (
            "第八条 渡船停航的,由渡口管理所发布公告,由县级人民政府给予补贴。",
            "停航的补贴由谁给?",
            "县级人民政府",
        ),
    ],
)
def test_an_article_says_who_it_is(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    text: str,
    asked: str,
    named: str,
) -> None:
    assert _bearer(text, asked, segment, find_regions) == named


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("游船的检修费用由用人单位承担。", "船修一次的钱该谁出?"),
        ("第四条 游船每年检修一次。", "船修一次的钱该谁出?"),
        ("第四条 游船的检修费用由用人单位承担。", "船的检修费用怎么承担?"),
    ],
)
def test_nobody_is_named_where_no_article_says_or_nobody_asks(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    text: str,
    asked: str,
) -> None:
    assert _bearer(text, asked, segment, find_regions) is None


def _bearer(
    text: str,
    asked: str,
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
) -> str | None:
    question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
    focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
    evidence = Evidence(question, Matcher(focus), Matcher(()), load_wording())
    candidate = evidence.candidates([(passage(text), "渡口条例")], {"d1-1": 0.9})[0]
    found = bearer(candidate, evidence)
    return found.text if found else None
