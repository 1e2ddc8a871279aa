"""Points in the plane by formula: classes of well-known shapes, and a bent line to be followed.

Circle, exclusive or, two clouds and the spiral are those of TensorFlow Playground
(playground.tensorflow.org); the moons are those of scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array

REACH = 6.0
"""Points lie between -REACH and REACH, but for what noise adds."""

Points = tuple[Array, Array]
"""x `(rows, 2)`, and y `(rows,)`: the class, 0, 1, …, or a number."""
Random = np.random.Generator


@dataclass(frozen=True)
class Shape:
    """A kind of generated data.

    Attributes:
        title, about: of the data set.
        classes: how many there are; 0 where the target is a number.
        make: points of some rows with some noise, from 0 to 1.
    """

    title: str
    about: str
    classes: int
    make: Callable[[Random, int, float], Points]


def _halves(rows: int, parts: int = 2) -> Array:
    """The classes in turn, `(rows,)`, equally often."""
    return (np.arange(rows) % parts).astype(np.float64)


def _moved(random: Random, x: Array, noise: float) -> Array:
    moved: Array = x + noise * random.normal(0.0, 2.0, x.shape)
    return moved


def _circle(random: Random, rows: int, noise: float) -> Points:
    inside = _halves(rows)
    radius = np.where(inside > 0, random.uniform(0.0, 2.4, rows), random.uniform(3.5, 5.0, rows))
    angle = random.uniform(0.0, 2.0 * np.pi, rows)
    x = radius[:, np.newaxis] * np.column_stack([np.sin(angle), np.cos(angle)])
    return _moved(random, x, noise), inside


def _xor(random: Random, rows: int, noise: float) -> Points:
    signs = random.choice([-1.0, 1.0], (rows, 2))
    x = signs * random.uniform(0.4, 5.0, (rows, 2))
    return _moved(random, x, noise), (signs.prod(axis=1) > 0) * 1.0


def _clouds(centres: tuple[tuple[float, float], ...]) -> Callable[[Random, int, float], Points]:
    def make(random: Random, rows: int, noise: float) -> Points:
        y = _halves(rows, len(centres))
        spread = 0.7 + 3.0 * noise
        x = np.array(centres)[y.astype(int)] + random.normal(0.0, spread, (rows, 2))
        return x, y

    return make


def _spiral(random: Random, rows: int, noise: float) -> Points:
    arm, along = _halves(rows), np.arange(rows) // 2 / max(1, (rows - 1) // 2)
    angle = 1.75 * 2.0 * np.pi * along + np.pi * arm
    x = 5.0 * along[:, np.newaxis] * np.column_stack([np.sin(angle), np.cos(angle)])
    return x + noise * random.uniform(-1.0, 1.0, (rows, 2)) * 2.0, arm


def _moons(random: Random, rows: int, noise: float) -> Points:
    lower, angle = _halves(rows), random.uniform(0.0, np.pi, rows)
    upper_moon = np.column_stack([np.cos(angle), np.sin(angle)])
    lower_moon = np.column_stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    x = np.where(lower[:, np.newaxis] > 0, lower_moon, upper_moon)
    return _moved(random, 3.0 * (x - [0.5, 0.25]), noise / 2.0), lower


def _above(curve: Callable[[Array], Array]) -> Callable[[Random, int, float], Points]:
    """Whether a point lies above a curve; none lies nearer to it than a quarter."""

    def make(random: Random, rows: int, noise: float) -> Points:
        x1, above = random.uniform(-5.0, 5.0, rows), _halves(rows)
        edge = curve(x1)
        up, down = random.uniform(size=rows), random.uniform(size=rows)
        higher = edge + 0.25 + up * np.maximum(0.5, 4.75 - edge)
        lower = edge - 0.25 - down * np.maximum(0.5, 4.75 + edge)
        x = np.column_stack([x1, np.where(above > 0, higher, lower)])
        return _moved(random, x, noise), above

    return make


def _v(random: Random, rows: int, noise: float) -> Points:
    x = random.uniform(-5.0, 5.0, (rows, 1))
    y = 1.5 * np.abs(x[:, 0] - 1.0) + 1.0 + noise * random.normal(0.0, 4.0, rows)
    return x, y


SHAPES: dict[str, Shape] = {
    "circle": Shape("Circle", "One class inside, the other in a ring around it.", 2, _circle),
    "xor": Shape(
        "Exclusive or",
        "One class where x1 and x2 have the same sign, else the other.",
        2,
        _xor,
    ),
    "gauss": Shape("Two clouds", "Two round clouds.", 2, _clouds(((-2.0, -2.0), (2.0, 2.0)))),
    "spiral": Shape("Spiral", "Two arms around each other.", 2, _spiral),
    "moons": Shape("Moons", "Two half moons that reach into each other.", 2, _moons),
    "blobs": Shape(
        "Three clouds", "Three round clouds.", 3, _clouds(((-3.0, -2.0), (3.0, -2.0), (0.0, 3.0)))
    ),
    "line": Shape("Above a line", "Above or below a straight line.", 2, _above(lambda x: 0.5 * x)),
    "sine": Shape(
        "Above a sine", "Above or below a wave.", 2, _above(lambda x: 2.0 * np.sin(1.2 * x))
    ),
    "cubic": Shape(
        "Above a cubic",
        "Above or below a curve that bends twice.",
        2,
        _above(lambda x: 0.08 * x**3 - 1.2 * x),
    ),
    "abs": Shape("Above |x|", "Above or below a V.", 2, _above(lambda x: 1.2 * np.abs(x) - 3.0)),
    "v": Shape("A V", "A line with a kink, to be followed by two ReLUs.", 0, _v),
}
"""By their name in links. All of one class come from the same formula, so none is harder to see."""
