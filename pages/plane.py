"""Planes: one weight per input; two inputs make a plane, three a hyperplane seen in slices."""

import streamlit as st

from playground.ui.plane import page
from playground.ui.shared import keras_tasks, sessions, widgets

session = page.current()

st.title("Planes: y = w0·x0 + w1·x1 + … + b")
page.toolbar(session)
widgets.notices(session)
line = widgets.status_line(session, page.INVITATION)
page.stage(session)
page.tabs(session)
sessions.publish(session)
keras_tasks.work(session, line)
