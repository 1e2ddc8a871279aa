"""Somebody in front of a page, whose actions are counted, and who sees what is in the window."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.finger import Finger, scrolled
from tests.browser.stage import SPOT

LIMIT = 90_000
"""Milliseconds, with a busy machine in mind."""


class Reader:
    """Clicks, drags, scrolls, and looks.

    Args:
        page: in front of which they are.
        touches: whether they have a touchscreen and no mouse.
    """

    def __init__(self, page: Page, *, touches: bool) -> None:
        self.page = page
        self.actions = 0
        self._finger = Finger(page) if touches else None

    # --- actions ------------------------------------------------------------------------------

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Clicks or taps something.

        Args:
            name: of what is pressed.
            role: of it.
        """
        found = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        self.touch(found.first)

    def touch(self, target: Locator) -> None:
        """Clicks or taps an element, where it is free."""
        self._reach(target, FREE_SPOT)
        self.actions += 1
        x, y = target.evaluate(FREE_SPOT)
        if self._finger:
            self._finger.tap((x, y))
        else:
            self.page.mouse.click(x, y)

    def drag(self, name: str, share: float) -> None:
        """Drags a slider.

        Args:
            name: of the slider.
            share: of its length, where to.
        """
        slider = self.page.get_by_role("slider", name=name, exact=True).first
        self._reach(slider)
        self.actions += 1
        self._drag(*slider.evaluate(THUMB, share))

    def _drag(self, start: Sequence[float], end: Sequence[float]) -> None:
        if self._finger:
            self._finger.swipe((start[0], start[1]), (end[0], end[1]))
            return
        self.page.mouse.move(start[0], start[1])
        self.page.mouse.down()
        self.page.mouse.move(end[0], end[1], steps=8)
        self.page.mouse.up()

    def pull(self, chart: Locator, slider: str, to: float) -> None:
        """Drags the handle below a chart that does what a slider does.

        Args:
            chart: with the handle on its lower edge.
            slider: its name.
            to: where to, in the slider's unit.
        """
        value = self.page.get_by_role("slider", name=slider, exact=True).first.input_value()
        self._reach(chart)
        low = chart.evaluate(LOWEST)
        self.actions += 1
        self._drag(chart.evaluate(SPOT, [float(value), low]), chart.evaluate(SPOT, [to, low]))

    def type(self, name: str, text: str) -> None:
        """Types into a number box: one action, however many keys.

        Args:
            name: of the box.
            text: what is in it then.
        """
        box = self.page.get_by_role("spinbutton", name=name, exact=True).first
        self._reach(box)
        self.actions += 1
        box.fill(text)
        box.press("Enter")

    def _reach(self, target: Locator, test: str = "") -> None:
        """Scrolls, if it must: as many actions as screens.

        Args:
            target: what is to be in the window.
            test: a script that finds out whether it is; otherwise all of it must be.
        """
        expect(target).to_be_visible(timeout=LIMIT)
        test = test or IN_VIEW
        if target.evaluate(test):
            return
        before = scrolled(self.page)
        target.evaluate(SCROLL_TO.replace("TEST", test))
        way = abs(scrolled(self.page) - before)
        self.actions += max(1, math.ceil(way / self.page.evaluate("innerHeight * 0.8")))

    # --- what is seen -------------------------------------------------------------------------

    def sees(self, picture: Locator, text: str = "") -> None:
        """Must see an element, in the window as a whole; scrolls there, if it must.

        Args:
            picture: or words.
            text: pattern that its text must match.
        """
        if text:
            expect(picture).to_have_text(re.compile(text), timeout=LIMIT)
        self._reach(picture)
        assert picture.evaluate(IN_VIEW), f"{picture} is not in the window as a whole"

    def watch(self, picture: Locator, act: Callable[[], None]) -> None:
        """Must see a picture change.

        Args:
            picture: that is in the window.
            act: what changes it.
        """
        self.sees(picture)
        before = picture.evaluate(DRAWING)
        act()
        handle = picture.element_handle()
        self.page.wait_for_function(f"([e, was]) => ({DRAWING})(e) !== was", arg=[handle, before])
        self.sees(picture)


LOWEST = "(e) => e.querySelector('.js-plotly-plot')._fullLayout.yaxis.range[0]"

IN_VIEW = """(e) => {
  const { left, top, right, bottom, width, height } = e.getBoundingClientRect();
  const inside = left > -2 && top > -2 && right < innerWidth + 2 && bottom < innerHeight + 2;
  const free = (across, down) => {
    const over = document.elementFromPoint(left + across * width, top + down * height);
    return over && (e.contains(over) || over.contains(e) || over.closest("label")?.contains(e));
  };
  return inside && (free(0.5, 0.5) || free(0.2, 0.5)) && Boolean(free(0.5, 0.9));
}"""
"""Whether all of an element is in the window, and neither its middle nor its foot is covered."""

FREE_SPOT = """(e) => {
  const { left, top, width, height } = e.getBoundingClientRect();
  const spots = [0.5, 0.25, 0.1, 0.75].map((down) => [left + width / 2, top + down * height]);
  const isFree = ([x, y]) => {
    const over = document.elementFromPoint(x, y);
    return over && (e.contains(over) || over.closest("label")?.contains(e));
  };
  return spots.find(isFree) ?? null;
}"""
"""A place in the window where nothing lies over an element."""

SCROLL_TO = """(e) => {
  const page = document.querySelector("[data-testid=stMain]");
  e.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  for (let step = 0; step < 60 && !(TEST)(e); step++) {
    const { top, bottom } = e.getBoundingClientRect();
    page.scrollTop += top + bottom > innerHeight ? 10 : -10;
  }
}"""
"""Scrolls no further than it must."""

DRAWING = """(e) => [e, ...e.querySelectorAll("svg, canvas")]
  .map((part) => part.localName === "canvas" ? part.toDataURL() : part.outerHTML).join()"""

THUMB = """(slider, share) => {
  const { left, top, width, height } = slider.getBoundingClientRect();
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const place = (share) => [left + 13 + share * (width - 26), top + height / 2];
  return [place((slider.value - low) / (high - low)), place(share)];
}"""
"""Where the thumb of a slider is, and where it would be at a share of its length."""
