"""One neuron in the hand: every way to move it, and everything that follows."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.stage import Stage

KEYS = {
    "ArrowRight": 1.05,
    "ArrowUp": 1.1,
    "ArrowLeft": 1.05,
    "ArrowDown": 1.0,
    "PageUp": 1.5,
    "PageDown": 1.0,
    "Shift+ArrowRight": 1.5,
    "Shift+ArrowLeft": 1.0,
    "Home": -10.0,
    "End": 10.0,
}
"""Where w stands after each key, pressed in this order, from w = 1 with a step of 0.05."""


def test_dragging_w_moves_everything_before_the_mouse_is_released(page: Page) -> None:
    stage = Stage.open(page, "?b=90")
    x, y = stage.thumb("w")
    stage.grab((x, y))
    for way in (30, -40):
        stage.drag([(x + way, y)])
        w = stage.value("w")
        assert 0.5 < w * (1 if way > 0 else -1) < 10.0
        stage.expect_neuron(w, 90.0)
    expect(page).to_have_url(re.compile(r"/neuron\?b=90$"))

    page.mouse.up()
    expect(page).to_have_url(re.compile(rf"[?&]w={w:g}(&|$)"))
    stage.expect_neuron(w, 90.0)


def test_each_key_press_is_one_step(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    stage.focus_slider("w")
    for key, w in KEYS.items():
        page.keyboard.press(key)
        stage.expect_neuron(w, 90.0)
    expect(page).to_have_url(re.compile(r"[?&]w=10(&|$)"))


def test_keys_pressed_faster_than_frames_all_count(page: Page) -> None:
    stage = Stage.open(page)
    stage.slider("b").evaluate(
        """slider => {
            const press = () => slider.dispatchEvent(
                new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
            for (let i = 0; i < 40; i++) press();
        }"""
    )
    stage.expect_neuron(0.0, 140.0)


def test_the_number_box_takes_numbers_and_marks_nonsense(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    box = stage.box("w")
    box.fill("2.537")
    stage.expect_neuron(2.537, 90.0)
    expect(box).not_to_have_attribute("aria-invalid", "true")

    for nonsense in ("1e9", "-1e400", ""):
        box.fill(nonsense)
        expect(box).to_have_attribute("aria-invalid", "true")
        stage.expect_neuron(2.537, 90.0)
    box.press_sequentially("e")
    expect(box).to_have_attribute("aria-invalid", "true")

    box.press("Tab")
    expect(box).to_have_value("2.537")
    expect(box).to_have_attribute("aria-invalid", "false")
    stage.expect_neuron(2.537, 90.0)
    expect(page).to_have_url(re.compile(r"[?&]w=2\.537(&|$)"))


def test_a_number_beyond_the_slider_widens_it(page: Page) -> None:
    stage = Stage.open(page)
    stage.box("w").fill("-35")
    stage.expect_neuron(-35.0, 100.0)
    low, high = (float(stage.slider("w").get_attribute(end) or "nan") for end in ("min", "max"))
    assert low <= -35.0 < 10.0 <= high
