"""A network that was brought as a file, on the columns of the page Layers."""

from __future__ import annotations

from dataclasses import replace

from playground.core.data.datasets import Dataset, load
from playground.core.data.scalings import scaling_of
from playground.core.model_files.network_file import NetworkFile
from playground.core.network.activations import SOFTMAX
from playground.core.network.network import OUTPUT_ACTIVATIONS, Weights
from playground.core.network.scaling import fold, unfold
from playground.core.network.weights import Tensors
from playground.state.layers import LayersState
from playground.state.limits import MAX_HIDDEN, check_size


def with_network_file(state: LayersState, file: NetworkFile) -> LayersState:
    """The page with the network of a file; it predicts what it did where it comes from.

    Its inputs are the columns that the file names, if the data set has them all, or those that are
    chosen.

    Args:
        state: of the page.
        file: as it was read.

    Raises:
        ValueError: with a sentence, if the network does not fit the page or its columns.
    """
    inputs = _named(load(state.data), file.inputs) or state.inputs
    if state.target in inputs:
        inputs = state.inputs
    network = file.network
    if len(inputs) != network.inputs:
        raise ValueError(
            f"the network reads {network.inputs} inputs, and {len(inputs)} are chosen: choose "
            f"{network.inputs} columns first"
        )
    if len(network.layers) - 1 > MAX_HIDDEN:
        raise ValueError(f"the network has more than {MAX_HIDDEN} hidden layers")
    check_size(network)
    output = _output(state, network.layers[-1].units, network.layers[-1].activation)
    columns = (state.data, inputs, state.target)
    inner = unfold(network, _raw_weights(file), scaling_of(*columns, state.standardise, output))
    hidden = network.layers[:-1]
    same = inputs == state.inputs
    base = state if same else LayersState.default(*columns, hidden)
    return replace(
        base,
        layers=hidden,
        tensors=Tensors(inner),
        frozen=(),
        output=output if output in OUTPUT_ACTIVATIONS else "linear",
        standardise=state.standardise,
    )


def _named(dataset: Dataset, names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that people call so; () if the data set has not all of them."""
    columns = [column for each in dataset.categories for column in each.one_hot.columns]
    by_name = {column.labelled.name: column.name for column in (*columns, *dataset.columns)}
    if not names or not {*names} <= {*by_name} or len({*names}) != len(names):
        return ()
    return tuple(by_name[name] for name in names)


def _output(state: LayersState, units: int, activation: str) -> str:
    """The activation of the output, or raises ValueError if the target takes another."""
    classes = len(state.classes)
    if not classes and (units, activation in OUTPUT_ACTIVATIONS) == (1, True):
        return activation
    if classes == 2 and (units, activation) == (1, "sigmoid"):
        return activation
    if classes > 2 and (units, activation) == (classes, SOFTMAX):
        return activation
    needed = (
        f"one unit without activation, as {state.target} is a number"
        if not classes
        else "one unit with sigmoid, as the target has two classes"
        if classes == 2
        else f"{classes} units with softmax, as the target has {classes} classes"
    )
    raise ValueError(
        f"the last layer has {units} units with {activation}, and must have {needed}: choose "
        "another target first"
    )


def _raw_weights(file: NetworkFile) -> Weights:
    if file.scaling is None:
        return file.weights
    return fold(file.network, file.weights, file.scaling)
