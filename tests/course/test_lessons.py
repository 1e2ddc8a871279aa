"""The lessons of the course: they can be solved, they notice what is wrong, and they are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import numpy as np
import pytest

from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.metrics import metrics
from playground.course.controls import after
from playground.course.fact import Facts
from playground.course.goals import holds, judge
from playground.course.lesson import Act, Lesson, Step
from playground.course.measure import Since, facts_of
from playground.course.read import COURSE, lessons
from playground.course.reading_level import grade, texts_of
from playground.course.rules import check_steps
from playground.course.setup import PageState, state_of, units_of
from playground.course.texts import fill
from playground.ladder.networks import LADDER
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from playground.state.training import TrainingState
from playground.ui.neuron.training import recipe_of
from tests.course.player import Player
from tests.course.wrong_states import histories, slider_ranges, wrong_states

MOST_GRADE = 7.0
PIXELS = 200
"""A slider on a phone has about so many: one of them must not decide."""
TRAINED = ("errors", "inputs", "tensors", "layers", "learning", "yesno")
"""Lessons in which Keras trains."""
BY_TRAINING = {"layers 6": {2}}
"""Misses that only training leads to."""


T = TypeVar("T", bound=PageState)


@dataclass(frozen=True)
class Place:
    """A step, and where it begins.

    Attributes:
        name: for reports: "line 3".
        start: its facts then.
    """

    name: str
    step: Step
    state: PageState
    start: Facts


@cache
def lesson_of(name: str) -> Lesson:
    return next(lesson for lesson in lessons() if lesson.id == name)


def step_of(name: str, number: int) -> Step:
    return lesson_of(name).steps[number - 1]


def begins(name: str, number: int, kind: type[T]) -> T:
    """What the setup of a step puts on screen, on the page of that kind of state."""
    state, _ = state_of(step_of(name, number).setup)
    assert isinstance(state, kind)
    return state


def known_places() -> Iterator[Place]:
    """The steps whose beginning is known without Keras."""
    for lesson in lessons():
        before: PageState | None = None
        for number, (step, check) in enumerate(
            zip(lesson.steps, check_steps(lesson), strict=True), start=1
        ):
            state = state_of(step.setup)[0] if step.setup else before
            if check.start is not None:
                assert state is not None
                yield Place(f"{lesson.id} {number}", step, state, check.start)
            before = check.state if check.is_exact else None


KNOWN = list(known_places())


def named(places: list[Place]) -> list[str]:
    return [place.name for place in places]


# --- the course as a whole -------------------------------------------------------------------


def test_the_course_has_eight_lessons_of_about_six_steps() -> None:
    assert tuple(lesson.id for lesson in lessons()) == COURSE
    assert 40 <= sum(len(lesson.steps) for lesson in lessons()) <= 52
    assert sum(lesson.minutes for lesson in lessons()) <= 64


@pytest.mark.parametrize("name", COURSE)
def test_a_lesson_bets_repairs_and_is_easily_read(name: str) -> None:
    lesson = lesson_of(name)
    assert grade(texts_of(lesson)) <= MOST_GRADE
    assert grade(lesson.teacher.ask + lesson.teacher.wrong_answers) <= MOST_GRADE
    assert sum(step.bet is not None for step in lesson.steps) >= 3
    assert sum(len(step.misses) for step in lesson.steps) >= 6
    assert all(re.search(r"[.?!]$", text) for text in texts_of(lesson))


# --- by hand ---------------------------------------------------------------------------------


def test_most_steps_are_known_without_keras() -> None:
    assert len(KNOWN) >= 32
    assert sum(check.end is not None for one in lessons() for check in check_steps(one)) >= 24


@pytest.mark.parametrize("place", KNOWN, ids=named(KNOWN))
def test_an_untouched_step_is_not_met(place: Place) -> None:
    touched = place.start | {"changed": 1.0}
    assert not judge(place.step.goals, place.step.misses, touched, place.start).met


def moved_by_a_pixel(place: Place) -> Iterator[Facts]:
    """The solution with its last slider a pixel to each side."""
    *acts, last = place.step.solution
    span = slider_ranges(place.state).get(last.control)
    if span is None or not isinstance(last.to, int | float):
        return
    for side in (-1, 1):
        to = last.to + side * (span.high - span.low) / PIXELS
        state = after(place.state, [*acts, Act(control=last.control, to=to)])
        if state is not None:
            yield facts_of(state, Since(changed=True))


BY_SLIDER = [place for place in KNOWN if list(moved_by_a_pixel(place))]


@pytest.mark.parametrize("place", BY_SLIDER, ids=named(BY_SLIDER))
def test_a_pixel_beside_the_solution_is_right_too(place: Place) -> None:
    verdicts = [
        judge(place.step.goals, place.step.misses, facts, place.start)
        for facts in moved_by_a_pixel(place)
    ]
    edge = [goal for goal in place.step.goals if goal.is_ in ("at least", "at most")]
    assert sum(verdict.met for verdict in verdicts) >= (1 if edge else 2)


def missing_misses(place: Place, states: Iterator[PageState]) -> set[int]:
    """Misses that are never the one that is said."""
    step, wanted = place.step, {*range(len(place.step.misses))}
    for state in states:
        for since, run in histories(state):
            if not wanted:
                return wanted
            facts = facts_of(state, since, run)
            wanted.discard(judge(step.goals, step.misses, facts, place.start).miss)
    return wanted


@pytest.mark.parametrize("place", KNOWN, ids=named(KNOWN))
def test_every_miss_can_happen_and_is_not_there_at_the_start(place: Place) -> None:
    assert not any(holds(miss.when, place.start, place.start) for miss in place.step.misses)
    missing = missing_misses(place, wrong_states(place.step, place.state))
    assert missing == BY_TRAINING.get(place.name, set())


# --- what the texts say is so ----------------------------------------------------------------


def r2_of_line(state: LayersState | PlaneState) -> float:
    sample = sample_of(state)
    return fit_linear_unit(sample.x, sample.y)[1].r2


def test_the_numbers_of_straight_lines_are_those_of_least_squares() -> None:
    """Lessons write R² of lines, the mean, and trained weights as plain numbers."""
    bet = step_of("layers", 3).bet
    assert bet is not None
    assert f"R² {r2_of_line(begins('layers', 2, LayersState)):.2f}" in bet.ask
    age = r2_of_line(begins("layers", 6, LayersState))
    assert f"R² {age:.2f}" in step_of("layers", 6).say
    mean = begins("errors", 4, NeuronState)
    assert mean.b == round(float(np.mean(sample_of(mean).y)))
    for name, number in (("inputs", 6), ("tensors", 1)):
        trained = begins(name, number, PlaneState)
        kernel, bias = fit_linear_unit(sample_of(trained).x, sample_of(trained).y)[0]
        assert trained.w == tuple(kernel[:, 0].round(2))
        assert trained.b == pytest.approx(bias[0], abs=0.06)
        assert r2_of_line(trained) == pytest.approx(0.5, abs=0.01)


def test_the_bets_of_the_first_lessons_come_out_as_they_say() -> None:
    line = begins("line", 6, NeuronState)
    assert facts_of(replace(line, probe=5.0))["prediction"] == 102.5
    sugars = sample_of(line)
    pairs = {*zip(sugars.x[:, 0].tolist(), sugars.y.tolist(), strict=True)}
    assert len(pairs) > len({x for x, _ in pairs}), "cereals with the same sugar differ"
    squares = begins("errors", 2, NeuronState)
    assert facts_of(replace(squares, b=130.0))["mse"] > 6 * facts_of(squares)["mse"]
    x = sample_of(begins("inputs", 5, PlaneState)).x
    assert np.corrcoef(x[:, 1], x[:, 2])[0, 1] > 0.4, "much fiber, much protein"


def test_counted_numbers_and_rates_are_right() -> None:
    one = begins("tensors", 4, LayersState)
    two = after(one, step_of("tensors", 4).solution)
    assert isinstance(two, LayersState)
    assert two.size - one.size == 5
    batches, fast = begins("learning", 1, TrainingState), begins("learning", 4, TrainingState)
    neuron = begins("learning", 3, NeuronState)
    assert neuron.rate == pytest.approx(10 * batches.recipe.learning_rate)
    assert fast.recipe.learning_rate == pytest.approx(3 * neuron.rate)
    assert f"After {recipe_of(neuron).epochs} steps" in step_of("learning", 3).because


def test_the_ladder_is_as_the_lesson_says() -> None:
    def facts(rung: str, split: str) -> Facts:
        return facts_of(state_of(f"concrete?part=ladder&rung={rung}&split={split}")[0])

    random = {rung: facts(rung, "random") for rung in LADDER}
    by_mix = {rung: facts(rung, "mix")["r2"] for rung in LADDER}
    assert random["stacked"]["r2"] == pytest.approx(random["linear"]["r2"], abs=0.01)
    assert random["relu"]["r2"] - random["stacked"]["r2"] > 0.2
    assert abs(random["deep"]["r2"] - random["relu"]["r2"]) < 0.02
    assert by_mix["deep"] < random["deep"]["r2"] - 0.02
    assert max(by_mix, key=lambda rung: by_mix[rung]) == "wide"
    assert by_mix["deep"] < by_mix["relu"]
    size = {rung: random[rung]["parameters"] for rung in LADDER}
    assert size["stacked"] == size["relu"] == 433
    assert size["deep"] > 1000 * size["relu"]
    assert size["deep"] > 100 * size["wide"]


@pytest.mark.parametrize(
    ("slider", "can"),
    [("Age", True), ("Cement", True), ("Water", False), ("Superplasticizer", False)],
)
def test_which_slider_alone_breaks_the_concrete(slider: str, can: bool) -> None:
    state = begins("concrete", 6, ConcreteState)
    span = slider_ranges(state)[slider]
    ways = np.linspace(span.low, span.high, 25).tolist()
    moved = [after(state, [Act(control=slider, to=to)]) for to in ways]
    breaks = [facts_of(one)["prediction"] < 20 for one in moved if one is not None]
    assert len(breaks) == 25
    assert any(breaks) is can


def test_a_flat_line_does_not_beat_the_mark_and_many_others_do() -> None:
    """12.5 kcal is exactly what always answering the median misses by."""
    sample = sample_of(begins("errors", 4, NeuronState))
    x, y = sample.x[:, 0], sample.y

    def mae(w: float, b: float) -> float:
        return metrics(y, w * x + b).mae

    assert min(mae(0.0, b / 2) for b in range(100, 320)) >= 12.5
    widths = [sum(mae(w, b) < 12.5 for b in range(60, 140)) for w in (1.0, 1.5, 2.0, 2.5)]
    assert min(widths) >= 7


# --- with Keras ------------------------------------------------------------------------------


def opened(lesson: Lesson, number: int) -> Player:
    return Player(state_of(lesson.steps[number - 1].setup)[0])


def texts_at_the_end(step: Step) -> Iterator[str]:
    yield step.because
    if step.bet is not None:
        yield step.bet.outcome


@pytest.mark.keras
@pytest.mark.parametrize("name", TRAINED)
def test_a_lesson_is_solved_as_it_says(name: str) -> None:
    lesson = lesson_of(name)
    player = opened(lesson, 1)
    for number, step in enumerate(lesson.steps, start=1):
        start = player.begin(state_of(step.setup)[0] if step.setup else None)
        place = Place(f"{name} {number}", step, player.state, start)
        assert not holds(step.goals, start, start), place.name
        if not step.setup:
            assert unseen_misses(place, player) == set(), place.name
        facts = player.play(step.solution)
        verdict = judge(step.goals, step.misses, facts, start)
        assert verdict.met, (place.name, verdict)
        assert not any(holds(miss.when, facts, start) for miss in step.misses), place.name
        for text in texts_at_the_end(step):
            assert "–" not in fill(text, facts, start, units_of(player.state)), place.name


def unseen_misses(place: Place, player: Player) -> set[int]:
    """Misses that come neither by hand nor by looking back at earlier epochs."""
    unseen = missing_misses(place, wrong_states(place.step, place.state))
    for epoch in (1, 5, 100, 150) if unseen and player.run else ():
        back = replace(player, epoch=epoch, since=Since(changed=True)).facts()
        unseen.discard(judge(place.step.goals, place.step.misses, back, place.start).miss)
    return unseen


@pytest.mark.keras
def test_the_first_epoch_does_nearly_all_of_the_work() -> None:
    player = Player(begins("learning", 1, TrainingState))
    start, first = (
        facts["train_mae"] for facts in (player.facts(), player.play([Act(control="One epoch")]))
    )
    player.epoch = None
    assert first <= start - 0.9 * (start - player.facts()["train_mae"])


@pytest.mark.keras
@pytest.mark.parametrize("seed", [1, 4])
def test_one_neuron_is_trained_from_every_random_start(seed: int) -> None:
    step = step_of("tensors", 3)
    player = Player(replace(begins("tensors", 1, PlaneState), seed=seed))
    player.play([Act(control="Random start")])
    start = player.begin(None)
    assert judge(step.goals, step.misses, player.play(step.solution), start).met


@pytest.mark.keras
@pytest.mark.parametrize(("starts", "miss"), [(1, None), (2, None), (3, 2)])
def test_folds_are_found_from_most_random_starts(starts: int, miss: int | None) -> None:
    """From the third, two of three neurons are silent after training, and the lesson says so."""
    step, player = step_of("layers", 6), opened(lesson_of("layers"), 6)
    start = player.begin(None)
    facts = player.play([*[Act(control="Random start")] * starts, *step.solution])
    verdict = judge(step.goals, step.misses, facts, start)
    assert verdict.met is (miss is None)
    assert verdict.miss == miss


@pytest.mark.keras
def test_straight_layers_are_repaired_by_training_too() -> None:
    lesson = lesson_of("layers")
    player, repair = opened(lesson, 2), lesson.steps[4]
    for step in lesson.steps[1:4]:
        player.play(step.solution)
    start = player.begin(None)
    facts = player.play([Act(control="Train")])
    assert judge(repair.goals, repair.misses, facts, start).met
