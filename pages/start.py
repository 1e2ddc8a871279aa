"""Start."""
import streamlit as st
st.title("Neuron Playground")
