"""How much a row of each class counts: in the link, and in the recipe that is trained by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.state.samples import sample_of
from playground.state.splits import recipe_of, split_of
from playground.state.training import TrainingState
from playground.ui.training.runs import run_key

SHELF = {"target": "shelf = 2", "layers": "2-relu"}


def test_costs_become_the_weights_of_the_classes() -> None:
    query = {**SHELF, "class_weight": "costs", "false_alarm": "2", "miss": "7.5"}
    state, ignored = TrainingState.from_query(query)
    assert not ignored
    assert state.to_query()["class_weight"] == "costs"
    assert recipe_of(state).class_weight == (2.0, 7.5)
    free, _ = TrainingState.from_query({**query, "false_alarm": "0", "miss": "0"})
    assert recipe_of(free).class_weight == ()


def test_balanced_weights_are_those_of_the_training_rows() -> None:
    state, _ = TrainingState.from_query({**SHELF, "class_weight": "balanced", "test": "0.3"})
    y = sample_of(state.layers_state).y[split_of(state)[0]]
    no, yes = recipe_of(state).class_weight
    assert no * np.sum(y == 0) == pytest.approx(len(y) / 2)
    assert yes * np.sum(y == 1) == pytest.approx(len(y) / 2)


def test_another_cost_is_another_run_only_where_it_is_trained_by() -> None:
    state, _ = TrainingState.from_query({**SHELF, "class_weight": "costs"})
    dearer = replace(state.layers_state.decision, miss=5.0)
    other = replace(state, layers_state=replace(state.layers_state, decision=dearer))
    assert run_key(state) != run_key(other)
    assert run_key(replace(state, weighting="equal")) == run_key(replace(other, weighting="equal"))


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({}, ("equal",)),
        (SHELF, ("equal", "balanced", "costs")),
        ({"data": "penguins", "target": "species"}, ("equal", "balanced")),
    ],
)
def test_what_a_target_cannot_have_is_ignored_with_a_reason(
    query: dict[str, str], fits: tuple[str, ...]
) -> None:
    for weighting in ("equal", "balanced", "costs"):
        state, ignored = TrainingState.from_query({**query, "class_weight": weighting})
        assert state.weightings == fits
        assert state.weighting == (weighting if weighting in fits else "equal")
        assert bool(ignored) == (weighting not in fits)
