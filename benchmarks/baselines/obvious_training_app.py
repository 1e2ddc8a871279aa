"""The app one would write first: `model.fit` with a callback that draws the losses again."""

import time
from pathlib import Path

import keras
import pandas as pd
import streamlit as st

CONCRETE = Path(__file__).parents[2] / "data" / "concrete.csv"

units = [int(count) for count in st.query_params["layers"].split(",")]
epochs = int(st.query_params["epochs"])
table = pd.read_csv(CONCRETE)
table = (table - table.mean()) / table.std()
x, y = table.drop(columns="CompressiveStrength").to_numpy(), table["CompressiveStrength"].to_numpy()

model = keras.Sequential([keras.Input(shape=(8,))])
for count in units:
    model.add(keras.layers.Dense(count, activation="relu"))
model.add(keras.layers.Dense(1))
model.compile(optimizer=keras.optimizers.Adam(0.001), loss="mse")

picture = st.empty()


class Redraw(keras.callbacks.Callback):
    """Draws the losses so far after every epoch."""

    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["loss"])
        picture.line_chart(pd.DataFrame({"loss": self.losses}))


model.fit(x, y, batch_size=64, epochs=2, verbose=0)
began = time.perf_counter()
model.fit(x, y, batch_size=64, epochs=epochs, verbose=0, callbacks=[Redraw()])
st.metric("epochs per second", f"{epochs / (time.perf_counter() - began):.3f}")
