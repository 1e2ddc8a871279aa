"""What a learner holds for all pages: their own data sets, in this session's memory alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.core.data.datasets import LOST_MESSAGE, OWN_PREFIX, Dataset
from playground.core.importing.table import Table


@dataclass
class Upload:
    """What was given last, and what was read of it.

    Attributes:
        key: tells what was given; the same is read once.
        title: what the data set is called.
        table: None if it could not be read.
        problem: why not, in a sentence.
        inputs: for a target, the inputs that say most about it.
    """

    key: object = None
    title: str = ""
    table: Table | None = None
    problem: str = ""
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def best_inputs(self, target: str) -> tuple[str, ...]:
        """The inputs that say most about a target; worked out once."""
        if self.table is None:
            return ()
        if target not in self.inputs:
            self.inputs[target] = self.table.inputs(target)
        return self.inputs[target]


@dataclass
class OwnDatasets:
    """Own data sets by name, and what is being made one.

    Nothing else holds a data set, so that its memory returns when the session lets go of it.

    Attributes:
        reading: of an uploaded file or pasted text.
        points: as they are drawn by hand, `[x, y]` each.
        used: name of the data set that was made last, or "", and of what reading.
        remark: one sentence about what was done last.
    """

    sets: dict[str, Dataset] = field(default_factory=dict)
    reading: Upload = field(default_factory=Upload)
    points: list[list[float]] = field(default_factory=list)
    used: tuple[str, object] = ("", None)
    remark: str = ""

    def foreign_link_notice(self, query: Mapping[str, Any]) -> tuple[str, ...]:
        """One sentence if a link asks for own data that is not here: somebody else's, or gone."""
        name = str(query.get("data", ""))
        if name.startswith(OWN_PREFIX) and name not in self.sets:
            return (f"The link was ignored: {LOST}.",)
        return ()
