"""A random start is Keras' own, with the first seed that puts the model into the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground import engine
from playground.core.network.network import Network, Weights, neuron
from playground.state.columns import MAX_SEED
from playground.state.neuron import NeuronState
from playground.ui.neuron.session import NeuronSession, draw
from playground.ui.shared.random_start import TRIES

START = NeuronState.default()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """What w Keras would draw with a seed; 1 if nothing else is said."""
    found: dict[int, float] = {}

    def initial_weights(_: Network, seed: int) -> Weights:
        return neuron((found.get(seed, 1.0),), 0.0)

    monkeypatch.setattr(engine, "initial_weights", initial_weights)
    return found


def opened(state: NeuronState = START) -> NeuronSession:
    return NeuronSession(state, state, link={})


def test_seeds_of_lines_outside_the_picture_are_left_out_and_named(drawn: dict[int, float]) -> None:
    drawn.update({1: -1.0, 2: -0.5, 3: 0.5, 4: -1.0})
    session = opened()
    draw(session)
    assert (session.state.w, session.state.b, session.state.seed) == ((0.5,), 0.0, 3)
    assert "seed 3" in session.status
    assert "Seeds 1 and 2 are left out" in session.status
    draw(session)
    assert session.state.seed == 5
    assert "Seed 4 is left out" in session.status
    draw(session)
    assert session.state.seed == 6
    assert "left out" not in session.status


def test_where_no_seed_does_the_nearest_is_taken_and_the_page_says_so(
    drawn: dict[int, float],
) -> None:
    far = replace(NeuronState.default("concrete", ("Cement",)), seed=MAX_SEED - 1)
    drawn.update({(MAX_SEED - 1 + n) % (MAX_SEED + 1): -1.0 for n in range(1, TRIES + 1)})
    drawn[7] = 0.6
    session = opened(far)
    draw(session)
    assert (session.state.w, session.state.seed) == ((0.6,), 7)
    assert f"Of {TRIES} seeds, none puts it well into the picture" in session.status


def test_the_last_random_starts_stay_as_ghosts_of_their_own_columns(
    drawn: dict[int, float],
) -> None:
    drawn.update({seed: seed / 10 for seed in range(1, 8)})
    session = opened()
    assert session.ghosts() == []
    for _ in range(7):
        draw(session)
    assert session.ghosts() == [(seed / 10, 0.0) for seed in range(3, 8)]
    session.set(replace(session.state, w=(2.5,), b=90.0))
    assert session.ghosts()[-1] == (0.7, 0.0), "the start of what was trained since"
    session.undo()
    session.undo()
    assert session.state.seed == 6
    assert session.ghosts()[-1] == (0.6, 0.0)
    drawn[7] = 1.5
    draw(session)
    assert session.ghosts()[-2:] == [(0.6, 0.0), (1.5, 0.0)]
    session.set(NeuronState.default("cereal", ("fat",)))
    assert session.ghosts() == []
    draw(session)
    assert session.ghosts() == [(0.1, 0.0)]


@pytest.mark.keras
def test_the_numbers_are_those_of_keras() -> None:
    session = opened()
    draw(session)
    expected = engine.initial_weights(START.network, session.state.seed)
    np.testing.assert_allclose(session.state.w, expected[0][:, 0], rtol=1e-5)
