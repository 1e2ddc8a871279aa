"""The figures of the page Data: points at their values, selected ones ringed, names as text."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from playground.core.data.datasets import load
from playground.core.data.scatter_points import MAX_CATEGORIES, histogram_of, scatter_points
from playground.core.data.summary import correlation_matrix
from playground.figures.bars import bars
from playground.figures.cloud import points
from playground.figures.correlation import MAX_NUMBERED, correlation
from playground.figures.plain import shorten
from tests.tables import HOSTILE, table

NONE = np.empty(0, dtype=np.int64)
CEREAL = load("cereal")
SEEN = scatter_points(CEREAL, "sugars", "calories", (), "")


def figure_of(selected: Any = NONE, **colour: Any) -> Any:
    return points(SEEN, CEREAL.row_names, selected, **colour)


def test_points_are_where_they_are_and_carry_their_rows() -> None:
    (trace,) = figure_of().data
    np.testing.assert_array_equal(trace.x, SEEN.plotted_x)
    np.testing.assert_array_equal(trace.y, SEEN.values_y)
    frame = CEREAL.table()
    np.testing.assert_array_equal(frame["calories"].to_numpy()[trace.customdata], trace.y)
    assert trace.text[0] == "<b>100&#37; Bran</b><br>sugars 6 g<br>calories 70 kcal"


def test_selected_points_are_plotted_again_and_the_others_fade() -> None:
    selected = SEEN.selected([0, 3, 57])
    everything, rings = figure_of(selected).data
    assert rings.name.startswith("selected ")
    assert rings.customdata.tolist() == [0, 3], "row 57 does not know its sugars"
    assert len(everything.selectedpoints) == 0
    assert everything.unselected.marker.opacity < 0.5 < rings.marker.opacity
    assert rings.selectedpoints is None
    assert rings.marker.size > everything.marker.size
    assert figure_of().data[0].selectedpoints is None


def test_a_third_column_colours_them_and_unknown_ones_are_hollow() -> None:
    potass = CEREAL.values(["potass"])[:, 0]
    known, unknown = figure_of(colour="potass (mg)", values=potass).data
    assert len(known.x) + len(unknown.x) == 76
    assert unknown.marker.symbol == "circle-open"
    np.testing.assert_array_equal(known.marker.color, potass[known.customdata])
    assert (known.marker.cmin, known.marker.cmax) == (15.0, 330.0)
    assert known.text[0].endswith("potass (mg) 280")


def test_categories_differ_in_colour_and_in_shape() -> None:
    figure = figure_of(
        SEEN.selected([0]), colour="mfr", categories=histogram_of(CEREAL, "mfr", MAX_CATEGORIES)
    )
    plain = [trace for trace in figure.data if not trace.name.startswith("selected ")]
    assert {trace.name for trace in plain} == {*"AGKNPQR"}
    for key in ("color", "symbol"):
        assert len({trace.marker[key] for trace in plain}) == 7
    assert sum(len(trace.x) for trace in plain) == 76
    assert figure.layout.showlegend
    assert not any(trace.showlegend for trace in figure.data if trace.name.startswith("selected "))


def test_zoom_is_kept_with_the_axes_and_no_longer() -> None:
    other = points(scatter_points(CEREAL, "fat", "calories", (), ""), CEREAL.row_names, NONE)
    assert figure_of().layout.uirevision == figure_of(SEEN.selected([1])).layout.uirevision
    assert other.layout.uirevision != figure_of().layout.uirevision


def test_bars_count_the_rows_that_pass_the_filter_and_the_selected_ones() -> None:
    shelf = histogram_of(CEREAL, "shelf")
    whole, selected = bars("shelf", shelf, np.arange(77), np.array([0, 1, 6]), "cereals").data
    assert whole.y.tolist() == [20, 21, 36]
    assert selected.y.tolist() == [
        (CEREAL.table()["shelf"][[0, 1, 6]] == n).sum() for n in (1, 2, 3)
    ]
    assert selected.text[2] == f"<b>3</b><br>36 cereals<br>{selected.y[2]} marked"
    sugars = histogram_of(CEREAL, "sugars")
    (alone,) = bars("sugars (g)", sugars, np.arange(77), NONE, "cereals").data
    assert alone.x.tolist() == list(range(16))
    assert alone.y.sum() == 76


def test_a_heat_map_marks_its_cell_and_tells_its_numbers_while_there_is_room() -> None:
    pairs = correlation_matrix(CEREAL, "sugars", "calories")
    figure = correlation(pairs.names, pairs.r, (6, 0))
    (heat,) = figure.data
    np.testing.assert_array_equal(heat.z, pairs.r)
    assert (heat.zmin, heat.zmax) == (-1, 1)
    assert heat.text[0][6] == f"{np.corrcoef(*_known('sugars', 'calories'))[0, 1]:.2f}"
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].y0) == (5.5, -0.5)
    many = correlation(["c"] * (MAX_NUMBERED + 1), np.eye(MAX_NUMBERED + 1), (0, 1))
    assert many.data[0].texttemplate is None
    assert correlation(["a", "b"], np.array([[1, -1e-4], [-1e-4, 1]]), (0, 1)).data[0].text[0] == [
        "1.00",
        "0.00",
    ]


def _known(*names: str) -> Any:
    return CEREAL.table()[[*names]].dropna().to_numpy().T


@pytest.mark.parametrize("index", range(len(HOSTILE)))
def test_names_are_shown_to_the_letter(index: int) -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(9, 4)), columns=[*HOSTILE])
    frame["kind"] = ["<i>", "%{y}", "😀"] * 3
    own = table(frame, names=tuple("<a href='x'>%{x}</a>" for _ in range(9)))
    x, y = HOSTILE[index], HOSTILE[index - 1]
    seen = scatter_points(own, x, y, (), "")
    categories = histogram_of(own, "kind", MAX_CATEGORIES)
    pairs = correlation_matrix(own, x, y)
    figures: tuple[Any, ...] = (
        points(seen, own.row_names, seen.selected([1]), colour="kind", categories=categories),
        bars(own.column(x).title, histogram_of(own, x), np.arange(9), NONE, "<u>rows</u>"),
        bars("kind", categories, np.arange(9), NONE, "rows"),
        correlation(pairs.names, pairs.r, (0, 1)),
    )
    for figure in figures:
        figure.layout.uirevision = None  # names, which nobody sees
        text = json.dumps(json.loads(figure.to_json()))  # Plotly writes < as a number
        ours = r"</?b>|<br>|<extra></extra>|%\{(?:hover)?text\}"
        assert re.findall(r".{20}[<%].{20}", re.sub(ours, "", text)) == []


def test_long_names_keep_beginning_and_end() -> None:
    assert shorten("column number 117", 12) == "column n…117"
    assert len(shorten("x" * 300)) == 16
    assert shorten("a<b", 3) == "a&lt;b"
