"""What a monkey has the browser do: find something to touch, look for damage, try whether it lives.

The selectors name what can be touched, in whatever state a page is. A choice is made by two shares
from 0 to 1: one for the kind of element, so that the many parts of a diagram do not outnumber
everything else, and one for the element.
"""

from __future__ import annotations

CLICKABLE = (
    "button, a[href]:not(.st-key-nav a), summary, label, [role=button], [role=tab], "
    "[role=option], [role=radio], [role=switch], [role=combobox], [data-explains], "
    ".np-edge-reach, .np-node, "
    ".js-plotly-plot, canvas"
)
DRAGGABLE = "[type=range], [role=slider], .js-plotly-plot, .np-handle, .np-heat, canvas"
TYPABLE = "input:not([type=range], [type=checkbox], [type=radio], [type=file]), textarea"
FOCUSABLE = "button, a[href], input, textarea, select, summary, [tabindex]:not([tabindex^='-'])"

_FIND = """
  const find = (selector, kind, which) => {
    const here = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled &&
      e.getBoundingClientRect().width > 1;
    const stays = (e) => typeof e.href !== "string" ||
      (e.target !== "_blank" && !e.download && new URL(e.href).origin === location.origin);
    const groups = new Map();
    for (const e of document.querySelectorAll(selector)) {
      if (!here(e) || !stays(e)) continue;
      const group = [e.localName, e.getAttribute("role"), e.type, e.closest("svg") !== null].join();
      groups.set(group, [...(groups.get(group) ?? []), e]);
    }
    const group = [...groups.values()][Math.floor(kind * groups.size)];
    return group?.[Math.floor(which * group.length)];
  };
  const name = (e) => `${e.getAttribute("role") ?? e.localName} "${
    (e.getAttribute("aria-label") || e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40)
  }"`;
"""

PICK = f"""([selector, kind, which, focus]) => {{
  {_FIND}
  const e = find(selector, kind, which);
  if (!e) return null;
  e.scrollIntoView({{ block: "nearest" }});
  if (focus) e.focus({{ preventScroll: true }});
  const {{ left, top, width, height }} = e.getBoundingClientRect();
  return {{ name: name(e), left, top, width, height }};
}}"""
"""Brings an element into view, and says where it is; null: there is none."""

PAIR = f"""async ([selector, first, second, delay]) => {{
  {_FIND}
  const found = [first, second].map(([kind, which]) => find(selector, kind, which));
  if (found.includes(undefined)) return null;
  const names = found.map(name);
  const click = (e) => e.click ? e.click() : e.dispatchEvent(new MouseEvent("click", {{
    bubbles: true, cancelable: true, view: window }}));
  click(found[0]);
  await new Promise((resolve) => setTimeout(resolve, delay));
  click(found[1]);
  return names;
}}"""
"""Clicks two elements, a few milliseconds apart."""

LINK = """(path) => {
  const links = [...document.querySelectorAll(".st-key-nav a[href]")];
  const link = links.find(({ href }) => new URL(href).pathname.split("/").at(-1) === path);
  link?.click();
  return Boolean(link);
}"""
"""Clicks a page's link."""

CAME = """(path) => location.pathname.split("/").at(-1) === path &&
  document.querySelector("[data-test-script-state=notRunning]") !== null &&
  document.querySelector(".np-stage > *") !== null"""
"""Whether a page is there, with its stage."""

QUIET = """() => document.readyState === "complete" && (!document.getElementById("root") ||
  document.querySelector("[data-test-script-state=notRunning]") !== null)"""
"""Whether no script of a page runs; the page of a class has none."""

SETTLED = f"""() => location.protocol === "about:" || (({QUIET})() &&
  (!document.getElementById("root") || document.querySelector(".np-stage") !== null))"""
"""Whether a page is there, or nothing that was ever one."""

SCROLL = """(share) => {
  const page = document.querySelector("[data-testid=stMain]");
  page?.scrollTo(0, share * (page.scrollHeight - page.clientHeight));
}"""

