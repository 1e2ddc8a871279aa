"""For authors: `python -m playground.course check FILE…`, and `facts` for the table of facts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from playground.course import published
from playground.course.check import check


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line says; 1 if a file is no lesson."""
    parser = argparse.ArgumentParser(prog="python -m playground.course", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checked = commands.add_parser("check", help="check lessons, and show what their steps do")
    checked.add_argument("files", nargs="+", type=Path, metavar="FILE")
    facts = commands.add_parser("facts", help="print what a lesson can speak of")
    facts.add_argument("--write", action="store_true", help="write it where others read it")
    given = parser.parse_args(arguments)
    if given.command == "check":
        lines, good = check(given.files)
        print(*lines, sep="\n")
        return 0 if good else 1
    if given.write:
        published.write()
    else:
        print(published.table(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
