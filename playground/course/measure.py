"""The facts of a page at rest, from its state: what the browser computes in every frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import singledispatch

import numpy as np

from playground.core.classes.metrics import answers, class_metrics, commonest, confusion
from playground.core.classes.roc import roc
from playground.core.data.datasets import Sample
from playground.core.data.subsampling import sampled_rows
from playground.core.fit.best import best_neuron
from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.metrics import metrics
from playground.core.network.activations import Array
from playground.core.network.activity import inactive_units
from playground.core.network.collapse import collapse
from playground.core.network.network import (
    Dense,
    LayerPass,
    Network,
    Weights,
    forward,
    layer_passes,
)
from playground.core.network.scaling import fold
from playground.course.fact import Facts
from playground.course.facts import INGREDIENTS, names_on
from playground.course.setup import PageState, page_of
from playground.ladder.coverage import coverage
from playground.ladder.networks import DEEP, LADDER, SPLITS, sample, scaling
from playground.ladder.networks import split_of as ladder_split
from playground.ladder.store import trained_ladder
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from playground.state.single_unit import SingleUnit
from playground.state.splits import split_of
from playground.state.training import TrainingState


@dataclass(frozen=True, eq=False)
class RunInView:
    """What a page state does not know of its training.

    Attributes:
        epoch: in view; at rest the newest.
        rate: the learning rate, which may have been changed on the way; None: the recipe's.
        train_loss, test_loss: after that epoch; NaN where there is none.
        weights: after that epoch; None: those before training.
        running, finished, diverged: how it stands.
    """

    epoch: int = 0
    rate: float | None = None
    train_loss: float = math.nan
    test_loss: float = math.nan
    weights: Weights | None = None
    running: bool = False
    finished: bool = False
    diverged: bool = False


NO_RUN = RunInView()


@dataclass(frozen=True)
class Since:
    """What has happened since a step began; as the facts of these names."""

    changed: bool = False
    fits: int = 0
    runs: int = 0


UNTOUCHED = Since()


def facts_of(state: PageState, since: Since = UNTOUCHED, run: RunInView = NO_RUN) -> Facts:
    """All facts of a page.

    Args:
        state: what is on screen.
        since: what has happened since the step began.
        run: on Training, the run in view.
    """
    found, known = _measured(state, run) | asdict(since), names_on(page_of(state))
    return {name: float(found[name]) for name in known if name in found}


@singledispatch
def _measured(state: PageState, run: RunInView) -> Facts:
    raise TypeError(f"lessons are on pages with a model; received a {type(state).__name__}")


# --- a single unit ---------------------------------------------------------------------------


@_measured.register
def _(state: NeuronState, run: RunInView) -> Facts:
    rows = sample_of(state)
    is_number = not state.classes
    best = best_neuron(rows.x[:, 0], rows.y, state.activation).mse if is_number else math.nan
    own = {"w": state.w[0], "probe": state.probe}
    return _unit_facts(state, (state.probe,), rows, best) | own | {"seed": state.seed}


@_measured.register
def _(state: PlaneState, run: RunInView) -> Facts:
    rows = sample_of(state)
    best = math.nan if state.classes else fit_linear_unit(rows.x, rows.y)[1].mse
    own = _numbered("w", state.w) | _numbered("probe", state.at)
    return _unit_facts(state, state.at, rows, best) | own | {"seed": state.seed}


def _unit_facts(state: SingleUnit, at: Sequence[float], rows: Sample, best: float) -> Facts:
    last = layer_passes(state.network, state.weights, np.vstack([at, rows.x]))[-1]
    predicted = last.y[:, 0]
    errors = _errors(rows.y, predicted[1:]) | _answers(state, rows, predicted[1:])
    if state.classes:
        errors["cross_entropy"] = class_metrics(rows.y, LayerPass(*(z[1:] for z in last)), 2).loss
    possible = errors["mse_mean"] - best
    return errors | {
        "prediction": float(predicted[0]),
        "inputs": len(state.inputs),
        "parameters": state.size,
        "b": state.b,
        "relu": state.activation == "relu",
        "mse_best": best,
        "gap": (errors["mse_mean"] - errors["mse"]) / possible if possible > 0.0 else math.nan,
    }


# --- layers ----------------------------------------------------------------------------------


@_measured.register
def _(state: LayersState, run: RunInView) -> Facts:
    facts, _ = _network_facts(state)
    return facts | {"difference": _difference(state), "seed": state.seed}


@_measured.register
def _(state: TrainingState, run: RunInView) -> Facts:
    facts, predicted = _network_facts(
        state.layers_state if run.weights is None else state.layers_state.with_weights(run.weights)
    )
    y, (train, test) = sample_of(state).y, split_of(state)
    recipe = state.recipe
    return facts | {
        "epoch": run.epoch,
        "epochs": recipe.epochs,
        "rate": recipe.learning_rate if run.rate is None else run.rate,
        "batch": recipe.batch_size,
        "updates_per_epoch": math.ceil(len(train) / recipe.batch_size),
        "l2": recipe.l2,
        "train_loss": run.train_loss,
        "test_loss": run.test_loss,
        "train_mae": metrics(y[train], predicted[train]).mae,
        "test_mae": metrics(y[test], predicted[test]).mae if len(test) else math.nan,
        "train_rows": len(train),
        "test_rows": len(test),
        "running": run.running,
        "finished": run.finished,
        "diverged": run.diverged,
    }


def _network_facts(state: LayersState) -> tuple[Facts, Array]:
    """What Layers and Training share, and the prediction of every row, in the target's unit.

    Of several classes there is no one prediction: NaN.
    """
    rows, network = sample_of(state), state.network
    x = state.scaling.inputs(np.vstack([state.at, rows.x]))
    outputs = state.scaling.raw_target(layer_passes(network, state.weights, x)[-1].y)
    predicted, truth, own = outputs[:, 0], rows.y, outputs[1:, 0]
    if outputs.shape[1] > 1:  # of each class: 1 for its own rows, 0 for the others
        truth = ((rows.y[:, np.newaxis] == np.arange(outputs.shape[1])) * 1.0).ravel()
        own, predicted = outputs[1:].ravel(), np.append(predicted[:1], np.full(len(rows.y), np.nan))
    classifies = bool(state.classes)
    inactive = inactive_units(network, state.weights, x[1:], classifies=classifies)[:-1]
    units = [layer.units for layer in state.layers]
    facts = _errors(truth, own) | {
        "rows": len(rows.y),
        "prediction": float(predicted[0]),
        "inputs": len(state.inputs),
        "parameters": state.size,
        "layers": len(units),
        "units": sum(units),
        "relu_layers": sum(layer.activation == "relu" for layer in state.layers),
        "silent": int(sum(layer.dead.sum() for layer in inactive)),
        "scaled": state.standardise,
        "frozen": len(state.frozen),
    }
    numbered = _numbered("units", units, first=1) | _numbered("probe", state.at)
    return facts | numbered | _answers(state, rows, predicted[1:]), predicted[1:]


def _difference(state: LayersState) -> float:
    """The largest distance between the stack and the single unit below it, over the drawn rows.

    That unit is what the stack would be if no hidden layer had an activation. NaN: the network is
    too large for the browser, or its output bends, so that no unit is shown.
    """
    if not state.in_browser or state.network.layers[-1].activation != "linear":
        return math.nan
    straight = Network(len(state.inputs), tuple(Dense(n.units) for n in state.network.layers))
    unit = Network(len(state.inputs))
    weights = fold(unit, collapse(straight, state.weights), state.scaling)
    x = sample_of(state).x
    x = x[sampled_rows(len(x))]
    stack = state.scaling.raw_target(forward(state.network, state.weights, state.scaling.inputs(x)))
    return float(np.max(np.abs(stack - forward(unit, weights, x))))


# --- Concrete --------------------------------------------------------------------------------


@_measured.register
def _(state: ConcreteState, run: RunInView) -> Facts:
    ladder, on_ladder = trained_ladder(), state.part == "ladder"
    rung, split = (state.rung, state.split) if on_ladder else (DEEP.name, "mix")
    mix = np.array(state.at)
    outputs = forward(state.network, state.weights, scaling().inputs(mix[np.newaxis]))
    errors = _errors(sample().y[ladder_split(split)[1]], ladder.predictions[rung, split])
    r2 = {f"r2_{name}": ladder.metrics(state.rung, name).r2 for name in SPLITS}
    return (
        errors
        | dict(zip(INGREDIENTS, state.at, strict=True))
        | {
            "prediction": float(scaling().raw_target(outputs)[0, 0]),
            "inputs": len(state.inputs),
            "parameters": LADDER[rung].network.parameter_count,
            "ladder": on_ladder,
            "network": list(LADDER).index(state.rung),
            "by_mix": state.split == "mix",
            "r2_random": r2["r2_random"],
            "r2_by_mix": r2["r2_mix"],
            "why": state.why,
            "covered": coverage().is_covered(mix),
        }
    )


# --- all -------------------------------------------------------------------------------------


def _errors(y: Array, predicted: Array) -> Facts:
    found, of_mean = metrics(y, predicted), metrics(y, np.full_like(y, np.mean(y)))
    return {
        "mae": found.mae,
        "mse": found.mse,
        "r2": found.r2,
        "mae_mean": of_mean.mae,
        "mse_mean": of_mean.mse,
        "rows": len(y),
    }


def _answers(state: SingleUnit | LayersState, rows: Sample, probabilities: Array) -> Facts:
    """Of two classes; of other targets nothing."""
    if len(state.classes) != 2:
        return {}
    decision, y = state.decision, rows.y
    answered = answers(probabilities[:, np.newaxis], decision.threshold)
    (_, false_alarms), (missed, _) = confusion(y, answered, 2).tolist()
    told_apart = np.round(probabilities, 5)  # as far as float32 does
    costs = roc(y, told_apart).costs(decision.false_alarm, decision.miss)
    return {
        "accuracy": float(np.mean(answered == y)),
        "accuracy_always": commonest(y)[1],
        "threshold": decision.threshold,
        "false_alarms": false_alarms,
        "missed": missed,
        "cost": false_alarms * decision.false_alarm + missed * decision.miss,
        "least_cost": float(np.min(costs)),
    }


def _numbered(name: str, values: Sequence[float], first: int = 0) -> Facts:
    return {f"{name}{place}": value for place, value in enumerate(values, start=first)}
