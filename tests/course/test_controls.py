"""The controls that lessons name are those on the pages, and do what they do there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from playground.core.network.network import Dense
from playground.course.controls import after, controls_of
from playground.course.lesson import Act
from playground.course.setup import PageState, state_of
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from tests.js.lessons import payload_of

PACKAGE = Path(__file__).parents[2] / "playground"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (
        *PACKAGE.glob("ui/**/*.py"),
        *PACKAGE.glob("stage/assets/**/*.js"),
        PACKAGE / "ladder" / "networks.py",
    )
)
STACK = LayersState.default("cereal", ("sugars", "fiber"), layers=(Dense(3), Dense(2, "relu")))
PAIRS: list[tuple[PageState, PageState]] = [
    (NeuronState.default(), NeuronState.default("concrete")),
    (PlaneState.default(), PlaneState.default("concrete")),
    (STACK, LayersState.default("concrete", ("Water",), layers=(Dense(1),))),
    (
        TrainingState.default(),
        replace(TrainingState.default(), layers_state=LayersState.default("concrete")),
    ),
    (ConcreteState.default(), ConcreteState.default()),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: type(pair[0]).__name__)
def test_a_control_is_written_somewhere_on_the_pages(pair: tuple[PageState, PageState]) -> None:
    """Those that two states share, without the numbers and names in them."""
    one, other = (controls_of(state) for state in pair)
    shared = {*one} & {*other}
    columns = {column.name for column in payload_of(pair[0]).sliders}
    fixed = {re.split(r"(layer )?\d( to \d)?|the output", name)[0] for name in shared - columns}
    names = {name.removeprefix("Train ") for name in fixed} - {"", "neuron "}
    assert len(names) > 8
    assert {name for name in names if name not in SOURCES} == set()


@pytest.mark.parametrize("state", [state for pair in PAIRS for state in pair], ids=repr)
def test_every_slider_of_the_stage_is_known(state: PageState) -> None:
    sliders = {slider.name for slider in payload_of(state).sliders}
    known = {name for name, control in controls_of(state).items() if control.kind == "slider"}
    assert sliders <= known
    assert known - sliders <= {"Epoch"}


@pytest.mark.parametrize(
    ("link", "acts", "expected"),
    [
        ("neuron?w=1&b=80", [("w", 2.5), ("b", 90), ("probe", 5)], "neuron?w=2.5&b=90"),
        ("neuron", [("ReLU", None), ("Misses", None)], "neuron?relu=1&residuals=0"),
        ("neuron?relu=1", [("ReLU", None)], "neuron"),
        ("plane", [("w1 fiber", -2), ("protein", 4)], "plane?w=0,-2,0&at=7,2,4"),
        (
            "layers?layers=3-linear,2-relu&seed=4",
            [("ReLU", None)],
            "layers?layers=3-relu,2-relu&seed=4",
        ),
        (
            "layers?layers=3-relu,2-relu&seed=4",
            [("ReLU", None), ("Activation of layer 2", "tanh"), ("Standardise inputs", None)],
            "layers?layers=3-linear,2-tanh&seed=4&standardise=0",
        ),
        ("concrete", [("Age", 90), ("Cement", 400)], "concrete?at=400,99,77,189,6,919,749,90"),
        (
            "concrete?part=ladder",
            [("512-512-512 with ReLU", None), ("whole mixes", None)],
            "concrete?part=ladder&rung=deep&split=mix",
        ),
        ("concrete", [("Does depth pay?", None)], "concrete?part=ladder"),
        ("concrete", [("Why the split matters", None)], "concrete?why=1"),
        ("training", [("Show folds", None), ("sugars", 3)], "training?hinges=0&at=3"),
    ],
)
def test_what_is_on_screen_after_some_acts(
    link: str, acts: list[tuple[str, float | str | None]], expected: str
) -> None:
    state = after(state_of(link)[0], [Act(control=name, to=to) for name, to in acts])
    wanted, ignored = state_of(expected)
    assert ignored == ()
    assert state == wanted


def test_the_diagram_is_built() -> None:
    acts = [
        Act(control=name)
        for name in (
            "Add a neuron to layer 1",
            "Add a layer before the output",
            "Remove layer 2",
            "Remove a neuron from layer 1",
            "Add a neuron to layer 1",
        )
    ]
    built = after(STACK, acts)
    assert isinstance(built, LayersState)
    assert [layer.units for layer in built.layers] == [4, 4]
    trained = after(TrainingState.default(), acts[:1])
    assert isinstance(trained, TrainingState)
    assert [layer.units for layer in trained.layers_state.layers] == [9]
    assert "weight from fiber to neuron 2 of layer 1" in controls_of(STACK)


def test_what_only_the_page_can_tell_is_not_guessed() -> None:
    acts = [Act(control="w", to=3), Act(control="Train"), Act(control="b", to=4)]
    assert after(NeuronState.default(), acts) is None
    gone = [Act(control="Remove layer 2"), Act(control="Add a neuron to layer 2")]
    assert after(STACK, gone) is None


def test_a_control_that_cannot_be_set_so_is_refused() -> None:
    with pytest.raises(ValueError, match="'step' is none of"):
        after(STACK, [Act(control="Activation of layer 1", to="step")])
