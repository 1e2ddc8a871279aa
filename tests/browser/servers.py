"""A server that a test may stop."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.browser import conftest as harness


class Server:
    """A server of its own, which can be stopped and started again at the same address.

    Args:
        log: file for what it writes.
        module: what Python runs; it takes Streamlit's arguments.
        path: below which the app lives, such as "/class".
    """

    def __init__(self, log: Path, module: str = "streamlit", path: str = "") -> None:
        self.module = module
        self.path = path
        self.port = harness._free_port()
        self.log = log
        self.base = f"http://localhost:{self.port}{path}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers."""
        with self.log.open("a", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [
                    *harness._command(self.port, self.module),
                    *("--server.baseUrlPath", self.path),
                ],
                cwd=harness.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        harness._wait_until_healthy(self.process, self.base, self.log)

    def stop(self) -> None:
        """Ends it at once, as when somebody pulls the plug."""
        if self.process:
            self.process.kill()
            self.process.wait(timeout=30)
