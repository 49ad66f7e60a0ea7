"""``qa-service evaluate``: how good the answers, the finding and the reading are."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.output import print_rows, progress_bar, write_file
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.evaluation.questions import QuestionReport
    from qa_service.settings import Settings

_RETRIEVAL_COLUMNS = ("recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10", "ms", "p50_ms", "p95_ms")
_PRINTED_THRESHOLDS = (0.0, 0.1, 0.15, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9)
_READING_COLUMNS = ("sentence@1", "sentence@3", "exact_match", "f1", "ms")


def evaluate(
    context: typer.Context,
    questions: Annotated[
        Path | None,
        typer.Argument(
            metavar="[QUESTIONS.jsonl]",
            exists=True,
            dir_okay=False,
            help="题目文件 questions for the library",
        ),
    ] = None,
    report: Annotated[Path | None, typer.Option(dir_okay=False, help="HTML 报告 report to write")] = None,
    passages: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="{id, text} 一行一条 a line, .xz too")
    ] = None,
    queries: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="{query, gold} 一行一条 a line, .xz too")
    ] = None,
    reading: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="{context, question, answers} 一行一条 a line, .xz too"
        ),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """评测:答题、检索(--passages --queries)或阅读(--reading)。 Score answers, retrieval or reading."""
    _check_usage(questions, report, passages, queries, reading)
    settings = settings_for(context, data_dir)
    if questions:
        _evaluate_questions(settings, questions, report, as_json)
    elif passages and queries:
        _evaluate_retrieval(settings, passages, queries, as_json)
    elif reading:
        _evaluate_reading(reading, as_json)


def _check_usage(
    questions: Path | None,
    report: Path | None,
    passages: Path | None,
    queries: Path | None,
    reading: Path | None,
) -> None:
    if (passages is None) != (queries is None):
        raise typer.BadParameter("--passages 和 --queries 要一起给 belong together")
    if sum(given is not None for given in (questions, passages, reading)) != 1:
        raise typer.BadParameter(
            "要给题目文件、--passages 加 --queries、--reading 三者之一 give exactly one of the three"
        )
    if report and not questions:
        raise typer.BadParameter("--report 只用于题目文件 goes with a question file")
    if report and not report.absolute().parent.is_dir():
        raise typer.BadParameter("--report 要放在已有的目录里 belongs in a folder that exists")


def _evaluate_questions(settings: "Settings", path: Path, report_path: Path | None, as_json: bool) -> None:
    from qa_service.answering.evidence.sufficiency import LEAST_CONFIDENCE
    from qa_service.bootstrap import open_service
    from qa_service.evaluation.curve import curve
    from qa_service.evaluation.judging import read_questions
    from qa_service.evaluation.questions import evaluate_questions
    from qa_service.evaluation.report import render_report

    asked = read_questions(path)
    with open_service(settings) as service, progress_bar("评测", len(asked)) as progress:
        service.ingestor.resume()
        result = evaluate_questions(service.chain, asked, on_progress=progress)
    if report_path:
        write_file(report_path, render_report(result, title=f"评测 {path.name}").encode())
    figures = _question_figures(result)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
        return
    shares = dict(result.shares())
    if precision := result.precision():
        shares["precision"] = precision
    print_rows(
        ("figure", "share", "questions"),
        [(name, f"{share.value:.3f}", f"{share.held}/{share.applied}") for name, share in shares.items()],
        right=(1, 2),
    )
    typer.echo("")
    print_rows(
        ("threshold", "right", "wrong", "refused"),
        [
            (f"{point.threshold:.2f}", *map(_shown, (point.right, point.wrong, point.refused)))
            for point in curve(result.judged, _PRINTED_THRESHOLDS)
        ],
        right=range(4),
    )
    typer.echo(f"in use\t{LEAST_CONFIDENCE}")
    kinds = ", ".join(f"{kind} {share.held}/{share.applied}" for kind, share in result.by_kind().items())
    typer.echo(f"p50/p95\t{result.seconds_at(0.5):.3f} / {result.seconds_at(0.95):.3f} s\nby kind\t{kinds}")


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _question_figures(result: "QuestionReport") -> Mapping[str, float]:
    figures = {name: share.value for name, share in result.shares().items()}
    if precision := result.precision():
        figures["precision"] = precision.value
    return {**figures, "p50": result.seconds_at(0.5), "p95": result.seconds_at(0.95)}


def _evaluate_retrieval(settings: "Settings", passages: Path, queries: Path, as_json: bool) -> None:
    import tempfile

    from qa_service.evaluation import retrieval
    from vectorstore.embedders import load_embedder

    texts, asked = retrieval.read_passages(passages), retrieval.read_queries(queries)
    embedder = load_embedder(settings.embedding)
    with tempfile.TemporaryDirectory(prefix="qa-service-") as directory:
        with progress_bar("索引", len(texts)) as progress:
            index = retrieval.fill_index(
                Path(directory), texts, embedder, settings.index, on_progress=progress
            )
        with progress_bar("检索", len(retrieval.STAGES) * len(asked)) as progress:
            stages = retrieval.evaluate_retrieval(index, asked, on_progress=progress)
        reranks = index.reranks
        index.close()
    if as_json:
        typer.echo(json.dumps({"default": retrieval.DEFAULT_STAGE, "stages": stages}, ensure_ascii=False))
        return
    print_rows(
        ("stage", *_RETRIEVAL_COLUMNS),
        [(name, *_cells(figures, _RETRIEVAL_COLUMNS)) for name, figures in stages.items()],
        right=range(1, len(_RETRIEVAL_COLUMNS) + 1),
    )
    typer.echo(f"default\t{retrieval.DEFAULT_STAGE}")
    if not reranks:
        typer.echo("reranked\t没有重排,与 fused 相同 nothing was reranked, the same as fused")


def _evaluate_reading(path: Path, as_json: bool) -> None:
    from qa_service.answering.reading import ParagraphReader
    from qa_service.evaluation.reading import evaluate_reading, read_reading_questions
    from vectorstore.analyzer import Analyzer

    asked = read_reading_questions(path)
    read = ParagraphReader(Analyzer()).read
    with progress_bar("阅读", len(asked)) as progress:
        figures = evaluate_reading(read, asked, on_progress=progress)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
    else:
        print_rows(_READING_COLUMNS, [_cells(figures, _READING_COLUMNS)], right=range(5))


def _cells(figures: Mapping[str, float], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{figures[column]:.1f}" if column.endswith("ms") else f"{figures[column]:.3f}" for column in columns
    )
