"""``qa-service doctor``: looks at versions, settings, data, index and models, and says what to do."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from qa_service.cli.output import print_rows
from qa_service.cli.parameters import AsJson, DataDir, settings_for

if TYPE_CHECKING:
    from qa_service.library.library import Library
    from qa_service.settings import Settings

Verdict = Literal["ok", "note", "wrong"]

_PACKAGES = ("qa-service", "chromadb", "tantivy", "jieba", "langchain-core", "sqlalchemy", "fastapi")
_OPTIONAL_PACKAGES = ("rjieba", "sentence-transformers", "torch")
_LITTLE_SPACE_BYTES = 1024**3
_DATABASE_LIMIT_S = 30.0
_SIGNS = {"ok": "✓", "note": "·", "wrong": "✗"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at; ``advice`` says what to do where it is wrong."""

    verdict: Verdict
    name: str
    found: str
    advice: str = ""


def doctor(context: typer.Context, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """检查环境、设置、数据和索引。 Check everything and say what to do."""
    settings = settings_for(context, data_dir)
    checks = [*_versions(), *_model(settings), *_data_directory(settings)]
    if as_json:
        _print_json(settings, checks)
    else:
        from qa_service.settings import describe_settings

        rows = [(s.name, s.value or "–", "" if s.is_default else "*") for s in describe_settings(settings)]
        print_rows(("设置 setting", "值 value", "已改 changed"), rows)
        typer.echo()
        print_rows(
            ("", "检查 check", "结果 found", "办法 what to do"),
            [(_SIGNS[check.verdict], check.name, check.found, check.advice) for check in checks],
        )
    if any(check.verdict == "wrong" for check in checks):
        raise typer.Exit(1)


def _print_json(settings: "Settings", checks: list[Check]) -> None:
    import dataclasses
    import json

    from qa_service.settings import describe_settings

    report = {
        "settings": {setting.name: setting.value for setting in describe_settings(settings)},
        "checks": [dataclasses.asdict(check) for check in checks],
    }
    typer.echo(json.dumps(report, ensure_ascii=False))


def _versions() -> Iterator[Check]:
    yield Check(verdict="ok", name="Python", found=sys.version.split()[0])
    for package in _PACKAGES:
        found = _version(package)
        yield Check(
            verdict="ok" if found else "wrong",
            name=package,
            found=found or "没有安装 not installed",
            advice="" if found else "make install",
        )
    for package in _OPTIONAL_PACKAGES:
        yield Check(verdict="note", name=package, found=_version(package) or "没有安装,可以不装 optional")
    from qa_service.library.database import journal_mode

    mode = journal_mode(sqlite3.sqlite_version_info)
    yield Check(verdict="ok", name="SQLite", found=f"{sqlite3.sqlite_version} (journal_mode {mode})")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _model(settings: "Settings") -> Iterator[Check]:
    name = "向量模型 embedding model"
    from vectorstore.embedders import load_embedder
    from vectorstore.errors import EmbedderUnavailable

    advice = "QA_EMBEDDING__MODEL" if settings.embedding.model else "重新安装 install anew: make install"
    try:
        embedder = load_embedder(settings.embedding)
    except EmbedderUnavailable as error:
        yield Check(verdict="wrong", name=name, found=str(error), advice=advice)
    else:
        kind = "" if settings.embedding.model else "内置 built in: "
        yield Check(verdict="ok", name=name, found=f"{kind}{embedder.name}, {embedder.dimensions}")


def _data_directory(settings: "Settings") -> Iterator[Check]:
    directory = settings.data_dir
    name = "数据目录 data directory"
    if not directory.exists():
        yield Check(
            verdict="note",
            name=name,
            found=f"{directory}: 还没有 not there yet",
            advice="qa-service ingest PATH",
        )
        return
    free = shutil.disk_usage(directory).free
    yield Check(
        verdict="ok" if free >= _LITTLE_SPACE_BYTES else "wrong",
        name="剩余空间 free space",
        found=f"{free / 1024**3:.1f} GiB",
        advice="" if free >= _LITTLE_SPACE_BYTES else "腾出磁盘空间 free some space",
    )
    yield from _library_and_index(settings, directory, name)


def _library_and_index(settings: "Settings", directory: Path, name: str) -> Iterator[Check]:
    from qa_service.errors import DataDirectoryInUse, LibraryUnavailable
    from qa_service.library.library import Library

    try:
        library = Library.open(directory, settings.library)
    except DataDirectoryInUse:
        yield Check(
            verdict="note",
            name=name,
            found=f"{directory}: 正在使用 in use",
            advice="停掉服务后可检查索引 stop the service to check the index",
        )
        return
    except LibraryUnavailable as error:
        yield Check(verdict="wrong", name=name, found=f"{directory}: {error.chinese}", advice=error.english)
        return
    with library:
        documents, passages = len(library.summaries()), library.passage_count()
        found = f"{directory}: {documents} 文件 documents, {passages} 段 passages"
        yield Check(verdict="ok", name=name, found=found)
        yield _database(library)
        yield _index(settings, library)


def _database(library: "Library") -> Check:
    name = "数据库 database"
    problem = library.problem(limit_s=_DATABASE_LIMIT_S)
    if problem is None:
        found = f"{_DATABASE_LIMIT_S:.0f} 秒内没有查完,未发现问题 no fault so far, not looked through"
        return Check(verdict="note", name=name, found=found)
    if problem:
        advice = "从备份恢复整个数据目录 restore the whole data directory from a backup"
        return Check(verdict="wrong", name=name, found=problem, advice=advice)
    return Check(verdict="ok", name=name, found="完好 sound")


def _index(settings: "Settings", library: "Library") -> Check:
    from qa_service.bootstrap import index_problem

    problem = index_problem(settings, library)
    return Check(
        verdict="wrong" if problem else "ok",
        name="索引 index",
        found=problem or "与库一致 agrees with the library",
        advice="下次启动时会自动重建 rebuilt by itself at the next start" if problem else "",
    )
