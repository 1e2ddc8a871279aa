"""The button "Share": the link of what is on screen, as text and as a QR code, and Present."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from playground.core.data.datasets import OWN_PREFIX
from playground.site import LOCK, ONLY
from playground.stage.component import card
from playground.stage.payloads.share import share_payload
from playground.stage.protocol import SharePayload
from playground.state.network_query import MAX_LINK_WEIGHTS, is_stored
from playground.state.short_links import SHORT_LINKS
from playground.state.training import TrainingState
from playground.ui.shared import commits, sessions
from playground.ui.shared.page_session import PageSession
from playground.ui.shared.room_address import RoomAddress, machine_address, room_address

LONG = 120
"""Characters of an address from which on there is a short one for it."""

_OWN_DATA = (
    "This is your own data. It stays in this browser tab, so nobody else can open it with a link."
)
_STORED = (
    f"These are more than {MAX_LINK_WEIGHTS:,} weights, too many for a link: it works as long as "
    "this server remembers them."
)
_TRAINING = (
    "The link has the network as it was before the training, and all that the training needs."
)


def button(session: PageSession[Any]) -> None:
    """A button that opens the card; what is in it is made when it is opened.

    Args:
        session: of the page.
    """
    drawer = st.popover("Share", key="share", on_change=sessions.read)
    if drawer.open:
        with drawer:
            commits.watch_state()
            card(on_screen(session.state), key="share card")


def on_screen(state: Any) -> SharePayload:
    """The address of what is on screen, for others."""
    return payload(state, _address(), _restrictions())


def payload(
    state: Any, where: RoomAddress, restrictions: Mapping[str, str] | None = None
) -> SharePayload:
    """What the card shows.

    Args:
        state: what is on screen.
        where: the app's address for others.
        restrictions: fields of the address that hide and lock controls.
    """
    query = {**state.to_query(), **(restrictions or {})}
    if str(query.get("data", "")).startswith(OWN_PREFIX):
        return share_payload("", "", (_OWN_DATA,), scannable=False)
    target = f"{where.page}?{urlencode(query, safe=',')}" if query else where.page
    link = where.base + target
    short = f"{where.base}s/{SHORT_LINKS.put(target)}" if len(link) > LONG else ""
    notes = (
        where.obstacle,
        _STORED if any(map(is_stored, query.values())) else "",
        _TRAINING if isinstance(state, TrainingState) else "",
    )
    shown = tuple(filter(None, notes))
    return share_payload(link, short, shown, scannable=not where.obstacle)


def _restrictions() -> dict[str, str]:
    return {name: st.query_params[name] for name in (ONLY, LOCK) if name in st.query_params}


def _address() -> RoomAddress:
    port = st.get_option("server.port")
    url = st.context.url or f"http://localhost:{port}/"
    return room_address(url, st.get_option("server.address"), machine_address())
