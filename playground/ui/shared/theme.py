"""What Streamlit's theme cannot say: colours that people can read, in light and in dark."""

from __future__ import annotations

import re

import streamlit as st

# Contrast 4.5 to 1 or more on the backgrounds of .streamlit/config.toml, as WCAG 2.2 AA asks.
# Streamlit's own are white on any primary colour, and one set of code colours for both themes.
_STYLE = """
[data-testid="stBaseButton-primary"] { color: light-dark(#ffffff, #101614); }
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
    """Adds the app's own style to the page."""
    st.html(f"<style>{_STYLE}</style>")


def shortened(text: str, most: int = 40) -> str:
    """A name as it fits into a sentence."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def widget_label(text: str) -> str:
    """The text as a widget's label: as it is where Markdown finds nothing in it, else `plain`.

    Screen readers are told a label as it is written, with every backslash.
    """
    return (
        text
        if re.fullmatch(r"[^\W\d_][^\W_]*(?: [^\W_]+)*(?: \((?:[^\W_]|[/%])+\))?", text)
        else escape_markdown(text)
    )


def escape_markdown(text: str) -> str:
    """The text as Markdown that shows it to the letter, whatever it holds.

    An invisible joiner keeps addresses from becoming links, which no backslash prevents.
    """
    unlinked = re.sub(r"(:(?=//)|@|www(?=\.))", "\\1\u2060", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", unlinked)
