"""The lock files: exact, complete, consistent, bound to no place."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-slim.lock", "requirements-dev.lock")
# Models of the hub and what only they need: the weight that the slim lock is there to leave out.
ONLY_FOR_MODELS = {
    "torch",
    "transformers",
    "sentence-transformers",
    "scikit-learn",
    "scipy",
    "sympy",
    "huggingface-hub",
}


def read_lock(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==", 1) for line in lines)


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_names(requirements: list[str]) -> set[str]:
    return {
        normalised(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]) for requirement in requirements
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_pins_one_package_exactly_and_names_no_place(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert lines
    unpinned = [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.]*", line)]
    assert unpinned == []
    assert len(read_lock(name)) == len(lines), "a package is pinned twice"


def test_the_slim_lock_is_the_full_one_without_what_only_models_need() -> None:
    full, slim = read_lock("requirements.lock"), read_lock("requirements-slim.lock")
    assert slim.items() <= full.items()
    assert full.keys() >= ONLY_FOR_MODELS
    assert not slim.keys() & ONLY_FOR_MODELS


def test_the_tools_of_the_tests_are_not_in_the_service() -> None:
    full, tools = read_lock("requirements.lock"), read_lock("requirements-dev.lock")
    assert {"pytest", "ruff", "mypy", "import-linter", "hypothesis"} <= tools.keys()
    assert not full.keys() & tools.keys()


def test_the_locks_hold_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    full = read_lock("requirements.lock")
    assert requirement_names(project["project"]["dependencies"]) <= full.keys()
    groups = project["dependency-groups"]
    tools = [requirement for requirement in groups["dev"] if isinstance(requirement, str)]
    assert requirement_names(groups["build"]) <= full.keys()
    assert requirement_names(tools) <= full.keys() | read_lock("requirements-dev.lock").keys()


def test_the_tests_run_with_the_versions_of_the_lock() -> None:
    pins = {**read_lock("requirements.lock"), **read_lock("requirements-dev.lock")}
    installed = {normalised(found.name): found.version for found in metadata.distributions()}
    different = {
        package: installed[package]
        for package, version in pins.items()
        if package in installed and installed[package].partition("+")[0] != version
    }
    assert different == {}
    assert read_lock("requirements-slim.lock").keys() <= installed.keys()
