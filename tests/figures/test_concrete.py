"""The axes of the page Concrete."""

from __future__ import annotations

from playground.core.data.columns import Column
from playground.figures.concrete import profile, residuals, surface

SAND = Column("Sand <b>", "kg/m³", "", 1.0, 9.0, 0)
STRENGTH = Column("Strength", "MPa", "", 2.0, 80.0, 0)


def test_axes_carry_names_units_and_ends() -> None:
    figure = profile(SAND, STRENGTH, ((0.5, 9.5), (0.0, 100.0)))
    assert figure.layout.xaxis.title.text == "Sand &lt;b> (kg/m³)"
    assert tuple(figure.layout.xaxis.range) == (0.5, 9.5)
    assert tuple(figure.layout.yaxis.range) == (0.0, 100.0)
    assert "Sand &lt;b> %{x} kg/m³" in figure.data[0].hovertemplate


def test_misses_lie_around_a_line_at_zero() -> None:
    figure = residuals(STRENGTH, (0.0, 90.0), 45.0)
    assert tuple(figure.layout.yaxis.range) == (-45.0, 45.0)
    assert list(figure.data[0].y) == [0, 0]
    assert list(figure.data[0].x) == [0.0, 90.0]


def test_the_surface_has_the_traces_that_the_stage_moves() -> None:
    figure = surface((0.0, 100.0))
    names = [trace.name for trace in figure.data]
    assert {"points", "residuals", "hinge", "best", "model", "probe"} == {*names}
    assert tuple(figure.layout.scene.zaxis.range) == (0.0, 100.0)
