"""The bare fact: what the reader found, made whole, against what a rule found."""

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.short_answers.completing import whole
from tests.answering.bare_facts import evidence_in, short_answer_in
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage

TEXT = (
    "新成立婚姻家庭纠纷人民调解委员会。区公安分局、教育局和税务局获优秀组织奖,李国华获评全国模范调解员。"
    "涌现出“老班长”“和姐”“老兵”等一批调解品牌。制定《青禾县不动产登记办法》1件,满意率达到98%。"
    "因为多数调委会没有专职人员,调解作用有限。"
)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


def evidence_of(asked: str, analyzer: Analyzer, reader: PassageReader | None) -> Evidence:
    return evidence_in(TEXT, asked, analyzer, reader)


def short_of(asked: str, analyzer: Analyzer, reader: PassageReader | None) -> str | None:
    return short_answer_in(TEXT, asked, analyzer, reader)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("新成立了哪个人民调解委员会?", "婚姻家庭纠纷人民调解委员会"),
        ("谁获评全国模范调解员?", "李国华"),
        ("制定的办法叫什么?", "《青禾县不动产登记办法》"),
        ("满意率是多少?", "98%"),
    ],
)
def test_a_bare_fact_is_whole(question: str, answer: str, analyzer: Analyzer, reader: PassageReader) -> None:
    assert short_of(question, analyzer, reader) == answer


def test_a_list_leaves_no_item_out(analyzer: Analyzer, reader: PassageReader) -> None:
    found = short_of("哪些单位获优秀组织奖?", analyzer, reader)
    assert found is not None
    assert all(name in found for name in ("公安分局", "教育局", "税务局"))


@pytest.mark.parametrize(
    ("question", "part", "answer"),
    [
        ("涌现出哪些调解品牌?", "老班长", "“老班长”“和姐”“老兵”"),
        ("哪些单位获优秀组织奖?", "教育局", "区公安分局、教育局和税务局获优秀组织奖"),
        ("制定的是什么?", "青禾县不动产登记办法", "《青禾县不动产登记办法》"),
        ("满意率是多少?", "98", "98%"),
        ("哪个人民调解委员会成立了?", "婚姻家庭纠纷", "婚姻家庭纠纷人民调解委员会"),
    ],
)
def test_a_part_is_made_whole(question: str, part: str, answer: str, analyzer: Analyzer) -> None:
    passage = Passage(
        passage_id="p", document_id="d", paragraph=1, section=(), text=TEXT, start=0, end=len(TEXT)
    )
    evidence = evidence_of(question, analyzer, None)
    holding = next(c for c in evidence.candidates([(passage, "")]) if part in c.sentence.text)
    text = holding.sentence.folded.text
    start = text.index(part)
    first, last = whole(holding, start, start + len(part), evidence)
    assert text[first:last] == answer


def test_a_reason_has_a_bare_fact_with_and_without_a_reader(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of("调解作用为什么有限?", analyzer, reader) == "多数调委会没有专职人员"
    assert short_of("调解作用为什么有限?", analyzer, None) == "多数调委会没有专职人员"
