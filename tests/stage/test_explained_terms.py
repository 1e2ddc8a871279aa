"""Every text of a card belongs to a word on screen, and Streamlit's tooltips are short."""

from __future__ import annotations

import re
from pathlib import Path

from playground.ui.shared.terms import EXPLANATIONS

ASSETS = Path(__file__).parents[2] / "playground/stage/assets"
TEXTS = ("explainTexts.js", "explainNetwork.js", "explainTraining.js", "explainClasses.js")
MOST_WORDS = 50


def _source(paths: list[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_card_can_be_opened() -> None:
    texts = _source([ASSETS / "model" / name for name in TEXTS])
    terms = set(re.findall(r"^  (\w+): \(/\*\* @type \{Facts\}", texts, re.MULTILINE))
    assert len(terms) > 25
    folders = ("views", "panels", "widgets", "diagram")
    used = _source([path for name in folders for path in (ASSETS / name).glob("*.js")])
    used += (ASSETS / "model/layersTexts.js").read_text(encoding="utf-8")
    assert {term for term in terms - {"w"} if f'"{term}"' not in used} == set()
    assert "`w:${" in used


def test_tooltips_are_short() -> None:
    words = {name: len(text.split()) for name, text in EXPLANATIONS.items()}
    assert {name: count for name, count in words.items() if not 6 <= count <= MOST_WORDS} == {}
    assert all(text.endswith(".") for text in EXPLANATIONS.values())
