"""What a page must be for everybody: found in the browser as lists of what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What breaks the rules of WCAG 2.2, levels A and AA.

    Args:
        page: as it is now.
        rules: the only ones that can be broken here; empty: all.
    """
    chosen = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": WCAG}
    options = {"runOnly": chosen, "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", options)
    return [
        f"{violation['id']}: {violation['help']}\n    {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


OVERFLOWING = """() => [...document.querySelectorAll("main *, header *")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !element.closest(
        "pre, svg, .np-scroll, .st-key-bar, .st-key-nav, .st-key-traps, .stDataFrame"))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.tagName} ${element.className} is wider than the window`)"""
"""What reaches beyond the window, except in what scrolls sideways."""

HIDDEN = """(element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [low, high] = [-1, 1];
    if (left < low || top < low || right > innerWidth + high || bottom > innerHeight + high) {
        return `reaches from ${left},${top} to ${right},${bottom} of ${innerWidth},${innerHeight}`;
    }
    const shares = [[0.1, 0.1], [0.9, 0.1], [0.5, 0.5], [0.1, 0.9], [0.9, 0.9]];
    for (const [across, down] of shares) {
        const [x, y] = [left + across * (right - left), top + down * (bottom - top)];
        const over = document.elementFromPoint(x, y);
        if (!over || over.contains(element) || element.contains(over)) continue;
        if (over.closest("label")?.contains(element)) continue;
        return `lies below ${over.tagName} ${over.className.baseVal ?? over.className}`;
    }
    return "";
}"""
"""Why an element is not wholly in view; empty: it is."""

UNREACHABLE = """() => {
    const found = [];
    const controls = ":is(a, button, input, select, summary, textarea)";
    for (const control of document.querySelectorAll(`main ${controls}, .st-key-nav a`)) {
        if (!control.checkVisibility({ visibilityProperty: true })) continue;
        if (control.closest("[aria-hidden=true], .np-hidden, .np-turn, .modebar")) continue;
        if (control.closest(".stDataFrame, [data-testid=stElementToolbar]")) continue;
        control.scrollIntoView({ block: "center", inline: "center" });
        const { left, top, width, height } = control.getBoundingClientRect();
        if (width < 5 || height < 5) continue;
        const over = document.elementFromPoint(left + width / 2, top + height / 2);
        if (over && (control.contains(over) || over.contains(control))) continue;
        if (over && [...(control.labels ?? [])].some((label) => label.contains(over))) continue;
        const name = control.ariaLabel || control.innerText || control.className;
        found.push(`${control.tagName} ${name} lies below ${over?.tagName} ${over?.className}`);
    }
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
    return found;
}"""
"""Controls that lie below something else when they are scrolled to, as the focus does."""

SMALL_TEXT = """() => {
    const sized = element => {
        const { a, b } = element.getScreenCTM?.() ?? { a: 1, b: 0 };
        return parseFloat(getComputedStyle(element).fontSize) * Math.hypot(a, b) *
            (element.ownerSVGElement ? 1 : element.currentCSSZoom ?? 1);
    };
    const texts = [...document.querySelectorAll(".np-stage *")].filter(element =>
        [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()) &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.getBoundingClientRect().width > 1 && !element.closest(".np-hidden, option"));
    const small = texts.filter(element =>
        sized(element) < (element.closest(".xtick, .ytick") ? 18 : 20) - 0.01);
    return small.map(element => `${sized(element)} px: ${element.textContent}`);
}"""
"""Text of the stage that cannot be read from the back row."""
