"""How sure an answer is, found as closely as it takes to tell whether that is enough."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.likeness_signs import LikenessSigns, likeness_signs
from qa_service.answering.evidence.sufficiency import (
    LEAST_CONFIDENCE,
    confidence,
    confidence_of,
    is_enough,
    sure_enough,
)
from qa_service.answering.evidence.sureness import LearnedSureness
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage
from vectorstore.analyzer import Analyzer
from vectorstore.token_likeness import TokenLikeness

TEXTS = (
    "用人单位拖欠劳动报酬的,劳动者可以要求限期支付;逾期不支付的,加付赔偿金。",
    "劳动者有权拒绝违章指挥。用人单位不得因此克扣工资。",
    "本办法自公布之日起施行。",
    "行政机关应当公开办事结果,并接受监督。",
    "老板不给工钱的,可以向劳动监察机构投诉。",
)
Asked = Callable[[str, float], tuple[list[Candidate], Evidence]]


@pytest.fixture
def asked(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    likeness: TokenLikeness,
) -> Asked:
    """The candidates of TEXTS for a question, with what the ranker gives the first of them."""
    wording, reader = load_wording(), PassageReader(Analyzer().tagged)

    def found(text: str, chance: float) -> tuple[list[Candidate], Evidence]:
        question = analyse(text, segment=segment, find_regions=find_regions, today=TODAY)
        focus = Matcher(weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200))
        evidence = Evidence(
            question, focus, Matcher(()), wording, reader, highest_chance=chance, likeness=likeness
        )
        passages = [passage(one, paragraph=number) for number, one in enumerate(TEXTS, start=1)]
        chances = {one.passage_id: chance / (1 + at) for at, one in enumerate(passages)}
        return evidence.candidates([(one, "办法") for one in passages], chances), evidence

    return found


QUESTIONS = ("老板拖欠工钱怎么办?", "劳动者可以拒绝什么?", "办事结果公开吗?", "拖欠劳动报酬要加付什么?")


@pytest.mark.parametrize("chance", [0.9, 0.4, 0.1])
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_enough_is_so_alone_together_and_in_the_end(
    asked: Asked, question: str, chance: float
) -> None:
    candidates, evidence = asked(question, chance)
    together = list(sure_enough(candidates, evidence))
    _, anew = asked(question, chance)
    assert together == [one for one in candidates if is_enough(one, anew)]
    assert together == [one for one in candidates if confidence(one, anew) >= LEAST_CONFIDENCE]


def test_of_candidates_that_nobody_asks_for_it_is_not_worked_out_how_sure_they_are(asked: Asked) -> None:
    candidates, evidence = asked("劳动者可以拒绝什么?", 0.9)
    assert len(candidates) > 3
    enough = sure_enough(candidates, evidence)
    assert not evidence.sureness
    assert enough
    assert enough[0] is candidates[0]
    assert len(evidence.sureness) == 1
    list(enough)
    assert len(evidence.sureness) == len(candidates)


@pytest.mark.parametrize("chance", [0.9, 0.4, 0.1])
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_as_sure_as_its_surest_candidate(asked: Asked, question: str, chance: float) -> None:
    candidates, evidence = asked(question, chance)
    _, anew = asked(question, chance)
    surest = max(confidence(one, anew) for one in candidates)
    assert confidence_of(candidates, evidence, answered=True) == max(surest, LEAST_CONFIDENCE)
    assert confidence_of(candidates, evidence, answered=False) == min(surest, 0.99 * LEAST_CONFIDENCE)


def test_a_sign_that_is_found_lies_between_its_bounds_and_these_never_part(asked: Asked) -> None:
    for question in QUESTIONS:
        candidates, evidence = asked(question, 0.4)
        assert evidence.likeness is not None
        for candidate in candidates:
            found = likeness_signs(candidate, evidence, evidence.likeness)
            signs = LikenessSigns(candidate, evidence, evidence.likeness)
            sure = LearnedSureness(0.0, (1.0, -2.0, 3.0, -4.0, 5.0, -6.0, 7.0), signs, lambda value: value)
            while not signs.known:
                least, most = sure.least, sure.most
                sure.look_closer()
                assert least <= sure.least <= sure.most <= most
                assert all(
                    low - 1e-6 <= sign <= high + 1e-6
                    for low, sign, high in zip(signs.least, found, signs.most, strict=True)
                )
            assert sure.least == sure.most == sure.value()
