"""A finger on a touchscreen: its events go the browser's whole way, which makes it scroll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page

Point = tuple[float, float]
STEPS = 8


class Finger:
    """Touches a page, in pixels of what is in view.

    Chromium never answers a touch under which another document comes, and Playwright would wait
    for ever: the touch ends when that document is there.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)
        self._is_waiting = False
        self._is_cut_off = False
        page.on("domcontentloaded", lambda _: self._cut_off())

    def _touch(self, kind: str, points: Sequence[Point] = ()) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        self._is_waiting = True
        try:
            self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
        except BrowserError:
            if not self._is_cut_off:
                raise
        finally:
            self._is_waiting = False
        if self._is_cut_off:
            self._session = self.page.context.new_cdp_session(self.page)
            self._is_cut_off = False

    def _cut_off(self) -> None:
        if self._is_waiting:
            self._is_cut_off = True
            self._session.detach()

    def tap(self, at: Point) -> None:
        """Touches a place, and lets go."""
        self.move([(at, at)], steps=0)

    def swipe(self, start: Point, end: Point) -> None:
        """From touching the screen to letting go."""
        self.move([(start, end)])

    def move(self, ways: Sequence[tuple[Point, Point]], steps: int = STEPS) -> None:
        """Moves several fingers at once.

        Args:
            ways: from where to where each of them goes.
            steps: 0: they do not move.
        """
        with self.moved(ways, steps):
            pass

    @contextmanager
    def moved(self, ways: Sequence[tuple[Point, Point]], steps: int = STEPS) -> Iterator[None]:
        """While fingers have moved, and are still on the screen.

        Args:
            ways: from where to where each of them goes.
            steps: 0: they do not move.
        """
        self._touch("touchStart", [start for start, _ in ways])
        for share in (step / steps for step in range(1, steps + 1)):
            self._touch("touchMove", [_between(*way, share) for way in ways])
        yield
        self._touch("touchEnd")


def _between(start: Point, end: Point, share: float) -> Point:
    x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return x, y


def scrolled(page: Page) -> float:
    """How far the page is scrolled, in pixels, once it stands still."""
    found: float = page.evaluate(SCROLLED)
    return found


def scroll_to(picture: Locator) -> None:
    """Scrolls a picture to where nothing that stays in view lies over it, and waits for that."""
    picture.evaluate(SCROLL_TO)
    scrolled(picture.page)


SCROLL_TO = """(picture) => {
    picture.scrollIntoView({ block: "center" });
    const covered = () => {
        const { left, top, width, height } = picture.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + 0.1 * height);
        return !picture.contains(over);
    };
    const page = document.querySelector("[data-testid=stMain]");
    for (let step = 0; covered() && step < 50; step++) page.scrollTop -= 10;
    if (covered()) throw new Error("something lies over the picture, wherever it is scrolled to");
}"""

SCROLLED = """() => new Promise((resolve) => {
    const page = document.querySelector("[data-testid=stMain]");
    let [before, still] = [NaN, 0];
    const look = () => {
        still = page.scrollTop === before ? still + 1 : 0;
        before = page.scrollTop;
        if (still > 10) resolve(before);
        else requestAnimationFrame(look);
    };
    look();
})"""
