"""Data: your own table on every page."""

import streamlit as st

from playground.ui import own_data, session

session.arrive("data")

st.title("Data: bring your own")
own_data.panel()
