"""The pages and their paths: one table for navigation, the start page's map, and the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PRESENT = "present"
"""Field of an address that says how its page is shown, and belongs to no page's state."""
_FOLDER = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True)
class PageSpec:
    """A page of the site.

    Attributes:
        path: its URL path; "" is the start page.
        title: in the navigation.
        description: what one does there, in a sentence.
        view: the script of its stage, below the assets' folder.
    """

    path: str
    title: str
    description: str
    view: str

    @property
    def file(self) -> Path:
        """The page's Python script."""
        return _FOLDER / f"{self.path or 'start'}.py"


PAGES = (
    PageSpec(
        "",
        "Start",
        "A live neuron to play with at once, and the course as a map.",
        "views/neuronView.js",
    ),
    PageSpec(
        "neuron",
        "One neuron",
        "y = w·x + b is a line: drag w and b through real data.",
        "views/neuronView.js",
    ),
    PageSpec(
        "plane",
        "Planes",
        "One weight per input: two inputs make a plane, to tilt by hand.",
        "views/planeView.js",
    ),
    PageSpec(
        "layers",
        "Layers",
        "Stack layers: without an activation they are one; with ReLU they bend.",
        "views/layersView.js",
    ),
    PageSpec(
        "training",
        "Training",
        "Watch the network learn: play, pause, step, and look back at every epoch.",
        "views/trainingView.js",
    ),
    PageSpec(
        "concrete",
        "Concrete",
        "The exercise, alive: mix a concrete, and see what ReLU and depth bring.",
        "views/concreteView.js",
    ),
    PageSpec(
        "data",
        "Data",
        "Both tables, point by point: mark rows, and find the traps.",
        "charts/figure.js",
    ),
)
