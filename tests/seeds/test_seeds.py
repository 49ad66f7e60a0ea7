"""The sample documents read right, their questions can be answered from them, and the scores hold."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from qa_service.bootstrap import open_service
from qa_service.evaluation.judging import REFUSE, JudgedQuestion, accepted, normalized, read_questions
from qa_service.evaluation.questions import QuestionReport, evaluate_questions
from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.sources import source_files
from qa_service.library.records import Document, DocumentMetadata
from qa_service.settings import load_settings
from tests.seeds.make_documents import SOURCES, read_source

SEEDS = Path(__file__).parents[2] / "seeds"
DOCUMENTS = SEEDS / "documents"
QUESTIONS = read_questions(SEEDS / "questions.jsonl")
KINDS = {"number", "name", "date", "list", "reason", "plan", "paraphrase", "refuse", "compare", "chat"}
MIN_CHARACTERS = 2500
MIN_QUESTIONS = 60
PAGE_FURNITURE = (
    "浏览器",
    "字号",
    "打印",
    "分享到",
    "扫一扫",
    "您现在的位置",
    "上一篇",
    "网站地图",
    "版权所有",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What reading a sample must find; ``rungs``, the beginnings of one section path from the outside in."""

    region_path: tuple[str, ...]
    year: int
    issuer: str | None
    rungs: tuple[str, ...]
    document_number: str | None = None
    issued_on: date | None = None


EXPECTED = {
    ".docx": Expected(
        region_path=("广东省", "韶关市", "浈江区"),
        year=2020,
        issuer="浈江区司法局",
        rungs=("二、", "（二）", "4.", "（3）"),
    ),
    ".txt": Expected(
        region_path=("山东省", "淄博市", "沂源县"),
        year=2019,
        issuer="沂源县人民政府",
        rungs=("一、", "（六）", "1.", "（2）"),
        document_number="源政字〔2020〕2号",
        issued_on=date(2020, 1, 6),
    ),
    ".pdf": Expected(
        region_path=("山西省", "太原市", "杏花岭区"), year=2023, issuer=None, rungs=("二、", "（六）", "1.")
    ),
    ".html": Expected(
        region_path=("重庆市", "两江新区"),
        year=2022,
        issuer="重庆两江新区司法局",
        rungs=("一、", "（二）", "1.", "（1）"),
    ),
    ".md": Expected(
        region_path=("黑龙江省", "伊春市"),
        year=2023,
        issuer="伊春市司法局",
        rungs=("一、", "（四）", "2.", "(1)"),
    ),
}


def _read_all() -> Iterator[tuple[str, Document]]:
    for path in sorted(DOCUMENTS.iterdir()):
        document, _passages = parse_document(path.read_bytes(), source=path.name)
        yield path.suffix, document


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    """The samples as the service reads them, by the suffix of their names."""
    return dict(_read_all())


def test_there_is_one_sample_a_format(documents: Mapping[str, Document]) -> None:
    assert set(documents) == set(EXPECTED)
    assert len(list(DOCUMENTS.iterdir())) == len(EXPECTED)


@pytest.mark.parametrize("suffix", EXPECTED)
def test_a_sample_has_the_length_of_a_real_report_and_says_what_it_is(
    documents: Mapping[str, Document], suffix: str
) -> None:
    text = documents[suffix].text
    assert len(re.sub(r"\s", "", text)) >= MIN_CHARACTERS
    assert re.search(r"^（?示例文件：根据.+公开报告的事实改写", text, re.MULTILINE)


@pytest.mark.parametrize("suffix", EXPECTED)
def test_the_facts_about_a_sample_are_found(documents: Mapping[str, Document], suffix: str) -> None:
    expected, found = EXPECTED[suffix], documents[suffix].metadata
    assert found == DocumentMetadata(
        title=found.title,
        kind="报告",
        region=expected.region_path[-1],
        region_path=expected.region_path,
        year=expected.year,
        issuer=expected.issuer,
        document_number=expected.document_number,
        issued_on=expected.issued_on,
        proofs=found.proofs,
    )
    assert "法治政府建设" in found.title


