"""Letters of European languages: which of two encodings with Latin letters a text is in."""

from __future__ import annotations

import re

_WESTERN = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "åäöéü",  # Swedish, Finnish
    "æøåéô",  # Danish, Norwegian
    "ëïéèóüö",  # Dutch
    "áðéíóúýþæö",  # Icelandic
    "àçéèíïóòúü",  # Catalan
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîşţ",  # Romanian
)
_IN_WORDS = re.compile(r"(?<=[a-zA-Z])[^\x00-\x7f]+|[^\x00-\x7f]+(?=[a-zA-Z])")


def is_central_european(data: bytes) -> bool:
    """Whether bytes are Windows-1250 rather than Windows-1252, by the letters in their words."""
    central, western = (
        {*"".join(_IN_WORDS.findall(data.decode(codec, errors="replace"))).lower()}
        for codec in ("cp1250", "cp1252")
    )
    if any(western <= {*letters} for letters in _WESTERN):
        return False
    return any(central <= {*letters} for letters in _CENTRAL)
