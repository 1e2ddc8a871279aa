"""A learner's Chromium follows the teacher's: from the hand to the frame that the learner sees."""

from __future__ import annotations

import time
from math import floor

from playwright.sync_api import Page

SWEEP, RATE = 4.0, 60
"""Seconds of the drag that is followed, and its events a second."""

GRID = 0.05
"""To which the page rounds what the hand sets w to; a smaller move changes no picture."""

NOTE_INPUTS = """() => {
  window.inputs = [];
  addEventListener("input", ({ target, timeStamp }) =>
    window.inputs.push([performance.timeOrigin + timeStamp, Number(target.value)]));
}"""
"""Notes when the teacher's hand moved the slider, and where to."""

NOTE_FRAMES = """() => {
  window.frames_seen = [];
  let last = null;
  const slider = document.querySelector("input[type=range][aria-label=w]");
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const drawn = document.querySelector(".np-curve").getAttribute("d");
    if (drawn === last) return;
    last = drawn;
    const now = performance.timeOrigin + performance.now();
    window.frames_seen.push([now, Number(slider.value)]);
  };
  const frame = () => { channel.port2.postMessage(0); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""
"""Notes, after every painted frame in which the line moved, when that was, and its weight."""


def followed(teacher: Page, learner: Page) -> list[float]:
    """Drags w while the learner's page follows: ms from each move to the frame that shows it.

    Args:
        teacher: page of the teacher, whom everybody follows.
        learner: page of a learner.
    """
    teacher.evaluate(NOTE_INPUTS)
    learner.evaluate(NOTE_FRAMES)
    sweep(teacher)
    inputs = teacher.evaluate("window.inputs")
    highest = max(weight for _, weight in inputs) - GRID / 2
    learner.wait_for_function("w => window.frames_seen.at(-1)?.[1] >= w", arg=highest)
    return latencies(inputs, learner.evaluate("window.frames_seen"))


def sweep(teacher: Page) -> None:
    """Drags w from left to right, once."""
    box = teacher.get_by_role("slider", name="w", exact=True).bounding_box()
    assert box is not None
    left, y, width = box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2, 0.4 * box["width"]
    teacher.mouse.move(left, y)
    teacher.mouse.down()
    start, events = time.perf_counter(), int(SWEEP * RATE)
    for event in range(1, events + 1):
        teacher.mouse.move(left + width * event / events, y)
        time.sleep(max(0.0, start + event / RATE - time.perf_counter()))
    teacher.wait_for_timeout(500)
    teacher.mouse.up()


def latencies(inputs: list[list[float]], frames: list[list[float]]) -> list[float]:
    """From each move of the teacher's hand to the learner's frame that shows it, or a later one.

    Args:
        inputs: times in ms, and the weights that the hand set, growing.
        frames: times in ms, and the weights that were painted.

    Raises:
        RuntimeError: if some of it was never shown.
    """
    rounded = [(time, GRID * floor(weight / GRID + 0.5)) for time, weight in inputs]
    moves = [
        (time, weight)
        for i, (time, weight) in enumerate(rounded)
        if i and weight > max(before for _, before in rounded[:i])
    ]
    found = [
        next((at - time for at, shown in frames if at >= time and shown >= weight - GRID / 2), None)
        for time, weight in moves
    ]
    shown = [wait for wait in found if wait is not None]
    if len(shown) < len(found) or not shown:
        raise RuntimeError(f"{len(found) - len(shown)} of {len(found)} moves were never shown")
    return shown
