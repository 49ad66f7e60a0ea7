"""An organ that the question names is answered from its own document, where that says it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.issuers import by_issuer
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from qa_service.library.records import DocumentSummary
from tests.answering.conftest import TODAY, document, passage

OF_GOVERNMENT, OF_BUREAU = "沂源县共办理公证案件120件。", "沂源县办理公证案件95件。"


def _issued(issuer: str, key: str) -> DocumentSummary:
    summary = document("沂源县", 2019, document_id=key)
    return replace(summary, metadata=replace(summary.metadata, issuer=issuer))


DOCUMENTS = {"g": _issued("沂源县人民政府", "g"), "b": _issued("淄博市沂源县司法局", "b")}


@pytest.fixture
def first(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Callable[[str, str], str]:
    def answered(asked: str, bureau: str) -> str:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
        evidence = Evidence(question, Matcher(focus), Matcher(()), load_wording())
        found = [passage(OF_GOVERNMENT, document_id="g"), passage(bureau, document_id="b")]
        candidates = evidence.candidates([(p, "工作报告") for p in found])
        ranked = sorted(candidates, key=lambda c: c.sentence.passage.document_id != "g")
        return by_issuer(ranked, evidence, DOCUMENTS)[0].sentence.passage.document_id

    return answered


def test_the_organ_that_is_named_answers_itself(first: Callable[[str, str], str]) -> None:
    assert first("沂源县司法局2019年办理公证案件多少件?", OF_BUREAU) == "b"


def test_without_an_organ_the_order_stays(first: Callable[[str, str], str]) -> None:
    assert first("沂源县2019年办理公证案件多少件?", OF_BUREAU) == "g"


def test_an_organ_that_is_silent_leaves_the_answer_to_others(first: Callable[[str, str], str]) -> None:
    assert first("沂源县司法局2019年办理公证案件多少件?", "召开了工作会议。") == "g"


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("沂源县公安局2019年移送案件多少件?", False),
        ("沂源县市监局2019年移送案件多少件?", True),
        ("沂源县市场监督管理局2019年移送案件多少件?", True),
        ("沂源县2019年移送案件多少件?", True),
        ("沂源县农业农村局2019年移送案件多少件?", True),
        ("沂源县移送给公安局的案件有多少件?", True),
        ("沂源县调委会移送案件多少件?", True),
    ],
)
def test_what_one_bureau_writes_is_no_answer_about_another_that_it_does_not_name(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    asked: str,
    answers: bool,
) -> None:
    text = "全年向公安机关移送案件7件,向县农业农村局移送案件7件。"
    question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
    focus = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
    evidence = Evidence(question, Matcher(focus), Matcher(()), load_wording())
    candidates = evidence.candidates([(passage(text, document_id="m"), "工作报告")])
    issued = {"m": _issued("沂源县市场监督管理局", "m")}
    assert bool(by_issuer(candidates, evidence, issued)) == answers
