"""Networks in the hand: dragging, bending, building, freezing, and what stays as it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from playground.core.data.datasets import load
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.layers import FOURS, Layers
from tests.browser.rules import OVERFLOWING
from tests.browser.stage import START_LIMIT

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
EIGHT = [column.name for column in load("concrete").columns[:8]]
EDGE = "weight from sugars to neuron 1 of layer 1"


# --- the hand -------------------------------------------------------------------------------


def test_dragging_an_edge_moves_everything_before_the_mouse_is_released(
    page: Page, new_page: NewPage
) -> None:
    layers = Layers.open(page, f"{FOURS}&view=top&at=2,6")
    layers.expect_truth()
    layers.choose(EDGE)
    layers.until_quiet()
    before = layers.numbers_shown(), layers.pictures()
    link, sent = page.url, len(layers.sent)
    x, y = layers.thumb(EDGE)
    with layers.changing():
        layers.grab((x, y))
        for way in (50, -60):
            layers.drag([(x + way, y)])
            layers.next_frame()
            numbers, pictures = layers.numbers_shown(), layers.pictures()
            assert len(pictures) == 4
            for old, new in zip((*before[0], *before[1]), (*numbers, *pictures), strict=True):
                assert old != new
            before = numbers, pictures
        assert page.url == link
        assert len(layers.sent) == sent, "the page ran again while the mouse was held"
        w = layers.value(EDGE)
        layers.drop()
    assert layers.linked.weights[0][0, 0] == pytest.approx(w, rel=1e-6)
    shown = layers.numbers_shown()

    page.reload()
    other = Layers.open(new_page(), page.url.partition("/layers")[2])
    for person in (layers, other):
        person.until_drawn()
        person.expect_truth()
        assert person.numbers_shown() == shown
        expect(person.part(EDGE)).to_have_accessible_name(said(EDGE, w))
        expect(person.notices).to_have_count(0)


def test_the_keyboard_alone_reaches_and_moves_a_weight(page: Page) -> None:
    layers = Layers.open(page, FOURS)
    layers.until_quiet()
    layers.part(EDGE).focus()
    page.evaluate(FASTER_THAN_A_FRAME)
    expect(layers.slider("weight from fiber to neuron 1 of layer 1")).to_be_focused()
    layers.part("input sugars").focus()  # from where the Tab key comes to the diagram again
    layers.button("Random start").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.np-part')"):
            break
    expect(layers.part("input sugars")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    name = "weight from sugars to neuron 2 of layer 1"
    w = layers.linked.weights[0][0, 1]
    expect(layers.part(name)).to_be_focused()
    expect(layers.part(name)).to_have_accessible_name(said(name, w))
    page.keyboard.press("Enter")
    expect(layers.slider(name)).to_be_focused()
    with layers.changing():
        page.keyboard.press("ArrowRight")
    moved = layers.linked.weights[0][0, 1]
    assert 0.0 < moved - w < 0.1
    page.keyboard.press("Escape")
    expect(layers.part(name)).to_be_focused()
    expect(layers.part(name)).to_have_accessible_name(said(name, moved))
    with layers.changing():
        page.keyboard.press("+")
    assert layers.linked.weights[0][0, 1] == pytest.approx(moved + 0.05, rel=1e-6)
    page.keyboard.press("ArrowRight")
    expect(layers.part("neuron 2 of layer 1")).to_be_focused()


FASTER_THAN_A_FRAME = """() => ["ArrowDown", "Enter"].forEach((key) =>
    document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))"""


def said(name: str, value: float) -> str:
    """What a screen reader says of a weight."""
    return f"{name}, {value:.2f}".replace("-", "\u2212")


# --- bending --------------------------------------------------------------------------------


def test_the_page_opens_as_one_neuron_and_the_valve_bends_it(page: Page) -> None:
    layers = Layers.open(page)
    layers.expect_truth()
    assert page.evaluate(ABOVE_THE_PICTURE) <= 192
    strip = page.get_by_role("region", name="One neuron")
    whole = "This stack of 22 numbers is one neuron: calories = 2.54 × sugars + 89.2. "
    expect(strip).to_have_text(f"{whole}Difference: none.")
    expect(strip).to_be_in_viewport(ratio=1)
    expect(layers.switch("ReLU")).to_be_in_viewport(ratio=1)
    curve, line = page.locator(".np-curve"), page.locator(".np-single")
    straight = curve.get_attribute("d")
    weights, link = layers.linked.tensors, page.url

    with layers.changing():
        layers.switch("ReLU").check()
    assert [layer.activation for layer in layers.linked.layers] == ["relu", "relu"]
    assert layers.linked.tensors == weights
    expect(layers.difference).to_have_text("With ReLU between them they differ by up to 22.5 kcal.")
    expect(strip).to_contain_text("Without ReLU, this stack of 22 numbers would be one neuron")
    assert curve.get_attribute("d") != straight
    assert line.get_attribute("d")
    with layers.changing():
        page.locator(".np-gate").last.click(position={"x": 14, "y": 4})
    assert (page.url, curve.get_attribute("d")) == (link, straight)

    with layers.changing():
        layers.select("Activation of layer 1", "ReLU")
    expect(layers.switch("ReLU")).not_to_be_checked()
    layers.button("Compare activations for layer 2").click()
    with layers.changing():
        layers.button("Use tanh").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(layers.difference).to_contain_text("With activations between them they differ by up to")
    for on in (True, False):
        with layers.changing():
            layers.switch("ReLU").set_checked(on)
    assert [layer.activation for layer in layers.linked.layers] == ["relu", "tanh"]


ABOVE_THE_PICTURE = """() => Math.max(...[".np-picture", ".np-network"].map((name) =>
    document.querySelector(name).getBoundingClientRect().top))"""


def test_in_space_the_one_neuron_is_the_plane_that_the_stack_is_without_relu(page: Page) -> None:
    layers = Layers.open(page, f"{FOURS}&at=2,6")
    layers.expect_truth()
    bent = layers.numbers_shown(), layers.trace("model")["z"]
    with layers.changing():
        layers.switch("ReLU").uncheck()
    expect(layers.difference).to_have_text("Difference: none.")
    assert layers.trace("hinge")["x"] == []
    unit, model = layers.trace("best"), layers.trace("model")
    heights = dict(zip(zip(model["x"], model["y"], strict=True), model["z"], strict=True))
    for x, y, z in zip(unit["x"], unit["y"], unit["z"], strict=True):
        assert z == pytest.approx(heights[x, y], rel=1e-4)
    with layers.changing():
        layers.switch("ReLU").check()
    assert (layers.numbers_shown(), layers.trace("model")["z"]) == bent


# --- building -------------------------------------------------------------------------------


def test_what_is_built_and_switched_is_what_keras_computes(page: Page) -> None:
    layers = Layers.open(page, "?inputs=sugars%2Cfiber&at=2%2C6&layers=4-relu%2C4-relu")
    layers.expect_truth()
    start, shown = page.url, layers.numbers_shown()
    with layers.changing():
        layers.button("Add a neuron to layer 1").click()
    expect(layers.part("neuron 5 of layer 1")).to_be_visible()
    with layers.changing():
        layers.button("Remove a neuron from layer 1").click()
    assert (page.url, layers.numbers_shown()) == (start, shown)
    for button, count in (("Add a neuron to layer 1", 7), ("Remove a neuron from layer 1", 4)):
        page.evaluate(QUICKLY, button)
        expect(layers.equation).to_contain_text(f"fiber → {count} ReLU → 4 ReLU")
    layers.until_quiet()
    assert (page.url, layers.numbers_shown()) == (start, shown)

    for button, sizes in (
        ("Add a layer before layer 2", [4, 4, 4]),
        ("Remove a neuron from layer 3", [4, 4, 3]),
        ("Remove layer 1", [4, 3]),
    ):
        with layers.changing():
            layers.button(button).click()
        assert [layer.units for layer in layers.linked.layers] == sizes
    with layers.changing():
        layers.select("Activation of layer 2", "tanh")
    expect(layers.equation).to_contain_text("4 ReLU → 3 tanh")
    for text in ("4 ReLU → 3 ReLU", "4 ReLU → 4 ReLU → 3", "4 ReLU → 4 ReLU → 4"):
        layers.button("Undo").click()
        expect(layers.equation).to_contain_text(text)
    with layers.changing():
        layers.button("Undo").click()
    assert (page.url, layers.numbers_shown()) == (start, shown)
    for layer in (2, 1):
        layers.button(f"Remove layer {layer}").click()
    expect(layers.equation).to_have_text("sugars, fiber → calories · 3 parameters")
    expect(page).to_have_url(re.compile("layers=none"))
    layers.expect_truth()
    expect(layers.switch("ReLU")).to_have_count(0)
    expect(layers.difference).to_have_text("Difference: none.")


QUICKLY = """async (name) => {
    for (let click = 0; click < 3; click++) {
        document.querySelector(`[aria-label="${name}"]`).click();
        await new Promise((resolve) => setTimeout(resolve, 30));
    }
}"""
"""Three clicks, quicker than the page can follow: none may be lost."""


def test_a_silent_neuron_is_marked_explained_and_removed(page: Page) -> None:
    layers = Layers.open(page, FOURS)
    name = "neuron 2 of layer 1"
    layers.choose(name)
    with layers.changing():
        layers.box(f"bias of {name}").fill("-9")
        page.keyboard.press("Enter")
    expect(layers.part(name)).to_have_accessible_name(f"{name}, ReLU, bias \u22129.00, silent")
    expect(layers.diagram.get_by_text("silent")).to_be_visible()
    expect(layers.asleep).to_contain_text("Neuron 2 of layer 1 is silent.")
    layers.asleep.get_by_role("button", name="silent").click()
    expect(page.get_by_role("dialog")).to_contain_text("the sum is below 0 for all 76 cereals")
    page.keyboard.press("Escape")
    with layers.changing():
        layers.button("Remove this neuron").click()
    expect(layers.asleep).to_be_hidden()
    expect(layers.part("neuron 4 of layer 1")).to_have_count(0)


# --- Keras trains ---------------------------------------------------------------------------


def test_a_frozen_weight_outlasts_a_new_draw_and_a_fit_that_glides(page: Page) -> None:
    layers = Layers.open(page, f"{FOURS}&view=top")
    layers.choose(EDGE)
    layers.box(EDGE).fill("0.75")
    with layers.changing():
        layers.switch("Freeze").check()
    expect(layers.slider(EDGE)).to_be_disabled()
    expect(layers.part(EDGE)).to_have_accessible_name(f"{EDGE}, 0.75, frozen")
    before = layers.linked
    assert before.frozen == (0,)
    with layers.changing():
        layers.button("Random start").click()
    drawn, mse = layers.linked, layers.metric("mse")
    assert drawn.weights[0][0, 0] == 0.75
    assert drawn.weights[1][0] == 0.0
    assert drawn.weights[0][1, 0] != before.weights[0][1, 0]

    page.evaluate(GLIDE, EDGE)
    with layers.changing():
        layers.button("Train").click()
        expect(page.get_by_text("Keras trained 200 epochs")).to_be_visible(timeout=START_LIMIT)
    glided = page.evaluate("window.glided")
    assert {frame["frozen"] for frame in glided} == {"0.75"}
    assert len({frame["mse"] for frame in glided}) >= 10
    assert layers.linked.residuals, "a switch in the middle of it keeps what was fitted"
    assert layers.linked.weights[0][0, 0] == 0.75
    assert layers.metric("mse") < 0.9 * mse
    expect(page.get_by_text("200 epochs, 1 weight frozen: MSE")).to_be_visible()


GLIDE = """name => {
    window.glided = [];
    const residuals = [...document.querySelectorAll("[role=switch]")]
        .find((box) => box.closest("label").textContent.includes("Misses"));
    const look = () => {
        const mse = document.querySelector("[data-testid=mse]")?.textContent;
        const slider = document.querySelector(`[type=range][aria-label="${name}"]`);
        window.glided.push({ mse, frozen: slider.value });
        if (new Set(window.glided.map((frame) => frame.mse)).size === 5 && !residuals.checked)
            residuals.click();
        requestAnimationFrame(look);
    };
    look();
}"""


# --- the camera -----------------------------------------------------------------------------


def test_nothing_but_the_mouse_moves_the_camera(page: Page) -> None:
    layers = Layers.open(page, FOURS)
    eye = layers.turn()
    layers.choose(EDGE)
    x, y = layers.thumb(EDGE)
    with layers.changing():
        layers.grab((x, y))
        layers.drag([(x + 40, y)])
        layers.expect_eye(eye)
        layers.drop()
    layers.expect_eye(eye)
    for control in (
        layers.switch("ReLU"),
        layers.switch("ReLU"),
        layers.button("Add a neuron to layer 2"),
        layers.button("Train"),
    ):
        with layers.changing():
            control.click()
        layers.expect_eye(eye)
    for top in (True, False):
        with layers.changing():
            layers.look(top=top)
    layers.expect_eye(eye)
    expect(page).to_have_url(re.compile("camera="))
    page.reload()
    layers.until_drawn()
    layers.expect_eye(eye)


# --- sizes ----------------------------------------------------------------------------------


def test_what_is_too_large_is_refused_and_the_page_stays_usable(page: Page) -> None:
    layers = Layers.open(page, "?inputs=sugars,fiber&layers=4-relu,4-relu,4-relu&view=top")
    layers.expect_truth()
    for layer, sizes in ((1, "1024 ReLU → 4 ReLU"), (2, "1024 ReLU → 1024 ReLU → 4 ReLU")):
        resize(layers, layer, 1024)
        expect(layers.equation).to_contain_text(sizes)
        expect(layers.notices).to_have_count(0)
    expect(layers.agreement).to_have_text("computed by Keras", timeout=START_LIMIT)
    expect(layers.diagram.get_by_text("… 1,016 more")).to_have_count(2)
    resize(layers, 3, 1024)
    expect(layers.notices).to_contain_text("this page takes at most 1,200,000: take fewer units")
    expect(layers.box("Units of layer 3")).to_have_value("4")
    expect(page).to_have_url(re.compile("layers=1024-relu(,|%2C)1024-relu(,|%2C)4-relu"))
    layers.until_quiet()
    layers.choose(EDGE)
    mse = layers.metric("mse")
    layers.box(EDGE).fill("3")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "mse => document.querySelector('[data-testid=mse]').textContent !== mse", arg=f"{mse}"
    )


def resize(layers: Layers, layer: int, units: int) -> None:
    """Types how many units a layer shall have."""
    box = layers.box(f"Units of layer {layer}")
    box.fill(str(units))
    box.press("Enter")


@pytest.mark.parametrize(
    "link",
    [
        "?layers=6-relu&residuals=1&at=8",
        "?data=concrete&layers=8-relu&inputs=" + ",".join(EIGHT),
    ],
    ids=["one input", "eight inputs"],
)
def test_one_input_is_a_curve_and_eight_are_sliced(page: Page, link: str) -> None:
    layers = Layers.open(page, link)
    layers.expect_truth()
    stack = layers.linked
    assert len(stack.inputs) in (1, 8)
    if len(stack.inputs) == 1:
        layers.ask()
    name = stack.inputs[-1] if len(stack.inputs) == 1 else stack.inputs[3]
    before = shape(layers)
    with layers.changing():
        layers.slider(name).focus()
        page.keyboard.press("End")
    assert (shape(layers) == before) == (len(stack.inputs) == 1)
    layers.choose(f"weight from {name} to neuron 1 of layer 1")
    before = shape(layers)
    with layers.changing():
        layers.box(f"weight from {name} to neuron 1 of layer 1").fill("2.5")
        page.keyboard.press("Enter")
    assert shape(layers) != before
    with layers.changing():
        layers.button("Train").click()


def shape(layers: Layers) -> str:
    """What the model looks like."""
    curve = layers.page.locator(".np-curve")
    return curve.get_attribute("d") or "" if curve.count() else str(layers.trace("model")["z"])


# --- for everybody --------------------------------------------------------------------------


def test_no_rule_is_broken_in_what_opens_on_a_phone(new_page: NewPage, axe: CheckAxe) -> None:
    page = new_page(color_scheme="dark", **PHONE)
    link = "?inputs=sugars,fiber&layers=12-relu,4-tanh,3-sigmoid&residuals=1&view=top"
    layers = Layers.open(page, link)
    layers.expect_truth()
    layers.choose("neuron 2 of layer 1")
    layers.ask()
    layers.unfold("Walk a row through")
    expect(page.get_by_test_id("walk-progress")).to_be_visible()
    layers.until_quiet()
    axe(page)
    wide = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    assert page.evaluate(OVERFLOWING) == []
    layers.button("Compare activations for layer 1").click()
    expect(layers.button("Use ReLU")).to_be_visible()
    axe(page)
