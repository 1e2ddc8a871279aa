"""What is on screen on one sheet of paper, where a network is too large for the page that moves."""

from __future__ import annotations

import numpy as np

from playground.core.data.subsampling import sampled_rows
from playground.core.takeaway import Takeaway
from playground.figures.paper import LARGE, chart
from playground.stage.payloads.away import source_of
from playground.stage.protocol import SharePayload
from playground.ui.course.handout import link_of, page_of_paper

_CURVE = 161
"""Points along the curve."""
_STEPS = """<li><div class="text">{picture}</div></li>
<li><p class="ask">My bet. Before you move anything: what will the curve do?</p>
<p>Draw it into the picture, or write it.</p><p class="lines"></p></li>
<li><p class="lines">What happened:</p></li>"""


def handout(takeaway: Takeaway, shared: SharePayload | None = None) -> bytes:
    """Formula, picture, room for a bet, link and QR code, as HTML to be printed.

    Args:
        takeaway: a network with one output.
        shared: the address of its page, or None.
    """
    link = link_of(shared.address, shared.qr) if shared and shared.address else ""
    page = page_of_paper(
        title=takeaway.title,
        about=_others(takeaway),
        formula=_layers(takeaway),
        link=link,
        steps=_STEPS.format(picture=_picture(takeaway)),
        source=source_of(takeaway.data),
    )
    return page.encode()


def _layers(takeaway: Takeaway) -> str:
    network = takeaway.network
    layers = " → ".join(f"{layer.units} {layer.activation}" for layer in network.layers)
    return f"{network.inputs} inputs → {layers}, {network.parameter_count:,} numbers"


def _others(takeaway: Takeaway) -> str:
    """The inputs that the picture does not show stay where they are."""
    place = takeaway.inputs.index(takeaway.axes[0])
    fixed = [
        f"{column.name} {value:,.4g} {column.unit}".strip()
        for n, (column, value) in enumerate(zip(takeaway.sample.inputs, takeaway.row, strict=True))
        if n != place
    ]
    return f"The curve is for {', '.join(fixed)}." if fixed else ""


def _picture(takeaway: Takeaway) -> str:
    sample, place = takeaway.sample, takeaway.inputs.index(takeaway.axes[0])
    some = sampled_rows(len(sample.y))
    points = np.column_stack([sample.x[some, place], sample.y[some]])
    along = np.linspace(points[:, 0].min(), points[:, 0].max(), _CURVE)
    rows = np.tile(np.array(takeaway.row), (_CURVE, 1))
    rows[:, place] = along
    curve = np.column_stack([along, takeaway.predict(rows)[:, 0]])
    return chart(points, (sample.inputs[place].title, sample.target.title), curve, LARGE)
