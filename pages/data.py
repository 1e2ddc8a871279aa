"""Data: both tables, point by point, before any network sees them."""

import streamlit as st

from playground.ui.data import columns, correlations, filters, page, scatter, table, upload
from playground.ui.shared import sessions, widgets

now = page.current()

st.title("Data: look before you learn")
with st.expander("Your own data: a CSV file, pasted cells, or points drawn by hand"):
    upload.panel()
page.choose(now, scatter.axes)
widgets.notices(now)
page.about(now.experiment)
page.lit_line(now.experiment)
picture, cells = st.columns(2, gap="large")
with picture:
    scatter.scatter(now.experiment)
with cells:
    filters.filters(now.experiment)
    table.rows(now.experiment)
page.use(now.experiment)
page.tell_traps(now.experiment)
st.header("Column by column")
about, counts = st.columns([3, 2], gap="large")
with about:
    columns.columns(now.experiment)
with counts:
    columns.bars(now.experiment)
st.header("What goes together")
correlations.strongest(now.experiment)
correlations.correlation(now.experiment)
sessions.publish(now)
