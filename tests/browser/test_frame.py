"""The frame of every page: what is on screen at once, for whom, and under a finger."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.finger import Finger, scrolled
from tests.browser.layers import FREE_SPOT, Layers
from tests.browser.rules import HIDDEN, OVERFLOWING, SMALL_TEXT, UNREACHABLE, violations
from tests.browser.stage import START_LIMIT, Stage

LAPTOP = {"width": 1366, "height": 768}
ZOOMED = {"width": 683, "height": 384}
"""What a laptop has of a page at 200 %."""
PROJECTOR = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}

HIGHEST = 0.25
"""Share of a laptop's window above the picture, at most."""
CHART = ".np-chart:visible"
WEIGHT = "weight from sugars to neuron 3 of layer 1"


def train(page: Page) -> Locator:
    """The main button: "Train", or "Train 1 more"."""
    return page.get_by_role("button", name=re.compile(r"^Train( \d+ more)?$"))


def slider(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("slider", name=name, exact=True)


def result(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_test_id(name)


def choose_a_weight(page: Page) -> None:
    page.get_by_role("button", name=re.compile(f"^{WEIGHT}")).focus()
    page.keyboard.press("Enter")


def train_a_moment(page: Page) -> None:
    page.get_by_role("button", name="One epoch", exact=True).click()
    expect(page.get_by_test_id("run-state")).to_have_text(re.compile("epoch 1 of"), timeout=60_000)


@dataclass(frozen=True)
class Screen:
    """What has to be seen of a page.

    Attributes:
        link: to the page.
        picture: where it is, as a selector.
        slider: that moves the picture; None: there is none.
        also: what else is done and read without scrolling.
        beside: what else moves with the slider, and so is in view with it on a phone.
        prepare: what is done before the slider is there.
    """

    link: str
    picture: str = CHART
    slider: Callable[[Page], Locator] | None = None
    also: tuple[Callable[[Page], Locator], ...] = ()
    beside: str = CHART
    prepare: Callable[[Page], None] = lambda _: None


SCREENS = (
    Screen("/", ".np-middle", slider=slider("w"), also=(slider("b"), result("mae"))),
    Screen(
        "/neuron?relu=1&best=1",
        ".np-middle",
        slider=slider("w"),
        also=(train, slider("b"), result("mae")),
        beside=".np-landscape",
    ),
    Screen("/plane?view=top", slider=slider("w0 sugars"), also=(train, slider("b"), result("mae"))),
    Screen(
        "/layers",
        slider=slider(WEIGHT),
        also=(train, result("mae"), result("collapse-difference")),
        prepare=choose_a_weight,
    ),
    Screen(
        "/training?view=top&epochs=1",
        slider=slider("Epoch"),
        also=(train, result("losses"), result("mae")),
        beside=".np-losses",
        prepare=train_a_moment,
    ),
    Screen("/concrete", slider=slider("Age"), also=(result("prediction"), result("coverage"))),
    Screen("/concrete?part=ladder", ".np-pair .np-actual", also=(result("rung"),)),
    Screen("/concrete?part=inputs", ".np-multiples"),
    Screen("/data?colour=mfr&where=sugars~2~9&rows=2-4", ".np-figure .np-plot:visible"),
)


class Walk:
    """Through all pages, in one browser; everything that is wrong is found, not only the first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stage = Stage(page)
        self.found: list[str] = []

    def open(self, screen: Screen) -> None:
        """Goes to a page, and waits until it is drawn and Keras has answered."""
        self.screen = screen
        self.page.goto(screen.link)
        self.page.locator(screen.picture).first.locator("svg").first.wait_for()
        if not screen.link.startswith("/data"):
            agreement = self.stage.agreement
            expect(agreement).to_have_attribute("data-state", "agrees", timeout=START_LIMIT)
        self.stage.until_quiet()
        screen.prepare(self.page)

    def note(self, where: str, wrong: list[str]) -> None:
        """Remembers what is wrong."""
        self.found += [f"{self.screen.link} {where}: {text}" for text in wrong if text]

    def resize(self, size: dict[str, int]) -> None:
        """Changes the window, and waits until the charts are as wide as their boxes."""
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self.stage.next_frame()
        self.page.wait_for_function(FITTING)

    def picture(self) -> Locator:
        """The picture of the page."""
        return self.page.locator(self.screen.picture).first

    def hidden(self, *places: Locator) -> list[str]:
        """Which of these places are not wholly in view."""
        reasons = [
            (place, place.first.evaluate(HIDDEN) if place.count() else "is not there")
            for place in places
        ]
        return [f"{place} {reason}" for place, reason in reasons if reason]


FITTING = """() => [...document.querySelectorAll(".js-plotly-plot")]
    .filter((plot) => plot._fullLayout && plot.checkVisibility())
    .every((plot) => Math.abs(plot._fullLayout.width - plot.clientWidth) <= 1)"""

"""Whether every chart is drawn as wide as its box is now."""

COLOURS = ("color-contrast",)
"""The one rule that another theme can break."""


@pytest.mark.parametrize("part", [SCREENS[:4], SCREENS[4:]], ids=["units", "networks"])
def test_every_page_for_everybody(new_page: NewPage, part: tuple[Screen, ...]) -> None:
    page = new_page(viewport=LAPTOP, reduced_motion="reduce")
    walk = Walk(page)
    for screen in part:
        page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        walk.open(screen)
        see_on_a_laptop(walk)
        see_at_200_percent(walk)
        see_in_the_dark(walk)
        if "part=inputs" not in screen.link:  # its surface is drawn anew for every palette
            see_in_forced_colours(walk)
        see_on_a_projector(walk)
        if screen.link == "/layers":
            point_at_the_enlarged_diagram(walk)
    assert walk.found == [], "\n".join(walk.found)


def test_the_course_for_everybody(new_page: NewPage) -> None:
    walk = Walk(new_page(viewport=LAPTOP))
    read_the_course(walk)
    assert walk.found == [], "\n".join(walk.found)


def read_the_course(walk: Walk) -> None:
    """The one page without a picture."""
    page = walk.page
    walk.screen = Screen("/course")
    page.goto(walk.screen.link)
    expect(page.get_by_role("tab", name="For teachers")).to_be_visible()
    walk.stage.until_quiet()
    walk.note("in light", violations(page))
    see_at_200_percent(walk)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
    walk.stage.until_quiet()
    walk.note("in the dark", violations(page, COLOURS))


def see_on_a_laptop(walk: Walk) -> None:
    """The picture begins high; one drags, trains and reads the result without scrolling."""
    page, screen = walk.page, walk.screen
    box = walk.picture().bounding_box()
    assert box is not None
    if box["y"] > HIGHEST * LAPTOP["height"]:
        walk.found.append(f"{screen.link}: the picture begins at {box['y']} px")
    parts = (*screen.also, screen.slider) if screen.slider else screen.also
    walk.note("on a laptop", walk.hidden(walk.picture(), *(part(page) for part in parts)))
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    walk.note("in light", violations(page))
    walk.note("at rest", page.evaluate(MOVING))


MOVING = """() => document.getAnimations()
    .map(({ effect }) => effect.target)
    .filter((element) => element.closest(".np-stage"))
    .map((element) => `${element.className} moves by itself`)"""


def see_at_200_percent(walk: Walk) -> None:
    walk.resize(ZOOMED)
    walk.note("at 200 %", walk.page.evaluate(OVERFLOWING))
    walk.note("at 200 %", walk.page.evaluate(UNREACHABLE))
    walk.resize(LAPTOP)


def see_in_the_dark(walk: Walk) -> None:
    page = walk.page
    page.emulate_media(color_scheme="dark")
    page.locator(".np-stage[data-theme=dark]").first.wait_for()
    walk.stage.until_quiet()
    walk.note("in the dark", violations(page, COLOURS))


def see_in_forced_colours(walk: Walk) -> None:
    """What is drawn stands out from the person's own background."""
    page = walk.page
    page.emulate_media(forced_colors="active")
    walk.stage.next_frame()
    walk.stage.until_quiet()
    walk.note("in forced colours", violations(page, COLOURS))
    walk.note("in forced colours", page.evaluate(FAINT, DRAWN))
    page.emulate_media(forced_colors="none")


DRAWN = [
    [".np-toggle input", "borderTopColor", ""],
    [".np-toggle input:checked", "backgroundColor", ""],
    [".np-toggle input:not(:checked)", "backgroundColor", "::after"],
    [".np-segments input:checked + span", "backgroundColor", ""],
    [".np-handle", "stroke", ""],
    [".np-edge", "stroke", ""],
    [".np-line", "stroke", ""],
    [".np-tile", "stroke", ""],
    [".np-curve", "stroke", ""],
    [".np-bar-fill", "backgroundColor", ""],
    [".np-own", "stroke", ""],
    [".st-key-nav [aria-current]", "backgroundColor", ""],
]
"""Parts of pictures and controls, and what they are seen by."""

FAINT = """(parts) => {
    const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
        pixel.fillStyle = color;
        pixel.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map((value) =>
            value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = document.body.appendChild(document.createElement("i"));
    ground.style.cssText = "forced-color-adjust: none; background: Canvas";
    const canvas = luminance(getComputedStyle(ground).backgroundColor);
    ground.remove();
    return parts.flatMap(([selector, property, pseudo]) => {
        const all = [...document.querySelectorAll(selector)];
        const element = all.find((one) => one.checkVisibility());
        if (!element) return [];
        const color = getComputedStyle(element, pseudo)[property];
        const [low, high] = [luminance(color), canvas].sort((a, b) => a - b);
        const contrast = (high + 0.05) / (low + 0.05);
        return contrast >= 3 ? [] : [`${selector}${pseudo} has ${contrast.toFixed(1)} to 1`];
    });
}"""


def see_on_a_projector(walk: Walk) -> None:
    """Legible from the back row, in the dark, and the picture is wholly in view."""
    page = walk.page
    walk.resize(PROJECTOR)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+p")
    expect(page.locator("html")).to_have_css("font-size", "24px")
    walk.picture().locator("svg").first.wait_for()
    walk.stage.until_quiet()
    walk.note("on a projector", page.evaluate(SMALL_TEXT))
    walk.note("on a projector", walk.hidden(walk.picture()))
    walk.note("on a projector", page.evaluate(OVERFLOWING))
    walk.note("on a projector", violations(page, COLOURS))


def point_at_the_enlarged_diagram(walk: Walk) -> None:
    """Present mode zooms the diagram; what is clicked is what lies below the mouse."""
    page, layers = walk.page, Layers(walk.page)
    valve, room = (page.locator(part).bounding_box() for part in (".np-valve", ".np-sheet"))
    assert valve is not None
    assert room is not None
    assert valve["y"] + valve["height"] <= room["y"] + room["height"] + 1, "the valve is cut off"
    layers.choose("neuron 2 of layer 1")
    expect(layers.slider("bias of neuron 2 of layer 1")).to_be_visible()
    edge = "weight from sugars to neuron 1 of layer 1"
    layers.choose(edge)
    expect(layers.slider(edge)).to_be_visible()
    x, y = layers.part(edge).evaluate(FREE_SPOT)
    text = page.locator(".np-tip")
    expect(text).to_contain_text(edge)
    box = text.bounding_box()
    assert box is not None
    assert box["x"] <= x <= box["x"] + box["width"]
    assert 0 < y - box["y"] - box["height"] < 40
    neurons = layers.diagram.get_by_role("button", name=re.compile("^neuron"))
    count = neurons.count()
    layers.button("Add a neuron to layer 1").click()
    expect(neurons).to_have_count(count + 1)


def test_under_a_finger_the_picture_and_its_slider_are_on_screen_together(
    new_page: NewPage,
) -> None:
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True, color_scheme="dark")
    walk = Walk(page)
    for screen in SCREENS:
        if not screen.slider:
            continue
        walk.open(screen)
        walk.note("on a phone", violations(page))
        walk.note("on a phone", walk.hidden(page.locator(".st-key-nav [aria-current]")))
        for size in (PHONE, TABLET):
            walk.resize(size)
            walk.note(f"at {size}", page.evaluate(OVERFLOWING))
            walk.note(f"at {size}", drag(walk, screen.slider))
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert walk.found == [], "\n".join(walk.found)


def drag(walk: Walk, part: Callable[[Page], Locator]) -> list[str]:
    """Drags a slider by its thumb, to the farther side; what is wrong meanwhile."""
    page, control = walk.page, part(walk.page)
    control.evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    before = scrolled(page)
    x, y, to = control.evaluate(THUMB)
    value = control.input_value()
    with Finger(page).moved([((x, y), (to, y))]):
        walk.stage.next_frame()
        pictures = page.locator(CHART).first, page.locator(walk.screen.beside).first
        found = walk.hidden(*pictures, control)
    if control.input_value() == value:
        found.append("the slider did not move")
    if scrolled(page) != before:
        found.append("the page scrolled while its slider was dragged")
    return found


THUMB = """(slider) => {
    const { left, top, width, height } = slider.getBoundingClientRect();
    const share = (slider.value - slider.min) / (slider.max - slider.min);
    const x = left + 13 + share * (width - 26);
    return [x, top + height / 2, x + (share < 0.5 ? 0.6 : -0.6) * width];
}"""
"""Where its thumb is, and where it is dragged to."""
