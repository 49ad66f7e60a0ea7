"""``qa-service ingest``: files and folders into the library."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.output import notices, progress_bar
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.ingestion.progress import IngestSummary


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", exists=True, help="文件或目录 files and folders", show_default=False
        ),
    ],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """把文件放进库里,目录连同子目录。 Take documents in; unchanged ones cost nothing."""
    settings = settings_for(context, data_dir)
    from qa_service.bootstrap import open_service
    from qa_service.ingestion.progress import IngestProgress
    from qa_service.ingestion.sources import source_files

    files = list(source_files(paths))
    with open_service(settings) as service, progress_bar("文件 files", len(files)) as bar:

        def show(progress: IngestProgress) -> None:
            is_files = progress.stage == "documents"
            bar(
                progress.done,
                total=len(files) if is_files else progress.total,
                label="文件 files" if is_files else "向量 vectors",
                note=f"✗ {progress.failed}" if progress.failed else "",
            )

        summary = service.ingestor.ingest(files, show)
    if as_json:
        _print_json(summary)
    else:
        _print_summary(summary)
    if summary.failed:
        raise typer.Exit(1)


def _print_summary(summary: "IngestSummary") -> None:
    typer.echo(f"新增 added\t{summary.added}")
    typer.echo(f"未变 unchanged\t{summary.unchanged}")
    typer.echo(f"替换 replaced\t{summary.replaced}")
    for source in summary.replacing:
        typer.echo(f"  ↻ {source}")
    typer.echo(f"失败 failed\t{len(summary.failed)}")
    for failed in summary.failed:
        typer.echo(f"  ✗ {failed.source}\t{failed.reason.code}\t{failed.reason.chinese}")
    typer.echo(f"用时 seconds\t{summary.seconds:.1f}")
    typer.echo(f"段落/秒 passages/s\t{summary.passages_per_second:.0f}")
    if not (summary.added or summary.unchanged or summary.replaced or summary.failed):
        notices().print("没有找到文件 no files found")


def _print_json(summary: "IngestSummary") -> None:
    import dataclasses
    import json

    report = {**dataclasses.asdict(summary), "passages_per_second": summary.passages_per_second}
    typer.echo(json.dumps(report, ensure_ascii=False))
