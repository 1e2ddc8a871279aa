"""Units, as people write them beside names and numbers."""

from __future__ import annotations

import re

_PREFIXED = """m g s A K mol Hz N Pa J W C V F Ω Ohm ohm S lm lx Bq Gy Sv L l bar eV Wh B bit cal
M VA Nm Torr"""
_WHOLE = """
% ‰ ° ' " °C °F ℃ ℉ degC degF deg rad sr h hr hrs hour hours min mins minute minutes sec secs
second seconds d day days week weeks month months yr yrs year years a ha t T acre acres ft feet in
inch inches mi mile miles yd mph kmh kph kn knots kt lb lbs oz gal psi atm mmHg inHg hPa ppm ppb
ppt pH rpm dB dBm dBA au AU a.u. arb. count counts cps Å µm nm um ug µg μm μg Volts Volt volts
volt Amps amps Watts watts Celsius Fahrenheit Kelvin meter meters metre metres gram grams kms kgs
liter litre liters litres € $ £ ¥ ₹ EUR USD GBP CHF JPY INR PSU NTU FNU mEq U IU Da bp px pixels
persons people pcs units unit unitless dimensionless percent pct thousand thousands million
millions
"""
_ATOM = (
    rf"(?:[GMkhdcmµμunp]|da)?(?:{'|'.join(map(re.escape, _PREFIXED.split()))})"
    rf"|{'|'.join(re.escape(unit) for unit in sorted(_WHOLE.split(), key=len, reverse=True))}"
)
_POWER = r"(?:\^?[-−]?\d|[²³¹⁻]{1,2}|\*\*-?\d)?"
_FACTOR = r"(?:10\^?[-−]?\d+ ?|[x×]?1000 ?|1/)?"
_UNIT = re.compile(
    rf"{_FACTOR}(?:{_ATOM}){_POWER}(?:(?:\s*[/·*.⋅]\s*|\s)(?:{_ATOM}){_POWER})*|[x×]\s?10+"
)
_DEGREES = re.compile(r"(?i)deg(?:rees?|\.)?\s?[CFK]?")
_TYPES = """
int integer int32 int64 float float32 float64 double decimal number numeric real string str text
varchar char date datetime timestamp time bool boolean category categorical factor continuous
discrete nominal ordinal object
"""
_LONGEST = 20


def is_unit(text: str) -> bool:
    """Whether a text is a unit that people know, with or without brackets."""
    bare = text.strip().strip("[](){}").strip()
    if not bare or len(bare) > _LONGEST:
        return False
    return bool(_UNIT.fullmatch(bare) or _DEGREES.fullmatch(bare)) or bare in ("-", "1", "--")


def is_type(text: str) -> bool:
    """Whether a text names a type of data, as some programs write below the header."""
    return text.strip().lower() in _TYPES.split()
