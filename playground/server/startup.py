"""Start-up work: import page modules in the background."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.formparsers import MultiPartParser
from streamlit import App

from playground import engine
from playground.core.importing.errors import MAX_BYTES
from playground.server import connections, housekeeping, script_loops


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Configures Keras, loops and uploads, warms up in the background, and cleans up."""
    connections.settle()
    engine.disable_clear_session()
    script_loops.install()
    keep_uploads_in_memory()
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    cleanup = asyncio.create_task(housekeeping.collect_forever())
    try:
        yield
    finally:
        cleanup.cancel()


def keep_uploads_in_memory() -> None:
    """Never spools an accepted upload to a temporary file: own data must not reach the disk."""
    MultiPartParser.spool_max_size = MAX_BYTES + 2**20


def warm_up() -> None:
    """Imports what pages import, and caches the figures of the default page."""
    from playground.state.neuron import NeuronState
    from playground.ui.neuron.page import view_of

    view_of(NeuronState.default())
