"""The stage of Concrete: a mix of one's own, the ladder of networks, what each input does."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

import numpy as np

from playground.core.data.columns import Column
from playground.core.data.datasets import load
from playground.core.fit.ranges import Range, axis_limits, nice_step
from playground.figures.concrete import profile, residuals, surface
from playground.figures.plane import predicted_against_actual
from playground.ladder.coverage import coverage
from playground.ladder.networks import (
    DATA,
    DEEP,
    INPUTS,
    LADDER,
    SPLITS,
    TARGET,
    best_linear,
    sample,
    scaling,
    split_example,
    split_of,
)
from playground.ladder.store import trained_ladder
from playground.stage.payloads.figure import plotly_figure
from playground.stage.payloads.scaling import scaling_info
from playground.stage.payloads.sliders import probe_slider
from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    Cells,
    ColumnRange,
    ConcretePayload,
    CoverageInfo,
    InputEffect,
    LadderEntry,
    LadderInfo,
    LayerSpec,
    MixRows,
    NetworkSpec,
    PlotlyFigure,
    RangedColumns,
    SliderSpec,
    SplitInfo,
    SyncState,
    Targets,
)
from playground.stage.routes import PLOTLY_3D
from playground.stage.weights_route import weights_path
from playground.state.concrete import ConcreteState, training_state_of

NEIGHBOURS = 5
"""How many real mixes are named beside one's own."""
TOP = 100.0
"""MPa, where the axes of curves and surfaces end: above all rows, with room for what may come."""
CELLS = {"curve": 61, "surface": 25}
"""Along the curve, and along each side of the surface."""


def concrete_payload(pushed: ConcreteState, sync: SyncState) -> ConcretePayload:
    """What the stage gets: it changes only when Python changes something.

    Args:
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
    """
    test = split_of("random")[1]
    x, y = sample().x[test], sample().y[test]
    return ConcretePayload(
        **_constant_fields(),
        **sync._asdict(),
        values=pushed.values,
        eval_points=EVAL_POINTS.register(x, y, scaling(), owner=sync.session),
        model=MODELS.register(DEEP.network, trained_ladder().tensors.arrays, owner=sync.session),
    )


@cache
def _constant_fields() -> dict[str, Any]:
    """What is the same for everybody."""
    rows, test = sample(), split_of("random")[1]
    layers = [LayerSpec(layer.units, layer.activation) for layer in DEEP.network.layers]
    return {
        "layout_key": ["concrete"],
        "plotly": PLOTLY_3D,
        "scale": float(np.ptp(rows.y)),
        "noun": load(DATA).noun,
        "plural": load(DATA).plural,
        "challenge": False,
        "sliders": _sliders(),
        "path": None,
        "weights_path": weights_path(),
        "network": NetworkSpec(len(INPUTS), layers),
        "test_predictions": trained_ladder().predictions[DEEP.name, "random"].round(4).tolist(),
        "test_rows": test.tolist(),
        "points": Targets(rows.y[test].tolist()),
        "rows": MixRows(rows.x.ravel().tolist(), rows.y.tolist(), list(rows.names)),
        "coverage": CoverageInfo(
            spread=coverage().spread.tolist(),
            radius=coverage().radius,
            shown=NEIGHBOURS,
        ),
        "scaling": scaling_info(scaling()),
        "columns": RangedColumns([_column(name) for name in INPUTS], _column(TARGET)),
        "cells": Cells(**CELLS),
        "top": TOP,
        "mean_miss": trained_ladder().metrics(DEEP.name, "mix").mae,
        "ladder": _ladder(),
        "effects": [
            InputEffect(
                effect.grid.tolist(),
                effect.mean.round(1).tolist(),
                effect.curves.round(1).tolist(),
            )
            for effect in trained_ladder().effects
        ],
        "figures": _figures(),
    }


def _column(name: str) -> ColumnRange:
    column = load(DATA).column(name).labelled
    return ColumnRange(name, column.name, column.unit, column.low, column.high)


def _sliders() -> list[SliderSpec]:
    start, sliders = ConcreteState.default(), []
    for i, column in enumerate(sample().inputs):
        step = 1.0 if column.unit == "days" else nice_step((column.high - column.low) / 1000)
        span = Range(column.low, column.high, step)
        sliders.append(probe_slider(f"x{i}", i, column, span, reset=start.at[i]))
    return sliders


def _ladder() -> LadderInfo:
    """Every network with its errors on both splits and its predictions on their test rows."""
    trained, y = trained_ladder(), sample().y
    networks = []
    for network in LADDER.values():
        errors = {split: trained.metrics(network.name, split) for split in SPLITS}
        networks.append(
            LadderEntry(
                name=network.name,
                label=network.label,
                about=network.about,
                parameters=network.network.parameter_count,
                r2={split: errors[split].r2 for split in SPLITS},
                mae={split: errors[split].mae for split in SPLITS},
                predicted={
                    split: trained.predictions[network.name, split].round(2).tolist()
                    for split in SPLITS
                },
                training={
                    split: urlencode(training_state_of(network, split).to_query())
                    for split in SPLITS
                },
            )
        )
    example = split_example()
    splits = []
    for split, aside in SPLITS.items():
        test = split_of(split)[1]
        best, tested = best_linear(split).r2, np.isin(example, test).tolist()
        splits.append(SplitInfo(split, aside, y[test].tolist(), best, tested))
    return LadderInfo(networks, splits, sample().x[example, INPUTS.index("Age")].tolist())


def _figures() -> dict[str, PlotlyFigure]:
    rows, target = sample(), sample().target
    height = (0.0, axis_limits(rows.y)[1])
    figures = {
        "actual": predicted_against_actual(target, height),
        "residuals": residuals(target, height, 45.0),
        "surface": surface((0.0, TOP)),
        **{
            f"profile {name}": profile(column, target, (_margin(column), (0.0, TOP)))
            for name, column in zip(INPUTS, rows.inputs, strict=True)
        },
    }
    return {name: plotly_figure(figure) for name, figure in figures.items()}


def _margin(column: Column) -> tuple[float, float]:
    """The data's range, with room for the points at its ends."""
    room = 0.025 * (column.high - column.low)
    return (column.low - room, column.high + room)
