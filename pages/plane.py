"""Planes: one weight per input; two inputs make a plane, three a hyperplane seen in slices."""

import streamlit as st

from playground.ui.plane import page
from playground.ui.shared import keras_tasks, sessions, widgets

now = page.current()

st.title("Planes: y = w0·x0 + w1·x1 + … + b")
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
