"""Walking a row through a network, and the gallery of activations, on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from playground.core.network.activations import ACTIVATIONS, activation
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network
from playground.core.network.trace import trace
from playground.stage.asset_version import ASSETS_PATH
from tests.browser.conftest import CheckAxe

Open = Callable[..., Page]

COLORS = {
    "light": {"primary": "#00795a", "background": "#fff", "secondary": "#f4f6f5", "text": "#111"},
    "dark": {"primary": "#34d3a6", "background": "#101614", "secondary": "#1c2522", "text": "#eee"},
}

DRESS = """async ({ assets, look, colors }) => {
    document.documentElement.lang = "en";
    document.title = "A walk";
    document.head.insertAdjacentHTML("beforeend", `<style>* { box-sizing: border-box; }
        body { --st-primary-color: ${colors.primary}; --st-background-color: ${colors.background};
            --st-secondary-background-color: ${colors.secondary}; --st-text-color: ${colors.text};
            --st-font: sans-serif; background: ${colors.background}; }</style>`);
    await Promise.all(["stage", "layers"].map((name) => new Promise((resolve) => {
        const link = Object.assign(document.createElement("link"),
            { rel: "stylesheet", href: `${assets}/css/${name}.css`, onload: resolve });
        document.head.append(link);
    })));
    document.body.innerHTML = `<main><section class="np-stage np-compact" data-theme="${look}"
        aria-label="Stage"></section></main>`;
}"""

WALK = """async ({ assets, spec, frame, rows }) => {
    const { Walk } = await import(`${assets}/panels/walk.js`);
    const reported = [];
    const walk = new Walk(spec, {
        selectRow: (row) => {
            reported.push(["row", row]);
            if (row !== null) show({ x: rows[row] });
        },
        highlightLayer: (layer) => reported.push(["layer", layer]),
    });
    const show = (changes) => walk.show(Object.assign(frame, changes));
    document.querySelector("section").append(walk.element);
    show({});
    Object.assign(window, { walk, reported, show });
}"""

GALLERY = """async ({ assets, activations }) => {
    const { Gallery } = await import(`${assets}/panels/gallery.js`);
    window.gallery = new Gallery(activations);
    document.querySelector("section").append(window.gallery.element);
}"""

CURVES = """() => Array.from(document.querySelectorAll(".np-card"), (card) =>
    ["np-answer", "np-slope"].map((kind) => card.querySelector(`.${kind}`).getAttribute("d")
        .slice(1).split("L").map((point) => point.split(",").map(Number))))"""

SPEC = {
    "rows": ["100% Bran", "Apple Jacks", "Trix"],
    "columns": {
        "inputs": [{"name": "sugars", "unit": "g"}, {"name": "fiber", "unit": "g"}],
        "target": {"name": "calories", "unit": "kcal"},
    },
}
ROWS = ((6.0, 10.0), (14.0, 1.0), (12.0, 0.0))
SCALING = {"x_mean": [7.0, 2.0], "x_scale": [4.0, 2.5], "y_mean": 107.0, "y_scale": 19.5}
NETWORK = Network(2, (Dense(12, "relu"), Dense(3, "tanh"), Dense(1)))
WEIGHTS = draw_weights(NETWORK, 4)


@pytest.fixture
def opened(new_page: Callable[..., Page]) -> Open:
    """A page with nothing on it but one of the stage's panels."""

    def open_page(script: str, look: str = "light", width: int = 1280, **given: Any) -> Page:
        page = new_page(viewport={"width": width, "height": 900})
        page.goto("/_stcore/health")
        page.evaluate(DRESS, {"assets": f"/{ASSETS_PATH}", "look": look, "colors": COLORS[look]})
        page.evaluate(script, {"assets": f"/{ASSETS_PATH}", **given})
        return page

    return open_page


