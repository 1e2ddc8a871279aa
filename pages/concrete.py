"""Concrete: mix one, ask whether depth pays, see what each input does."""

from playground.ui.concrete import page
from playground.ui.shared import sessions, widgets

session = page.current()

page.toolbar(session)
widgets.notices(session)
page.stage(session)
page.tabs(session)
sessions.publish(session)
