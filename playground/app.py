"""The script below the server: navigation, and whatever every page shares."""

import streamlit as st

from playground.ui.course import card
from playground.ui.shared import navigation

st.set_page_config(page_title="Neuron Playground", layout="wide")
page = st.navigation(navigation.pages(), position="hidden")
card.follow(page.url_path)
navigation.bar(page.url_path)
lesson = st.container(key="lesson")
page.run()
with lesson:
    card.draw(page.url_path)
