"""Messages of the stage in a page's script: handled with the button that comes along, or alone."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from playground.stage.component import MESSAGE
from playground.stage.protocol import ClientMessage
from playground.state.neuron import NeuronState
from playground.ui.shared.page_session import PageSession
from tests.pages.script import new_app


@pytest.fixture
def app() -> AppTest:
    app = new_app().run()
    return app.switch_page("../pages/neuron.py").run()


def session_of(app: AppTest) -> PageSession[NeuronState]:
    sessions: dict[str, PageSession[NeuronState]] = app.session_state["playground"]
    return sessions["neuron"]


def message(app: AppTest, w: float, **changes: Any) -> dict[str, Any]:
    """The stage's next message: another weight."""
    session = session_of(app)
    values = msgspec.structs.replace(session.state.values, weights=[[w], [80.0]])
    fields = {"seq": session.last_seq + 1, "base": session.version, "values": values, **changes}
    built: dict[str, Any] = msgspec.to_builtins(ClientMessage(**fields))
    return built


def send(app: AppTest, data: object) -> None:
    """Leaves a message where Streamlit leaves it."""
    app.session_state[session_of(app).stage_key] = {MESSAGE: data}


def press(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()


def shown(app: AppTest) -> NeuronState:
    assert not app.exception
    state, ignored = NeuronState.from_query(app.query_params)
    assert not ignored
    return state


def test_a_button_pressed_with_a_commit_builds_on_it(app: AppTest) -> None:
    send(app, message(app, 3.0))
    app = press(app, "w = 2.5, b = 90")
    assert shown(app).w == (2.5,)
    app = press(app, "Undo")
    assert (shown(app).w, shown(app).b) == ((3.0,), 80.0)
    app = press(app, "Undo")
    assert shown(app) == NeuronState.default()


def test_a_commit_that_stays_in_streamlits_state_is_handled_once(app: AppTest) -> None:
    send(app, message(app, 3.0))
    app = press(app, "w = 2.5, b = 90")
    for _ in range(2):
        app = press(app, "Undo")
    assert shown(app) == NeuronState.default()
    app = press(app, "w = 2.5, b = 90")
    assert len(session_of(app).undo_stack) == 1


@pytest.mark.parametrize(
    "nonsense", [3, "text", [1], {"seq": 1}, {"w": 1.0}, {"seq": 1, "base": 0, "values": None}]
)
def test_nonsense_is_named_on_the_page_which_goes_on(app: AppTest, nonsense: object) -> None:
    app = press(app, "w = 2.5, b = 90")
    send(app, nonsense)
    app = press(app, "Undo")
    (warning,) = app.warning
    assert "was not understood and is left out" in warning.value
    assert shown(app) == NeuronState.default()


def test_nonsense_is_named_once_whatever_is_pressed_with_it(app: AppTest) -> None:
    send(app, {"seq": 1})
    app = press(app, "w = 2.5, b = 90")
    (warning,) = app.warning
    assert "was not understood" in warning.value
    app = press(app, "Challenge me")
    assert not app.warning
    send(app, {"seq": 2})
    app = press(app, "Undo")
    assert len(app.warning) == 1
