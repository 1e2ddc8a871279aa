"""A figure on a page without a model: Plotly draws it, the hand chooses in it."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go

from playground.stage.routes import PLOTLY_PATH


def figure_data(
    figure: go.Figure, *, title: str, words: str, height: str, chooses: bool = False
) -> dict[str, Any]:
    """What the browser needs to show a figure.

    Args:
        figure: in no colours but those that mean something; the page's theme gives the others.
        title: its name.
        words: what can be seen in it, for those who do not see it.
        height: in CSS.
        chooses: whether points are chosen in it by box and loop.
    """
    return {
        "kind": "figure",
        "figure": json.loads(figure.to_json()),
        "title": title,
        "label": words,
        "height": height,
        "chooses": chooses,
        "plotly": PLOTLY_PATH,
    }
