"""What a lesson is made of: the structure of its TOML file.

A lesson is four to seven steps. A step says something, asks for a bet, and ends when the hand has
brought what is on screen to where its goals say; then it says why.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from playground.core.decoding import make_known

Text = Annotated[str, Meta(min_length=1)]
"""Plain English; `{fact}` in it becomes the fact's value with its unit."""
Comparison = Literal["near", "at least", "at most", "below", "above"]


class Goal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """One condition on a fact.

    Attributes:
        fact: one of `facts.FACTS` that the step's page has.
        is_: how it is compared; "near" within `tolerance`. `is` in the file.
        value: a number in `unit`, or the name of a fact: its value now, or, with `start.` before
            it, when the step began.
        times: factor for `value`.
        tolerance: in `unit`; for "near" only.
        unit: of value and tolerance, as on screen; "" if the fact has none.
        name: what the meter is called; "" for the fact's own name.
    """

    fact: str
    is_: Comparison
    value: float | str
    times: float = 1.0
    tolerance: Annotated[float, Meta(ge=0)] = 0.0
    unit: str = ""
    name: str = ""


class Miss(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wrong state that learners come to.

    Attributes:
        when: conditions that hold together there, and never while the goals are met.
        say: what the learner's own value leads to; never the answer.
    """

    when: Annotated[list[Goal], Meta(min_length=1)]
    say: Text


class Bet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the learner expects, before the act. It cannot be wrong, and is shown beside `outcome`.

    Attributes:
        ask: the question.
        answers: what can be tapped, two to four of them; none where the bet is drawn.
        draws: "line" where a dashed line is dragged to where the learner expects the neuron's.
        outcome: what happened, said when the goals are met.
    """

    ask: Text
    answers: list[Text] = []
    draws: Literal["", "line"] = ""
    outcome: Text


class Act(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act of "show me", and of the tests that play the lesson.

    Attributes:
        control: accessible name of a slider, toggle, button or choice on the page.
        to: where a slider goes, in its unit, or what is chosen; None: it is pressed.
    """

    control: Text
    to: float | str | None = None


class Hints(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Three hints, each on request.

    Attributes:
        where: accessible name of the control that glows.
        think: what to think about.
        half: acts that do half of it in the workspace.
    """

    where: Text
    think: Text
    half: Annotated[list[Act], Meta(min_length=1)]


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act of the hand.

    Attributes:
        say: at most 40 words, one verb, one thing to touch.
        setup: a link of this app without its beginning, such as "neuron?w=1&b=80"; "" goes on
            from the step before, on its page.
        controls: accessible names of what is bright; everything else is dimmed.
        goals: conditions that end the step once they all hold.
        because: why, and the name of the thing.
        bet: asked first; None if the step has none.
        misses: named wrong states, the first that holds is said.
        hints: three, on request.
        solution: acts that meet the goals from the setup; "show me" plays them.
        repairs: whether the step mends what the step before broke.
    """

    say: Text
    setup: str = ""
    controls: Annotated[list[Text], Meta(min_length=1)]
    goals: Annotated[list[Goal], Meta(min_length=1)]
    because: Text
    bet: Bet | None = None
    misses: list[Miss] = []
    hints: Hints
    solution: Annotated[list[Act], Meta(min_length=1)]
    repairs: bool = False


class Teacher(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a teacher wants to know before the lesson.

    Attributes:
        ask: questions for the class.
        wrong_answers: the usual ones, each with what helps.
    """

    ask: Annotated[list[Text], Meta(min_length=1)]
    wrong_answers: Annotated[list[Text], Meta(min_length=1)]


class Lesson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lesson of the course.

    Attributes:
        id: in links and in the browser's memory of what is done; never changes.
        revision: grows when steps change, so that old progress is not taken for new.
        title: at most 40 characters.
        idea: the one sentence that is left tomorrow.
        minutes: how long it takes.
        teacher: notes for the teacher.
        steps: four to seven.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,19}$")]
    revision: Annotated[int, Meta(ge=1)]
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    idea: Text
    minutes: Annotated[int, Meta(ge=1, le=20)]
    teacher: Teacher
    steps: Annotated[list[Step], Meta(min_length=4, max_length=7)]


make_known(Lesson)
