"""Tabs as a test opens them: AppTest has no click for one."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def opened_tab(app: AppTest, page: str, title: str) -> AppTest:
    """The app with a tab of a page open: only then is it drawn."""
    app.session_state[f"{page} tabs"] = title
    return app.run()
