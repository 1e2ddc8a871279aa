"""Layers: stack dense layers, look inside, and see what an activation between them does."""

import streamlit as st

from playground.ui.layers import page
from playground.ui.shared import keras_tasks, sessions, widgets

session = page.current()

st.title("Layers: stack neurons, and let them bend")
page.toolbar(session)
widgets.notices(session)
line = widgets.status_line(session, page.INVITATION)
page.stage(session)
page.tabs(session)
sessions.publish(session)
keras_tasks.work(session, line)
