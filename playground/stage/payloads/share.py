"""What the card "Share" shows: an address, its QR code, and what to know about it."""

from __future__ import annotations

from itertools import groupby

import segno

from playground.stage.protocol import QrCode, SharePayload

_QUIET = 4
"""Empty modules around a QR code, as its standard asks."""


def share_payload(
    link: str, short: str, notes: tuple[str, ...], *, scannable: bool
) -> SharePayload:
    """The payload of the card.

    Args:
        link: the whole address of what is on screen; "" if it cannot be shared.
        short: a shorter one for the same, or "".
        notes: what to know about it, a sentence each.
        scannable: whether other devices can open the address.
    """
    address = short or link
    code = qr_code(address) if address and scannable else None
    return SharePayload(address=address, link=link, qr=code, notes=notes)


def qr_code(text: str) -> QrCode:
    """The QR code of a text, its dark modules as an SVG path."""
    code = segno.make(text, micro=False, error="m")
    parts = list[str]()
    rows = list(code.matrix_iter(border=_QUIET))
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                parts.append(f"M{x},{y}h{length}v1h-{length}z")
            x += length
    return QrCode(size=len(rows), path="".join(parts))
