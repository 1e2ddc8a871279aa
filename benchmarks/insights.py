"""How many actions each insight takes, on a laptop and on a phone, beside what is allowed.

A script plays them in Chromium. A click, a drag, a tap and a number typed into a box are an action
each; so is every screen that must be scrolled, to reach a control or to see the result. The result
counts only if it is wholly in the window, with nothing above it, and reads as it should.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Error as BrowserError

from benchmarks.browser import browsing, serving
from benchmarks.reader import LIMIT, Reader
from benchmarks.report import Figure, main
from playground.course.read import lessons

DEVICES: dict[str, dict[str, Any]] = {
    "laptop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


# --- the insights -------------------------------------------------------------------------------


def _chart(reader: Reader) -> Locator:
    return reader.page.locator(".np-chart:visible").first


def _id(reader: Reader, name: str) -> Locator:
    return reader.page.get_by_test_id(name)


def weight(reader: Reader) -> None:
    """What w does: the line turns while it is dragged."""
    reader.watch(_chart(reader), lambda: reader.drag("w", 0.7))
    reader.sees(_id(reader, "equation"))


def prediction(reader: Reader) -> None:
    """w = 2.5, b = 90, and 5 g of sugars: after a bet, 102.5 kcal."""
    reader.press("102.5 kcal")
    reader.pull(_chart(reader), "probe", 5.0)
    reader.sees(reader.page.locator(".np-lesson-because:visible"), r"multiplies its input")
    reader.sees(reader.page.locator(".np-lesson-bet"), r"102\.\d kcal: the sugar makes 12\.\d")


def of_step(name: str, number: int) -> Callable[[Reader], None]:
    """A step of a lesson: the bet, then its solution, until the card says why.

    Args:
        name: the lesson's id.
        number: of the step, counted from 1.
    """
    step = next(lesson for lesson in lessons() if lesson.id == name).steps[number - 1]

    def play(reader: Reader) -> None:
        if step.bet and step.bet.draws:
            reader.drag("Your bet: higher or lower", 0.7)
            reader.press("That is my bet")
        elif step.bet:
            reader.press(step.bet.answers[0])
        for act in step.solution:
            if act.to is not None:
                reader.type(act.control, str(act.to))
            elif act.control == "ReLU":
                reader.touch(reader.page.locator(".np-gate").first)
            else:
                reader.press(act.control, "radio" if act.control == "whole mixes" else "button")
        reader.sees(reader.page.locator(".np-lesson-because:visible"), r"\w")
        reader.sees(_result(reader))

    return play


def _result(reader: Reader) -> Locator:
    """The step's picture; on Concrete the chosen rung of the ladder, which it is about."""
    return reader.page.locator(".np-chart:visible, .np-rung:has(:checked)").first


def random_start(reader: Reader) -> None:
    """Random weights, a bias of 0, and the shapes of both."""
    reader.watch(_chart(reader), lambda: reader.press("Random start"))
    reader.sees(_id(reader, "equation"), r"\+ 0(\.0+)?$")
    reader.sees(reader.page.get_by_text("kernel (1, 1):"))
    reader.sees(reader.page.get_by_text("bias (1,):"))


def walk(reader: Reader) -> None:
    """Training walks down the landscape, beside its line."""
    reader.watch(reader.page.locator(".np-landscape"), lambda: reader.press("Train"))
    reader.page.wait_for_function("document.querySelector('.np-trail')?.getAttribute('d')")
    reader.sees(_chart(reader))
    reader.sees(reader.page.locator(".np-landscape"))


def one_step(reader: Reader) -> None:
    """One step of gradient descent, beside the map."""
    reader.watch(reader.page.locator(".np-landscape"), lambda: reader.press("One step"))
    reader.sees(_chart(reader))


def plane(reader: Reader) -> None:
    """The fitted plane, seen from its side; and another slice of it."""
    reader.watch(_chart(reader), lambda: reader.press("Train"))
    reader.sees(_id(reader, "equation"), r"= [1-9]")
    reader.watch(_chart(reader), lambda: reader.drag("protein", 0.8))


def one_unit(reader: Reader) -> None:
    """Layers without an activation are one neuron: no difference."""
    strip = reader.page.get_by_role("region", name="One neuron")
    reader.sees(strip, r"is one neuron: calories = 2\.54 × sugars \+ 89\.2\. Difference: none\.")
    reader.sees(_chart(reader))


def bends(reader: Reader) -> None:
    """ReLU bends the line, and the stack is one neuron no more."""
    gate = reader.page.locator(".np-gate").first
    reader.watch(_chart(reader), lambda: reader.touch(gate))
    reader.sees(_id(reader, "collapse-difference"), r"\d")
    assert "none" not in _id(reader, "collapse-difference").inner_text().lower()


