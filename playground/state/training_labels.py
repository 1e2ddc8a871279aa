"""Labels that tell trainings apart: what is not the same in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from playground.core.data.catalogue import label as column_label
from playground.core.data.datasets import load
from playground.core.fit.losses import LOSSES
from playground.core.network.activations import activation
from playground.state.layers import LayersState
from playground.state.training import TrainingState

OPTIMIZER = {"sgd": "SGD", "adam": "Adam", "rmsprop": "RMSprop"}
LOSS = {name: loss.label for name, loss in LOSSES.items()}
WEIGHTING = {
    "equal": "all rows alike",
    "balanced": "all classes alike",
    "costs": "as mistakes cost",
}
SPLIT = {"random": "at random", "mix": "by mix"}


def distinct_labels(states: Sequence[TrainingState]) -> tuple[str, ...]:
    """A label for each, of what is not the same in all of them; equal ones get a number."""
    traits = [_traits(state) for state in states]
    differing = [
        index for index, column in enumerate(zip(*traits, strict=True)) if len({*column}) > 1
    ]
    labels = [", ".join(trait[index] for index in differing) or trait[0] for trait in traits]
    counts: dict[str, int] = {}
    for index, label in enumerate(labels):
        counts[label] = counts.get(label, 0) + 1
        if counts[label] > 1:
            labels[index] = f"{label} ({counts[label]})"
    return tuple(labels)


def network_name(state: LayersState) -> str:
    """The hidden layers: `8 ReLU, 4 tanh`."""
    layers = [f"{layer.units} {activation(layer.activation).label}" for layer in state.layers]
    return ", ".join(layers) or "linear unit"


def _choices(state: LayersState) -> tuple[str, ...]:
    """The columns that were chosen; the inputs themselves where the data set is gone."""
    try:
        return load(state.data).choices_of(state.inputs)
    except ValueError:
        return state.inputs


def _traits(state: TrainingState) -> tuple[str, ...]:
    start, recipe = state.layers_state, state.recipe
    names = [column_label(start.data, name) for name in (*_choices(start), start.target)]
    return (
        network_name(start),
        f"{', '.join(names[:-1])} → {names[-1]}",
        "standardised" if start.standardise else "raw inputs",
        f"weights of seed {start.seed}",
        f"{len(start.frozen)} frozen",
        OPTIMIZER[recipe.optimizer],
        f"rate {recipe.learning_rate:g}",
        f"momentum {recipe.momentum:g}" if recipe.optimizer == "sgd" else "no momentum",
        f"batch {recipe.batch_size}",
        f"{recipe.epochs} epochs",
        LOSS[recipe.loss],
        WEIGHTING[state.weighting],
        f"L1 {recipe.l1:g}",
        f"L2 {recipe.l2:g}",
        f"order {recipe.seed}",
        f"{state.test_share:.0%} test",
        f"split {SPLIT[state.split]}",
        f"patience {state.patience}" if state.patience else "no early end",
        "best weights" if state.restore_best else "last weights",
    )
