"""What the first visitor would wait for, done while the server waits for the first visitor."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit import App

from playground import engine


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Prepares Keras for many sessions, and the first page in the background."""
    engine.keep_sessions()
    threading.Thread(target=prepare, name="first-page", daemon=True).start()
    yield


def prepare() -> None:
    """Imports what pages import, looks at the default columns, packs Plotly's script."""
    from playground.stage.routes import packed_plotly
    from playground.state import Experiment
    from playground.ui.neuron import view_of

    view_of(Experiment.default())
    packed_plotly()
