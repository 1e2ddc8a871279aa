"""Runs what was taken home, in a Python that has never seen this project. Called by path.

It gets a folder with scripts, notebooks and models, and beside each the rows and the predictions
that the pages have, as `.npz`; it prints what differs.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

CLOSE = 1e-5


def main(folder: Path) -> int:
    """Returns how many files do not give what they should."""
    bad = 0
    for path in sorted(folder.iterdir()):
        run = {".py": script, ".ipynb": notebook, ".keras": model}.get(path.suffix)
        if run is None:
            continue
        with np.load(path.with_suffix(".npz")) as expected:
            x, y = expected["x"], expected["y"]
        try:
            with redirect_stdout(StringIO()):
                received = run(path, x)
        except Exception as error:
            print(f"{path.name}: {type(error).__name__}: {error}")
            bad += 1
            continue
        difference = np.max(np.abs(received - y)) / max(1.0, float(np.ptp(y)), np.max(np.abs(y)))
        if not difference <= CLOSE:
            print(f"{path.name}: differs by {difference:.1e}")
            bad += 1
    if "playground" in sys.modules:
        print("the project was imported")
        bad += 1
    return bad


def script(path: Path, x: Any) -> Any:
    """What its function `predict` gives."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(path.read_text("utf-8"), path.name, "exec"), names)
    return names["predict"](x)


def notebook(path: Path, x: Any) -> Any:
    """The same of a notebook, cell by cell."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), path.name, "exec"), names)
    return names["predict"](x)


def model(path: Path, x: Any) -> Any:
    """What the model predicts."""
    import keras

    return keras.saving.load_model(path).predict(x, verbose=0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
