"""The loss landscape as a contour plot."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from playground.core.fit.landscape import Landscape


def landscape_contour(landscape: Landscape, *, w_unit: str, b_unit: str) -> go.Figure:
    """MSE over (w, b) as filled contours on a logarithmic scale.

    Args:
        landscape: MSE on a grid, in the target's unit squared.
        w_unit, b_unit: units of the axes.
    """
    low, high = float(np.min(landscape.mse)), float(np.max(landscape.mse))
    heights = np.log10(np.maximum(landscape.mse, max(low, 1e-12)))
    contour = go.Contour(
        x=landscape.w.astype(np.float32),
        y=landscape.b.astype(np.float32),
        z=heights.astype(np.float32),
        contours={"start": np.log10(max(low, 1e-12)), "end": np.log10(max(high, 1e-12))},
        ncontours=14,
        line={"width": 0.7},
        showscale=False,
        hoverinfo="skip",
    )
    return go.Figure(contour, _layout(landscape, w_unit, b_unit))


def _layout(landscape: Landscape, w_unit: str, b_unit: str) -> go.Layout:
    def axis(name: str, unit: str, values: np.ndarray) -> dict[str, object]:
        title = f"{name} ({unit})" if unit else name
        ends = [float(values[0]), float(values[-1])]
        return {"title": {"text": title}, "range": ends, "fixedrange": True, "zeroline": False}

    return go.Layout(
        xaxis=axis("w", w_unit, landscape.w),
        yaxis=axis("b", b_unit, landscape.b),
        margin={"l": 64, "r": 10, "t": 8, "b": 52},
        dragmode=False,
        template="none",
    )
