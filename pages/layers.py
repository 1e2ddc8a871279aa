"""Layers: stack dense layers, look inside, and see what an activation between them does."""

import streamlit as st

from playground.ui import keras_work, layers, parts, session

now = layers.current()

st.title("Layers: stack neurons, and let them bend")
layers.choose(now)
parts.notices(now)
line = parts.remark(now, layers.INVITATION)
layers.stage(now)
words, code = st.columns(2, gap="large")
with words:
    layers.explanation()
with code:
    layers.code(now)
session.publish(now)
keras_work.work(now, line)
