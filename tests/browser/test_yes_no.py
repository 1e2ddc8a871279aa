"""Two classes on every page with a model: the curve and the threshold, and what mistakes cost."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from playground.core.classes.metrics import answers, confusion
from playground.core.data.datasets import load
from tests.browser.conftest import CheckAxe
from tests.browser.stage import START_LIMIT, Stage

SHELF = "shelf = 2"


def opened(page: Page, path: str, **link: str) -> Stage:
    page.goto(f"/{path}?{urlencode({'target': SHELF} | link)}")
    stage = Stage(page)
    expect(page.get_by_test_id("accuracy")).to_have_text(re.compile("%"), timeout=60_000)
    expect(page.locator(".np-chart:visible .js-plotly-plot").first).to_be_visible()
    return stage


def counts(page: Page) -> list[list[int]]:
    """The table of right and wrong answers, as it is shown."""
    cells = [int(text) for text in page.get_by_test_id("confusion").locator("td").all_inner_texts()]
    return [cells[:2], cells[2:]]


def expected(w: float, b: float, threshold: float) -> list[list[int]]:
    """The same by NumPy, from the file's numbers."""
    sample = load("cereal").sample(["sugars"], SHELF)
    p = 1.0 / (1.0 + np.exp(-(w * sample.x + b)))
    table: list[list[int]] = confusion(sample.y, answers(p, threshold), 2).tolist()
    return table


def shapes(path: Locator) -> int:
    """How many rings or crosses a path draws."""
    return len(re.findall("M", path.get_attribute("d") or ""))


def number(page: Page, test_id: str) -> float:
    found = re.search(r"[\d.]+", page.get_by_test_id(test_id).inner_text())
    assert found
    return float(found.group())


def test_one_neuron_from_the_curve_to_what_mistakes_cost(page: Page, axe: CheckAxe) -> None:
    stage = opened(page, "neuron", w="0.6", b="-3")
    stage.until_keras_agrees()
    chart = page.locator(".np-chart")
    # The curve is moved by its middle, and the threshold by its diamond.
    x, y = stage.spot(chart, 5.0, 0.5)
    stage.grab((x, y))
    stage.drag([(stage.spot(chart, 9.0, 0.5)[0], y)])
    assert stage.value("b") == pytest.approx(-5.4, abs=0.06)
    stage.drop()
    b = stage.value("b")
    expect(page).to_have_url(re.compile(rf"b={re.escape(f'{b:g}')}"))
    stage.focus_slider("threshold")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile(r"threshold=0\.4"))
    # The table is NumPy's, and its counts mark their points.
    page.get_by_role("button", name="Right and wrong answers").click()
    table = expected(0.6, b, 0.4)
    assert counts(page) == table
    page.get_by_role("button", name="area", exact=True).click()
    found = table[1][1] / sum(table[1])
    expect(page.get_by_role("dialog")).to_contain_text(f"what is found, now {found:.1%}"[:-1])
    axe(page)
    page.keyboard.press("Escape")
    wrong = table[0][1] + table[1][0]
    assert shapes(page.locator(".np-wrong-points")) == wrong
    page.get_by_role("button", name=re.compile("wrong: is shelf 2, answer not")).click()
    expect(page.get_by_test_id("marked")).to_have_text(re.compile(rf"^{table[1][0]} cereals? mark"))
    stage.next_frame()
    assert shapes(page.locator(".np-batch-points")) == table[1][0]
    # A miss costs twenty times a false alarm: another threshold is cheaper.
    page.get_by_role("spinbutton", name="cost of a miss").fill("20")
    page.keyboard.press("Enter")
    stage.next_frame()
    least = number(page, "least-cost")
    assert number(page, "cost") == table[0][1] + 20 * table[1][0] > least
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_test_id("cost")).to_have_text(f"{least:g}")
    stage.until_quiet()
    axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("marked")).click()
    stage.next_frame()
    assert shapes(page.locator(".np-batch-points")) == 0
    # Keras finds a better curve, and agrees with the browser about it.
    before = number(page, "glide-loss")
    stage.button("Train").click()
    expect(page.get_by_text(re.compile("right answers .* → "))).to_be_visible(timeout=START_LIMIT)
    stage.until_quiet()
    stage.until_still()
    stage.until_keras_agrees()
    assert number(page, "glide-loss") < before


def test_planes_layers_and_training_have_the_same_readouts(page: Page) -> None:
    stage = opened(page, "plane", inputs="sugars,fiber")
    stage.button("Train").click()
    expect(page.get_by_text(re.compile("right answers .* → "))).to_be_visible(timeout=START_LIMIT)
    stage.until_quiet()
    stage.until_still()
    stage.until_keras_agrees()
    page.get_by_role("button", name="Right and wrong answers").click()
    sample = load("cereal").sample(["sugars", "fiber"], SHELF)
    w = np.array([[stage.value("w0 sugars")], [stage.value("w1 fiber")]])
    p = 1.0 / (1.0 + np.exp(-(sample.x @ w + stage.value("b"))))
    assert counts(page) == confusion(sample.y, answers(p), 2).tolist()
    page.get_by_role("button", name=re.compile("right: is shelf 2")).click()
    stage.next_frame()
    right = counts(page)[1][1]
    assert shapes(page.locator(".np-batch-points")) == right
    expect(page.get_by_role("button", name=f"{right} marked")).to_be_visible()
    for path in ("layers", "training"):
        stage = opened(page, path, layers="3-relu", threshold="0.3")
        stage.until_keras_agrees()
        page.get_by_role("button", name="Right and wrong answers").click()
        assert sum(map(sum, counts(page))) == len(sample.y)
        expect(page.get_by_role("slider", name="threshold")).to_have_value("0.3")
        if path == "training":  # a fifth is put aside, and can be counted alone
            page.get_by_role("radio", name="test", exact=True).check()
            expect(page.get_by_text("right of the test rows")).to_be_visible()
            rows = int(page.get_by_test_id("losses").locator("tr").last.inner_text().split()[0])
            assert sum(map(sum, counts(page))) == rows < len(sample.y)
            page.get_by_role("radio", name="all rows").check()
            stage.next_frame()
        page.get_by_role("button", name="right", exact=True).first.click()
        right = counts(page)[0][0] + counts(page)[1][1]
        card = page.get_by_role("dialog")
        expect(card).to_contain_text(f"{right} of {len(sample.y)} cereals")
        page.get_by_role("button", name="loss", exact=True).first.click()
        expect(card).to_contain_text(f"Now {number(page, 'cross-entropy'):.3g}")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.get_by_role("switch", name="Bent", exact=True).focus()
        page.keyboard.press("Space")
        expect(page).to_have_url(re.compile("bent=1-1-2"))
        page.get_by_label("Neuron upwards").select_option(label="3")
        expect(page).to_have_url(re.compile("bent=1-1-3"))
        bent = page.get_by_role("img", name=re.compile("right the output of neuron 1 .* neuron 3"))
        expect(bent).to_be_visible()
        expect(page.locator(".np-chart:visible .js-plotly-plot .cartesianlayer")).to_have_count(
            int(path == "training")  # the losses
        )
