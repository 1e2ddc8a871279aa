"""What a fact is: a number that a page knows, its meaning and its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Facts: TypeAlias = dict[str, float]
"""What is on screen at one moment; NaN, or no entry: not known."""
UnitKind: TypeAlias = Literal["", "target", "target²", "weight", "input"]
"""What a fact is counted in: nothing; the target's unit, or its square; the target's unit per unit
of an input; the unit of an input."""

Kind: TypeAlias = Literal["number", "setting", "count", "choice", "switch"]
"""What a fact is like: measured; set, or as exact as what is set; how many of something; one of
several, by number; on (1) or off (0)."""
WHOLE: tuple[Kind, ...] = ("count", "choice", "switch")
"""Kinds that are whole numbers, and can be compared exactly."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number on a page.

    Attributes:
        name: in lessons, before its place if there are several: `w` of `w0`.
        pages: paths of the pages that know it.
        meaning: in one sentence.
        label: what its meter is called; "": as the fact itself.
        unit: what it is counted in.
        kind: what it is like.
        places: of several, the numbers that end their names; () if there is only one.
        input: of "weight" and "input", which input's unit it is; of several, of the first.
    """

    name: str
    pages: tuple[str, ...]
    meaning: str
    label: str = ""
    unit: UnitKind = ""
    kind: Kind = "number"
    places: tuple[int, ...] = ()
    input: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All its names: `w0`, `w1` and so on, or the only one."""
        return tuple(f"{self.name}{place}" for place in self.places) or (self.name,)

    def label_of(self, name: str) -> str:
        """What the meter of one of its names is called."""
        place = name.removeprefix(self.name)
        return f"{self.label} {place}".strip() if self.label else name

    def input_of(self, name: str) -> int:
        """Which input one of its names is about."""
        return self.input + self.names.index(name)


def number(name: str, pages: tuple[str, ...], meaning: str, label: str, unit: UnitKind) -> Fact:
    """A fact that is measured.

    Args:
        name, pages, meaning, label, unit: as of `Fact`.
    """
    return Fact(name=name, pages=pages, meaning=meaning, label=label, unit=unit)


def setting(name: str, pages: tuple[str, ...], meaning: str, label: str, unit: UnitKind) -> Fact:
    """A fact that is set, or as exact as what is set.

    Args:
        name, pages, meaning, label, unit: as of `Fact`.
    """
    return Fact(name=name, pages=pages, meaning=meaning, label=label, unit=unit, kind="setting")


def count(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    """How many of something.

    Args:
        name, pages, meaning, label: as of `Fact`.
    """
    return Fact(name=name, pages=pages, meaning=meaning, label=label, kind="count")


def choice(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    """One of several, by number.

    Args:
        name, pages, meaning, label: as of `Fact`.
    """
    return Fact(name=name, pages=pages, meaning=meaning, label=label, kind="choice")


def switch(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    """1 for on, 0 for off.

    Args:
        name, pages, meaning, label: as of `Fact`; the meaning follows "1".
    """
    return Fact(name=name, pages=pages, meaning=f"1 {meaning}", label=label, kind="switch")
