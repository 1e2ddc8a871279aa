"""The scaling through which a network sees the columns of a data set. Classes are not scaled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.samples import cached_sample
from playground.core.network.scaling import Scaling


@cached_per_dataset
def scaling_of(
    data: str, inputs: tuple[str, ...], target: str, standardise: bool, output: str = "linear"
) -> Scaling:
    """The scaling of a data set's columns; without standardising, of the target alone.

    Args:
        data: name of the data set.
        inputs: names of the columns.
        target: name of the column that is predicted.
        standardise: whether the inputs are scaled as well.
        output: activation of the network's last layer; unless it is linear, the target's zero
            stays where it is.
    """
    sample = cached_sample(data, inputs, target)
    if sample.classes:
        scaling = Scaling.of_inputs(sample.x)
    else:
        scaling = Scaling.of(sample.x, sample.y, center_target=output == "linear")
    if standardise:
        return scaling
    count = len(inputs)
    return replace(scaling, x_mean=np.zeros(count), x_scale=np.ones(count))
