"""What is on screen is taken home: files, and the page that moves without a server."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from playground.core.model_files.read import read_network_file
from playground.core.network.network import Dense
from playground.core.takeaway import Takeaway
from playground.stage.live_page import live_page
from playground.state.layers import LayersState
from playground.state.limits import MAX_BROWSER_PARAMETERS
from playground.state.plane import PlaneState
from playground.ui.shared.takeaways import of_layers, of_unit
from tests.browser.conftest import CheckAxe
from tests.browser.layers import FOURS, Layers
from tests.browser.rules import OVERFLOWING
from tests.core.model_files.test_read import HOSTILE
from tests.export.takeaways import SHORT, class_units, stack


def taken(page: Page, button: str, folder: Path) -> Path:
    """The file that a button of the sheet gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_files_are_taken_away_and_a_network_comes_back(
    page: Page, axe: CheckAxe, tmp_path: Path
) -> None:
    layers = Layers.open(page, FOURS)
    page.get_by_role("button", name="Take away").click()
    expect(page.get_by_role("button", name="Diagram as SVG")).to_be_visible()
    layers.until_quiet()
    axe(page)

    state, _ = LayersState.from_query({"inputs": "sugars,fiber", "layers": "4-relu,4-relu"})
    expected = of_layers(state, SHORT)
    x = expected.sample.x
    for button in ("Keras model", "Weights as JSON"):
        read = read_network_file(taken(page, button, tmp_path).read_bytes())
        assert read.network == state.network
        for received, own in zip(read.weights, state.weights, strict=True):
            np.testing.assert_allclose(received, own, rtol=1e-6)
    notebook = json.loads(taken(page, "Notebook", tmp_path).read_text("utf-8"))
    assert notebook["nbformat"] == 4
    assert "keras.Sequential" in taken(page, "Python script", tmp_path).read_text("utf-8")
    table = taken(page, "Data as a table", tmp_path).read_text("utf-8")
    assert table.startswith("cereal,calories")
    live = taken(page, "Page that moves", tmp_path).read_text("utf-8")
    assert "<title>calories from sugars, fiber</title>" in live

    for what in ("Diagram", "Picture"):
        drawn = ElementTree.fromstring(taken(page, f"{what} as SVG", tmp_path).read_text("utf-8"))
        texts = " ".join(filter(None, (text.text for text in drawn.iter())))
        assert "calories from sugars, fiber" in texts
        assert "80 Cereals" in texts
        assert not [tag for tag in drawn.iter() if "class" in tag.attrib]
        data = taken(page, f"{what} as PNG", tmp_path).read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert width == 2400
        assert 600 < height < 4000

    assert expected.predict(x).shape == (len(x), 1)
    page.keyboard.press("Escape")
    page.goto("/layers?inputs=sugars,fiber&layers=2-tanh")
    layers.until_drawn()
    page.get_by_role("button", name="Take away").click()
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(next(tmp_path.glob("*.json")))
    expect(page.get_by_text("This network came from a file")).to_be_visible()
    expect(page).to_have_url(re.compile(r"layers=4-relu%2C4-relu|layers=4-relu,4-relu"))
    bad = tmp_path / "bad.keras"
    for name in ("JSON that is none", "pickle", "a zip bomb", "a Lambda"):
        make, reason = HOSTILE[name]
        bad.write_bytes(make())
        chooser.set_input_files(bad)
        expect(page.get_by_role("alert").filter(has_text=reason)).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/layers?data=penguins&inputs=bill_length_mm,body_mass_g&target=species")
    layers.until_drawn()
    page.get_by_role("button", name="Take away").click()
    drawn = ElementTree.fromstring(taken(page, "Picture as SVG", tmp_path).read_text("utf-8"))
    assert {"Adelie", "Chinstrap", "Gentoo"} <= {text.text for text in drawn.iter()}


def _complain(message: ConsoleMessage) -> None:
    assert message.type != "error", message.text


def offline(browser: Browser, takeaway: Takeaway, folder: Path, **options: object) -> Page:
    """The page in one file, opened from disk without a network; it notes all that it asks for."""
    path = folder / "live.html"
    path.write_bytes(live_page(takeaway))
    assert path.stat().st_size < 2_000_000
    context = browser.new_context(offline=True, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"uncaught: {error}"))
    page.on("console", _complain)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    expect(page.get_by_test_id("prediction")).not_to_be_empty()
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    page.on("request", lambda request: pytest.fail(f"asked for {request.url}"))
    return page


def shown(page: Page) -> float:
    """The prediction in large type."""
    text = page.get_by_test_id("prediction").inner_text().split()[0]
    return float(text.replace(",", "").replace("\u2212", "-"))


