"""Two inputs and the target: a 3D scene, a heat map, and predicted against actual values."""

from __future__ import annotations

import plotly.graph_objects as go

from playground.core.data.columns import Column
from playground.core.data.datasets import Sample
from playground.figures.scatter import (
    escape,
    escape_3d,
    hover_names,
    output_title,
    target_texts,
)

Span = tuple[float, float]


def scene_3d(sample: Sample, axes: tuple[int, int], spans: tuple[Span, Span, Span]) -> go.Figure:
    """The points over two inputs in 3D, and the traces that the stage moves; `model` is a plane.

    Args:
        sample: the rows to plot.
        axes: indices of the two inputs.
        spans: ends of the axes of both inputs and of the target, in their units.
    """
    x, y = (sample.inputs[axis] for axis in axes)
    points = go.Scatter3d(
        name="points",
        x=sample.x[:, axes[0]],
        y=sample.x[:, axes[1]],
        z=sample.y,
        mode="markers",
        marker={"size": 4.5 if len(sample.y) < 300 else 2.5},
        text=hover_names(sample),
        customdata=target_texts(sample),
        hovertemplate=_hover(x, y, sample.target),
    )
    lines = [
        go.Scatter3d(name=name, x=[], y=[], z=[], mode="lines", line=line, hoverinfo="skip")
        for name, line in (
            ("residuals", {"width": 2}),
            ("hinge", {"width": 8}),
            # Another model, or of two classes the threshold, whose many lines dashes would tear.
            ("best", {"width": 1.5} if sample.classes else {"width": 3, "dash": "dash"}),
        )
    ]
    model = go.Mesh3d(
        name="model", x=[], y=[], z=[], i=[], j=[], k=[], opacity=0.55, hoverinfo="skip"
    )
    grid = go.Scatter3d(
        name="grid", x=[], y=[], z=[], mode="lines", line={"width": 1.5}, hoverinfo="skip"
    )
    probe = go.Scatter3d(
        name="probe", x=[], y=[], z=[], mode="markers", marker={"size": 7}, hoverinfo="skip"
    )
    scene = {
        name: {"title": {"text": escape_3d(title)}, "range": list(span)}
        for name, title, span in zip(
            ("xaxis", "yaxis", "zaxis"),
            (x.title, y.title, output_title(sample)),
            spans,
            strict=True,
        )
    }
    return go.Figure(
        [points, *lines, grid, model, probe],
        go.Layout(
            scene={**scene, "aspectmode": "cube"},
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            showlegend=False,
            template="none",
            uirevision="kept",
        ),
    )


def curved_scene_3d(
    sample: Sample, axes: tuple[int, int], spans: tuple[Span, Span, Span]
) -> go.Figure:
    """As `scene_3d` for a curved model: with lighting, and thinner hinges.

    Args:
        sample: the rows to plot.
        axes: indices of the two inputs.
        spans: ends of the axes of both inputs and of the target, in their units.
    """
    figure = scene_3d(sample, axes, spans)
    figure.update_traces(line={"width": 4}, selector={"name": "hinge"})
    figure.update_traces(
        flatshading=False,
        lighting={"ambient": 0.62, "diffuse": 0.75, "specular": 0.05},
        selector={"name": "model"},
    )
    return figure


def heat_map(sample: Sample, axes: tuple[int, int], spans: tuple[Span, Span, Span]) -> go.Figure:
    """The model as a heat map over two inputs, and the points in the colours of their targets.

    Args:
        sample: the rows to plot.
        axes: indices of the two inputs.
        spans: ends of the axes of both inputs and of the colour scale, in their units.
    """
    x, y = (sample.inputs[axis] for axis in axes)
    low, high = spans[2]
    model = go.Heatmap(name="model", zmin=low, zmax=high, zsmooth="fast", hoverinfo="skip")
    model.colorbar = {"title": {"text": escape(sample.target.title), "side": "right"}}
    points = go.Scatter(
        name="points",
        x=sample.x[:, axes[0]],
        y=sample.x[:, axes[1]],
        mode="markers",
        marker={"size": 11, "color": sample.y, "cmin": low, "cmax": high, "line": {"width": 1.5}},
        text=hover_names(sample),
        customdata=target_texts(sample),
        hovertemplate=_hover(x, y, sample.target),
    )
    return go.Figure(
        [model, points],
        go.Layout(
            xaxis={"title": {"text": escape(x.title)}, "range": list(spans[0]), "zeroline": False},
            yaxis={"title": {"text": escape(y.title)}, "range": list(spans[1]), "zeroline": False},
            margin={"l": 64, "r": 12, "t": 12, "b": 56},
            showlegend=False,
            hovermode="closest",
            template="none",
            uirevision="kept",
        ),
    )


def predicted_against_actual(target: Column, span: Span) -> go.Figure:
    """The axes and the diagonal, on which a perfect model's points lie; the stage adds the points.

    Args:
        target: gives the title.
        span: ends of both axes, in the target's unit.
    """
    title = {"text": f"actual {escape(target.title)}"}
    diagonal = go.Scatter(x=span, y=span, mode="lines", line={"width": 1.5}, hoverinfo="skip")
    return go.Figure(
        diagonal,
        go.Layout(
            xaxis={"title": title, "range": list(span), "fixedrange": True, "zeroline": False},
            yaxis={
                "title": {"text": "predicted"},
                "range": list(span),
                "fixedrange": True,
                "zeroline": False,
            },
            margin={"l": 64, "r": 10, "t": 8, "b": 52},
            showlegend=False,
            dragmode=False,
            template="none",
        ),
    )


def _hover(x: Column, y: Column, target: Column) -> str:
    lines = (f"{escape(c.name)} %{{{axis}}} {escape(c.unit)}" for c, axis in ((x, "x"), (y, "y")))
    return (
        f"<b>%{{text}}</b><br>{'<br>'.join(lines)}<br>"
        f"{escape(target.name)} %{{customdata}} {escape(target.unit)}<extra></extra>"
    )
