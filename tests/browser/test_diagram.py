"""The diagram of a network on a page of its own: names, keys, controls, limits, thumbnails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from playground.stage.asset_version import ASSETS_PATH
from tests.browser.conftest import CheckAxe

Open = Callable[..., Page]

COLORS = {
    "light": {"primary": "#00795a", "background": "#fff", "secondary": "#f4f6f5", "text": "#111"},
    "dark": {"primary": "#34d3a6", "background": "#101614", "secondary": "#1c2522", "text": "#eee"},
}

PAGE = """async ({ assets, look, colors, inputs, hidden, limits, inactive }) => {
    document.documentElement.lang = "en";
    document.title = "A network";
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
    const [{ Diagram }, { Inspector }, { outputs }, { themeOf }] = await Promise.all(
        ["diagram/diagram", "diagram/inspector", "model/forward", "charts/plot"]
            .map((name) => import(`${assets}/${name}.js`)));
    const root = document.querySelector("section");
    const relu = (units) => ({ units, activation: "relu" });
    const layers = [...hidden.map(relu), { units: 1, activation: "linear" }];
    const weights = [];
    layers.forEach(({ units }, layer) => {
        const before = layer ? layers[layer - 1].units : inputs.length;
        weights.push(Float64Array.from({ length: before * units }, (_, i) => 0.84 - 0.25 * (i % 7)),
            Float64Array.from({ length: units }, (_, i) => 0.1 - 0.22 * (i % 2)));
    });
    const cells = 12;
    const along = (n) => (4 * n) / (cells - 1) - 2;
    const rows = Array.from({ length: inputs.length > 1 ? cells ** 2 : cells }, (_, row) =>
        inputs.map((_, i) => [along(row % cells), along(Math.floor(row / cells))][i] ?? 0)).flat();
    const frozen = new Set();
    const key = (part) => JSON.stringify(Object.entries(part).sort());
    const number = (part) => (part.kind === "neuron" ? [weights[2 * part.layer + 1], part.unit]
        : [weights[2 * part.layer], part.from * layers[part.layer].units + part.to]);
    const set = (part, value) => {
        const [tensor, place] = number(part);
        tensor[place] = value;
        draw();
    };
    const value = (part) => { const [tensor, place] = number(part); return tensor[place]; };
    const frame = () => ({ layers, cells, inactive, highlighted: null, numbers: null,
        outputs: outputs({ inputs: inputs.length, layers }, weights, Float64Array.from(rows))
            .map((values, layer) => ({ values, stride: layers[layer].units })),
        weight: (layer, from, to) => value({ kind: "weight", layer, from, to }),
        bias: (layer, unit) => value({ kind: "neuron", layer, unit }),
        frozen: (part) => frozen.has(key(part)) });
    const told = [];
    const tell = (name) => (...given) => { told.push([name, ...given]); };
    let chosen = null;
    const draw = () => { diagram.show(frame()); inspector.show(chosen, frame()); };
    const spec = { inputs, target: { name: "calories", unit: "kcal" }, limits,
        network: { inputs: inputs.length, layers }, shown: Math.min(2, inputs.length),
        theme: themeOf(root), activations: [{ name: "linear", label: "none (linear)" },
            { name: "relu", label: "ReLU" }, { name: "tanh", label: "tanh" }] };
    const diagram = new Diagram(spec, { dispatch: tell("dispatch"), enlarge: tell("enlarge"),
        select: (part) => { told.push(["select", part]); chosen = part; draw(); },
        setActivation: (layer, name) => {
            layers[layer] = { ...layers[layer], activation: name };
            draw();
        },
        edit: () => inspector.focus(), nudge: (part, delta) => set(part, value(part) + delta) });
    const inspector = new Inspector(spec, { set, commit: tell("commit"), dispatch: tell("dispatch"),
        freeze: (part, on) => { frozen[on ? "add" : "delete"](key(part)); draw(); },
        back: () => diagram.focus() });
    root.append(diagram.element, inspector.element);
    draw();
    diagram.updateLabels(frame());
    Object.assign(window, { diagram, inspector, layers, weights, frame, draw, told, set, value });
}"""

INPUTS = [{"name": "sugars", "unit": "g"}, {"name": "fiber", "unit": "g"}]
LIMITS = {"layers": 6, "units": 1024, "drawn": 8}


@pytest.fixture
def opened(page: Page) -> Open:
    """A page with nothing on it but a diagram and its inspector: 2-3-2-1 unless told."""

    def open_page(hidden: tuple[int, ...] = (3, 2), look: str = "light", **options: Any) -> Page:
        page.goto("/_stcore/health")
        given = {
            "assets": f"/{ASSETS_PATH}",
            "look": look,
            "colors": COLORS[look],
            "inputs": INPUTS,
            "hidden": hidden,
            "limits": LIMITS,
            "inactive": None,
            **options,
        }
        page.evaluate(PAGE, given)
        return page

    return open_page


def part(page: Page, name: str) -> Locator:
    """A part of the picture, by the beginning of its name."""
    return page.locator("svg").get_by_role("button", name=re.compile(f"^{re.escape(name)}(,|$)"))


def told(page: Page) -> list[Any]:
    """What the diagram reported since the last time."""
    reported: list[Any] = page.evaluate("window.told.splice(0)")
    return reported


def here(page: Page) -> str:
    """The name of what has focus."""
    name: str = page.evaluate("document.activeElement.getAttribute('aria-label')")
    return name


def test_arrow_keys_lead_to_every_part(opened: Open) -> None:
    page = opened()
    parts = page.locator("svg [role=button]")
    expect(parts).to_have_count(8 + 14)
    expect(page.locator("svg [tabindex='0']")).to_have_count(1)
    for _ in range(30):
        page.keyboard.press("Tab")
        if here(page) == "input sugars":
            break
    walked = [
        ("ArrowRight", "weight from sugars to neuron 1 of layer 1, 0.84"),
        ("ArrowDown", "weight from fiber to neuron 1 of layer 1, 0.09"),
        ("ArrowDown", "weight from sugars to neuron 2 of layer 1, 0.59"),
        ("ArrowUp", "weight from fiber to neuron 1 of layer 1, 0.09"),
        ("ArrowLeft", "input fiber"),
        ("ArrowUp", "input sugars"),
        ("ArrowRight", "weight from sugars to neuron 1 of layer 1, 0.84"),
        ("ArrowRight", "neuron 1 of layer 1, ReLU, bias 0.10"),
        ("ArrowDown", "neuron 2 of layer 1, ReLU, bias \u22120.12"),
        ("ArrowRight", "weight from neuron 2 of layer 1 to neuron 1 of layer 2, 0.34"),
        ("ArrowRight", "neuron 1 of layer 2, ReLU, bias 0.10"),
        ("ArrowLeft", "weight from neuron 1 of layer 1 to neuron 1 of layer 2, 0.84"),
        ("End", "output calories, bias 0.10"),
        ("ArrowLeft", "weight from neuron 1 of layer 2 to output calories, 0.84"),
        ("Home", "input sugars"),
        ("ArrowUp", "input sugars"),
    ]
    for key, name in walked:
        page.keyboard.press(key)
        assert here(page) == name
        expect(page.locator("svg [tabindex='0']")).to_have_count(1)
    page.keyboard.press("End")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert here(page) == "output calories, bias 0.10"
    assert told(page)[-1] == ["enlarge", {"kind": "neuron", "layer": 2, "unit": 0}]


def test_a_part_is_chosen_and_set_by_mouse_and_by_keys(opened: Open) -> None:
    page = opened()
    expect(
        page.get_by_text("Click a line to set its weight, a neuron to set its bias.")
    ).to_be_visible()
    wire = {"kind": "weight", "layer": 0, "from": 0, "to": 1}
    part(page, "weight from sugars to neuron 2 of layer 1").locator("path").last.hover()
    expect(page.locator(".np-tip")).to_have_text("weight from sugars to neuron 2 of layer 1: 0.59")
    part(page, "weight from sugars to neuron 2 of layer 1").locator("path").last.click()
    assert told(page)[-1] == ["select", wire]
    slider = page.get_by_role("slider", name="weight from sugars to neuron 2 of layer 1")
    expect(slider).to_have_value("0.59")
    assert page.evaluate("diagram.selected") == wire

    page.keyboard.press("+")
    expect(page.locator(".np-tip")).to_be_hidden()
    assert page.evaluate("value(diagram.selected)") == pytest.approx(0.64)
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate("value(diagram.selected)") == pytest.approx(0.54)
    page.keyboard.press("Enter")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("value(diagram.selected)") == pytest.approx(0.6)
    page.keyboard.press("Escape")
    expect(part(page, "weight from sugars to neuron 2 of layer 1")).to_be_focused()
    assert ["commit"] in told(page)
    expect(part(page, "weight from sugars to neuron 2 of layer 1")).to_have_accessible_name(
        re.compile(", 0.59$")  # names get their numbers once the values are at rest
    )
    page.evaluate("diagram.updateLabels(frame())")
    assert here(page) == "weight from sugars to neuron 2 of layer 1, 0.60"

    page.get_by_role("switch", name="Freeze").check()
    expect(slider).to_be_disabled()
    line = part(page, "weight from sugars to neuron 2 of layer 1").locator("path").first
    assert line.evaluate("line => getComputedStyle(line).strokeDasharray") != "none"

    part(page, "neuron 2 of layer 1").click()
    page.get_by_role("spinbutton", name="bias of neuron 2 of layer 1").fill("-3.5")
    assert page.evaluate("weights[1][1]") == -3.5
    page.get_by_role("button", name="Remove this neuron").click()
    assert told(page)[-1] == ["dispatch", {"kind": "remove_neuron", "layer": 0, "unit": 1}]
    page.evaluate("diagram.select({ kind: 'neuron', layer: 1, unit: 0 })")
    assert told(page) == []
    assert page.evaluate("diagram.selected.layer") == 1
    part(page, "output calories").click()
    expect(page.get_by_role("slider", name="bias of output calories")).to_have_value("0.1")
    expect(page.get_by_role("button", name="Remove this neuron")).to_be_hidden()


def test_layers_and_neurons_are_added_resized_and_removed(opened: Open) -> None:
    page = opened()
    diagram = page.get_by_role(
        "group", name="The network: sugars, fiber → 3 ReLU → 2 ReLU → calories"
    )
    expect(diagram).to_be_visible()
    for name, action in {
        "Add a neuron to layer 1": {"kind": "add_neuron", "layer": 0},
        "Remove a neuron from layer 1": {"kind": "remove_neuron", "layer": 0},
        "Remove layer 2": {"kind": "remove_layer", "layer": 1},
        "Add a layer before layer 1": {"kind": "add_layer", "layer": 0},
        "Add a layer before the output": {"kind": "add_layer", "layer": 2},
    }.items():
        button = diagram.get_by_role("button", name=name)
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 24
        button.click()
        assert told(page)[-1] == ["dispatch", action]

    units = diagram.get_by_role("spinbutton", name="Units of layer 2")
    for typed, shown, wanted in (("512", "512", 512), ("9999", "1024", 1024), ("0", "1", 1)):
        units.fill(typed)
        units.press("Enter")
        expect(units).to_have_value(shown)
        assert told(page)[-1] == ["dispatch", {"kind": "resize", "layer": 1, "units": wanted}]
    for typed in ("", "2,5", "x"):
        units.fill(typed)
        expect(units).to_have_attribute("aria-invalid", "true")
        expect(diagram.get_by_text("Type a whole number from 1 to 1,024.")).to_be_visible()
        units.press("Enter")
        expect(units).to_have_value("2")
        assert told(page) == []
    units.press("ArrowUp")
    expect(units).to_have_value("3")
    assert told(page)[-1] == ["dispatch", {"kind": "resize", "layer": 1, "units": 3}]

    diagram.get_by_label("Activation of layer 2").select_option("tanh")
    page.evaluate("diagram.updateLabels(frame())")
    expect(part(page, "neuron 1 of layer 2")).to_have_accessible_name(re.compile("tanh"))

    # another structure: drawn anew, and focus stays where it was
    diagram = page.locator(".np-diagram")
    diagram.get_by_role("button", name="Add a neuron to layer 2").focus()
    page.evaluate(
        """() => {
            layers[1] = { ...layers[1], units: 512 };
            weights[2] = new Float64Array(3 * 512);
            weights[3] = new Float64Array(512);
            weights[4] = new Float64Array(512);
            draw();
        }"""
    )
    expect(page.get_by_text("… 504 more")).to_be_visible()
    assert here(page) == "Add a neuron to layer 2"
    expect(diagram.get_by_role("spinbutton", name="Units of layer 2")).to_have_value("512")
    expect(page.locator("svg [role=button]")).to_have_count(2 + 3 + 8 + 1 + 6 + 24 + 8)


def test_what_is_at_its_limit_says_so(opened: Open) -> None:
    page = opened((1, 1024), limits=LIMITS | {"layers": 2})
    expect(page.get_by_role("button", name="Remove a neuron from layer 1")).to_be_disabled()
    expect(page.get_by_role("button", name="Add a neuron to layer 1")).to_be_enabled()
    expect(page.get_by_role("button", name="Add a neuron to layer 2")).to_be_disabled()
    for button in page.get_by_role("button", name=re.compile("^Add a layer")).all():
        expect(button).to_be_disabled()
    part(page, "neuron 1 of layer 1").click()
    expect(page.get_by_role("button", name="Remove this neuron")).to_be_disabled()

    page = opened(())
    expect(page.get_by_role("group", name="The network: sugars, fiber → calories")).to_be_visible()
    expect(page.get_by_role("button", name="Add a layer before the output")).to_be_enabled()
    expect(part(page, "weight from fiber to output calories")).to_have_count(1)


PIXELS = """() => [...document.querySelectorAll(".np-thumbnails")].map((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.join())"""


@pytest.mark.parametrize("inputs", [INPUTS, INPUTS[:1]])
def test_thumbnails_and_edges_change_in_the_same_frame(opened: Open, inputs: list[Any]) -> None:
    page = opened(inputs=inputs)
    page.wait_for_function("document.querySelectorAll('.np-thumbnails').length === 3")
    before, after, width, color = page.evaluate(
        f"""() => {{
            const pixels = {PIXELS};
            const line = document.querySelector(".np-line");
            const look = () => getComputedStyle(line);
            const before = pixels();
            const was = [look().strokeWidth, look().stroke];
            set({{ kind: "weight", layer: 1, from: 0, to: 0 }}, -2.5);
            const after = pixels();
            set({{ kind: "weight", layer: 0, from: 0, to: 0 }}, -2.5);
            return [before, after, [was[0], look().strokeWidth], [was[1], look().stroke]];
        }}"""
    )
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert before[2] != after[2]
    assert float(width[0][:-2]) < float(width[1][:-2])
    assert color[0] != color[1]


def test_heat_maps_are_upright_blue_above_zero_and_orange_below(opened: Open) -> None:
    page = opened(())
    spots = """() => {
        const canvas = document.querySelector(".np-thumbnails");
        const { width, height } = canvas;
        const pen = canvas.getContext("2d");
        return [[0.5, 0.1], [0.5, 0.5], [0.5, 0.9]].map(([x, y]) =>
            Array.from(pen.getImageData(x * width, y * height, 1, 1).data).slice(0, 3));
    }"""
    page.evaluate("weights[0].set([0, 1]); weights[1][0] = 0; draw()")
    top, middle, bottom = page.evaluate(spots)
    assert top[2] > top[0] + 80, "the second input points upwards; positive is blue"
    assert bottom[0] > bottom[2] + 80, "negative is orange"
    assert min(middle) > 225, "0 is the background"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_nobody_is_kept_out(opened: Open, axe: CheckAxe, look: str) -> None:
    inactive = [[0, 1, 2], [2, 0], [0]]
    page = opened(look=look, inactive=inactive)
    expect(part(page, "neuron 2 of layer 1, ReLU, bias \u22120.12, silent")).to_have_count(1)
    expect(part(page, "neuron 1 of layer 2, ReLU, bias 0.10, saturated")).to_have_count(1)
    axe(page)
    part(page, "neuron 1 of layer 2").click()
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator(".np-scroll")
    page.wait_for_function("document.querySelector('.np-scroll').clientWidth < 390")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.keyboard.press("End")
    expect(part(page, "output calories")).to_be_in_viewport()
    axe(page)


def test_arrows_wait_until_there_is_a_place_for_them(opened: Open) -> None:
    page = opened()
    arrows = """() => {
        const text = () => [...document.querySelectorAll(".np-arrow")]
            .map((path) => path.getAttribute("d")).join(" ");
        diagram.build(layers);
        diagram.showArrows(() => 1);
        const early = text();
        diagram.fit();
        const narrow = text();
        document.querySelector("section").style.width = "1400px";
        diagram.fit();
        return [early, narrow, text()];
    }"""
    early, narrow, wide = page.evaluate(arrows)
    assert early == ""
    assert narrow.count("M") == 3 * 2 + 3 * 2 + 2 + 6  # one for each weight and each bias
    assert wide.count("M") == narrow.count("M")
    assert wide != narrow
