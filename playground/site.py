"""The pages and their paths: one table for navigation, the start page's map, and the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PRESENT = "present"
"""Field of an address that says how its page is shown, and belongs to no page's state."""
LESSON = "lesson"
"""Field of an address that says which step of the course is on, on whichever page."""
ONLY, LOCK = "only", "lock"
"""Fields of an address that name the controls that its page shows, and those that are locked."""
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
        "A neuron to play with at once, and a small picture of every page.",
        "views/neuronView.js",
    ),
    PageSpec(
        "course",
        "Course",
        "Lessons in small steps, which you do with your own hand.",
        "course/courseMap.js",
    ),
    PageSpec(
        "neuron",
        "One neuron",
        "y = w·x + b is a line. Drag it through real data.",
        "views/neuronView.js",
    ),
    PageSpec(
        "plane",
        "Planes",
        "A weight for every input: two inputs make a plane, which you tilt.",
        "views/planeView.js",
    ),
    PageSpec(
        "layers",
        "Layers",
        "Stack layers: without ReLU they are one straight line, with it they bend.",
        "views/layersView.js",
    ),
    PageSpec(
        "training",
        "Training",
        "Watch a network learn: train, pause, step, and look back at every epoch.",
        "views/trainingView.js",
    ),
    PageSpec(
        "concrete",
        "Concrete",
        "Mix a concrete, and see what ReLU and depth bring.",
        "views/concreteView.js",
    ),
    PageSpec(
        "data",
        "Data",
        "Both tables, point by point: mark rows, and find the traps.",
        "charts/figure.js",
    ),
)
