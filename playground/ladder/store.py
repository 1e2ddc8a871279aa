"""The results of `python -m playground.ladder.train`, which are part of the package.

One compressed NumPy archive: the weights of the network of the text in float16, the predictions
of every network of the ladder on its test rows, and the effect of each input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from playground.core.fit.metrics import Metrics, metrics
from playground.core.fit.partial_dependence import PartialDependence
from playground.core.network.activations import Array
from playground.core.network.weights import Tensors
from playground.ladder.networks import DEEP, INPUTS, LADDER, SPLITS, sample, split_of

FILE = Path(__file__).with_name("ladder.npz")

Predictions = Mapping[tuple[str, str], Array]
"""(name of the network, split) → `(test rows,)`, in MPa."""


@dataclass(frozen=True, eq=False)
class TrainedLadder:
    """The ladder after training.

    Attributes:
        tensors: of the network of the text, trained on the split "random", on standardised
            numbers; each number fits float16.
        predictions: of each network on the test rows of each split.
        effects: of each input on the predictions of the network of the text, in MPa.
    """

    tensors: Tensors
    predictions: Predictions
    effects: tuple[PartialDependence, ...]

    def metrics(self, rung: str, split: str) -> Metrics:
        """The errors of a network on the test rows of a split, in MPa.

        Args:
            rung: the network's name in LADDER.
            split: one of SPLITS.
        """
        return metrics(sample().y[split_of(split)[1]], self.predictions[rung, split])


def save(ladder: TrainedLadder, file: Path = FILE) -> None:
    """Writes the archive.

    Args:
        ladder: what is written.
        file: where; an existing file is replaced.

    Raises:
        ValueError: if a number is too large for float16.
    """
    arrays = {f"w{n}": _to_float16(array) for n, array in enumerate(ladder.tensors.arrays)}
    for (rung, split), predictions in ladder.predictions.items():
        arrays[f"{rung}_{split}"] = predictions.astype(np.float32)
    for name, effect in zip(INPUTS, ladder.effects, strict=True):
        arrays[f"grid_{name}"] = effect.grid.astype(np.float32)
        arrays[f"mean_{name}"] = effect.mean.astype(np.float32)
        arrays[f"curves_{name}"] = _to_float16(effect.curves)
    np.savez_compressed(file, allow_pickle=False, **arrays)


def read(file: Path = FILE) -> TrainedLadder:
    """Reads an archive.

    Raises:
        OSError: if there is none.
        ValueError: if it is of another network than the text's.
    """
    with np.load(file) as archive:
        arrays = dict(archive)
    weights = [arrays[f"w{n}"] for n in range(len(DEEP.network.shapes))]
    DEEP.network.check(weights)
    effects = (tuple(arrays[f"{part}_{name}"] for part in _PARTS) for name in INPUTS)
    return TrainedLadder(
        tensors=Tensors(weights),
        predictions={
            (rung, split): arrays[f"{rung}_{split}"].astype(np.float64)
            for rung in LADDER
            for split in SPLITS
        },
        effects=tuple(
            PartialDependence(*(part.astype(np.float64) for part in parts)) for parts in effects
        ),
    )


_PARTS = ("grid", "mean", "curves")


def _to_float16(values: Array | np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        half = values.astype(np.float16)
    if not np.isfinite(half).all():
        raise ValueError("numbers must fit float16, which ends at 65,504")
    return half


def to_float16_precision(tensors: Tensors) -> Tensors:
    """The weights rounded to float16, as the archive stores them; in float32 again."""
    return Tensors([_to_float16(array).astype(np.float32) for array in tensors.arrays])


@cache
def trained_ladder() -> TrainedLadder:
    """The package's archive, read once."""
    return read()
