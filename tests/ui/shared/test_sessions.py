"""A learner's session: what Python sets, what the hand leaves, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from playground.core.network.network import Dense
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.ui.shared.page_session import PageSession

START = NeuronState.default()
OTHER = replace(START, w=(2.5,), b=90.0)


@pytest.fixture
def session() -> PageSession[NeuronState]:
    return PageSession(START, START, link={})


def left(session: PageSession[NeuronState], **changes: Any) -> dict[str, Any]:
    """What the hand leaves: what is on screen, with changes."""
    now = session.state
    return {
        "version": session.version,
        "w": now.w[0],
        "b": now.b,
        "probe": now.probe,
        "relu": now.activation == "relu",
        "residuals": now.residuals,
        "best": now.best,
        **changes,
    }


def test_what_python_sets_is_given_to_the_stage_under_another_version(
    session: PageSession[NeuronState],
) -> None:
    before = session.version
    session.set(OTHER, status="Done.", path=[[0.0, 100.0], [2.5, 90.0]])
    assert session.state == session.pushed == OTHER
    assert session.version != before
    assert session.status == "Done."
    assert session.path == [[0.0, 100.0], [2.5, 90.0]]


def test_what_the_hand_leaves_is_not_given_back(session: PageSession[NeuronState]) -> None:
    before = session.version
    session.receive(left(session, w=1.5, relu=True, best=True, residuals=False, probe=3.0))
    assert session.state == replace(
        START, w=(1.5,), activation="relu", best=True, residuals=False, probe=3.0
    )
    assert session.pushed == START
    assert session.version == before


def test_a_hand_from_before_python_set_something_comes_too_late(
    session: PageSession[NeuronState],
) -> None:
    late = left(session, w=-4.0)
    session.set(OTHER)
    session.receive(late)
    assert session.state == OTHER


def test_two_sessions_never_share_a_version() -> None:
    one, two = (PageSession(START, START, link={}) for _ in range(2))
    assert one.version != two.version


def test_a_new_change_clears_the_notices_and_no_change_leaves_them(
    session: PageSession[NeuronState],
) -> None:
    session.notices = ("The link's w was ignored.",)
    session.receive(left(session))
    assert session.notices
    session.receive(left(session, b=50.0))
    assert not session.notices


@pytest.mark.parametrize(
    "nonsense",
    [{"w": "abc"}, {"w": None}, {"b": float("nan")}, {"b": 1e10}, {"probe": float("inf")}],
)
def test_a_hand_without_sense_is_left_out_and_said(
    session: PageSession[NeuronState], nonsense: dict[str, Any]
) -> None:
    session.receive(left(session, **nonsense))
    assert session.state == START
    assert "not understood" in session.notices[0]
    session.receive({"version": session.version})
    assert session.state == START


def test_undo_goes_back_through_hand_and_python(session: PageSession[NeuronState]) -> None:
    session.receive(left(session, w=1.0))
    session.receive(left(session, w=2.0))
    session.set(OTHER)
    for w in (2.0, 1.0, 0.0):
        before = session.version
        session.undo()
        assert session.state.w == session.pushed.w == (w,)
        assert session.version != before
    before = session.version
    session.undo()
    assert session.state == START
    assert session.version == before


def test_undo_by_hand_counts_the_change_it_comes_with(session: PageSession[NeuronState]) -> None:
    session.receive(left(session, w=1.0))
    session.receive(left(session, w=2.0, undo=1))
    assert session.state.w == (1.0,)
    session.receive(left(session, undo=2))
    assert session.state.w == (0.0,)


def test_undo_by_hand_works_though_python_set_something_since(
    session: PageSession[NeuronState],
) -> None:
    late = left(session, undo=1)
    session.set(OTHER)
    session.receive(late)
    assert session.state == START


def test_the_past_has_an_end(session: PageSession[NeuronState]) -> None:
    for step in range(150):
        session.receive(left(session, w=1.0 + step))
    assert len(session.undo_stack) == 100
    assert session.undo_stack[-1].w == (149.0,)


def test_what_stays_the_same_is_nothing_to_undo(session: PageSession[NeuronState]) -> None:
    session.receive(left(session))
    assert not session.undo_stack


# --- building -------------------------------------------------------------------------------


def twice(experiment: NeuronState, action: Mapping[str, Any]) -> tuple[NeuronState, str]:
    if action["kind"] != "twice":
        raise ValueError("too much")
    return replace(experiment, b=2 * experiment.b), "Doubled."


def test_an_action_builds_on_what_the_hand_holds_and_can_be_undone(
    session: PageSession[NeuronState],
) -> None:
    session.apply_action = twice
    session.receive(left(session, b=30.0, action={"kind": "twice"}))
    assert session.state == session.pushed == replace(START, b=60.0)
    assert session.status == "Doubled."
    session.undo()
    assert session.state == replace(START, b=30.0)


def test_an_action_that_is_impossible_says_why_and_loses_nothing(
    session: PageSession[NeuronState],
) -> None:
    session.apply_action = twice
    session.receive(left(session, b=30.0, action={"kind": "thrice"}))
    assert session.state == replace(START, b=30.0)
    assert session.notices == ("That is not possible: too much.",)
    assert session.refused == 1


def test_a_page_without_building_ignores_actions(session: PageSession[NeuronState]) -> None:
    session.receive(left(session, action={"kind": "twice"}))
    assert (session.state, session.notices) == (START, ())


def test_large_screens_leave_less_room_to_go_back() -> None:
    large = LayersState.default(layers=(Dense(1024, "relu"), Dense(1024, "relu")))
    session = PageSession(large, large, link={})
    for seed in range(12):
        session.set(replace(large, seed=seed))
    assert 2 <= len(session.undo_stack) <= 8
    assert session.undo_stack[-1].seed == 10
