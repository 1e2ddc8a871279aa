"""Pictures to draw on, as SVG: numbers in, text out. Black on white, with axes and their units."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape

import numpy as np

from playground.core.network.activations import Array

SMALL, LARGE = (240, 132), (680, 340)
"""Width and height in px: beside a text, and across a sheet."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 4, 4, 34
_APART = np.array([48.0, 26.0])
"""Pixels between two numbers along an axis."""


def chart(
    points: Array,
    titles: tuple[str, str],
    curve: Array | None = None,
    size: tuple[int, int] = SMALL,
) -> str:
    """Points, and a curve over them, between numbered axes.

    Args:
        points: `(points, 2)`, in the columns' units.
        titles: of both axes, with their units.
        curve: `(any, 2)`, in the same units; it may leave the picture.
        size: SMALL or LARGE.
    """
    width, height = size
    low, high = points.min(axis=0), points.max(axis=0)
    edge = 0.06 * np.where(high > low, high - low, 1.0)
    low, high = low - edge, high + edge
    corner = np.array([_LEFT, height - _BOTTOM])
    room = np.array([width - _LEFT - _RIGHT, _TOP + _BOTTOM - height])

    def place(values: Array) -> Array:
        places: Array = corner + (values - low) / (high - low) * room
        return places

    dots = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in place(points))
    inner = f'x="{_LEFT}" y="{_TOP}" width="{room[0]}" height="{-room[1]}"'
    across, up = (escape(title) for title in titles)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{up} over {across}">'
        f'<svg {inner} viewBox="{_LEFT} {_TOP} {room[0]} {-room[1]}">'
        f'<path d="{dots}" stroke="#777" stroke-width="4" stroke-linecap="round"/>'
        f"{'' if curve is None else _line(place(curve))}</svg>"
        f'<rect {inner} fill="none" stroke="#000"/>{_numbers(low, high, place, height)}'
        f'<text x="{_LEFT + room[0] / 2:g}" y="{height - 4}" text-anchor="middle">{across}</text>'
        f'<text transform="translate(11 {_TOP - room[1] / 2:g}) rotate(-90)" '
        f'text-anchor="middle">{up}</text></svg>'
    )


def _line(places: Array) -> str:
    """Clipped far outside, where a slope may lead."""
    pairs = " ".join(f"{x:.1f},{y:.1f}" for x, y in np.clip(places, -9999.0, 9999.0))
    return f'<polyline points="{pairs}" fill="none" stroke="#000" stroke-width="2"/>'


def _numbers(low: Array, high: Array, place: Callable[[Array], Array], height: int) -> str:
    most = np.abs(place(high) - place(low)) / _APART
    texts = [
        f'<text x="{place(np.array([x, low[1]]))[0]:.1f}" y="{height - _BOTTOM + 14}" '
        f'text-anchor="middle">{_shown(x)}</text>'
        for x in ticks(low[0], high[0], most[0])
    ]
    texts += [
        f'<text x="{_LEFT - 5}" y="{place(np.array([low[0], y]))[1] + 4:.1f}" '
        f'text-anchor="end">{_shown(y)}</text>'
        for y in ticks(low[1], high[1], most[1])
    ]
    return "".join(texts)


def _shown(value: float) -> str:
    return f"{value:,.10g}".replace("-", "\u2212")


def ticks(low: float, high: float, most: float) -> list[float]:
    """Round numbers within a span, ascending, as `model/ticks.js` has them in the browser.

    Args:
        low, high: the span.
        most: about how many there may be.
    """
    rough = (high - low) / max(1.0, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-12))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{n * step:.12g}") for n in range(first, last + 1)]
