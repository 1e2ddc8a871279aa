"""The page One neuron as a person meets it: where things are, and what they say now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

START_LIMIT = 90_000
"""Milliseconds for the first answer of Keras, while TensorFlow is being loaded."""


class Stage:
    """A page that shows the stage: its controls by role and label, its numbers as numbers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.region = page.get_by_role("region", name="Stage")
        self.equation = page.get_by_test_id("equation")
        self.agreement = page.get_by_test_id("keras-agreement")
        self.prediction = page.get_by_test_id("prediction")
        self.chart = page.locator(".np-chart")
        self.landscape = page.locator(".np-landscape")
        self.notices = page.get_by_role("alert")

    @classmethod
    def open(cls, page: Page, link: str = "") -> Stage:
        """Goes to the page with a link such as `?w=2.5&b=90`, and waits until it is drawn."""
        page.goto(f"/neuron{link}")
        stage = cls(page)
        stage.until_drawn()
        return stage

    def until_drawn(self) -> None:
        """Waits for the chart, its model and (unless hidden) the landscape."""
        self.page.wait_for_function(
            """() => {
                const trace = document.querySelector(".np-chart .js-plotly-plot")
                    ?.data?.find(({ name }) => name === "model");
                const landscape = document.querySelector(".np-landscape");
                const depth = landscape?.querySelector(".js-plotly-plot .contourlayer path");
                return trace?.x?.length === 3 && (!landscape || depth);
            }""",
            timeout=30_000,
        )

    def until_keras_agrees(self) -> None:
        """Waits until Keras has answered, and agrees with the preview it was asked about."""
        expect(self.agreement).to_have_attribute("data-state", "agrees", timeout=START_LIMIT)

    # --- controls ---------------------------------------------------------------------------

    def slider(self, name: str) -> Locator:
        """The slider of "w", "b" or "probe"."""
        return self.page.get_by_role("slider", name=name, exact=True)

    def box(self, name: str) -> Locator:
        """The number box of "w", "b" or "probe"."""
        return self.page.get_by_role("spinbutton", name=name, exact=True)

    def switch(self, name: str) -> Locator:
        """The switch "ReLU", "Residuals" or "Best fit"."""
        return self.page.get_by_role("switch", name=name, exact=True)

    def button(self, name: str) -> Locator:
        """A button of the toolbar or the stage."""
        return self.page.get_by_role("button", name=name, exact=True)

    # --- what is shown ----------------------------------------------------------------------

    def value(self, name: str) -> float:
        """Where a slider stands."""
        return float(self.slider(name).input_value())

    def metric(self, name: str) -> float:
        """The number shown for "mse", "mae", "r2" or "score"."""
        text = self.page.get_by_test_id(name).inner_text()
        return float(text.replace("\u2212", "-").replace(",", ""))

    def trace(self, name: str) -> dict[str, Any]:
        """A trace of the chart, "points", "best" or "model", as Plotly holds it."""
        found: dict[str, Any] = self.page.evaluate(TRACE, name)
        return found

    def line(self) -> tuple[float, float]:
        """Slope and height at x = 0 of the model's line, from its first and last point."""
        model = self.trace("model")
        (x0, *_, x1), (y0, *_, y1) = model["x"], model["y"]
        slope = (y1 - y0) / (x1 - x0)
        return slope, y0 - slope * x0

    def expect_neuron(self, w: float, b: float) -> None:
        """Waits for the next frame, and expects sliders, equation and model to show w and b."""
        self.page.evaluate(NEXT_FRAME)
        assert self.value("w") == pytest.approx(w, abs=1e-9)
        assert self.value("b") == pytest.approx(b, abs=1e-9)
        assert self.line() == pytest.approx((w, b), rel=1e-5, abs=1e-5)
        assert self.numbers() == pytest.approx((w, b), rel=1e-6, abs=0.051)

    def numbers(self) -> tuple[float, float]:
        """w and b as the equation shows them."""
        text = self.equation.inner_text().replace("\u2212", "-")
        found = re.search(r"= (?:max\(0, )?(-?[\d.]+) × .* ([+-]) ([\d.]+)\)?$", text)
        assert found, f"the equation reads {text!r}"
        w, sign, b = found.groups()
        return float(w), float(b) if sign == "+" else -float(b)

    # --- the mouse --------------------------------------------------------------------------

    def grab(self, at: tuple[float, float]) -> None:
        """Presses the mouse button there, in pixels of the page."""
        self.page.mouse.move(*at)
        self.page.mouse.down()

    def drag(self, path: Sequence[tuple[float, float]]) -> None:
        """Moves the mouse along points of the page, in small steps; the button stays down."""
        for point in path:
            self.page.mouse.move(*point, steps=8)

    def thumb(self, name: str) -> tuple[float, float]:
        """Where the thumb of a slider is on the page."""
        slider = self.slider(name)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        low, high = (float(slider.get_attribute(end) or "nan") for end in ("min", "max"))
        share = (self.value(name) - low) / (high - low)
        width = 26  # of the thumb, whose centre stays within the track
        return box["x"] + width / 2 + share * (box["width"] - width), box["y"] + box["height"] / 2

    def spot(self, picture: Locator, x: float, y: float) -> tuple[float, float]:
        """Where a point of the chart or the landscape, in its axes' units, is on the page."""
        picture.scroll_into_view_if_needed()
        left, top = picture.evaluate(SPOT, [x, y])
        return left, top

    def focus_slider(self, name: str) -> None:
        """Puts the keyboard on a slider."""
        self.slider(name).focus()
        expect(self.slider(name)).to_be_focused()


NEXT_FRAME = """() => new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)))"""

TRACE = """name => {
    const trace = document.querySelector(".np-chart .js-plotly-plot").data
        .find((trace) => trace.name === name);
    return { x: Array.from(trace.x), y: Array.from(trace.y), visible: trace.visible ?? true,
             color: trace.line?.color };
}"""

SPOT = """(picture, [x, y]) => {
    const { xaxis, yaxis } = picture.querySelector(".js-plotly-plot")._fullLayout;
    const box = picture.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.c2p(x), box.top + yaxis._offset + yaxis.c2p(y)];
}"""
