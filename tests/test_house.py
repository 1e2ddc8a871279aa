"""The house itself: what the documents promise is so, and nothing lies about unused."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from token import NAME
from tokenize import generate_tokens

import pytest
from packaging.requirements import Requirement

from tests.scripts import output_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGE = ROOT / "playground"
ASSETS = PACKAGE / "stage" / "assets"

APP = "python -m pip install -r requirements.txt && streamlit run"
TESTS = "python -m pip install -r requirements-dev.txt && python -m pytest"
MAX_LINES = 300
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users)/\w|[A-Z]:\\\\?Users")
WHOLE_PATH = re.compile(
    r"(?<![\w./-])(?:playground|pages|tests|benchmarks|docs)/[\w./-]+\.(?:py|js|css|md|toml|csv)\b"
)
TEXT = {".css", ".js", ".json", ".md", ".py", ".toml", ".txt", ".yml"}


def _sources() -> list[Path]:
    """Every text file of the product; folders that begin with a dot are tools', but for two."""
    hidden = re.compile(r"^\.(?!ci$|streamlit$)|egg-info$|^venv$")
    files = (path for path in ROOT.rglob("*") if path.is_file())
    return [
        path
        for path in files
        if not any(hidden.search(part) for part in path.relative_to(ROOT).parts)
        and (path.suffix in TEXT or path.parent.name == ".ci")
    ]


def _modules() -> dict[str, Path]:
    """Dotted names of the package's modules."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }


def _imported(path: Path) -> Iterator[str]:
    """What a file imports, each name in full; names in strings count, for lazy imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _block(language: str, after: str) -> str:
    """The first fenced block in a language, after a heading of the README."""
    section = README[README.index(after) :]
    match = re.search(rf"^```{language}\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    assert match, f"the README has no {language} block after {after!r}"
    return match[1]


def test_readme_gives_the_two_commands() -> None:
    assert f"\n{APP}\n" in README
    assert f"\n{TESTS}\n" in README


def test_ci_runs_the_readmes_test_command() -> None:
    assert f"'{TESTS}'" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.keras
def test_readmes_python_example_prints_what_it_says(tmp_path: Path) -> None:
    code, shown = _block("python", "## From Python"), _block("text", "## From Python")
    assert output_of(code, tmp_path) == shown


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:|#)([^)#\s]+)", README))
def test_readmes_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_every_module_is_reached_from_an_entry_point() -> None:
    modules = _modules()
    pages = [*(ROOT / "pages").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    commands = [path for path in modules.values() if "__main__" in path.read_text("utf-8")]
    front = [ROOT / "streamlit_app.py", PACKAGE / "app.py", PACKAGE / "__init__.py", *pages]
    front += commands
    seen: set[Path] = set()
    while front:
        path = front.pop()
        seen.add(path)
        reached = {modules[name] for name in _imported(path) if name in modules}
        parents = {parent / "__init__.py" for module in reached for parent in module.parents}
        front += (reached | (parents & set(modules.values()))) - seen
    assert set(modules.values()) - seen == set()


def test_every_asset_is_used() -> None:
    assets = [path for path in ASSETS.rglob("*") if path.is_file()]
    folders = ("stage", "server", "ui")
    users = [*assets, *(path for name in folders for path in (PACKAGE / name).rglob("*.py"))]
    texts = {path: path.read_text(encoding="utf-8") for path in users}
    unused = [
        asset.name
        for asset in assets
        if not any(asset.name in text for path, text in texts.items() if path != asset)
    ]
    assert unused == []


def test_no_module_is_too_long() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _sources()
        if path.suffix in {".py", ".js"} and "tests" not in path.parts
    }
    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}


BANNED = {
    *("told", "asked", "heard", "hand", "hands", "kept", "held", "lit"),
    *("says", "said", "speak", "spoken", "asleep", "rehearse"),
}
"""Names that meant too much; docs/GLOSSARY.md has the field's words for them."""
_SCRIPT_TEXT = re.compile(r"""/\*.*?\*/|//[^\n]*|"[^"\n]*"|'[^'\n]*'|`[^`]*`""", re.DOTALL)


def _names(path: Path) -> set[str]:
    """Identifiers in a file's code, without comments and strings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return set(re.findall(r"[A-Za-z_$][\w$]*", _SCRIPT_TEXT.sub("", text)))
    return {node.string for node in generate_tokens(StringIO(text).readline) if node.type == NAME}


def test_names_are_those_of_the_glossary() -> None:
    paths = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js"}]
    found = {str(path.relative_to(ROOT)): _names(path) & BANNED for path in paths}
    assert len(found) > 200
    assert {path: names for path, names in found.items() if names} == {}


def test_keras_is_an_it() -> None:
    paths = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *ROOT.rglob("docs/*.md")]
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    assert [path for path, text in texts.items() if re.search(r"\b(she|her|hers)\b", text)] == []


def test_the_glossary_names_files_that_exist() -> None:
    text = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    places = re.findall(r"`([\w./]+/[\w./]*)`", text)
    assert len(places) > 40
    assert [place for place in places if not (PACKAGE / place).exists()] == []


def _undocumented(node: ast.AST, prefix: str) -> Iterator[str]:
    """Public functions of two parameters or more whose docstring has no `Args`."""
    for child in ast.iter_child_nodes(node):
        name = getattr(child, "name", "_")
        if name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield from _undocumented(child, f"{prefix}.{name}")
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            given = (*child.args.posonlyargs, *child.args.args, *child.args.kwonlyargs)
            count = sum(argument.arg not in {"self", "cls"} for argument in given)
            if count > 1 and "Args:" not in (ast.get_docstring(child) or ""):
                yield f"{prefix}.{name}"


def test_files_that_are_spoken_of_exist() -> None:
    """In comments, settings and documents, by their whole path."""
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in _sources()
        for name in WHOLE_PATH.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert [(path, name) for path, name in sorted(named) if not (ROOT / name).exists()] == []


def test_public_functions_say_what_they_take() -> None:
    modules = _modules()
    assert len(modules) > 100
    missing = [
        name
        for module, path in modules.items()
        for name in _undocumented(ast.parse(path.read_text(encoding="utf-8")), module)
    ]
    assert missing == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _sources()
        if path != Path(__file__)
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def _pins() -> dict[str, str]:
    """Names and versions of requirements.txt and requirements-dev.txt."""
    pins = {}
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            requirement = line.split("#")[0].strip()
            if requirement and requirement not in {"-e .", "-r requirements.txt"}:
                match = re.fullmatch(r"([A-Za-z0-9-]+)==([0-9][0-9a-z.]*)", requirement)
                assert match, f"{name} must pin with ==; received {requirement!r}"
                pins[match[1]] = match[2]
    return pins


def test_pins_lie_in_the_ranges_of_the_package() -> None:
    pins = _pins()
    for dependency in map(Requirement, PROJECT["dependencies"]):
        assert dependency.specifier.contains(pins[dependency.name]), str(dependency)


def test_readme_gives_a_reason_for_every_dependency() -> None:
    text = "\n".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    direct = re.findall(r"^([\w-]+)==\S+ +#", text, re.MULTILINE)
    assert {Requirement(text).name for text in PROJECT["dependencies"]} <= set(direct)
    assert [name for name in direct if f"| {name} |" not in README] == []


def test_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{PROJECT['version']}]" in changelog


def test_architecture_names_every_package() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {name for name in packages if f"`{name}`" not in text} == set()
