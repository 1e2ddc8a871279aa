"""A page that a browser's translator has changed: buttons work, numbers move, nothing breaks."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.layers import Layers
from tests.browser.stage import Stage

TRANSLATE = """moves => {
  const skipped = "script, style, textarea, title, [translate=no], [translate=no] *";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.data.trim() && !text.parentElement.matches(skipped)) found.push(text);
  }
  for (const text of found) {
    const outer = document.createElement("font");
    const inner = outer.appendChild(document.createElement("font"));
    text.replaceWith(outer);
    inner.append(moves ? text : text.data.toUpperCase());
  }
  return found.length;
}"""
"""What Chrome's translator does: each text in two `<font>`; moved into them, or replaced."""


def translate(page: Page, *, moves: bool) -> None:
    assert page.evaluate(TRANSLATE, moves) > 50


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(name)}$", re.IGNORECASE)).click()


def test_pages_in_translation_are_dragged_trained_built_and_left(page: Page) -> None:
    stage = Stage.open(page)
    translate(page, moves=False)
    stage.focus_slider("w")
    before = stage.equation.inner_text()
    page.keyboard.press("PageUp")
    expect(stage.equation).not_to_have_text(before)
    press(page, "Train")
    stage.expect_near("w", 2.5, 0.5)
    press(page, "Challenge me")
    expect(page.get_by_test_id("score")).to_be_visible()
    press(page, "Give up the challenge")
    press(page, "Undo")
    expect(page.get_by_test_id("score")).to_be_visible()

    page.get_by_role("link", name=re.compile("layers", re.IGNORECASE)).first.click()
    layers = Layers(page)
    layers.until_drawn()
    translate(page, moves=True)
    more = page.get_by_role("button", name="Add a neuron to layer 1")
    neurons = layers.diagram.get_by_role("button", name=re.compile("^neuron"))
    count = neurons.count()
    more.click()
    expect(neurons).to_have_count(count + 1)
    miss = page.get_by_test_id("mae")
    before = miss.inner_text()
    press(page, "Train")
    expect(miss).not_to_have_text(before, timeout=60_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
