"""Start: a live neuron to play with at once, the way into the course, and all pages."""

from functools import partial

import streamlit as st

from playground.ui.neuron import page
from playground.ui.neuron.buttons import taken
from playground.ui.shared import frame, navigation, share, take_away
from playground.ui.start.course import course_map

session = page.current("start")

frame.title("Neuron Playground")
frame.notices(session)
with st.container(key="start_line", horizontal=True, vertical_alignment="center"):
    st.markdown("One neuron, real cereals. Drag its line: what you see is what Keras computes.")
    st.page_link(navigation.page("course"), label="**Begin the course →**", width="content")
    share.button(session)
    take_away.button(session, partial(taken, session.state))
page.stage(session, landscape=False)
course_map(session.state)
