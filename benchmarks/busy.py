"""A learner's answers while one client sends fifty long questions at once, again and again."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from benchmarks.browser import Server, running
from benchmarks.learner import Learner
from benchmarks.report import Figure, main
from benchmarks.training import ALL

ATTACKERS, ANSWERS = 50, 40
PAUSE = 0.2
"""Seconds between a learner's questions, as while a slider is dragged."""
QUERY = f"data=concrete&inputs={','.join(ALL)}&layers=16-relu,8-relu"


def question(eval_points: str, *units: int) -> dict[str, Any]:
    """What Layers asks about a network, with a picture over two inputs."""
    widths = [len(ALL), *units, 1]
    layers = [{"units": n, "activation": "relu"} for n in units]
    network = {
        "inputs": len(ALL),
        "layers": [*layers, {"units": 1, "activation": "linear"}],
    }
    weights = [
        numbers
        for inputs, outputs in pairwise(widths)
        for numbers in ([0.01] * (inputs * outputs), [0.0] * outputs)
    ]
    grid = {"shown": [0, 1], "spans": [[0, 500], [0, 200]], "cells": 64, "fixed": [1.0] * len(ALL)}
    source = {"kind": "inline", "network": network, "weights": weights}
    return {"eval_points": eval_points, "revision": 1, "source": source, "at": [], "grid": grid}


def post(server: Server, body: bytes, session: str = "") -> tuple[int, float]:
    """The status, and how many seconds it took."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    headers = {"Content-Type": "application/json", "Playground-Session": session}
    connection.request("POST", "/keras/answer", body, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, time.perf_counter() - began


def health(server: Server) -> float:
    """How many seconds it takes to say that all is well."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    connection.request("GET", "/health")
    connection.getresponse().read()
    connection.close()
    return time.perf_counter() - began


def medians(server: Server, body: bytes, session: str) -> tuple[float, float]:
    """Of a learner's answers and of health, in ms."""
    answers: list[float] = []
    healths: list[float] = []
    while len(answers) < ANSWERS:
        status, took = post(server, body, session)
        if status == 200:
            answers.append(took)
        healths.append(health(server))
        time.sleep(PAUSE)
    return 1e3 * statistics.median(answers), 1e3 * statistics.median(healths)


def attack(server: Server, body: bytes, over: threading.Event) -> None:
    """One of fifty: asks, and asks again; without a turn, after a second."""
    while not over.is_set():
        status, _ = post(server, body)
        if status == 429:
            over.wait(1.0)


def run() -> list[Figure]:
    """Idle first, then under attack."""
    with running() as server, Learner(server.address, QUERY) as learner:
        points, session = (
            learner.stage["scalings"]["standardised"]["eval_points"],
            learner.stage["session"],
        )
        mine = json.dumps(question(points, 16, 8)).encode()
        theirs = json.dumps(question(points, 130, 130)).encode()
        while post(server, mine, session)[0] != 200:
            time.sleep(0.5)
        idle, idle_health = medians(server, mine, session)
        over = threading.Event()
        with ThreadPoolExecutor(ATTACKERS) as pool:
            for _ in range(ATTACKERS):
                pool.submit(attack, server, theirs, over)
            time.sleep(2.0)
            busy, busy_health = medians(server, mine, session)
            over.set()
    how = f"median of {ANSWERS} answers"
    ratio = busy / idle
    return [
        Figure("a learner's answer, idle", idle, "ms", note=how),
        Figure(f"while {ATTACKERS} long ones are asked", busy, "ms", note=how),
        Figure("times idle", ratio, "", "≤ 5", ratio <= 5.0),
        Figure("health, idle", idle_health, "ms"),
        Figure("health meanwhile", busy_health, "ms"),
    ]


if __name__ == "__main__":
    main(run)
