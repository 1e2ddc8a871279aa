"""People with a browser: most have been to the playground before, some never.

A page that was opened before is there in half the time, as Chromium has its scripts compiled; that
holds within a profile on disk, and never in the contexts that Playwright makes. A profile's pages
share a process, that of its first page, which stays: starting one takes a second of CPU time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

from tests.chromium import FLAGS

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
_MEDIA = ("color_scheme", "reduced_motion", "forced_colors")
_KNOWN = {"viewport", "has_touch", "is_mobile", *_MEDIA}
"""Options that a page of a profile can have."""
_REMEMBERED = "local_storage,indexeddb,cache_storage,service_workers,cookies"

Device = tuple[bool, bool]
"""Whether it has a touch screen, and whether it is a phone: fixed for a profile."""


class People:
    """Opens pages for people; each has a context of their own, with nothing remembered.

    Args:
        playwright: that drives Chromium.
        path: of Chromium.
        base: address that the pages' links are relative to.
    """

    def __init__(self, playwright: Playwright, path: str, base: str) -> None:
        self._launch = playwright.chromium
        self._path = path
        self._base = base
        self._stack = ExitStack()
        self._browser: Browser | None = None
        self._profiles: dict[Device, BrowserContext] = {}
        self._busy: set[Device] = set()
        self._new: list[BrowserContext] = []

    @property
    def browser(self) -> Browser:
        """The Chromium of those who were never here."""
        if self._browser is None:
            launched = self._launch.launch(executable_path=self._path, args=list(FLAGS))
            self._stack.callback(launched.close)
            self._browser = launched
        return self._browser

    def open_page(self, watch: Callable[[BrowserContext], None], **options: Any) -> Page:
        """A page of another person.

        Args:
            watch: is called with the context before it has the page.
            options: as `Browser.new_context` takes them.
        """
        device = (bool(options.get("has_touch")), bool(options.get("is_mobile")))
        if not options.keys() <= _KNOWN or device in self._busy:
            return self._of_a_newcomer(watch, options)
        self._busy.add(device)
        context = self._profile(device)
        watch(context)
        with context.expect_page() as opened:
            context.pages[0].evaluate("() => void (window.open('about:blank').opener = null)")
        page = opened.value
        page.set_viewport_size(options.get("viewport", DESKTOP))
        page.emulate_media(**{name: options[name] for name in _MEDIA if name in options})
        return page

    def _of_a_newcomer(
        self, watch: Callable[[BrowserContext], None], options: dict[str, Any]
    ) -> Page:
        context = self.browser.new_context(
            **{"viewport": DESKTOP, "base_url": self._base, **options}
        )
        self._new.append(context)
        watch(context)
        return context.new_page()

    def _profile(self, device: Device) -> BrowserContext:
        if device not in self._profiles:
            folder = self._stack.enter_context(
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            )
            context = self._launch.launch_persistent_context(
                folder,
                executable_path=self._path,
                args=list(FLAGS),
                base_url=self._base,
                has_touch=device[0],
                is_mobile=device[1],
            )
            self._stack.callback(context.close)
            context.pages[0].goto("/_stcore/health")
            self._profiles[device] = context
        return self._profiles[device]

    def leave(self) -> None:
        """Closes everybody's pages, and forgets what their browsers remember of the playground."""
        for context in self._new:
            context.close()
        for device in self._busy:
            first, *pages = self._profiles[device].pages
            for page in pages:
                page.close()
            self._profiles[device].set_offline(False)
            session = self._profiles[device].new_cdp_session(first)
            session.send(
                "Storage.clearDataForOrigin",
                {"origin": self._base, "storageTypes": _REMEMBERED},
            )
            session.detach()
        self._new.clear()
        self._busy.clear()

    def close(self) -> None:
        """Ends every Chromium."""
        self._stack.close()
