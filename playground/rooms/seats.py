"""A learner's seat: its secret, what its browser has reported, and the dot that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.limits import PICTURE_NUMBERS
from playground.rooms.codes import Secret
from playground.rooms.errors import Refused
from playground.rooms.protocol import Dot, Picture, Report
from playground.site import PAGES

LIKE_MISSES = 2
"""The same wrong state so often, and a learner is stuck."""
IDLE = 60.0
"""Seconds of rest after a try, after which a learner is stuck."""
_MOST_STEPS = 200
_PATHS = {page.path for page in PAGES}


@dataclass
class Seat:
    """One learner in a room.

    Attributes:
        number: of the seat, from 0; it gives animal and colour.
        secret: of the browser that sits there.
        joined: when the seat was taken, in s on the room's clock.
        seen: when its browser did something last.
        changed: when the learner did.
        report: the last one.
        steps: of the course that were done in this room, in that order.
        bets: how many rounds of bets were answered.
        has_left: whether the learner has left for good.
    """

    number: int
    secret: Secret
    joined: float
    seen: float
    changed: float
    report: Report | None = None
    steps: dict[str, None] = field(default_factory=dict)
    bets: int = 0
    has_left: bool = False

    def take(self, report: Report, now: float) -> None:
        """Notes what a learner's browser reports.

        Args:
            report: what it says.
            now: the time, in s.

        Raises:
            Refused: if it cannot be.
        """
        if report.page not in _PATHS:
            raise Refused(f"There is no page {report.page!r}.")
        _require_small(report.picture)
        self.seen = now
        if report != self.report:
            self.report, self.changed = report, now
        if report.done and report.step and len(self.steps) < _MOST_STEPS:
            self.steps[report.step] = None

    def dot(self, now: float) -> Dot:
        """How the learner is getting on.

        Args:
            now: the time, in s.
        """
        report = self.report
        if report is None or not report.tried:
            return "open"
        if report.done:
            return "done"
        is_idle = now - self.changed >= IDLE
        if not report.step:  # without a goal nobody is stuck
            return "open" if is_idle else "working"
        return "stuck" if is_idle or report.like_misses >= LIKE_MISSES else "working"


def _require_small(picture: Picture | None) -> None:
    numbers = sum(map(len, picture.numbers)) if picture else 0
    if numbers > PICTURE_NUMBERS:
        raise Refused(f"A picture has at most {PICTURE_NUMBERS} numbers; received {numbers}.")
