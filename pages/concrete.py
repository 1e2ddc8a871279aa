"""Concrete: mix one, ask whether depth pays, see what each input does."""

from playground.ui.concrete import page
from playground.ui.shared import frame

session = page.current()

frame.title(page.TITLE)
page.bar(session)
page.stage(session)
page.foot(session)
page.tabs(session)
