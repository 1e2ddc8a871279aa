"""Three hundred random actions leave every page alive; and the monkey sees what is broken."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Complaints, NewPage
from tests.browser.monkey import LIFE, Monkey

BROKEN = """
<div data-testid="stApp" data-test-script-state="notRunning">
  <div class="stMain" data-testid="stMain">
    <section class="np-stage" aria-label="Stage">
      <input type="range" aria-label="w" min="0" max="9" value="3"
        onkeydown="this.value = Number(this.value) + 1">
      <svg><path d="M0 0"></path></svg>
      <output>3 kcal</output>
    </section>
  </div>
</div>"""
"""A page whose slider moves, and nothing with it."""
FOLLOWS = "document.querySelector('output').textContent = document.querySelector('input').value"


def test_three_hundred_random_actions(
    new_page: NewPage, complaints: Complaints, server: str
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768}, has_touch=True)
    found = Monkey(page, server, seed=1).live(LIFE)
    complaints.errors.clear()  # they are among what was found, with what was done before
    assert not found, "\n\n".join(map(str, found))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("null", "not alive: the slider w moves neither"),
        (f"document.querySelector('input').oninput = () => {{}}; {FOLLOWS}", "neither a picture"),
    ],
)
def test_a_dead_stage_is_found(page: Page, server: str, damage: str, message: str) -> None:
    raise NotImplementedError
