"""The app one would write first: `st.slider`, `model.predict`, `st.plotly_chart`."""

from pathlib import Path

import keras
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

CEREAL = Path(__file__).parents[2] / "data" / "cereal.csv"


@st.cache_data
def load_data() -> pd.DataFrame:
    return pd.read_csv(CEREAL).dropna(subset=["sugars", "calories"])


@st.cache_resource
def build_model() -> keras.Sequential:
    return keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])


cereal, model = load_data(), build_model()
w = st.slider("w", -10.0, 10.0, 0.0, 0.05)
b = st.slider("b", -100.0, 250.0, 100.0, 1.0)
model.set_weights([np.array([[w]]), np.array([b])])

grid = np.linspace(0, 16, 100)
line = model.predict(grid.reshape(-1, 1), verbose=0)[:, 0]
predictions = model.predict(cereal[["sugars"]].to_numpy(), verbose=0)[:, 0]
figure = go.Figure(
    [
        go.Scatter(x=cereal["sugars"], y=cereal["calories"], mode="markers", name="points"),
        go.Scatter(x=grid, y=line, mode="lines", name="model"),
    ]
)
figure.update_yaxes(range=[0, 170])
st.plotly_chart(figure)
st.metric("MSE", f"{np.mean((cereal['calories'] - predictions) ** 2):.1f}")
