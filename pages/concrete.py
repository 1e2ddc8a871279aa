"""Concrete: the exercise of the tutorial, alive; mix one, climb the ladder, see each input."""

import streamlit as st

from playground.ui import concrete, parts, session

now = concrete.current()

st.title("Concrete: eight inputs, 512-512-512-1")
concrete.bar(now)
parts.notices(now)
parts.remark(now, concrete.INVITATION)
concrete.stage(now)
words, code = st.columns(2, gap="large")
with words:
    concrete.explanation()
with code:
    concrete.code(now)
session.publish(now)
