"""The page Data as a script: boxes, filters, traps and links do what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from playground.core.data import datasets
from playground.core.data.catalogue import CATALOGUE, Entry, FirstInputs
from playground.core.data.datasets import DATASETS, load
from playground.core.data.filters import RangeFilter
from playground.state.data import PLAIN, DataState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.ui.shared import theme
from tests.pages.script import new_app, opened_tab
from tests.tables import HOSTILE


def opened(**link: str) -> AppTest:
    """The page with the fields of a link."""
    app = new_app().run()
    app.query_params.update(link)
    return app.switch_page("../pages/data.py").run()


def shown(app: AppTest) -> DataState:
    """What the page shows, as its link tells."""
    assert not app.exception
    state, ignored = DataState.from_query(app.query_params)
    assert not ignored
    return state


def one(elements: Any, label: str) -> Any:
    """The element with this label."""
    (found,) = [element for element in elements if element.label == label]
    return found


def text(app: AppTest) -> str:
    """All that the page says, without the signs that keep Markdown out."""
    elements = [*app.markdown, *app.caption, *app.header, *app.subheader]
    return re.sub(r"\\(?=\W)", "", "\n".join(element.value for element in elements))


def table(app: AppTest) -> Any:
    """The rows as they are shown."""
    return app.dataframe[0].value


def test_the_page_runs_as_it_is() -> None:
    app = opened()
    assert shown(app) == DataState.default()
    assert not app.warning
    assert [box.value for box in app.selectbox] == ["cereal", "sugars", "calories", "fiber"]
    assert len(table(app)) == 77
    assert "76 cereals at 44 different points; r = 0.57" in text(app)
    assert "1 row is left out, as a number is unknown" in text(app)
    columns = app.dataframe[1].value
    assert list(columns["column"]) == [
        *(column.labelled.name for column in load("cereal").columns),
        *("name", "maker", "type"),
    ]
    potassium = columns.set_index("column").loc["potassium"]
    assert potassium[["unit", "missing", "in the file"]].tolist() == ["mg", 2, "potass"]


def trap(app: AppTest, title: str) -> Any:
    """The button of a trap."""
    (found,) = [button for button in app.button if button.key == f"data_trap {title}"]
    return found


def test_a_trap_marks_its_rows_and_its_sentences_stand_in_the_foot() -> None:
    app = opened(data="concrete")
    assert "25 rows repeat" not in text(app)
    repeated = trap(app, "Repeated rows")
    assert repeated.label == "Repeated rows\\: mark 25 rows"
    app = repeated.click().run()
    frame = load("concrete").table()
    assert shown(app).rows == tuple(frame.index[frame.duplicated()])
    assert "25 rows repeat another row exactly" in text(app)
    app = trap(app, "Fewer mixes than rows").click().run()
    assert "428 different mixes among 1,030 rows" in text(app)
    assert "which differ only in Age and Strength" in text(app)
    assert len(shown(app).rows) == 25
    app = one(app.toggle, "Marked only").set_value(True).run()
    assert len(table(app)) == 25
    app = one(app.button, "Unmark all").click().run()
    assert shown(app).rows == ()
    assert len(table(app)) == 1030
    assert "Nothing is marked" in text(app)
    assert one(app.button, "Unmark all").disabled
    assert len(shown(one(app.button, "Undo").click().run()).rows) == 25


def test_a_full_link_is_taken_over_and_kept() -> None:
    link = {
        "x": "fiber",
        "y": "rating",
        "colour": "mfr",
        "column": "type",
        "where": "fat~0~1;sugars~2~9",
        "find": "bran",
        "rows": "1-3,9",
    }
    app = opened(**link)
    assert not app.warning
    assert shown(app).to_query() == link
    assert [box.value for box in app.selectbox] == ["cereal", "fiber", "rating", "mfr"]
    assert len(table(app)) > 0
    assert all("Bran" in name for name in table(app)["name"])
    assert table(app)["fat"].max() <= 1
    assert one(app.slider, "sugars (g)").value == (2.0, 9.0)


@pytest.mark.parametrize(
    ("name", "value"), [("x", "mfr"), ("where", "<b>~1~2"), ("rows", "**x**"), ("shape", "round")]
)
def test_a_bad_field_gives_its_default_and_one_sentence(name: str, value: str) -> None:
    app = opened(**{name: value})
    (warning,) = app.warning
    assert name in warning.value
    assert shown(app) == DataState.default()


def test_axes_and_colour_are_chosen_and_never_the_same() -> None:
    app = one(opened().selectbox, "Across (x)").select("fiber (g)").run()
    assert (shown(app).x, shown(app).colour) == ("fiber", PLAIN)
    assert "fiber (g)" not in one(app.selectbox, "Up (y)").options
    app = one(app.selectbox, "Colour").select("maker").run()
    assert shown(app).colour == "mfr"
    app = one(app.selectbox, "Data").select("Concrete").run()
    assert shown(app) == DataState.default("concrete")
    assert shown(one(app.button, "Undo").click().run()).colour == "mfr"


def test_filters_come_and_go_and_deselect_what_they_hide() -> None:
    app = one(opened(rows="1-3").multiselect, "Filter by").select("sugars").run()
    assert shown(app).where == (RangeFilter("sugars", 0.0, 15.0),)
    assert len(table(app)) == 76
    app = one(app.slider, "sugars (g)").set_range(5.0, 7.0).run()
    sugars = load("cereal").table()["sugars"]
    assert len(table(app)) == sugars.between(5, 7).sum()
    assert shown(app).rows == tuple(row for row in range(3) if 5 <= sugars[row] <= 7)
    app = one(app.text_input, "Find").input("no such cereal").run()
    assert len(table(app)) == 0
    assert "Widen a range or clear the text" in text(app)
    assert not app.exception
    app = one(app.multiselect, "Filter by").unselect("sugars").run()
    app = one(app.text_input, "Find").input("").run()
    assert shown(app).where == ()
    assert len(table(app)) == 77


def test_the_strongest_pair_comes_onto_the_axes() -> None:
    app = opened()
    assert not [group for group in app.button_group if group.key == "data pair"]
    app = opened_tab(app, "data", "What goes together")
    (pills,) = (group for group in app.button_group if group.key == "data pair")
    app = pills.set_value(0).run()
    assert (shown(app).x, shown(app).y) == ("fiber", "potass")


def test_the_columns_go_along_to_the_other_pages() -> None:
    app = opened(x="fat", y="rating", colour="cups")
    links = {link.proto.page: parse_qs(link.proto.query_string) for link in app.get("page_link")}
    query = {name: values[0] for name, values in links["neuron"].items()}
    there, ignored = NeuronState.from_query(query)
    assert not ignored
    assert (there.inputs, there.target) == (("fat",), "rating")
    query = {name: values[0] for name, values in links["plane"].items()}
    plane, ignored = PlaneState.from_query(query)
    assert not ignored
    assert (plane.inputs, plane.target) == (("fat", "cups"), "rating")
    assert {"layers", "training"} <= {*links}


def test_going_to_another_page_and_back_keeps_what_was_looked_at() -> None:
    app = opened(x="fat", rows="4")
    before = shown(app)
    app.query_params.clear()
    app = app.switch_page("../pages/neuron.py").run()
    app.query_params.clear()
    assert shown(app.switch_page("../pages/data.py").run()) == before


@pytest.fixture
def awkward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a table with hostile names and with columns that hold next to nothing."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(30, 4)), columns=[*HOSTILE])
    frame["nothing"], frame["always"] = np.nan, 7.0
    frame["once"] = [1.0, *[np.nan] * 29]
    frame["<i>kind</i>"] = ["[x](//a.b)", "", "**z**"] * 10
    frame.to_csv(tmp_path / "awkward.csv", index=False)
    columns = {str(name): ("<u>", "*it*") for name in frame.columns[:-1]}
    entry = Entry(
        title="<b>Own</b>",
        about="*about*",
        row_name="",
        noun="**row**",
        plural="**rows**",
        columns=columns,
        first_inputs=FirstInputs.same((HOSTILE[0],)),
        target=HOSTILE[1],
        source="",
        licence="",
        url="",
    )
    names = (*datasets.DATASETS, "awkward")
    monkeypatch.setitem(CATALOGUE, "awkward", entry)
    for built_in in datasets.DATASETS:
        load(built_in)  # from the folder where it lies
    monkeypatch.setattr(datasets, "_FOLDER", tmp_path)
    for module in ("playground.state.query", "playground.ui.shared.dataset_choices"):
        monkeypatch.setattr(f"{module}.DATASETS", names, raising=False)
    return "awkward"


def test_any_table_is_shown_and_its_names_to_the_letter(awkward: str) -> None:
    for link in ({}, {"colour": "<i>kind</i>"}, {"colour": "nothing", "column": "nothing"}):
        app = opened(data=awkward, **link)
        assert not app.warning
        assert not app.exception
        assert one(app.selectbox, "Up (y)").value == HOSTILE[1]
        assert link.get("column", HOSTILE[0]) in text(app)
    for x, y in (("nothing", "once"), ("once", "always"), ("always", HOSTILE[2])):
        app = opened(data=awkward, x=x, y=y, column="once")
        assert not app.warning
        assert not app.exception
    app = opened(data=awkward, find="**Z**", column="<i>kind</i>")
    assert len(table(app)) == 10


@pytest.mark.parametrize("name", ["a_b_", "*x*", "www.x.y", "[x](y)", "1) a", "<b>x", "x (**y**)"])
def test_a_label_hides_from_markdown_only_where_it_must(name: str) -> None:
    assert theme.widget_label(name) == theme.escape_markdown(name) != name
    for data in DATASETS:
        for column in load(data).columns:
            title = column.labelled.title
            assert theme.widget_label(title) == title
