"""The script below the server: navigation, and whatever every page shares."""

import streamlit as st

from playground.ui.addresses import ADDRESSES

st.set_page_config(page_title="Neuron Playground", layout="wide")

st.navigation(
    [
        st.Page(address.file, title=address.title, url_path=address.path, default=not address.path)
        for address in ADDRESSES
    ],
    position="top",
).run()
