"""The page Planes as a person meets it: its picture in space and from above, as numbers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import Stage

Eye = tuple[float, float, float]
TUTORIAL = ("w0 sugars", "w1 fiber", "w2 protein", "b")


class Planes(Stage):
    """The stage of several inputs; what it shares with One neuron it has from there."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.space = page.locator(".np-chart").first
        self.above = page.locator(".np-chart").nth(1)
        self.actual = page.locator(".np-actual")

    @classmethod
    def open(cls, page: Page, link: str = "") -> Planes:
        """Goes to the page with a link such as `?w=1,2,3`, and waits until it is drawn."""
        page.goto(f"/plane{link}")
        planes = cls(page)
        planes.until_drawn()
        return planes

    def until_drawn(self) -> None:
        """Waits for the picture that is looked at, with the model in it."""
        self.page.wait_for_function(DRAWN, timeout=60_000)

    def combobox(self, name: str) -> Locator:
        """The box "Data", "Target y", "First axis" or "Second axis"."""
        return self.page.get_by_role("combobox", name=name)

    def pill(self, name: str) -> Locator:
        """The button that switches an input on and off: "sugars (g)"."""
        inputs = self.page.get_by_role("toolbar", name=re.compile("^Inputs x"))
        return inputs.get_by_role("button", name=name, exact=True)

    def trace(self, name: str) -> dict[str, Any]:
        """A trace of the picture that is looked at, as Plotly holds it."""
        found: dict[str, Any] = self.page.evaluate(TRACE, name)
        return found

    def look(self, *, top: bool) -> None:
        """Looks at the plane from above or in space, and waits until it is drawn."""
        self.switch("From above").set_checked(top)
        self.until_drawn_as("heatmap" if top else "mesh3d")

    def until_drawn_as(self, kind: str) -> None:
        """Waits until the model that is looked at is a "heatmap" or a "mesh3d"."""
        self.page.wait_for_function(f"kind => ({KIND})() === kind", arg=kind)
        self.until_drawn()

    def colors(self) -> list[list[list[int]]]:
        """Red, green and blue of the heat map: rows from below to above, some spots in each."""
        found: list[list[list[int]]] = self.page.evaluate(COLORS)
        return found

    def hinge_ends(self) -> list[float]:
        """How far up the second axis both ends of the heat map's hinge lie."""
        self.page.wait_for_function(f"() => ({HINGE_ENDS})().length === 2")
        found: list[float] = self.page.evaluate(HINGE_ENDS)
        return found

    def heights(self) -> list[tuple[float, float, float]]:
        """The vertices of the plane in space: x, y, and how high it stands there."""
        model = self.trace("model")
        return list(zip(model["x"], model["y"], model["z"], strict=True))

    def expect_plane(self, w: float, v: float, rest: float) -> None:
        """Waits for the next frame; expects the plane to be w·x + v·y + rest, and ReLU of it."""
        self.next_frame()
        relu = self.switch("ReLU").is_checked()
        vertices = self.heights()
        assert len(vertices) >= 4
        for x, y, z in vertices:
            s = w * x + v * y + rest
            assert z == pytest.approx(max(0.0, s) if relu else s, rel=1e-6, abs=1e-6)

    def expect_values(self, **values: float) -> None:
        """Waits until a glide has ended with these sliders at these values."""
        for name, value in values.items():
            expect(self.slider(name)).to_have_value(f"{value:.12g}")

    def eye(self) -> Eye:
        """Where the camera stands that the picture in space is drawn with."""
        x, y, z = self.page.evaluate(EYE)
        return x, y, z

    def turn(self, across: float = 70.0, down: float = 30.0) -> Eye:
        """Turns the picture with the mouse, and returns where the camera came to stand."""
        self.until_quiet()
        before, link = self.eye(), self.page.url
        self.space.scroll_into_view_if_needed()
        box = self.space.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for _ in range(3):  # where WebGL is slow, a turn may come before the picture takes hold
            self.grab((x, y))
            self.drag([(x + across, y + down)])
            self.drop()
            self.page.wait_for_function(STILL)
            if self.eye() != pytest.approx(before, abs=0.05):
                break
        after = self.eye()
        assert after != pytest.approx(before, abs=0.05), "the mouse did not turn the picture"
        self.page.wait_for_url(lambda url: url != link and "camera=" in url)
        self.until_quiet()
        return self.eye()

    def expect_eye(self, eye: Eye) -> None:
        """Expects the camera to stand there, once what is under way is drawn."""
        self.next_frame()
        assert self.eye() == pytest.approx(eye, abs=2e-3)


