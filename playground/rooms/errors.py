"""Why a room refuses something: a sentence, and the status of the answer."""

from __future__ import annotations

from typing import Literal, TypeAlias

Status: TypeAlias = Literal["unknown", "forbidden", "refused", "busy", "full"]


class Refused(Exception):
    """Something that the room does not do; the message is a whole sentence for the person."""

    code: int = 422
    status: Status = "refused"


class UnknownRoom(Refused):
    """There is no such room: the code is wrong, or the room is forgotten."""

    code: int = 404
    status: Status = "unknown"


class Forbidden(Refused):
    """The secret is not the one of the seat, or of the room."""

    code: int = 403
    status: Status = "forbidden"


class Busy(Refused):
    """Too much at once; later it will do.

    Args:
        text: the sentence.
        wait: seconds after which it will.
    """

    code: int = 429
    status: Status = "busy"

    def __init__(self, text: str, wait: float) -> None:
        super().__init__(text)
        self.wait = wait


class Full(Refused):
    """No place is free."""

    code: int = 503
    status: Status = "full"
