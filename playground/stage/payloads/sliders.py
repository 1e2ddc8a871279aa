"""The sliders of the stage."""

from __future__ import annotations

from dataclasses import asdict

from playground.core.data.columns import Column
from playground.core.fit.ranges import Range
from playground.stage.protocol import SliderSpec


def weight_slider(
    key: str,
    where: tuple[int, int],
    span: Range,
    *,
    unit: str,
    reset: float,
    name: str = "",
    about: str = "",
) -> SliderSpec:
    """A slider that moves a weight.

    Args:
        key: its name among the stage's sliders.
        where: index of the array, and of the number in it.
        span: its range, in `unit`.
        unit: of the weight.
        reset: the weight that a reset gives.
        name: for people; otherwise its key.
        about: what it does, in a few words.
    """
    array, index = where
    return SliderSpec(
        key=key,
        group="weights",
        array=array,
        index=index,
        name=name or key,
        label=name or key,
        unit=unit,
        about=about,
        fine=span.step / 10,
        reset=reset,
        **asdict(span),
    )


def probe_slider(
    key: str,
    index: int,
    column: Column,
    span: Range,
    *,
    reset: float,
    name: str = "",
) -> SliderSpec:
    """A slider that moves the probe along an input.

    Args:
        key: its name among the stage's sliders.
        index: of the input.
        column: the input.
        span: its range, in the column's unit.
        reset: where a reset puts it.
        name: for screen readers and tests; otherwise the column's.
    """
    return SliderSpec(
        key=key,
        group="at",
        array=0,
        index=index,
        name=name or column.name,
        label=column.name,
        unit=column.unit,
        about="",
        fine=span.step,
        reset=reset,
        **asdict(span),
    )
