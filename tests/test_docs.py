"""The two READMEs tell the truth: their commands, routes, settings and example are the program's."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from qa_service.bootstrap import Service
from qa_service.cli.application import app
from qa_service.settings import describe_settings, load_settings
from qa_service.web.app import create_app

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> dict[str, TyperCommand]:
    """Every command that does something, by its words."""
    found: dict[str, TyperCommand] = {}
    waiting: list[tuple[tuple[str, ...], object]] = [((), typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop()
        if isinstance(command, TyperGroup):
            waiting.extend(((*words, name), child) for name, child in command.commands.items())
        elif isinstance(command, TyperCommand):
            found[" ".join(words)] = command
    return found


def routes() -> set[str]:
    """``METHOD /path`` of everything that is served, the page besides what OpenAPI lists."""
    served = create_app(load_settings(), cast(Service, None)).openapi()["paths"]
    return {"GET /"} | {f"{method.upper()} {path}" for path, methods in served.items() for method in methods}


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_command_and_no_other(name: str) -> None:
    known = commands()
    named = {
        re.match(r"[a-z]+(?: (?:list|show|remove))?", words).group()  # type: ignore[union-attr]
        for words in re.findall(r"^\| `qa-service ([^`]+)`", read(name), flags=re.MULTILINE)
    }
    assert named == known.keys()


@pytest.mark.parametrize("name", READMES)
def test_every_option_in_the_readme_exists(name: str) -> None:
    known = {
        option for command in commands().values() for parameter in command.params for option in parameter.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(name))) - {"--build"}  # docker's
    assert named
    assert named <= known


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_route_and_no_other(name: str) -> None:
    named = {
        f"{method} {path}"
        for methods, path in re.findall(
            r"((?:`?(?:GET|POST|PATCH|DELETE)[`, 、and]+)+)(/[^`\s]*)`", read(name)
        )
        for method in re.findall("[A-Z]+", methods)
    }
    assert named == routes()


@pytest.mark.parametrize("name", READMES)
def test_every_setting_in_the_readme_exists_with_its_default(name: str) -> None:
    defaults = {setting.name: setting.value for setting in describe_settings(load_settings())}
    named = set(re.findall(r"`(QA_[A-Z_]+)`", read(name)))
    assert named
    assert named <= defaults.keys()
    for names, values in re.findall(r"^\| (`QA_[^|]+) \| ([^|]*) \|", read(name), flags=re.MULTILINE):
        shown = re.findall(r"`([^`]*)`", values)
        assert shown == [value for value in map(defaults.get, re.findall(r"`([^`]+)`", names)) if value]


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_and_file_in_the_readme_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    assert {
        target for target in re.findall(r"\bmake ([a-z]+)\b(?!:)", read(name)) if target != "and"
    } <= targets
    links = re.findall(r"\]\(([^)#]+)\)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_readmes_tell_the_same() -> None:
    english, chinese = map(read, READMES)
    code = re.compile(r"`([^`\n]+)`")
    assert set(code.findall(english)) == set(code.findall(chinese))
    blocks = re.compile(r"^```sh\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
    programs = re.compile(r"^```python\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
    assert programs.findall(english) == programs.findall(chinese)
    without_remarks = [
        [re.sub(r" {2,}#.*", "", block) for block in blocks.findall(text)] for text in (english, chinese)
    ]
    assert without_remarks[0] == without_remarks[1]


@pytest.fixture(scope="module")
def library_of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("seeds") / "data"
    qa_service(data, "ingest", "seeds/documents")
    return data


def qa_service(data: Path, *arguments: str) -> str:
    program = [sys.executable, "-c", "from qa_service.cli import main; main()", "--data-dir", str(data)]
    done = subprocess.run([*program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_with_the_retriever_runs(library_of_seeds: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", read("README.md"), flags=re.MULTILINE | re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=library_of_seeds.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert "107件" in done.stdout


@pytest.mark.parametrize("name", READMES)
def test_the_readme_starts_with_the_answer_that_the_samples_give(library_of_seeds: Path, name: str) -> None:
    block = re.search(
        r"<!-- example: begin -->\n+```text\n(.*?)```\n+<!-- example: end -->", read(name), re.DOTALL
    )
    assert block, "the example is a block of text between its two comments"
    command, _, shown = block[1].partition("\n")
    question = re.fullmatch(r'\$ qa-service ask "([^"]+)"', command)
    assert question
    assert qa_service(library_of_seeds, "ask", question[1]).strip() == shown.strip()
