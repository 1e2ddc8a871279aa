"""Types that messages and files are decoded into, known to msgspec before anybody sends one."""

from __future__ import annotations

from typing import Any

import msgspec

known: list[Any] = []
"""All of them, in no order."""


def make_known(*types: Any) -> None:
    """Has msgspec look at types while their module is imported, by one thread.

    Otherwise it does so when it decodes into one for the first time, and a second thread that
    decodes into it meanwhile finds half of it: the process ends with a segmentation fault
    (msgspec 0.22).
    """
    for kind in types:
        msgspec.json.Decoder(kind)
    known.extend(types)
