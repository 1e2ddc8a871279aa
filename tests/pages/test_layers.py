"""The page Layers as a script: its boxes and buttons do what they say, no link breaks it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from streamlit.testing.v1 import AppTest

from playground.core.network.network import Dense
from playground.state.columns import MAX_SEED
from playground.state.layers import LayersState, reinitialised
from playground.ui.layers import buttons
from tests.pages.script import new_app, opened_tab


def opened(**link: str) -> AppTest:
    """The page with the fields of a link."""
    app = new_app().run()
    app.query_params.update(link)
    return app.switch_page("../pages/layers.py").run()


def button(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()


def box(app: AppTest, label: str, option: str) -> AppTest:
    (found,) = [box for box in app.selectbox if box.label == label]
    return found.select(option).run()


def warned(app: AppTest) -> str:
    """What the page warns of, without the signs that keep it from being Markdown."""
    return app.warning[0].value.replace("\\", "")


def stack_of(app: AppTest) -> LayersState:
    """What the page shows, as its link tells."""
    assert not app.exception
    stack, ignored = LayersState.from_query(app.query_params)
    assert not ignored
    return stack


def test_the_sentence_at_the_foot_follows_the_activations() -> None:
    for layers, start in (
        ("3-linear", "Layers on layers"),
        ("3-relu,3-linear", "Each ReLU folds"),
        ("3-tanh", "Each neuron bends"),
    ):
        assert any(text.value.startswith(start) for text in opened(layers=layers).markdown)


def test_the_page_as_it_is() -> None:
    app = opened()
    assert stack_of(app) == LayersState.default()
    assert not app.warning
    assert not app.code
    app = opened_tab(app, "layers", "Keras code")
    assert "layers.Dense(units=3)" in app.code[0].value
    assert "keras.Input(shape=(1,))" in app.code[0].value
    app = opened_tab(app, "layers", "Weights as tensors")
    shapes = ["(1, 3)", "(3,)", "(3, 3)", "(3,)", "(3, 1)", "(1,)"]
    assert list(app.table[0].value["shape"]) == shapes
    assert list(app.table[0].value["count"]) == ["3", "3", "9", "3", "3", "1"]


def test_the_foot_leads_on_and_the_sheet_explains_its_boxes() -> None:
    app = opened()
    assert any("**ReLU**, the valve" in text.value for text in app.markdown)
    assert any("A second input makes the line a surface." in c.value for c in app.caption)
    (standardise,) = [toggle for toggle in app.toggle if toggle.label == "Standardise inputs"]
    app = standardise.set_value(False).run()
    assert stack_of(app) == replace(LayersState.default(), standardise=False)
    app = opened(inputs="sugars,fiber", layers="4-relu")
    assert any("Press **Train**" in text.value for text in app.markdown)
    assert not any("A second input" in c.value for c in app.caption)
    app = opened(layers="none")
    assert any("One neuron, without a layer" in text.value for text in app.markdown)


def test_drawing_again_with_another_seed_or_initializer() -> None:
    app = button(opened(), "Random start")
    assert stack_of(app) == reinitialised(LayersState.default(), 1, "glorot_uniform")
    app = box(app, "Initializer", "He normal")
    assert stack_of(app) == reinitialised(LayersState.default(), 1, "he_normal")
    (seed,) = [number for number in app.number_input if number.label == "Seed"]
    app = seed.set_value(7).run()
    assert stack_of(app) == reinitialised(LayersState.default(), 7, "he_normal")
    app = button(opened(seed=str(MAX_SEED)), "Random start")
    assert stack_of(app).seed == 0
    app = box(app, "Initializer", "He normal")
    app = box(app, "Initializer", "zeros")
    assert not stack_of(app).tensors.flatten().any()
    assert any("so nothing can be learnt" in text.value for text in app.markdown)
    app = button(app, "Train")
    moved = stack_of(app).tensors.flatten()
    assert not moved[:-1].any()  # every gradient but the last bias' is 0
    assert stack_of(button(app, "Undo")).initializer == "zeros"


def test_keras_fits_from_where_it_is_and_frozen_weights_stay() -> None:
    app = opened(inputs="sugars,fiber", layers="4-relu,4-relu", frozen="0.5")
    before = stack_of(app)
    after = stack_of(button(app, "Train"))
    assert buttons.mse(after) < 0.5 * buttons.mse(before)
    places = [0, 5]
    assert np.array_equal(after.tensors.flatten()[places], before.tensors.flatten()[places])
    assert any("2 weights frozen" in text.value for text in app.markdown)


def test_columns_come_and_go() -> None:
    app = opened(inputs="sugars,fiber,fat", layers="3-tanh")
    stack = stack_of(app)
    app = box(app, "Target y", "rating")
    assert stack_of(app).tensors == stack.tensors
    app.button_group[0].set_value(["sugars", "fiber"]).run()
    assert stack_of(app).network.shapes[0] == (2, 3)
    app.button_group[0].set_value([]).run()
    assert "This page takes 1 to 8 inputs; you chose 0." in warned(app)
    app = box(app, "Data", "Concrete")
    assert stack_of(app).layers == (Dense(3, "tanh"),)
    assert stack_of(app).inputs == ("Cement", "Age")


def test_a_large_network_is_kept_by_the_server_and_the_page_says_what_its_link_holds() -> None:
    app = opened(layers="300-relu,300-relu")
    assert not app.exception
    shown = opened_tab(app, "layers", "Weights as tensors")
    assert any("room for 1,000 weights" in text.value for text in shown.caption)
    shown = opened_tab(app, "layers", "Keras code")
    assert "Its 91,201 weights are too many" in shown.code[0].value
    fitted = stack_of(button(app, "Train"))
    assert fitted != stack_of(opened(layers="300-relu,300-relu"))


def test_a_bad_link_is_named_and_the_page_stands() -> None:
    app = opened(layers="1024-relu,1024-relu,1024-relu", weights="!", view="side")
    assert not app.exception
    warning = warned(app)
    assert "layers was ignored" in warning
    assert "at most 1,200,000" in warning
    assert "weights was ignored" in warning
    assert "view was ignored" in warning
