"""A lesson on one sheet for a learner: what there is to do, room for bets, and the way there."""

from __future__ import annotations

import re
from functools import cache, singledispatch
from html import escape
from importlib.resources import files

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import forward
from playground.course.lesson import Lesson
from playground.course.setup import PageState, setup_of, state_of
from playground.course.step_texts import StepTexts, step_texts
from playground.figures.paper import chart
from playground.ladder.networks import DATA, INPUTS
from playground.ladder.networks import sample as ladder_sample
from playground.stage.payloads.away import source_of
from playground.stage.payloads.share import qr_code
from playground.stage.protocol import QrCode
from playground.state.concrete import ConcreteState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from playground.state.training import TrainingState

_POINTS = 200
"""As many points as a small picture has room for."""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: handout</title>
<style>
{style}</style>
</head>
<body>
<button onclick="print()">Print</button>
<main>
<header><div><h1>{title}</h1><p>{about}</p><p class="formula">{formula}</p>
<p class="name">Name<i></i>Date<i></i></p></div>{link}</header>
<ol class="steps">
{steps}
</ol>
<p class="lines">What do you know now? Say it in one sentence.</p>
<footer>{source}</footer>
</main>
</body>
</html>
"""


def handout(lesson: Lesson, number: int, address: str = "", *, is_scannable: bool = True) -> str:
    """The sheet as a page of HTML.

    Args:
        lesson: of the course, or somebody's own.
        number: of the lesson in the course.
        address: of its first step; "" where others cannot open it.
        is_scannable: whether other devices can open it.
    """
    first = state_of(setup_of(lesson, 0))[0]
    texts = step_texts(lesson)
    steps = [_step(lesson, place, texts[place]) for place in range(len(texts))]
    qr = qr_code(address) if address and is_scannable else None
    return page_of_paper(
        title=f"{number}. {lesson.title}",
        about=f"{lesson.minutes} minutes. Bet before you move anything: a bet cannot be wrong.",
        formula=formula(first),
        link=link_of(address, qr),
        steps="\n".join(steps),
        source=source_of(DATA if isinstance(first, ConcreteState) else first.data),
    )


def page_of_paper(
    *, title: str, about: str, formula: str, link: str, steps: str, source: str
) -> str:
    """A sheet as a page of HTML.

    Args:
        title, about, formula, source: texts.
        link: as `link_of` gives it.
        steps: items of a list, as HTML.
    """
    texts = {"title": title, "about": about, "formula": formula, "source": source}
    escaped = {name: escape(text) for name, text in texts.items()}
    return _PAGE.format(**escaped, style=_style(), link=link, steps=steps)


def _step(lesson: Lesson, place: int, texts: StepTexts) -> str:
    answers = "".join(f"<li>{escape(answer)}</li>" for answer in texts.answers)
    bet = f'<p class="ask">My bet. {escape(texts.ask)}</p>' if texts.ask else ""
    if answers:
        bet += f'<ul class="answers">{answers}</ul>'
    if texts.is_drawn:
        bet += "<p>Draw it here, into the picture.</p>"
    picture = ""
    if texts.is_drawn or place == 0:
        picture = _picture(state_of(setup_of(lesson, place))[0])
    return (
        f'<li><div class="text"><div><p><strong>{place + 1}</strong>\u2002{escape(texts.say)}</p>'
        f'{bet}</div>{picture}</div><p class="lines">What happened:</p></li>'
    )


def _picture(state: PageState) -> str:
    """The points that the page shows, over one input; with the curve of a single neuron."""
    if isinstance(state, ConcreteState):
        sample, place = ladder_sample(), INPUTS.index(state.curve)
    else:
        sample, place = sample_of(state), 0
    some = np.linspace(0, len(sample.y) - 1, min(len(sample.y), _POINTS)).astype(np.int64)
    points = np.column_stack([sample.x[some, place], sample.y[some]])
    up = sample.target.title
    if sample.classes:
        up = ", ".join(f"{number}: {name}" for number, name in enumerate(sample.classes))
    curve = _curve(state, points[:, 0]) if isinstance(state, NeuronState) else None
    return chart(points, (sample.inputs[place].title, up), curve)


def _curve(state: NeuronState, x: Array) -> Array:
    edge = 0.06 * float(np.ptp(x))
    grid = np.linspace(x.min() - edge, x.max() + edge, 81)
    return np.column_stack([grid, forward(state.network, state.weights, grid[:, None])[:, 0]])


def link_of(address: str, qr: QrCode | None) -> str:
    """The way to the page, as HTML.

    Args:
        address: of it; "" for none.
        qr: its QR code; None where other devices cannot open it.
    """
    if not address:
        return ""
    drawn = ""
    if qr is not None:
        drawn = (
            f'<svg viewBox="0 0 {qr.size} {qr.size}" role="img" '
            f'aria-label="QR code of the page" shape-rendering="crispEdges">'
            f'<path d="{qr.path}"/></svg>'
        )
    shown = escape(address)
    broken = re.sub(r"(?<=[^/]/)(?=[^/])|(?=\?)", "<wbr>", shown)
    return f'<p class="link">{drawn}<a href="{shown}">{broken}</a></p>'


@singledispatch
def formula(state: PageState) -> str:
    """What a neuron computes, in the words of the page that the lesson begins on."""
    return "neuron = activation(w0 × x0 + w1 × x1 + … + b)"


@formula.register
def _(state: TrainingState) -> str:
    return "new weight = weight − learning rate × gradient"


@formula.register(NeuronState)
@formula.register(PlaneState)
def _(state: NeuronState | PlaneState) -> str:
    sample = sample_of(state)
    names = [column.name for column in sample.inputs]
    weights = ["w"] if len(names) == 1 else [f"w{i}" for i in range(len(names))]
    terms = [f"{w} × {name}" for w, name in zip(weights, names, strict=True)]
    total = " + ".join([*terms, "b"])
    if sample.classes:
        return f"probability of {sample.classes[1]} = sigmoid({total})"
    activation = state.network.layers[-1].activation
    return f"{sample.target.name} = {total if activation == 'linear' else f'{activation}({total})'}"


@cache
def _style() -> str:
    return (
        files("playground")
        .joinpath("stage", "assets", "css", "handout.css")
        .read_text(encoding="utf-8")
    )