def test_the_page_in_one_file_moves_without_a_network(
    browser: Browser, axe: CheckAxe, tmp_path: Path
) -> None:
    takeaway = stack("cereal", ("sugars", "fiber"), "calories", (Dense(4, "relu"), Dense(3)))
    page = offline(browser, takeaway, tmp_path, viewport={"width": 1366, "height": 768})
    x = np.array([takeaway.row])
    assert shown(page) == pytest.approx(takeaway.predict(x)[0, 0], rel=1e-3)
    errors = takeaway.sample.y - takeaway.predict(takeaway.sample.x)[:, 0]
    mae = float(page.get_by_test_id("mean miss").inner_text().split()[0])
    assert mae == pytest.approx(np.mean(np.abs(errors)), rel=0.01)
    axe(page)

    sugars = page.get_by_role("slider", name="sugars")
    box = sugars.bounding_box()
    assert box
    before = shown(page)
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    assert shown(page) != before
    x[0, 0] = float(page.get_by_role("spinbutton", name="sugars").input_value().replace("−", "-"))
    assert shown(page) == pytest.approx(takeaway.predict(x)[0, 0], rel=1e-3)

    page.get_by_role("button", name=re.compile("^bias|^neuron 1 of layer 1")).first.click()
    slider = page.get_by_role("slider", name="bias of neuron 1 of layer 1")
    slider.press("End")
    changed = [array.copy() for array in takeaway.weights]
    changed[1][0] = 3.0
    moved = stack("cereal", takeaway.inputs, "calories", takeaway.network.layers[:-1])
    object.__setattr__(moved, "weights", tuple(changed))
    expect(page.get_by_test_id("prediction")).not_to_have_text(str(before))
    assert shown(page) == pytest.approx(moved.predict(x)[0, 0], rel=1e-3)
    page.get_by_role("button", name="As it was").click()
    assert shown(page) == pytest.approx(takeaway.predict(np.array([takeaway.row]))[0, 0], rel=1e-3)
    axe(page)
    page.context.close()


def test_the_page_in_one_file_on_a_phone_in_the_dark(
    browser: Browser, axe: CheckAxe, tmp_path: Path
) -> None:
    classifier = stack(
        "concrete", ("Age", "Cement"), "CompressiveStrength >= 30", (Dense(4, "tanh"),)
    )
    phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}
    page = offline(browser, classifier, tmp_path, **phone)
    assert page.evaluate(OVERFLOWING) == []
    axe(page)
    expect(page.get_by_test_id("right answers")).to_contain_text("always the commonest")
    assert shown(page) == pytest.approx(
        classifier.predict(np.array([classifier.row]))[0, 0], abs=1e-3
    )
    page.context.close()

    for unit in class_units():
        page = offline(browser, unit, tmp_path)
        assert shown(page) == pytest.approx(unit.predict(np.array([unit.row]))[0, 0], abs=1e-3)
        expect(page.get_by_test_id("equation")).to_contain_text("= sigmoid(")
        page.context.close()
    unit = of_unit(PlaneState.default(), SHORT)
    page = offline(browser, unit, tmp_path)
    slider = page.get_by_role("slider", name=re.compile("^b$"))
    slider.press("ArrowRight")
    axe(page)
    assert pages_of(page) == 1, "it is printed on one page"
    page.context.close()


def test_the_page_in_one_file_has_several_classes(
    browser: Browser, axe: CheckAxe, tmp_path: Path
) -> None:
    for inputs in (("bill_length_mm", "body_mass_g"), ("bill_length_mm",)):
        several = stack("penguins", inputs, "species", (Dense(12, "tanh"), Dense(12, "relu")))
        page = offline(browser, several, tmp_path, viewport={"width": 390, "height": 844})
        classes, row = several.sample.classes, np.array([several.row])
        for key in ("", "ArrowRight"):
            if key:
                slider = page.get_by_role("slider", name="bill length")
                slider.press(key)
                row[0, 0] = float(slider.input_value())
            said = several.predict(row)[0]
            expect(page.get_by_test_id("prediction")).to_have_text(
                f"{classes[int(np.argmax(said))]}, {100 * said.max():.1f} %"
            )
            shares = [f"{name}: {100 * p:.1f} %" for name, p in zip(classes, said, strict=True)]
            expect(page.get_by_test_id("probabilities")).to_have_text(", ".join(shares))
        right = several.predict(several.sample.x).argmax(axis=1) == several.sample.y
        expect(page.get_by_test_id("right answers")).to_contain_text(f"{100 * right.mean():.1f} %")
        expect(page.locator(".np-class-curve")).to_have_count(3 if len(inputs) == 1 else 0)
        assert page.evaluate(OVERFLOWING) == []
        axe(page)
        assert pages_of(page) == 1, "it is printed on one page, however high its diagram is"
        page.context.close()


def pages_of(page: Page) -> int:
    """How many sheets of paper it takes."""
    paper = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", paper))


def test_the_largest_page_in_one_file_is_small(tmp_path: Path) -> None:
    wide = stack(
        "concrete",
        ("Age", "Cement", "Water"),
        "CompressiveStrength",
        (Dense(135, "relu"),) * 2,
    )
    assert MAX_BROWSER_PARAMETERS * 0.9 < wide.network.parameter_count <= MAX_BROWSER_PARAMETERS
    assert len(live_page(wide)) < 2_000_000
