"""Losses drawn piece by piece are the picture that they are when drawn at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from playground.stage.asset_version import ASSETS_PATH

DIFFERING = """async ([assets, ratio]) => {
    const { LossPen } = await import(`${assets}/charts/lossPen.js`);
    const colors = { train: "#087a55", test: "#111111", edge: "#ffffff" };
    const box = { left: 40, top: 8, width: 350, height: 150 };
    const fixed = { size: [400, 200], ratio, box, x: [0, 60], y: [0, 1], log: false, colors };
    const losses = Array.from({ length: 50 }, (_, i) => 0.5 + 0.4 * Math.sin(i * i));
    const others = losses.map((loss, i) => (i === 20 ? null : 1 - loss));
    const pen = () => new LossPen(document.createElement("canvas"));
    const look = (epoch) => ({
      ...fixed, lines: true, epoch, loss: losses[epoch - 1], runaway: null,
    });
    const add = (pen, after, end, epoch) => pen.update({ after, look: look(epoch),
      train: losses.slice(after, end), test: others.slice(after, end) });
    const [whole, grown] = [pen(), pen()];
    add(grown, 0, 9, 9);
    add(grown, 9, 10, 9);
    add(grown, 10, 30, 28);
    add(grown, 30, 31, 31);
    add(grown, 31, 50, 50);
    add(whole, 0, 50, 50);
    const inks = ({ canvas: { width, height }, canvas }) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      const share = (i) => (i % 4 === 3 ? 1 : data[i - (i % 4) + 3] / 255);
      return Array.from(data, (value, i) => value * share(i));
    };
    const [one, other] = [inks(whole), inks(grown)];
    const most = one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
    return [most, one.filter((value) => value > 0).length > 500];
}"""


QUARTER = 64
"""Of a pixel's ink: edges are smoothed a little otherwise in a part of the canvas; a piece of a
line that is missing, or left over, is all of it."""


@pytest.mark.parametrize("ratio", [1, 1.5])
def test_losses_that_grow_are_the_same_picture_as_at_once(page: Page, ratio: float) -> None:
    page.goto("/_stcore/health")
    differing, something = page.evaluate(DIFFERING, [f"/{ASSETS_PATH}", ratio])
    assert something
    assert differing <= QUARTER
