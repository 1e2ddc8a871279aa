"""The buttons above the stage: train, random start, the example, challenge, undo."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from playground.core.fit.metrics import metrics
from tests.browser.stage import Stage


def best_line(column: str, target: str, data: str = "cereal") -> tuple[float, float]:
    """w and b of least squares, from the file's numbers."""
    sample = load(data).sample([column], target)
    kernel, bias = least_squares(sample.x, sample.y)
    return float(kernel[0, 0]), float(bias[0])


def test_fit_with_keras_walks_to_least_squares_from_anywhere(page: Page) -> None:
    stage = Stage.open(page, "?w=-8&b=200")
    w, b = best_line("sugars", "calories")
    stage.record("w", 0.05)
    stage.button("Train").click()
    stage.expect_near("w", w, abs(w) / 100)
    stage.expect_near("b", b, abs(b) / 100)
    values = list(dict.fromkeys(frame.value for frame in stage.recorded()))
    assert len(values) >= 10, f"the line did not walk: {values}"

    trail = page.locator(".np-trail").get_attribute("d") or ""
    assert trail.count("L") >= 10
    first, last = (_numbers(piece) for piece in (trail.split("L")[0], trail.split("L")[-1]))
    assert _on_page(stage, first) == pytest.approx(stage.spot(stage.landscape, -8, 200), abs=2.0)
    assert _on_page(stage, last) == pytest.approx(stage.spot(stage.landscape, w, b), abs=2.0)
    stage.until_keras_agrees()
    expect(page.get_by_text("Keras took 60 steps, each with all")).to_be_visible()

    for start in ((9.0, -50.0), (1.0, 80.0)):
        for name, value in zip(("w", "b"), start, strict=True):
            stage.box(name).fill(str(value))
            stage.box(name).press("Tab")
        stage.expect_neuron(*start)
        stage.expect_link(**_differing(*start))
        stage.button("Train").click()
        stage.expect_near("w", w, abs(w) / 100)
        stage.expect_near("b", b, abs(b) / 100)


