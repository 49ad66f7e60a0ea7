"""The files of deploy/ fit the service: every setting, path and name in them exists."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from qa_service.settings import describe_settings, load_settings, setting_names
from tests.deploy.conftest import DEPLOY

ROOT = DEPLOY.parent
UNIT = DEPLOY / "qa-service.service"


def example_settings() -> dict[str, str]:
    lines = (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
    assignments = (line.removeprefix("#") for line in lines if line.startswith("#QA_"))
    return dict(line.split("=", 1) for line in assignments)


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(example_settings()) == set(setting_names())


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in example_settings().items():
        monkeypatch.setenv(name, value)
    different = {
        setting.name: setting.value
        for setting in describe_settings(load_settings())
        if not setting.is_default
    }
    assert different == {}


def test_systemd_accepts_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine; to have this test: apt-get install systemd")
    program = tmp_path / "qa-service"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    text = UNIT.read_text(encoding="utf-8")
    assert "ExecStart=/opt/qa-service/bin/qa-service serve\n" in text
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace("/opt/qa-service/bin/qa-service", str(program)), encoding="utf-8")
    verified = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, timeout=60)
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=20", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert judged.returncode == 0, judged.stdout


def test_the_image_is_built_from_files_that_exist_with_a_user_and_a_health_check() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    instructions = [line.split(maxsplit=1) for line in text.splitlines() if line and line[0].isupper()]
    assert ["USER", "10001:10001"] in instructions
    assert {"slim", "full"} <= {line.split()[-1] for name, line in instructions if name == "FROM"}
    assert "HEALTHCHECK" in text
    assert "/readyz" in text
    exec_form = [
        line for name, line in instructions if name in {"ENTRYPOINT", "CMD", "RUN"} and "setup.sh" in line
    ]
    assert all(line.startswith("[") for line in exec_form)
    entry = [line for name, line in instructions if name == "ENTRYPOINT"]
    assert entry == ['["qa-service"]']
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    needed = {line[1:] for line in allowed if line.startswith("!")} - {"wheels"}
    assert {name for name in needed if not (ROOT / name).exists()} == set()
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]
    assert set(packages["wheel"]["packages"]) <= needed


def test_the_proxy_lets_through_what_the_service_takes() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (limit,) = [
        line.split()[1] for line in text.splitlines() if line.strip().startswith("client_max_body_size")
    ]
    assert limit.endswith("m;")
    assert int(limit[:-2]) * 1024 * 1024 > load_settings().web.max_upload_bytes


def test_the_proxy_buffers_no_stream() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (block,) = [part for part in text.split("location ")[1:] if part.startswith("~ ^/(api/(chat|jobs/")]
    assert {"proxy_buffering off;", "gzip off;"} <= {line.strip() for line in block.splitlines()}
    assert "text/event-stream" not in text.partition("gzip_types")[2].partition(";")[0]


@pytest.mark.parametrize("script", ["setup.sh", "lock.sh", "uv.sh"])
def test_the_scripts_are_plain_shell(script: str) -> None:
    shell = shutil.which("dash") or "/bin/sh"
    done = subprocess.run([shell, "-n", str(DEPLOY / script)], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, "")


def test_set_up_without_a_python_says_what_to_install(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dirname", "tr", "sed"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        ["/bin/sh", str(DEPLOY / "setup.sh"), str(tmp_path / "venv"), "requirements.lock"],
        cwd=ROOT,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_set_up_fetches_from_where_any_of_pips_files_says(tmp_path: Path) -> None:
    """Whichever file says it; pip takes ``install`` before ``global``, and what the user told uv stays."""
    file = tmp_path / "pip.conf"
    file.write_text(
        "[global]\nindex-url = https://other.test/simple\n"
        "[install]\nindex-url = https://mirror.test/simple\n"
        "extra-index-url =\n    https://one.test/simple\n    https://two.test/simple\n"
        "cert = /authorities.crt\ntrusted-host = told.test\n",
        encoding="utf-8",
    )
    names = ("SSL_CERT_FILE", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_INSECURE_HOST")
    shown = "; ".join(f'echo "{name}=${name}"' for name in names)
    done = subprocess.run(
        ["/bin/sh", "-euc", f"python=$1; . deploy/uv.sh; configure_uv; {shown}", "sh", sys.executable],
        cwd=ROOT,
        env={"PATH": os.defpath, "PIP_CONFIG_FILE": str(file), "UV_INSECURE_HOST": "mine.test"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        "SSL_CERT_FILE=/authorities.crt",
        "UV_DEFAULT_INDEX=https://mirror.test/simple",
        "UV_INDEX=https://one.test/simple https://two.test/simple",
        "UV_INSECURE_HOST=mine.test",
    ], done.stderr
