"""Training: watch a network learn; play, pause, step, and look back."""

import streamlit as st

from playground.ui import parts, session, training

now = training.current()

st.title("Training: watch it learn")
training.bar(now)
parts.notices(now)
training.so_far(now)
training.stage(now)
training.explanation(now)
session.publish(now)
