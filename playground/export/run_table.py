"""The history of a training as a table."""

from __future__ import annotations

import csv
from io import StringIO

import numpy as np

from playground.core.network.activations import Array


def history_csv(train: Array, test: Array) -> bytes:
    """A line for each epoch: its number, and the losses on the training and the test rows.

    Args:
        train: `(epochs,)`, the mean loss of each epoch's batches, on the network's numbers.
        test: `(epochs,)`, the loss on the test rows after it; NaN where there are none.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["epoch", "loss", "test loss"])
    for epoch, (loss, other) in enumerate(zip(train.tolist(), test.tolist(), strict=True), 1):
        writer.writerow([epoch, loss, "" if np.isnan(other) else other])
    return file.getvalue().encode("utf-8")
