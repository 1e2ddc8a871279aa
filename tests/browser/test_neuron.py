"""One neuron in the hand: every way to move it, and everything that follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from playground.core.data.datasets import load
from playground.stage.asset_version import ASSETS_PATH
from tests.browser.conftest import NewPage
from tests.browser.stage import Stage

KEYS = {
    "ArrowRight": 1.05,
    "ArrowUp": 1.1,
    "ArrowLeft": 1.05,
    "ArrowDown": 1.0,
    "PageUp": 1.5,
    "PageDown": 1.0,
    "Shift+ArrowRight": 1.5,
    "Shift+ArrowLeft": 1.0,
    "Home": -10.0,
    "End": 10.0,
}
"""Where w stands after each key, pressed in this order, from w = 1 with a step of 0.05."""

TAKEN_DOWN = """async (assets) => {
  const { autoResize } = await import(`${assets}/charts/plot.js`);
  const plot = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(plot, [{ x: [0, 1], y: [0, 1] }]);
  const close = autoResize(Plotly, plot);
  const zoomed = Plotly.relayout(plot, { "xaxis.range": [0, 0.5] });
  close();
  await zoomed;
  plot.remove();
  return "taken down";
}"""
"""Takes a chart down while Plotly zooms it."""


def test_dragging_w_moves_everything_before_the_mouse_is_released(page: Page) -> None:
    stage = Stage.open(page, "?b=90")
    stage.record("w", 0.05)
    x, y = stage.thumb("w")
    stage.grab((x, y))
    for way in (30, -40):
        stage.drag([(x + way, y)])
        w = stage.value("w")
        assert 0.5 < w * (1 if way > 0 else -1) < 10.0
        stage.expect_neuron(w, 90.0)
    stage.expect_link(b="90")
    assert len({frame.path for frame in stage.recorded()}) >= 8

    stage.drop()
    stage.expect_link(w=f"{w:g}", b="90")
    stage.expect_neuron(w, 90.0)


def test_each_key_press_is_one_step(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    stage.focus_slider("w")
    for key, w in KEYS.items():
        page.keyboard.press(key)
        stage.expect_neuron(w, 90.0)
    stage.expect_link(w="10", b="90")
    stage.until_quiet()
    stage.expect_neuron(10.0, 90.0)


def test_keys_pressed_faster_than_frames_all_count(page: Page) -> None:
    stage = Stage.open(page)
    stage.slider("b").evaluate(
        """slider => {
            const press = () => slider.dispatchEvent(
                new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
            for (let i = 0; i < 40; i++) press();
        }"""
    )
    stage.expect_neuron(1.0, 120.0)


def test_the_number_box_takes_numbers_and_marks_nonsense(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    box = stage.box("w")
    box.fill("2.537")
    stage.expect_neuron(2.537, 90.0)
    expect(box).not_to_have_attribute("aria-invalid", "true")

    for nonsense in ("1e10", "-1e300", "2.5 g", ""):
        box.fill(nonsense)
        expect(box).to_have_attribute("aria-invalid", "true")
        stage.expect_neuron(2.537, 90.0)
    box.press_sequentially("e")
    expect(box).to_have_attribute("aria-invalid", "true")

    box.press("Tab")
    expect(box).to_have_value("2.537")
    expect(box).to_have_attribute("aria-invalid", "false")
    stage.expect_neuron(2.537, 90.0)
    stage.expect_link(w="2.537", b="90")

    box.fill("-35")
    stage.expect_neuron(-35.0, 90.0)
    low, high = stage.ends("w")
    assert low <= -35.0 < 10.0 <= high


def test_the_number_box_takes_what_is_typed_and_pasted_in_any_countrys_way(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    box = stage.box("w")
    hint = page.get_by_role("status").filter(has_text="Read as")
    box.fill("")
    box.press_sequentially("\u22120,25")
    stage.expect_neuron(-0.25, 90.0)
    box.press("Enter")
    stage.expect_link(w="-0.25", b="90")
    expect(box).to_have_value("\u22120,25")
    expect(hint).to_have_count(0)
    box.fill("2,537")
    stage.expect_neuron(2.537, 90.0)
    expect(hint).to_have_text("Read as 2.537. If you mean 2537, type 2537.")
    stage.box("b").focus()
    expect(box).to_have_value("2.537")
    expect(hint).to_be_visible()

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for copied, w in {
        "2,5": 2.5,
        "1.000,5\n": 1000.5,
        "1\u2009250": 1250.0,
        "\u20134": -4.0,
    }.items():
        page.evaluate("text => navigator.clipboard.writeText(text)", copied)
        box.select_text()
        page.keyboard.press("ControlOrMeta+v")
        expect(stage.slider("w")).to_have_value(f"{w:g}")
        expect(hint).to_have_count(0)
    page.evaluate("navigator.clipboard.writeText('1\\n234')")
    box.select_text()
    page.keyboard.press("ControlOrMeta+v")
    expect(page.get_by_text("Paste one number at a time.")).to_be_visible()
    stage.expect_neuron(-4.0, 90.0)

    for key, w in {"ArrowUp": -3.95, "PageDown": -4.45, "Shift+ArrowUp": -3.95}.items():
        page.keyboard.press(key)
        stage.expect_neuron(w, 90.0)
        expect(box).to_have_value(f"{w:g}")
        expect(box).to_have_attribute("aria-valuenow", f"{w:g}")
    stage.expect_link(w="-3.95", b="90")
    low, high = (box.get_attribute(f"aria-value{end}") for end in ("min", "max"))
    assert (float(low or "nan"), float(high or "nan")) == stage.ends("w")


def test_the_lines_end_turns_it_and_its_middle_lifts_it(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.grab(stage.spot(stage.chart, 14.0, 125.0))
    stage.drag([stage.spot(stage.chart, 14.0, 150.0)])
    stage.expect_neuron(w := stage.value("w"), 90.0)
    assert w == pytest.approx(60.0 / 14.0, abs=0.05)
    stage.drop()
    stage.expect_link(w=f"{w:g}", b="90")

    stage.grab(stage.spot(stage.chart, 7.5, 90.0 + 7.5 * w))
    stage.drag([stage.spot(stage.chart, 7.5, 70.0 + 7.5 * w)])
    stage.expect_neuron(w, b := stage.value("b"))
    assert b == pytest.approx(70.0, abs=0.5)
    stage.drop()
    stage.expect_link(w=f"{w:g}", b=f"{b:g}")


def test_the_probe_is_dragged_along_the_chart(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    expect(stage.prediction).to_contain_text("102.5 kcal")
    stage.grab(stage.spot(stage.chart, 5.0, 102.5))
    stage.drag([stage.spot(stage.chart, 10.0, 120.0)])
    stage.next_frame()
    probe = stage.value("probe")
    assert probe == pytest.approx(10.0, abs=0.1)
    assert stage.predicted() == pytest.approx(2.5 * probe + 90.0, abs=0.05)
    stage.drop()
    stage.expect_link(w="2.5", b="90", probe=f"{probe:g}")

    bottom = stage.view(stage.chart)[2]
    stage.grab(stage.spot(stage.chart, probe, bottom))
    stage.drag([stage.spot(stage.chart, 2.0, bottom)])
    stage.drop()
    assert stage.value("probe") == pytest.approx(2.0, abs=0.1)
    stage.expect_neuron(2.5, 90.0)


def test_the_landscape_is_clicked_and_dragged(page: Page) -> None:
    stage = Stage.open(page)
    stage.grab(stage.spot(stage.landscape, 5.0, 50.0))
    stage.next_frame()
    assert stage.value("w") == pytest.approx(5.0, abs=0.1)
    assert stage.value("b") == pytest.approx(50.0, abs=2.0)
    stage.drag([stage.spot(stage.landscape, -3.0, 150.0)])
    stage.expect_neuron(w := stage.value("w"), b := stage.value("b"))
    assert w == pytest.approx(-3.0, abs=0.1)
    assert b == pytest.approx(150.0, abs=2.0)
    stage.drop()
    stage.expect_link(w=f"{w:g}", b=f"{b:g}")

    here, pixels = stage.page.locator(".np-here").bounding_box(), stage.landscape
    assert here is not None
    x, y = stage.spot(pixels, w, b)
    assert here["x"] + here["width"] / 2 == pytest.approx(x, abs=1.0)
    assert here["y"] + here["height"] / 2 == pytest.approx(y, abs=1.0)


def test_relu_bends_the_line_and_keeps_the_weights(page: Page) -> None:
    stage = Stage.open(page, "?w=20&b=-100")
    expect(stage.page.locator(".np-kink")).to_be_hidden()
    stage.switch("ReLU").check()
    stage.expect_neuron(20.0, -100.0)
    first, kink, last = stage.corners()
    assert first[1] == pytest.approx(0.0, abs=1e-3)
    assert kink == pytest.approx([5.0, 0.0], abs=1e-3)
    assert last[1] == pytest.approx(20.0 * last[0] - 100.0, abs=1e-3)
    expect(page.get_by_text("kink at 5", exact=True)).to_be_visible()
    expect(stage.equation).to_have_text("calories = max(0, 20.000 × sugars \u2212 100.0)")
    stage.expect_link(w="20", b="-100", relu="1")

    stage.switch("ReLU").uncheck()
    stage.expect_neuron(20.0, -100.0)
    expect(page.get_by_text("kink at 5", exact=True)).to_be_hidden()
    stage.expect_link(w="20", b="-100")


def test_residuals_are_sticks_from_points_to_the_line(page: Page) -> None:
    stage = Stage.open(page)
    sticks = page.locator(".np-sticks")
    assert (sticks.get_attribute("d") or "").count("M") == 76
    stage.switch("Misses").uncheck()
    expect(sticks).to_have_attribute("d", "")
    stage.expect_link(residuals="0")
    expect(stage.switch("Misses")).not_to_be_checked()


def test_the_readouts_are_the_errors_of_what_is_shown(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    sample = load("cereal").sample(["sugars"], "calories")
    error = sample.y - (2.5 * sample.x[:, 0] + 90.0)
    assert stage.metric("mse") == pytest.approx(float((error**2).mean()), rel=5e-3)
    assert stage.metric("mae") == pytest.approx(float(abs(error).mean()), rel=5e-3)
    r2 = 1.0 - float((error**2).mean() / sample.y.var())
    assert stage.metric("r2") == pytest.approx(r2, abs=0.0005)


def test_double_click_and_the_reset_button_go_back_to_the_start(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.slider("w").dblclick()
    stage.expect_neuron(1.0, 90.0)
    stage.expect_link(b="90")
    stage.button("Reset w and b").click()
    stage.expect_neuron(1.0, 80.0)
    stage.expect_link()


def test_zoom_outlives_a_drag_and_a_switch(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.grab(stage.spot(stage.chart, 2.0, 60.0))
    stage.drag([stage.spot(stage.chart, 12.0, 150.0)])
    stage.drop()
    zoomed = stage.until_zoomed()
    assert zoomed == pytest.approx([2.0, 12.0, 60.0, 150.0], abs=1.0)

    x, y = stage.thumb("w")
    stage.grab((x, y))
    stage.drag([(x + 20, y)])
    stage.drop()
    stage.expect_link(w=f"{stage.value('w'):g}", b="90")
    assert stage.view(stage.chart) == zoomed

    stage.switch("ReLU").check()
    stage.expect_link(w=f"{stage.value('w'):g}", b="90", relu="1")
    stage.button("w = 2.5, b = 90").click()
    stage.expect_settled(2.5, 90.0)
    assert stage.view(stage.chart) == zoomed
    assert page.evaluate(TAKEN_DOWN, f"/{ASSETS_PATH}") == "taken down"


def test_hovering_a_point_names_the_cereal(page: Page) -> None:
    stage = Stage.open(page)
    sample = load("cereal").sample(["sugars"], "calories")
    row = sample.names.index("100% Bran")
    points = stage.trace("points")
    page.mouse.move(*stage.spot(stage.chart, points["x"][row], points["y"][row]))
    label = page.locator(".np-chart .hoverlayer")
    expect(label).to_contain_text("100% Bran")
    expect(label).to_contain_text("sugars 6 g")
    expect(label).to_contain_text("calories 70 kcal")


def test_values_glide_unless_the_person_wants_no_motion(new_page: NewPage) -> None:
    for motion, fewest, most in (("no-preference", 3, 1000), ("reduce", 2, 2)):
        stage = Stage.open(new_page(reduced_motion=motion), "?w=-8&b=90")
        stage.record("w", 0.05)
        stage.button("w = 2.5, b = 90").click()
        stage.expect_settled(2.5, 90.0)
        values = list(dict.fromkeys(frame.value for frame in stage.recorded()))
        assert fewest <= len(values) <= most, f"{motion}: {values}"
        assert values == sorted(values)


def test_two_people_do_not_disturb_each_other(new_page: NewPage) -> None:
    one, two = (Stage.open(new_page(), link) for link in ("?w=1&b=50", "?w=-1&b=150"))
    one.focus_slider("w")
    one.page.keyboard.press("PageUp")
    two.focus_slider("b")
    two.page.keyboard.press("PageUp")
    one.expect_link(w="1.5", b="50")
    two.expect_link(w="-1", b="160")
    one.expect_neuron(1.5, 50.0)
    two.expect_neuron(-1.0, 160.0)
