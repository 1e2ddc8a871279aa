"""What `streamlit run` finds: the server, with routes of our own beside Streamlit's."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from playground.rooms import routes as rooms
from playground.runs import routes as runs
from playground.server import class_pages, handouts, health, news, short_links
from playground.server.admission import Admission
from playground.server.base_path import base_path, below
from playground.server.component_files import ComponentFiles
from playground.server.connections import Leavers
from playground.server.html_shell import PageShell
from playground.server.packed_scripts import PackedScripts
from playground.server.script_error import report
from playground.server.startup import lifespan
from playground.server.uploads import UploadLimits
from playground.stage import routes as stage
from playground.stage import weights_route

BASE = base_path()
app = st.App(
    Path(__file__).parent / "playground" / "app.py",
    lifespan=lifespan,
    routes=below(
        BASE,
        [
            *health.routes(),
            *stage.routes(),
            *weights_route.routes(),
            *runs.routes(),
            *rooms.routes(),
            *news.routes(),
            *class_pages.routes(),
            *handouts.routes(),
            *short_links.routes(),
        ],
    ),
    on_script_error=report,
    middleware=[
        Middleware(Admission),
        Middleware(Leavers),
        Middleware(PageShell, base=BASE),
        Middleware(ComponentFiles, base=BASE),
        Middleware(PackedScripts, base=BASE),
        Middleware(UploadLimits),
    ],
)
