"""The rows that a page's model is trained and measured on."""

from __future__ import annotations

from typing import Protocol

from playground.core.data.datasets import Sample
from playground.core.data.samples import cached_sample


class HasColumns(Protocol):
    """A page state with one data set, some inputs and a target."""

    @property
    def data(self) -> str:
        """Name of the data set."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs."""

    @property
    def target(self) -> str:
        """Name of the target."""


def sample_of(state: HasColumns) -> Sample:
    """All rows that know the inputs and the target of a page state; cached, read-only."""
    return cached_sample(state.data, state.inputs, state.target)
