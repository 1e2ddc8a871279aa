"""What a room's routes send, as typed structs; the browser's types are generated from them."""

from __future__ import annotations

from msgspec import Struct

from playground.rooms.errors import Status
from playground.rooms.protocol import BetState, Dot, Mode, Pace, Picture


class RoomRefusal(Struct, frozen=True):
    """Why something was not done: a sentence for the person, and what the browser does next."""

    status: Status
    reason: str


class SeatTaken(Struct, frozen=True, kw_only=True):
    """A learner's seat.

    Attributes:
        seat: its credential, for the learner's browser alone.
        animal, colour: who the learner is.
        link: where the class is now.
        moved: how often it was brought somewhere.
    """

    seat: str
    animal: str
    colour: str
    link: str
    moved: int


class RoomOpened(Struct, frozen=True):
    """The room's code, for everybody, and its secret, for the teacher's browser alone."""

    code: str
    secret: str


class Pseudonym(Struct, frozen=True):
    """Who a learner is: "green", "owl"."""

    animal: str
    colour: str


class BetNews(Struct, frozen=True, kw_only=True):
    """The class's bet.

    Attributes:
        round: grows with every bet, and every time it is voted on again.
        answers: none where a line is to be drawn.
        counts: votes by answer, once they may be seen; empty before.
    """

    round: int
    question: str
    answers: list[str]
    state: BetState
    counts: list[int]


class RoomNews(Struct, frozen=True, kw_only=True):
    """What every learner of a room knows.

    Attributes:
        link: where everybody is to be.
        moved: how often everybody was brought somewhere.
        reason: of a pause.
        step: that the pace is about.
        shown: the pictures that everybody looks at.
    """

    code: str
    title: str
    link: str
    moved: int
    mode: Mode
    reason: str
    pace: Pace
    step: str
    bet: BetNews | None
    shown: list[Picture]


class SeatNews(Struct, frozen=True, kw_only=True):
    """What only this learner knows; `vote` is the answer to the bet of round `round`, or a line."""

    animal: str
    colour: str
    round: int
    vote: int | list[float] | None


class Tile(Struct, frozen=True, kw_only=True):
    """A learner on the teacher's board, without a name.

    Attributes:
        here: whether a browser of theirs is connected.
        steps: how many steps of the course they have done in this room.
        voted: on the bet of this round.
    """

    seat: int
    dot: Dot
    here: bool
    page: str
    step: str
    steps: int
    voted: bool
    picture: Picture | None


class DotCounts(Struct, frozen=True, kw_only=True):
    """How many learners have each dot; `here` of them are connected."""

    here: int
    open: int
    working: int
    stuck: int
    done: int


class BoardNews(Struct, frozen=True, kw_only=True):
    """The teacher's board.

    Attributes:
        votes: how many have bet on what is open.
        bets: the lines that were drawn as answers to it, once it is closed.
    """

    room: RoomNews
    counts: DotCounts
    votes: int
    tiles: list[Tile]
    bets: list[Picture]


class WallNews(Struct, frozen=True, kw_only=True):
    """What a projector may show: nobody's name, nobody's place.

    Attributes:
        pictures: of everybody, over the data of the room's link; none while a bet is open.
        bets: lines that were drawn as answers to the class's bet, once it is shown, or as bets of a
            lesson's step; of these none before all on it have bet.
    """

    room: RoomNews
    counts: DotCounts
    votes: int
    pictures: list[Picture]
    bets: list[Picture]
