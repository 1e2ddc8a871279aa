"""The script below the server: navigation, and whatever every page shares."""

import streamlit as st

from playground.ui.shared import theme
from playground.ui.shared.navigation import pages

st.set_page_config(page_title="Neuron Playground", layout="wide")
theme.apply()
st.navigation(pages(), position="top").run()
