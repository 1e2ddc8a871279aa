"""The stage of Concrete: a mix of one's own, the ladder of networks, what each input does."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np

from playground.core.data.coverage import NEAR, Coverage
from playground.core.data.datasets import Column
from playground.core.fit.ranges import Range, axis_limits, nice_step
from playground.figures.concrete import profile, residuals, surface
from playground.figures.plane import predicted_against_actual
from playground.ladder.networks import (
    DEEP,
    INPUTS,
    LADDER,
    RECIPE,
    SPLITS,
    best_linear,
    mix_groups,
    sample,
    scaling,
    split_of,
)
from playground.ladder.store import trained_ladder
from playground.stage.payloads.plane import slider
from playground.stage.predict.models import MODELS
from playground.stage.predict.points import SCENES
from playground.stage.routes import PLOTLY_PATH
from playground.stage.weights_route import weights_path
from playground.state.concrete import ConcreteState

Json = dict[str, Any]

NEIGHBOURS = 5
"""How many real mixes are named beside one's own."""
TOP = 100.0
"""MPa, where the axes of curves and surfaces end: above all rows, with room for what may come."""
CELLS = {"curve": 61, "surface": 25}
"""Along the curve, and along each side of the surface."""


@cache
def coverage() -> Coverage:
    """What the data covers; mixes tested at several ages are not their own neighbours."""
    return Coverage.of(sample().x, mix_groups())


def concrete_data(given: ConcreteState, version: str) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        given: what Python last set; the hand may have moved on since.
        version: another one tells the stage to take `given` over.
    """
    test = split_of("random")[1]
    x, y = sample().x[test], sample().y[test]
    return {
        **_lasting(),
        "version": version,
        "scene": SCENES.register(x, y, scaling()),
        "model": MODELS.register(DEEP.network, trained_ladder().tensors.arrays),
        "hand": {
            **{f"x{place}": value for place, value in enumerate(given.at)},
            "part": given.part,
            "curve": given.curve,
            "rung": given.rung,
            "across": given.axes[0],
            "up": given.axes[1],
            "camera": list(given.camera),
        },
    }


@cache
def _lasting() -> Json:
    """What is the same for everybody."""
    rows = sample()
    return {
        "kind": "concrete",
        "look": ["concrete"],
        "plotly": PLOTLY_PATH,
        "weights": weights_path(),
        "network": {
            "inputs": len(INPUTS),
            "layers": [{"units": n.units, "activation": n.activation} for n in DEEP.network.layers],
        },
        "told": trained_ladder().predictions[DEEP.name, "random"].round(4).tolist(),
        "tested": split_of("random")[1].tolist(),
        "points": {"y": rows.y[split_of("random")[1]].tolist()},
        "rows": {"x": rows.x.ravel().tolist(), "y": rows.y.tolist(), "names": list(rows.names)},
        "coverage": {
            "spread": coverage().spread.tolist(),
            "reach": coverage().radius,
            "near": NEAR,
            "shown": NEIGHBOURS,
        },
        "scaling": {
            "x_mean": scaling().x_mean.tolist(),
            "x_scale": scaling().x_scale.tolist(),
            "y_mean": scaling().y_mean,
            "y_scale": scaling().y_scale,
        },
        "columns": {
            "inputs": [_column(c) for c in rows.inputs],
            "target": _column(rows.target),
        },
        "cells": CELLS,
        "top": TOP,
        "sliders": _sliders(),
        "ladder": _ladder(),
        "effects": [
            {
                "grid": effect.grid.tolist(),
                "mean": effect.mean.round(1).tolist(),
                "curves": effect.curves.round(1).tolist(),
            }
            for effect in trained_ladder().effects
        ],
        "figures": _figures(),
        "scale": float(np.ptp(rows.y)),
        "challenge": False,
    }


def _column(column: Column) -> Json:
    return {"name": column.name, "unit": column.unit, "low": column.low, "high": column.high}


def _sliders() -> list[Json]:
    start = ConcreteState.default()
    told = []
    for place, column in enumerate(sample().inputs):
        step = 1.0 if column.unit == "days" else nice_step((column.high - column.low) / 1000)
        span = Range(column.low, column.high, step)
        about = f"{column.low:,g} to {column.high:,g}"
        spec = slider(f"x{place}", column.name, span, column.unit, start.at[place])
        told.append(spec | {"fine": step, "about": about})
    return told


def _ladder() -> Json:
    """Every rung with its errors on both splits and its predictions on their test rows."""
    kept, y = trained_ladder(), sample().y
    rungs = []
    for rung in LADDER.values():
        errors = {split: kept.metrics(rung.name, split) for split in SPLITS}
        rungs.append(
            {
                "name": rung.name,
                "label": rung.label,
                "about": rung.about,
                "parameters": rung.network.parameter_count,
                "r2": {split: errors[split].r2 for split in SPLITS},
                "mae": {split: errors[split].mae for split in SPLITS},
                "predicted": {
                    split: kept.predictions[rung.name, split].round(2).tolist() for split in SPLITS
                },
            }
        )
    return {
        "rungs": rungs,
        "splits": [
            {
                "name": split,
                "aside": aside,
                "trained": len(split_of(split)[0]),
                "y": y[split_of(split)[1]].tolist(),
            }
            for split, aside in SPLITS.items()
        ],
        "recipe": recipe_text(),
    }


def recipe_text() -> str:
    """What all rungs have in common."""
    train, test = split_of("random")
    return (
        f"The same for all: {len(train)} rows to train on, {len(test)} to test on, and the "
        f"figures are those of the test rows; inputs standardised; Adam with learning rate "
        f"{RECIPE.learning_rate:g}, loss MAE, batch {RECIPE.batch_size}, {RECIPE.epochs} epochs; "
        f"seed {RECIPE.seed} for weights, split and order. For comparison, least squares, the "
        f"best a linear unit can do: R² {best_linear('random').r2:.2f} and "
        f"{best_linear('mix').r2:.2f}."
    )


def _figures() -> Json:
    rows = sample()
    height = (0.0, axis_limits(rows.y)[1])
    figures = {
        "actual": predicted_against_actual(rows.target, height),
        "residuals": residuals(rows.target, height, 45.0),
        "surface": surface((0.0, TOP)),
        **{
            f"profile {column.name}": profile(column, rows.target, (_margin(column), (0.0, TOP)))
            for column in rows.inputs
        },
    }
    return {name: json.loads(figure.to_json()) for name, figure in figures.items()}


def _margin(column: Column) -> tuple[float, float]:
    """The data's range, with room for the points at its ends."""
    room = 0.025 * (column.high - column.low)
    return (column.low - room, column.high + room)
