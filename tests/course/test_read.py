"""Lessons are read, and broken ones are refused with file, line and reason."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.course.lesson import Lesson
from playground.course.read import COURSE, LessonRefused, Reason, lessons, parse, parse_file
from playground.course.rules import findings
from playground.course.structure import misfits
from tests.course.lessons import GOOD, edited, line_of

MANY = " ".join(["word"] * 61)
STEP = GOOD[GOOD.index('[[steps]]\nsay = "Switch') :]

Edit = tuple[str, str]
BROKEN: dict[str, tuple[list[Edit], str, str]] = {
    # the file
    "no TOML": ([('id = "small"', "id = small")], "id =", "this is no TOML"),
    "an open text": ([('"Up."', '"Up.')], 'think = "Up.', "this is no TOML"),
    "an open table": ([("[teacher]", "[teacher")], "[teacher", "this is no TOML"),
    "written twice": ([("revision = 1", 'id = "again"')], 'id = "again"', "this is no TOML"),
    # the form of a lesson
    "no title": ([('title = "A small lesson"\n', "")], "id =", "title is missing"),
    "an unknown field": (
        [("minutes = 5", "minutes = 5\nlevel = 2")],
        "level",
        "the lesson has no 'level'; it has id, revision, title",
    ),
    "a bad id": ([('"small"', '"Small lesson"')], "id =", "id must be 2 to 20 small letters"),
    "a long title": (
        [("A small lesson", "A" * 41)],
        "title",
        "title must be text of 1 to 40 characters",
    ),
    "minutes as text": (
        [("minutes = 5", 'minutes = "six"')],
        "minutes",
        "minutes must be a whole number from 1 to 20; received 'six'",
    ),
    "half a minute": ([("minutes = 5", "minutes = 5.5")], "minutes", "a whole number"),
    "an hour": ([("minutes = 5", "minutes = 60")], "minutes", "from 1 to 20; received 60"),
    "revision 0": ([("revision = 1", "revision = 0")], "revision", "at least 1; received 0"),
    "no questions": ([('["What is w?"]', "[]")], "ask = []", "teacher.ask must be at least 1"),
    "a question that is none": ([('["What is w?"]', '["What?", 7]')], "ask = [", "teacher.ask[2]"),
    "no teacher": (
        [("[teacher]\n", ""), ('ask = ["What is w?"]\n', ""), ("wrong_answers = ", "x = ")],
        "id =",
        "teacher is missing",
    ),
    "three steps": ([(STEP, "")], "[[steps]]", "steps must be 4 to 7; received 3"),
    "eight steps": ([(STEP, STEP * 5)], "[[steps]]", "steps must be 4 to 7; received 8"),
    # the form of a step
    "no say": (
        [('say = "Repair it."\n', "")],
        '[[steps]]\ncontrols = ["b"]\nbecause = "Good',
        "say",
    ),
    "an empty say": (
        [('say = "Repair it."', 'say = ""')],
        'say = ""',
        "say of step 3 must be text; received an empty text",
    ),
    "an unknown key": ([("repairs = true", "repair = true")], "repair =", "step 3 has no 'repair'"),
    "repairs as text": (
        [("repairs = true", 'repairs = "yes"')],
        "repairs =",
        "repairs of step 3 must be true or false; received 'yes'",
    ),
    "controls as text": (
        [('controls = ["w", "b"]', 'controls = "w"')],
        "controls =",
        "controls of step 1 must be a list; received 'w'",
    ),
    "no controls": ([('controls = ["w", "b"]', "controls = []")], "controls =", "at least 1"),
    "one answer": (
        [('["It gets steeper", "It moves up"]', '["It gets steeper"]')],
        'answers = ["It',
        'a bet has 2 to 4 answers, or draws = "line"; this one has 1',
    ),
    "a bet without a way to bet": (
        [('answers = ["It gets steeper", "It moves up"]\n', "")],
        "[steps.bet]",
        'or draws = "line"; this one has none',
    ),
    "a bet in two ways": (
        [('outcome = "It got steeper."', 'outcome = "It got steeper."\ndraws = "line"')],
        'draws = "line"',
        "a bet is drawn or has answers, not both",
    ),
    "a line on another page": (
        [
            ('answers = ["It gets steeper", "It moves up"]', 'draws = "line"'),
            ('setup = "neuron?w=1&b=80"', 'setup = "plane?inputs=sugars,fiber&w=1,0&b=80"'),
        ],
        'draws = "line"',
        "a line is drawn on the page neuron; this step is on plane",
    ),
    "a bet without outcome": (
        [('outcome = "It got steeper."\n', "")],
        "[steps.bet]",
        "bet.outcome of step 1 is missing",
    ),
    "an unknown comparison": (
        [('is = "below"\nvalue = "start', 'is = "under"\nvalue = "start')],
        'is = "under"',
        "goals[1].is of step 3 must be one of above, at least, at most, below, near",
    ),
    "a tolerance below 0": ([("tolerance = 2", "tolerance = -2")], "tolerance", "at least 0"),
    "a value that is none": (
        [("value = 5", "value = true")],
        "value = true",
        "goals[1].value of step 1 must be a number or text; received true",
    ),
    "no value": ([("value = 5\n", "")], "[[steps.goals]]", "goals[1].value of step 1 is missing"),
    "a hint without half": (
        [('half = [{ control = "w", to = 3 }]\n', "")],
        "[steps.hints]",
        "hints.half of step 1 is missing",
    ),
    "an act without control": (
        [('{ control = "b", to = 0 }', "{ to = 0 }")],
        "{ to = 0 }",
        "solution[1].control of step 2 is missing",
    ),
    "a miss as text": (
        [('when = [{ fact = "w", is = "below", value = 1, unit = "kcal per g" }]', 'when = "w"')],
        "when =",
        "misses[1].when of step 1 must be a list",
    ),
    # links
    "no setup": ([('setup = "neuron?w=1&b=80"\n', "")], "[[steps]]", "step 1 needs a setup"),
    "another page": (
        [("neuron?w=1&b=80", "neurons?w=1")],
        "setup =",
        "'neurons' is none of the pages neuron, plane, layers, training, concrete",
    ),
    "another site": (
        [("neuron?w=1&b=80", "https://x.org/neuron")],
        "setup =",
        "a link of this app",
    ),
    "an unknown field of a link": (
        [("w=1&b=80", "w=1&v=80")],
        "setup =",
        "Unknown in the link, and ignored: 'v'.",
    ),
    "a number of a link that is none": (
        [("w=1&b=80", "w=1&b=high")],
        "setup =",
        "The link's b was ignored: 'high' is not a number.",
    ),
    "somebody's own data": (
        [("neuron?w=1&b=80", "neuron?data=own-123")],
        "setup =",
        "The link's data was ignored",
    ),
    # facts
    "an unknown fact": (
        [('fact = "b"', 'fact = "bais"')],
        'fact = "bais"',
        "there is no fact 'bais'",
    ),
    "nearly a fact": ([('fact = "mae"', 'fact = "maee"')], 'fact = "maee"', "did you mean mae?"),
    "a fact of another page": (
        [('fact = "mae"', 'fact = "test_mae"')],
        'fact = "test_mae"',
        "neuron has no fact 'test_mae'; it is one of training",
    ),
    "an input that is not there": (
        [("neuron?w=1&b=80", "plane?w=1,2,3"), ('fact = "w"', 'fact = "w5"')],
        'fact = "w5"',
        "w5 is about an input that is not on screen",
    ),
    "another unit": (
        [('tolerance = 2\nunit = "kcal"', 'tolerance = 2\nunit = "g"')],
        'unit = "g"',
        'b is in unit "kcal"; received unit "g"',
    ),
    "another unit under another setup": (
        [("neuron?w=1&b=80", "neuron?data=concrete&w=0.1&b=10")],
        'unit = "kcal per g"',
        'w is in unit "MPa per kg/m³"',
    ),
    "a unit for what has none": (
        [('fact = "relu"', 'fact = "relu"\nunit = "g"')],
        'unit = "g"',
        'relu is in no unit; received unit "g"',
    ),
    "no unit": (
        [('times = 0.5\nunit = "kcal"', "times = 0.5")],
        '[[steps.goals]]\nfact = "mae"',
        "no unit",
    ),
    "near without tolerance": (
        [("tolerance = 2\n", "")],
        '[[steps.goals]]\nfact = "b"',
        "near needs a tolerance",
    ),
    "a tolerance that means nothing": (
        [("times = 0.5", "tolerance = 0.5")],
        "tolerance = 0.5",
        "only near has one",
    ),
    "compared with an unknown fact": (
        [('"start.mae"', '"begin.mae"')],
        'value = "begin.mae"',
        "there is no fact 'begin.mae'",
    ),
    "compared with another unit": (
        [('"start.mae"', '"start.mse"')],
        'value = "start.mse"',
        'mae is in unit "kcal", and mse is in unit "kcal²"',
    ),
    "an endless value": ([("value = 5", "value = inf")], "value = inf", "must be a number"),
    # goals, misses, solutions
    "true at its start": (
        [("value = 5", "value = 1")],
        "[[steps.goals]]",
        "the goals hold before the learner has done anything",
    ),
    "true at the start of a step that goes on": (
        [('value = "start.mae"\ntimes = 0.5', "value = 100")],
        '[[steps.goals]]\nfact = "mae"',
        "the goals hold before the learner has done anything",
    ),
    "a miss beside the goal": (
        [('is = "below", value = 1', 'is = "above", value = 4')],
        "[[steps.misses]]",
        "this miss can hold while the goals are met",
    ),
    "a miss that the solution leads to": (
        [
            (
                'when = [{ fact = "w", is = "below", value = 1, unit = "kcal per g" }]',
                'when = [{ fact = "b", is = "near", value = 80, tolerance = 1, unit = "kcal" }]',
            )
        ],
        "[[steps.misses]]",
        "this miss can hold while the goals are met",
    ),
    "a solution that is none": (
        [('{ control = "w", to = 6 }', '{ control = "w", to = 4.5 }')],
        "solution =",
        "the solution does not meet the goals: w 0.5 kcal per g too low",
    ),
    "nothing repaired": (
        [("repairs = true\n", "")],
        "[[steps]]",
        "one step must have repairs = true",
    ),
    "repaired before it was broken": (
        [("repairs = true\n", ""), ('because = "It got', 'repairs = true\nbecause = "It got')],
        "repairs = true",
        "step 1 cannot repair anything",
    ),
    # texts
    "a long say": (
        [("Move w to 5.", MANY[: 41 * 5 - 1])],
        "say =",
        "say has at most 40 words; this has 41",
    ),
    "a long card": (
        [("Move w to 5.", MANY[: 40 * 5 - 1]), ("What will it do?", MANY[: 21 * 5 - 1])],
        "say =",
        "say and bet.ask together has at most 60 words; this has 61",
    ),
    "a long because": (
        [("It got steeper: w is {w}.", MANY[: 59 * 5 - 1])],
        "because =",
        "because and bet.outcome together has at most 60 words; this has 62",
    ),
    "a long miss": ([("Your w is {w}.", MANY)], 'say = "word', "say has at most 40 words"),
    "a long hint": ([("More for each gram.", MANY)], "think =", "think has at most 40 words"),
    "a placeholder that is no fact": (
        [("Your w is {w}.", "Your w is {weight}.")],
        'say = "Your',
        "{weight} is no fact of neuron",
    ),
    "a placeholder of another page": (
        [("What will it do?", "What will {test_mae} do?")],
        'ask = "What will {',
        "{test_mae} is no fact of neuron",
    ),
    "an open brace": ([("Nothing below 0.", "Nothing {below 0.")], 'because = "Nothing', "a brace"),
    "twice the same answer": (
        [('"It moves up"', '"It gets steeper"')],
        'answers = ["It',
        "the answers of a bet must differ",
    ),
    # controls
    "an unknown control": (
        [('controls = ["w", "b"]', 'controls = ["w", "bias"]')],
        "controls =",
        "neuron has no control 'bias'; it has w, b, probe, ReLU",
    ),
    "twice the same control": (
        [('controls = ["w", "b"]', 'controls = ["w", "w"]')],
        "controls =",
        "each control is listed once",
    ),
    "a hint in the dark": (
        [('where = "ReLU"', 'where = "b"')],
        'where = "b"\nthink = "One',
        "where must be one of the step's controls; received 'b'",
    ),
    "an act in the dark": (
        [('solution = [{ control = "ReLU" }]', 'solution = [{ control = "w", to = 5 }]')],
        'solution = [{ control = "w", to = 5 }]',
        "'w' is dimmed in this step",
    ),
    "a slider that is pressed": (
        [('{ control = "b", to = 40 }', '{ control = "b" }')],
        'half = [{ control = "b" }]',
        "'b' is set to a number; received None",
    ),
    "a switch that is set": (
        [('half = [{ control = "ReLU" }]', 'half = [{ control = "ReLU", to = "on" }]')],
        'half = [{ control = "ReLU", to',
        "'ReLU' is set to nothing; received 'on'",
    ),
    "beyond all numbers": (
        [('{ control = "b", to = 65 }', '{ control = "b", to = 1e12 }')],
        'solution = [{ control = "b", to = 1e12',
        "'b' cannot be set to 1000000000000.0",
    ),
}


def refused(text: str) -> tuple[Reason, ...]:
    with pytest.raises(LessonRefused) as refusal:
        parse(text, "mine.toml")
    return refusal.value.reasons


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_lesson_is_refused_with_its_line_and_reason(name: str) -> None:
    edits, where, reason = BROKEN[name]
    text = edited(*edits)
    found = next(one for one in refused(text) if reason in one.text)
    assert found.line == line_of(where, text), str(found)
    assert str(found).startswith(f"mine.toml:{found.line}: ")


def test_there_are_broken_lessons_of_every_kind() -> None:
    assert len(BROKEN) >= 50
    assert parse(GOOD, "mine.toml").id == "small"


def test_all_reasons_are_given_at_once_in_the_order_of_the_lines() -> None:
    text = edited(
        ('["What is w?"]', "[]"), ("value = 5", 'value = "x"'), ("minutes = 5", "minutes = 0")
    )
    form = refused(text)
    assert [one.line for one in form] == [line_of("minutes", text), line_of("ask", text)]
    text = edited(("neuron?w=1&b=80", "neuron?w=1&v=8"), ('"start.mae"', '"mean"'), ("{w}", "{v}"))
    said = [one.text for one in refused(text)]
    assert len(said) == 3
    assert "Unknown in the link" in said[0]
    assert "{v} is no fact" in said[1]
    assert "there is no fact 'mean'" in said[2]


def test_what_is_open_until_the_end_is_refused_there() -> None:
    text = edited(('think = "Up."', 'think = """Up.'))
    (reason,) = refused(text)
    assert reason.line == text.count("\n") + 1
    assert reason.text.startswith("this is no TOML: ")


