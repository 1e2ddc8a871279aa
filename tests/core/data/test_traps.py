"""Traps: what README and course say of the built-in data is found in them, and only there."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pandas as pd

from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import load
from playground.core.data.scatter_points import MAX_PLOTTED, scatter_points
from playground.core.data.summary import MAX_COLUMNS, correlation_matrix, most_correlated, summaries
from playground.core.data.traps import Trap, traps
from tests.tables import table


def found(dataset: object, x: str, y: str) -> dict[str, Trap]:
    """The traps by title."""
    return {trap.title: trap for trap in traps(dataset, x, y)}  # type: ignore[arg-type]


def test_cereals_sugars_are_unknown_for_one_and_points_hide_each_other() -> None:
    cereal = load("cereal")
    by_title = found(cereal, "sugars", "calories")
    assert "sugars of 1 cereal (Quaker Oatmeal)" in by_title["Unknown cells"].found
    assert {cereal.row_names[row] for row in by_title["Unknown cells"].rows} == {
        "Quaker Oatmeal",
        "Almond Delight",
        "Cream of Wheat (Quick)",
    }
    hidden = by_title["Points on top of each other"]
    assert "44 different points among 76" in hidden.found
    shared = cereal.table()[["sugars", "calories"]].dropna().duplicated(keep=False)
    assert hidden.rows == tuple(shared.index[shared])
    assert "fiber and potassium (r = 0.91)" in by_title["Columns that say nearly the same"].found
    assert "vitamins (0, 25 and 100)" in by_title["Numbers with few values"].found
    assert "Repeated rows" not in by_title


def test_concretes_rows_repeat_and_its_mixes_are_fewer() -> None:
    concrete = load("concrete")
    by_title = found(concrete, "Cement", "CompressiveStrength")
    assert by_title["Repeated rows"].found.startswith("25 rows repeat another row exactly")
    frame = concrete.table()
    assert by_title["Repeated rows"].rows == tuple(frame.index[frame.duplicated()])
    assert "428 different mixes among 1,030 rows" in by_title["Fewer mixes than rows"].found
    inputs = [name for name in frame if name != "CompressiveStrength"]
    targets = frame.groupby(inputs)["CompressiveStrength"].transform("nunique")
    assert by_title["Same inputs, different answers"].rows == tuple(frame.index[targets > 1])
    assert "Unknown cells" not in by_title


def test_numbers_that_stand_for_unknown_are_suspected() -> None:
    own = table(pd.DataFrame({"a": [-1.0, 3, 4, 5, 6, 7], "b": [-1.0, -2, 4, 5, 6, 7.5]}))
    trap = found(own, "a", "b")["Numbers that may mean “unknown”"]
    assert trap.found == "The only numbers below 0: -1 in a (1 row)."


def test_a_table_without_traps_has_none() -> None:
    rng = np.random.default_rng(0)
    assert traps(table(pd.DataFrame(rng.normal(size=(50, 3)), columns=[*"abc"])), "a", "b") == ()


def test_columns_are_summed_up_as_pandas_does() -> None:
    frame = load("cereal").table()
    for summary in summaries(load("cereal")):
        column = frame[summary.name]
        assert summary.missing == column.isna().sum()
        assert summary.distinct == column.nunique()
        if summary.mean is not None:
            assert (summary.low, summary.high) == (column.min(), column.max())
            np.testing.assert_allclose(summary.mean, column.mean())
            assert summary.median == column.median()
    assert [summary.name for summary in summaries(load("cereal"))][-3:] == ["name", "mfr", "type"]


def test_many_columns_and_rows_are_thinned_for_the_picture_alone() -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(3000, 60)), columns=[f"c{i}" for i in range(60)])
    frame["c59"] = frame["c0"] + 0.01 * frame["c1"]
    own = table(frame)
    seen = scatter_points(own, "c0", "c1", (), "")
    assert (len(seen.rows), len(seen.plotted), seen.distinct) == (3000, MAX_PLOTTED, 3000)
    assert seen.selected([5, 2999]).tolist() == [5, 2999]
    pairs = correlation_matrix(own, "c0", "c1")
    assert len(pairs.names) == MAX_COLUMNS
    assert {"c0", "c1", "c59"} <= {*pairs.names}
    assert pairs.left_out == 60 - MAX_COLUMNS
    assert pairs.strongest_pairs[0][:2] == ("c0", "c59")
    assert most_correlated(own, "c1", "c0") == "c59"
    assert most_correlated(own, "c1", "c0", "c7") == "c7"


def test_a_table_that_is_gone_is_not_remembered() -> None:
    calls = []

    @cached_on_dataset
    def measured(dataset: object, power: int) -> int:
        calls.append(power)
        return power

    own = table(pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, 2.0]}))
    assert [measured(own, 1), measured(own, 1), measured(own, 2)] == [1, 1, 2]
    assert calls == [1, 2]
    gone = weakref.ref(own)
    del own
    gc.collect()
    assert gone() is None
