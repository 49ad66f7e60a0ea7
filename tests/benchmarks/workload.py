"""What the benchmarks work on: a folder of documents and a file of questions, given or made from seeds/.

A corpus that nobody gave is recombined: beside the sample documents themselves, files of their paragraphs,
drawn anew for each, with other figures. So every evidence with a figure stands in one file only.
"""

import dataclasses
import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_service.evaluation.judging import JudgedQuestion, normalized, read_questions
from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.sources import source_files
from tests.benchmarks.ways import ROOT, Found

SEEDS = ROOT / "seeds"
_RECOMBINED_FILES = 400
_PARAGRAPHS_A_FILE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """``description`` says in one line what it is."""

    description: str
    documents: Path
    questions: tuple[JudgedQuestion, ...]


def given(corpus: Path, questions: Path, *, sample: int, folder: Path) -> Workload:
    """The files under ``corpus``; with ``sample`` about so many of them in even steps, copied to ``folder``,
    and always those that the questions are about."""
    asked = standalone_questions(questions)
    files = list(source_files([corpus]))
    description = f"{len(files)} files of {corpus.name}"
    if not 0 < sample < len(files):
        return Workload(description=description, documents=corpus, questions=asked)
    wanted = {name for question in asked for name in question.documents}
    step = len(files) / sample
    chosen = {files[int(number * step)].source for number in range(sample)}
    chosen |= {file.source for file in files if file.source in wanted}
    for source in chosen:
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(corpus / source, folder / source)
    return Workload(
        description=f"{len(chosen)} of the {description}, a sample", documents=folder, questions=asked
    )


def recombined(folder: Path) -> Workload:
    """A corpus made of the sample documents, written to ``folder``, and the questions about them."""
    folder.mkdir(parents=True, exist_ok=True)
    paragraphs: list[str] = []
    for file in source_files([SEEDS / "documents"]):
        if file.path is not None:
            document, _ = parse_document(file.path.read_bytes(), source=file.source, options=ReaderOptions())
            lines = [line for line in document.text.splitlines() if line.strip()]
            (folder / f"{file.source}.md").write_text("\n\n".join(lines), encoding="utf-8")
            paragraphs += lines
    for number in range(_RECOMBINED_FILES):
        drawing = random.Random(number)
        lines = drawing.sample(paragraphs, min(_PARAGRAPHS_A_FILE, len(paragraphs)))
        text = "\n\n".join([f"# 汇编材料{number}", *(_with_other_figures(line, drawing) for line in lines)])
        (folder / f"{number:04d}.md").write_text(text, encoding="utf-8")
    questions = [
        dataclasses.replace(question, documents=tuple(f"{name}.md" for name in question.documents))
        for question in standalone_questions(SEEDS / "questions.jsonl")
    ]
    return Workload(
        description=f"the sample documents and {_RECOMBINED_FILES} files recombined from them",
        documents=folder,
        questions=tuple(questions),
    )


def _with_other_figures(text: str, drawing: random.Random) -> str:
    return re.sub(r"\d", lambda _: str(drawing.randrange(10)), text)


def standalone_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """Follow-ups are left out: the plain way has no conversations."""
    return tuple(question for question in read_questions(path) if not question.turns)


def right_documents(
    questions: Sequence[JudgedQuestion], found: Sequence[Sequence[Found]], documents: Path, first: int
) -> list[bool]:
    """Whether the first hits hold the right document, of each question whose document is there."""
    return [
        any(hit.source in question.documents for hit in hits[:first])
        for question, hits in zip(questions, found, strict=True)
        if any((documents / name).is_file() for name in question.documents)
    ]


def right_evidence(
    questions: Sequence[JudgedQuestion], found: Sequence[Sequence[Found]], first: int
) -> list[bool]:
    """Whether one of the first hits holds the evidence, of each question that has one piece of it."""
    return [
        any(normalized(question.evidence[0]) in normalized(hit.text) for hit in hits[:first])
        for question, hits in zip(questions, found, strict=True)
        if question.one_document and question.evidence
    ]
