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
page.source_line(session.experiment)
page.selection_line(session.experiment)
picture, cells = st.columns(2, gap="large")
with picture:
    scatter.chart(session.experiment)
with cells:
    filters.controls(session.experiment)
    table.rows(session.experiment)
page.open_links(session.experiment)
page.traps_section(session.experiment)
st.header("Column by column")
summary, counts = st.columns([3, 2], gap="large")
with summary:
    columns.column_table(session.experiment)
with counts:
    columns.histogram(session.experiment)
st.header("What goes together")
correlations.strongest_pairs(session.experiment)
correlations.heat_map(session.experiment)
sessions.publish(session)