def depth(reader: Reader) -> None:
    """512 neurons with ReLU explain more than a linear unit."""
    reader.press("Does depth pay?", "radio")
    reader.sees(_id(reader, "r2-linear"), r"0\.\d\d")
    linear, deep = (float(_id(reader, f"r2-{n}").inner_text()) for n in ("linear", "deep"))
    assert deep > linear + 0.2, f"{deep} against {linear}"
    reader.sees(_id(reader, "r2-deep"))


def split(reader: Reader) -> None:
    """Why whole mixes are put aside: one mix, torn apart or not."""
    reader.press("Why the split matters")
    reader.sees(_id(reader, "way-random"), r"R² 0\.\d\d")
    reader.sees(_id(reader, "way-mix"), r"R² 0\.\d\d")


def runaway(reader: Reader) -> None:
    """A learning rate too high: the function leaves, the loss runs away; the reason says why."""
    reader.press("Rate too high")
    reader.page.get_by_role("button", name="✓ Rate too high").wait_for()
    reader.press("Train")
    reader.sees(_id(reader, "run-reason"), "learning rate")
    reader.sees(_chart(reader))
    reader.sees(reader.page.locator(".np-losses"))
    reader.sees(reader.page.get_by_role("button", name="Try a tenth of the learning rate"))


def batch(reader: Reader) -> None:
    """A batch: which rows, which gradient, and what they did to the line."""
    reader.watch(_chart(reader), lambda: reader.press("One batch"))
    words = reader.page.get_by_role("region", name="Last batch")
    reader.sees(words.get_by_role("heading"), r"Batch 1 of 2: 32 rows, loss")
    reader.sees(words.locator("p").first, "The gradient")


def epoch(reader: Reader) -> None:
    """An epoch: how far it came."""
    reader.watch(_chart(reader), lambda: reader.press("One epoch"))
    reader.sees(_id(reader, "run-state"), "epoch 1 of")


@dataclass(frozen=True)
class Insight:
    """Something to see.

    Attributes:
        name: of it.
        link: of the page that shows it.
        allowed: how many actions it may take.
        play: how it comes to be seen.
    """

    name: str
    link: str
    allowed: int
    play: Callable[[Reader], None]


INSIGHTS = (
    Insight("what w does", "", 1, weight),
    Insight("102.5 kcal, after a bet", "neuron?lesson=line.6", 2, prediction),
    Insight("lesson: what b does, a drawn bet", "neuron?lesson=line.2", 3, of_step("line", 2)),
    Insight("lesson: downhill, a drawn bet", "neuron?lesson=errors.5", 3, of_step("errors", 5)),
    Insight("lesson: the sign of fiber", "plane?lesson=inputs.3", 2, of_step("inputs", 3)),
    Insight("lesson: random, b = 0", "plane?lesson=tensors.1", 2, of_step("tensors", 1)),
    Insight("lesson: ReLU bends", "layers?lesson=layers.2", 2, of_step("layers", 2)),
    Insight("lesson: a rate too high", "training?lesson=learning.4", 2, of_step("learning", 4)),
    Insight("lesson: why by mix", "concrete?lesson=concrete.4", 2, of_step("concrete", 4)),
    Insight("the plane, and a slice", "plane", 2, plane),
    Insight("random, b = 0, shapes", "neuron", 1, random_start),
    Insight("two layers are one", "layers", 0, one_unit),
    Insight("ReLU bends", "layers", 1, bends),
    Insight("512 beat a linear unit", "concrete", 1, depth),
    Insight("why by mix", "concrete?part=ladder", 1, split),
    Insight("training walks the landscape", "neuron", 1, walk),
    Insight("one step, beside the map", "neuron", 1, one_step),
    Insight("a rate too high", "training", 2, runaway),
    Insight("a batch", "training", 1, batch),
    Insight("an epoch", "training", 1, epoch),
)


def play(browser: Browser, address: str, device: str, insight: Insight) -> Figure:
    """Plays one insight.

    Args:
        browser: with a page of its own for it.
        address: of the server.
        device: one of `DEVICES`.
        insight: what is to be seen.
    """
    context = browser.new_context(**DEVICES[device])
    reader = Reader(context.new_page(), touches=device == "phone")
    seen, note = True, ""
    try:
        reader.page.goto(f"{address}/{insight.link}")
        agreement = reader.page.get_by_test_id("keras-agreement")
        expect(agreement).to_have_attribute("data-state", "agrees", timeout=LIMIT)
        pictures = reader.page.locator(":is(.np-chart, .np-landscape):visible")
        expect(pictures.first).to_be_visible()
        insight.play(reader)
    except (AssertionError, BrowserError) as error:
        seen, note = False, " ".join(str(error).split())[:90]
    finally:
        context.close()
    met = seen and reader.actions <= insight.allowed
    name = f"{device}: {insight.name}"
    return Figure(name, reader.actions, "actions", f"≤ {insight.allowed}", met, note)


def run() -> list[Figure]:
    """All insights, on both devices."""
    with serving() as address, browsing() as browser:
        return [
            play(browser, address, device, insight) for device in DEVICES for insight in INSIGHTS
        ]


if __name__ == "__main__":
    main(run)
