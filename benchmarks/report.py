"""The table all benchmarks print: machine, versions, each figure and the wanted one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("streamlit", "tensorflow", "keras", "plotly", "numpy")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Figure:
    """Something measured.

    Attributes:
        wanted: what was promised, as people read it ("≥ 100"), or None.
        met: whether the promise is kept, or None if there is none.
        note: how it was measured: how often, over what.
    """

    name: str
    value: float
    unit: str
    wanted: str | None = None
    met: bool | None = None
    note: str = ""


def number(value: float) -> str:
    """Three significant digits, thousands apart, no exponent: 0.0123, 4.56, 1,234."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(figures: Sequence[Figure]) -> str:
    """The figures in aligned columns."""
    heads = ("figure", "measured", "unit", "wanted", "met", "how")
    verdicts = {True: "yes", False: "NO", None: ""}
    rows = [
        (f.name, number(f.value), f.unit, f.wanted or "", verdicts[f.met], f.note) for f in figures
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, measured, *others = cells
    first, second, *rest = widths
    padded = [cell.ljust(width) for cell, width in zip(others, rest, strict=True)]
    return "  ".join([name.ljust(first), measured.rjust(second), *padded]).rstrip()


def machine() -> str:
    """What it was measured on: cores, processor, load, and the versions at work."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = [f"python {platform.python_version()}"]
    versions += [f"{package} {_version(package)}" for package in PACKAGES]
    versions.append(_chromium())
    return f"{_cores()} cores, {_processor()}{load}\n{', '.join(versions)}"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _chromium() -> str:
    named = os.environ.get("PLAYGROUND_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        return "chromium not found"
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return "chromium does not start"
    return " ".join(answer.stdout.split()[:2]).lower() or "chromium of unknown version"


def show(figures: Sequence[Figure]) -> bool:
    """Prints machine and table; returns whether everything promised is kept."""
    print(f"{machine()}\n\n{table(figures)}", flush=True)
    return all(figure.met is not False for figure in figures)


def main(run: Callable[[], Sequence[Figure]]) -> None:
    """Runs one benchmark as a command; ends with code 1 if something wanted is not met."""
    sys.exit(0 if show(run()) else 1)