@pytest.mark.parametrize("suffix", EXPECTED)
def test_the_ladder_of_headings_is_read_from_the_outside_in(
    documents: Mapping[str, Document], suffix: str
) -> None:
    rungs = EXPECTED[suffix].rungs
    paths = [section.path for section in documents[suffix].sections]
    assert any(len(path) == len(rungs) and all(map(str.startswith, path, rungs)) for path in paths), paths


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_the_furniture_of_the_page_is_taken_out(documents: Mapping[str, Document], suffix: str) -> None:
    document = documents[suffix]
    raw = (DOCUMENTS / document.source).read_text(encoding="utf-8")
    standing = [words for words in PAGE_FURNITURE if words in raw]
    assert len(standing) >= len(PAGE_FURNITURE) - 2
    assert not [words for words in standing if words in document.text]


def test_the_web_page_asks_nothing_of_other_sites() -> None:
    (page,) = DOCUMENTS.glob("*.html")
    assert not re.search(r"https?://|src=", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_made_file_says_what_its_source_says(documents: Mapping[str, Document], suffix: str) -> None:
    document = documents[suffix]
    lines = [text for _letter, text in read_source(SOURCES / f"{Path(document.source).stem}.txt")]
    assert document.text.split("\n") == lines


def test_the_questions_are_of_every_kind() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert set(kinds) == KINDS
    assert kinds.total() >= MIN_QUESTIONS
    assert kinds[REFUSE] >= kinds.total() / 10
    assert all(question.turns for question in QUESTIONS if question.kind == "chat")


def test_no_id_and_no_question_comes_twice() -> None:
    assert len({question.question_id for question in QUESTIONS}) == len(QUESTIONS)
    assert len({(question.turns, question.question) for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.question_id))
def test_a_question_can_be_answered_from_its_documents(
    documents: Mapping[str, Document], question: JudgedQuestion
) -> None:
    if question.kind == REFUSE:
        assert not question.answers
        assert not question.evidence
        return
    by_name = {document.source: document for document in documents.values()}
    paragraphs = [normalized(line) for name in question.documents for line in by_name[name].text.split("\n")]
    holding = {
        wanted: [line for line in paragraphs if normalized(wanted) in line] for wanted in question.evidence
    }
    assert question.evidence
    assert all(holding.values()), holding
    held = "".join(line for lines in holding.values() for line in lines)
    assert all(accepted([answer], held) for answer in question.answers)
    assert question.answers


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> QuestionReport:
    """Every question answered by the service over the samples, as it runs by default."""
    settings = load_settings(data_dir=tmp_path_factory.mktemp("seeds") / "data")
    with open_service(settings) as service:
        summary = service.ingestor.ingest(source_files([DOCUMENTS]))
        assert not summary.failed
        return evaluate_questions(service.chain, QUESTIONS)


def test_the_scores_do_not_fall_below_the_baseline(report: QuestionReport) -> None:
    baseline: dict[str, float] = json.loads((SEEDS / "baseline.json").read_text(encoding="utf-8"))
    shares = dict(report.shares())
    precision = report.precision()
    assert precision
    measured = {name: share.value for name, share in {**shares, "precision": precision}.items()}
    assert set(baseline) == set(measured)
    fallen = {name: measured[name] for name in baseline if _floor(measured[name]) < baseline[name]}
    assert not fallen, _misses(report)


def _floor(share: float) -> float:
    """Baselines are written with three decimals, rounded down."""
    return math.floor(share * 1000) / 1000


def _misses(report: QuestionReport) -> str:
    lines = []
    for judged in report.judged:
        lost = [name for name, held in judged.verdict.marks.items() if not held]
        if lost:
            reply = judged.reply
            said = f"{reply.status} | {reply.short_answer} | {reply.answer[:120]}" if reply else judged.error
            lines.append(f"{judged.question.question_id} {judged.question.question} lost {lost}: {said}")
    return "\n".join(lines)
