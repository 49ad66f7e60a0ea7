"""The real service as a process of its own, on a data directory that outlives it."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = Path(sys.executable).with_name("qa-service")


@dataclass(kw_only=True)
class RunningService:
    """``qa-service serve`` on a free port; ``url`` after ``start``."""

    data_directory: Path
    url: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def ingest(self, folder: Path) -> None:
        subprocess.run(
            [COMMAND, "ingest", "--data-dir", self.data_directory, folder], check=True, capture_output=True, timeout=60
        )

    def start(self, port: int = 0) -> None:
        """Returns when questions can be answered."""
        self._process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), "--data-dir", self.data_directory],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert "http" in said, f"the service did not start: {said!r}"
        self.url = said[said.index("http") :].strip()

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=20)
            self._process = None

    def restart(self) -> None:
        """At the same address, as an operator's restart is."""
        port = int(self.url.rsplit(":", 1)[1])
        self.stop()
        self.start(port)
