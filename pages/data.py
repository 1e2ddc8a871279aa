"""Data: both tables, point by point, before any network sees them."""

import streamlit as st

from playground.ui.course import onward
from playground.ui.data import (
    columns,
    corrections,
    correlations,
    filters,
    page,
    scatter,
    table,
    toolbar,
)
from playground.ui.data import trap_buttons as traps
from playground.ui.shared import frame, sessions, widgets

session = page.current()
corrections.finish(session)

frame.title("Data: look before you learn")
toolbar.bar(session)
traps.buttons(session.state)
with st.container(key="data_view"):
    picture, cells = st.columns(2, gap="medium")
    with picture:
        scatter.chart(session.state)
    with cells:
        marked_only = filters.controls(session.state)
        table.rows(session.state, marked_only=marked_only)
onward.foot(session, page.selection_text(session.state), "data")
widgets.tabs(
    "data tabs",
    {
        "Column by column": lambda: columns.summary(session.state),
        "What goes together": lambda: correlations.overview(session.state),
    },
)
sessions.publish(session)
