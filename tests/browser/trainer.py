"""The page Training as its user finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

QUICK = "/training?view=top&epochs=100&speed=100"
LIMIT = 60_000


@dataclass(frozen=True)
class Trainer:
    """The page as its user finds it."""

    page: Page

    @classmethod
    def open(cls, page: Page, link: str = QUICK) -> Trainer:
        """Opens a link and waits until Keras has answered."""
        page.goto(link)
        trainer = cls(page)
        trainer.until_keras_agrees()
        return trainer

    def until_keras_agrees(self) -> None:
        agreement = self.page.get_by_test_id("keras-agreement")
        expect(agreement).to_have_attribute("data-state", "agrees", timeout=LIMIT)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    @property
    def state(self) -> Locator:
        return self.page.get_by_test_id("run-state")

    @property
    def timeline(self) -> Locator:
        return self.page.get_by_role("slider", name="Epoch", exact=True)

    @property
    def mse_text(self) -> str:
        return self.page.get_by_test_id("mse").text_content() or ""

    @property
    def mse(self) -> float:
        return float(self.mse_text.replace(",", ""))

    def until(self, pattern: str) -> None:
        expect(self.state).to_have_text(re.compile(pattern), timeout=LIMIT)
