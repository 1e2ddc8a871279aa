"""The texts of a lesson with the numbers that are on screen in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from playground.core.formatting import three_digits
from playground.course.fact import Facts, Kind
from playground.course.facts import FACT

NOISE = 1e-9
"""Measured numbers below it are 0 but for rounding."""
START = "start."
"""Before a fact's name: its value when the step began."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def plain(value: float) -> str:
    """As it was set, without needless zeros: "0.01", "102.5"; four significant digits at most."""
    if not np.isfinite(value):
        return "–"
    text = np.format_float_positional(abs(float(f"{value:.4g}")), trim="-")
    return f"\u2212{text}" if value < 0.0 and text != "0" else text


def number_text(value: float, kind: Kind) -> str:
    """A fact's value as it is read; "–" where it is not known.

    Args:
        value: of the fact.
        kind: of the fact.
    """
    if not np.isfinite(value):
        return "–"
    if kind == "switch":
        return "on" if value else "off"
    if kind == "number":
        return three_digits(0.0 if abs(value) < NOISE else value)
    return plain(value) if kind == "setting" else f"{value:,.0f}".replace("-", "\u2212")


def with_unit(text: str, unit: str) -> str:
    """A number and its unit, which may be empty.

    Args:
        text: the number.
        unit: as on screen.
    """
    return f"{text} {unit}" if unit else text


def fill(text: str, facts: Facts, start: Facts, units: Mapping[str, str]) -> str:
    """A text of a lesson with each `{fact}` replaced by its value and unit.

    Args:
        text: as in the lesson's file.
        facts: on screen now.
        start: when the step began; for names after `start.`.
        units: of the facts on screen.
    """

    def value_of(match: re.Match[str]) -> str:
        name = match[1].removeprefix(START)
        values = start if match[1].startswith(START) else facts
        value = values.get(name, np.nan)
        unit = units.get(name, "") if np.isfinite(value) else ""
        return with_unit(number_text(value, FACT[name].kind), unit)

    return PLACEHOLDER.sub(value_of, text)