DRAWN = """() => {
    const seen = [...document.querySelectorAll(".np-chart")]
        .filter((box) => box.checkVisibility());
    if (seen.length !== 1) return false;
    const [box] = seen;
    const heat = box.querySelector(".np-heat");
    const model = box.querySelector(".js-plotly-plot")?._fullData
        ?.find(({ name }) => name === "model");
    const drawn = heat ? box.querySelector(".np-probe-cross").getAttribute("d")
        : (model?.x?.length ?? 0) >= 4;
    return Boolean(drawn);
}"""

KIND = """() => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    if (box.querySelector(".np-heat")) return "heatmap";
    return box.querySelector(".js-plotly-plot")?._fullData
        ?.find(({ name }) => name === "model")?.type;
}"""

COLORS = """() => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    const { xaxis, yaxis } = box.querySelector(".js-plotly-plot")._fullLayout;
    const canvas = box.querySelector(".np-heat");
    const pen = canvas.getContext("2d");
    const ratio = canvas.width / canvas.clientWidth;
    const at = ({ _offset, _length }, share) => (_offset + share * _length) * ratio;
    const spots = (row) => [0.1, 0.5, 0.9].map((share) =>
        [...pen.getImageData(at(xaxis, share), at(yaxis, 1 - row), 1, 1).data].slice(0, 3));
    return [0.1, 0.3, 0.5, 0.7, 0.9].map(spots);
}"""

HINGE_ENDS = """() => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    const { yaxis } = box.querySelector(".js-plotly-plot")._fullLayout;
    const path = box.querySelector(".np-hinges")?.getAttribute("d") ?? "";
    const numbers = path.match(/-?[\\d.]+/g) ?? [];
    return numbers.filter((_, i) => i % 2).map((y) => yaxis.p2d(y - yaxis._offset));
}"""

TRACE = """name => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    const plot = box.querySelector(".js-plotly-plot");
    const { type, x, y, z, marker } = plot?._fullData?.find((trace) => trace.name === name) ?? {};
    const plain = (list) => Array.from(list ?? [], (value) => value?.length ? [...value] : value);
    return { type, x: plain(x), y: plain(y), z: plain(z),
        colors: Array.isArray(marker?.color) ? marker.color : [],
        outlines: Array.isArray(marker?.line?.color) ? marker.line.color : [],
        opacities: Array.isArray(marker?.opacity) ? marker.opacity : [] };
}"""

EYE = """() => {
    const plot = document.querySelector(".np-chart .js-plotly-plot");
    const scene = plot._fullLayout.scene;
    const { eye } = scene._scene?.getCamera?.() ?? scene.camera;
    return [eye.x, eye.y, eye.z];
}"""

STILL = """() => new Promise((resolve) => {
    const eye = () => JSON.stringify(document.querySelector(".np-chart .js-plotly-plot")
        ._fullLayout.scene._scene.getCamera().eye);
    let [last, same, since] = ["", 0, 0];
    const look = () => {
        const moved = eye() !== last;
        last = eye();
        [same, since] = moved ? [0, performance.now()] : [same + 1, since];
        if (same > 10 && performance.now() - since > 800) resolve(true);
        else requestAnimationFrame(look);
    };
    look();
})"""
