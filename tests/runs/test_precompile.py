"""What is compiled in advance is not compiled again, and Keras is not imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.engine.compiled import ENGINES
from playground.engine.plan import Plan
from playground.runs.registry import Runs
from playground.runs.scheduler import RoundRobin
from tests.runs.jobs import wait_until

pytestmark = pytest.mark.keras

NETWORK = Network(3, (Dense(5, "tanh"), Dense(1)))
RECIPE = Recipe(optimizer="rmsprop", batch_size=7, epochs=9)


def test_it_compiles_once_what_a_run_with_another_rate_will_use() -> None:
    import playground.engine as engine

    engine.warm_up()
    wait_until(lambda: engine.status() == "ready", 120)
    runs, compiled = Runs(RoundRobin(2)), ENGINES[Plan.of(NETWORK, RECIPE, 50)]
    assert compiled.traces == 0
    for rate in (0.1, 0.2):
        runs.precompile(NETWORK, Recipe("rmsprop", learning_rate=rate, batch_size=7), 50)
    wait_until(lambda: compiled.traces == 1, 60)
    engine.precompile(NETWORK, RECIPE, 50)
    assert compiled.traces == 1


def test_it_does_not_import_keras() -> None:
    script = (
        "import sys, time; from tests.runs.test_precompile import NETWORK, RECIPE; "
        "from playground.runs.registry import RUNS; RUNS.precompile(NETWORK, RECIPE, 50); "
        "time.sleep(1); print('tensorflow' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout.strip() == "False"
