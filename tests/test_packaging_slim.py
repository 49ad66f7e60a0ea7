"""Nothing misses what the slim lock, or both locks, leave out: blocked here, the service still answers."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tests.test_packaging_locks import normalised, read_lock

# Declared by a dependency, left out of both locks (pyproject.toml, tool.uv).
LEFT_OUT_OF_BOTH = {"kubernetes", "onnxruntime", "zstandard"}

# Runs first in the child: an import of a blocked module fails as if it were not installed.
BLOCKER = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

BLOCKED = set(sys.argv.pop(1).split(","))
sys.meta_path.insert(0, Blocker())
"""
COMMAND = BLOCKER + "from qa_service.cli import main; main()"
EVERY_MODULE = (
    BLOCKER
    + """
import importlib, pkgutil
import prompts, qa_service, vectorstore

for package in (prompts, qa_service, vectorstore):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if ".migrations." not in module.name:  # Alembic runs these itself
            importlib.import_module(module.name)
"""
)


def modules_left_out() -> str:
    """Top-level modules of all that the slim lock lacks, comma-separated."""
    left_out = (
        read_lock("requirements.lock").keys() - read_lock("requirements-slim.lock").keys()
    ) | LEFT_OUT_OF_BOTH
    modules = {name.replace("-", "_") for name in left_out} | {"sklearn"}
    for module, distributions in metadata.packages_distributions().items():
        if all(normalised(distribution) in left_out for distribution in distributions):
            modules.add(module)
    return ",".join(sorted(modules))


def run_without_models(program: str, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", program, modules_left_out(), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=110)


def test_what_is_blocked_is_all_that_the_slim_lock_leaves_out(tmp_path: Path) -> None:
    blocked = modules_left_out().split(",")
    assert {"torch", "transformers", "sentence_transformers", "sklearn", "scipy", "onnxruntime"} <= set(
        blocked
    )
    done = run_without_models(BLOCKER + "import torch", cwd=tmp_path)
    assert "No module named 'torch'" in done.stderr


def test_every_module_imports_without_models(tmp_path: Path) -> None:
    done = run_without_models(EVERY_MODULE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_slim_service_ingests_and_answers_with_a_citation(tmp_path: Path) -> None:
    (tmp_path / "报告.md").write_text(
        "# 青禾县人民政府2021年工作报告\n\n## 一、民生保障\n\n全年新建农村公路86公里,受益群众3.2万人。\n",
        encoding="utf-8",
    )
    data = ["--data-dir", str(tmp_path / "data")]
    ingested = run_without_models(COMMAND, *data, "ingest", "报告.md", cwd=tmp_path)
    assert ingested.returncode == 0, ingested.stderr
    asked = run_without_models(COMMAND, *data, "ask", "2021年受益群众多少人?", "--json", cwd=tmp_path)
    assert asked.returncode == 0, asked.stderr
    reply = json.loads(asked.stdout)
    assert reply["status"] == "answered"
    assert "3.2万人" in reply["short_answer"]
    assert reply["citations"][0]["quote"] in reply["citations"][0]["text"]


def test_a_hub_model_without_its_libraries_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_EMBEDDING__MODEL", "some/model")
    done = run_without_models(COMMAND, "--data-dir", str(tmp_path / "data"), "ask", "多少公里?", cwd=tmp_path)
    assert done.returncode == 1
    assert "install the full set" in done.stderr
    assert "Traceback" not in done.stderr
