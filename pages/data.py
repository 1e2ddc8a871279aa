"""Data: both tables, point by point, before any network sees them."""

import streamlit as st

from playground.ui import data, data_charts, data_table, parts, session

now = data.current()

st.title("Data: look before you learn")
# First comes the learner's own table: its panel belongs here, above the choice of the data set.
data.choose(now, data_charts.axes)
parts.notices(now)
data.about(now.experiment)
data.lit_line(now.experiment)
picture, table = st.columns(2, gap="large")
with picture:
    data_charts.scatter(now.experiment)
with table:
    data_table.filters(now.experiment)
    data_table.rows(now.experiment)
data.use(now.experiment)
data.tell_traps(now.experiment)
st.header("Column by column")
about, counts = st.columns([3, 2], gap="large")
with about:
    data_table.columns(now.experiment)
with counts:
    data_charts.bars(now.experiment)
st.header("What goes together")
data_charts.strongest(now.experiment)
data_charts.correlation(now.experiment)
session.publish(now)
