"""The session of the page One neuron: what is on screen, and its random starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playground.state.neuron import NeuronState
from playground.ui.shared import random_start
from playground.ui.shared.page_session import PageSession

_MOST = 5
"""Random starts that stay in the picture."""


@dataclass
class NeuronSession(PageSession[NeuronState]):
    """The session of the page One neuron.

    Attributes:
        drawn: the states that were drawn at random since the columns changed, the latest last.
    """

    drawn: list[NeuronState] = field(default_factory=list)

    def remember_draw(self) -> None:
        """What is on screen was just drawn at random."""
        before = [drawn for drawn in self._seen(self.state) if drawn.seed != self.state.seed]
        self.drawn = [*before, self.state]

    def ghosts(self) -> list[tuple[float, float]]:
        """w and b of the last random starts up to the one that is on screen."""
        return [(drawn.w[0], drawn.b) for drawn in self._seen(self.pushed)][-_MOST:]

    def _seen(self, state: NeuronState) -> list[NeuronState]:
        """The draws of its columns up to its own seed: later ones were taken back."""
        columns = (state.data, state.inputs, state.target)
        return [
            drawn
            for drawn in self.drawn
            if (drawn.data, drawn.inputs, drawn.target) == columns and drawn.seed <= state.seed
        ]


def draw(session: Any) -> None:
    """A task that draws w and b at random, and remembers the draw.

    Args:
        session: a `NeuronSession`.
    """
    random_start.draw(session)
    session.remember_draw()
