"""Text as Streamlit's widgets and Markdown take it: shortened, or escaped."""

from __future__ import annotations

import re


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
