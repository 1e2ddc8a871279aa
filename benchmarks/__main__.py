"""Runs every benchmark here and prints one table: `python -m benchmarks`."""

from __future__ import annotations

import pkgutil
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks.report import Figure, show


def benchmarks() -> dict[str, Callable[[], list[Figure]]]:
    """Every module beside this one that defines `run`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {n: import_module(f"benchmarks.{n}") for n in names if n != "__main__"}
    return {name: module.run for name, module in modules.items() if hasattr(module, "run")}


def main() -> int:
    """Runs all; returns 1 if one could not run or something wanted is not met."""
    figures: list[Figure] = []
    failed: list[str] = []
    for name, run in benchmarks().items():
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            figures += run()
        except Exception:
            traceback.print_exc()
            failed.append(name)
    met = show(figures)
    for name in failed:
        print(f"\nbenchmarks.{name} could not run; its error is above")
    return 0 if met and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
