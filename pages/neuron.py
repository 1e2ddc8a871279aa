"""One neuron: y = w·x + b is a line."""

import streamlit as st

from playground.ui.neuron import buttons, columns, page
from playground.ui.shared import keras_tasks, sessions, widgets

now = page.current("neuron")

st.title("One neuron: y = w·x + b")
with st.container(horizontal=True, vertical_alignment="bottom"):
    columns.choose(now)
    buttons.buttons(now)
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
