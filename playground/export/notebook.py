"""A network as a notebook, and as a script of the same cells."""

from __future__ import annotations

import json
from typing import Any

from playground.core.takeaway import Takeaway
from playground.export.cells import Cell, cells

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_LAST = "figure\n"
_SAVED = 'figure.write_html("picture.html")  # open it in a browser\n'


def notebook(takeaway: Takeaway) -> bytes:
    """The notebook, in the form `nbformat` 4.5; it runs from top to bottom by itself."""
    text = {
        "cells": [_cell(number, cell) for number, cell in enumerate(cells(takeaway), 1)],
        "metadata": _METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(text, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _cell(number: int, cell: Cell) -> dict[str, Any]:
    text = cell.text.removesuffix("\n")
    shown = {"id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
    if not cell.is_code:
        return {"cell_type": "markdown", **shown}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **shown}


def script(takeaway: Takeaway) -> bytes:
    """The same as a Python script: a line `# %%` begins a cell, as editors know it."""
    return "\n".join(map(_script_cell, cells(takeaway))).encode("utf-8", "surrogatepass")


def _script_cell(cell: Cell) -> str:
    if not cell.is_code:
        lines = "\n".join(f"# {line}".rstrip() for line in cell.text.splitlines())
        return f"# %% [markdown]\n{lines}\n"
    text = cell.text
    if text.endswith(_LAST):
        text = text.removesuffix(_LAST) + _SAVED
    return f"# %%\n{text}" if text.endswith("\n") else f"# %%\n{text}\n"
