"""Two clicks so quick that the second is about a box the server has already replaced."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.space import Planes

BOTH = """([pill, option, delay]) => {
  const click = (role, name) => [...document.querySelectorAll(role)]
    .find((element) => element.textContent.trim() === name).click();
  click("button", pill);
  setTimeout(() => click("[role=option]", option), delay);
}"""

KEYS_MEANWHILE = """([name, option]) => {
  [...document.querySelectorAll("[role=option]")]
    .find((element) => element.textContent.trim() === option).click();
  const box = document.querySelector(`[role=spinbutton][aria-label="${name}"]`);
  box.focus();
  const press = () => box.dispatchEvent(new KeyboardEvent("keydown", {
    key: "ArrowDown", bubbles: true, cancelable: true }));
  const pressing = setInterval(() => box.isConnected ? press() : clearInterval(pressing), 50);
}"""
"""Chooses, and goes on to press a key in a box until the box is gone."""


def test_an_axis_is_chosen_while_its_input_is_switched_off(page: Page) -> None:
    planes = Planes.open(page, "?inputs=sugars,fiber,protein")
    page.get_by_role("button", name=re.compile("80 Cereals")).click()
    for delay in (0, 15, 30):
        planes.combobox("First axis").click()
        expect(page.get_by_role("option", name="protein", exact=True)).to_be_visible()
        page.evaluate(BOTH, ["protein (g)", "protein", delay])
        expect(page).to_have_url(re.compile("inputs=sugars(,|%2C)fiber$"))
        expect(planes.combobox("First axis")).to_have_count(0)
        planes.until_quiet()
        expect(page.get_by_text("This should not have happened")).to_have_count(0)
        planes.pill("protein (g)").click()
        expect(planes.combobox("First axis")).to_be_visible()
    planes.until_drawn()

    planes.combobox("Data").click()
    expect(page.get_by_role("option", name="Concrete", exact=True)).to_be_visible()
    page.evaluate(KEYS_MEANWHILE, ["w2 protein", "Concrete"])
    expect(page).to_have_url(re.compile("data=concrete"))
    expect(planes.slider("w2 protein")).to_have_count(0)
    planes.until_drawn()
    planes.until_quiet()
