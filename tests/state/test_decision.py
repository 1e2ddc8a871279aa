"""The threshold and the costs of a page's state: in its link, and from the browser."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from playground.state.decision import Decision, decision_of
from playground.state.layers import LayersState
from playground.state.training import TrainingState


def test_a_link_has_what_differs_and_a_bad_field_costs_one_sentence() -> None:
    query = {"target": "shelf = 2", "threshold": "0.31", "miss": "10"}
    state, ignored = TrainingState.from_query(query)
    assert ignored == ()
    assert state.layers_state.decision == Decision(0.31, 1.0, 10.0)
    assert query.items() <= state.to_query().items()
    assert "false_alarm" not in state.to_query()
    bad, (sentence,) = TrainingState.from_query({**query, "threshold": "1.5"})
    assert bad.layers_state.decision == Decision(0.5, 1.0, 10.0)
    assert sentence == (
        "The link's threshold was ignored: threshold must be from 0 to 1; received 1.5."
    )


@pytest.mark.parametrize("text", ["-0.1", "1.01", "much", ""])
def test_the_browser_cannot_set_another_threshold(text: str) -> None:
    state = LayersState.default(target="shelf = 2")
    values = msgspec.structs.replace(
        state.values, choices={**state.values.choices, "threshold": text}
    )
    with pytest.raises(ValueError, match=r"threshold|number|between"):
        state.with_values(values)


def test_what_the_browser_sends_is_the_state_again() -> None:
    state = replace(LayersState.default(target="shelf = 2"), decision=Decision(0.2, 3.0, 0.5))
    assert decision_of(state.values) == state.decision
    assert state.with_values(state.values) == state
