"""The script below the server: navigation, and whatever every page shares."""

import streamlit as st

from playground.ui import look
from playground.ui.navigation import pages

st.set_page_config(page_title="Neuron Playground", layout="wide")
look.dress()
st.navigation(pages(), position="top").run()
