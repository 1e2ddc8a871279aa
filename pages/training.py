"""Training: watch a network learn; play, pause, step, and look back."""

import streamlit as st

from playground.ui.shared import sessions, widgets
from playground.ui.training import page

session = page.current()

st.title("Training: watch it learn")
page.bar(session)
widgets.notices(session)
page.so_far(session)
page.stage(session)
page.explanation(session)
sessions.publish(session)
