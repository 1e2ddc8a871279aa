"""A small good lesson as text, to be broken."""

from __future__ import annotations

GOOD = """\
id = "small"
revision = 1
title = "A small lesson"
idea = "A neuron is a line."
minutes = 5

[teacher]
ask = ["What is w?"]
wrong_answers = ["Not the bias."]

[[steps]]
say = "Move w to 5."
setup = "neuron?w=1&b=80"
controls = ["w", "b"]
because = "It got steeper: w is {w}."
solution = [{ control = "w", to = 6 }]

[steps.bet]
ask = "What will it do?"
answers = ["It gets steeper", "It moves up"]
outcome = "It got steeper."

[[steps.goals]]
fact = "w"
is = "at least"
value = 5
unit = "kcal per g"

[[steps.misses]]
when = [{ fact = "w", is = "below", value = 1, unit = "kcal per g" }]
say = "Your w is {w}."

[steps.hints]
where = "w"
think = "More for each gram."
half = [{ control = "w", to = 3 }]

[[steps]]
say = "Break it: lower b."
controls = ["b"]
because = "The mean miss grew from {start.mae} to {mae}."
solution = [
  { control = "b", to = 0 },
]

[[steps.goals]]
fact = "b"
is = "near"
value = 0
tolerance = 2
unit = "kcal"

[steps.hints]
where = "b"
think = "Down."
half = [{ control = "b", to = 40 }]

[[steps]]
say = "Repair it."
controls = ["b"]
because = "Good."
solution = [{ control = "b", to = 65 }]
repairs = true

[[steps.goals]]
fact = "mae"
is = "below"
value = "start.mae"
times = 0.5
unit = "kcal"

[steps.hints]
where = "b"
think = "Up."
half = [{ control = "b", to = 30 }]

[[steps]]
say = "Switch ReLU on."
setup = "neuron?w=-20&b=90"
controls = ["ReLU"]
because = "Nothing below 0."
solution = [{ control = "ReLU" }]

[[steps.goals]]
fact = "relu"
is = "near"
value = 1

[steps.hints]
where = "ReLU"
think = "One switch."
half = [{ control = "ReLU" }]
"""


def line_of(written: str, text: str = GOOD) -> int:
    """In which line something stands for the first time."""
    return text[: text.index(written)].count("\n") + 1


def edited(*edits: tuple[str, str]) -> str:
    """The good lesson with the first of each written text replaced."""
    text = GOOD
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text
