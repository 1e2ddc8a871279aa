"""Which rows a training learns from, and which are put aside as a test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import RowIndices, load
from playground.core.data.samples import cached_sample
from playground.core.data.splitting import row_groups, train_test_split
from playground.core.fit.recipe import Recipe, balanced
from playground.state.training import TrainingState


def split_of(state: TrainingState) -> tuple[RowIndices, RowIndices]:
    """The indices of the rows to train on and to test on, read-only."""
    columns = (state.data, state.inputs, state.target)
    return _split(*columns, state.test_share, state.split, state.recipe.seed)


def recipe_of(state: TrainingState) -> Recipe:
    """How it is trained: the recipe with the weights of the classes, as the training rows are."""
    if state.weighting == "equal":
        return state.recipe
    decision = state.layers_state.decision
    weights: tuple[float, ...] = (decision.false_alarm, decision.miss)
    if state.weighting == "balanced":
        sample = cached_sample(state.data, state.inputs, state.target)
        weights = balanced(sample.y[split_of(state)[0]], len(sample.classes))
    return replace(state.recipe, class_weight=weights if any(weights) else ())


@cached_per_dataset
def _split(
    data: str, inputs: tuple[str, ...], target: str, share: float, split: str, seed: int
) -> tuple[RowIndices, RowIndices]:
    if split == "mix":
        groups = row_groups(load(data), inputs, target)
    else:
        groups = np.arange(len(cached_sample(data, inputs, target).y))
    rows = train_test_split(groups, share, seed)
    for indices in rows:
        indices.flags.writeable = False
    return rows
