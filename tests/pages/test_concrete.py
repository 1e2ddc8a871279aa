"""The page Concrete as a script: rows to start from, links, what it says, and its code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.engine.backend import libraries
from playground.export.ladder_code import ladder_code
from playground.ladder.networks import DEEP, LADDER, RECIPE
from playground.ladder.store import trained_ladder
from playground.state.concrete import PARTS, ConcreteState
from playground.ui.concrete.page import INVITATIONS, count_repeated_rows, shown_network
from tests.pages.script import new_app, opened_tab


def opened(**link: str) -> AppTest:
    app = new_app().run()
    app.query_params.update(link)
    return app.switch_page("../pages/concrete.py").run()


def mix_of(app: AppTest) -> ConcreteState:
    assert not app.exception
    mix, ignored = ConcreteState.from_query(app.query_params)
    assert not ignored
    return mix


def test_it_starts_from_any_row_and_goes_back() -> None:
    app = opened(part="inputs")
    (box,) = [box for box in app.selectbox if box.label == "Start from a real mix"]
    app = box.set_value(0).run()
    assert mix_of(app).at == ConcreteState.of_row(0).at
    assert mix_of(app).part == "mix"
    assert any("79.99 MPa" in text.value for text in app.markdown)
    (undo,) = [button for button in app.button if button.label == "Undo"]
    assert mix_of(undo.click().run()) == ConcreteState.from_query({"part": "inputs"})[0]


def test_the_text_has_the_stored_figures_and_the_reason_why_they_differ() -> None:
    text = " ".join(markdown.value for markdown in opened().markdown).replace("\n", " ")
    ladder = trained_ladder()
    for name in ("linear", "stacked", "relu", "deep"):
        assert f"{ladder.metrics(name, 'random').r2:.2f}" in text
    assert f"it has seen none: {ladder.metrics('deep', 'mix').r2:.2f}" in text
    assert "25 rows are there twice" in text
    assert "428 mixes" in text
    assert count_repeated_rows() == 25
    assert "721 rows to train on, 309 to test" in text
    assert f"learning rate {RECIPE.learning_rate:g}, loss MSE" in text


def test_the_names_of_the_file_are_in_the_sheet() -> None:
    (table,) = [m.value for m in opened().markdown if "in the file" in m.value]
    assert "| Blast-furnace slag | `BlastFurnaceSlag` | kg/m³ |" in table
    assert "| Strength | `CompressiveStrength` | MPa |" in table


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_something_to_do(part: str) -> None:
    assert INVITATIONS[part] in [markdown.value for markdown in opened(part=part).markdown]


def test_the_network_in_view_decides_what_is_written() -> None:
    assert shown_network(ConcreteState.from_query({"rung": "wide"})[0]) is DEEP
    assert (
        shown_network(ConcreteState.from_query({"rung": "wide", "part": "ladder"})[0])
        is LADDER["wide"]
    )
    app = opened_tab(opened(part="ladder", rung="stacked"), "concrete", "Keras code")
    (code,) = [code.value for code in app.code]
    assert code.count("layers.Dense(units=16),") == 2


def test_a_bad_link_is_named_and_the_page_goes_on() -> None:
    app = opened(at="a lot", part="roof")
    assert not app.exception
    warned = app.warning[0].value.replace("\\", "")
    assert "The link's part was ignored" in warned
    assert "The link's at was ignored" in warned


def test_the_code_runs_as_it_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    libraries()  # imported as the app does, before the script does
    monkeypatch.chdir(Path(__file__).parents[2])
    script = ladder_code(LADDER["relu"])
    assert "epochs=100" in script
    exec(compile(script.replace("epochs=100", "epochs=20"), "script", "exec"), {})
    found = re.fullmatch(r"R² (-?[\d.]+)\n", capsys.readouterr().out)
    assert found
    assert 0.2 < float(found[1]) < 0.95
