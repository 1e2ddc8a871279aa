"""A page's session: what Python sets, what the browser commits, the way back, and actions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.network import Dense
from playground.stage.payloads.neuron import neuron_payload, neuron_view
from playground.stage.protocol import ClientMessage
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.values import Action, AddNeuron, Play, RemoveLayer
from playground.ui.shared.page_session import PageSession

START = replace(NeuronState.default(), w=(0.0,), b=100.0)
OTHER = replace(START, w=(2.5,), b=90.0)
VIEW = neuron_view(START.data, START.inputs[0], START.target)
Session = PageSession[NeuronState]


@pytest.fixture
def session() -> Session:
    return PageSession(START, START, link={})


def values(session: Session, w: float | None = None, **changes: Any) -> dict[str, Any]:
    """What is on screen, with changes, as the browser sends it."""
    now = session.state.values
    if w is not None:
        changes["weights"] = [[w], now.weights[1]]
    sent: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(now, **changes))
    return sent


def message(session: Session, w: float | None = None, **changes: Any) -> dict[str, Any]:
    """The browser's next message."""
    fields = {"seq": session.last_seq + 1, "base": session.version, "values": values(session, w)}
    return {**fields, **changes}


def payload(session: Session) -> bytes:
    """What the stage gets."""
    return msgspec.json.encode(neuron_payload(VIEW, session.pushed, session.sync, session.path))


def apply(state: NeuronState, action: Action) -> tuple[NeuronState, str]:
    """Doubles b, does nothing, or refuses."""
    match action:
        case AddNeuron():
            return replace(state, b=2 * state.b), "Doubled."
        case Play():
            return state, "Playing."
        case _:
            raise ValueError("too much")


DOUBLE, NOTHING, REFUSED = (
    msgspec.to_builtins(action) for action in (AddNeuron(0), Play(), RemoveLayer(0))
)


# --- rule 1: the browser owns the values, except under another version ------------------------


def test_what_python_sets_is_pushed_under_another_version(session: Session) -> None:
    before, path = session.version, [[[0.0], [100.0]], [[2.5], [90.0]]]
    session.set(OTHER, status="Done.", path=path)
    assert session.state == session.pushed == OTHER
    assert session.version > before
    assert session.status == "Done."
    assert session.path == path


def test_what_the_browser_commits_is_not_sent_back(session: Session) -> None:
    before = payload(session)
    switches = {**session.state.values.switches, "best": True, "residuals": False}
    changed = values(session, 1.5, activations=["relu"], at=[3.0], switches=switches)
    session.receive(message(session, values=changed))
    assert session.state == replace(
        START, w=(1.5,), activation="relu", best=True, residuals=False, probe=3.0
    )
    assert session.pushed == START
    assert payload(session) == before


# --- rule 2: every message is handled once ----------------------------------------------------


def test_a_message_is_handled_once(session: Session) -> None:
    first, second = message(session, 1.0), message(session, 2.0, seq=2)
    session.receive(first)
    session.receive(first)
    assert len(session.undo_stack) == 1
    session.receive(second)
    session.receive(first)
    assert (session.state.w, session.last_seq) == ((2.0,), 2)
    session.undo()
    session.receive({**second, "base": session.version})
    assert session.state.w == (1.0,)


def test_an_undo_and_an_action_are_handled_once(session: Session) -> None:
    session.apply_action = apply
    double = message(session, action=DOUBLE)
    for _ in range(2):
        session.receive(double)
    assert session.state.b == 200.0
    session.receive(message(session, action=DOUBLE))
    undo = message(session, undo=True)
    for _ in range(2):
        session.receive(undo)
    assert session.state.b == 200.0


def test_messages_may_skip_numbers(session: Session) -> None:
    session.receive(message(session, 1.0, seq=17))
    assert (session.state.w, session.last_seq) == ((1.0,), 17)


# --- rule 3: what is based on other values is left out ----------------------------------------


def test_values_on_an_older_base_are_left_out(session: Session) -> None:
    late = message(session, -4.0)
    session.set(OTHER)
    session.receive(late)
    assert session.state == session.pushed == OTHER
    assert session.last_seq == late["seq"]
    assert session.notices == ()


