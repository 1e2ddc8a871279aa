"""Planes: one weight per input; two inputs make a plane, three a hyperplane seen in slices."""

import streamlit as st

from playground.ui import keras_work, parts, plane, session

now = plane.current()

st.title("Planes: y = w0·x0 + w1·x1 + … + b")
plane.choose(now)
parts.notices(now)
line = parts.remark(now, plane.INVITATION)
plane.stage(now)
words, code = st.columns(2, gap="large")
with words:
    plane.explanation()
with code:
    plane.code(now)
session.publish(now)
keras_work.work(now, line)
