"""Choices that no longer fit what is on screen: left out with a notice, on every page.

A browser shows boxes that the server has replaced already, so Streamlit hands over what was chosen
in them, as it came.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground.site import PAGES, PageSpec
from playground.stage.component import MESSAGE
from playground.ui.shared.page_session import PageSession
from tests.pages.script import new_app

ROOT = Path(__file__).parents[2]
LINKS = {
    "plane": {"inputs": "sugars,fiber,protein"},
    "layers": {"inputs": "sugars,fiber,protein"},
    "training": {"data": "concrete"},
    "data": {"where": "sugars~1~9"},
}
"""What a page needs so that all of its boxes are there."""
GONE: list[Any] = [None, "calories (kcal)", 10**6, -1, [], ["gone"], (1.0, 2.0, 3.0), {"w": 1}]
"""Labels of options that are gone, rows that were there, and what is no choice at all."""


@pytest.fixture(params=[page for page in PAGES if page.path], ids=lambda page: page.path)
def app(request: pytest.FixtureRequest) -> AppTest:
    page: PageSpec = request.param
    app = new_app().run()
    app.query_params.update(LINKS.get(page.path, {}))
    app.switch_page(f"../pages/{page.file.name}").run()
    assert not app.exception
    return app


def callbacks(app: AppTest) -> Iterator[tuple[str, Callable[[], None]]]:
    """The callback of every widget on the page, with the widget's key or "".

    That of a stage takes what it was sent from the stage's message.
    """
    state: Any = app.session_state._state._state
    keys = state._key_id_mapper.id_key_mapping
    for widget, metadata in state._new_widget_state.widget_metadata.items():
        key = keys.get(widget, "")
        if metadata.callback is not None:
            args, kwargs = metadata.callback_args or (), metadata.callback_kwargs or {}
            yield key, partial(metadata.callback, *args, **kwargs)
        for callback in (metadata.callbacks or {}).values():
            yield key, callback


def session_of(app: AppTest) -> PageSession[Any]:
    name, _ = app.session_state["playground page"]
    session: PageSession[Any] = app.session_state["playground"][name]
    return session


def warned(session: PageSession[Any]) -> bool:
    return bool(session.notices)


def test_every_widget_says_that_the_run_is_for_it(app: AppTest) -> None:
    """Then an address that is older than what was just set brings nothing back."""
    widgets = app.session_state._state._state._new_widget_state.widget_metadata
    bare = {
        widget
        for widget, metadata in widgets.items()
        if metadata.callback is None and not metadata.callbacks
    }
    assert widgets
    assert not bare


@pytest.mark.parametrize(
    "app",
    [page for page in PAGES if page.path not in ("", "course")],
    ids=lambda page: page.path,
    indirect=True,
)
def test_a_stale_choice_in_any_widget_is_left_out(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: dict[str, Any] = app.session_state._state._state.filtered_state
    monkeypatch.setattr(st, "session_state", stored)
    session, noticed = session_of(app), set()
    boxes = {box.key for box in (*app.selectbox, *app.button_group, *app.multiselect) if box.key}
    for key, callback in callbacks(app):
        before, value = session.state, stored.pop(key, None)
        callback()
        for gone in GONE:
            session.notices, session.unseen = (), False
            stored[key] = gone if key in boxes else {MESSAGE: gone, "selection": {"rows": [10**6]}}
            callback()
            if session.state == before and warned(session):
                noticed.add(key)
            session.set(before)
        stored[key] = value
    assert noticed >= boxes - {"own source"}


EVENTS = {"on_change", "on_click", "on_message", "on_select"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "playground" / "ui").rglob("*.py")), ids=lambda path: path.stem
)
def test_every_callback_has_a_net(path: Path) -> None:
    """Those too that are only drawn now and then."""
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    nets = {
        node.name: [ast.unparse(decorator) for decorator in node.decorator_list]
        for node in tree
        if isinstance(node, ast.FunctionDef)
    }
    passed = {
        ast.unparse(keyword.value).removeprefix("self.")
        for call in tree
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in EVENTS
    }
    bare = {
        name for name in passed & {*nets} if not {"callback", "sessions.callback"} & {*nets[name]}
    }
    assert not bare
