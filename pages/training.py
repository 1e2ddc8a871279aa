"""Training: watch a network learn; play, pause, step, and look back."""

import streamlit as st

from playground.ui.shared import sessions, widgets
from playground.ui.training import page

session = page.current()

st.title("Training: watch it learn")
page.toolbar(session)
widgets.notices(session)
page.earlier_trainings(session)
page.stage(session)
page.explanation(session)
sessions.publish(session)
