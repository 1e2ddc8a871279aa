"""The first lines of a file as they are, each with its number and what it was taken for."""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.core.importing.attempt import Refused
from playground.core.importing.line_roles import Line, line_roles
from playground.core.importing.reading import Reading

_LINES = 60
_CHARACTERS = 240


def show(read: Reading | Refused) -> None:
    """A table of the lines, in a box that scrolls.

    Args:
        read: as it was read last.
    """
    lines = line_roles(read)[:_LINES]
    rows = "".join(map(_row, lines))
    head = '<tr><th scope="col">Row</th><th scope="col">Read as</th><th scope="col">Line</th></tr>'
    st.html(
        '<div class="np-lines" role="region" tabindex="0" aria-label="The first lines as they are '
        f'in the file"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
    )


def _row(line: Line) -> str:
    role = line.role.replace(" ", "-")
    return (
        f'<tr class="np-line-{role}"><th scope="row">{line.number:,}</th><td>{line.role}</td>'
        f"<td>{_text(line.text)}</td></tr>"
    )


def _text(text: str) -> str:
    """A line, cut where it is long; tabs and line ends within cells can be seen."""
    short = text if len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]}…"
    return escape(short).replace("\t", "<i>⇥</i>\t").replace("\n", "<i>↵</i> ")
