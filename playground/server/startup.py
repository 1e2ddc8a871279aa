"""What the first visitor would wait for, done while the server waits for the first visitor."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.formparsers import MultiPartParser
from streamlit import App

from playground import engine
from playground.core.importing.errors import MAX_BYTES
from playground.server import housekeeping


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Prepares Keras and uploads for many sessions, and the first page in the background.

    While the server runs, it is looked after.
    """
    engine.keep_sessions()
    keep_uploads_in_memory()
    threading.Thread(target=warm_up, name="first-page", daemon=True).start()
    keeping = asyncio.create_task(housekeeping.collect_forever())
    try:
        yield
    finally:
        keeping.cancel()


def keep_uploads_in_memory() -> None:
    """An upload that is taken at all is never written to a temporary file on its way."""
    MultiPartParser.spool_max_size = MAX_BYTES + 2**20


def warm_up() -> None:
    """Imports what pages import, looks at the default columns, packs Plotly's script."""
    from playground.stage.routes import packed_plotly
    from playground.state.neuron import NeuronState
    from playground.ui.neuron.page import view_of

    view_of(NeuronState.default())
    packed_plotly()