def test_undo_counts_on_an_older_base_too(session: Session) -> None:
    late = message(session, -4.0, undo=True)
    session.set(OTHER)
    session.receive(late)
    assert session.state == session.pushed == START


def test_an_action_on_an_older_base_is_left_out_and_acknowledged(session: Session) -> None:
    session.apply_action = apply
    late = message(session, action=DOUBLE)
    session.set(OTHER)
    session.receive(late)
    assert session.state == OTHER
    assert session.ack == late["seq"]


@pytest.mark.parametrize("action", [DOUBLE, NOTHING, REFUSED], ids=["done", "idle", "refused"])
def test_every_action_is_acknowledged(session: Session, action: dict[str, Any]) -> None:
    session.apply_action = apply
    before = payload(session)
    session.receive(message(session, action=action))
    assert session.ack == session.last_seq == 1
    assert payload(session) != before


def test_an_action_is_acknowledged_on_a_page_without_actions(session: Session) -> None:
    session.receive(message(session, action=DOUBLE))
    assert (session.state, session.notices, session.ack) == (START, (), 1)


def test_plain_commits_are_not_acknowledged_before_the_next_push(session: Session) -> None:
    before = payload(session)
    for w in (1.0, 2.0, 3.0):
        session.receive(message(session, w))
    assert (session.ack, session.last_seq) == (0, 3)
    assert payload(session) == before
    session.set(OTHER)
    assert session.ack == 3
    session.receive(message(session, 4.0))
    assert session.ack == 3
    session.undo()
    assert session.ack == 4


def test_a_request_to_send_everything_again_changes_nothing(session: Session) -> None:
    before = payload(session)
    session.receive(message(session, 5.0, refresh=True))
    assert (session.state, session.last_seq) == (START, 1)
    assert payload(session) == before


# --- rule 4: another server has another session -----------------------------------------------


def test_two_sessions_never_share_a_name() -> None:
    names = {PageSession(START, START, link={}).sync.session for _ in range(9)}
    assert len(names) == 9


# --- all rules together -----------------------------------------------------------------------

_steps = st.lists(
    st.tuples(
        st.sampled_from(["commit", "repeat", "late", "action", "undo", "set", "button"]),
        st.sampled_from([0.0, 1.0, 2.0]),
    ),
    max_size=30,
)


@given(_steps)
def test_counters_only_grow_and_the_payload_changes_with_them_alone(
    steps: list[tuple[str, float]],
) -> None:
    session: Session = PageSession(START, START, link={}, apply_action=apply)
    last, old_base = message(session, seq=0), 0
    for kind, w in steps:
        before, counters = payload(session), (session.version, session.ack, session.last_seq)
        if kind == "set":
            old_base = session.version
            session.set(replace(START, w=(w,)))
        elif kind == "button":
            session.undo()
        elif kind == "repeat":
            session.receive(last)
            assert (session.version, session.ack, session.last_seq) == counters
        else:
            base = old_base if kind == "late" else session.version
            action = DOUBLE if kind == "action" else None
            last = message(session, w, base=base, undo=kind == "undo", action=action)
            session.receive(last)
            assert session.last_seq == counters[2] + 1
        after = session.version, session.ack, session.last_seq
        assert all(new >= old for new, old in zip(after, counters, strict=True))
        assert session.ack <= session.last_seq
        assert (payload(session) == before) == (after[:2] == counters[:2])


# --- what is no message -----------------------------------------------------------------------


