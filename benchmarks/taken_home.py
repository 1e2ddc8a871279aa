"""What is taken home, run by strangers: each file in a Python of its own that knows no playground.

Networks of all pages, of built-in and of odd tables, as scripts (`-W error`), notebooks (executed
by nbclient, warnings are errors there, too) and models. It needs
`pip install -r benchmarks/requirements.txt`, and half an hour on two cores; `--every 10` runs one
state of ten.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.report import Figure, show
from tests.export.takeaways import every_state, own_table
from tests.export.test_taken_home import FORMS, write

CLOSE = 1e-5
"""Of the largest number that the screen says, or of the span of all of them."""
_AT_ONCE = 2

_END = """
import sys
import numpy as np
assert "playground" not in sys.modules
np.save("said.npy", predict(np.load({rows!r})["x"]))
"""
_SCRIPT = "import runpy, sys\npredict = runpy.run_path(sys.argv[1], run_name='__main__')['predict']"
_MODEL = (
    "import sys, keras\nmodel = keras.saving.load_model(sys.argv[1])\n"
    "def predict(x): return model.predict(x, verbose=0)"
)
_NOTEBOOK = """
import sys, nbclient, nbformat
book = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(book)
strict = nbformat.v4.new_code_cell("import warnings; warnings.simplefilter('error')")
book.cells = [strict, *book.cells, nbformat.v4.new_code_cell({end!r})]
nbclient.NotebookClient(book, timeout=600, kernel_name="python3").execute()
"""


@dataclass(frozen=True)
class Result:
    """Of a file.

    Attributes:
        title, form: which one it is.
        difference: the greatest one to what the screen says, as a share; NaN if it did not run.
        error: why it did not; "" if it did.
    """

    title: str
    form: str
    difference: float
    error: str = ""


def command_for(form: str, rows: str) -> list[str]:
    """What runs a file in a fresh interpreter.

    Args:
        form: its ending.
        rows: name of the file with the rows to predict.
    """
    end = _END.format(rows=rows)
    if form == ".ipynb":  # nbclient warns on its own account; the notebook's kernel is strict
        return [sys.executable, "-P", "-c", _NOTEBOOK.format(end=end)]
    code = (_SCRIPT if form == ".py" else _MODEL) + end
    return [sys.executable, "-P", "-W", "error", "-c", code]


def run_file(title: str, path: Path) -> Result:
    """Runs a file where it lies, and compares what it says.

    Args:
        title: of the network.
        path: of the file; beside it are the rows and predictions, as `.npz`.
    """
    rows = path.with_suffix(".npz").name
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    quiet.pop("PYTHONPATH", None)
    command = [*command_for(path.suffix, rows), path.name]
    done = subprocess.run(
        command, cwd=path.parent, env=quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Result(title, path.suffix, np.nan, done.stderr.strip().splitlines()[-1][:300])
    said = np.load(path.parent / "said.npy")
    y = np.load(path.with_suffix(".npz"))["y"]
    size = max(1.0, float(np.ptp(y)), float(np.max(np.abs(y))))
    return Result(title, path.suffix, float(np.max(np.abs(said - y))) / size)


def figures_of(results: Sequence[Result]) -> list[Figure]:
    """The greatest difference of each form, and how many files did not run."""
    figures = []
    for form in (*FORMS, ".keras"):
        here = [result for result in results if result.form == form]
        ran = [result.difference for result in here if not result.error]
        greatest = max(ran, default=np.nan)
        how = f"{len(ran)} of {len(here)} ran"
        is_met = len(ran) == len(here) and greatest <= CLOSE
        figures.append(
            Figure(f"taken home: {form}", greatest * 1e6, "millionths", "≤ 10", is_met, how)
        )
    return figures


def main() -> int:
    """Runs all files; returns 1 if one does not run, or says something else."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="of so many states, one")
    parser.add_argument(
        "--start", type=int, default=0, help="states passed over, to go on with a run"
    )
    chosen = parser.parse_args()
    mine = own_table()
    with TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as threads:
        waiting = []
        for number, takeaway in enumerate(every_state(mine)):
            is_run = number >= chosen.start and number % chosen.every == 0
            for form in (*FORMS, ".keras") if is_run else ():
                place = Path(folder, f"{number}{form}")
                place.mkdir()
                write(takeaway, "network", [form], place)
                path = place / f"network{form}"
                waiting.append(threads.submit(run_file, takeaway.title, path))
        results = []
        for future in waiting:
            results.append(result := future.result())
            said = result.error or f"{result.difference:.1e}"
            print(f"{result.form:7} {result.title}: {said}", file=sys.stderr, flush=True)
    return 0 if show(figures_of(results)) else 1


if __name__ == "__main__":
    sys.exit(main())
