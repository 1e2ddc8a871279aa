"""Training: watch a network learn; play, pause, step, and look back."""

import streamlit as st

from playground.ui.shared import sessions, widgets
from playground.ui.training import page

now = page.current()

st.title("Training: watch it learn")
page.bar(now)
widgets.notices(now)
page.so_far(now)
page.stage(now)
page.explanation(now)
sessions.publish(now)