def test_a_new_change_clears_the_notices_and_no_change_leaves_them(session: Session) -> None:
    session.notices = ("The link's w was ignored.",)
    session.receive(message(session))
    assert session.notices
    session.receive(message(session, 50.0))
    assert not session.notices


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"weights": [["abc"], [1.0]]}, "at `$.values.weights[0][0]`"),
        ({"weights": [[None], [1.0]]}, "at `$.values.weights[0][0]`"),
        ({"weights": [[True], [1.0]]}, "at `$.values.weights[0][0]`"),
        ({"weights": [[10**400], [1.0]]}, "at `$.values.weights[0][0]`"),
        ({"weights": [[1.0], [float("nan")]]}, "b must be at most"),
        ({"weights": [[1.0], [1e10]]}, "b must be at most"),
        ({"weights": [[1.0]]}, "arrays of 1 and 1 numbers"),
        ({"at": [float("inf")]}, "probe must be at most"),
        ({"at": 3.0}, "at `$.values.at`"),
        ({"frozen": [0.5]}, "at `$.values.frozen[0]`"),
        ({"switches": {"best": 1, "residuals": True}}, "at `$.values.switches[...]`"),
        ({"switches": {"best": True}}, "'residuals' is missing"),
        ({"camera": [1.0, 2.0]}, "at `$.values.camera`"),
        ({"colour": "red"}, "unknown field `colour` - at `$.values`"),
    ],
)
def test_values_that_make_no_sense_are_left_out_with_the_place(
    session: Session, changes: dict[str, Any], reason: str
) -> None:
    session.receive(message(session, values={**values(session, 5.0), **changes}))
    assert session.state == session.pushed == START
    assert not session.undo_stack
    (notice,) = session.notices
    assert notice.startswith("The last change was not understood and is left out: ")
    assert reason in notice


@pytest.mark.parametrize(
    "data",
    [None, 3, "text", b"bytes", [], {}, {"seq": 1}, {1: 2}, object(), {"w": 1.0, "version": "x"}],
)
def test_what_is_no_message_is_left_out_with_a_notice(session: Session, data: object) -> None:
    session.receive(data)
    assert (session.state, session.last_seq) == (START, 0)
    assert "not understood" in session.notices[0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seq": 1.5}, "at `$.seq`"),
        ({"seq": "1"}, "at `$.seq`"),
        ({"seq": -1}, "at `$.seq`"),
        ({"seq": 10**30}, "at `$.seq`"),
        ({"base": None}, "at `$.base`"),
        ({"undo": 1}, "at `$.undo`"),
        ({"values": []}, "at `$.values`"),
        ({"nonce": "x"}, "unknown field `nonce`"),
        ({"action": "play"}, "at `$.action`"),
        ({"action": {}}, "field `kind` - at `$.action`"),
        ({"action": {"kind": "explode"}}, "'explode' - at `$.action.kind`"),
        ({"action": {"kind": "add_neuron"}}, "field `layer` - at `$.action`"),
        ({"action": {"kind": "add_neuron", "layer": "0"}}, "at `$.action.layer`"),
    ],
)
def test_a_malformed_message_is_left_out_with_the_place(
    session: Session, changes: dict[str, Any], reason: str
) -> None:
    session.apply_action = apply
    session.receive(message(session, 5.0, **changes))
    assert (session.state, session.last_seq, session.ack) == (START, 0, 0)
    assert reason in session.notices[0]


def test_a_message_without_one_of_its_fields_is_left_out(session: Session) -> None:
    whole = message(session, 5.0)
    assert {*whole} == {"seq", "base", "values"}
    for name in whole:
        session.receive({key: value for key, value in whole.items() if key != name})
        assert session.state == START
        assert f"missing required field `{name}`" in session.notices[0]


def test_what_is_no_message_is_named_once_however_often_it_is_handed_over(
    session: Session,
) -> None:
    session.receive({"seq": 1})
    session.unseen = False  # the page has been drawn
    session.receive(message(session, 50.0))
    for _ in range(2):
        session.receive({"seq": 1})
        assert session.notices == ()
    session.receive({"seq": 2})
    assert "not understood" in session.notices[0]


def test_a_notice_that_was_not_on_the_page_yet_outlives_a_change(session: Session) -> None:
    session.receive({"seq": 1})
    session.set(OTHER)
    assert session.notices
    session.unseen = False
    session.set(START)
    assert session.notices == ()


_junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=5,
)


