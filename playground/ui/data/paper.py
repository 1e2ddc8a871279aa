"""The points on screen on one sheet of paper: room for a line drawn by hand, link and QR code."""

from __future__ import annotations

from html import escape

import numpy as np

from playground.core.data.datasets import load
from playground.core.data.scatter_points import ScatterPoints
from playground.figures.paper import LARGE, chart
from playground.stage.payloads.away import source_of
from playground.stage.protocol import SharePayload
from playground.ui.course.handout import link_of, page_of_paper

_STEPS = """<li><div class="text">{picture}</div></li>
<li><p class="ask">My bet. Which straight line is nearest to the points? Draw it with a ruler, and
read off two numbers.</p>
<p class="name">b, the height of the line where {x} is 0<i></i></p>
<p class="name">w, by how much it rises when {x} grows by 1<i></i></p></li>
<li><p class="lines">On the page One neuron, set w and b to your numbers. What happened?</p></li>"""


def handout(name: str, points: ScatterPoints, shared: SharePayload) -> bytes:
    """Picture, room for a bet, link and QR code, as HTML to be printed.

    Args:
        name: of the data set.
        points: of it, at least one, between the axes on screen.
        shared: the address of the page.
    """
    dataset, x, y = load(name), points.x.labelled, points.y.labelled
    picture = chart(
        np.column_stack([points.values_x, points.values_y])[points.plotted],
        (x.title, y.title),
        size=LARGE,
    )
    page = page_of_paper(
        title=f"{dataset.title}: {x.name} and {y.name}",
        about=f"{len(points.rows):,} {dataset.plural}.",
        formula=f"{y.name} = w × {x.name} + b",
        link=link_of(shared.address, shared.qr),
        steps=_STEPS.format(picture=picture, x=escape(x.name)),
        source=source_of(name),
    )
    return page.encode()
