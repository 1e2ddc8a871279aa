"""What a room's routes take, as typed structs; the browser's types are generated from them.

What a browser sends is validated while it is decoded: lengths and ranges stand here.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from playground.core.decoding import make_known
from playground.limits import ROOM_TITLE, SEATS
from playground.state.values import Values

Mode: TypeAlias = Literal["free", "follow", "paused"]
"""Everybody explores; everybody's picture is the teacher's; everybody looks up."""
Pace: TypeAlias = Literal["free", "upto", "all"]
"""Learners go through a lesson as they like, up to the room's step, or all are on that step."""
Dot: TypeAlias = Literal["open", "working", "stuck", "done"]
"""How a learner is getting on."""
PictureKind: TypeAlias = Literal["line", "curve", "map", "losses", "mix"]
BetState: TypeAlias = Literal["open", "closed", "shown"]

Title: TypeAlias = Annotated[str, Meta(max_length=ROOM_TITLE)]
Sentence: TypeAlias = Annotated[str, Meta(max_length=160)]
Address: TypeAlias = Annotated[str, Meta(max_length=4_000)]
"""One of our own links, relative to the app: "neuron?w=2.5&b=90"."""
StepLink: TypeAlias = Annotated[str, Meta(pattern=r"^([a-z][a-z0-9-]{0,30}\.[1-9][0-9]?)?\Z")]
"""A step of the course as an address holds it, "line.2"; "" for none."""
SeatNumber: TypeAlias = Annotated[int, Meta(ge=0, lt=SEATS)]
Name: TypeAlias = Annotated[str, Meta(max_length=20)]
Small: TypeAlias = Annotated[int, Meta(ge=0, le=999)]


class OpenRoom(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A teacher opens a room, or opens one again that the server has forgotten.

    Attributes:
        title: what it is called; "" for nothing.
        link: where everybody is to be.
        code, secret: of the room that is opened again; "" for a new one.
    """

    title: Title = ""
    link: Address = ""
    code: Name = ""
    secret: Annotated[str, Meta(max_length=64)] = ""


class JoinRoom(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A learner comes, or comes back: `seat` is the credential from before, or ""."""

    seat: Annotated[str, Meta(max_length=64)] = ""


class Picture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a learner's stage shows, as numbers.

    Attributes:
        page: its path.
        kind: what the numbers are, as `stage/assets/model/sketch.js` says.
        data: what a line is drawn over: name of the data set, of its input, of its target.
        numbers: of a line kernel and bias; of other pictures at most a hundred in two lists.
        activations: of a line's neuron.
    """

    page: Name
    kind: PictureKind
    data: Annotated[list[Annotated[str, Meta(max_length=80)]], Meta(max_length=12)]
    numbers: Annotated[list[list[float]], Meta(min_length=2, max_length=2)]
    activations: Annotated[list[Name], Meta(max_length=1)]


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a learner is getting on.

    Attributes:
        page: path of the page in view.
        step: of the course that is on, or "".
        tried: whether something was moved since it began.
        like_misses: how often the same wrong state came, one after another.
        done: whether the step's goals are met.
        bet: kernel and bias of the line that was drawn as the step's bet, or nothing.
        picture: what is on the stage, if there is one and it is small.
    """

    page: Name
    step: StepLink = ""
    tried: bool = False
    like_misses: Small = 0
    done: bool = False
    bet: Annotated[list[float], Meta(max_length=2)] = []
    picture: Picture | None = None


class Vote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A learner's answer to the bet of a round: its index, or kernel and bias of a line."""

    round: Annotated[int, Meta(ge=1)]
    answer: (
        Annotated[int, Meta(ge=0, le=5)] | Annotated[list[float], Meta(min_length=2, max_length=2)]
    )


class BringClass(Struct, frozen=True, forbid_unknown_fields=True, tag="bring", tag_field="kind"):
    """Everybody goes to this link."""

    link: Address


class SetMode(Struct, frozen=True, forbid_unknown_fields=True, tag="mode", tag_field="kind"):
    """Another mode; of a pause, the reason that learners read."""

    mode: Mode
    reason: Sentence = ""


class SetPace(Struct, frozen=True, forbid_unknown_fields=True, tag="pace", tag_field="kind"):
    """How a lesson is gone through, and the step that this is about."""

    pace: Pace
    step: StepLink = ""


class AskBet(Struct, frozen=True, forbid_unknown_fields=True, tag="ask", tag_field="kind"):
    """A new bet, open for votes."""

    question: Annotated[str, Meta(min_length=1, max_length=200)]
    answers: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=80)]], Meta(min_length=2, max_length=6)
    ]


class AskLine(Struct, frozen=True, forbid_unknown_fields=True, tag="draw", tag_field="kind"):
    """A new bet whose answer is a line over the data."""

    question: Annotated[str, Meta(min_length=1, max_length=200)]


class MoveBet(Struct, frozen=True, forbid_unknown_fields=True, tag="bet", tag_field="kind"):
    """No more votes; the histogram for everybody; the same question anew; no bet at all."""

    to: Literal["closed", "shown", "again", "gone"]


class ShowPictures(Struct, frozen=True, forbid_unknown_fields=True, tag="show", tag_field="kind"):
    """One learner's picture for everybody, two to compare, or none."""

    seats: Annotated[list[SeatNumber], Meta(max_length=2)]


class RenameRoom(Struct, frozen=True, forbid_unknown_fields=True, tag="rename", tag_field="kind"):
    """Another title."""

    title: Title


class EndRoom(Struct, frozen=True, forbid_unknown_fields=True, tag="end", tag_field="kind"):
    """The lesson is over, and everything about it is forgotten."""


Command: TypeAlias = (
    BringClass
    | SetMode
    | SetPace
    | AskBet
    | AskLine
    | MoveBet
    | ShowPictures
    | RenameRoom
    | EndRoom
)
"""What a teacher has the room do."""


class LedValues(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the teacher's stage shows, while everybody follows.

    Attributes:
        kind: of the page's payload.
        values: all of them.
    """

    kind: Name
    values: Values


class WhoIs(Struct, frozen=True, forbid_unknown_fields=True):
    """The teacher wants to know who sits there."""

    seat: SeatNumber


make_known(OpenRoom, JoinRoom, Report, Vote, Command, LedValues, WhoIs)
