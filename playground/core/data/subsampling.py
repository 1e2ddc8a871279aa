"""Random rows of a large sample, for drawing: more points would only hide each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.core.data.datasets import RowIndices, Sample

MAX_SAMPLED = 2000
SEED = 0


def sampled_rows(count: int) -> RowIndices:
    """Indices of the rows to draw, of `count`: all, or MAX_SAMPLED of them at random."""
    if count <= MAX_SAMPLED:
        return np.arange(count)
    return np.sort(np.random.default_rng(SEED).choice(count, MAX_SAMPLED, replace=False))


def take_rows(sample: Sample, rows: RowIndices) -> Sample:
    """The same columns with these rows only.

    Args:
        sample: is returned itself if all of its rows are taken.
        rows: indices of rows of the sample.
    """
    if len(rows) == len(sample.y):
        return sample
    x, y = sample.x[rows], sample.y[rows]
    x.flags.writeable = y.flags.writeable = False
    return replace(sample, x=x, y=y, names=tuple(sample.names[row] for row in rows))


def sampling_note(count: int) -> str:
    """What a page says about it, for a sample of `count` rows; "" if all of them are drawn."""
    if count <= MAX_SAMPLED:
        return ""
    return (
        f"{MAX_SAMPLED:,} of them are drawn, chosen at random (seed {SEED}). While you drag, the "
        "errors are of these. Keras trains on all rows."
    )
