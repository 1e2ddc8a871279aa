from __future__ import annotations

import numpy as np
import pytest

from playground.core.network.initializers import INITIALIZERS, draw_weights, initializer
from playground.core.network.network import Dense, Network

WIDE = Network(30, (Dense(1000, "relu"), Dense(50), Dense(1)))
DRAWN = {name: draw_weights(WIDE, 0, name) for name in INITIALIZERS}


@pytest.mark.parametrize("name", INITIALIZERS)
def test_biases_start_at_zero_and_a_seed_replays(name: str) -> None:
    WIDE.check(DRAWN[name])
    assert not any(bias.any() for bias in DRAWN[name][1::2])
    assert all(map(np.array_equal, DRAWN[name], draw_weights(WIDE, 0, name)))
    assert (
        np.array_equal(DRAWN[name][0], draw_weights(WIDE, 1, name)[0]) != INITIALIZERS[name].random
    )


def test_names_are_their_keys() -> None:
    assert [one.name for one in INITIALIZERS.values()] == list(INITIALIZERS)


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("glorot_uniform", np.sqrt(6.0 / (30 + 1000))),
        ("he_uniform", np.sqrt(6.0 / 30)),
        ("he_normal", 2.0 * np.sqrt(2.0 / 30) / 0.87962566103423978),
        ("zeros", 0.0),
    ],
)
def test_kernels_fill_their_limits(name: str, limit: float) -> None:
    kernel = DRAWN[name][0]
    assert 0.99 * limit <= np.max(np.abs(kernel)) <= limit


@pytest.mark.parametrize(
    ("name", "deviation"),
    [
        ("glorot_uniform", np.sqrt(2.0 / (30 + 1000))),
        ("he_uniform", np.sqrt(2.0 / 30)),
        ("he_normal", np.sqrt(2.0 / 30)),
        ("random_normal", 0.05),
        ("zeros", 0.0),
    ],
)
def test_kernels_have_their_deviation(name: str, deviation: float) -> None:
    kernel = DRAWN[name][0]
    assert np.std(kernel) == pytest.approx(deviation, rel=0.02)
    assert abs(np.mean(kernel)) <= 0.02 * deviation


def test_layers_are_drawn_apart() -> None:
    deep = Network(3, (Dense(3), Dense(3)))
    first, _, second, _ = draw_weights(deep, 0)
    assert not np.array_equal(first, second)


def test_unknown_initializer_names_the_known_ones() -> None:
    message = "one of glorot_uniform, he_normal, he_uniform, random_normal, zeros; received 'ones'"
    with pytest.raises(ValueError, match=message):
        initializer("ones")
