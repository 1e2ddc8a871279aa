"""The rows of some columns, cached: every page that looks at the same ones shares the arrays."""

from __future__ import annotations

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Sample, load


@cached_per_dataset
def cached_sample(data: str, inputs: tuple[str, ...], target: str) -> Sample:
    """As `Dataset.sample`, cached.

    Args:
        data: name of the data set.
        inputs: names of its columns, at least one.
        target: name of another one.

    Raises:
        ValueError: if a name is unknown, or all of the columns are known in too few rows.
    """
    return load(data).sample(inputs, target)
