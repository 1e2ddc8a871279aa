"""Start: a live neuron to play with at once, and the course as a map."""

import streamlit as st

from playground.ui.neuron import page
from playground.ui.shared import sessions, widgets
from playground.ui.shared.navigation import course_map

session = page.current("start")

st.title("Neuron Playground")
st.markdown("One neuron, real cereals. Drag, and what you see is what Keras computes.")
widgets.notices(session)
page.stage(session, landscape=False)
st.header("The course")
course_map()
sessions.publish(session)
