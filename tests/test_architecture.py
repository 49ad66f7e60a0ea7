"""The house holds: floors and doors are enforced, heavy libraries wait, modules stay small."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("prompts", "qa_service", "vectorstore")
HEAVY = {"chromadb", "jieba", "rjieba", "sentence_transformers", "tantivy", "torch", "transformers"}
DRAWERS = {"utils", "util", "helpers", "helper", "core", "common", "misc", "base"}
MOST_LINES = 400

# What a stranger might add on a bad day, and the contract that must refuse it.
BREACHES = {
    "qa_service/ingestion/breach.py": ("import qa_service.answering.events", "floors"),
    "qa_service/library/breach.py": ("import qa_service.web.schemas", "floors"),
    "qa_service/unplaced.py": ("", "floors"),
    "vectorstore/breach.py": ("import qa_service.errors", "ground"),
    "prompts/breach.py": ("import vectorstore.passages", "ground"),
    "qa_service/answering/events.py": ("import qa_service.answering.chain", "journey-answering"),
    "qa_service/ingestion/passages.py": ("import qa_service.ingestion.metadata", "journey-ingestion"),
    "vectorstore/fusion.py": ("import vectorstore.lexical", "journey-finding"),
    "qa_service/web/search.py": ("import qa_service.web.chat", "routes"),
    "qa_service/answering/breach.py": ("def late():\n    import chromadb", "door-chromadb"),
    "vectorstore/breach_of_lexical.py": ("import tantivy", "door-tantivy"),
    "vectorstore/breach_of_analyzer.py": ("import jieba.posseg", "door-jieba"),
    "vectorstore/breach_of_models.py": ("import torch", "door-models"),
    "qa_service/exporting/markdown.py": ("import qa_service.exporting.word", "journey-exporting"),
    "qa_service/exporting/breach_of_docx.py": ("import docx", "door-docx"),
    "qa_service/web/breach_of_sql.py": ("import sqlalchemy", "door-sql"),
    "qa_service/answering/breach_of_web.py": ("import fastapi", "door-web"),
    "qa_service/web/breach_of_mcp.py": ("import mcp.server", "door-mcp"),
    "qa_service/web/breach_of_settings.py": ("import pydantic_settings", "door-settings"),
    "qa_service/ingestion/breach_of_langchain.py": ("import langchain_core.documents", "door-langchain"),
    "qa_service/web/breach_of_run_time.py": ("import training", "run-time"),
}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def imports_at_start(tree: ast.Module) -> Iterator[str]:
    """Top-level names that importing the module imports; not those inside functions or TYPE_CHECKING."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                continue
            case ast.If() if "TYPE_CHECKING" in ast.unparse(node.test):
                continue
            case ast.Import():
                yield from (alias.name.partition(".")[0] for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield module.partition(".")[0]
            case _:
                waiting.extend(ast.iter_child_nodes(node))


def run_contracts(directory: Path) -> "subprocess.CompletedProcess[str]":
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=110)


@pytest.fixture(scope="module")
def broken_contracts(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The ids of the contracts that a copy of the packages with every breach in it breaks."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (line, _contract) in BREACHES.items():
        with (copy / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    output = " ".join(run_contracts(copy).stdout.split())
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return {contract["id"] for contract in contracts if f"{contract['name']} BROKEN" in output}


def test_the_contracts_hold() -> None:
    done = run_contracts(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", sorted({contract for _line, contract in BREACHES.values()}))
def test_a_breach_of_a_contract_is_refused(broken_contracts: set[str], contract: str) -> None:
    assert contract in broken_contracts


@pytest.mark.parametrize("package", PACKAGES)
def test_no_heavy_library_is_imported_before_it_is_used(package: str) -> None:
    early = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / package).rglob("*.py")
        for name in imports_at_start(ast.parse(path.read_text(encoding="utf-8")))
        if name in HEAVY
    }
    assert early == set()


def test_every_module_is_small_enough_to_read() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in modules()
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_module_is_a_drawer() -> None:
    assert [path for path in modules() if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_no_test_helper_ships_in_a_package() -> None:
    tests = [path for path in modules() if path.name.startswith("test_") or path.name == "conftest.py"]
    assert tests == []


def test_every_warning_that_is_let_through_carries_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^filterwarnings = \[\n(.*?)^\]", text, flags=re.MULTILINE | re.DOTALL)
    assert block
    explained = False
    for line in block[1].splitlines():
        if line.strip().startswith("#"):
            explained = True
        elif line.strip() == '"error",':
            explained = False
        else:
            assert explained, line
