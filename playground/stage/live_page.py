"""The network on screen as a page in one file, which moves without a server and a network."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

import msgspec

from playground.core.takeaway import Takeaway
from playground.stage.bundle import bundle
from playground.stage.payloads.away import away_payload
from playground.stage.protocol import SharePayload

_SHEETS = ("stage.css", "layers.css", "classLegend.css", "live.css")
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main class="np-stage np-live"><h1>{title}</h1><p>This page needs JavaScript.</p></main>
<script type="application/json" id="network">{network}</script>
<script type="module">
{script}</script>
</body>
</html>
"""


def live_page(
    takeaway: Takeaway, name: str = "network", share: SharePayload | None = None
) -> bytes:
    """The page: diagram, picture, sliders and data, with scripts and styles within it.

    Nothing is fetched: its own policy forbids every request.

    Args:
        takeaway: what is on screen; see `can_move`.
        name: of files about it, without their ending.
        share: the address of its page, as the card "Share" shows it.
    """
    payload = away_payload(takeaway, name, share)
    network = msgspec.json.encode(payload).decode("utf-8").replace("<", "\\u003c")
    page = _PAGE.format(
        title=escape(takeaway.title),
        style=_style(),
        network=network,
        script=bundle("away/main.js"),
    )
    return page.encode("utf-8")


@cache
def _style() -> str:
    folder = files("playground").joinpath("stage", "assets", "css")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in _SHEETS)
