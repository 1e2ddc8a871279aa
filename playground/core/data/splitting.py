"""Which rows are trained on and which only measured: at random, or so that groups stay together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.core.data.datasets import Dataset, RowIndices
from playground.core.network.activations import Array


def row_groups(dataset: Dataset, inputs: Sequence[str], target: str) -> RowIndices:
    """The group of each row of `dataset.sample(inputs, target)`, by the columns `group_by`.

    Args:
        dataset: where its `group_by` is (), every row is a group of its own.
        inputs: names of the sample's inputs.
        target: name of its target.

    Returns:
        `(rows,)` numbers from 0; rows of one group have the same.
    """
    known = np.isfinite(dataset.values([*inputs, target])).all(axis=1)
    if not dataset.group_by:
        return np.arange(int(known.sum()))
    return groups_of(dataset.values(dataset.group_by)[known])


def groups_of(columns: Array) -> RowIndices:
    """A number for every row of `columns` `(rows, columns)`; equal rows get the same."""
    _, inverse = np.unique(columns, axis=0, return_inverse=True)
    return np.asarray(inverse, dtype=np.int64).ravel()


def train_test_split(groups: RowIndices, share: float, seed: int) -> tuple[RowIndices, RowIndices]:
    """Puts about a `share` of the rows aside, whole groups of them, in an order of the seed's.

    Args:
        groups: `(rows,)`, the group of each row; for a split at random, each its own.
        share: from 0 to below 1.

    Returns:
        The places of the rows to train on and of those to test on, each in ascending order.

    Raises:
        ValueError: if the share is out of range, or would leave nothing to train on.
    """
    if not 0.0 <= share < 1.0:
        raise ValueError(f"share must be from 0 to below 1; received {share}")
    names, counts = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    wanted = share * len(groups)
    before = np.cumsum(counts[order]) - counts[order]
    aside = names[order[before + counts[order] / 2 <= wanted]] if share else names[:0]
    if len(aside) == len(names):
        raise ValueError(f"a share of {share} leaves no row to train on")
    tested = np.isin(groups, aside)
    return np.flatnonzero(~tested), np.flatnonzero(tested)
