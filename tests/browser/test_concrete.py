"""The page Concrete as a person meets it: mixing, climbing the ladder, looking at inputs."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from playground.core.network.network import forward
from playground.ladder.coverage import coverage
from playground.ladder.networks import (
    DEEP,
    LADDER,
    SPLITS,
    best_linear,
    sample,
    scaling,
    split_of,
)
from playground.ladder.store import trained_ladder
from playground.state.concrete import ConcreteState, training_state_of
from playground.state.training import TrainingState
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.stage import Stage

SLIDERS = [column.labelled.name for column in sample().inputs]

DRAWN = """() => {
    const part = document.querySelector(".np-concrete > div:not(.np-head):not([hidden])");
    const curve = part?.querySelector(".np-curve");
    const dots = [...(part?.querySelectorAll(".np-dots") ?? [])];
    const mesh = part?.querySelector(".np-surface .js-plotly-plot")?._fullData
        ?.find(({ name }) => name === "model");
    if (curve) return Boolean(curve.getAttribute("d"));
    if (dots.length) return dots.length === 2 && dots.every((dot) => dot.getAttribute("d"));
    return Boolean(mesh?.z?.length);
}"""


class Concrete(Stage):
    """The stage of Concrete; what it shares with One neuron it has from there."""

    @classmethod
    def open(cls, page: Page, link: str = "") -> Concrete:
        page.goto(f"/concrete{link}")
        concrete = cls(page)
        concrete.until_drawn()
        return concrete

    def until_drawn(self) -> None:
        """Waits for the picture of the part that is looked at."""
        self.page.wait_for_function(DRAWN, timeout=90_000)

    def look(self, part: str) -> None:
        """Goes to "Mix a concrete", "Does depth pay?" or "What each input does"."""
        self.radio(part).check()
        self.until_drawn()

    def radio(self, name: str) -> Locator:
        """A part of the page, or a network of the ladder."""
        return self.page.get_by_role("radio", name=name, exact=True)

    def strength(self) -> float:
        """The predicted strength as it is shown, MPa."""
        return float(self.prediction.inner_text().removesuffix(" MPa").replace("\u2212", "-"))

    def curve(self) -> str:
        """How the curve is drawn."""
        return self.page.locator(".np-curve").get_attribute("d") or ""

    def is_free(self, name: str) -> bool:
        """Whether a slider is on screen, and nothing lies over its thumb."""
        x, y = self.thumb(name)
        return bool(
            self.slider(name).evaluate(
                "(slider, [x, y]) => document.elementFromPoint(x, y) === slider", [x, y]
            )
        )

    def near(self) -> Locator:
        """The nearest real mixes."""
        return self.page.get_by_role("button", name=re.compile("^Take mix"))

    def linked(self) -> ConcreteState:
        """What the address holds."""
        mix, ignored = ConcreteState.from_query(parse_qs(urlsplit(self.page.url).query))
        assert not ignored
        return mix


def said(mix: ConcreteState) -> float:
    """What the network of the text says of a mix, MPa."""
    row = scaling().inputs(np.array([mix.at]))
    outputs = forward(DEEP.network, trained_ladder().tensors.weights, row)
    return float(scaling().raw_target(outputs)[0, 0])


def test_strength_curve_and_neighbours_move_while_the_hand_does(page: Page) -> None:
    concrete = Concrete.open(page)
    concrete.until_keras_agrees()
    before, line = concrete.strength(), concrete.curve()
    box = concrete.slider("Cement").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.35 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], y, steps=5)
    page.wait_for_function(
        "line => document.querySelector('.np-curve').getAttribute('d') !== line", arg=line
    )
    assert concrete.strength() > before + 5
    assert concrete.linked() == ConcreteState.default()
    page.mouse.up()
    page.wait_for_url(re.compile(r"at="))
    concrete.until_keras_agrees()
    mix = concrete.linked()
    assert mix.at[0] == concrete.value("Cement")
    assert concrete.strength() == pytest.approx(said(mix), abs=0.06)
    rows = coverage().nearest(np.array(mix.at), 5)
    for button, row in zip(concrete.near().all(), rows, strict=True):
        expect(button).to_contain_text(f"{sample().names[row]}{sample().y[row]:.1f} MPa")


def test_a_mix_that_nobody_measured_is_warned_of_and_a_real_one_can_be_taken(
    page: Page, axe: CheckAxe
) -> None:
    concrete = Concrete.open(page, "?curve=Water")
    verdict = page.get_by_test_id("coverage")
    expect(verdict).to_contain_text("A real mix, measured at 33.8 MPa")
    concrete.box("Age").fill("30")
    concrete.box("Age").press("Enter")
    expect(verdict).to_contain_text(re.compile("[Cc]lose to a real mix"))
    concrete.box("Cement").fill("600")
    concrete.box("Cement").press("Enter")
    expect(verdict).to_contain_text("Outside the data: Cement 600 (real mixes: 102 to 540 kg/m³)")
    concrete.box("Cement").fill("500")
    concrete.box("Cement").press("Enter")
    expect(verdict).to_contain_text("Far from every real mix")
    page.wait_for_url(re.compile(r"at=500"))
    assert not coverage().is_covered(np.array(concrete.linked().at))
    row = coverage().nearest(np.array(concrete.linked().at), 1)[0]
    concrete.near().first.click()
    side = "test" if row in split_of("random")[1] else "training"
    expect(verdict).to_contain_text(f"a {side} row.")
    page.wait_for_function(
        "cement => location.search.includes(cement)", arg=f"{sample().x[row, 0]:g}"
    )
    assert concrete.linked().at == tuple(sample().x[row])
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)


def test_depth_does_not_pay_and_the_network_in_view_is_trained(page: Page, axe: CheckAxe) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    concrete = Concrete.open(page, "?part=ladder&rung=linear")
    dots = page.locator(".np-dots").first
    expect(page.get_by_text(f"(least squares), {best_linear('random').r2:.2f}")).to_be_visible()
    before = dots.get_attribute("d")
    concrete.radio("Linear unit").press("ArrowDown")
    expect(concrete.radio("16-16 without ReLU")).to_be_checked()
    concrete.radio("16-16 with ReLU").check()
    expect(page.get_by_test_id("rung")).to_contain_text("the jump")
    expect(dots).not_to_have_attribute("d", before or "")
    for split, label in SPLITS.items():
        concrete.radio(label).check()
        for name in LADDER:
            r2 = trained_ladder().metrics(name, split).r2
            expect(page.get_by_test_id(f"r2-{name}")).to_have_text(f"{r2:.2f}")
        relu = trained_ladder().metrics("relu", split)
        head = f"16-16 with ReLU: R² {relu.r2:.2f}, mean miss {relu.mae:.1f} MPa"
        expect(page.get_by_role("heading", name=head)).to_be_visible()
    page.get_by_role("button", name="Why the split matters").click()
    for split, seen in (("random", 2), ("mix", 0)):
        way = page.get_by_test_id(f"way-{split}")
        expect(way).to_be_in_viewport(ratio=1)
        expect(way).to_contain_text(f"R² {trained_ladder().metrics('relu', split).r2:.2f}")
        expect(way.locator("tr").nth(1).locator("i")).to_have_count(seen)
        expect(way.locator("tr").nth(2).locator("i")).to_have_count(4 - seen)
    page.wait_for_url(re.compile(r"part=ladder&split=mix&why=1$"))
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)
    train = page.get_by_role("link", name="Train 16-16 with ReLU")
    expect(train).to_be_in_viewport(ratio=1)
    train.click()
    page.wait_for_url(re.compile("/training"))
    query = parse_qs(urlsplit(page.url).query)
    assert TrainingState.from_query(query) == (training_state_of(LADDER["relu"], "mix"), ())
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile(r"/concrete\?part=ladder&split=mix&why=1$"))
    concrete.until_drawn()
    expect(concrete.radio("whole mixes")).to_be_checked()


def test_a_surface_over_two_inputs_comes_from_keras(page: Page, axe: CheckAxe) -> None:
    concrete = Concrete.open(page)
    concrete.look("What each input does")
    across = page.get_by_role("combobox", name="Surface across")
    across.select_option("Age")
    expect(page.get_by_role("combobox", name="and", exact=True)).to_have_value("Cement")
    page.wait_for_url(re.compile(r"axes=Age"))
    concrete.until_drawn()
    mix = concrete.linked()
    assert (mix.part, mix.axes) == ("inputs", ("Age", "Cement"))
    heights = page.evaluate(
        """() => Array.from(document.querySelector(".np-surface .js-plotly-plot")._fullData
            .find(({ name }) => name === "model").z)"""
    )
    oldest = np.array(mix.at)
    oldest[[7, 0]] = 365.0, 102.0  # the first input runs fastest: the end of the first line
    assert heights[24] == pytest.approx(said(ConcreteState(tuple(oldest))), abs=0.01)
    assert page.locator(".np-multiple .np-own").first.get_attribute("d")
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)


PICTURE = (
    ".np-mix .np-chart, .np-rung-list, .np-pair .np-actual, .np-multiples, .np-surface .np-chart"
)
TOP = """selector => Math.min(...[...document.querySelectorAll(selector)]
    .filter((box) => box.checkVisibility()).map((box) => box.getBoundingClientRect().top))"""


def test_on_a_laptop_the_picture_begins_high_and_nobody_scrolls(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    concrete = Concrete.open(page)
    for name in SLIDERS:
        expect(concrete.slider(name)).to_be_in_viewport(ratio=1)
    expect(concrete.prediction).to_be_in_viewport(ratio=1)
    expect(concrete.chart.first).to_be_in_viewport(ratio=1)
    concrete.slider("Age").focus()  # would scroll if it had to
    page.keyboard.press("PageUp")
    for part in ("Mix a concrete", "Does depth pay?", "What each input does"):
        concrete.radio(part).check()
        page.wait_for_function(f"({TOP})({PICTURE!r}) < Infinity")
        assert page.evaluate(TOP, PICTURE) <= 0.25 * 768
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    expect(page.locator(".np-multiples")).to_be_in_viewport(ratio=1)


def test_under_a_finger_slider_strength_and_picture_are_on_screen_together(
    new_page: NewPage,
) -> None:
    width, height = 390, 844
    page = new_page(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    concrete = Concrete.open(page)
    for name in ("Age", "Water", "Fine aggregate"):
        x, y = concrete.thumb(name)
        line, before = concrete.curve(), concrete.value(name)
        concrete.swipe((x, y), (x + 60, y))
        assert concrete.value(name) > before
        for seen in (concrete.prediction, concrete.chart.first):
            expect(seen).to_be_in_viewport(ratio=1)
        assert concrete.is_free(name)
        if name != "Age":  # the curve over the age stays as it is
            assert concrete.curve() != line
    pinned = page.locator(".np-pinned").bounding_box()
    assert pinned is not None
    assert pinned["height"] <= 0.41 * height
    concrete.until_keras_agrees()
    for part in ("Does depth pay?", "What each input does"):
        concrete.look(part)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
