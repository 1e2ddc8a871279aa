"""What a room looks like to a learner, on the teacher's board, and on the wall."""

from __future__ import annotations

from collections import Counter

import msgspec

from playground.rooms.news import BoardNews, DotCounts, RoomNews, SeatNews, Tile, WallNews
from playground.rooms.protocol import Picture, Report
from playground.rooms.pseudonyms import pseudonym
from playground.rooms.room import Room
from playground.rooms.seats import Seat


def room_news(room: Room, *, to_teacher: bool = False) -> RoomNews:
    """What everybody knows.

    Args:
        room: that it is about.
        to_teacher: who sees votes before learners do.
    """
    return RoomNews(
        code=room.code,
        title=room.title,
        link=room.link,
        moved=room.moved,
        mode=room.mode,
        reason=room.reason,
        pace=room.pace,
        step=room.step,
        bet=room.bet.news(to_teacher=to_teacher) if room.bet else None,
        shown=[picture for number in room.shown if (picture := _picture(room.seats.get(number)))],
    )


def seat_news(room: Room, seat: Seat) -> SeatNews:
    """What one learner knows alone.

    Args:
        room: of the seat.
        seat: of the learner.
    """
    who = pseudonym(room.code, seat.number)
    bet = room.bet
    return SeatNews(
        animal=who.animal,
        colour=who.colour,
        round=bet.round if bet else 0,
        vote=bet.vote_of(seat.number) if bet else None,
    )


def board_news(room: Room) -> BoardNews:
    """What the teacher sees."""
    here = room.listeners.seats
    return BoardNews(
        room=room_news(room, to_teacher=True),
        counts=_counts(room, here),
        votes=len(room.bet.votes) if room.bet else 0,
        tiles=[_tile(room, seat, here) for seat in _present(room)],
        bets=_answered_lines(room) if room.bet and room.bet.state != "open" else [],
    )


def wall_news(room: Room) -> WallNews:
    """What everybody in the classroom sees; in an order that is nobody's."""
    is_hidden = room.bet is not None and room.bet.state == "open"
    pictures = [] if is_hidden else _alike([_picture(seat) for seat in _present(room)])
    return WallNews(
        room=room_news(room),
        counts=_counts(room, room.listeners.seats),
        votes=len(room.bet.votes) if room.bet else 0,
        pictures=sorted(pictures, key=lambda picture: picture.numbers),
        bets=[] if is_hidden else _wall_bets(room),
    )


def _present(room: Room) -> list[Seat]:
    return [seat for seat in room.seats.values() if not seat.has_left]


def _picture(seat: Seat | None) -> Picture | None:
    return seat.report.picture if seat and seat.report else None


def _alike(pictures: list[Picture | None]) -> list[Picture]:
    """Lines over the same data: those that most learners look at."""
    lines = [picture for picture in pictures if picture and picture.kind == "line"]
    counts = Counter(tuple(picture.data) for picture in lines)
    commonest = max(counts, key=lambda data: (counts[data], data), default=())
    return [picture for picture in lines if tuple(picture.data) == commonest]


def _wall_bets(room: Room) -> list[Picture]:
    """Of the class's own bet once it is shown, otherwise of the lesson."""
    if room.bet is None or not room.bet.draws:
        return sorted(_drawn_bets(room), key=lambda line: line.numbers)
    return _answered_lines(room) if room.bet.state == "shown" else []


def _answered_lines(room: Room) -> list[Picture]:
    """The lines that answer the class's bet, over the data that most look at."""
    votes = room.bet.votes if room.bet else {}
    lines = [
        _with_line(seat.report.picture, vote)
        for seat in _present(room)
        if seat.report and isinstance(vote := votes.get(seat.number), list)
    ]
    return sorted(_alike(lines), key=lambda line: line.numbers)


def _drawn_bets(room: Room) -> list[Picture]:
    """Of the step that most are on, once everybody who is here has bet: nobody copies."""
    here = room.listeners.seats
    reports = [seat.report for seat in _present(room) if seat.report and seat.number in here]
    steps = Counter(report.step for report in reports if report.step)
    step = max(steps, key=lambda step: (steps[step], step), default="")
    on_it = [report for report in reports if report.step == step]
    if not all(report.bet or report.done for report in on_it):
        return []
    return _alike([_bet_line(report) for report in on_it if step])


def _bet_line(report: Report) -> Picture | None:
    return _with_line(report.picture, report.bet)


def _with_line(picture: Picture | None, bet: list[float]) -> Picture | None:
    """The line of a bet over the data of a learner's picture."""
    if len(bet) != 2 or picture is None or picture.kind != "line":
        return None
    w, b = bet
    return msgspec.structs.replace(picture, numbers=[[w], [b]], activations=["linear"])


def _counts(room: Room, here: set[int]) -> DotCounts:
    now = room.clock()
    seats = _present(room)
    dots = Counter(seat.dot(now) for seat in seats)
    return DotCounts(
        here=sum(seat.number in here for seat in seats),
        open=dots["open"],
        working=dots["working"],
        stuck=dots["stuck"],
        done=dots["done"],
    )


def _tile(room: Room, seat: Seat, here: set[int]) -> Tile:
    report = seat.report
    return Tile(
        seat=seat.number,
        dot=seat.dot(room.clock()),
        here=seat.number in here,
        page=report.page if report else "",
        step=report.step if report else "",
        steps=len(seat.steps),
        voted=room.bet is not None and room.bet.vote_of(seat.number) is not None,
        picture=_picture(seat),
    )
