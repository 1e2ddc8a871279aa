"""Pages as the browser gets them, and the facts that the server finds of them at rest."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import singledispatch
from typing import Any

import msgspec

from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense
from playground.core.network.weights import Tensors
from playground.course.fact import Facts
from playground.course.facts import GIVEN
from playground.course.measure import NO_RUN, RunInView, Since, facts_of
from playground.course.setup import PageState, page_of, units_of
from playground.stage.payloads.class_neuron import class_neuron_payload, class_neuron_view
from playground.stage.payloads.class_plane import class_plane_payload
from playground.stage.payloads.concrete import concrete_payload
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.payloads.neuron import neuron_payload, neuron_view
from playground.stage.payloads.plane import plane_payload, plane_view
from playground.stage.payloads.training import RunInfo, training_payload
from playground.stage.protocol import StagePayload, SyncState
from playground.state.concrete import ConcreteState
from playground.state.decision import Decision
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.splits import split_of
from playground.state.training import TrainingState
from tests.js.networks import Case

SYNC = SyncState("name", 3, 2)
SHELF = "shelf = 2"


@singledispatch
def payload_of(state: Any) -> StagePayload:
    raise TypeError(type(state))


@payload_of.register
def _(state: NeuronState) -> StagePayload:
    if state.classes:
        curve = class_neuron_view(state.data, state.inputs[0], state.target)
        return class_neuron_payload(curve, state, SYNC, None)
    return neuron_payload(neuron_view(state.data, state.inputs[0], state.target), state, SYNC, None)


@payload_of.register
def _(state: PlaneState) -> StagePayload:
    if state.classes:
        return class_plane_payload(state, SYNC, None)
    view = plane_view(state.data, state.inputs, state.target, state.axes)
    return plane_payload(view, state, SYNC, None)


@payload_of.register
def _(state: LayersState) -> StagePayload:
    return layers_payload(view_of(state), state, SYNC, None)


@payload_of.register
def _(state: TrainingState) -> StagePayload:
    train, test = split_of(state)
    start = state.layers_state.tensors
    info = RunInfo("", 0, "me", start, train, test, (), lambda _: (0, start.arrays))
    return training_payload(state, SYNC, info)


@payload_of.register
def _(state: ConcreteState) -> StagePayload:
    return concrete_payload(state, SYNC)


def _states() -> list[tuple[PageState, RunInView, str]]:
    """What is on screen; on Training also the run, and the state it is in."""
    line, flat = NeuronState.default(), PlaneState.default()
    stack = LayersState.default("cereal", ("sugars", "fiber"), layers=(Dense(4, "relu"), Dense(3)))
    dead = draw_weights(stack.network, 3, "he_normal")
    dead[1][:2] = -50.0
    silent = replace(stack, tensors=Tensors(dead), frozen=(0, 5))
    training = TrainingState.default()
    trained = RunInView(12, 0.003, 0.71, 0.84, silent.weights, finished=True)
    watched = replace(
        training,
        layers_state=stack,
        recipe=replace(training.recipe, batch_size=7, l2=0.01),
        test_share=0.3,
    )
    mix = ConcreteState.default()
    on_screen: list[PageState] = [
        line,
        replace(line, w=(-3.0,), b=20.0, activation="relu", probe=12.5, seed=4, challenge=True),
        NeuronState.default("concrete", ("Age",)),
        flat,
        replace(flat, w=(1.5, -2.0, 3.25), activation="relu", at=(1.0, 2.0, 3.0), seed=7),
        PlaneState.default("concrete"),
        replace(NeuronState.default(target=SHELF), decision=Decision(0.31, 2.0, 5.0)),
        replace(PlaneState.default(target=SHELF), w=(0.3, -0.4, 0.0), decision=Decision(miss=3.0)),
        LayersState.default("cereal", ("sugars", "fiber"), SHELF, (Dense(3, "relu"),)),
        LayersState.default(),
        stack,
        silent,
        replace(silent, standardise=False),
        LayersState.default("concrete", ("Cement", "Water", "Age"), layers=()),
        training,
        replace(training, test_share=0.0),
        mix,
        replace(mix, part="ladder", rung="linear", split="mix", why=True),
        replace(mix, at=(*mix.at[:-1], 400.0)),
    ]
    runs = (("finished", trained), ("running", replace(trained, finished=False, running=True)))
    return [
        *((state, NO_RUN, "") for state in on_screen),
        *((watched, run, name) for name, run in runs),
    ]


def course_fact_cases() -> list[Case]:
    """Every page in several states."""
    return [_case(*one) for one in _states()]


def _case(state: PageState, run: RunInView, run_state: str) -> Case:
    facts = facts_of(state, Since(changed=True), run)
    shown = state
    if isinstance(state, TrainingState) and run.weights is not None:
        layers = state.layers_state.with_weights(run.weights)
        shown = replace(state, layers_state=layers)
    given = {name: facts[name] for name in ("changed", "fits", "runs", *GIVEN) if name in facts}
    return {
        "page": page_of(state),
        "payload": msgspec.to_builtins(payload_of(shown)) | {"figures": None},
        "run": {"state": run_state, **_run(run)},
        "given": _known(given),
        "facts": _known(facts),
        "units": units_of(state),
    }


def _run(run: RunInView) -> Case:
    losses = _known({"train": run.train_loss, "test": run.test_loss})
    return {"epoch": run.epoch, "rate": run.rate, **losses}


def _known(facts: Facts) -> dict[str, float | None]:
    return {name: None if math.isnan(value) else value for name, value in facts.items()}
