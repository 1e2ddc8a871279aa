"""One neuron: y = w·x + b is a line."""

import streamlit as st

from playground.ui import acts, columns, neuron, session

now = session.current()

st.title("One neuron: y = w·x + b")
with st.container(horizontal=True, vertical_alignment="bottom"):
    columns.choose(now)
    acts.buttons(now)
neuron.notices(now)
line = neuron.remark(now)
neuron.stage(now)
words, code = st.columns(2, gap="large")
with words:
    neuron.explanation()
with code:
    neuron.code(now)
session.publish(now)
acts.work(now, line)
