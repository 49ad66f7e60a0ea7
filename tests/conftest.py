"""What every test shares: quiet and offline, the profile of the property tests, where Chromium is."""

import os
import shutil
import signal

import pytest
from hypothesis import HealthCheck, settings

# Set before anything is imported: no test may read the developer's own settings or reach a network.
for name in [name for name in os.environ if name.startswith("QA_")]:
    del os.environ[name]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

# What a shell starts in the background ignores interrupts, and so would every child that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Shared machines are slow in bursts: an example's time says nothing about the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

NO_CHROMIUM = (
    "no Chromium was found, so the browser tests are left out; to have them: "
    "apt-get install chromium fonts-noto-cjk (or another system's package, or CHROMIUM=/path/to/it)"
)


def find_chromium() -> str | None:
    """The path of a Chromium, the one that ``CHROMIUM`` names first; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "chrome"))
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """For ``playwright.chromium.launch(executable_path=...)``; only in tests marked ``browser``."""
    path = find_chromium()
    assert path, NO_CHROMIUM
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # From the reports, for the tests may have been collected in other processes.
    count = sum(NO_CHROMIUM in str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    if count:
        terminalreporter.section("browser tests left out")
        terminalreporter.line(f"{count} tests: {NO_CHROMIUM}")
