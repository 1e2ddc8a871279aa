"""A server and a Chromium to measure in, and the probe that times from an input to its paint."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import FLAGS, chromium

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Server:
    """A server under way."""

    address: str
    process: int

    @property
    def memory(self) -> float:
        """What it holds in memory, MB."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    @property
    def processor(self) -> float:
        """Seconds of a core's time that it has used."""
        stat = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def descriptors(self) -> int:
        """How many file descriptors it has open."""
        return len(list(Path(f"/proc/{self.process}/fd").iterdir()))


@contextmanager
def running(
    *script: str, descriptors: int | None = None, module: str = "streamlit"
) -> Iterator[Server]:
    """Runs `streamlit run`.

    Args:
        script: what is run, with its options; nothing: what `streamlit run` finds.
        descriptors: how many file descriptors it may open; None: as many as the system says.
        module: what Python runs; it takes Streamlit's arguments.
    """
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    options = ["--server.headless", "true", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", module, "run", *script, "--server.port", str(port)]
    if descriptors is not None:
        command = ["bash", "-c", f'ulimit -n {descriptors} && exec "$@"', "bash", *command]
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://localhost:{port}/_stcore/health")
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def serving(*script: str) -> Iterator[str]:
    """Runs a server and yields its address."""
    with running(*script) as server:
        yield server.address


@contextmanager
def obvious(name: str) -> Iterator[str]:
    """Runs the obvious app of that name with Streamlit's own settings, and yields its address.

    Without the option it would run with those of this repository's `.streamlit/config.toml`.
    """
    with serving(f"benchmarks/baselines/{name}.py", "--runner.postScriptGC", "true") as address:
        yield address


def _wait_for(address: str) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"the server did not answer at {address} within 60 s")


@contextmanager
def browsing(*more: str) -> Iterator[Browser]:
    """A headless Chromium; with flags of its own, it may use a graphics card."""
    flags = [flag for flag in FLAGS if not (more and flag == "--disable-gpu")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*flags, *more])
        yield browser
        browser.close()


@contextmanager
def beside(browser: Browser) -> Iterator[Browser]:
    """Another headless Chromium, of somebody else."""
    other = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS])
    yield other
    other.close()


HASH = """(canvas) => {
    const { width, height } = canvas;
    const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    return new Uint32Array(pixels.buffer).reduce((sum, pixel, i) => (sum + pixel * (i | 1)) | 0, 0);
  }"""
"""A number that changes with a canvas' pixels."""

PROBE = """
([eventType, kind]) => {
  const probe = { delays: [], painted: 0, long: [], last: null };
  window.probe = probe;
  let events = [];
  const selector = ".js-plotly-plot .scatterlayer .js-line, .np-overlay .np-curve";
  const lines = () => [...document.querySelectorAll(selector)]
    .map((path) => path.getAttribute("d")).join("|");
  const heights = () => {
    const plots = [...document.querySelectorAll(".js-plotly-plot")];
    const drawing = plots.some((plot) => plot._fullLayout?.scene?._scene?.glplot?.dirty);
    if (drawing) return probe.last;
    const models = plots.flatMap((plot) => plot._fullData ?? []).filter((t) => t.name === "model");
    const plain = (z) => z && Array.from(z, (row) => (row.length ? [...row] : row));
    return JSON.stringify(models.map(({ z }) => plain(z)));
  };
  const maps = () => document.querySelectorAll(".np-heat, .np-bent-canvas");
  const heat = () => [...maps()].map(HASH).join("|");
  const picture = { lines, heights, heat }[kind];
  addEventListener(eventType, (event) => events.push(event.timeStamp), true);
  new PerformanceObserver((list) => probe.long.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: "longtask" });
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    const drawn = picture();
    if (drawn !== probe.last) {
      if (probe.last !== null) {
        probe.painted += 1;
        probe.delays.push(...events.map((time) => now - time));
      }
      probe.last = drawn;
      events = [];
    }
  };
  const frame = () => { channel.port2.postMessage(0); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}
""".replace("HASH", HASH)
"""Notes, after every painted frame, whether the picture changed and how long each input event
since the last change had to wait for it. The picture is the lines of charts, or the heights of the
traces named `model`, once WebGL has drawn them, or the pixels of the stage's maps."""