DAMAGE = """() => {
  const exceptions = [...document.querySelectorAll("[data-testid=stException]")];
  const sentences = ["This should not have happened", "could not be drawn", "did not arrive",
    "Connection error", "Bad message format", "Page not found"];
  const text = document.querySelector("[data-testid=stApp]")?.textContent ?? "";
  return [...exceptions.map((e) => `exception: ${e.textContent.slice(0, 200)}`),
    ...sentences.filter((sentence) => text.includes(sentence)).map((sentence) => {
      const at = text.indexOf(sentence);
      return `on the page: ${text.slice(at, at + 160).trim()}`;
    })];
}"""
"""Red boxes, and sentences in the place of a picture."""

ALIVE = """async (limit) => {
  let frames = 0;
  const frame = () =>
    new Promise((done) => {
      requestAnimationFrame(() => done(frames++));
      setTimeout(done, 500); // no frame comes if the page is hidden
    });
  const until = async (test) => {
    const end = performance.now() + limit;
    while (!test()) {
      if (performance.now() > end) return false;
      await frame();
    }
    return true;
  };
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  const key = (e, key) =>
    e.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  if (document.documentElement.classList.contains("np-present")) {
    document.querySelector(".np-leave").click();
    await frame();
  }
  document.activeElement?.blur();
  const find = (selector) => document.querySelector(selector);
  if (/\\/(data|course)$/.test(location.pathname)) {
    const isDrawn = () => find("[role=tab]") && find(".np-stage :is(.main-svg, a, button)");
    if (!(await until(isDrawn))) return `there is no picture on ${location.pathname}`;
    const tab = find("[role=tab][aria-selected=false]");
    tab.click();
    const panel = () => document.getElementById(tab.getAttribute("aria-controls"));
    const isOpen = () => tab.ariaSelected === "true" && panel()?.textContent;
    return (await until(isOpen)) ? "" : `the tab ${tab.textContent} does not open`;
  }
  const sliders = () =>
    [...document.querySelectorAll(".np-stage .np-slider [type=range]")].filter(seen);
  if (!(await until(() => find(".np-stage .np-head")))) return "there is no stage";
  const stage = () => find(".np-stage .np-head")?.closest(".np-stage"); // a page may be on its way
  const unfold = () => {
    if (sliders().length) return;
    stage()?.querySelector(".np-head [type=radio]")?.click();
    for (const fold of stage()?.querySelectorAll("details:not([open])") ?? []) fold.open = true;
  };
  unfold();
  if (!(await until(() => sliders().length))) return "the stage shows no slider to move";
  const pause = [...document.querySelectorAll(".np-stage button")]
    .find((e) => seen(e) && e.textContent === "Pause");
  pause?.click();
  const isAtRest = () => find("[data-test-script-state=notRunning]") && stage();
  const shown = () => [...stage()?.querySelectorAll("svg, canvas, output") ?? []]
    .filter((e) => !e.closest(".np-slider"))
    .map((e) => e.localName === "canvas" ? e.toDataURL() : e.outerHTML).join();
  let before, same = 0;
  await until(() => {
    const now = shown();
    same = now === before && isAtRest() ? same + 1 : 0;
    before = now;
    return same > 5;
  });
  unfold(); // what was chosen may have gone meanwhile, and its slider with it
  if (!(await until(() => sliders().length))) return "the stage has lost its sliders";
  const [slider] = sliders();
  const value = slider.value;
  key(slider, "Home"); // all the way: where a class is certain, a step changes nothing to be seen
  if (slider.value === value) key(slider, "End");
  if (slider.value === value) return `the slider ${slider.ariaLabel} stays at ${value}`;
  frames = 0;
  if (await until(() => shown() !== before)) return "";
  return `the slider ${slider.ariaLabel} moves neither a picture nor a number in ${frames} frames`;
}"""
"""Moves a slider of the stage, and waits until a picture or a number follows; on a page without
sliders opens a tab. Returns what is wrong, or an empty text."""
