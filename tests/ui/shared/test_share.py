"""What the card "Share" shows for a page's state."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
import segno

from playground.stage.payloads.share import qr_code
from playground.stage.protocol import QrCode
from playground.state.concrete import ConcreteState
from playground.state.data import DataState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.short_links import SHORT_LINKS
from playground.state.training import TrainingState
from playground.ui.shared.room_address import RoomAddress
from playground.ui.shared.share import LONG, payload
from tests.qr import modules
from tests.state.layers_states import with_other_weights

BASE = "http://10.0.0.7:8501/"
NEURON = RoomAddress(BASE, "neuron")
LAYERS = RoomAddress(BASE, "layers")


def test_a_short_link_is_shown_as_it_is_and_gives_the_state_back() -> None:
    state = replace(NeuronState.default(), w=(2.5,), b=90.0)
    card = payload(state, NEURON)
    assert card.address == card.link == f"{BASE}neuron?w=2.5&b=90"
    assert card.notes == ()
    assert NeuronState.from_query(dict(parse_qsl(urlsplit(card.link).query))) == (state, ())


def test_what_is_hidden_and_locked_is_shared() -> None:
    card = payload(NeuronState.default(), NEURON, {"only": "w,b", "lock": "b"})
    assert card.address == f"{BASE}neuron?only=w,b&lock=b"


def test_what_a_page_begins_with_needs_no_fields() -> None:
    assert payload(NeuronState.default(), NEURON).address == f"{BASE}neuron"
    assert payload(NeuronState.default(), RoomAddress(BASE, "")).address == BASE


def test_a_long_link_gets_a_short_one_for_the_same() -> None:
    card = payload(with_other_weights(LayersState.default()), LAYERS)
    assert len(card.link) > LONG
    assert len(card.address) < 32
    short = card.address.removeprefix(f"{BASE}s/")
    assert BASE + SHORT_LINKS.get(short) == card.link
    assert card.qr == qr_code(card.address)


def test_weights_that_a_link_has_no_room_for_are_named() -> None:
    state = LayersState.default()
    layers = tuple(replace(layer, units=64) for layer in state.layers)
    large = with_other_weights(
        LayersState.from_query({"layers": ",".join(f"{n.units}-relu" for n in layers)})[0]
    )
    (note,) = payload(large, LAYERS).notes
    assert "more than 1,000 weights" in note
    assert payload(with_other_weights(state), LAYERS).notes == ()


def test_own_data_is_not_shared() -> None:
    for state in (NeuronState.default(), DataState.default()):
        own = OwnState({**state.to_query(), "data": "own-abc"})
        card = payload(own, NEURON)
        assert (card.address, card.link, card.qr) == ("", "", None)
        assert "your own data" in card.notes[0]


class OwnState:
    """A state with this link."""

    def __init__(self, query: dict[str, str]) -> None:
        self._query = query

    def to_query(self) -> dict[str, str]:
        return self._query


def test_a_training_is_started_by_those_who_open_its_link() -> None:
    (note,) = payload(TrainingState.default(), RoomAddress(BASE, "training")).notes
    assert "before the training" in note


def test_an_address_that_others_cannot_open_has_no_code() -> None:
    card = payload(ConcreteState.default(), RoomAddress("http://localhost/", "concrete", "Why."))
    assert card.address == "http://localhost/concrete"
    assert card.qr is None
    assert card.notes == ("Why.",)


@pytest.mark.parametrize("text", [BASE, f"{BASE}s/bcd23", f"{BASE}neuron?{'w=2.5&' * 20}"])
def test_the_code_is_segnos(text: str) -> None:
    code = qr_code(text)
    assert modules(code.path, code.size) == expected(text)


def test_the_reader_of_codes_sees_a_wrong_module() -> None:
    code = qr_code(BASE)
    wrong = QrCode(code.size, code.path + "M0,0h1v1h-1z")
    assert modules(wrong.path, wrong.size) != expected(BASE)


def expected(text: str) -> list[list[int]]:
    """The modules of a text's code, 1 where they are dark."""
    made = segno.make(text, micro=False, error="m")
    return [list(row) for row in made.matrix_iter(border=4)]
