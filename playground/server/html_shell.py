"""The HTML for a page's first request, before any script runs.

A known path gets Streamlit's own HTML with the server's base URL in it; without that, Streamlit
would first look for its server below the page's path and fail. An unknown path gets a page with
links and status 404; Streamlit alone would notice only after drawing the start page. Every address
in them is relative, so that they hold below any path that a proxy may serve the app under.
"""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.site import PAGES
from playground.stage.asset_version import ASSETS_PATH, ENTRY, versioned_path
from playground.stage.routes import PLOTLY_3D, PLOTLY_FLAT, PRESENT_SCRIPT, asset_modules
from playground.stage.weights_route import weights_path

_VIEWS = {page.path: page.view for page in PAGES}
SHORT_LINK_PATH = "s"
_SERVER_PATHS = (
    "_stcore",
    "static",
    "media",
    "component",
    "plotly",
    "keras",
    "weights",
    "rooms",
    "class",
    "join",
    "handout",
    "health",
    "ready",
)

_HEAD_HTML = """<script>
  if (!location.pathname.endsWith("/{path}")) {{
    location.replace(`${{location.pathname}}/${{location.search}}${{location.hash}}`);
  }}
  window.__streamlit = {{ BACKEND_BASE_URL: new URL(".", location.href).href }};
</script>
<meta name="description" content="Drag a neuron's weight and bias through real data, with Keras" />
"""
"""A proxy that strips "/class" shows the start page there, too, where relative addresses would lead
beside the app: such a page goes to "/class/" first."""
_CLASS_HTML = """<script type="module" src="./{assets}/class/member.js"></script>
"""
"""The strip of whoever is in a class, or leads one."""
_INLINE_SCRIPTS = ("translated.js", "uploads.js")
"""What has to run before React; they are small, and a request each would delay the page."""
_PRESENT_HTML = """<link rel="stylesheet" href="./{assets}/css/present.css" />
<script type="module" src="./{assets}/{present}"></script>
"""
"""Present mode, for every page; the script runs before Streamlit's, as it comes first."""
_STYLES_HTML = """<link rel="stylesheet" href="./{assets}/css/frame.css" />
<link rel="stylesheet" href="./{assets}/css/sheet.css" />
"""
"""What the pages around the stage look like: in the body, so that it comes after the styles that
Streamlit's scripts add to the head."""
ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<path d='M2 24 30 8' stroke='%2300795a' stroke-width='4' stroke-linecap='round'/>"
    "<circle cx='16' cy='16' r='7' fill='white' stroke='%2300795a' stroke-width='4'/></svg>"
)
_VIEW_FETCHES = {"views/concreteView.js": weights_path}
"""By view, the function that returns the path of a file its script fetches; to be preloaded."""
_PLOTLY = {
    "views/neuronView.js": PLOTLY_FLAT,
    "charts/figure.js": PLOTLY_FLAT,
    "views/planeView.js": PLOTLY_3D,
    "views/layersView.js": PLOTLY_3D,
    "views/trainingView.js": PLOTLY_3D,
    "views/concreteView.js": PLOTLY_3D,
}
"""By view, what Plotly draws its first picture with; it says so in its payload, too."""
_PRELOADED_CHUNKS = ("BidiComponent", "PageLink", "Button")

