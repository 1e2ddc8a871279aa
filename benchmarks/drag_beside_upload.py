"""A drag of w while the server reads the 20 MB file of somebody else, and the same drag alone.

`python -m benchmarks.drag_beside_upload 5` brings a table of 5 MB instead of 20.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.browser import browsing, running
from benchmarks.drag import Drag, dragged, opened
from benchmarks.report import Figure, main
from benchmarks.uploads import MEGABYTES, Bringer, table

TIMES = 3
"""Drags of three seconds, alone and beside."""


def run(megabytes: int = MEGABYTES) -> list[Figure]:
    """Both on one page of one server, the file's after the others."""
    data = table(megabytes)
    with browsing() as browser, running() as server, ThreadPoolExecutor(1) as pool:
        page, sent = opened(browser, f"{server.address}/neuron")
        dragged(page, sent)
        alone = [dragged(page, sent) for _ in range(TIMES)]
        other = Bringer(server.address)
        with other:
            bringing = pool.submit(other.bring, data)
            time.sleep(2)
            beside = list[Drag]()
            while len(beside) < TIMES and not bringing.done():
                beside.append(dragged(page, sent))
            is_within = not bringing.done()
            took = bringing.result()
        page.close()
    how = (
        f"{len(beside)} drags while a table of {len(data) / 2**20:.0f} MB was read in {took:.0f} s"
    )
    before, during = _median(alone), _median(beside)
    return [
        Figure("drag alone: to paint, median", before, "ms"),
        Figure("drag beside a file: to paint, median", during, "ms", None, None, how),
        Figure("drag beside a file / alone", during / before, "times", "≤ 2", during <= 2 * before),
        Figure("the last drag ended before the file was read", is_within, "", "1", is_within, how),
        Figure("the file's table is on its page", other.is_there, "", "1", other.is_there),
    ]


def _median(drags: list[Drag]) -> float:
    """The median of the drags' medians, ms."""
    medians = sorted(drag.median for drag in drags)
    return medians[len(medians) // 2]


if __name__ == "__main__":
    main(lambda: run(int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES))
