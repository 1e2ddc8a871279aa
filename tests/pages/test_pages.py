"""Every page as a script: it runs, its buttons and boxes do what they say, no link breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from playground.core.fit.metrics import metrics
from playground.core.network.network import forward
from playground.site import PAGES, PageSpec
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from tests.pages.script import new_app, opened_tab

Open = Callable[..., AppTest]


@pytest.fixture
def open_neuron() -> Open:
    """Opens the page One neuron with the fields of a link."""

    def open_page(**link: str) -> AppTest:
        app = new_app()
        app.query_params.update(link)
        app.run()
        return app.switch_page("../pages/neuron.py").run()

    return open_page


def button(app: AppTest, label: str) -> AppTest:
    """Presses the button with this label and runs the page."""
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()


def box(app: AppTest, label: str, option: str) -> AppTest:
    """Chooses an option of the select box with this label and runs the page."""
    (found,) = [box for box in app.selectbox if box.label == label]
    return found.select(option).run()


def on_screen(app: AppTest) -> NeuronState:
    """What the page shows, as its link tells."""
    assert not app.exception
    state, ignored = NeuronState.from_query(app.query_params)
    assert not ignored
    return state


def has_text(app: AppTest, text: str) -> bool:
    """Whether a text stands somewhere on the page."""
    return any(text in element.value for element in app.markdown)


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.title)
def test_every_page_runs_and_has_a_title(spec: PageSpec) -> None:
    app = new_app().run()
    app.switch_page(f"../pages/{spec.file.name}").run()
    assert not app.exception
    (title,) = app.title
    assert title.value.startswith(spec.title if spec.path else "Neuron Playground")


@pytest.mark.parametrize(("page", "drawer"), [("neuron", "data pill"), ("training", "recipe")])
def test_what_is_in_a_popover_is_drawn_once_it_was_opened(page: str, drawer: str) -> None:
    boxes = []
    for drawers in ((), (drawer,)):
        app = new_app(drawers).run()
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception
        boxes.append([box.label for box in app.selectbox])
    assert boxes[0] == []
    assert len(boxes[1]) >= 3


def test_the_page_runs_as_it_is(open_neuron: Open) -> None:
    app = open_neuron()
    assert on_screen(app) == NeuronState.default()
    assert not app.warning
    assert app.title[0].value.startswith("One neuron")
    assert [box.value for box in app.selectbox] == ["cereal", "sugars", "calories"]
    assert not app.code
    assert "keras.Input(shape=(1,))" in opened_tab(app, "neuron", "Keras code").code[0].value
    assert "input_shape=[1]" in opened_tab(app, "neuron", "For older Keras").code[0].value


def test_a_full_link_is_taken_over_and_kept(open_neuron: Open) -> None:
    link = {"data": "concrete", "inputs": "Age", "w": "0.25", "relu": "1", "challenge": "1"}
    app = open_neuron(**link)
    assert not app.warning
    shown = on_screen(app)
    assert (shown.data, shown.inputs, shown.w) == ("concrete", ("Age",), (0.25,))
    assert shown.activation == "relu"
    assert shown.challenge


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("w", "abc"),
        ("w", "1e400"),
        ("b", "nan"),
        ("probe", ""),
        ("inputs", "nope"),
        ("inputs", "sugars,nope"),
        ("target", "sugars"),
        ("data", "iris"),
        ("relu", "yes"),
        ("challenge", "2"),
        ("seed", "-1"),
        ("seed", "9" * 10_000),
        ("colour", "red"),
    ],
)
def test_a_bad_field_gives_its_default_and_one_sentence(
    open_neuron: Open, name: str, value: str
) -> None:
    app = open_neuron(**{name: value})
    (warning,) = app.warning
    assert re.search(rf"\b{name}\b", warning.value)
    assert len(warning.value) < 250
    assert on_screen(app) == NeuronState.default()


def test_choosing_columns_starts_anew_with_a_flat_line(open_neuron: Open) -> None:
    app = box(open_neuron(w="3", b="50"), "Input x", "fat (g)")
    assert on_screen(app) == NeuronState.default("cereal", ("fat",), "calories")
    app = box(app, "Target y", "shelf")
    assert on_screen(app) == NeuronState.default("cereal", ("fat",), "shelf")
    app = box(app, "Data", "Concrete")
    assert on_screen(app) == NeuronState.default("concrete")
    app = button(app, "Undo")
    assert on_screen(app) == NeuronState.default("cereal", ("fat",), "shelf")


def test_input_and_target_are_never_the_same(open_neuron: Open) -> None:
    app = open_neuron()
    _, inputs, targets = app.selectbox
    assert "calories (kcal)" not in inputs.options
    assert "sugars (g)" not in targets.options
    numbers = [load("cereal").title_of(column.name) for column in load("cereal").columns]
    assert inputs.options == [title for title in numbers if title != "calories (kcal)"]
    without = [title for title in numbers if title != "sugars (g)"]
    assert targets.options[: len(without)] == without
    assert "maker = K" in targets.options, "classes follow"


def test_the_tutorials_example(open_neuron: Open) -> None:
    app = button(open_neuron(data="concrete"), "w = 2.5, b = 90")
    shown = on_screen(app)
    assert (shown.data, shown.w, shown.b, shown.probe) == ("cereal", (2.5,), 90.0, 5.0)
    assert has_text(app, "102.5 kcal")


def test_random_weights_are_drawn_by_keras_with_a_seed(open_neuron: Open) -> None:
    app = button(open_neuron(), "Random start")
    first = on_screen(app)
    assert first.b == 0.0
    assert 0.0 < abs(first.w[0]) <= 3.0**0.5
    assert first.seed == 2
    assert has_text(app, "seed 2")
    assert has_text(app, "Seed 1 is left out: it would lie outside the picture.")
    again = on_screen(button(app, "Random start"))
    assert again.w != first.w
    assert again.seed == 3
    replayed = on_screen(button(open_neuron(), "Random start"))
    assert replayed == first


@pytest.mark.parametrize("activation", ["0", "1"], ids=["linear", "relu"])
def test_fit_with_keras_finds_least_squares(open_neuron: Open, activation: str) -> None:
    app = button(open_neuron(w="-8", b="200", relu=activation), "Train")
    shown = on_screen(app)
    sample = load("cereal").sample(["sugars"], "calories")
    kernel, bias = least_squares(sample.x, sample.y)
    assert shown.w[0] == pytest.approx(kernel.item(), rel=0.01)
    assert shown.b == pytest.approx(bias.item(), rel=0.01)
    assert shown.activation == ("relu" if activation == "1" else "linear")
    assert has_text(app, "60 steps, each with all")
    assert on_screen(button(app, "Undo")).w == (-8.0,)


def test_a_silent_relu_says_why_it_cannot_learn(open_neuron: Open) -> None:
    app = button(open_neuron(w="-1", b="-5", relu="1"), "Train")
    assert on_screen(app).w == (-1.0,)
    assert has_text(app, "its gradient is 0")


def test_the_challenge_hides_scores_and_reveals(open_neuron: Open) -> None:
    app = button(open_neuron(w="2.5", b="90", best="1"), "Challenge me")
    start = on_screen(app)
    assert start.challenge
    assert start.w == (1.0,)
    assert not start.best
    labels = [button.label for button in app.button]
    assert "Train" not in labels
    assert labels.index("Reveal the best") > labels.index("Give up the challenge")
    (reveal,) = [button for button in app.button if button.label == "Reveal the best"]
    assert reveal.proto.type == "secondary"

    revealed = button(app, "Reveal the best")
    shown = on_screen(revealed)
    assert shown.best
    assert not shown.challenge
    assert has_text(revealed, "of 100 points")
    assert not on_screen(button(open_neuron(challenge="1"), "Give up the challenge")).challenge


def test_relu_that_changes_nothing_leads_to_where_it_bends(open_neuron: Open) -> None:
    offer = "Where ReLU bends: water → superplasticizer"
    for link in ({}, {"relu": "1", "w": "-10"}):
        assert offer not in [button.label for button in open_neuron(**link).button]
    app = button(open_neuron(relu="1"), offer)
    shown = on_screen(app)
    assert (shown.data, shown.inputs, shown.target) == (
        "concrete",
        ("Water",),
        "Superplasticizer",
    )
    assert has_text(app, "most mixes have no superplasticizer")
    assert offer not in [button.label for button in app.button]
    sample = load(shown.data).sample(list(shown.inputs), shown.target)
    x, y = sample.x[:, 0], sample.y
    kink = -shown.b / shown.w[0]
    assert (y[x > kink] == 0.0).mean() > 0.5
    line = shown.w[0] * x + shown.b
    with_relu, without = metrics(y, line.clip(0.0)).mse, metrics(y, line).mse
    assert with_relu < 0.9 * without


def test_undo_is_there_once_there_is_something_to_undo(open_neuron: Open) -> None:
    app = open_neuron()
    (undo,) = [button for button in app.button if button.label == "Undo"]
    assert undo.disabled
    app = button(app, "w = 2.5, b = 90")
    (undo,) = [button for button in app.button if button.label == "Undo"]
    assert not undo.disabled
    app = button(app, "Undo")
    assert on_screen(app) == NeuronState.default()


# --- Planes ---------------------------------------------------------------------------------


@pytest.fixture
def open_plane() -> Open:
    """Opens the page Planes with the fields of a link."""

    def open_page(**link: str) -> AppTest:
        app = new_app().run()
        app.query_params.update(link)
        return app.switch_page("../pages/plane.py").run()

    return open_page


def plane_of(app: AppTest) -> PlaneState:
    """The plane the page shows, as its link tells."""
    assert not app.exception
    plane, ignored = PlaneState.from_query(app.query_params)
    assert not ignored
    return plane


def inputs(app: AppTest, *names: str) -> AppTest:
    """Switches on exactly these inputs, in this order, and runs the page."""
    pills, _ = app.button_group  # the shapes of generated points come after the inputs
    return pills.set_value(list(names)).run()


def test_planes_starts_with_the_tutorials_inputs(open_plane: Open) -> None:
    app = open_plane()
    assert plane_of(app) == PlaneState.default()
    assert not app.warning
    assert app.button_group[0].value == ["sugars", "fiber", "protein"]
    assert "calories (kcal)" not in app.button_group[0].options
    assert "sugars (g)" not in app.selectbox[1].options
    assert not app.code
    assert "keras.Input(shape=(3,))" in opened_tab(app, "plane", "Keras code").code[0].value
    assert "input_shape=[3]" in opened_tab(app, "plane", "For older Keras").code[0].value
    (tensors,) = opened_tab(app, "plane", "Weights as tensors").table
    assert "(3, 1)" in tensors.value.to_string()
    assert "(1,)" in tensors.value.to_string()


def test_a_full_link_to_a_plane_is_taken_over_and_kept(open_plane: Open) -> None:
    link = {
        "inputs": "fat,fiber,cups",
        "target": "rating",
        "w": "1,-2,3.5",
        "b": "-4",
        "at": "1,2,0.5",
        "axes": "cups,fat",
        "relu": "1",
        "residuals": "0",
        "best": "1",
        "view": "top",
        "camera": "1,2,0.5",
        "seed": "7",
    }
    app = open_plane(**link)
    assert not app.warning
    assert plane_of(app).to_query() == link
    assert [box.value for box in app.selectbox] == ["cereal", "rating", "cups", "fat"]
    assert app.button_group[0].value == ["fat", "fiber", "cups"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("w", "1,2"),
        ("b", "nan"),
        ("at", "1,2,x"),
        ("inputs", "sugars"),
        ("inputs", "sugars,sugars"),
        ("inputs", "sugars,nope"),
        ("inputs", ",".join(column.name for column in load("cereal").columns[:9])),
        ("target", "fiber"),
        ("axes", "sugars,fat"),
        ("data", "iris"),
        ("view", "side"),
        ("camera", "1e400,0,0"),
        ("camera", "9" * 10_000),
        ("seed", "-1"),
        ("probe", "5"),
    ],
)
def test_a_bad_field_of_a_plane_gives_its_default_and_one_sentence(
    open_plane: Open, name: str, value: str
) -> None:
    app = open_plane(**{name: value})
    (warning,) = app.warning
    assert re.search(rf"\b{name}\b", warning.value)
    assert len(warning.value) < 250
    assert plane_of(app) == PlaneState.default()


def test_inputs_that_stay_keep_their_weights(open_plane: Open) -> None:
    app = open_plane(w="1,-2,3", b="50", at="3,4,5", axes="fiber,protein", relu="1")
    more = plane_of(inputs(app, "sugars", "fiber", "protein", "fat"))
    start = PlaneState.default(inputs=("sugars", "fiber", "protein", "fat"))
    assert more.inputs == ("sugars", "fiber", "protein", "fat")
    assert (more.w, more.b) == ((1.0, -2.0, 3.0, 0.0), 50.0)
    assert more.at == (3.0, 4.0, 5.0, start.at[3])
    assert (more.axes, more.activation) == (("fiber", "protein"), "relu")

    fewer = plane_of(inputs(app, "fiber", "protein", "fat"))
    assert (fewer.inputs, fewer.w) == (("fiber", "protein", "fat"), (-2.0, 3.0, 0.0))
    assert fewer.axes == ("fiber", "protein")
    assert plane_of(inputs(app, "fat", "protein")).axes == ("protein", "fat")
    assert plane_of(button(app, "Undo")) == fewer
    assert plane_of(button(app, "Undo")) == more


@pytest.mark.parametrize("size", [0, 1, 9])
def test_too_few_or_many_inputs_give_a_sentence_and_change_nothing(
    open_plane: Open, size: int
) -> None:
    app = open_plane(w="1,-2,3", b="50")
    before = plane_of(app)
    names = [column.name for column in load("cereal").columns if column.name != "calories"]
    app = inputs(app, *names[:size])
    assert plane_of(app) == before
    (warning,) = app.warning
    assert re.sub(r"\\", "", warning.value) == f"This page takes 2 to 8 inputs; you chose {size}."
    assert app.button_group[0].value == ["sugars", "fiber", "protein"]
    (undo,) = [button for button in app.button if button.label == "Undo"]
    assert undo.disabled
    app = inputs(app, "sugars", "fiber")
    assert not app.warning
    assert plane_of(app).w == (1.0, -2.0)


def test_any_column_can_be_an_input_even_the_first_target(open_plane: Open) -> None:
    app = box(open_plane(), "Target y", "rating")
    assert plane_of(app) == PlaneState.default(
        target="rating", inputs=("sugars", "fiber", "protein")
    )
    shown = plane_of(inputs(app, "calories", "sugars"))
    assert ({*shown.inputs}, shown.target) == ({"calories", "sugars"}, "rating")
    linked = plane_of(open_plane(inputs="sugars,calories"))
    assert linked.inputs == ("sugars", "calories")
    assert linked.target not in linked.inputs


def test_data_target_and_axes_are_chosen(open_plane: Open) -> None:
    app = box(open_plane(w="1,2,3"), "Second axis", "protein")
    shown = plane_of(app)
    assert (shown.axes, shown.w) == (("sugars", "protein"), (1.0, 2.0, 3.0))
    assert app.selectbox[2].options == ["sugars", "fiber"]
    app = box(app, "First axis", "fiber")
    assert plane_of(app).axes == ("fiber", "protein")
    app = box(app, "Target y", "cups (cups)")
    assert plane_of(app) == PlaneState.default(inputs=shown.inputs, target="cups")
    app = box(app, "Data", "Concrete")
    assert plane_of(app) == PlaneState.default("concrete")
    assert app.button_group[0].value == list(PlaneState.default("concrete").inputs)
    assert plane_of(button(app, "Undo")).target == "cups"


def test_two_inputs_leave_no_axes_to_choose(open_plane: Open) -> None:
    app = open_plane(inputs="sugars,fiber")
    assert [box.label for box in app.selectbox] == ["Data", "Target y"]
    app = inputs(app, "sugars", "fiber", "fat")
    assert [box.label for box in app.selectbox][2:] == ["First axis", "Second axis"]


@pytest.mark.parametrize(
    ("link", "r2"),
    [({}, 0.497), ({"inputs": "sugars,fiber"}, 0.368), ({"data": "concrete"}, 0.615)],
    ids=["three", "two", "eight"],
)
def test_fit_with_keras_comes_near_the_best_plane(
    open_plane: Open, link: dict[str, str], r2: float
) -> None:
    app = button(open_plane(**link), "Train")
    shown = plane_of(app)
    sample = load(shown.data).sample(shown.inputs, shown.target)
    predictions = forward(shown.network, shown.weights, sample.x)[:, 0]
    assert metrics(sample.y, predictions).r2 == pytest.approx(r2, abs=0.01)
    assert has_text(app, "300 steps, each with all")
    assert plane_of(button(app, "Undo")) == PlaneState.default(shown.data, shown.inputs)


def test_random_planes_are_drawn_by_keras_with_a_seed(open_plane: Open) -> None:
    app = button(open_plane(b="7"), "Random start")
    first = plane_of(app)
    assert (first.b, first.seed, len({*first.w})) == (0.0, 1, 3)
    assert all(0.0 < abs(w) <= (6.0 / 4.0) ** 0.5 for w in first.w)
    assert plane_of(button(app, "Random start")).w != first.w
    assert plane_of(button(open_plane(b="7"), "Random start")) == first


def test_the_three_inputs_come_back_without_turning_the_picture(open_plane: Open) -> None:
    app = button(
        open_plane(data="concrete", camera="1,2,0.5", view="top"), "sugars, fiber, protein"
    )
    shown = plane_of(app)
    assert shown.to_query() == {"view": "top", "camera": "1,2,0.5"}
    assert has_text(app, "Three inputs, one neuron")


def test_going_to_another_page_and_back_keeps_both(open_plane: Open) -> None:
    app = button(open_plane(w="1,2,3"), "Random start")
    plane = plane_of(app)
    app.query_params.clear()
    app = app.switch_page("../pages/neuron.py").run()
    assert not app.warning
    neuron = on_screen(button(app, "w = 2.5, b = 90"))
    app.query_params.clear()
    app = app.switch_page("../pages/plane.py").run()
    assert not app.warning
    assert plane_of(app) == plane
    app.query_params.clear()
    assert on_screen(app.switch_page("../pages/neuron.py").run()) == neuron
