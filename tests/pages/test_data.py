"""The page Data as a script: own cells become a data set that only this session sees."""

from __future__ import annotations

import gc
import weakref
from typing import Any, cast

import pytest
from streamlit.testing.v1 import AppTest

from playground.core.data.datasets import LOST_MESSAGE, OWN_PREFIX, load
from playground.ui.shared import dataset_choices
from playground.ui.shared.own_datasets import OwnDatasets
from tests.pages.script import new_app

CELLS = "n;<b>mass</b> [kg];a*b*;price (€)\n" + "".join(
    f"r{i};{i},5;{(i * 7) % 5};{i * i}\n" for i in range(12)
)


def opened(page: str, **link: str) -> AppTest:
    app = new_app().run()
    return go(app, page, **link)


def go(app: AppTest, page: str, **link: str) -> AppTest:
    for field in list(app.query_params):
        del app.query_params[field]
    app.query_params.update(link)
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception
    return app


def paste(app: AppTest, cells: str) -> AppTest:
    groups: Any = app.get("button_group")
    (way,) = (group for group in groups if "Pasted cells" in group.options)
    way.set_value("Pasted cells").run()
    app.text_area[0].input(cells).run()
    assert not app.exception
    return app


def use(app: AppTest) -> str:
    (button,) = [button for button in app.button if button.label == "Use it"]
    button.click().run()
    assert not app.exception
    return list(own_datasets(app).sets)[-1]


def own_datasets(app: AppTest) -> OwnDatasets:
    return cast(OwnDatasets, app.session_state["playground OwnDatasets"])


def linked(app: AppTest) -> list[str]:
    """The data set in the page's address."""
    value = app.query_params["data"]
    return [value] if isinstance(value, str) else list(value)


def texts(elements: Any) -> str:
    return " ".join(element.value for element in elements)


@pytest.fixture
def mine() -> tuple[AppTest, str]:
    app = paste(opened("data"), CELLS)
    return app, use(app)


def test_pasted_cells_are_looked_at_and_used(mine: tuple[AppTest, str]) -> None:
    app, name = mine
    dataset = own_datasets(app).sets[name]
    assert [column.title for column in dataset.columns] == ["<b>mass</b> (kg)", "a*b*", "price (€)"]
    assert dataset.target == "price"
    assert dataset.row_names[0] == "r0"
    assert "12 rows, semicolon, UTF-8, decimal comma" in texts(app.success)
    assert "is ready: look at it below, or open it in" in texts(app.markdown)
    assert linked(app) == [name]


def test_what_cannot_be_read_gives_an_error() -> None:
    app = paste(opened("data"), "a,b\nx,y\nu,v\nr,s\n")
    assert "no column has numbers that differ" in texts(app.error)
    assert not [button for button in app.button if button.label == "Use it"]


def test_every_page_takes_it_and_goes_back_to_it(mine: tuple[AppTest, str]) -> None:
    app, name = mine
    for page in ("neuron", "plane", "layers", "training"):
        go(app, page, data=name)
        assert not app.warning
        assert linked(app) == [name]
        for box in app.selectbox:
            if box.label == "Data":
                assert box.options.count(load(name).title) == 1
        go(app, "data")
        go(app, page)
        assert linked(app) == [name]


@pytest.mark.parametrize("page", ["neuron", "plane", "layers", "training"])
def test_another_session_does_not_see_it(mine: tuple[AppTest, str], page: str) -> None:
    _, name = mine
    title = load(name).title
    other = opened(page, data=name, inputs="a*b*", target="price")
    (warning,) = other.warning
    assert LOST_MESSAGE in warning.value.replace("\\", "")
    assert "data" not in other.query_params
    for box in other.selectbox:
        if box.label == "Data":
            assert load("cereal").title in box.options
            assert title not in box.options
    assert go(other, page, data=f"{OWN_PREFIX}nothing").warning


def test_a_removed_one_leaves_every_page_and_every_undo(mine: tuple[AppTest, str]) -> None:
    app, name = mine
    go(app, "neuron", data=name)
    go(app, "layers", data=name)
    go(app, "data")
    gone = weakref.ref(own_datasets(app).sets[name])
    (button,) = [button for button in app.button if button.label == "Forget it"]
    button.click().run()
    assert not app.exception
    gc.collect()
    assert gone() is None
    for page in ("neuron", "layers"):
        go(app, page)
        assert "data" not in app.query_params
        (undo,) = [button for button in app.button if button.label == "Undo"]
        if not undo.disabled:
            undo.click().run()
        assert not app.exception
        assert "data" not in app.query_params


def test_it_is_gone_with_its_session_and_another_keeps_its_own(mine: tuple[AppTest, str]) -> None:
    app, name = mine
    other = paste(opened("data"), CELLS.replace("r1", "s1"))
    theirs = use(other)
    go(app, "training", data=name)
    gone, stays = (weakref.ref(own_datasets(a).sets[n]) for a, n in ((app, name), (other, theirs)))
    for session in app.session_state["playground"].values():
        session.undo_stack.clear()
    del app.session_state["playground OwnDatasets"]
    gc.collect()
    assert gone() is None
    assert stays() is not None
    assert linked(go(other, "neuron", data=theirs)) == [theirs]


def test_the_oldest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 2
    monkeypatch.setattr(dataset_choices, "MAX_SETS", most)
    app = opened("data")
    names = []
    for turn in range(most + 1):
        paste(app, f"{CELLS}z;{turn},1;1;1\n")
        names.append(use(app))
    sets = own_datasets(app).sets
    assert list(sets) == names[1:]
    assert len({dataset.title for dataset in sets.values()}) == most
    go(app, "neuron")
    (box,) = [box for box in app.selectbox if box.label == "Data"]
    box.select(names[2]).run()
    assert linked(app) == [names[2]]
