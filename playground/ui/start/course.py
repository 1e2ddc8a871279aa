"""The pages of the course as small pictures, each a link."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import streamlit as st

from playground.core.data.catalogue import CONCRETE
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.fit.least_squares import least_squares
from playground.core.network.activations import Array
from playground.core.network.network import forward
from playground.figures import thumbnails
from playground.ladder.networks import LADDER
from playground.ladder.store import trained_ladder
from playground.site import PAGES
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.ui.shared import commits, navigation

_POINTS = 160
"""As many points as a small picture has room for."""


def course_map(state: NeuronState) -> None:
    """A numbered link with a small picture to every page.

    Args:
        state: of the neuron on this page, which the first picture shows.
    """
    commits.watch_state()
    with st.container(key="course", horizontal=True):
        shown = [spec for spec in PAGES if spec.path == "neuron" or spec.path in _PICTURES]
        for number, spec in enumerate(shown, start=1):
            with st.container(key=f"course_{spec.path}"):
                picture = neuron(state) if spec.path == "neuron" else still(spec.path)
                st.markdown(picture, unsafe_allow_html=True)  # st.html leaves SVG out
                st.page_link(navigation.page(spec.path), label=f"{number}\u2002{spec.title}")


@lru_cache(maxsize=64)  # a class begins with the same one
def neuron(state: NeuronState) -> str:
    """The neuron as it is now, over its points."""
    sample = cached_sample(state.data, state.inputs, state.target)
    x, y = sample.x[_some(len(sample.y)), 0], sample.y[_some(len(sample.y))]
    grid = np.linspace(x.min(), x.max(), 41)
    return thumbnails.function(
        x, y, np.array([grid, forward(state.network, state.weights, grid[:, None])[:, 0]])
    )


@cache
def still(path: str) -> str:
    """The picture of another page, which never changes."""
    return _PICTURES[path]()


def _some(rows: int) -> Array:
    """Indices of rows, evenly spaced, if there are too many for a small picture."""
    chosen: Array = np.unique(np.linspace(0, rows - 1, min(rows, _POINTS)).astype(np.int64))
    return chosen


def _plane() -> str:
    """Least squares over two inputs."""
    sample = cached_sample("cereal", ("sugars", "fiber"), "calories")
    x = (sample.x - sample.x.min(axis=0)) / np.ptp(sample.x, axis=0)
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    kernel, bias = least_squares(x, sample.y)
    return thumbnails.plane(x, sample.y, corners @ kernel[:, 0] + bias[0])


def _network() -> str:
    """The network that Layers begins with, before training."""
    return thumbnails.network(LayersState.default().weights[::2])


def _losses() -> str:
    """Stochastic gradient descent of one neuron on the cereals: the mean loss after each row."""
    sample = cached_sample("cereal", ("sugars",), "calories")
    x = (sample.x[:, 0] - sample.x.mean()) / sample.x.std()
    y = (sample.y - sample.y.mean()) / sample.y.std()
    w, b, losses = -1.5, 1.0, []
    for row in np.random.default_rng(0).permutation(len(y)):
        losses.append(float(np.mean((w * x + b - y) ** 2)))
        miss = w * x[row] + b - y[row]
        w, b = w - 0.1 * miss * x[row], b - 0.1 * miss
    return thumbnails.losses(np.array(losses))


def _ladder() -> str:
    """R² of the five networks on whole mixes."""
    ladder = trained_ladder()
    return thumbnails.bars([ladder.metrics(name, "mix").r2 for name in LADDER])


def _points() -> str:
    """Strength over cement, of some of the mixes."""
    values = load("concrete").values(["Cement", CONCRETE.target])
    return thumbnails.scatter(*values[_some(len(values))].T)


_PICTURES = {
    "plane": _plane,
    "layers": _network,
    "training": _losses,
    "concrete": _ladder,
    "data": _points,
}
