"""Random start: the weights before training, as Keras draws them, so that the model is in sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from playground import engine
from playground.core.data.datasets import Sample
from playground.core.fit.ranges import axis_limits
from playground.core.network.network import Weights
from playground.state.columns import MAX_SEED
from playground.state.samples import sample_of
from playground.ui.shared.page_session import PageSession

TRIES = 50
"""So many seeds are tried for a model in the picture."""
ENOUGH = 0.5
"""It is in the picture where it stands above or below at least this share of the rows."""


_SURE = 4.0
"""Of classes, sums beyond it give nearly 0 or 1: the curve is not to be seen."""


@dataclass(frozen=True)
class Draw:
    """The weights that Keras draws with a seed.

    Attributes:
        share: of the rows at which the model lies within the picture's height.
    """

    seed: int
    weights: Weights
    share: float


def draw(session: PageSession[Any]) -> None:
    """A task that draws the weights as they are before training; a new draw every time.

    Args:
        session: whose unit gets them.
    """
    state = session.state
    skipped, drawn = draw_in_sight(state, sample_of(state))
    which = "w is" if len(state.w) == 1 else "the weights are"
    status = (
        f"Before training: {which} drawn at random (seed {drawn.seed}), b is 0."
        f"{_skipped_text(skipped, drawn)}"
    )
    session.set(replace(state.with_weights(drawn.weights), seed=drawn.seed), status=status)


def draw_in_sight(state: Any, sample: Sample) -> tuple[list[Draw], Draw]:
    """Draws with the seeds after a state's, until the model lies in the picture.

    Args:
        state: of a single unit.
        sample: its rows.

    Returns:
        The draws that are left out, and the one that is taken: of TRIES that all lie outside the
        picture, the one that is nearest to lying inside.
    """
    draws: list[Draw] = []
    for n in range(1, TRIES + 1):
        draws.append(_draw(state, sample, (state.seed + n) % (MAX_SEED + 1)))
        if draws[-1].share >= ENOUGH:
            return draws[:-1], draws[-1]
    best = max(draws, key=lambda draw: draw.share)
    return [draw for draw in draws if draw is not best], best


def _draw(state: Any, sample: Sample, seed: int) -> Draw:
    weights = engine.initial_weights(state.network, seed)
    sums = sample.x @ weights[0][:, 0] + weights[1][0]
    low, high = (-_SURE, _SURE) if sample.classes else axis_limits(sample.y)
    return Draw(seed, weights, float(np.mean((sums >= low) & (sums <= high))))


def _skipped_text(skipped: list[Draw], drawn: Draw) -> str:
    """Says which seeds are left out, and why."""
    if not skipped:
        return ""
    if drawn.share < ENOUGH:
        return f" Of {TRIES} seeds, none puts it well into the picture; this one comes nearest."
    if len(skipped) == 1:
        return f" Seed {skipped[0].seed} is left out: it would lie outside the picture."
    seeds = f"{skipped[0].seed} {'and' if len(skipped) == 2 else 'to'} {skipped[-1].seed}"
    return f" Seeds {seeds} are left out: they would lie outside the picture."
