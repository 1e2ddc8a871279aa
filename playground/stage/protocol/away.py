"""What is taken home to be drawn again: in the page of one file, and as pictures."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.figures import SharePayload
from playground.stage.protocol.networks import LayersPayload


class AwayPayload(Struct, frozen=True, kw_only=True, tag="away", tag_field="kind"):
    """A network with its data.

    Attributes:
        title: what it is: "calories from sugars".
        source: where the data is from, a sentence.
        name: of files about it, without their ending.
        network: what it is drawn of; Keras is not asked.
        share: the address of its page, where others can open it.
    """

    title: str
    source: str
    name: str
    network: LayersPayload
    share: SharePayload | None
