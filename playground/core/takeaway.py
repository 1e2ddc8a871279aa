"""What is on screen, as one value, so that it can be taken home in every form."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from playground.core.data.datasets import Dataset, RowIndices, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.fit.losses import class_loss
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import OUTPUT_ACTIVATIONS, Network, Weights, forward
from playground.core.network.scaling import Scaling, unfold


@dataclass(frozen=True, eq=False)
class Takeaway:
    """A network with its data, and how it is trained.

    Attributes:
        data: name of the data set.
        inputs, target: names of the columns, as of `Dataset.sample`.
        network: its layers.
        weights: shapes as `network.shapes`.
        scaling: of the numbers that the network reads and gives; None: it is in the data's units.
        row: `(inputs,)`, in the data's units, that the network is asked about; () for the first.
        axes: the one or two inputs of the picture; () for the first ones.
        recipe: how it is trained.
        test_rows: indices of the rows that are not trained on, of those of `sample`.
        patience, restore_best: of early stopping; patience 0: there is none.
        initializer: of new weights, in Keras' name.
        frozen: how many weights training leaves as they are.

    Raises:
        ValueError: if a name is unknown, or something does not fit.
    """

    data: str
    inputs: tuple[str, ...]
    target: str
    network: Network
    weights: Weights
    scaling: Scaling | None = None
    row: tuple[float, ...] = ()
    axes: tuple[str, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
    test_rows: RowIndices = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    patience: int = 0
    restore_best: bool = True
    initializer: str = "glorot_uniform"
    frozen: int = 0

    def __post_init__(self) -> None:
        """Puts what was left out."""
        names = load(self.data).inputs_of(self.inputs)
        row = self.row or tuple(cached_sample(self.data, names, self.target).x[0].tolist())
        for name, value in (("inputs", names), ("row", row), ("axes", self.axes or names[:2])):
            object.__setattr__(self, name, value)
        self.network.check(self.weights)
        if not len(names) == len(row) == self.network.inputs:
            raise ValueError(
                f"the network has {self.network.inputs} inputs; received {len(names)} columns and "
                f"a row of {len(row)} numbers"
            )
        if not 1 <= len(self.axes) <= 2 or not {*self.axes} <= {*names}:
            raise ValueError(f"axes must be one or two of the inputs; received {self.axes}")

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)

    @property
    def sample(self) -> Sample:
        """The rows that know all columns, in the data's units."""
        return cached_sample(self.data, self.inputs, self.target)

    @cached_property
    def inner_scaling(self) -> Scaling:
        """The scaling that training works with, also of a network in the data's units."""
        return self.scaling or self.usual_scaling

    @cached_property
    def usual_scaling(self) -> Scaling:
        """The scaling by means and standard deviations of the rows."""
        if self.sample.classes:
            return Scaling.of_inputs(self.sample.x)
        last = self.network.layers[-1].activation
        if last not in OUTPUT_ACTIVATIONS:
            return Scaling.of_inputs(self.sample.x)
        return Scaling.of(self.sample.x, self.sample.y, center_target=last == "linear")

    @cached_property
    def inner_weights(self) -> Weights:
        """The weights on the numbers of `inner_scaling`."""
        if self.scaling is not None:
            return self.weights
        return unfold(self.network, self.weights, self.usual_scaling)

    def predict(self, x: Array) -> Array:
        """What the network says.

        Args:
            x: `(rows, inputs)`, in the data's units.

        Returns:
            `(rows, outputs)`, in the target's unit, or probabilities of classes.
        """
        if self.scaling is None:
            return forward(self.network, self.weights, x)
        inner = forward(self.network, self.weights, self.scaling.inputs(x))
        return self.scaling.raw_target(inner)

    @property
    def loss(self) -> str:
        """What training makes smaller: the recipe's, or the one that classes have."""
        classes = len(self.sample.classes)
        return class_loss(classes) if classes else self.recipe.loss

    @property
    def title(self) -> str:
        """What it is: "calories from sugars, fiber"."""
        names = ", ".join(column.name for column in self.sample.inputs)
        return f"{self.sample.target.name} from {names}"
