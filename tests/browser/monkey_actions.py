"""The actions of a monkey, each with its choices drawn from a generator; they return what was done.

An empty text: there was nothing to do it with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from playwright.sync_api import Page, ViewportSize

from playground.site import PAGES
from tests.browser import monkey_scripts as scripts
from tests.browser.finger import Finger, Point

SIZES: tuple[ViewportSize, ...] = (
    {"width": 1366, "height": 768},
    {"width": 390, "height": 844},
    {"width": 820, "height": 1180},
    {"width": 1920, "height": 1080},
)
KEYS = (
    *("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"),
    *("Enter", "Space", "Escape", "Tab", "Shift+Tab", "Delete", "Backspace"),
    *("Control+z", "Control+y", "Alt+p", "r", "c", "+", "-", "5"),
)
NONSENSE = (
    *("", " ", "-", "\u2212", ".", ",", "e", "1e", "1e309", "-1e309", "1e-320", "NaN", "Infinity"),
    *("0", "-0", "3", "2,5", "1.000,5", "1 000", "\u22120,25", "99999999999999999999", "0x10"),
    *("abc", "<b>1</b>", "'; --", "½", "٣", "💥", "\u202e12", "1\n2", "a" * 300, "[1](x)", "$x^2$"),
)


@dataclass(frozen=True)
class Paws:
    """A mouse, a keyboard and a finger on a page."""

    page: Page
    finger: Finger

    def pick(self, selector: str, rng: Random, *, focus: bool = False) -> Any:
        """An element in view: its name and box; None if there is none.

        Args:
            selector: of those to choose from.
            rng: that chooses.
            focus: whether to put the keyboard on it.
        """
        return self.page.evaluate(scripts.PICK, [selector, rng.random(), rng.random(), focus])

    def click(self, rng: Random) -> str:
        """By mouse; sometimes twice, as a double click."""
        if not (found := self.pick(scripts.CLICKABLE, rng)):
            return ""
        count = 2 if rng.random() < 0.1 else 1
        self.page.mouse.click(*_within(found, rng), click_count=count)
        return f"{found['name']}{' twice' if count == 2 else ''}"

    def tap(self, rng: Random) -> str:
        """By finger."""
        if not (found := self.pick(scripts.CLICKABLE, rng)):
            return ""
        self.finger.tap(_within(found, rng))
        return str(found["name"])

    def pair(self, rng: Random) -> str:
        """Two clicks at once, or nearly."""
        shares = [[rng.random(), rng.random()] for _ in range(2)]
        delay = rng.choice((0, 0, 5, 15, 30, 60))
        names = self.page.evaluate(scripts.PAIR, [scripts.CLICKABLE, *shares, delay])
        return f"{names[0]} and after {delay} ms {names[1]}" if names else ""

    def drag(self, rng: Random) -> str:
        """By mouse, with the button down."""
        if not (found := self.pick(scripts.DRAGGABLE, rng)):
            return ""
        start, end = _within(found, rng), _far(found, rng)
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=rng.choice((1, 3, 6)))
        self.page.mouse.up()
        return f"{found['name']} from {_text(start)} to {_text(end)}"

    def swipe(self, rng: Random) -> str:
        """By one finger, or two."""
        if not (found := self.pick(scripts.DRAGGABLE, rng)):
            return ""
        ways = [(_within(found, rng), _far(found, rng)) for _ in range(rng.choice((1, 1, 2)))]
        self.finger.move(ways, steps=4)
        return f"{found['name']} {', '.join(f'{_text(a)} to {_text(b)}' for a, b in ways)}"

    def wheel(self, rng: Random) -> str:
        """Over a picture."""
        if not (found := self.pick(".js-plotly-plot, .np-middle, canvas", rng)):
            return ""
        self.page.mouse.move(*_within(found, rng))
        self.page.mouse.wheel(0, way := rng.choice((-400, -60, 60, 400)))
        return f"{found['name']} {way}"

    def press(self, rng: Random) -> str:
        """Keys, mostly on something."""
        found = self.pick(scripts.FOCUSABLE, rng, focus=True) if rng.random() < 0.8 else None
        keys = rng.choices(KEYS, k=rng.randint(1, 5))
        for key in keys:
            self.page.keyboard.press(key)
        return f"{' '.join(keys)} on {found['name'] if found else 'what has the focus'}"

    def type(self, rng: Random) -> str:
        """Nonsense into a box."""
        if not (found := self.pick(scripts.TYPABLE, rng, focus=True)):
            return ""
        text, end = rng.choice(NONSENSE), rng.choice(("Enter", "Tab", "Escape", ""))
        self.page.keyboard.press("Control+a")
        if len(text) < 8 and rng.random() < 0.5:
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.insert_text(text)  # as if it were pasted
        if end:
            self.page.keyboard.press(end)
        return f"{text[:20]!r} {end} into {found['name']}"

    def travel(self, rng: Random) -> str:
        """Back, forward, anew, or to a page by its link; does not always wait for it."""
        page, way = self.page, rng.choice(("back", "forward", "reload", "link", "link"))
        if way == "link":
            path = rng.choice(PAGES).path
            page.evaluate(scripts.LINK, path)
            way = f"link /{path}"
        elif way == "reload":
            page.reload(wait_until="commit")
        else:
            page.evaluate(f"history.{way}()")
        if rng.random() < 0.8:
            page.wait_for_function(scripts.SETTLED)
        return way

    def scroll(self, rng: Random) -> str:
        """To any height of the page."""
        self.page.evaluate(scripts.SCROLL, share := rng.random())
        return f"to {share:.0%}"

    def resize(self, rng: Random) -> str:
        """Turns the phone, or moves the window to another screen."""
        self.page.set_viewport_size(size := rng.choice(SIZES))
        return f"to {size['width']} × {size['height']}"


ACTIONS: dict[str, tuple[int, Callable[[Paws, Random], str]]] = {
    "click": (30, Paws.click),
    "tap": (10, Paws.tap),
    "pair": (12, Paws.pair),
    "drag": (12, Paws.drag),
    "swipe": (6, Paws.swipe),
    "wheel": (3, Paws.wheel),
    "press": (12, Paws.press),
    "type": (9, Paws.type),
    "travel": (4, Paws.travel),
    "scroll": (3, Paws.scroll),
    "resize": (1, Paws.resize),
}
"""How often each is chosen, among all."""


def _within(found: dict[str, Any], rng: Random) -> Point:
    """A place on an element, inside its box."""
    across, down = rng.uniform(0.05, 0.95), rng.uniform(0.05, 0.95)
    return found["left"] + across * found["width"], found["top"] + down * found["height"]


def _far(found: dict[str, Any], rng: Random) -> Point:
    """A place on an element, or outside of it."""
    across, down = rng.uniform(-0.3, 1.3), rng.uniform(-0.5, 1.5)
    x = found["left"] + across * found["width"]
    return max(0.0, x), max(0.0, found["top"] + down * max(found["height"], 40))


def _text(point: Point) -> str:
    return f"{point[0]:.0f}, {point[1]:.0f}"
