"""Concrete: the exercise of the tutorial, alive; mix one, climb the ladder, see each input."""

import streamlit as st

from playground.ui.concrete import page
from playground.ui.shared import sessions, widgets

now = page.current()

st.title("Concrete: eight inputs, 512-512-512-1")
page.bar(now)
widgets.notices(now)
widgets.status_line(now, page.INVITATION)
page.stage(now)
words, code = st.columns(2, gap="large")
with words:
    page.explanation()
with code:
    page.code(now)
sessions.publish(now)
