"""Data: both tables, point by point, before any network sees them."""

import streamlit as st

from playground.ui.data import columns, correlations, filters, page, scatter, table, upload
from playground.ui.shared import sessions, widgets

session = page.current()

st.title("Data: look before you learn")
with st.expander("Your own data: a CSV file, pasted cells, or points drawn by hand"):
    upload.panel()
page.toolbar(session, scatter.axes)
widgets.notices(session)
page.source_line(session.state)
page.selection_line(session.state)
picture, cells = st.columns(2, gap="large")
with picture:
    scatter.chart(session.state)
with cells:
    filters.controls(session.state)
    table.rows(session.state)
page.open_links(session.state)
page.traps_section(session.state)
st.header("Column by column")
summary, counts = st.columns([3, 2], gap="large")
with summary:
    columns.column_table(session.state)
with counts:
    columns.histogram(session.state)
st.header("What goes together")
correlations.strongest_pairs(session.state)
correlations.heat_map(session.state)
sessions.publish(session)
