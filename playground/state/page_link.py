"""The way from Python to the pages: a link that opens a network on Layers."""

from __future__ import annotations

from urllib.parse import urlencode

from playground.core.model_files.network_file import NetworkFile
from playground.core.takeaway import Takeaway
from playground.state.brought import with_network_file
from playground.state.layers import LayersState
from playground.state.network_query import MAX_LINK_WEIGHTS


def page_link(takeaway: Takeaway, server: str = "http://localhost:8501") -> str:
    """The address at which a server shows the network on Layers, with its data and its weights.

    Args:
        takeaway: the network and its data set, one that the server has.
        server: its address.

    Raises:
        ValueError: if the page cannot show it, or a link has no room for so many weights.
    """
    count = takeaway.network.parameter_count
    if count > MAX_LINK_WEIGHTS:
        raise ValueError(
            f"a link has room for {MAX_LINK_WEIGHTS:,} weights; received {count:,}: save a .keras "
            "file, and bring it in on Layers"
        )
    start = LayersState.default(takeaway.data, takeaway.inputs, takeaway.target)
    file = NetworkFile(takeaway.network, takeaway.weights, takeaway.scaling)
    query = with_network_file(start, file).to_query()
    return f"{server.rstrip('/')}/layers?{urlencode(query, safe=',')}"
