"""Concrete: the exercise of the tutorial, alive; mix one, climb the ladder, see each input."""

import streamlit as st

from playground.ui.concrete import page
from playground.ui.shared import sessions, widgets

session = page.current()

st.title("Concrete: eight inputs, 512-512-512-1")
page.toolbar(session)
widgets.notices(session)
widgets.status_line(session, page.INVITATION)
page.stage(session)
left, code = st.columns(2, gap="large")
with left:
    page.explanation()
with code:
    page.code(session)
sessions.publish(session)
