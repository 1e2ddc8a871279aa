"""Rows that sum up the others, such as Total: they are no data of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOTAL = re.compile(
    r"(?i)(?:grand |sub-?|over-?all |column )?totals?|sums?|summe|gesamt(?:summe|ergebnis)?|"
    r"insgesamt|zusammen|somme|ensemble|suma|totaal|totale|totalt|toplam|итого|всего|合計|合计|総計|"
    r"means?|averages?|avg\.?|mittelwert|durchschnitt|moyennes?|media|promedio|平均"
)
_LEADING = re.compile(r"(?i)(?:grand )?total(?:\s*[:(,].*)?")


def is_total(cells: Sequence[str]) -> bool:
    """Whether the first text of a row calls it a total or a mean."""
    first = next((text for cell in cells if (text := cell.strip())), "").rstrip(" :=")
    if first[:1].isdecimal():  # most rows by far, and no word of these begins so
        return False
    return bool(_TOTAL.fullmatch(first) or _LEADING.fullmatch(first))
