"""Classes in the pictures of Layers and Training: trained, seen on the map, chosen in the sheet."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from playground.core.classes.metrics import class_metrics
from playground.core.data.datasets import load
from playground.core.network.network import layer_passes
from tests.browser.conftest import CheckAxe
from tests.browser.layers import Layers
from tests.browser.stage import open_data
from tests.browser.trainer import Trainer

KINDS = ["Adelie", "Chinstrap", "Gentoo"]
PENGUINS = "/training?data=penguins&target=species&layers=8-relu&rate=0.05&epochs=60&speed=0"
RINGS = (
    "() => document.querySelector('.np-overlay .np-missed').getAttribute('d').split('M').length - 1"
)
"""How many points are marked as wrong answers, over the picture."""
BOUNDARY = "() => document.querySelector('.np-boundary').getAttribute('d').length"


def test_three_kinds_of_penguins_train_and_their_map_is_looked_back_at(
    page: Page, axe: CheckAxe
) -> None:
    trainer = Trainer.open(page, PENGUINS)
    legend = page.get_by_role("list", name="Classes")
    expect(legend.get_by_role("listitem")).to_have_text([*KINDS, "wrong answer"])
    for kind in KINDS:
        output = page.get_by_role("button", name=re.compile(f"^output {kind}, bias"))
        expect(output).to_have_count(1)
    accuracy = page.get_by_test_id("accuracy")
    started = accuracy.inner_text()
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 60 of 60$")
    trainer.until_keras_agrees()
    right = float(accuracy.inner_text().removesuffix(" %"))
    assert right > 95.0
    wrong = round((1.0 - right / 100.0) * 342)
    page.wait_for_function(f"() => ({RINGS})() === {wrong}")
    page.wait_for_function(f"() => ({BOUNDARY})() > 100")
    answer = page.get_by_test_id("prediction").inner_text()
    assert re.fullmatch(r"(Adelie|Chinstrap|Gentoo), \d+\.\d %", answer)
    axe(page)
    trainer.timeline.focus()
    page.keyboard.press("Home")
    trainer.until(r"epoch 0 of 60$")
    expect(accuracy).to_have_text(started)
    page.get_by_role("switch", name="Misses").click()
    expect(legend.get_by_role("listitem")).to_have_text(KINDS)
    page.wait_for_function(f"() => ({RINGS})() === 0")


def test_a_target_a_threshold_and_a_shape_are_chosen_by_hand(page: Page, axe: CheckAxe) -> None:
    layers = Layers.open(page, "?data=concrete&inputs=Cement,Age&layers=4-relu")
    open_data(page)
    page.get_by_text("Yes or no: does Strength reach a threshold?").click()
    threshold = page.get_by_role("spinbutton", name="Threshold (MPa)")
    expect(threshold).to_have_value("35")
    threshold.fill("900")
    threshold.press("Enter")
    expect(layers.notices).to_contain_text("every row would be of one class")
    expect(threshold).to_have_value("35")
    threshold.fill("30")
    threshold.press("Enter")
    page.wait_for_url(re.compile("target=CompressiveStrength"))
    expect(page.get_by_text(re.compile("^632 of 1,030"))).to_be_visible()
    page.get_by_text("Generated points").click()
    page.get_by_role("radio", name="Circle").or_(page.get_by_role("button", name="Circle")).click()
    page.wait_for_url(re.compile("data=circle"))
    noise = page.get_by_role("spinbutton", name="Noise (%)")
    noise.fill("3")
    noise.press("Enter")
    page.wait_for_url(re.compile("data=circle-200-3-0"))
    layers.until_quiet()
    axe(page)
    page.keyboard.press("Escape")
    layers.button("Train").click()
    layers.until_keras_agrees()
    expect(page.get_by_text(re.compile("right answers .* → "))).to_be_visible(timeout=60_000)
    layers.until_quiet()
    state = layers.linked
    sample = load(state.data).sample(state.inputs, state.target)
    last = layer_passes(state.network, state.weights, state.scaling.inputs(sample.x))[-1]
    right = class_metrics(sample.y, last, 2).accuracy
    expect(page.get_by_test_id("accuracy")).to_have_text(f"{right:.1%}".replace("%", " %"))
