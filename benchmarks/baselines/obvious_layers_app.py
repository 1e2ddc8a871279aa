"""The same with two layers of eight: `model.predict`, a chart, and a picture for every neuron."""

from pathlib import Path

import keras
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

CEREAL = Path(__file__).parents[2] / "data" / "cereal.csv"
INPUTS = ["sugars", "fiber"]


@st.cache_data
def load_data() -> pd.DataFrame:
    return pd.read_csv(CEREAL).dropna(subset=[*INPUTS, "calories"])


@st.cache_resource
def build_model() -> tuple[keras.Model, keras.Model]:
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    return model, keras.Model(model.inputs, [layer.output for layer in model.layers])


cereal, (model, inside) = load_data(), build_model()
above = st.query_params.get("view") == "top"
x, y = cereal[INPUTS].to_numpy(), cereal["calories"].to_numpy()
mean, deviation = x.mean(axis=0), x.std(axis=0)

w = st.slider("weight from sugars to neuron 1", -3.0, 3.0, 0.0, 0.05)
weights = model.get_weights()
weights[0][0, 0] = w
model.set_weights(weights)

first, second = np.linspace(0, 16, 21), np.linspace(0, 15, 21)
grid = np.array([(a, c) for c in second for a in first])
*hidden, out = inside.predict((grid - mean) / deviation, verbose=0)
z = out[:, 0].reshape(21, 21) * y.std() + y.mean()
predictions = model.predict((x - mean) / deviation, verbose=0)[:, 0] * y.std() + y.mean()
if above:
    surface = go.Heatmap(x=first, y=second, z=z, name="model", zmin=0, zmax=170)
    points = go.Scatter(x=x[:, 0], y=x[:, 1], mode="markers")
else:
    surface = go.Surface(x=first, y=second, z=z, name="model", opacity=0.6, showscale=False)
    points = go.Scatter3d(x=x[:, 0], y=x[:, 1], z=y, mode="markers")
st.plotly_chart(go.Figure([surface, points]))
st.metric("MSE", f"{np.mean((y - predictions) ** 2):.1f}")

thumbnails = make_subplots(rows=2, cols=8)
for row, layer in enumerate(hidden, 1):
    for unit in range(8):
        picture = go.Heatmap(z=layer[:, unit].reshape(21, 21), showscale=False)
        thumbnails.add_trace(picture, row=row, col=unit + 1)
thumbnails.update_xaxes(visible=False).update_yaxes(visible=False).update_layout(height=200)
st.plotly_chart(thumbnails)
