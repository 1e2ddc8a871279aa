"""The page Layers as a person meets it: parts of its diagram by name, its network from its link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from playground.core.data.datasets import load
from playground.core.fit.metrics import metrics
from playground.core.network.activations import Array
from playground.core.network.network import forward
from playground.state.layers import LayersState
from tests.browser.space import Planes
from tests.browser.stage import START_LIMIT, Point

FOURS = "?inputs=sugars,fiber&layers=4-relu,4-relu"
"""Two inputs and two layers that bend, not trained."""


class Layers(Planes):
    """The stage of a network; charts and camera are found as on the page Planes.

    Attributes:
        sent: what the browser told the server so far, a message each: every rerun begins so.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.space = page.locator(".np-chart").nth(1)
        self.diagram = page.get_by_role("group", name=re.compile("^The network: "))
        self.asleep = page.get_by_test_id("asleep")
        self.difference = page.get_by_test_id("collapse-difference")
        self.sent: list[object] = []
        note = self.sent.append
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: note(frame)))
        page.add_init_script(LISTEN)

    @classmethod
    def open(cls, page: Page, link: str = "") -> Layers:
        """Goes to the page with a link such as `?layers=8-relu`, and waits until it is drawn."""
        layers = cls(page)
        page.goto(f"/layers{link}")
        layers.until_drawn()
        return layers

    def until_drawn(self) -> None:
        """Waits for the picture that is looked at and for every neuron's thumbnail."""
        self.page.wait_for_function(DRAWN, timeout=60_000)

    def ask(self) -> None:
        """Opens what the network is asked with."""
        self.unfold("Ask the network")
        expect(self.prediction).to_be_visible()

    def unfold(self, name: str) -> None:
        """Opens or closes a part of the page that is built when it is opened."""
        self.page.locator("summary", has_text=name).press("Enter")

    def look(self, *, top: bool) -> None:
        """Looks at the network from above or in space, and waits until it is drawn."""
        self.switch("From above").set_checked(top)
        self.next_frame()
        self.until_drawn()

    # --- parts --------------------------------------------------------------------------------

    def part(self, name: str) -> Locator:
        """A part of the diagram, "neuron 2 of layer 1", whatever its number is now."""
        return self.diagram.get_by_role("button", name=re.compile(rf"^{re.escape(name)}(,|$)"))

    def choose(self, name: str) -> None:
        """Clicks a part of the diagram with the mouse, where nothing else lies above it."""
        part = self.part(name)
        part.scroll_into_view_if_needed()
        self.page.mouse.click(*self._spot(part))
        expect(part).to_be_focused()

    def _spot(self, part: Locator) -> Point:
        x, y = part.evaluate(FREE_SPOT)
        return x, y

    def select(self, name: str, option: str) -> None:
        """Chooses in a box of the stage: "Activation of layer 1", "tanh"."""
        self.region.get_by_role("combobox", name=name, exact=True).select_option(label=option)

    # --- what it shows ------------------------------------------------------------------------

    @property
    def linked(self) -> LayersState:
        """What the address says is on screen."""
        stack, notices = LayersState.from_query(dict(parse_qsl(urlsplit(self.page.url).query)))
        assert notices == ()
        return stack

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Afterwards the address has changed, and Keras agrees with what it says."""
        self.until_quiet()
        link = self.page.url
        self.page.evaluate("window.answered = null")
        yield
        self.page.wait_for_url(lambda url: url != link)
        self.expect_truth()

    def expect_truth(self) -> None:
        """Waits for Keras' answer to what the address says; compares all with NumPy."""
        stack = self.linked
        network = [[layer.units, layer.activation] for layer in stack.network.layers]
        asked = [stack.tensors.flatten().tolist(), network]
        self.page.wait_for_function(ANSWERED, arg=asked, timeout=START_LIMIT)
        self.until_keras_agrees()
        self.until_quiet()
        sample = load(stack.data).sample(stack.inputs, stack.target)
        expected = metrics(sample.y, answers(stack, sample.x))
        assert self.metric("mse") == pytest.approx(expected.mse, rel=5e-3)
        assert self.metric("r2") == pytest.approx(expected.r2, rel=6e-3, abs=2e-3)
        if self.prediction.is_visible():
            (at,) = answers(stack, np.array([stack.at]))
            assert self.predicted() == pytest.approx(at, rel=2e-3, abs=2e-3)
        if stack.view == "3d" and len(stack.axes) == 2:
            self._expect_surface(stack)

    def _expect_surface(self, stack: LayersState) -> None:
        model = self.trace("model")
        rows = np.tile(stack.at, (len(model["x"]), 1))
        for axis, values in zip(stack.axes, (model["x"], model["y"]), strict=True):
            rows[:, stack.inputs.index(axis)] = values
        slack = 1e-4 * float(np.ptp(load(stack.data).sample(stack.inputs, stack.target).y))
        assert np.array(model["z"]) == pytest.approx(answers(stack, rows), rel=1e-4, abs=slack)

    def pictures(self) -> list[str]:
        """A text for the heat map and one for the thumbnails of each layer: their pixels."""
        texts: list[str] = self.page.evaluate(PIXELS)
        return texts

    def numbers_shown(self) -> list[str]:
        """The errors and the one neuron, as they are written."""
        ids = ("mse", "mae", "r2", "collapsed", "collapse-difference")
        return [self.page.get_by_test_id(name).text_content() or "" for name in ids]