def _numbers(piece: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", piece)]


def _on_page(stage: Stage, pixels: list[float]) -> tuple[float, float]:
    box = stage.landscape.bounding_box()
    assert box is not None
    return box["x"] + pixels[0], box["y"] + pixels[1]


def _differing(w: float, b: float) -> dict[str, str]:
    defaults = {"w": (w, 1.0), "b": (b, 80.0)}
    return {name: f"{value:g}" for name, (value, default) in defaults.items() if value != default}


def test_a_relu_that_is_silent_everywhere_says_why_it_cannot_learn(page: Page) -> None:
    stage = Stage.open(page, "?w=-1&b=-5&relu=1")
    stage.button("Train").click()
    expect(page.get_by_text("its gradient is 0")).to_be_visible(timeout=30_000)
    stage.expect_settled(-1.0, -5.0)


def test_random_weights_are_keras_own_with_bias_zero(page: Page) -> None:
    stage = Stage.open(page)
    drawn = []
    ghosts = page.locator(".np-ghosts")
    expect(ghosts).to_have_attribute("d", "")
    for seed in (2, 3):
        stage.button("Random start").click()
        remark = page.get_by_text(f"drawn at random (seed {seed})")
        expect(remark).to_be_visible(timeout=90_000)
        expect(stage.slider("b")).to_have_value("0")
        expect(stage.slider("w")).not_to_have_value("0")
        expect(page).to_have_url(re.compile(rf"b=0&seed={seed}$"))
        w = float(re.findall(r"w=(-?[\d.]+)", page.url)[0])
        stage.expect_settled(w, 0.0)
        assert 0.0 < abs(w) <= 3.0**0.5, "Glorot's limit for 1 input and 1 unit is √(6 / 2)"
        drawn.append(w)
        low, high = stage.view(stage.chart)[2:]
        assert low <= 15.0 * w <= high, "the line leaves the picture"
    assert drawn[0] != drawn[1]
    expect(ghosts).to_have_attribute("d", re.compile(r"^M[^M]+$"))
    stage.focus_slider("b")
    page.keyboard.press("PageUp")
    expect(ghosts).to_have_attribute("d", re.compile(r"^M[^M]+M[^M]+$"))


def test_the_tutorials_example_reads_102_5_kcal(page: Page) -> None:
    stage = Stage.open(page, "?data=concrete&relu=1")
    stage.button("w = 2.5, b = 90").click()
    stage.until_drawn()
    stage.expect_settled(2.5, 90.0)
    expect(stage.slider("probe")).to_have_value("5")
    expect(stage.prediction).to_contain_text("102.5 kcal")
    expect(stage.switch("ReLU")).not_to_be_checked()
    stage.expect_link(w="2.5", b="90")
    page.get_by_role("tab", name="Keras code").click()
    code = page.get_by_role("tabpanel").filter(has_text="keras.Input")
    expect(code).to_contain_text(re.compile(r"2\.5.*90\.0", re.DOTALL))
    page.get_by_role("tab", name="Weights as tensors").click()
    expect(page.get_by_role("tabpanel").filter(has_text="(1, 1)")).to_be_visible()


def test_the_best_fit_is_hidden_until_asked_for(page: Page) -> None:
    stage = Stage.open(page)
    assert stage.corners("single") == []
    stage.switch("Best fit").check()
    expect(page.locator(".np-chart .np-single")).to_have_attribute("d", re.compile("M"))
    assert stage.line("single") == pytest.approx(best_line("sugars", "calories"), rel=1e-6)
    stage.expect_link(best="1")


def test_the_challenge_scores_and_hides_the_best_until_it_is_revealed(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90&best=1")
    stage.button("Challenge me").click()
    expect(page.get_by_test_id("score")).to_be_visible()
    stage.until_drawn()
    expect(stage.switch("Best fit")).to_be_hidden()
    expect(stage.landscape).to_have_count(0)
    expect(stage.button("Train")).to_have_count(0)
    assert stage.corners("single") == []
    stage.expect_settled(1.0, 80.0)
    assert stage.metric("score") == 0
    way = page.get_by_role("meter", name="On the way to the best line")
    expect(way).to_have_attribute("aria-valuetext", "0 of 100: worse than always the mean")

    sample = load("cereal").sample(["sugars"], "calories")
    w, b = best_line("sugars", "calories")
    best = metrics(sample.y, w * sample.x[:, 0] + b).mse
    flat = float(sample.y.var())
    mine = metrics(sample.y, 2.0 * sample.x[:, 0] + 90.0).mse
    score = int(100 * (flat - mine) / (flat - best))
    assert 0 < score < 100
    stage.box("w").fill("2")
    stage.box("b").fill("90")
    stage.box("b").press("Tab")
    stage.next_frame()
    assert stage.metric("score") == score
    expect(way).to_have_attribute("aria-valuenow", str(score))
    expect(way).to_have_attribute("aria-valuetext", re.compile(f"^{score} of 100 on the way"))

    stage.button("Reveal the best").click()
    stage.until_drawn()
    expect(page.get_by_text(f"{score} of 100 points")).to_be_visible()
    expect(page.get_by_text(f"Your MSE is {mine:.0f}; the best is {best:.0f}")).to_be_visible()
    expect(stage.switch("Best fit")).to_be_checked()
    expect(stage.landscape).to_be_visible()
    expect(page.get_by_test_id("score")).to_be_hidden()
    stage.expect_neuron(2.0, 90.0)


def test_undo_takes_changes_back_one_by_one(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    expect(stage.button("Undo")).to_be_disabled()
    stage.focus_slider("w")
    page.keyboard.press("PageUp")
    stage.expect_link(w="1.5", b="90")
    stage.switch("ReLU").check()
    stage.expect_link(w="1.5", b="90", relu="1")
    stage.button("w = 2.5, b = 90").click()
    stage.expect_settled(2.5, 90.0)

    stage.button("Undo").click()
    stage.expect_settled(1.5, 90.0)
    expect(stage.switch("ReLU")).to_be_checked()
    stage.focus_slider("w")
    page.keyboard.press("Control+z")
    expect(stage.switch("ReLU")).not_to_be_checked()
    page.keyboard.press("Control+z")
    stage.expect_settled(1.0, 90.0)
    expect(stage.button("Undo")).to_be_disabled()
    stage.expect_link(b="90")


def test_ctrl_z_right_after_a_key_takes_that_key_back(page: Page) -> None:
    stage = Stage.open(page, "?w=1&b=90")
    stage.focus_slider("w")
    page.keyboard.press("PageUp")
    page.keyboard.press("Control+z")
    stage.expect_settled(1.0, 90.0)
    expect(page.get_by_text("Taken back.")).to_be_visible()
    stage.expect_neuron(1.0, 90.0)


@pytest.mark.parametrize("name", ["w = 2.5, b = 90", "Train"])
def test_a_button_right_after_a_typed_number_takes_nothing_away(page: Page, name: str) -> None:
    stage = Stage.open(page, "?w=1&b=80")
    stage.until_quiet()
    stage.box("b").fill("70")
    stage.button(name).click()
    stage.expect_near("w", 2.5, 0.1)
    stage.until_quiet()
    stage.button("Undo").click()
    stage.expect_settled(1.0, 70.0)
    stage.button("Undo").click()
    stage.expect_settled(1.0, 80.0)