def frame(scaling: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """What the stage shows the walk in a frame, at the first row."""
    layers = [vars(layer) for layer in NETWORK.layers]
    return {
        "network": {"inputs": NETWORK.inputs, "layers": layers},
        "weights": [array.ravel().tolist() for array in WEIGHTS],
        "scaling": scaling or SCALING,
        "x": ROWS[1],
        "actual": 110.0,
        "keras": [99.5],
        **changes,
    }


def number(text: str) -> float:
    return float(text.replace("\u2212", "-").replace(",", ""))


def cells(page: Page) -> list[list[str]]:
    rows: list[list[str]] = page.evaluate(
        """() => Array.from(document.querySelectorAll("tbody tr"), (row) =>
            Array.from(row.children, (cell) => cell.textContent))"""
    )
    return rows


def reported(page: Page) -> list[Any]:
    """What the walk reported since the last time."""
    events: list[Any] = page.evaluate("window.reported.splice(0)")
    return events


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_row_is_walked_through_with_every_number_of_the_core(opened: Open, axe: CheckAxe) -> None:
    page = opened(WALK, spec=SPEC, frame=frame(), rows=ROWS)
    row, progress = page.get_by_label("Row", exact=True), page.get_by_test_id("walk-progress")
    assert row.locator("option").count() == 4
    assert "Your own values" in page.get_by_role("status").inner_text()
    assert button(page, "Back").get_attribute("aria-disabled") == "true"
    row.select_option("Apple Jacks")
    assert reported(page) == [["row", 1]]
    expect(page.get_by_role("status")).to_contain_text("Apple Jacks goes in")
    expect(progress).to_have_text("step 1 of 12")
    assert cells(page) == [["sugars", "14.00", "g"], ["fiber", "1.000", "g"]]

    button(page, "Next").press("Enter")
    assert [number(cell[2]) for cell in cells(page)] == [1.75, -0.4]
    assert cells(page)[0][1] == "(14.00 \u2212 7.000) / 4.000"
    assert reported(page) == [["layer", -1]]

    steps = trace(NETWORK, WEIGHTS, np.array([1.75, -0.4]))
    for layer, step in enumerate(steps):
        drawn = min(8, len(step.z))
        for place, expected in enumerate((step.sums, step.z, step.y), start=1):
            button(page, "Next").press("Enter")
            known = cells(page)[:drawn]
            shown = [number(cell[place].split("=")[-1]) for cell in known]
            assert shown == pytest.approx(expected[:drawn].tolist(), abs=0.0006)
            assert all(text == "" for cell in known for text in cell[place + 1 :])
            numbers = page.evaluate("window.walk.numbers")
            assert numbers[layer] == pytest.approx(expected[:drawn].tolist())
            assert [len(one) > 0 for one in numbers] == [i <= layer for i in range(3)]
        assert reported(page) == [["layer", layer]]
        if layer == 0:
            assert cells(page)[-1] == ["… 4 more"]
            button(page, "Neuron 2").focus()
            terms = page.get_by_test_id("walk-terms").inner_text()
            w, x = step.products[:, 1] / step.x, step.x
            written = [number(text) for text in re.findall(r"[\u2212]?[\d.]+", terms)][:4]
            assert np.abs(written) == pytest.approx(np.abs([w[0], x[0], w[1], x[1]]), abs=0.0006)
            assert terms.count("\n") >= 2
            assert f"relu({cells(page)[1][2].split('= ')[1]})" in terms
            axe(page)

    button(page, "Next").press("Enter")
    expect(progress).to_have_text("step 12 of 12")
    assert reported(page) == []
    prediction = float(steps[-1].y[0]) * 19.5 + 107.0
    by_name = {cell[0]: number(cell[2]) for cell in cells(page)}
    assert by_name["prediction"] == pytest.approx(prediction, abs=0.06)
    assert (by_name["actual"], by_name["Keras says"]) == (110.0, 99.5)
    assert by_name["miss"] == pytest.approx(prediction - 110.0, abs=0.06)
    button(page, "Next").press("Enter")
    expect(progress).to_have_text("step 12 of 12")
    button(page, "Back").press("Enter")
    expect(progress).to_have_text("step 11 of 12")
    button(page, "Restart").press("Enter")
    expect(progress).to_have_text("step 1 of 12")
    assert reported(page) == [["layer", None]]


def test_a_walk_stays_at_its_step_while_the_network_and_the_probe_change(opened: Open) -> None:
    page = opened(WALK, spec=SPEC, frame=frame(), rows=ROWS)
    progress = page.get_by_test_id("walk-progress")
    row = page.get_by_label("Row", exact=True)
    row.select_option("Trix")
    for _ in range(4):
        button(page, "Next").click()
    expect(progress).to_have_text("step 5 of 12")
    before = cells(page)
    page.evaluate("window.show({ x: [3.0, 4.0] })")
    expect(row).to_have_value("")
    assert cells(page) != before
    assert ["row", None] in reported(page)
    raw = {"x_mean": [0, 0], "x_scale": [1, 1], "y_mean": 107.0, "y_scale": 19.5}
    page.evaluate("(scaling) => window.show({ scaling })", raw)
    expect(progress).to_have_text("step 4 of 11")
    assert number(page.get_by_test_id("walk-terms").inner_text().split()[4]) == 3.0
    layers = [vars(Dense(12, "elu")), *map(vars, NETWORK.layers[1:])]
    page.evaluate("(layers) => window.show({ network: { inputs: 2, layers } })", layers)
    expect(page.get_by_role("columnheader", name="elu(z)")).to_be_visible()
    changed = page.evaluate(
        """async () => {
            let changes = 0;
            const watch = { subtree: true, childList: true, characterData: true, attributes: true };
            new MutationObserver((all) => { changes += all.length; })
                .observe(window.walk.element, watch);
            for (let n = 0; n < 100; n++) window.show({});
            await new Promise(requestAnimationFrame);
            return changes;
        }"""
    )
    assert changed == 0


def test_the_gallerys_sliders_move_every_curve(opened: Open, axe: CheckAxe) -> None:
    gallery = [
        {"name": a.name, "label": a.label, "formula": a.formula} for a in ACTIVATIONS.values()
    ]
    page = opened(GALLERY, activations=gallery)
    image = page.get_by_role("img", name=re.compile("^SiLU|^swish"))
    assert "at x = 1, y is 0.731 and dy/dz is 0.928" in (image.get_attribute("aria-label") or "")
    page.get_by_role("slider", name="gallery w").press("ArrowLeft")
    for _ in range(5):
        page.get_by_role("slider", name="gallery b").press("ArrowRight")
    expect(image).to_have_attribute("aria-label", re.compile(r"z = 0\.9·x \+ 0\.5"))
    x = np.linspace(-4.0, 4.0, 161)
    for one, curves in zip(gallery, page.evaluate(CURVES), strict=True):
        functions = (activation(one["name"]).function, activation(one["name"]).derivative)
        for points, function in zip(curves, functions, strict=True):
            across, down = np.array(points).T
            y = 4.0 - down / 124.0 * 6.0
            np.testing.assert_allclose(across / 166.0 * 8.0 - 4.0, x, atol=1e-3)
            np.testing.assert_allclose(y, function(0.9 * x + 0.5), atol=1e-3, err_msg=one["name"])
    axe(page)
    button(page, "Reset w and b").click()
    expect(image).to_have_attribute("aria-label", re.compile(r"z = 1\.0·x \+ 0\.0"))
    expect(page.get_by_role("slider", name="gallery b")).to_have_js_property("value", "0")
    page.evaluate("window.gallery.close()")


@pytest.mark.parametrize("width", [390, 1280])
def test_both_fit_a_phone_and_a_laptop(opened: Open, axe: CheckAxe, width: int) -> None:
    wide = frame(x=[-1234.5, 100.25])
    page = opened(WALK, "dark", width, spec=SPEC, frame=wide, rows=ROWS)
    gallery = [
        {"name": a.name, "label": a.label, "formula": a.formula} for a in ACTIVATIONS.values()
    ]
    page.evaluate(GALLERY, {"assets": f"/{ASSETS_PATH}", "activations": gallery})
    for _ in range(5):
        button(page, "Next").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = page.locator(".np-card").evaluate_all(
        "(cards) => cards.map((card) => card.getBoundingClientRect().top)"
    )
    assert tops.count(tops[0]) == (2 if width == 390 else 5)
    axe(page)
