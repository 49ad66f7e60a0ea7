"""The command line is there at once: nothing heavy is imported before a command needs it."""

import subprocess
import sys

import pytest

HEAVY = {
    "alembic",
    "chromadb",
    "fastapi",
    "jieba",
    "langchain",
    "langchain_core",
    "lxml",
    "mcp",
    "numpy",
    "pypdfium2",
    "rjieba",
    "sentence_transformers",
    "sqlalchemy",
    "tantivy",
    "torch",
    "uvicorn",
}
PROGRAM = """
import sys
from qa_service.cli import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "command",
    [
        "",
        "ingest",
        "serve",
        "mcp",
        "ask",
        "documents",
        "documents list",
        "documents show",
        "documents remove",
        "evaluate",
        "doctor",
    ],
)
def test_help_imports_nothing_heavy(command: str) -> None:
    arguments = [*command.split(), "--help"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stderr.split()) == set()