def test_a_file_of_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(b'id = "\xff"')
    with pytest.raises(LessonRefused, match=r"odd\.toml:1: the file is no UTF-8 text"):
        parse_file(file)


def test_the_course_is_read_in_its_order() -> None:
    assert tuple(lesson.id for lesson in lessons()) == COURSE
    assert lessons() is lessons()


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values in a document."""
    found = [path]
    if isinstance(value, dict):
        found += [one for key in value for one in paths_in(value[key], (*path, key))]
    if isinstance(value, list):
        found += [one for i, item in enumerate(value) for one in paths_in(item, (*path, i))]
    return found


PATHS = [path for path in paths_in(tomllib.loads(GOOD)) if path]
VALUES = st.sampled_from(
    [
        *(None, "", "text", 0, -1, 3, 2.5, 1e308, math.inf, True, [], [1], ["a"], {}),
        *(
            "w",
            "b",
            "start.w",
            "mse_best",
            "relu",
            "kcal",
            "near",
            "below",
            "Train",
            "ReLU",
            "{mae}",
        ),
        *("plane", "layers?layers=3-relu", "training", "concrete?part=ladder", "neuron?b=-1e9"),
        *({"fact": "w"}, [{"control": "w", "to": 5.5}], [{"control": "Train"}], ["w", "Train"]),
    ]
)


@given(st.sampled_from(PATHS), VALUES)
def test_what_msgspec_refuses_is_found_and_nothing_else(path: tuple[Any, ...], value: Any) -> None:
    """None: the value is taken out."""
    document = tomllib.loads(GOOD)
    inner: Any = document
    for part in path[:-1]:
        inner = inner[part]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    try:
        lesson = msgspec.convert(document, Lesson)
    except msgspec.ValidationError:
        assert [*misfits(document)]
    else:
        assert [*misfits(document)] == []
        assert all(reason for _, reason in findings(lesson))


@given(st.text(max_size=30), st.integers(0, len(GOOD)))
def test_whatever_is_in_a_file_is_a_lesson_or_refused(text: str, place: int) -> None:
    for written in (text, GOOD[:place] + text + GOOD[place:], GOOD[:place]):
        last = written.count("\n") + 1
        assert all(1 <= one.line <= last and one.text for one in reasons_in(written))


def reasons_in(text: str) -> tuple[Reason, ...]:
    """None, if it is a lesson."""
    try:
        parse(text, "mine.toml")
    except LessonRefused as refusal:
        return refusal.reasons or (Reason("mine.toml", 0, "no reason was given"),)
    return ()
