"""The words of the pages: plain English, people's names for columns, and one word for one thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from playground.core.data.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "playground"

BANNED = {
    r"\bhinges?\b": "fold",
    r"\bdead\b": "silent",
    r"\bresiduals?\b": "misses",
    r"\bsticks?\b": "misses",
    r"\bprobe\b": "the row that one asks about",
    r"\blit\b": "marked",
    r"σ": "very close, close, far, or standard deviation",
    r"Σ": "sum, add",
    r"\bno activation\b": "nothing: the box appears with ReLU",
    r"\btutorial\b|\bexercise\b|\bthe course's\b": "what it does; the tutorial is named once",
    r"\bFit with\b|\b[Ff]itting\b|\bfit again\b": "train",
    r"\bRandom weights\b|\bDraw again\b": "Random start",
    r"\btakes? hold\b|\bas a rule\b|\bthe way the fit took\b": "plain English",
    r"\bKeras agrees\b|\blargest difference \d": "checked with Keras; the rest on a click",
    r"\bLeft out:": "the footnote",
}
"""By pattern of what is not to be on a page, what is said instead."""
FILE_NAMES = [name for entry in CATALOGUE.values() for name in entry.labels]
QUOTED = re.compile("“[^”]*”")
"""What books call it, in a card."""
NAMED_ONCE = "Introduction to Deep Learning Using Keras and TensorFlow"

FILES = [
    *(ROOT / "pages").glob("*.py"),
    *(
        path
        for name in ("ui", "stage/payloads", "figures", "runs", "rooms", "ladder", "state")
        for path in (PACKAGE / name).rglob("*.py")
    ),
    *(PACKAGE / "core" / name for name in ("data/traps.py", "network/initializers.py")),
    PACKAGE / "site.py",
    *(PACKAGE / "stage/assets").rglob("*.js"),
]


def _python_texts(source: str) -> Iterator[str]:
    """The texts of a module: strings, also in f-strings, but no docstrings."""
    tree = ast.parse(source)
    docs = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            parts = (p.value if isinstance(p, ast.Constant) else "0" for p in node.values)
            yield "".join(map(str, parts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs | inside:
            yield str(node.value)


_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_EXPRESSION = re.compile(r"\$\{[^{}]*\}")


def _script_texts(source: str) -> Iterator[str]:
    """The texts of a script, without comments and what a template computes."""
    for quoted, template in _STRING.findall(_COMMENT.sub("", source)):
        text = template
        while (shorter := _EXPRESSION.sub("0", text)) != text:
            text = shorter
        yield quoted or text


_NOT_READ = re.compile(r"np-|[.#\[:&<@>?]|M\d|[a-z_/.]+(?: \d+)*$")
"""Classes, selectors, paths of SVG, keys and lone names."""


def _is_read(text: str) -> bool:
    """Whether people may read it: several words, or one with a capital letter."""
    words = text.strip()
    return (" " in words or words[:1].isupper()) and not _NOT_READ.match(words)


def found(texts: Iterator[str]) -> list[str]:
    """Texts with a word that is not to be on a page."""
    bad = []
    for text in texts:
        if not _is_read(text) or NAMED_ONCE in text:
            continue
        plain = QUOTED.sub("", text)
        bad += [f"{text!r}: say {say}" for word, say in BANNED.items() if re.search(word, plain)]
    return bad


def test_the_scan_finds_what_it_looks_for() -> None:
    python = (
        'def f(n):\n    """The hinge."""\n    return f"At the hinge {n}", "Two hinges", "hinge"'
    )
    assert len(found(_python_texts(python))) == 2
    script = '// the probe is\nconst a = "The probe is here", b = `Now ${x("the probe")} at 5`;'
    assert len(found(_script_texts(script))) == 1


def _texts(path: Path) -> Iterator[str]:
    texts = _python_texts if path.suffix == ".py" else _script_texts
    return texts(path.read_text(encoding="utf-8"))


def test_pages_say_it_in_plain_words() -> None:
    bad = {str(path.relative_to(ROOT)): found(_texts(path)) for path in FILES}
    assert {path: texts for path, texts in bad.items() if texts} == {}


def test_no_text_has_a_column_name_of_a_file() -> None:
    names = re.compile(rf"\b(?:{'|'.join(FILE_NAMES)})\b")
    bad = [text for path in FILES for text in _texts(path) if " " in text and names.search(text)]
    assert bad == []


def test_the_tutorial_is_named_once() -> None:
    sources = [path.read_text(encoding="utf-8") for path in FILES]
    assert sum(source.count(NAMED_ONCE) for source in sources) == 1
