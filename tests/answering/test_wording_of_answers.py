"""How an answer is worded: what it leaves out, what it names, and that its points are all there."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.extractive import extract
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, document, passage
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage

Said = Callable[[str, Sequence[Passage]], list[str]]


@pytest.fixture(scope="module")
def reader() -> PassageReader:
    return PassageReader(Analyzer().tagged)


@pytest.fixture
def said(
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
    reader: PassageReader,
) -> Said:
    """The statements, each with its subject, that answer from passages of a report of 沂源县 for 2019."""
    wording = load_wording()

    def of_passages(asked: str, passages: Sequence[Passage]) -> list[str]:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        terms = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
        evidence = Evidence(question, Matcher(terms), Matcher(()), wording, reader)
        candidates = evidence.candidates([(held, "工作报告") for held in passages])
        extracted = extract(candidates, evidence, {"d1": document("沂源县", 2019)})
        return [f"{s.lead}{s.body}" for s in extracted.statements] if extracted else []

    return of_passages


def test_the_number_of_a_heading_is_left_out(said: Said) -> None:
    text = "2.扩建政务服务中心。中心服务窗口由21个增加至65个。"
    assert said("政务服务中心扩建了吗?", [passage(text)])[0].endswith("扩建政务服务中心")


def test_one_point_of_several_answers_alone(said: Said) -> None:
    text = (
        "持续提升政务服务水平。一是推出视频讲解服务事项。二是设立办不成事窗口。"
        "三是政务服务中心扩建改造,建筑面积由898平方米扩大至3263平方米。"
    )
    assert said("政务服务中心怎么扩建改造的?", [passage(text)]) == [
        "2019年,沂源县政务服务中心扩建改造,建筑面积由898平方米扩大至3263平方米"
    ]


def test_a_place_that_only_a_later_clause_names_is_said_first(said: Said) -> None:
    text = "在各镇公共法律服务站设立行政复议咨询点,并在沂源县人民政府设立立案室。"
    assert said("行政复议咨询点设立了吗?", [passage(text)])[0].startswith("2019年,沂源县")


def test_an_overview_has_every_paragraph_under_its_heading(said: Said) -> None:
    section = ("一、工作情况", "(三)加强行政复议工作")
    texts = (
        "一是畅通行政复议渠道,全年接受咨询150余个。",
        "二是推进案件集体讨论,提高公信力。",
        "三是落实规范化建设,配备专职人员2人。",
    )
    passages = [
        passage(text, paragraph=number, start=100 * number, section=section)
        for number, text in enumerate(texts, start=1)
    ]
    other = passage("开展普法宣传。", paragraph=9, start=900, section=("一、工作情况", "(四)普法"))
    found = said("介绍一下行政复议工作", [*passages, other])
    assert len(found) == 3
    assert [text.rstrip("。") in line for text, line in zip(texts, found, strict=True)] == [True] * 3


def test_an_organ_of_another_level_does_not_read_as_one_of_the_place(said: Said) -> None:
    text = "省生态环境厅公开发布行政执法典型案例5个。"
    assert said("典型案例公开发布了几个?", [passage(text)]) == [f"2019年,沂源县:{text.rstrip('。')}"]
