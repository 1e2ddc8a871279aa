"""Scripts, notebooks and models run in a fresh Python and predict what the pages say.

Here some states run in one process, as TensorFlow takes seconds to start. All of them, each file in
a process of its own: `python -m benchmarks.taken_home`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from playground import engine
from playground.core.takeaway import Takeaway
from playground.export.notebook import notebook, script
from tests.export.takeaways import every_state, own_table

DRIVER = Path(__file__).with_name("driver.py")
FORMS = {".py": script, ".ipynb": notebook}


def write(takeaway: Takeaway, name: str, forms: Iterable[str], folder: Path) -> None:
    """Writes files, and what they must predict.

    Args:
        takeaway: what is taken home.
        name: of the files, without their ending.
        forms: their endings, some of FORMS or ".keras".
        folder: where they are written.
    """
    x = takeaway.sample.x[:200]
    np.savez(folder / f"{name}.npz", x=x, y=takeaway.predict(x))
    for form in forms:
        if form == ".keras":
            data = engine.keras_file(takeaway.network, takeaway.weights, takeaway.scaling)
        else:
            data = FORMS[form](takeaway)
        (folder / f"{name}{form}").write_bytes(data)


def differences(folder: Path) -> str:
    """What does not run there, or predicts something else; warnings are errors."""
    command = [sys.executable, "-P", "-W", "error", str(DRIVER), "."]
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    done = subprocess.run(
        command, cwd=folder, env=quiet, capture_output=True, text=True, check=False
    )
    return done.stdout + (done.stderr if done.returncode and not done.stdout else "")


@pytest.mark.keras
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Keras' own
def test_what_is_taken_home_predicts_what_the_pages_say(tmp_path: Path) -> None:
    mine = own_table()
    every = [*every_state(mine)]
    some = [*every[::8], every[-1]]
    for number, takeaway in enumerate(some):
        forms = ([*FORMS][number % 2], ".keras")
        write(takeaway, f"state-{number}", forms, tmp_path)
    assert differences(tmp_path) == ""
