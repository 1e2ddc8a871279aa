"""One neuron: y = w·x + b is a line."""

import streamlit as st

from playground.ui import acts, columns, keras_work, neuron, parts, session

now = neuron.current("neuron")

st.title("One neuron: y = w·x + b")
with st.container(horizontal=True, vertical_alignment="bottom"):
    columns.choose(now)
    acts.buttons(now)
parts.notices(now)
line = parts.remark(now, neuron.INVITATION)
neuron.stage(now)
words, code = st.columns(2, gap="large")
with words:
    neuron.explanation()
with code:
    neuron.code(now)
session.publish(now)
keras_work.work(now, line)
