"""What trainings are called beside each other: by what differs."""

from __future__ import annotations

from collections.abc import Sequence

from playground.core.network.activations import activation
from playground.state.layers import LayersState
from playground.state.training import TrainingState

OPTIMIZER = {"sgd": "SGD", "adam": "Adam", "rmsprop": "RMSprop"}
LOSS = {"mse": "MSE", "mae": "MAE", "huber": "Huber"}
SPLIT = {"random": "at random", "mix": "by mix"}


def distinct_labels(practices: Sequence[TrainingState]) -> tuple[str, ...]:
    """A name for each, of what is not the same in all; none is given twice."""
    traits = [_traits(practice) for practice in practices]
    differing = [
        place for place, column in enumerate(zip(*traits, strict=True)) if len({*column}) > 1
    ]
    names = [", ".join(trait[place] for place in differing) or trait[0] for trait in traits]
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[place] = f"{name} ({seen[name]})"
    return tuple(names)


def network_name(stack: LayersState) -> str:
    """The hidden layers: `8 ReLU, 4 tanh`."""
    layers = [f"{layer.units} {activation(layer.activation).label}" for layer in stack.layers]
    return ", ".join(layers) or "linear unit"


def _traits(practice: TrainingState) -> tuple[str, ...]:
    stack, recipe = practice.layers_state, practice.recipe
    return (
        network_name(stack),
        f"{', '.join(stack.inputs)} → {stack.target}",
        "standardised" if stack.standardise else "raw inputs",
        f"weights of seed {stack.seed}",
        f"{len(stack.frozen)} frozen",
        OPTIMIZER[recipe.optimizer],
        f"rate {recipe.learning_rate:g}",
        f"momentum {recipe.momentum:g}" if recipe.optimizer == "sgd" else "no momentum",
        f"batch {recipe.batch_size}",
        f"{recipe.epochs} epochs",
        LOSS[recipe.loss],
        f"L1 {recipe.l1:g}",
        f"L2 {recipe.l2:g}",
        f"order {recipe.seed}",
        f"{practice.test_share:.0%} test",
        f"split {SPLIT[practice.split]}",
        f"patience {practice.patience}" if practice.patience else "no early end",
        "best weights" if practice.restore_best else "last weights",
    )
