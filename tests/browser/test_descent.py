"""Gradient descent over the loss landscape: steps, the walk, a rate that is too high, the bowl."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.stage import START_LIMIT, Stage
from tests.browser.test_buttons import best_line

FAR = 20_000
"""Milliseconds for what Keras computes, and a walk over the map."""


def expect_step(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_test_id("step")).to_contain_text(text, timeout=FAR)


def expect_above_the_foot(page: Page, *names: str) -> None:
    foot = page.locator(".st-key-foot").bounding_box()
    assert foot is not None
    for name in names:
        box = page.locator(name).bounding_box()
        assert box is not None, name
        assert 0 < box["y"] < box["y"] + box["height"] <= foot["y"], name


def test_steps_go_downhill_or_run_off_the_map(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    stage = Stage.open(page)
    best = best_line("sugars", "calories")
    expect_above_the_foot(page, ".np-landscape", ".np-descent", ".np-descent-text")
    page.get_by_text("More: batch, bowl, the walk again").click()
    expect_above_the_foot(page, ".np-landscape", ".np-descent")

    step, speed = stage.button("One step"), page.get_by_role("combobox", name="Speed of the walk")
    expect(speed).to_be_disabled()
    step.click()
    one = [start + 0.2 * (end - start) for start, end in zip((1.0, 80.0), best, strict=True)]
    expect_step(page, f"Step 1: w = {one[0]:.3g}, b = {one[1]:.3g}, MSE ")
    agreement = page.get_by_test_id("step-agreement")
    expect(agreement).to_have_attribute("data-state", "agrees", timeout=START_LIMIT)
    stage.expect_link(w=f"{one[0]:.6g}", b=f"{one[1]:.6g}")
    step.click()
    expect_step(page, "Step 2: ")
    stage.button("Undo").click()
    expect_step(page, "Step 1: ")
    stage.expect_link(w=f"{one[0]:.6g}", b=f"{one[1]:.6g}")

    rate = page.get_by_role("slider", name="Learning rate")
    rate.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(rate).to_have_attribute("aria-valuetext", "1.1")
    stage.expect_link(w=f"{one[0]:.6g}", b=f"{one[1]:.6g}", rate="1.1")
    stage.button("Train").click()
    expect_step(page, "It ran off the map. At rate 1.1 every step is too long")
    expect(page.locator(".np-here")).to_have_class(re.compile("np-outside"))
    off = stage.value("w")
    assert abs(off) > 10.0
    assert (page.locator(".np-trail-steps").get_attribute("d") or "").count("M") > 8

    walk = page.get_by_role("slider", name="Walk")
    walk.focus()
    page.keyboard.press("Home")
    expect_step(page, "Start: ")
    assert stage.value("w") == pytest.approx(one[0], rel=1e-5)
    stage.expect_link(w=f"{one[0]:.6g}", b=f"{one[1]:.6g}", rate="1.1")
    page.keyboard.press("ArrowRight")
    expect_step(page, "Step 1: ")
    speed.select_option("¼×")
    stage.button("Play the walk").click()
    stage.button("Pause the walk").click()
    expect(stage.button("Play the walk")).to_be_visible()
    walk.focus()
    page.keyboard.press("End")
    stage.button("A tenth of the rate").click()
    expect_step(page, "Now the rate is 0.11")
    stage.button("Train").click()
    expect_step(page, "Step 60: ")
    stage.expect_near("w", best[0], 0.05)

    page.get_by_role("radio", name="Bowl", exact=True).check()
    expect(page.locator(".np-bowl canvas").first).to_be_visible(timeout=FAR)
    expect(stage.landscape).to_be_hidden()
    expect(page).to_have_url(re.compile("[?&]bowl=1"))
    step.click()
    expect_step(page, "Step 61: ")
