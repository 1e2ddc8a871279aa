"""What Concrete's mixes cover."""

from __future__ import annotations

from functools import cache

from playground.core.data.coverage import Coverage
from playground.ladder.networks import mix_groups, sample


@cache
def coverage() -> Coverage:
    """What the data covers; mixes tested at several ages are not their own neighbours."""
    return Coverage.of(sample().x, mix_groups())