_NOT_FOUND_HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Neuron Playground</title>
<link rel="icon" href="{icon}">
<style>
  :root {{ color-scheme: light dark; --accent: light-dark(#00795a, #34d3a6); }}
  html {{ background: light-dark(#ffffff, #101614); color: light-dark(#0f1715, #e8eeec); }}
  body {{ font: 1.15rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; }}
  main {{ padding: 0 1.5rem; }}
  a {{ color: var(--accent); }}
  code {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""


class PageShell:
    """ASGI middleware that answers requests for pages and passes on all others.

    Args:
        app: what the others are for.
        base: the path that the app lives below, as `base_path` gives it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers `scope`, or passes it on."""
        app = (self._page(scope) if _navigates(scope) else None) or self._app
        await app(scope, receive, send)

    def _page(self, scope: Scope) -> ASGIApp | None:
        """The answer to a browser that goes to an address; None: it is not one of a page."""
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        if self._base and path == self._base:
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{path.rpartition('/')[2]}/{query and '?'}{query}")
        if not path.startswith(f"{self._base}/"):
            return _not_found(path, "../" * (path.count("/") - 1) + self._base.lstrip("/") + "/")
        path = path.removeprefix(f"{self._base}/")
        if path in _VIEWS:
            response = HTMLResponse(
                _shell(path, versioned_path()), headers={"Cache-Control": "no-cache"}
            )
            return GZipMiddleware(response)
        if path.partition("/")[0] in _SERVER_PATHS or path.startswith(f"{SHORT_LINK_PATH}/"):
            return None
        return _not_found(f"/{path}", "../" * path.count("/") or "./")


def _navigates(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


@cache
def _shell(path: str, assets: str) -> str:
    """Streamlit's installed HTML with the server's base URL and preloads for the page's view.

    Args:
        path: of the page.
        assets: where the component's files are.
    """
    page = files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")
    page = page.replace("<title>Streamlit</title>", "<title>Neuron Playground</title>")
    page = page.replace("./favicon.png", ICON)
    head = _HEAD_HTML.format(path=path)
    ours = (_PRESENT_HTML + _CLASS_HTML).format(assets=assets, present=PRESENT_SCRIPT)
    page = page.replace("<head>", f"<head>\n{head}{_inline_scripts()}{ours}", 1)
    page = page.replace("<body>", f"<body>\n{_STYLES_HTML.format(assets=assets)}", 1)
    return page.replace("</head>", f"{_preloads(_VIEWS[path], assets)}\n</head>", 1)


def _inline_scripts() -> str:
    folder = files("playground").joinpath("stage", "assets")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in _INLINE_SCRIPTS)
    return "".join(f'<script type="module">\n{text}</script>\n' for text in texts)


def _preloads(view: str, assets: str) -> str:
    """Links that fetch what the first picture needs in parallel, instead of import by import.

    Args:
        view: of the page.
        assets: where the component's files are.
    """
    scripts = files("streamlit").joinpath("static", "static", "js").iterdir()
    chunks = (script.name for script in scripts)
    modules = [
        *(f"static/js/{name}" for name in chunks if name.split(".")[0] in _PRELOADED_CHUNKS),
        f"{ASSETS_PATH}/{ENTRY}",
        *(f"{assets}/{name}" for name in asset_modules(view)),
    ]
    links = [f'<link rel="modulepreload" href="./{module}" />' for module in modules]
    links += [
        f'<link rel="preload" href="./{ASSETS_PATH}/css/stage.css" as="style" />',
    ]
    if view in _PLOTLY:
        href = f"./{_PLOTLY[view]}"
        links.append(f'<link rel="preload" href="{href}" as="script" fetchpriority="low" />')
    if view in _VIEW_FETCHES:
        href = f"./{_VIEW_FETCHES[view]()}"
        links.append(f'<link rel="preload" href="{href}" as="fetch" crossorigin="anonymous" />')
    return "\n".join(links)


def _not_found(path: str, root: str) -> Response:
    shown = html.escape(path if len(path) <= 80 else f"{path[:80]}…")
    text = f"Nothing lives at <code>{shown}</code>; perhaps a typing error. These pages exist:"
    return HTMLResponse(not_found_page("There is no page here", text, root), status_code=404)


def not_found_page(title: str, text: str, root: str) -> str:
    """A page for an address that leads nowhere, with links to all pages.

    Args:
        title: its heading.
        text: one paragraph, as HTML.
        root: the way from this address to the app's own, such as "../".
    """
    links = "\n".join(
        f'<li><a href="{html.escape(root)}{page.path}">{html.escape(page.title)}</a>: '
        f"{html.escape(page.description)}</li>"
        for page in PAGES
    )
    return _NOT_FOUND_HTML.format(icon=ICON, title=title, text=text, links=links)
