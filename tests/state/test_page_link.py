"""A link from Python opens the same network on Layers."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from playground.core.network.network import Dense
from playground.state.layers import LayersState
from playground.state.page_link import page_link
from tests.export.takeaways import large, stack, units
from tests.state.test_brought import predicted


def test_the_page_predicts_what_the_network_does() -> None:
    for takeaway in (
        stack("cereal", ("sugars", "fiber"), "calories", (Dense(6, "relu"),)),
        stack("concrete", ("Age", "Cement"), "CompressiveStrength >= 30", (Dense(3, "tanh"),)),
        next(units()),
    ):
        address = urlsplit(page_link(takeaway, "https://school.example/nn/"))
        assert address.path == "/nn/layers"
        state, notices = LayersState.from_query(parse_qs(address.query))
        assert notices == ()
        expected = takeaway.predict(takeaway.sample.x)
        np.testing.assert_allclose(predicted(state), expected, rtol=1e-4, atol=1e-3)


def test_a_large_network_has_no_link() -> None:
    with pytest.raises(ValueError, match="room for 1,000 weights; received 530,"):
        page_link(large())
