"""The page Concrete as a person meets it: mixing, climbing the ladder, looking at inputs."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from playground.core.network.network import forward
from playground.ladder.networks import DEEP, LADDER, sample, scaling, split_of
from playground.ladder.store import trained_ladder
from playground.stage.payloads.concrete import coverage
from playground.state.concrete import ConcreteState
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.stage import Stage

DRAWN = """() => {
    const part = document.querySelector(".np-concrete > div:not(.np-head):not([hidden])");
    const curve = part?.querySelector(".np-curve");
    const dots = [...(part?.querySelectorAll(".np-dots") ?? [])];
    const mesh = part?.querySelector(".np-surface .js-plotly-plot")?._fullData
        ?.find(({ name }) => name === "model");
    if (curve) return Boolean(curve.getAttribute("d"));
    if (dots.length) return dots.length === 4 && dots.every((dot) => dot.getAttribute("d"));
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
        """Goes to "Mix a concrete", "The ladder" or "What each input does"."""
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
    expect(verdict).to_contain_text("The data holds this mix: measured at 33.8 MPa")
    concrete.box("Age").fill("30")
    concrete.box("Age").press("Enter")
    expect(verdict).to_contain_text("The data covers this")
    concrete.box("Cement").fill("600")
    concrete.box("Cement").press("Enter")
    expect(verdict).to_contain_text("Outside the data: Cement 600 (the data: 102 to 540 kg/m³)")
    concrete.box("Cement").fill("500")
    concrete.box("Cement").press("Enter")
    expect(verdict).to_contain_text("Far from every real mix")
    page.wait_for_url(re.compile(r"at=500"))
    assert not coverage().is_covered(np.array(concrete.linked().at))
    row = coverage().nearest(np.array(concrete.linked().at), 1)[0]
    concrete.near().first.click()
    side = "tested" if row in split_of("random")[1] else "trained"
    expect(verdict).to_contain_text(f"in a row that the network was {side} on")
    page.wait_for_function(
        "cement => location.search.includes(cement)", arg=f"{sample().x[row, 0]:g}"
    )
    assert concrete.linked().at == tuple(sample().x[row])
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)


def test_the_ladder_is_climbed_by_mouse_and_keyboard(page: Page, axe: CheckAxe) -> None:
    concrete = Concrete.open(page, "?part=ladder&rung=linear")
    dots = page.locator(".np-dots").first
    for name, rung in LADDER.items():
        for split in ("random", "mix"):
            shown = page.get_by_test_id(f"r2-{name}-{split}")
            expect(shown).to_have_text(f"{trained_ladder().metrics(name, split).r2:.2f}")
        expect(concrete.radio(rung.label)).to_be_visible()
    before = dots.get_attribute("d")
    concrete.radio("Linear unit").press("ArrowDown")
    expect(concrete.radio("16-16 without ReLU")).to_be_checked()
    concrete.radio("16-16 with ReLU").check()
    relu = trained_ladder().metrics("relu", "mix")
    told = f"Tested on whole mixes: R² {relu.r2:.2f}, MAE {relu.mae:.1f} MPa"
    expect(page.get_by_role("heading", name=told)).to_be_visible()
    expect(page.get_by_test_id("rung")).to_contain_text("here is the jump")
    expect(dots).not_to_have_attribute("d", before or "")
    page.wait_for_url(re.compile(r"part=ladder$"))  # its rung is the one the page begins with
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)


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


def test_nothing_overflows_a_phone_and_the_strength_stays_in_view(
    new_page: NewPage, axe: CheckAxe
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    concrete = Concrete.open(page)
    for part in ("The ladder", "What each input does", "Mix a concrete"):
        concrete.look(part)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    concrete.until_keras_agrees()
    concrete.until_quiet()
    axe(page)
    concrete.slider("Age").scroll_into_view_if_needed()
    expect(concrete.prediction).to_be_in_viewport()
