"""The page One neuron as a person meets it: where things are, and what they say now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.finger import Finger

START_LIMIT = 90_000
"""Milliseconds for the first answer of Keras, while TensorFlow is being loaded."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """One painted frame.

    Attributes:
        value: where the slider stood.
        hand: where the hand last put it; None before it was touched.
        slope: of the model's line.
        path: how the line is drawn.
    """

    value: float
    hand: float | None
    slope: float
    path: str


def open_data(page: Page) -> None:
    """Opens the boxes of the data, inputs and target."""
    page.locator(".st-key-data-pill").get_by_role("button").first.click()
    expect(page.get_by_role("combobox", name="Data")).to_be_visible()


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
        self.page.wait_for_function(DRAWN, timeout=30_000)

    def until_keras_agrees(self) -> None:
        """Waits until Keras has answered, and agrees with the preview it was asked about."""
        expect(self.agreement).to_have_attribute("data-state", "agrees", timeout=START_LIMIT)

    def until_quiet(self) -> None:
        """Waits until no script runs and nothing on the page is faded while it waits for one."""
        self.page.locator("[data-test-script-state=notRunning]").wait_for()
        self.page.wait_for_function(
            "document.getAnimations().every(({ playState }) => playState !== 'running')"
        )

    def until_still(self) -> None:
        """Waits until every slider of the stage has stood still for ten frames."""
        self.page.evaluate(STILL)

    # --- controls ---------------------------------------------------------------------------

    def slider(self, name: str) -> Locator:
        """The slider of "w", "b" or "probe"."""
        return self.page.get_by_role("slider", name=name, exact=True)

    def box(self, name: str) -> Locator:
        """The number box of "w", "b" or "probe"."""
        return self.page.get_by_role("spinbutton", name=name, exact=True)

    def switch(self, name: str) -> Locator:
        """The switch "ReLU", "Misses" or "Best fit"."""
        return self.page.get_by_role("switch", name=name, exact=True)

    def button(self, name: str) -> Locator:
        """A button of the toolbar or the stage."""
        return self.page.get_by_role("button", name=name, exact=True)

    def focus_slider(self, name: str) -> None:
        """Puts the keyboard on a slider."""
        self.slider(name).focus()
        expect(self.slider(name)).to_be_focused()

    # --- what is shown ----------------------------------------------------------------------

    def value(self, name: str) -> float:
        """Where a slider stands."""
        return float(self.slider(name).input_value())

    def ends(self, name: str) -> Point:
        """The lowest and the highest value of a slider."""
        slider = self.slider(name)
        low, high = (slider.get_attribute(end) for end in ("min", "max"))
        assert low is not None
        assert high is not None
        return float(low), float(high)

    def metric(self, name: str) -> float:
        """The number shown for "mse", "mae", "r2" or "score"."""
        text = self.page.get_by_test_id(name).text_content() or ""
        return float(text.replace("\u2212", "-").replace(",", ""))

    def trace(self, name: str) -> dict[str, Any]:
        """A trace of the chart as Plotly holds it."""
        found: dict[str, Any] = self.page.evaluate(TRACE, name)
        return found

    def corners(self, name: str = "curve") -> list[list[float]]:
        """Where the model's line, or the "single" best one, is drawn: x and y of its corners."""
        found: list[list[float]] = self.page.evaluate(CORNERS, name)
        return found

    def line(self, name: str = "curve") -> Point:
        """Slope and height at x = 0 of a straight line, from its first and last corner."""
        (x0, y0), *_, (x1, y1) = self.corners(name)
        slope = (y1 - y0) / (x1 - x0)
        return slope, y0 - slope * x0

    def numbers(self) -> Point:
        """w and b as the equation shows them."""
        text = self.equation.inner_text().replace("\u2212", "-")
        found = re.search(r"= (?:max\(0, )?(-?[\d.]+) × .* ([+-]) ([\d.]+)\)?$", text)
        assert found, f"the equation reads {text!r}"
        w, sign, b = found.groups()
        return float(w), float(b) if sign == "+" else -float(b)

    def view(self, picture: Locator) -> list[float]:
        """The ranges of a picture's axes, as they are zoomed now: x0, x1, y0, y1."""
        ranges: list[float] = picture.evaluate(
            """picture => {
                const { xaxis, yaxis } = picture.querySelector(".js-plotly-plot")._fullLayout;
                return [...xaxis.range, ...yaxis.range];
            }"""
        )
        return ranges

    def until_zoomed(self) -> list[float]:
        """Waits until the chart shows less than at first, and returns its ranges."""
        self.page.wait_for_function(
            """() => {
                const { xaxis } = document.querySelector(".np-chart .js-plotly-plot")._fullLayout;
                return xaxis.range[0] > xaxis._rangeInitial0;
            }"""
        )
        return self.view(self.chart)

    def next_frame(self) -> None:
        """Waits until what is under way now is drawn."""
        self.page.evaluate(NEXT_FRAME)

    def expect_neuron(self, w: float, b: float) -> None:
        """Waits for the next frame, and expects sliders, equation and model to show w and b."""
        self.next_frame()
        assert self.value("w") == pytest.approx(w, abs=1e-9)
        assert self.value("b") == pytest.approx(b, abs=1e-9)
        assert self.numbers() == pytest.approx((w, b), rel=1e-6, abs=0.051)
        if not self.switch("ReLU").is_checked():
            assert self.line() == pytest.approx((w, b), rel=1e-5, abs=1e-5)

    def expect_settled(self, w: float, b: float) -> None:
        """Waits until a glide has ended at w and b; everything must show them then."""
        expect(self.slider("w")).to_have_value(f"{w:.12g}")
        expect(self.slider("b")).to_have_value(f"{b:.12g}")
        self.expect_neuron(w, b)

    def expect_near(self, name: str, value: float, off: float) -> None:
        """Waits until a slider stands within `off` of a value."""
        self.page.wait_for_function(NEAR, arg=[name, value, off], timeout=START_LIMIT)

    def expect_link(self, **fields: str) -> None:
        """Waits until the address holds exactly these fields."""
        query = "&".join(f"{name}={value}" for name, value in fields.items())
        end = rf"\?{re.escape(query)}" if query else ""
        expect(self.page).to_have_url(re.compile(rf"/neuron{end}$"))

    def predicted(self) -> float:
        """The prediction at the probe, as it is shown."""
        found = re.search(r"-?[\d.]+", self.prediction.inner_text().replace("\u2212", "-"))
        assert found
        return float(found.group())

    # --- the mouse --------------------------------------------------------------------------

    def grab(self, at: Point) -> None:
        """Presses the mouse button there, in pixels of the page."""
        self.page.mouse.move(*at)
        self.page.mouse.down()

    def drag(self, path: Sequence[Point]) -> None:
        """Moves the mouse along points of the page, in small steps; the button stays down."""
        for point in path:
            self.page.mouse.move(*point, steps=8)

    def drop(self) -> None:
        """Lets go."""
        self.page.mouse.up()

    def swipe(self, start: Point, end: Point) -> None:
        """Moves a finger over the screen, from touching it to letting go."""
        Finger(self.page).swipe(start, end)

    def thumb(self, name: str) -> Point:
        """Where the thumb of a slider is on the page."""
        slider = self.slider(name)
        slider.evaluate("slider => slider.scrollIntoView({ block: 'center' })")
        box = slider.bounding_box()
        assert box is not None
        low, high = self.ends(name)
        share = (self.value(name) - low) / (high - low)
        width = 26  # of the thumb, whose centre stays within the track
        return box["x"] + width / 2 + share * (box["width"] - width), box["y"] + box["height"] / 2

    def spot(self, picture: Locator, x: float, y: float) -> Point:
        """Where a point of the chart or the landscape, in its axes' units, is on the page."""
        picture.scroll_into_view_if_needed()
        left, top = picture.evaluate(SPOT, [x, y])
        return left, top

    # --- what happens over time -------------------------------------------------------------

    def record(self, name: str, step: float) -> None:
        """From now on notes after each frame a slider, what the hand made of it, and the model."""
        self.page.evaluate(RECORD, [name, step])

    def recorded(self) -> list[Frame]:
        """What was noted since the last time."""
        return [Frame(**frame) for frame in self.page.evaluate("window.recorded.splice(0)")]


