"""The wheel, built and looked into, then used away from the checkout."""

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("prompts", "qa_service", "vectorstore")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=100)
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(names: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if ".dist-info/" not in name} == files


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_that_it_is_typed(names: set[str], package: str) -> None:
    assert f"{package}/py.typed" in names


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        ("qa_service/web/static/", ".html"),
        ("qa_service/web/static/", ".js"),
        ("qa_service/web/static/", ".css"),
        ("qa_service/gazetteer/", ".tsv"),
        ("qa_service/library/migrations/", ".py"),
        ("qa_service/evaluation/", ".html"),
        ("vectorstore/lexicon/", ""),
        ("vectorstore/models/", "model.safetensors"),
        ("vectorstore/models/", "tokenizer.json"),
        ("vectorstore/models/qa-ranker-zh/", "model.txt"),
        ("vectorstore/models/qa-ranker-zh/", "calibration.json"),
        ("qa_service/answering/gate/qa-gate-zh/", "trees.txt"),
    ],
)
def test_the_wheel_holds_the_data_that_the_service_reads(names: set[str], folder: str, suffix: str) -> None:
    assert [name for name in names if name.startswith(folder) and name.endswith(suffix)]


def test_the_metadata_name_the_command_the_licence_and_the_dependencies(wheel: Path, names: set[str]) -> None:
    (folder,) = {name.split("/")[0] for name in names if ".dist-info/" in name}
    archive = zipfile.ZipFile(wheel)
    metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
    assert metadata["Name"] == "qa-service"
    assert metadata["License-Expression"] == "Apache-2.0"
    required = " ".join(metadata.get_all("Requires-Dist", []))
    assert all(
        name in required for name in ("langchain", "chromadb", "sentence-transformers", "fastapi", "jieba")
    )
    assert "qa-service = qa_service.cli:main" in archive.read(f"{folder}/entry_points.txt").decode()
    assert f"{folder}/licenses/LICENSE" in names


def test_the_unpacked_wheel_answers_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    document = tmp_path / "报告.txt"
    document.write_text(
        "青禾县人民政府2021年工作报告\n\n一、民生保障\n全年新建农村公路86公里,受益群众3.2万人。\n",
        encoding="utf-8",
    )
    program = f"""
import sys
sys.path[:] = [{str(site)!r}] + [entry for entry in sys.path if entry not in ("", {str(ROOT)!r})]
import qa_service
assert qa_service.__file__.startswith({str(site)!r}), qa_service.__file__
from qa_service.cli import main
sys.argv = ["qa-service", "--data-dir", {str(tmp_path / "data")!r}] + sys.argv[1:]
main()
"""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=110,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("ingest", str(document))
    assert "3.2万人" in run("ask", "2021年受益群众多少人?")
