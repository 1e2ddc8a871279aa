"""Splits of rows into training and test rows: at random, or with groups kept together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.core.data.datasets import Dataset, RowIndices
from playground.core.data.targets import target_of
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
    known = np.isfinite(dataset.values(inputs)).all(axis=1)
    known &= np.isfinite(target_of(dataset, target).values)
    if not dataset.group_by:
        return np.arange(int(known.sum()))
    return groups_of(dataset.values(dataset.group_by)[known])


def groups_of(columns: Array) -> RowIndices:
    """A number for every row of `columns` `(rows, columns)`; equal rows get the same."""
    _, inverse = np.unique(columns, axis=0, return_inverse=True)
    return np.asarray(inverse, dtype=np.int64).ravel()


def train_test_split(
    groups: RowIndices, test_share: float, seed: int
) -> tuple[RowIndices, RowIndices]:
    """Puts whole groups of rows into the test set, in random order, until it is large enough.

    Args:
        groups: `(rows,)`, the group of each row; for a split at random, each its own.
        test_share: about this share of the rows is for the test; from 0 to below 1.
        seed: of the random order of the groups.

    Returns:
        Indices of the training rows and of the test rows, each in ascending order.

    Raises:
        ValueError: if the share is out of range, or would leave nothing to train on.
    """
    if not 0.0 <= test_share < 1.0:
        raise ValueError(f"share must be from 0 to below 1; received {test_share}")
    names, counts = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    wanted = test_share * len(groups)
    before = np.cumsum(counts[order]) - counts[order]
    test_groups = names[order[before + counts[order] / 2 <= wanted]] if test_share else names[:0]
    if len(test_groups) == len(names):
        raise ValueError(f"a share of {test_share} leaves no row to train on")
    is_test = np.isin(groups, test_groups)
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)
