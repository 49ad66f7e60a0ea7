"""The real service as a process of its own, on a data directory that outlives it."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

COMMAND = Path(sys.executable).with_name("qa-service")


@dataclass(kw_only=True)
class RunningService:
    """``qa-service serve`` on a free port, with the variables of ``settings``; ``url`` after ``start``."""

    data_directory: Path
    settings: dict[str, str] = field(default_factory=dict)
    url: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def upload(self, documents: dict[str, str]) -> None:
        """Puts texts in by file name; returns when all can be asked about."""
        files = [("files", (name, text.encode())) for name, text in documents.items()]
        with httpx.Client(base_url=self.url, timeout=60) as client:
            for job in client.post("/api/documents", files=files).json()["jobs"]:
                last = client.get(f"/api/jobs/{job['job_id']}/events").text
                assert '"state":"done"' in last, last

    def start(self, port: int = 0) -> None:
        """Returns when questions can be answered."""
        log = self.data_directory.with_suffix(".log")
        with log.open("a", encoding="utf-8") as stderr:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(port), "--data-dir", self.data_directory],
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                env=os.environ | self.settings,
            )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert "http" in said, f"the service did not start:\n{log.read_text(encoding='utf-8')}"
        self.url = said[said.index("http") :].strip()

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=60)
            self._process = None

    def restart(self) -> None:
        """At the same address, as an operator's restart is."""
        port = int(self.url.rsplit(":", 1)[1])
        self.stop()
        self.start(port)
