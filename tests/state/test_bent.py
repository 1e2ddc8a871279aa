"""Which two neurons bend the plane: in the link, and from the browser."""

from __future__ import annotations

import msgspec
import pytest

from playground.core.network.network import Dense
from playground.state.layers import LayersState
from playground.state.training import TrainingState


@pytest.mark.parametrize("kind", [LayersState, TrainingState])
def test_the_link_has_the_neurons_and_layers_may_come_and_go(
    kind: type[LayersState | TrainingState],
) -> None:
    query = {"layers": "4-tanh,3-relu", "bent": "2-3-1"}
    state, ignored = kind.from_query(query)
    assert not ignored
    assert state.values.choices["bent"] == "2-3-1"
    assert state.to_query()["bent"] == "2-3-1"
    fewer, ignored = kind.from_query({"layers": "2-relu", "bent": "2-3-1"})
    assert not ignored
    assert fewer.to_query()["bent"] == "2-3-1"
    assert "bent" not in kind.default().to_query()


@pytest.mark.parametrize(
    "text", ["1", "1-2", "1-2-2", "0-1-2", "7-1-2", "1-0-2", "a-b-c", "1-1-2-3"]
)
def test_what_is_no_choice_is_ignored_with_a_reason(text: str) -> None:
    state, (reason,) = LayersState.from_query({"layers": "4-relu", "bent": text})
    assert reason.startswith("The link's bent was ignored: ")
    assert state == LayersState.from_query({"layers": "4-relu"})[0]


def test_the_browser_chooses_neurons_and_nothing_else() -> None:
    state = LayersState.default(layers=(Dense(4, "relu"),))
    values = state.values
    chosen = msgspec.structs.replace(values, choices={**values.choices, "bent": "1-2-4"})
    assert state.with_values(chosen).bent == "1-2-4"
    with pytest.raises(ValueError, match="such as 1-1-2"):
        state.with_values(msgspec.structs.replace(values, choices={**values.choices, "bent": "x"}))
