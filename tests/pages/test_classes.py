"""Two classes as the target, on every page with a model: chosen in the sheet, or by link."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import NumberInput

from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from tests.pages.script import new_app, opened_tab

KINDS: dict[str, Any] = {"layers": LayersState, "training": TrainingState}
UNITS: dict[str, Any] = {"neuron": NeuronState, "plane": PlaneState}


def opened(page: str, **link: str) -> AppTest:
    app = new_app().run()
    app.query_params.update(link)
    return app.switch_page(f"../pages/{page}.py").run()


def box(app: AppTest, label: str, option: str) -> AppTest:
    (found,) = [box for box in app.selectbox if box.label == label]
    app = found.select(option).run()
    assert not app.exception
    return app


def classes_of(state: LayersState | TrainingState) -> tuple[str, ...]:
    return (state if isinstance(state, LayersState) else state.layers_state).classes


def state_of(app: AppTest, page: str) -> Any:
    assert not app.exception
    assert not app.warning
    state, ignored = (KINDS | UNITS)[page].from_query(app.query_params)
    assert not ignored
    return state


@pytest.mark.parametrize("page", KINDS)
def test_classes_are_among_the_targets_and_shapes_among_the_data(page: str) -> None:
    app = box(opened(page, layers="4-relu"), "Target y", "shelf = 2")
    state = state_of(app, page)
    assert (state.target, state.network.layers[-1].activation) == ("shelf = 2", "sigmoid")
    app = box(app, "Target y", "calories")
    assert state_of(app, page).network.layers[-1].activation == "linear"
    state = state_of(box(app, "Data", "spiral"), page)
    assert (state.data, state.target, state.network.layers[-1].units) == ("spiral", "class", 1)


@pytest.mark.parametrize("page", UNITS)
def test_a_single_unit_tells_classes_apart_and_predicts_numbers_again(page: str) -> None:
    app = box(opened(page), "Target y", "shelf = 2")
    state = state_of(app, page)
    assert (state.target, state.activation, state.view if page == "plane" else "") == (
        "shelf = 2",
        "sigmoid",
        "top" if page == "plane" else "",
    )
    app = opened_tab(app, page, "Keras code")
    assert 'layers.Dense(units=1, activation="sigmoid")' in app.code[0].value
    assert "Challenge me" not in [button.label for button in app.button]
    app = box(app, "Target y", "calories")
    assert state_of(app, page).activation == "linear"
    state = state_of(box(app, "Data", "moons"), page)
    assert (state.data, state.target, state.activation) == ("moons", "class", "sigmoid")


def test_start_shows_the_neuron_of_classes_too() -> None:
    app = opened("neuron", target="shelf = 2")
    assert state_of(app, "neuron").target == "shelf = 2"
    app = app.switch_page("../pages/start.py").run()
    assert not app.exception


def test_a_link_to_other_settings_is_shown_in_the_boxes() -> None:
    app = opened("training", data="circle-100-20-4", layers="4-relu")
    assert state_of(app, "training").data == "circle-100-20-4"
    boxes = {box.label: box.value for box in app.selectbox}
    assert (boxes["Data"], boxes["Target y"]) == ("circle-100-20-4", "class")
    assert "Loss" not in boxes, "two classes have one loss"
    link = {"data": "concrete", "target": "CompressiveStrength >= 41.5", "layers": "4-relu"}
    app = opened("layers", **link)
    assert {box.label: box.value for box in app.selectbox}["Target y"] == link["target"]
    app = opened_tab(app, "layers", "Keras code")
    assert 'layers.Dense(units=1, activation="sigmoid")' in app.code[0].value


def test_a_target_that_cannot_be_says_so_and_nothing_is_lost() -> None:
    app = opened("layers", target="calories >= 1000", layers="4-relu")
    assert not app.exception
    assert "every row would be of one class" in app.warning[0].value
    assert [layer.units for layer in LayersState.from_query(app.query_params)[0].layers] == [4]


@pytest.mark.parametrize("page", KINDS)
def test_a_number_becomes_a_question_with_a_threshold(page: str) -> None:
    app = opened(page, data="concrete", layers="4-relu")
    (asks,) = [toggle for toggle in app.toggle if toggle.label.startswith("Yes or no")]
    assert asks.label == "Yes or no: does Strength reach a threshold?"
    app = asks.set_value(True).run()
    state = state_of(app, page)
    assert (state.target, classes_of(state)) == (
        "CompressiveStrength >= 35",
        ("below 35 MPa", "35 MPa or more"),
    )
    app = threshold_of(app).set_value(41.5).run()
    assert state_of(app, page).target == "CompressiveStrength >= 41.5"
    captions = captions_of(app)
    assert any("of 1,030 mixes reach it" in caption for caption in captions), captions
    app = threshold_of(app).set_value(900.0).run()
    assert "every row would be of one class" in app.warning[0].value
    assert KINDS[page].from_query(app.query_params)[0].target == "CompressiveStrength >= 41.5"
    assert threshold_of(app).value == 41.5
    (asks,) = [toggle for toggle in app.toggle if toggle.label.startswith("Yes or no")]
    app = asks.set_value(False).run()
    assert state_of(app, page).target == "CompressiveStrength"


def captions_of(app: AppTest) -> list[str]:
    """The captions as they are read, without what Markdown takes."""
    return [caption.value.replace("\\", "") for caption in app.caption]


def threshold_of(app: AppTest) -> NumberInput:
    (found,) = [box for box in app.number_input if box.label == "Threshold (MPa)"]
    return found


@pytest.mark.parametrize("page", KINDS)
def test_a_shape_is_chosen_by_its_picture_and_set_in_the_link(page: str) -> None:
    app = opened(page, layers="4-relu")
    assert not [box for box in app.number_input if box.label == "Noise (%)"]
    (shapes,) = [pills for pills in app.button_group if pills.label == "Shape"]
    app = shapes.set_value("spiral").run()
    assert state_of(app, page).data == "spiral"
    for label, value, name in (
        ("Noise (%)", 2, "spiral-200-2-0"),
        ("Points", 400, "spiral-400-2-0"),
        ("Seed of the points", 7, "spiral-400-2-7"),
    ):
        (box,) = [one for one in app.number_input if one.label == label]
        app = box.set_value(value).run()
        assert state_of(app, page).data == name
    (shapes,) = [pills for pills in app.button_group if pills.label == "Shape"]
    app = shapes.set_value("blobs").run()
    state = state_of(app, page)
    assert (state.data, classes_of(state)) == ("blobs-400-2-7", ("A", "B", "C"))
    assert state.network.layers[-1].activation == "softmax"


def test_three_kinds_are_chosen_among_the_targets_and_what_cannot_be_is_explained() -> None:
    app = box(opened("layers", data="penguins", layers="4-relu"), "Target y", "species")
    state = state_of(app, "layers")
    assert classes_of(state) == ("Adelie", "Chinstrap", "Gentoo")
    app = opened_tab(app, "layers", "Keras code")
    assert 'layers.Dense(units=3, activation="softmax")' in app.code[0].value
    captions = captions_of(opened("layers"))
    assert any("Not maker: 1 row of 77 is “A”" in caption for caption in captions), captions


@pytest.mark.parametrize("page", KINDS)
def test_the_output_of_a_number_may_be_bent_and_classes_have_their_own(page: str) -> None:
    app = box(opened(page, layers="4-relu"), "Activation of the output", "ReLU")
    state = state_of(app, page)
    assert app.query_params["output"] == "relu"
    assert state.network.layers[-1].activation == "relu"
    assert any("never below 0" in caption.value for caption in app.caption)
    app = opened(page, data="circle", layers="4-relu")
    assert not [one for one in app.selectbox if one.label == "Activation of the output"]
