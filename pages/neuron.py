"""One neuron: y = w·x + b is a line."""

import streamlit as st

from playground.ui.neuron import buttons, page
from playground.ui.shared import keras_tasks, sessions, widgets

session = page.current("neuron")

st.title("One neuron: y = w·x + b")
buttons.toolbar(session)
widgets.notices(session)
line = widgets.status_line(session, page.INVITATION)
page.stage(session)
page.tabs(session)
sessions.publish(session)
keras_tasks.work(session, line)
