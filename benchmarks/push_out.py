"""One session looks at 135 choices of columns: does Keras still answer what other pages show?"""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from itertools import combinations
from typing import Any

from benchmarks.browser import Server, running
from benchmarks.busy import post
from benchmarks.learner import Learner
from benchmarks.report import Figure, main

CHOICES = 135
COLUMNS = ("sugars", "fiber", "fat", "protein", "carbo", "sodium", "potass", "vitamins")
MOST_INPUTS = 8
OTHERS = (
    ("neuron", "w=2.5&b=90"),
    ("plane", ""),
    ("layers", "inputs=sugars,fiber,fat"),
    ("layers", "inputs=fat"),
    ("training", "inputs=sugars,fiber"),
    ("concrete", ""),
)
"""What others look at: a page, and its link."""


def tokens(payload: Any) -> list[str]:
    """The tokens of points in a stage's payload."""
    if isinstance(payload, list):
        return [token for part in payload for token in tokens(part)]
    if not isinstance(payload, dict):
        return []
    here = payload.get("eval_points")
    return ([here] if isinstance(here, str) else []) + tokens(list(payload.values()))


def status(server: Server, token: str) -> int:
    """What is answered to a question about points, whatever inputs they have."""
    for inputs in range(1, MOST_INPUTS + 1):
        network = {"inputs": inputs, "layers": [{"units": 1, "activation": "linear"}]}
        source = {"kind": "inline", "network": network, "weights": [[0.01] * inputs, [0.0]]}
        question = {"eval_points": token, "revision": 1, "source": source, "at": []}
        code = 202
        while code in (202, 429):  # Keras is starting, or somebody else has the turn
            code, _ = post(server, json.dumps(question).encode())
            time.sleep(0.2 if code in (202, 429) else 0)
        if code != 422:
            return code
    return code


def run() -> list[Figure]:
    """Six learners open their pages, a seventh chooses, and all are asked about again."""
    choices = [
        ",".join(columns)
        for count in range(1, len(COLUMNS))
        for columns in combinations(COLUMNS, count)
    ][:CHOICES]
    with running() as server, ExitStack() as room:
        pages = [room.enter_context(Learner(server.address, q, page)) for page, q in OTHERS]
        shown = [tokens(learner.stage) for learner in pages]
        before = [status(server, token) for found in shown for token in found]
        began = time.monotonic()
        one = room.enter_context(Learner(server.address, "", "layers"))
        for choice in choices:
            one.go(f"inputs={choice}")
        took = time.monotonic() - began
        lost = sum(any(status(server, t) == 404 for t in found) for found in shown)
    how = f"{len(choices)} choices in {took:.0f} s; {before.count(200)} of {len(before)} before"
    return [Figure(f"pages of {len(pages)} that lose", lost, "", "0", lost == 0, how)]


if __name__ == "__main__":
    main(run)
