"""Data: both tables, point by point, before any network sees them."""

import streamlit as st

from playground.ui import (
    data,
    data_columns,
    data_filters,
    data_scatter,
    data_table,
    data_together,
    own_data,
    parts,
    session,
)

now = data.current()

st.title("Data: look before you learn")
with st.expander("Your own data: a CSV file, pasted cells, or points drawn by hand"):
    own_data.panel()
data.choose(now, data_scatter.axes)
parts.notices(now)
data.about(now.experiment)
data.lit_line(now.experiment)
picture, table = st.columns(2, gap="large")
with picture:
    data_scatter.scatter(now.experiment)
with table:
    data_filters.filters(now.experiment)
    data_table.rows(now.experiment)
data.use(now.experiment)
data.tell_traps(now.experiment)
st.header("Column by column")
about, counts = st.columns([3, 2], gap="large")
with about:
    data_columns.columns(now.experiment)
with counts:
    data_columns.bars(now.experiment)
st.header("What goes together")
data_together.strongest(now.experiment)
data_together.correlation(now.experiment)
session.publish(now)
