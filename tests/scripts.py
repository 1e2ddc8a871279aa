"""Scripts that the app writes for people, run as they stand."""

from __future__ import annotations

import runpy
import warnings
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from playground.engine.backend import libraries


def output_of(code: str, folder: Path) -> str:
    """What a script prints when it is saved and run, with names of its own.

    It runs in this process, where Keras is imported already: a Python of its own would spend
    seconds on that.

    Args:
        code: of the script.
        folder: where it is saved.
    """
    libraries()
    path = folder / "model.py"
    path.write_text(code, encoding="utf-8")
    printed = StringIO()
    with redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Keras warns of what older tutorials write
        runpy.run_path(str(path), run_name="__main__")
    return printed.getvalue()