DRAWN = """() => {
    const line = document.querySelector(".np-chart .np-curve");
    const landscape = document.querySelector(".np-landscape");
    const depth = landscape?.querySelector(".js-plotly-plot .contourlayer path");
    return line?.getAttribute("d") && (!landscape || depth);
}"""

STILL = """async () => {
  const values = () => [...document.querySelectorAll(".np-slider [type=range]")]
    .map((slider) => slider.value).join();
  for (let before, same = 0; same < 10;) {
    const now = values();
    same = now === before ? same + 1 : 0;
    before = now;
    await new Promise(requestAnimationFrame);
  }
}"""

NEXT_FRAME = """() => new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)))"""

TRACE = """name => {
    const plot = document.querySelector(".np-chart .js-plotly-plot");
    const trace = plot._fullData.find((trace) => trace.name === name);
    return { x: Array.from(trace.x ?? []), y: Array.from(trace.y ?? []), color: trace.line?.color };
}"""

CORNERS = """name => {
    const { xaxis, yaxis } = document.querySelector(".np-chart .js-plotly-plot")._fullLayout;
    const path = document.querySelector(`.np-chart .np-${name}`).getAttribute("d");
    return path.split(/[ML]/).slice(1).map((spot) => spot.split(",").map(Number))
        .map(([x, y]) => [xaxis.p2c(x - xaxis._offset), yaxis.p2c(y - yaxis._offset)]);
}"""

SPOT = """(picture, [x, y]) => {
    const { xaxis, yaxis } = picture.querySelector(".js-plotly-plot")._fullLayout;
    const box = picture.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.c2p(x), box.top + yaxis._offset + yaxis.c2p(y)];
}"""

NEAR = """([name, value, off]) => {
    const slider = document.querySelector(`[type=range][aria-label="${name}"]`);
    return Math.abs(slider.value - value) <= off;
}"""

RECORD = """([name, step]) => {
    const slider = () => document.querySelector(`[type=range][aria-label="${name}"]`);
    window.recorded = [];
    let hand = null;
    addEventListener("input", ({ target }) => {
        if (target === slider()) hand = Math.round(target.value / step) * step;
    }, true);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
        const path = document.querySelector(".np-chart .np-curve").getAttribute("d");
        const corners = (CORNERS)("curve");
        const [[x0, y0], [x1, y1]] = [corners[0], corners.at(-1)];
        window.recorded.push(
            { value: Number(slider().value), hand, slope: (y1 - y0) / (x1 - x0), path });
    };
    const frame = () => { channel.port2.postMessage(0); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
}""".replace("CORNERS", CORNERS)
