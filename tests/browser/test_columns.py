"""Other data sets and other columns than the first ones."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from tests.browser.layers import Layers
from tests.browser.stage import Stage, open_data

PAIRS = (
    ("cereal", "fiber", "potass"),
    ("cereal", "calories", "shelf"),
    ("cereal", "cups", "vitamins"),
    ("cereal", "rating", "sodium"),
    ("concrete", "Age", "CompressiveStrength"),
    ("concrete", "FlyAsh", "Water"),
)
"""Data set, input, target: with and without units, steep and flat, few and many values."""


def test_columns_and_data_are_chosen_in_boxes(page: Page) -> None:
    stage = Stage.open(page, "?w=3&b=50")
    open_data(page)
    _choose(page, "Input x", "fat (g)")
    expect(stage.equation).to_have_text(re.compile(r"^calories = .+ × fat \+ 80"))
    expect(page).to_have_url(re.compile(r"/neuron\?inputs=fat$"))
    _choose(page, "Target y", "rating")
    expect(stage.equation).to_have_text(re.compile(r"^rating = .+ × fat \+ "))
    _choose(page, "Data", "Concrete")
    expect(stage.equation).to_have_text(re.compile("^Strength = .* × Cement"))
    expect(page).to_have_url(re.compile(r"/neuron\?data=concrete$"))
    stage.until_drawn()
    assert len(stage.trace("points")["x"]) == 1030

    page.keyboard.press("Escape")
    stage.button("Undo").click()
    expect(stage.equation).to_have_text(re.compile(r"^rating = .+ × fat \+ "))
    open_data(page)
    expect(page.get_by_role("combobox", name="Data")).to_have_value("80 Cereals")
    expect(page.get_by_role("combobox", name="Target y")).to_have_value("rating")


def _choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option, exact=True).click()
    expect(page.get_by_role("combobox", name=box)).to_have_value(option)


def test_any_two_columns_make_a_stage(page: Page) -> None:
    for data, column, target in PAIRS:
        link = urlencode({"data": data, "inputs": column, "target": target, "best": 1})
        stage = Stage.open(page, f"?{link}")
        expect(stage.notices).to_have_count(0)
        expect(stage.equation).to_contain_text(f"{load(data).label(target)} = ")
        sample = load(data).sample([column], target)
        points = stage.trace("points")
        assert points["y"] == sample.y.tolist()
        kernel, bias = least_squares(sample.x, sample.y)
        best = float(kernel[0, 0]), float(bias[0])
        assert stage.line("single") == pytest.approx(best, rel=1e-6, abs=1e-9)

        stage.focus_slider("w")
        page.keyboard.press("PageUp")
        stage.next_frame()
        slope, height = stage.line()
        assert slope == pytest.approx(stage.value("w"), rel=1e-4)
        assert slope > 0.0
        assert height == pytest.approx(stage.value("b"), rel=1e-4, abs=1e-4)
        stage.until_keras_agrees()
        for name in ("w", "b", "probe"):
            low, high = stage.ends(name)
            assert low <= stage.value(name) <= high
        (low_w, high_w), (low_b, high_b) = stage.ends("w"), stage.ends("b")
        assert low_w < best[0] < high_w
        assert low_b < best[1] < high_b


def test_a_category_is_one_choice_in_the_sheet_the_link_and_the_probe(page: Page) -> None:
    layers = Layers.open(page, "?inputs=sugars,fiber&layers=4-relu")
    open_data(page)
    with layers.changing():
        page.get_by_role("button", name="maker", exact=True).click()
    page.keyboard.press("Escape")
    assert "inputs=sugars%2Cfiber%2Cmfr&" in page.url.replace(",", "%2C")
    assert len(layers.linked.inputs) == 9
    expect(layers.equation).to_contain_text("sugars, fiber, maker → 4 ReLU → calories")
    expect(layers.part("input maker = A")).to_be_visible()
    expect(layers.diagram).to_contain_text("… 1 more")

    box = layers.region.get_by_role("combobox", name="maker", exact=True)
    expect(box.locator("option:checked")).to_have_text("K")
    expect(layers.region.get_by_role("slider", name="maker = K")).to_have_count(0)
    for maker in "GP":
        with layers.changing():
            box.select_option(label=maker)
        state = layers.linked
        assert [name for name, at in zip(state.inputs, state.at, strict=True) if at == 1.0] == [
            f"mfr = {maker}"
        ]
    with layers.changing():
        layers.button("Train").click()
    expect(box.locator("option:checked")).to_have_text("P")

    neuron = Stage.open(page, "?inputs=mfr")
    expect(neuron.notices).to_contain_text("maker is a category")
    neuron.expect_neuron(1.0, 80.0)
