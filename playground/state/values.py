"""What the browser and Python tell each other of a page's state: values and actions.

The structs are parts of the protocol (`playground/stage/protocol`); they stand here because the
page states read them.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

Camera: TypeAlias = tuple[float, float, float]
"""Where the camera of a 3-D picture stands, in multiples of the picture's size."""


class Values(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that moves without the server. The browser owns it between two commits.

    Attributes:
        weights: kernel and bias of each layer in Keras' order, each as a flat list, row by row;
            of a network that only the server computes, the visible block of each array.
        activations: the name of each layer's activation, the output's last.
        frozen: indices of frozen weights, counted through all arrays.
        at: the probe, one number for each input, in the data's units.
        switches: what is switched on or off, by name.
        choices: what is chosen among several, by name.
        camera: of the 3-D picture, or None where there is none.
    """

    weights: list[list[float]]
    activations: list[str]
    frozen: list[int]
    at: list[float]
    switches: dict[str, bool]
    choices: dict[str, str]
    camera: Camera | None


class AddNeuron(Struct, frozen=True, tag="add_neuron", tag_field="kind"):
    """One more neuron in a hidden layer."""

    layer: int


class RemoveNeuron(Struct, frozen=True, tag="remove_neuron", tag_field="kind"):
    """A neuron of a hidden layer goes, the last one if no `unit` is named."""

    layer: int
    unit: int | None = None


class ResizeLayer(Struct, frozen=True, tag="resize", tag_field="kind"):
    """A hidden layer gets this many neurons."""

    layer: int
    units: int


class AddLayer(Struct, frozen=True, tag="add_layer", tag_field="kind"):
    """A new hidden layer; it becomes the one with this index."""

    layer: int


class RemoveLayer(Struct, frozen=True, tag="remove_layer", tag_field="kind"):
    """A hidden layer goes."""

    layer: int


LayerAction: TypeAlias = AddNeuron | RemoveNeuron | ResizeLayer | AddLayer | RemoveLayer
"""What the buttons on the diagram ask for."""


class SetActivation(Struct, frozen=True, tag="activation", tag_field="kind"):
    """Another activation of a hidden layer, on Training, where a run may depend on it."""

    layer: int
    name: str


class Play(Struct, frozen=True, tag="play", tag_field="kind"):
    """Train, from the start or from where it was paused."""


class Pause(Struct, frozen=True, tag="pause", tag_field="kind"):
    """Pause the run."""


class StepEpoch(Struct, frozen=True, tag="step", tag_field="kind"):
    """Train one epoch."""


class StepBatch(Struct, frozen=True, tag="batch", tag_field="kind"):
    """Train one batch."""


class Stop(Struct, frozen=True, tag="stop", tag_field="kind"):
    """End the run."""


class Reset(Struct, frozen=True, tag="reset", tag_field="kind"):
    """Back to the weights before training."""


class LowerRate(Struct, frozen=True, tag="lower_rate", tag_field="kind"):
    """A tenth of the learning rate, after a run that diverged."""


class OpenTraining(Struct, frozen=True, tag="open_training", tag_field="kind"):
    """Open the network in view on Training."""


class RemovePenalty(Struct, frozen=True, tag="remove_penalty", tag_field="kind"):
    """No L1 and no L2, after a run that diverged because of them."""


class Standardise(Struct, frozen=True, tag="standardise", tag_field="kind"):
    """Standardised inputs, after a run that diverged or crawled because they were not."""


Repair: TypeAlias = LowerRate | RemovePenalty | Standardise
"""What is done about a run that diverged or crawled."""

RunAction: TypeAlias = Play | Pause | StepEpoch | StepBatch | Stop | Reset
"""What steers a run."""

Action: TypeAlias = LayerAction | SetActivation | RunAction | Repair | OpenTraining
"""What the stage's buttons ask Python for."""