@given(st.sampled_from(ClientMessage.__struct_fields__), _junk)
def test_nonsense_in_a_field_never_raises_and_never_breaks_the_payload(
    name: str, junk: object
) -> None:
    session: Session = PageSession(START, START, link={}, apply_action=apply)
    session.receive(message(session, 5.0, **{name: junk}))
    assert payload(session)
    if session.state == START and session.last_seq == 0:
        assert session.notices or junk == 0


@given(_junk)
def test_nonsense_in_place_of_a_message_is_left_out(junk: object) -> None:
    session: Session = PageSession(START, START, link={})
    session.receive(junk)
    assert session.state == START
    assert "not understood" in session.notices[0]


# --- undo -------------------------------------------------------------------------------------


def test_undo_goes_back_through_the_browsers_changes_and_pythons(session: Session) -> None:
    session.receive(message(session, 1.0))
    session.receive(message(session, 2.0))
    session.set(OTHER)
    for w in (2.0, 1.0, 0.0):
        before = session.version
        session.undo()
        assert session.state.w == session.pushed.w == (w,)
        assert session.version > before
    before = session.version
    session.undo()
    assert session.state == START
    assert session.version == before


def test_the_stages_undo_counts_the_change_it_comes_with(session: Session) -> None:
    session.receive(message(session, 1.0))
    session.receive(message(session, 2.0, undo=True))
    assert session.state.w == (1.0,)
    session.receive(message(session, undo=True))
    assert session.state.w == (0.0,)


def test_there_is_an_end_to_undo(session: Session) -> None:
    for step in range(150):
        session.receive(message(session, 1.0 + step))
    assert len(session.undo_stack) == 100
    assert session.undo_stack[-1].w == (149.0,)


def test_what_stays_the_same_is_nothing_to_undo(session: Session) -> None:
    session.receive(message(session))
    assert not session.undo_stack


def test_large_states_leave_less_room_to_go_back() -> None:
    large = LayersState.default(layers=(Dense(1024, "relu"), Dense(1024, "relu")))
    session = PageSession(large, large, link={})
    for seed in range(12):
        session.set(replace(large, seed=seed))
    assert 2 <= len(session.undo_stack) <= 8
    assert session.undo_stack[-1].seed == 10


# --- actions ----------------------------------------------------------------------------------


def test_an_action_builds_on_the_values_it_comes_with_and_can_be_undone(session: Session) -> None:
    session.apply_action = apply
    changed = values(session, weights=[[0.0], [30.0]])
    session.receive(message(session, values=changed, action=DOUBLE))
    assert session.state == session.pushed == replace(START, b=60.0)
    assert session.status == "Doubled."
    session.undo()
    assert session.state == replace(START, b=30.0)


def test_an_impossible_action_says_why_and_loses_nothing(session: Session) -> None:
    session.apply_action = apply
    changed = values(session, weights=[[0.0], [30.0]])
    session.receive(message(session, values=changed, action=REFUSED))
    assert session.state == replace(START, b=30.0)
    assert session.pushed == START
    assert session.notices == ("That is not possible: too much.",)


def test_an_action_that_changes_nothing_on_screen_leaves_nothing_to_undo(session: Session) -> None:
    session.apply_action = apply
    session.receive(message(session, action=NOTHING))
    assert (session.status, session.undo_stack, session.version) == ("Playing.", [], 0)


# --- where one looks from ---------------------------------------------------------------------


def test_turning_a_picture_is_not_undone_and_no_undo_turns_it() -> None:
    start = PlaneState.default()
    session = PageSession(start, start, link={})

    def commit(**changes: Any) -> None:
        sent = msgspec.structs.replace(session.state.values, **changes)
        fields = {"seq": session.last_seq + 1, "base": session.version}
        session.receive({**fields, "values": msgspec.to_builtins(sent)})

    commit(camera=(1.0, 2.0, 0.5))
    assert session.state.camera == (1.0, 2.0, 0.5)
    assert session.undo_stack == []
    commit(weights=[[1.0] * len(start.inputs), [5.0]])
    commit(camera=(2.0, 1.0, 0.5))
    session.undo()
    assert session.state == session.pushed == replace(start, camera=(2.0, 1.0, 0.5))
    assert session.undo_stack == []
