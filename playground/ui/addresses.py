"""The pages and their addresses: one table for navigation, the start page's map, and the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Address:
    """A page: its path in the address, its title, and the sentence it makes draggable."""

    path: str
    title: str
    sentence: str

    @property
    def file(self) -> Path:
        """The page's script."""
        return _FOLDER / f"{self.path or 'start'}.py"


ADDRESSES = (
    Address("", "Start", "A live neuron to play with at once, and the course as a map."),
    Address("neuron", "One neuron", "y = w·x + b is a line: drag w and b through real data."),
    Address("plane", "Planes", "One weight per input: two inputs make a plane, to tilt by hand."),
)
