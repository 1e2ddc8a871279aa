"""The app as a script, without a browser: nobody can click what opens a popover or a tab."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from playground.ui.shared.drawers import OpenedDrawers

APP = Path(__file__).parents[2] / "playground" / "app.py"


DRAWERS = ("data pill", "recipe")
"""Keys of the popovers that a test cannot open."""


def new_app(drawers: tuple[str, ...] = DRAWERS) -> AppTest:
    """The app of a learner who has been to no page yet, but has opened these popovers."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.session_state["playground OpenedDrawers"] = OpenedDrawers({*drawers})
    return app


def opened_tab(app: AppTest, page: str, title: str) -> AppTest:
    """The app with a tab of a page open: only then is it drawn."""
    app.session_state[f"{page} tabs"] = title
    return app.run()
