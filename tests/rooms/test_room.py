"""A room: seats and their secrets, dots, bets, what is shown to whom, and its end."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from contextlib import ExitStack
from io import StringIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.limits import LED_NUMBERS, PICTURE_NUMBERS, ROOM_LONGEST, ROOM_SECONDS, SEATS
from playground.rooms.codes import ALPHABET, LENGTH, new_code, read_code
from playground.rooms.errors import Forbidden, Full, Refused
from playground.rooms.links import class_link
from playground.rooms.news import RoomNews
from playground.rooms.progress import HEADER, progress_csv
from playground.rooms.protocol import (
    AskBet,
    AskLine,
    BringClass,
    EndRoom,
    LedValues,
    MoveBet,
    Report,
    SetMode,
    SetPace,
    ShowPictures,
    Vote,
)
from playground.rooms.pseudonyms import pseudonym
from playground.rooms.views import board_news, room_news, seat_news, wall_news
from playground.state.values import Values
from tests.rooms.classes import TEACHER, Clock, line, room_at, tried


def led(numbers: int) -> LedValues:
    values = Values(
        weights=[[0.5] * numbers],
        activations=["linear"],
        frozen=[],
        at=[],
        switches={},
        choices={},
        camera=None,
    )
    return LedValues(kind="neuron", values=values)


def bet_on(w: float, *, done: bool = False, drawn: bool = True) -> Report:
    """The report of a learner who may have drawn a bet, and whose own line is another one."""
    report = tried(done=done, picture=line(1.0))
    return msgspec.structs.replace(report, bet=[w, 50.0] if drawn else [])


def test_drawn_bets_are_on_the_wall_once_everybody_on_the_step_has_bet() -> None:
    room = room_at(Clock())
    seats = [room.join()[0] for _ in range(3)]
    with ExitStack() as here:
        for seat in seats[:2]:
            here.enter_context(room.listeners.listening(lambda: None, seat.number))
        room.report(seats[0], bet_on(3.0))
        room.report(seats[1], bet_on(0.0, drawn=False))
        room.report(seats[2], bet_on(9.0, drawn=False))  # has gone, so nobody waits for it
        assert wall_news(room).bets == []
        room.report(seats[1], bet_on(2.0))
        bets = wall_news(room).bets
        assert [bet.numbers for bet in bets] == [[[2.0], [50.0]], [[3.0], [50.0]]]
        assert bets[0].data == line(1.0).data
        room.do(AskBet("Up?", ["yes", "no"]))
        assert wall_news(room).bets == []


# --- codes and links --------------------------------------------------------------------------


def test_a_code_has_nothing_that_is_mistaken_for_something_else() -> None:
    assert not set(ALPHABET) & set("0O1IL")
    code = new_code(())
    assert len(code) == LENGTH
    assert read_code(f" {code[:2].lower()}-{code[2:]} ") == code
    assert [read_code(text) for text in ("", "BCDF", "BCDF0", "BCDFGH", "BC DF\x00")] == [""] * 5


def test_codes_that_are_taken_are_not_given_again() -> None:
    taken = {new_code(()) for _ in range(50)}
    assert new_code(taken) not in taken


@pytest.mark.parametrize(
    ("link", "stored"),
    [
        ("", ""),
        ("neuron?w=2.5&b=90", "neuron?w=2.5&b=90"),
        ("layers?layers=8-relu&present=1", "layers?layers=8-relu"),
        ("neuron?lesson=line.2&w=1", "neuron?lesson=line.2&w=1"),
        ("?w=1&&b=2", "?w=1&b=2"),
    ],
)
def test_a_class_goes_to_pages_of_the_app(link: str, stored: str) -> None:
    assert class_link(link) == stored


@pytest.mark.parametrize(
    "link",
    [
        *("https://elsewhere.org/neuron", "//elsewhere.org", "javascript:alert(1)", "/neuron"),
        *("../neuron", "nowhere", "neuron#x", "neuron\\..", "http://[", "neuron?data=own-123"),
    ],
)
def test_a_class_goes_nowhere_else(link: str) -> None:
    with pytest.raises(Refused):
        class_link(link)


# --- seats ------------------------------------------------------------------------------------


def test_every_seat_has_another_animal_or_colour_and_the_same_one_again() -> None:
    names = {pseudonym("BCDFG", number) for number in range(SEATS)}
    assert len(names) == SEATS
    assert pseudonym("BCDFG", 7) == pseudonym("BCDFG", 7) != pseudonym("HJKMN", 7)
    first, second = pseudonym("BCDFG", 0), pseudonym("BCDFG", 1)
    assert first.animal != second.animal
    assert first.colour != second.colour


def test_a_credential_gives_the_same_seat_again_and_nobody_elses_does() -> None:
    room = room_at(Clock())
    seat, credential = room.join()
    other, others = room.join()
    assert room.join(credential) == (seat, credential)
    assert room.seating.of(credential) is seat
    stolen = f"{other.number}.{credential.partition('.')[2]}"
    for wrong in (
        stolen,
        "",
        "0.",
        "999.x",
        "0." + "x" * 22,
        others + "x",
        "²." + "x" * 22,
        "\ud800",
    ):
        with pytest.raises(Forbidden, match="not yours"):
            room.seating.of(wrong)
    assert room.join(stolen)[0].number == 2


@given(st.text(max_size=40))
def test_no_text_is_a_credential_by_chance(text: str) -> None:
    room = room_at(Clock())
    room.join()
    assert not room.knows(text)


def test_the_teachers_secret_is_the_only_one() -> None:
    room = room_at(Clock())
    room.require_teacher(TEACHER)
    for wrong in ("", TEACHER[:-1], TEACHER + "x", room.join()[1]):
        with pytest.raises(Forbidden, match="another browser"):
            room.require_teacher(wrong)


def test_a_full_class_refuses_kindly_and_a_seat_that_was_never_used_makes_room() -> None:
    clock = Clock()
    room = room_at(clock)
    for _ in range(SEATS):
        seat, _ = room.join()
        room.report(seat, tried())
    with pytest.raises(Full, match="every page works without a class"):
        room.join()
    room.leave(room.seats[5])
    assert room.join()[0].number == 5
    with pytest.raises(Full):
        room.join()
    clock.now += 61
    assert room.join()[0].number == 5


def test_after_a_restart_learners_have_their_seats_again_and_nobody_elses() -> None:
    before, after = room_at(Clock()), room_at(Clock(), is_reopened=True)
    [_, second] = [before.join()[1] for _ in range(2)]
    seat, credential = after.join(second)
    assert (seat.number, credential) == (1, second)
    thief = "1." + "x" * 22
    assert after.join(thief)[0].number != 1
    assert not room_at(Clock()).knows(second)


# --- dots and pictures ------------------------------------------------------------------------


def test_a_dot_says_how_a_learner_is_getting_on() -> None:
    clock = Clock()
    room = room_at(clock)
    seat, _ = room.join()

    def dot_after(report: Report, seconds: float = 0.0) -> str:
        room.report(seat, report)
        clock.now += seconds
        return seat.dot(clock.now)

    assert seat.dot(clock.now) == "open"
    assert dot_after(Report(page="neuron", step="line.2"), 300) == "open"
    assert dot_after(tried(), 59) == "working"
    assert dot_after(tried(), 1) == "stuck"  # the same report again is no try
    assert dot_after(tried(like_misses=1)) == "working"
    assert dot_after(tried(like_misses=2)) == "stuck"
    assert dot_after(tried(done=True), 300) == "done"
    assert list(seat.steps) == ["line.2"]
    without_a_goal = Report(page="neuron", tried=True)
    assert dot_after(without_a_goal) == "working"
    assert dot_after(without_a_goal, 60) == "open"


def test_a_report_that_cannot_be_is_refused_in_a_sentence() -> None:
    room = room_at(Clock())
    seat, _ = room.join()
    with pytest.raises(Refused, match="no page 'nowhere'"):
        room.report(seat, Report(page="nowhere"))
    large = msgspec.structs.replace(line(1.0), numbers=[[0.0] * PICTURE_NUMBERS, [1.0]])
    with pytest.raises(Refused, match=f"at most {PICTURE_NUMBERS} numbers; received 101"):
        room.report(seat, tried(picture=large))
    assert seat.report is None


def test_the_board_has_no_names_and_the_wall_not_even_places() -> None:
    room = room_at(Clock())
    for w in (3.0, 1.0, 2.0):
        room.report(room.join()[0], tried(picture=line(w)))
    room.report(room.join()[0], tried(picture=line(9.0, target="fiber")))
    board, wall = board_news(room), wall_news(room)
    assert [tile.dot for tile in board.tiles] == ["working"] * 4
    assert board.counts.working == wall.counts.working == 4
    assert [picture.numbers[0][0] for picture in wall.pictures] == [1.0, 2.0, 3.0]
    sent = (msgspec.json.encode(board) + msgspec.json.encode(wall)).decode()
    assert [animal for n in range(4) if (animal := pseudonym(room.code, n).animal) in sent] == []
    assert '"seat"' not in msgspec.json.encode(wall).decode()


def test_a_picture_is_shown_to_everybody_without_a_name_and_follows_its_learner() -> None:
    room = room_at(Clock())
    seat, _ = room.join()
    with pytest.raises(Refused, match="no picture"):
        room.do(ShowPictures([seat.number]))
    room.report(seat, tried(picture=line(1.0)))
    room.do(ShowPictures([seat.number, seat.number]))
    assert room_news(room).shown == [line(1.0)]
    room.report(seat, tried(picture=line(2.0)))
    assert room_news(room).shown == [line(2.0)]


# --- bets -------------------------------------------------------------------------------------


def bet_counts(news: RoomNews) -> list[int]:
    assert news.bet is not None
    return news.bet.counts


def test_a_bet_is_hidden_until_it_is_closed_and_shown() -> None:
    room = room_at(Clock())
    seats = [room.join()[0] for _ in range(3)]
    room.do(AskBet("Up or down?", ["up", "down"]))
    for seat, answer in zip(seats, (0, 1, 1), strict=True):
        room.report(seat, tried(picture=line(1.0)))
        room.vote(seat, Vote(round=1, answer=answer))
    room.vote(seats[0], Vote(round=1, answer=1))  # a mind may be changed
    assert bet_counts(room_news(room)) == bet_counts(board_news(room).room) == []
    assert (board_news(room).votes, wall_news(room).pictures) == (3, [])
    room.do(MoveBet("closed"))
    assert bet_counts(board_news(room).room) == [0, 3]
    assert bet_counts(wall_news(room).room) == bet_counts(room_news(room)) == []
    assert len(wall_news(room).pictures) == 3
    with pytest.raises(Refused, match="too late"):
        room.vote(seats[0], Vote(round=1, answer=0))
    room.do(MoveBet("shown"))
    assert bet_counts(room_news(room)) == [0, 3]
    assert [seat.bets for seat in seats] == [1, 1, 1]


def test_a_bet_is_voted_on_again_and_old_votes_do_not_count() -> None:
    room = room_at(Clock())
    seat, _ = room.join()
    room.do(AskBet("Up or down?", ["up", "down"]))
    room.vote(seat, Vote(round=1, answer=0))
    room.do(MoveBet("again"))
    assert seat_news(room, seat).vote is None
    for late in (Vote(round=1, answer=0), Vote(round=2, answer=2)):
        with pytest.raises(Refused):
            room.vote(seat, late)
    room.vote(seat, Vote(round=2, answer=1))
    assert seat_news(room, seat).vote == 1
    room.do(MoveBet("gone"))
    with pytest.raises(Refused, match="no bet"):
        room.vote(seat, Vote(round=2, answer=1))


def test_lines_are_an_answer_and_are_shown_without_an_order_once_the_bet_is() -> None:
    room = room_at(Clock())
    seats = [room.join()[0] for _ in range(3)]
    for seat in seats:
        room.report(seat, tried(picture=line(1.0)))
    room.do(AskLine("Where is the line?"))
    for seat, w in zip(seats, (9.0, 2.0), strict=False):
        room.vote(seat, Vote(round=1, answer=[w, 50.0]))
    assert seat_news(room, seats[1]).vote == [2.0, 50.0]
    for wrong in (Vote(round=1, answer=0), Vote(round=2, answer=[1.0, 1.0])):
        with pytest.raises(Refused):
            room.vote(seats[2], wrong)
    assert (board_news(room).votes, board_news(room).bets, wall_news(room).bets) == (2, [], [])
    room.do(MoveBet("closed"))
    lines = board_news(room).bets
    assert [drawn.numbers for drawn in lines] == [[[2.0], [50.0]], [[9.0], [50.0]]]
    assert lines[0].data == line(1.0).data
    assert wall_news(room).bets == []
    room.do(MoveBet("shown"))
    assert wall_news(room).bets == lines
    assert bet_counts(room_news(room)) == []
    room.do(AskBet("Up?", ["yes", "no"]))
    with pytest.raises(Refused, match="an answer"):
        room.vote(seats[0], Vote(round=2, answer=[1.0, 1.0]))


# --- the teacher ------------------------------------------------------------------------------


def test_everybody_is_brought_somewhere_even_to_the_same_place_again() -> None:
    room = room_at(Clock())
    room.do(BringClass("neuron?w=2"))
    room.do(BringClass("neuron?w=2"))
    news = room_news(room)
    assert (news.link, news.moved) == ("neuron?w=2", 2)
    with pytest.raises(Refused):
        room.do(BringClass("https://elsewhere.org"))
    assert room_news(room) == news


def test_a_pause_has_a_reason_and_ends_with_it() -> None:
    room = room_at(Clock())
    room.do(SetMode("paused", "Look at the board."))
    assert room_news(room).reason == "Look at the board."
    room.do(SetMode("free", "Look at the board."))
    assert room_news(room).reason == ""


def test_the_pace_of_a_lesson_is_about_a_step() -> None:
    room = room_at(Clock())
    with pytest.raises(Refused, match="step"):
        room.do(SetPace("upto"))
    room.do(SetPace("upto", "line.3"))
    assert (room_news(room).pace, room_news(room).step) == ("upto", "line.3")
    room.do(SetPace("free", "line.3"))
    assert room_news(room).step == ""


def test_only_the_newest_of_what_the_teacher_moves_is_there_and_only_while_all_follow() -> None:
    room = room_at(Clock())
    room.lead(led(1))
    assert room.led == ""
    room.do(SetMode("follow"))
    room.lead(led(2))
    room.lead(led(3))
    assert (room.led_version, msgspec.json.decode(room.led, type=LedValues)) == (2, led(3))
    with pytest.raises(Refused, match="too large to be followed"):
        room.lead(led(LED_NUMBERS + 1))
    room.do(SetMode("free"))
    room.lead(led(4))
    assert room.led == ""


# --- the end ----------------------------------------------------------------------------------


def test_a_room_is_forgotten_when_nobody_does_anything_and_at_last_in_any_case() -> None:
    clock = Clock()
    room = room_at(clock)
    seat, _ = room.join()
    begin = clock.now
    while clock.now < begin + ROOM_LONGEST:
        assert not room.is_forgotten
        clock.now += ROOM_SECONDS
        room.report(seat, tried())
    clock.now += 1
    assert room.is_forgotten
    other = room_at(clock)
    clock.now += ROOM_SECONDS + 1
    assert other.is_forgotten


def test_what_concerns_everybody_wakes_everybody_and_a_report_only_the_teacher() -> None:
    room = room_at(Clock())
    seat, _ = room.join()
    woken: list[str] = []

    def wake(name: str) -> Callable[[], None]:
        return lambda: woken.append(name)

    with room.listeners.listening(wake("teacher"), None), room.listeners.listening(wake("seat"), 0):
        room.report(seat, tried())
        assert woken == ["teacher"]
        room.do(EndRoom())
        assert sorted(woken) == ["seat", "teacher", "teacher"]
    assert room.is_over
    assert room.is_empty


def test_of_too_many_tabs_the_oldest_gets_no_more_news() -> None:
    room = room_at(Clock())
    listening = [room.listeners.listening(lambda: None, 0) for _ in range(5)]
    listeners = [context.__enter__() for context in listening]
    assert [listener.is_dismissed for listener in listeners] == [True, False, False, False, False]
    for context in listening:
        context.__exit__(None, None, None)


def test_the_progress_is_a_table_with_pseudonyms() -> None:
    clock = Clock()
    room = room_at(clock)
    first, _ = room.join()
    clock.now += 300
    second, _ = room.join()
    room.report(first, tried(done=True))
    room.leave(second)
    rows = list(csv.reader(StringIO(progress_csv(room))))
    who = pseudonym(room.code, 0)
    assert rows[0] == list(HEADER)
    assert rows[1] == [
        f"{who.colour} {who.animal}",
        *("0", "neuron", "line.2", "done", "1"),
        "line.2",
        "0",
    ]
    assert rows[2][1:] == ["5", "", "", "left", "0", "", "0"]
    assert all(re.match(r"[\w ]", cell) for row in rows for cell in row if cell)
