"""A monkey over all pages of a real server in a real Chromium: `python -m benchmarks.monkey`.

Seeded random clicks, drags, keys, touches, quick pairs of clicks, nonsense in boxes, back, reload,
links. It fails on an error in the browser, a red box, a traceback in the server's log, or a page
on which a slider moves nothing any more. What it prints is enough to play a life again:
`python -m benchmarks.monkey --seed 1 --life 3 --verbose`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.browser import browsing
from benchmarks.space import SOFTWARE
from tests.browser.monkey import Failure, Monkey, lives
from tests.browser.servers import Server


@dataclass(frozen=True)
class Device:
    """What a life is lived on.

    Attributes:
        name: in the report.
        options: of the browser's context.
        flags: of the browser.
    """

    name: str
    options: dict[str, Any]
    flags: tuple[str, ...] = ()


DEVICES = (
    Device("laptop", {"viewport": {"width": 1366, "height": 768}}),
    Device("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
    Device(
        "laptop with WebGL, dark",
        {"viewport": {"width": 1366, "height": 768}, "color_scheme": "dark"},
        SOFTWARE,
    ),
    Device(
        "tablet, less movement",
        {"viewport": {"width": 820, "height": 1180}, "reduced_motion": "reduce"},
    ),
)
"""One life after another is on the next."""


def live(server: Server, seed: int, life: int, actions: int, *, verbose: bool) -> list[Failure]:
    """Lives one life, and prints what is found.

    Args:
        server: runs.
        seed: of all lives.
        life: which one.
        actions: how many.
        verbose: whether every action is printed.
    """
    device = DEVICES[life % len(DEVICES)]
    print(f"life {life} on a {device.name}: {actions} actions …", flush=True)
    began = time.monotonic()
    with browsing(*device.flags) as browser:
        context = browser.new_context(**device.options, has_touch=True)
        monkey = Monkey(
            context.new_page(),
            server.base,
            seed,
            life,
            log=lambda: server.log.read_text(encoding="utf-8"),
            tell=lambda text: print(f"  {text}", flush=True) if verbose else None,
        )
        found = monkey.live(actions)
        counts = ", ".join(f"{count} × {name}" for name, count in monkey.counts.most_common())
    print(f"  {counts}; {time.monotonic() - began:.0f} s", flush=True)
    for failure in found:
        print(f"\n{failure}\n", flush=True)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Lives all lives, or one; returns 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monkey", description=__doc__)
    parser.add_argument("--actions", type=int, default=3000, help="how many, in lives of 300")
    parser.add_argument("--seed", type=int, default=1, help="another one does other things")
    parser.add_argument("--life", type=int, help="only this one, to play it again")
    parser.add_argument("--verbose", action="store_true", help="print every action")
    chosen = parser.parse_args(arguments)
    found: list[Failure] = []
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        server = Server(Path(folder) / "log.txt")
        server.start()
        stack.callback(server.stop)
        for life, actions in enumerate(lives(chosen.actions)):
            if chosen.life in (None, life):
                found += live(server, chosen.seed, life, actions, verbose=chosen.verbose)
    print(f"seed {chosen.seed}: {len(found)} failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
