"""Scripts joined to one, for a page that has no server to fetch modules from."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib.resources import files

_IMPORT = re.compile(r'^import ([^;"]*?) from "(\.[\w./]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b(?!\()", re.MULTILINE)


@cache
def bundle(entry: str) -> str:
    """A script with everything that it imports, as one module.

    Each file becomes a function that is called once and returns what the file exports. The names
    within it stay its own, and the text stays readable.

    Args:
        entry: the file below `stage/assets` that begins, such as "away/main.js".

    Raises:
        ValueError: if files import each other in a circle, or in a form that is not known here.
    """
    done: dict[str, str] = {}
    _add(entry, done, ())
    return "".join(done.values())


def _add(name: str, done: dict[str, str], path: tuple[str, ...]) -> None:
    """Adds a file after those that it imports."""
    if name in path:
        raise ValueError(f"files import each other: {' → '.join((*path, name))}")
    if name in done:
        return
    text = files("playground").joinpath("stage", "assets", name).read_text(encoding="utf-8")
    beside = posixpath.dirname(name)
    imports = []
    for names, target in _IMPORT.findall(text):
        other = posixpath.normpath(posixpath.join(beside, target))
        _add(other, done, (*path, name))
        imports.append(_taken(names, f"from{[*done].index(other)}"))
    code = _IMPORT.sub("", text)
    exports = [(bool(default), kind, own) for default, kind, own in _EXPORT.findall(code)]
    code = _EXPORT.sub(r"\2 \3", code)
    if _LEFT.search(_without_comments(code)) or "</script" in code.lower():
        raise ValueError(f"{name} cannot be joined to others")
    given = ", ".join(f"default: {own}" if default else own for default, _, own in exports)
    lines = [f"// {name}", f"const from{len(done)} = (() => {{", *imports, code.strip()]
    done[name] = "\n".join([*lines, f"return {{ {given} }};", "})();", ""])


def _taken(names: str, home: str) -> str:
    """What stands in place of an import."""
    names = " ".join(names.split())
    if names.startswith("* as "):
        return f"const {names.removeprefix('* as ')} = {home};"
    if not names.startswith("{"):
        raise ValueError(f"imports of a default are not known here; received {names!r}")
    return f"const {names.replace(' as ', ': ')} = {home};"


def _without_comments(code: str) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", code, flags=re.DOTALL)
