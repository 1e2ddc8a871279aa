"""What the built-in data sets are: sources, licences, and a unit and a meaning for every column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A built-in data set as it is described, before its file is read.

    Attributes:
        row_name: the column that names a row; "" where rows only have numbers.
        noun, plural: what a row is.
        columns: name → (unit, description) of every numeric column, in the file's order.
        inputs, target: what a page shows first.
    """

    title: str
    about: str
    row_name: str
    noun: str
    plural: str
    columns: dict[str, tuple[str, str]]
    inputs: tuple[str, ...]
    target: str
    source: str
    licence: str
    url: str


CEREAL = Entry(
    title="80 Cereals",
    about="Nutrition of US breakfast cereals, per serving.",
    row_name="name",
    noun="cereal",
    plural="cereals",
    columns={
        "calories": ("kcal", "energy of a serving"),
        "protein": ("g", "protein in a serving"),
        "fat": ("g", "fat in a serving"),
        "sodium": ("mg", "sodium in a serving"),
        "fiber": ("g", "dietary fiber in a serving"),
        "carbo": ("g", "complex carbohydrates in a serving"),
        "sugars": ("g", "sugars in a serving"),
        "potass": ("mg", "potassium in a serving"),
        "vitamins": ("%", "vitamins and minerals, of the FDA recommendation: 0, 25 or 100"),
        "shelf": ("", "display shelf, counted from the floor: 1, 2 or 3"),
        "weight": ("oz", "weight of a serving"),
        "cups": ("cups", "volume of a serving"),
        "rating": ("", "rating by a consumer magazine, 0 to 100"),
    },
    inputs=("sugars",),
    target="calories",
    source="P. Jones, 1993 ASA Statistical Graphics Exposition (StatLib / DASL, Healthy Breakfast)",
    licence="CC BY-SA 3.0",
    url="https://lib.stat.cmu.edu/datasets/1993.expo/",
)

CONCRETE = Entry(
    title="Concrete",
    about="Compressive strength of concrete mixes at an age.",
    row_name="",
    noun="mix",
    plural="mixes",
    columns={
        "Cement": ("kg/m³", "cement in a cubic metre of mix"),
        "BlastFurnaceSlag": ("kg/m³", "blast furnace slag in a cubic metre of mix"),
        "FlyAsh": ("kg/m³", "fly ash in a cubic metre of mix"),
        "Water": ("kg/m³", "water in a cubic metre of mix"),
        "Superplasticizer": ("kg/m³", "superplasticizer in a cubic metre of mix"),
        "CoarseAggregate": ("kg/m³", "coarse aggregate in a cubic metre of mix"),
        "FineAggregate": ("kg/m³", "fine aggregate in a cubic metre of mix"),
        "Age": ("days", "age at which the strength was measured"),
        "CompressiveStrength": ("MPa", "load that the hardened concrete bears before it breaks"),
    },
    inputs=("Cement",),
    target="CompressiveStrength",
    source=(
        "I-C. Yeh, Modeling of strength of high-performance concrete using artificial neural "
        "networks, Cement and Concrete Research 28(12), 1998; UCI Machine Learning Repository"
    ),
    licence="CC BY 4.0",
    url="https://doi.org/10.24432/C5PK67",
)

CATALOGUE: dict[str, Entry] = {"cereal": CEREAL, "concrete": CONCRETE}
