"""What `streamlit run` finds: the server, with the stage's routes beside Streamlit's own."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from playground.stage.routes import routes
from playground.ui.front_door import FrontDoor
from playground.ui.mishap import tell
from playground.ui.rehearsal import lifespan

app = st.App(
    Path(__file__).parent / "playground" / "app.py",
    lifespan=lifespan,
    routes=routes(),
    on_script_error=tell,
    middleware=[Middleware(FrontDoor)],
)
