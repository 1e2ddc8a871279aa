"""Small pictures of the pages, as SVG: numbers in, text out. Their colours are the page's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.core.network.activations import Array

WIDTH, HEIGHT = 160, 80
_MARGIN = 8
_CLASS_COLOURS = ("#e69f00", "#0072b2", "#009e73")


def function(x: Array, y: Array, curve: Array) -> str:
    """Points, and a curve over them that may leave the picture.

    Args:
        x, y: `(points,)`, in the columns' units.
        curve: `(2, any)`, its x and y in the same units.
    """
    across = _placed(curve[0], x, _MARGIN, WIDTH - _MARGIN)
    up = _placed(curve[1], y, HEIGHT - _MARGIN, _MARGIN)
    return _svg(_dots(x, y), _line(across, np.clip(up, -HEIGHT, 2 * HEIGHT)))


def scatter(x: Array, y: Array) -> str:
    """Points.

    Args:
        x, y: `(points,)`, in the columns' units.
    """
    return _svg(_dots(x, y))


def classes_image(x: Array, classes: Sequence[str] | None = None) -> str:
    """Points of classes as a picture of its own, with colours: each class has one, and a shape.

    Args:
        x: `(points, 2)`, both in the same unit.
        classes: of each point, at most three; None: they have none.
    """
    places = np.column_stack(
        [
            _placed(x[:, 0], x[:, 0], _MARGIN, WIDTH - _MARGIN),
            _placed(x[:, 1], x[:, 1], HEIGHT - _MARGIN, _MARGIN),
        ]
    )
    labels = np.array(classes or [""] * len(x))
    paths = []
    for colour, cap, label in zip(
        _CLASS_COLOURS, ("square", "round", "butt"), np.unique(labels), strict=False
    ):
        half = 2.0 if cap == "butt" else 0.0
        dots = "".join(f"M{a - half:.1f} {b:.1f}h{2 * half:g}" for a, b in places[labels == label])
        paths.append(
            f'<path d="{dots}" stroke="{colour}" stroke-width="5" stroke-linecap="{cap}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(paths)}</svg>"
    )


def plane(x: Array, y: Array, corners: Array) -> str:
    """Points in space and a plane, seen from the side.

    Args:
        x: `(points, 2)`, each column from 0 to 1.
        y: `(points,)`.
        corners: `(4,)`, heights of the plane over (0, 0), (1, 0), (1, 1) and (0, 1).
    """
    floor = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    both = np.vstack([floor, x])
    across = both[:, 0] - 0.5 * both[:, 1]
    heights = np.concatenate([corners, y])
    up = (heights - heights.min()) / np.ptp(heights) + 0.6 * both[:, 1]
    place_x = _placed(across, across, _MARGIN, WIDTH - _MARGIN)
    place_y = _placed(up, up, HEIGHT - _MARGIN, _MARGIN)
    corner_text = _pairs(place_x[:4], place_y[:4])
    return _svg(
        _circles(place_x[4:], place_y[4:], 2.0),
        f'<polygon class="np-thumb-plane" points="{corner_text}"/>',
    )


def network(kernels: Sequence[Array]) -> str:
    """The units of a network, and a wire for every weight.

    Args:
        kernels: `(inputs, units)` of each layer.
    """
    sizes = [len(kernels[0]), *(kernel.shape[1] for kernel in kernels)]
    columns = np.linspace(2 * _MARGIN, WIDTH - 2 * _MARGIN, len(sizes))
    places = [
        [(x, HEIGHT / 2 + (unit - (size - 1) / 2) * 22) for unit in range(size)]
        for x, size in zip(columns, sizes, strict=True)
    ]
    wires = [
        f'<path class="np-thumb-wire" stroke-width="{_wire_width(kernel[i, j], kernel):.1f}" '
        f'd="M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"/>'
        for kernel, before, after in zip(kernels, places, places[1:], strict=False)
        for i, start in enumerate(before)
        for j, end in enumerate(after)
    ]
    units = [
        f'<circle class="np-thumb-unit" cx="{x:.0f}" cy="{y:.0f}" r="7"/>'
        for column in places
        for x, y in column
    ]
    return _svg(*wires, *units)


def _wire_width(weight: float, kernel: Array) -> float:
    return float(0.6 + 2.4 * abs(weight) / max(float(np.abs(kernel).max()), 1e-9))


def losses(values: Array) -> str:
    """A loss, `(steps,)`, over the steps of a training."""
    steps = np.arange(len(values), dtype=float)
    across = _placed(steps, steps, _MARGIN, WIDTH - _MARGIN)
    up = _placed(values, np.array([0.0, values.max()]), HEIGHT - _MARGIN, _MARGIN)
    floor = f"M{_MARGIN} {_MARGIN}V{HEIGHT - _MARGIN}H{WIDTH - _MARGIN}"
    return _svg(f'<path class="np-thumb-axis" d="{floor}"/>', _line(across, up))


def bars(shares: Sequence[float]) -> str:
    """Bars from the left, each a share of the width from 0 to 1."""
    pitch = (HEIGHT - 2 * _MARGIN) / len(shares)
    return _svg(
        *(
            f'<rect class="np-thumb-bar" x="{_MARGIN}" y="{_MARGIN + i * pitch:.1f}" rx="1.5" '
            f'width="{max(share, 0.0) * (WIDTH - 2 * _MARGIN):.1f}" height="{0.66 * pitch:.1f}"/>'
            for i, share in enumerate(shares)
        )
    )


# --- parts ----------------------------------------------------------------------------------


def _svg(*parts: str) -> str:
    """For those who see it: the link beside it has the page's name."""
    inside = "".join(parts)
    return f'<svg class="np-thumb" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{inside}</svg>'


def _placed(values: Array, range_of: Array, start: float, end: float) -> Array:
    """Places between `start` and `end`, as the values lie between the ends of `range_of`."""
    low, span = float(range_of.min()), float(np.ptp(range_of)) or 1.0
    placed: Array = start + (values - low) / span * (end - start)
    return placed


def _dots(x: Array, y: Array) -> str:
    return _circles(
        _placed(x, x, _MARGIN, WIDTH - _MARGIN), _placed(y, y, HEIGHT - _MARGIN, _MARGIN), 2.4
    )


def _circles(x: Array, y: Array, radius: float) -> str:
    """One path of zero-length strokes with round ends: a hundred circles in little text."""
    dots = "".join(f"M{a:.1f} {b:.1f}h0" for a, b in zip(x, y, strict=True))
    return f'<path class="np-thumb-dots" stroke-width="{2 * radius:g}" d="{dots}"/>'


def _line(x: Array, y: Array) -> str:
    return f'<polyline class="np-thumb-line" points="{_pairs(x, y)}"/>'


def _pairs(x: Array, y: Array) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
