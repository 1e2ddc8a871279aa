"""Which rows a training learns from, and which are put aside as a test."""

from __future__ import annotations

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import RowIndices, load
from playground.core.data.samples import cached_sample
from playground.core.data.splitting import row_groups, train_test_split
from playground.state.training import TrainingState


def split_of(state: TrainingState) -> tuple[RowIndices, RowIndices]:
    """The indices of the rows to train on and to test on, read-only."""
    columns = (state.data, state.inputs, state.target)
    return _split(*columns, state.test_share, state.split, state.recipe.seed)


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
