"""A monkey: seeded random actions over all pages, after which every page must still be alive.

Every action draws its choices from a generator of its own, made of the seed, the life and the
action's number, so that a life can be played again by itself.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout

from playground.site import PAGES
from tests.browser import monkey_scripts as scripts
from tests.browser.conftest import reports
from tests.browser.finger import Finger
from tests.browser.monkey_actions import ACTIONS, Paws

LIFE = 300
"""Actions of a monkey before another one follows."""
LIMIT = 60_000
"""Milliseconds for a page to come, or to answer."""
LINK_LIMIT = 30_000
PATIENCE = 20_000
_LEAVING = ("context was destroyed", "navigat", "Cannot find context", "frame was detached")


@dataclass(frozen=True)
class Failure:
    """Something that must not happen, and what was done before.

    Attributes:
        what: it is.
        where: seed, life and number of the action.
        last: the actions before it, the newest at the end.
    """

    what: str
    where: str
    last: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((f"{self.what}\n  {self.where}, after", *(f"    {a}" for a in self.last)))


@dataclass
class Monkey:
    """One life: a page in a context of its own.

    Attributes:
        page: with a touchscreen.
        base: the server's address.
        seed: of the whole run.
        life: number of this one.
        log: the server's log so far.
        tell: is called with every action.
        failures: what was found.
    """

    page: Page
    base: str
    seed: int
    life: int = 0
    log: Callable[[], str] = lambda: ""
    tell: Callable[[str], object] = lambda text: None
    failures: list[Failure] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listens to the browser from here on; `watch` before, for the first page."""
        self._errors: list[str] = []
        self._last: deque[str] = deque(maxlen=10)
        self._number = 0
        self.counts: Counter[str] = Counter()
        self._logged = len(self.log())
        self._paws = Paws(self.page, Finger(self.page))
        self.watch(self.page.context)
        self.page.on("filechooser", lambda chooser: None)
        self.page.on("dialog", Dialog.dismiss)
        self.page.set_default_timeout(LIMIT)
        # "Print" of the main menu opens the browser's own dialog, under which no page moves.
        self.page.context.add_init_script("window.print = () => {}")
        # Text that is dragged: Playwright waits for ever for a drag that a phone does not begin.
        self.page.context.add_init_script(
            "addEventListener('dragstart', (event) => event.preventDefault(), true)"
        )

    def watch(self, context: BrowserContext) -> None:
        """Notes errors on the console, and those that nobody caught."""

        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                place = f"{message.location.get('url')}:{message.location.get('lineNumber')}"
                self._errors.append(f"console: {message.text} ({place})")

        context.on("console", on_console)
        context.on("weberror", lambda error: self._errors.append(f"uncaught: {error.error.stack}"))
        self.page.on("crash", lambda page: self._errors.append("the page has crashed"))

    # --- a life -------------------------------------------------------------------------------

    def live(self, actions: int) -> list[Failure]:
        """Goes to every page once, in any order; each gets an equal part of the actions."""
        order = [spec.path for spec in PAGES]
        Random(f"{self.seed}/{self.life}").shuffle(order)
        for i, path in enumerate(order):
            count = (i + 1) * actions // len(order) - i * actions // len(order)
            if count:
                self.visit(path, count)
        return self.failures

    def visit(self, path: str, actions: int) -> None:
        """Acts on a page and wherever that leads; checks after every action, and at the end.

        Args:
            path: of the page.
            actions: how many.
        """
        before = len(self.failures)
        self.note(f"goes to /{path}")
        try:
            self.go(path)
            for _ in range(actions):
                self.act()
                self.look()
            self.page.wait_for_function(scripts.QUIET)
            if not self.is_home():
                self.go("")  # a link was on its way there
            self.check_alive()
        except BrowserTimeout as error:
            self.fail(f"the page does not answer: {error.message.splitlines()[0]}")
        self.look()
        self.read_log()
        if len(self.failures) > before:
            self.page.goto("about:blank")  # the next page is opened anew

    def act(self) -> None:
        """One action."""
        self._number += 1
        rng = Random(f"{self.seed}/{self.life}/{self._number}")
        name = rng.choices(list(ACTIONS), [weight for weight, _ in ACTIONS.values()])[0]
        try:
            done = ACTIONS[name][1](self._paws, rng)
        except BrowserTimeout:
            self.note(f"{name} …")
            raise
        except BrowserError as error:
            if not any(word in error.message for word in _LEAVING):
                raise
            done = "while the page was leaving"
        self.counts[name] += 1
        self.note(f"{self._number}. {name} {done or 'nothing there'}")
        if rng.random() < 0.25:
            self.page.wait_for_function(scripts.QUIET)
        if not self.is_home():
            self.go("")

    def is_home(self) -> bool:
        """Whether the page is one of those it goes to: not that of a class, nor another site."""
        paths = {f"{self.base}/{spec.path}" for spec in PAGES}
        return self.page.url.partition("?")[0].partition("#")[0] in paths

    def go(self, path: str) -> None:
        """To a page: by its link, if there is one.

        Args:
            path: of the page.
        """
        if self.is_home() and self.page.evaluate(scripts.LINK, path):
            try:
                self.page.wait_for_function(scripts.CAME, arg=path, timeout=LINK_LIMIT)
                return
            except BrowserTimeout:
                self.fail(f"the link to /{path} led nowhere")
        self.page.goto(f"{self.base}/{path}", wait_until="commit")
        self.page.wait_for_function(scripts.CAME, arg=path)

    # --- what must not happen -----------------------------------------------------------------

    def fail(self, what: str) -> None:
        """Notes a failure, once for each text."""
        where = f"seed {self.seed}, life {self.life}, at {self.page.url}"
        if what not in {failure.what for failure in self.failures}:
            self.failures.append(Failure(what, where, tuple(self._last)))

    def look(self) -> None:
        """Looks for errors in the browser and for red boxes."""
        try:
            self._errors += self.page.evaluate(scripts.DAMAGE)
        except BrowserError as error:
            if not any(word in error.message for word in _LEAVING):
                raise
        while self._errors:
            self.fail(self._errors.pop(0))

    def check_alive(self, patience: int = PATIENCE) -> None:
        """Moves a slider: a picture or a number must follow, within so many milliseconds."""
        self.page.wait_for_function(scripts.QUIET)
        before = self.page.url.partition("?")[0]
        wrong = self.page.evaluate(scripts.ALIVE, patience)
        if wrong and self.page.url.partition("?")[0] != before:  # the page was being left
            wrong = self.page.evaluate(scripts.ALIVE, patience)
        if wrong:
            self.fail(f"not alive: {wrong}")

    def read_log(self) -> None:
        """Looks for tracebacks that the server has written since the last time."""
        text = self.log()
        for report in reports(text[self._logged :]):
            if "Traceback (most recent call last)" in report:
                self.fail(f"the server's log:\n{report}")
        self._logged = len(text)

    def note(self, text: str) -> None:
        """Remembers what was done; the last ten are told with a failure."""
        self._last.append(text)
        self.tell(text)


def lives(actions: int) -> Iterator[int]:
    """How many actions each life has."""
    for life in range(math.ceil(actions / LIFE)):
        yield min(LIFE, actions - life * LIFE)
