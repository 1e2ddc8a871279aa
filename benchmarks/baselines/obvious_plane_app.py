"""The same with two inputs: three sliders, `model.predict`, a 3-D chart or a heat map."""

from pathlib import Path

import keras
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

CEREAL = Path(__file__).parents[2] / "data" / "cereal.csv"
INPUTS = ["sugars", "fiber"]


@st.cache_data
def load_data() -> pd.DataFrame:
    return pd.read_csv(CEREAL).dropna(subset=[*INPUTS, "calories"])


@st.cache_resource
def build_model() -> keras.Sequential:
    return keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])


cereal, model = load_data(), build_model()
above = st.query_params.get("view") == "top"
w0 = st.slider("w0", -10.0, 10.0, 0.0, 0.05)
w1 = st.slider("w1", -10.0, 10.0, 0.0, 0.05)
b = st.slider("b", -100.0, 250.0, 100.0, 1.0)
model.set_weights([np.array([[w0], [w1]]), np.array([b])])

x, y = np.linspace(0, 16, 21), np.linspace(0, 15, 21)
grid = np.array([(a, c) for c in y for a in x])
z = model.predict(grid, verbose=0)[:, 0].reshape(21, 21)
predictions = model.predict(cereal[INPUTS].to_numpy(), verbose=0)[:, 0]
if above:
    surface = go.Heatmap(x=x, y=y, z=z, name="model", zmin=0, zmax=170)
    points = go.Scatter(x=cereal["sugars"], y=cereal["fiber"], mode="markers")
else:
    surface = go.Surface(x=x, y=y, z=z, name="model", opacity=0.6, showscale=False)
    points = go.Scatter3d(
        x=cereal["sugars"], y=cereal["fiber"], z=cereal["calories"], mode="markers"
    )
st.plotly_chart(go.Figure([surface, points]))
st.metric("MSE", f"{np.mean((cereal['calories'] - predictions) ** 2):.1f}")
