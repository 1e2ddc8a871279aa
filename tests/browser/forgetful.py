"""The app's server, which forgets every token when it gets SIGUSR1: `… forgetful run --server.…`.

A server that was started again has the same effect, and a visitor's page that shows too much.
"""

from __future__ import annotations

import signal
import sys

from streamlit.web.cli import main

from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS


def forget(*_: object) -> None:
    """Drops all registered points and models."""
    for store in (EVAL_POINTS, MODELS):
        store.clear()


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, forget)
    sys.argv[0] = "streamlit"
    sys.exit(main())
