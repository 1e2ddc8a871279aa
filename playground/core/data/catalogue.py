"""What is known of the built-in data sets before their files are read: all facts, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FirstInputs:
    """Names of the inputs that each kind of model begins with.

    Attributes:
        neuron: of one neuron with one input; the others are next in line if it is the target.
        plane: of one neuron with several inputs.
        layers: of a network.
    """

    neuron: tuple[str, ...]
    plane: tuple[str, ...]
    layers: tuple[str, ...]

    @classmethod
    def same(cls, inputs: tuple[str, ...]) -> FirstInputs:
        """The same inputs for every kind of model."""
        return cls(inputs, inputs, inputs)


@dataclass(frozen=True)
class Entry:
    """A built-in data set.

    Attributes:
        row_name: the column that names a row; "" where rows only have numbers.
        noun, plural: what a row is.
        columns: name → (unit, description) of every numeric column, in the file's order.
        first_inputs, target: names of the columns that a page shows first.
        first_axes: which two of a plane's inputs are shown first: their positions, -1 is the last.
        first_colour: the column that first colours the points of a scatter; "" for none.
        group_by: rows that agree in these columns are one group, such as a mix that was tested at
            several ages, and a split can keep them together; () where every row is its own.
        labels: how people call columns whose name in the file is no word of theirs.
        questions: targets of two classes; see `targets`.
    """

    title: str
    about: str
    row_name: str
    noun: str
    plural: str
    columns: dict[str, tuple[str, str]]
    first_inputs: FirstInputs
    target: str
    source: str
    licence: str
    url: str
    first_axes: tuple[int, int] = (0, 1)
    first_colour: str = ""
    group_by: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


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
    first_inputs=FirstInputs(
        neuron=("sugars",),
        plane=("sugars", "fiber", "protein"),
        layers=("sugars",),
    ),
    first_colour="fiber",
    labels={"carbo": "carbohydrates", "mfr": "maker", "potass": "potassium"},
    questions=("shelf = 2",),
    target="calories",
    source="P. Jones, 1993 ASA Statistical Graphics Exposition (StatLib / DASL, Healthy Breakfast)",
    licence="CC BY-SA 3.0",
    url="https://lib.stat.cmu.edu/datasets/1993.expo/",
)

_INGREDIENTS = (
    "Cement",
    "BlastFurnaceSlag",
    "FlyAsh",
    "Water",
    "Superplasticizer",
    "CoarseAggregate",
    "FineAggregate",
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
    first_inputs=FirstInputs(
        neuron=("Cement",),
        plane=(*_INGREDIENTS, "Age"),
        layers=("Cement", "Age"),
    ),
    first_axes=(0, -1),
    first_colour="Age",
    group_by=_INGREDIENTS,
    labels={
        "BlastFurnaceSlag": "Blast-furnace slag",
        "FlyAsh": "Fly ash",
        "CoarseAggregate": "Coarse aggregate",
        "FineAggregate": "Fine aggregate",
        "CompressiveStrength": "Strength",
    },
    target="CompressiveStrength",
    questions=("CompressiveStrength >= 30",),
    source=(
        "I-C. Yeh, Modeling of strength of high-performance concrete using artificial neural "
        "networks, Cement and Concrete Research 28(12), 1998; UCI Machine Learning Repository"
    ),
    licence="CC BY 4.0",
    url="https://doi.org/10.24432/C5PK67",
)

PENGUINS = Entry(
    title="Palmer Penguins",
    about="Three species of penguins on three islands of Antarctica, measured.",
    row_name="",
    noun="penguin",
    plural="penguins",
    columns={
        "bill_length_mm": ("mm", "length of the bill"),
        "bill_depth_mm": ("mm", "depth of the bill"),
        "flipper_length_mm": ("mm", "length of a flipper"),
        "body_mass_g": ("g", "mass of the body"),
    },
    first_inputs=FirstInputs(
        neuron=("flipper_length_mm",),
        plane=("bill_length_mm", "bill_depth_mm", "flipper_length_mm"),
        layers=("bill_length_mm", "bill_depth_mm"),
    ),
    first_colour="body_mass_g",
    labels={
        "bill_length_mm": "bill length",
        "bill_depth_mm": "bill depth",
        "flipper_length_mm": "flipper length",
        "body_mass_g": "body mass",
    },
    target="body_mass_g",
    source=(
        "K. B. Gorman, T. D. Williams, W. R. Fraser, Ecological sexual dimorphism and "
        "environmental variability within a community of Antarctic penguins (genus Pygoscelis), "
        "PLoS ONE 9(3), 2014; palmerpenguins by A. M. Horst, A. P. Hill and K. B. Gorman, 2020"
    ),
    licence="CC0 1.0",
    url="https://doi.org/10.1371/journal.pone.0090081",
)

CATALOGUE: dict[str, Entry] = {"cereal": CEREAL, "concrete": CONCRETE, "penguins": PENGUINS}
DEFAULT_DATASET = "cereal"
"""The one that pages begin with."""


def label(data: str, name: str) -> str:
    """How people call a column, of numbers or of texts: `maker` for `mfr`.

    Args:
        data: name of the data set, which need not exist any more.
        name: of the column, of one of 0 and 1 such as `mfr = K`, or of another target.
    """
    entry = CATALOGUE.get(data)
    if entry is None:
        return name
    if name.endswith(" = each"):
        name = name.removesuffix(" = each")
        return f"{entry.labels.get(name, name)}, each"
    column, sign, value = name.partition(" >= " if " >= " in name else " = ")
    return f"{entry.labels.get(column, column)}{sign.replace('>=', '≥')}{value}"
