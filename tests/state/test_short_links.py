"""Short links: a code a link, found again in any case, and the oldest forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.state.short_links import ALPHABET, LENGTH, ShortLinks


@given(st.lists(st.text(max_size=300), max_size=30))
def test_every_link_is_found_by_its_code(links: list[str]) -> None:
    store = ShortLinks()
    codes = [store.put(link) for link in links]
    assert [store.get(code) for code in codes] == links
    assert [store.get(code.upper()) for code in codes] == links
    assert len(set(codes)) == len(set(links))
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)


def test_the_same_link_has_the_same_code_and_other_servers_have_others() -> None:
    store = ShortLinks()
    assert store.put("neuron?w=1") == store.put("neuron?w=1")
    assert store.put("neuron?w=1") != ShortLinks().put("neuron?w=1")


def test_links_whose_codes_meet_get_different_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    store = ShortLinks()
    monkeypatch.setattr(store, "_code", lambda link, attempt: f"code{attempt}")
    assert [store.put(link) for link in ("a", "b", "a", "c")] == [
        "code0",
        "code1",
        "code0",
        "code2",
    ]
    assert store.get("code1") == "b"


def test_of_too_many_links_the_oldest_is_forgotten() -> None:
    store = ShortLinks(limit=1000)
    codes = [store.put(f"layers?weights={number}{'A' * 200}") for number in range(10)]
    assert store.get(codes[-1]).startswith("layers?weights=9")
    with pytest.raises(KeyError):
        store.get(codes[0])


def test_codes_have_no_letters_that_are_mistaken_for_others() -> None:
    assert not set(ALPHABET) & set("01ilouea")
    assert ALPHABET.lower() == ALPHABET
