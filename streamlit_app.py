"""What `streamlit run` finds: the server, with routes of our own beside Streamlit's."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from playground.runs import routes as runs
from playground.stage import routes as stage
from playground.stage import weights
from playground.ui.front_door import FrontDoor
from playground.ui.mishap import tell
from playground.ui.rehearsal import lifespan

app = st.App(
    Path(__file__).parent / "playground" / "app.py",
    lifespan=lifespan,
    routes=[*stage.routes(), *weights.routes(), *runs.routes()],
    on_script_error=tell,
    middleware=[Middleware(FrontDoor)],
)
