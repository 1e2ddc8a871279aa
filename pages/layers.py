"""Layers: stack dense layers, look inside, and see what an activation between them does."""

import streamlit as st

from playground.ui.layers import page
from playground.ui.shared import keras_tasks, sessions, widgets

now = page.current()

st.title("Layers: stack neurons, and let them bend")
page.choose(now)
widgets.notices(now)
line = widgets.status_line(now, page.INVITATION)
page.stage(now)
words, code = st.columns(2, gap="large")
with words:
    page.explanation()
with code:
    page.code(now)
sessions.publish(now)
keras_tasks.work(now, line)
