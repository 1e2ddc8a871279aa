"""Start: a live neuron to play with at once, and the course as a map."""

import streamlit as st

from playground.ui import neuron, parts, session
from playground.ui.navigation import course_map

now = neuron.current("start")

st.title("Neuron Playground")
st.markdown("One neuron, real cereals. Drag, and what you see is what Keras computes.")
parts.notices(now)
neuron.stage(now, landscape=False)
st.header("The course")
course_map()
session.publish(now)
