"""Three hundred random actions leave every page alive; and the monkey sees what is broken."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.conftest import Complaints, NewPage
from tests.browser.monkey import LIFE, Monkey

BROKEN = """
<div data-testid="stApp" data-test-script-state="notRunning">
  <div class="stMain" data-testid="stMain">
    <section class="np-stage" aria-label="Stage">
      <div class="np-head"></div>
      <div class="np-slider">
        <input type="range" aria-label="w" min="0" max="9" value="3"
          onkeydown="this.value = Number(this.value) + 1">
      </div>
      <svg><path d="M0 0"></path></svg>
      <output>3 kcal</output>
    </section>
  </div>
</div>"""
"""A page whose slider moves, and nothing with it."""
FOLLOW = """() => document.querySelector("input").addEventListener("keydown", ({ target }) => {
    document.querySelector("output").textContent = target.value;
})"""


def test_three_hundred_random_actions(
    new_page: NewPage, complaints: Complaints, server: str
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768}, has_touch=True)
    found = Monkey(page, server, seed=1).live(LIFE)
    complaints.errors.clear()  # they are among what was found, with what was done before
    assert not found, "\n\n".join(map(str, found))


def test_the_monkey_sees_what_is_broken(page: Page, complaints: Complaints, server: str) -> None:
    log = [""]
    page.goto("/_stcore/health")
    monkey = Monkey(page, server, seed=7, life=2, log=lambda: "".join(log))
    monkey.note('41. click button "Train"')
    page.evaluate("html => { document.body.innerHTML = html; }", BROKEN)

    monkey.check_alive(patience=200)
    (dead,) = monkey.failures
    sentence = "not alive: the slider w moves neither a picture nor a number in [1-9]\\d* frames"
    assert re.fullmatch(sentence, dead.what)
    assert "seed 7, life 2" in str(dead)
    assert "41. click button" in str(dead)

    page.evaluate(FOLLOW)
    monkey.look()
    monkey.check_alive()
    log.append("ERROR:    GET /neuron 404\n")
    monkey.read_log()
    assert monkey.failures == [dead], "nothing else is wrong"

    page.evaluate("""() => {
        console.error("on the console");
        document.querySelector(".stMain").append("This should not have happened (ValueError).");
    }""")
    log.append(
        "2026-01-01 12:00 A callback failed\nTraceback (most recent call last):\nKeyError: 3"
    )
    monkey.look()
    monkey.read_log()
    complaints.errors.clear()
    console, sentence, traceback = (failure.what for failure in monkey.failures[1:])
    assert console.startswith("console: on the console")
    assert sentence == "on the page: This should not have happened (ValueError)."
    assert "KeyError: 3" in traceback
