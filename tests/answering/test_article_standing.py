"""How likely an article is by what it is: whose rule, of which field and age, with the figure asked for."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.article_standing import with_standing
from qa_service.answering.questions.question import analyse
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, document, passage

Weighed = Callable[..., list[float]]

WITHIN_THREE = "第三条 申请人要求复查的,应当在三日内提出。"
WITHIN_FIVE = "第九条 当事人要求复查的,应当在五日内提出。"
NO_TIME = "第十条 当事人对复查不服的,可以要求再次复查。"


@pytest.fixture
def weighed(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Weighed:
    """The chances of articles, each of a law of its own, that the ranker takes for likely as told."""

    def chances(asked: str, *articles: tuple[str, str, float]) -> list[float]:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        ids = [f"{n:016d}" for n in range(len(articles))]
        found = [passage(text, document_id=id_) for id_, (_, text, _) in zip(ids, articles, strict=True)]
        held = {
            id_: document(None, None, document_id=id_, title=title)
            for id_, (title, _, _) in zip(ids, articles, strict=True)
        }
        given = {p.passage_id: chance for p, (_, _, chance) in zip(found, articles, strict=True)}
        made = with_standing(given, found, question, held)
        return [made[p.passage_id] for p in found]

    return chances


def test_the_article_with_a_figure_comes_first_where_one_is_asked_for(weighed: Weighed) -> None:
    without, with_one = weighed(
        "几天内可以要求复查",
        ("中华人民共和国复查法", NO_TIME, 0.6),
        ("中华人民共和国复查法", WITHIN_FIVE, 0.2),
    )
    assert with_one > without


def test_the_field_that_is_named_comes_before_another(weighed: Weighed) -> None:
    other, named = weighed(
        "渔业处罚要求复查,几天内提出",
        ("中华人民共和国草原法", WITHIN_THREE, 0.35),
        ("中华人民共和国渔业法", WITHIN_FIVE, 0.3),
    )
    assert named > other


def test_no_chance_is_made_of_none(weighed: Weighed) -> None:
    all_of = weighed("几天内可以要求复查", ("中华人民共和国复查法", NO_TIME, 0.2))
    assert sum(all_of) < 0.2


def test_what_is_no_law_keeps_its_chances(weighed: Weighed) -> None:
    assert weighed(
        "几天内可以要求复查", ("复查工作总结", NO_TIME, 0.6), ("中华人民共和国复查法", WITHIN_FIVE, 0.2)
    ) == [0.6, 0.2]
