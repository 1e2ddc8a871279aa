"""A large table is read: 100,000 rows of 20 columns, in a process of its own.

Three forms: decimal points, decimal commas, and dates with texts and missing cells. Processor time
is what the reader takes; the clock also counts what else the machine does.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.report import Figure, main

ROWS, COLUMNS = 100_000, 20
SECONDS, MEGABYTES = 5.0, 150.0
FORMS = ("points", "commas", "dates")


def _file(form: str) -> bytes:
    """A table as text; every other number has two decimals, as a sensor writes them."""
    numbers = np.random.default_rng(0).normal(100, 20, (ROWS, COLUMNS))
    names = [f"column {index}" for index in range(COLUMNS)]
    lines = [";".join(names) if form == "commas" else ",".join(names)]
    start = datetime(2020, 1, 1)
    for index, row in enumerate(numbers):
        cells = [f"{value:.2f}" for value in row]
        if form == "dates":
            moment = start + timedelta(minutes=index)
            cells[:3] = [f"{moment:%m/%d/%Y %I:%M:%S %p}", f"person {index}", f"town {index % 300}"]
            cells[3] = cells[3] if row[3] < 120 else "NA"
        line = ",".join(cells)
        lines.append(line.replace(",", ";").replace(".", ",") if form == "commas" else line)
    return "\n".join(lines).encode()


def _resident() -> float:
    """Memory of this process, MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmRSS:")[1].split()[0]) / 1024


def _measured(form: str) -> None:
    """Reads a table, and prints seconds, seconds of the processor, and MB over idle."""
    from playground.core.importing.read import read_table

    data = _file(form)
    read_table("a,b\n1,2\n2,3\n3,5\n")
    idle, peak, done = _resident(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            peak[0] = max(peak[0], _resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    clock, processor = time.perf_counter(), time.process_time()
    table = read_table(data)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    done.set()
    watcher.join()
    assert len(table.frame) == ROWS
    print(clock, processor, peak[0] - idle)


def _figure(name: str, value: float, unit: str, most: float) -> Figure:
    return Figure(name, value, unit, f"≤ {most:g}", value <= most)


def run() -> list[Figure]:
    """Seconds of the processor and memory for each form."""
    figures = []
    for form in FORMS:
        command = [sys.executable, "-m", "benchmarks.reading", form]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        clock, processor, memory = map(float, output.split())
        print(f"{form}: {clock:.1f} s by the clock", file=sys.stderr)
        figures += [
            _figure(f"100,000 rows of 20, {form}: processor", processor, "s", SECONDS),
            _figure(f"100,000 rows of 20, {form}: over idle", memory, "MB", MEGABYTES),
        ]
    return figures


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measured(sys.argv[1])
    else:
        main(run)
