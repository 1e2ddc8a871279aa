"""A room: where a class is, how it goes on, and who sits in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from playground.limits import LED_NUMBERS, ROOM_LONGEST, ROOM_SECONDS
from playground.rooms.bets import Bet
from playground.rooms.codes import Secret
from playground.rooms.errors import Forbidden, Refused
from playground.rooms.links import class_link
from playground.rooms.listeners import Listeners
from playground.rooms.protocol import (
    AskBet,
    AskLine,
    BringClass,
    Command,
    EndRoom,
    LedValues,
    Mode,
    MoveBet,
    Pace,
    RenameRoom,
    Report,
    SetMode,
    SetPace,
    ShowPictures,
    Vote,
)
from playground.rooms.rates import Clock
from playground.rooms.seating import Seating
from playground.rooms.seats import Seat


@dataclass(eq=False)
class Room:
    """One class. What changes it wakes those whom it concerns; a version says what is news.

    Attributes:
        code: by which learners find it.
        secret: of the teacher.
        clock: returns the time in seconds.
        title: what it is called.
        link: where everybody is to be.
        is_reopened: whether the server had forgotten it: its learners then get back the seats
            that their browsers remember.
        moved: how often everybody was brought somewhere.
        mode, reason: how it goes on; of a pause, why.
        pace, step: how a lesson is gone through, and the step that this is about.
        bet: the last one.
        shown: numbers of the seats whose pictures everybody looks at.
        led, led_version: what the teacher's stage shows, as JSON; it counts up.
        version: counts what concerns everybody.
        is_over: whether the teacher has ended it, or it was forgotten.
        seating: who sits where.
        listeners: who hears from it.
    """

    code: str
    secret: Secret
    clock: Clock
    title: str = ""
    link: str = ""
    is_reopened: bool = False
    moved: int = 0
    mode: Mode = "free"
    reason: str = ""
    pace: Pace = "free"
    step: str = ""
    bet: Bet | None = None
    shown: tuple[int, ...] = ()
    led: str = ""
    led_version: int = 0
    version: int = 0
    is_over: bool = False
    listeners: Listeners = field(default_factory=Listeners)

    def __post_init__(self) -> None:
        self.opened = self.touched = self.clock()
        self.seating = Seating(self.clock, self.is_reopened)
        self._rounds = 0

    # --- who is there ---------------------------------------------------------------------------

    def is_teacher(self, credential: str) -> bool:
        """Whether it is the teacher's secret."""
        return self.secret.matches(credential)

    def require_teacher(self, credential: str) -> None:
        """Raises Forbidden unless it is the teacher's secret."""
        if not self.is_teacher(credential):
            raise Forbidden("This class is led from another browser.")

    def join(self, credential: str = "") -> tuple[Seat, str]:
        """Gives a learner a seat: the one from before, or a new one.

        Args:
            credential: of the seat from before, or "".

        Returns:
            The seat, and its credential.

        Raises:
            Full: if all are taken.
        """
        self.touched = self.clock()
        seat, credential = self.seating.take(credential, self.listeners.seats)
        self.listeners.wake_teacher()
        return seat, credential

    def knows(self, credential: str) -> bool:
        """Whether it is of the teacher, of a seat, or of one that was there before."""
        return self.seating.knows(credential) or self.is_teacher(credential)

    def leave(self, seat: Seat) -> None:
        """A learner goes for good; what was done stays in the list of the progress."""
        seat.has_left = True
        self.listeners.wake_seat(seat.number)
        self.listeners.wake_teacher()

    @property
    def seats(self) -> dict[int, Seat]:
        """The seats by their number."""
        return self.seating.seats

    # --- what learners do -----------------------------------------------------------------------

    def report(self, seat: Seat, report: Report) -> None:
        """Notes how a learner is getting on.

        Args:
            seat: of the learner.
            report: of their browser.

        Raises:
            Refused: if it cannot be.
        """
        seat.take(report, self.clock())
        self.touched = self.clock()
        if seat.number in self.shown:
            self._tell_everybody()
        else:
            self.listeners.wake_teacher()

    def vote(self, seat: Seat, vote: Vote) -> None:
        """Takes an answer to the bet.

        Args:
            seat: of the learner.
            vote: the answer.

        Raises:
            Refused: if there is no such bet or answer, or it is too late.
        """
        if self.bet is None:
            raise Refused("There is no bet now.")
        is_first = self.bet.vote_of(seat.number) is None
        self.bet.vote(seat.number, vote.round, vote.answer)
        seat.bets += is_first
        self.touched = self.clock()
        self.listeners.wake_teacher()
        self.listeners.wake_seat(seat.number)

    # --- what the teacher does ------------------------------------------------------------------

    def do(self, command: Command) -> None:
        """Does what the teacher wants, and tells everybody.

        Raises:
            Refused: if that is not possible.
        """
        self.touched = self.clock()
        match command:
            case BringClass(link):
                self.link, self.moved = class_link(link), self.moved + 1
            case SetMode(mode, reason):
                self._set_mode(mode, reason)
            case SetPace(pace, step):
                self._set_pace(pace, step)
            case AskBet(question, answers):
                self.bet = Bet(self._next_round(), question, answers)
            case AskLine(question):
                self.bet = Bet(self._next_round(), question, [])
            case MoveBet(to):
                self._move_bet(to)
            case ShowPictures(seats):
                self._show(seats)
            case RenameRoom(title):
                self.title = title
            case EndRoom():
                self.is_over = True
        self._tell_everybody()

    def lead(self, values: LedValues) -> None:
        """Shows everybody what the teacher's stage shows; only the newest counts.

        What comes while nobody follows was on its way when the teacher stopped: it shows nothing.

        Raises:
            Refused: if the network is too large to be followed.
        """
        if self.mode != "follow":
            return
        numbers = sum(map(len, values.values.weights)) + len(values.values.at)
        if numbers > LED_NUMBERS:
            raise Refused(
                f"This network has {numbers:,} weights, more than {LED_NUMBERS:,}: it is too large "
                "to be followed while it moves. “Bring everybody here” works."
            )
        self.led, self.led_version = msgspec.json.encode(values).decode(), self.led_version + 1
        self.touched = self.clock()
        self.listeners.wake_all()

    def _set_mode(self, mode: Mode, reason: str) -> None:
        self.mode, self.reason = mode, reason if mode == "paused" else ""
        if mode == "free":
            self.led = ""

    def _set_pace(self, pace: Pace, step: str) -> None:
        if pace != "free" and not step:
            raise Refused("Open a step of a lesson first: the pace is about a step.")
        self.pace, self.step = pace, step if pace != "free" else ""

    def _next_round(self) -> int:
        self._rounds += 1
        return self._rounds

    def _move_bet(self, to: str) -> None:
        if self.bet is None:
            raise Refused("There is no bet now.")
        moves: dict[str, Callable[[Bet], None]] = {
            "closed": Bet.close,
            "shown": Bet.show,
            "again": lambda bet: bet.again(self._next_round()),
        }
        if to in moves:
            moves[to](self.bet)
        else:
            self.bet = None

    def _show(self, seats: list[int]) -> None:
        for number in seats:
            report = self.seats[number].report if number in self.seats else None
            if report is None or report.picture is None:
                raise Refused("There is no picture of this learner to be shown.")
        self.shown = tuple(dict.fromkeys(seats))

    def _tell_everybody(self) -> None:
        self.version += 1
        self.listeners.wake_all()

    # --- its end --------------------------------------------------------------------------------

    @property
    def is_forgotten(self) -> bool:
        """Whether nobody has done anything for too long, or it was opened too long ago."""
        now = self.clock()
        return now - self.touched > ROOM_SECONDS or now - self.opened > ROOM_LONGEST

    @property
    def is_empty(self) -> bool:
        """Whether nobody is connected."""
        return not (self.listeners.seats or self.listeners.has_teacher)

    def end(self) -> None:
        """Everybody learns that it is over."""
        self.is_over = True
        self._tell_everybody()
