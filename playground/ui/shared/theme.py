"""Styles beyond Streamlit's theme (legible colours, light and dark), and escaping of Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

# Contrast 4.5 to 1 or more on the backgrounds of .streamlit/config.toml, as WCAG 2.2 AA asks.
# Streamlit's own are white on any primary colour, and one set of code colours for both themes.
_STYLE = """
[data-testid="stCode"] .token:is(.keyword, .function, .class-name) {
  color: light-dark(#005f94, #7cc0f2);
}
[data-testid="stCode"] .token.string { color: light-dark(#00674d, #34d3a6); }
[data-testid="stCode"] .token:is(.number, .boolean) { color: light-dark(#9a3d00, #ffa566); }
[data-testid="stCode"] .token:is(.comment, .operator, .punctuation, .decorator) {
  color: light-dark(#55605c, #a3aeaa);
}
"""


def apply() -> None:
    """Adds the app's own CSS to the page."""
    st.html(f"<style>{_STYLE}{_own_css()}</style>")


@cache
def _own_css() -> str:
    folder = Path(__file__).parent
    return "".join((folder / name).read_text("utf-8") for name in ("frame.css", "sheet.css"))


def shortened(text: str, max_length: int = 40) -> str:
    """The text, cut with an ellipsis if it is too long.

    Args:
        text: to shorten.
        max_length: of the result, in characters.
    """
    return text if len(text) <= max_length else f"{text[: max_length - 1]}…"


def widget_label(text: str) -> str:
    """The text as a widget's label: escaped only if Markdown would change it.

    Streamlit gives the label to screen readers unrendered, with every backslash.
    """
    return (
        text
        if re.fullmatch(r"[^\W\d_][^\W_]*(?:[ -][^\W_]+)*(?: \((?:[^\W_]|[/%])+\))?", text)
        else escape_markdown(text)
    )


def escape_markdown(text: str) -> str:
    """The text as Markdown that displays it literally.

    A word joiner (U+2060) keeps addresses from becoming links, which a backslash does not.
    """
    unlinked = re.sub(r"(:(?=//)|@|www(?=\.))", "\\1\u2060", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", unlinked)