def answers(stack: LayersState, rows: Array) -> Array:
    """What NumPy says the network answers for rows in the data's units, in the target's unit."""
    y = forward(stack.network, stack.weights, stack.scaling.inputs(rows))[:, 0]
    return stack.scaling.raw_target(y)


LISTEN = """(() => {
    const ask = window.fetch;
    window.answered = null;
    window.fetch = async (url, options) => {
        const answer = await ask(url, options);
        if (String(url).includes("keras/answer") && answer.status === 200)
            answer.clone().json().then(() => setTimeout(() => {
                window.answered = JSON.parse(options.body);
            }));
        return answer;
    };
})()"""
"""Keeps in `answered` what Keras answered last."""

ANSWERED = """([weights, layers]) => {
    const source = window.answered?.source;
    if (!source?.network) return false;
    const same = source.network.layers.every(({ units, activation }, i) =>
        units === layers[i]?.[0] && activation === layers[i][1]);
    const asked = source.weights.flat();
    return same && asked.length === weights.length && asked.every((value, i) =>
        Math.abs(value - weights[i]) <= 1e-6 * Math.max(1, Math.abs(value)));
}"""

DRAWN = """() => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    if (!box) return false;
    const model = box.querySelector(".js-plotly-plot")?._fullData
        ?.find(({ name, type }) => name === "model" && type === "mesh3d");
    const drawn = box.querySelector(".np-heat")?.nextSibling.querySelector(".main-svg")
        || box.querySelector(".np-curve")?.getAttribute("d") || model?.x?.length > 3;
    const blank = (canvas) => !canvas.getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
    const thumbnails = [...document.querySelectorAll(".np-thumbnails")];
    return Boolean(drawn) && thumbnails.length > 0 && !thumbnails.some(blank);
}"""

PIXELS = """() => [...document.querySelectorAll(".np-heat, .np-thumbnails")]
    .map((canvas) => canvas.toDataURL())"""

FREE_SPOT = """(part) => {
    const line = part.querySelector("path.np-line");
    if (!line) {
        const box = part.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    }
    const length = line.getTotalLength();
    const matrix = line.getScreenCTM();
    for (let step = 1; step < 60; step++) {
        const { x, y } = line.getPointAtLength((length * step) / 60).matrixTransform(matrix);
        if (document.elementFromPoint(x, y)?.closest(".np-part") === part) return [x, y];
    }
    throw new Error("nothing of the edge is free to be clicked");
}"""
