"""Units that follow from those of the columns."""

from __future__ import annotations

from playground.core.data.columns import Column


def slope_unit(column: Column, target: Column) -> str:
    """The unit of a weight: the target's per the input's.

    Args:
        column: the input.
        target: what is predicted.
    """
    return f"{target.unit or 'units'} per {column.unit}" if column.unit else target.unit
