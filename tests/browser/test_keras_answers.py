"""Keras has the last word, and never takes the hand: late answers, agreement, a lost server."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from playground.core.data.datasets import load
from playground.state.neuron import NeuronState
from tests.browser.servers import Server
from tests.browser.stage import NEXT_FRAME, START_LIMIT, Stage

LATE = """() => {
    const ask = window.fetch;
    window.answers = 0;
    window.fetch = async (url, options) => {
        const answer = await ask(url, options);
        if (!String(url).includes("keras/answer")) return answer;
        await new Promise((resolve) => setTimeout(resolve, 2000));
        window.answers += 1;
        return answer;
    };
}"""
"""Every answer of Keras arrives 2 seconds late; `answers` counts those that did."""


def test_late_answers_never_pull_the_hand_back(page: Page) -> None:
    stage = Stage.open(page, "?b=90")
    stage.until_keras_agrees()
    page.evaluate(LATE)
    stage.record("w", 0.05)
    x, y = stage.thumb("w")
    stage.grab((x, y))
    for turn in range(40):
        page.mouse.move(x + 3 * turn - 60, y)
        page.evaluate(NEXT_FRAME)
    page.wait_for_function("answers >= 1")  # to a question from early in the drag
    for turn in range(40):
        page.mouse.move(x + 60 - 2 * turn, y)
        page.evaluate(NEXT_FRAME)
    stage.drop()
    w = stage.value("w")
    page.wait_for_function("answers >= 3")
    stage.until_keras_agrees()
    stage.expect_neuron(w, 90.0)

    frames = [frame for frame in stage.recorded() if frame.hand is not None]
    assert len({frame.value for frame in frames}) >= 20
    for before, frame in itertools.pairwise(frames):
        assert frame.value == pytest.approx(frame.hand, abs=1e-6)
        assert any(abs(frame.slope - hand) < 1e-3 for hand in (before.value, frame.value)), frame


COLUMNS = (
    "?w=2.5&b=90",
    "?inputs=potass&target=rating&w=0.1&b=20",
    "?data=concrete&inputs=Age&w=0.2&b=20",
)

COMPARE = """async ([url, question]) => {
    const script = performance.getEntriesByType("resource")
        .find(({ name }) => name.endsWith("/forward.js")).name;
    const { forward } = await import(script);
    const { x } = question.points;
    const off = [];
    for (const activation of ["linear", "relu"])
        for (const [w, b] of question.neurons) {
            const network = { inputs: 1, layers: [{ units: 1, activation }] };
            const source = { kind: "inline", network, weights: [[w], [b]] };
            const body = { ...question.body, source };
            const response = await fetch(url, { method: "POST", body: JSON.stringify(body),
                headers: { "Content-Type": "application/json" } });
            const keras = await response.json();
            const preview = forward(network, [Float64Array.of(w), Float64Array.of(b)], x);
            if (keras.predictions.length !== x.length) throw new Error("not one for each point");
            off.push(Math.max(...keras.predictions.map((y, i) => Math.abs(y - preview[i]))));
        }
    return off;
}"""


def test_keras_and_the_preview_predict_the_same(page: Page) -> None:
    for link in COLUMNS:
        page.goto("/_stcore/health")  # from where the page is loaded, and asks at once
        with page.expect_request("**/keras/answer") as asked:
            stage = Stage.open(page, link)
        stage.until_keras_agrees()
        data, column, target = _columns(link)
        sample = load(data).sample([column], target)
        (w0, w1), (b0, b1) = stage.ends("w"), stage.ends("b")
        shares = np.random.default_rng(7).uniform(size=(6, 2))
        neurons = [(w0 + u * (w1 - w0), b0 + v * (b1 - b0)) for u, v in shares]
        question = {
            "body": _body(asked.value),
            "points": {"x": sample.x[:, 0].tolist()},
            "neurons": [*neurons, (w1, b0), (w0, b1)],
        }
        off = page.evaluate(COMPARE, [asked.value.url, question])
        assert len(off) == 16
        assert max(off) <= 1e-4 * float(np.ptp(sample.y)), f"{link}: {off}"


def _body(request: Request) -> dict[str, Any]:
    body = request.post_data_json
    assert body is not None
    return dict(body)


def _columns(link: str) -> tuple[str, str, str]:
    experiment, ignored = NeuronState.from_query(dict(parse_qsl(link[1:])))
    assert not ignored
    return experiment.data, experiment.inputs[0], experiment.target


def test_a_disagreement_is_said_and_keras_numbers_are_shown(page: Page) -> None:
    def bend(route: Route) -> None:
        response = route.fetch()
        answer = response.json()
        if response.status == 200:
            answer["at"] = [value + 7.0 for value in answer["at"]]
            answer["metrics"]["mse"] = 1234.0
        route.fulfill(response=response, json=answer)

    page.route("**/keras/answer", bend)
    stage = Stage.open(page, "?w=2.5&b=90")
    expect(stage.agreement).to_have_attribute("data-state", "differs", timeout=START_LIMIT)
    expect(stage.agreement).to_have_text("Keras disagrees by 7.00 kcal: its answer is shown")
    expect(page.get_by_test_id("mse")).to_have_text("1,230")
    expect(stage.prediction).to_contain_text("109.5")


NOTE_QUESTIONS = """() => {
    const ask = window.fetch;
    window.asked = [];
    window.fetch = (url, options) => {
        if (String(url).includes("keras/answer"))
            window.asked.push([performance.now(), JSON.parse(options.body).source.weights[0][0]]);
        return ask(url, options);
    };
}"""


def test_dragging_asks_keras_at_most_five_times_a_second_and_about_the_end(page: Page) -> None:
    stage = Stage.open(page)
    stage.until_keras_agrees()
    page.evaluate(NOTE_QUESTIONS)
    x, y = stage.thumb("w")
    stage.grab((x, y))
    for turn in range(60):
        page.mouse.move(x + turn, y)
        page.evaluate(NEXT_FRAME)
    times = [time for time, _ in page.evaluate("asked")]
    assert len(times) >= 2
    assert all(gap >= 195.0 for gap in np.diff(times)), f"pauses of {np.diff(times)} ms"
    stage.drop()
    page.wait_for_function("w => asked.at(-1)[1] === w", arg=stage.value("w"))


def test_a_server_that_starts_stops_and_starts_again_loses_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    server = Server(tmp_path / "log.txt")
    context = browser.new_context(base_url=server.base, viewport={"width": 1440, "height": 900})
    try:
        server.start()
        stage = Stage(context.new_page())
        stage.page.goto("/neuron?w=0.5&b=90")
        starting = "Keras is starting; the picture already moves"
        expect(stage.agreement).to_contain_text(starting, timeout=30_000)
        stage.until_drawn()
        stage.focus_slider("w")
        stage.page.keyboard.press("PageUp")
        stage.expect_neuron(1.0, 90.0)
        stage.until_keras_agrees()
        stage.expect_link(b="90")
        server.stop()

        stage.focus_slider("w")
        stage.page.keyboard.press("PageUp")
        expect(stage.agreement).to_contain_text("Keras does not answer", timeout=30_000)
        expect(stage.agreement).to_have_attribute("data-state", "lost")
        x, y = stage.thumb("b")
        stage.grab((x, y))
        stage.drag([(x + 20, y)])
        stage.drop()
        b = stage.value("b")
        assert b > 95.0
        stage.expect_neuron(1.5, b)

        server.start()
        stage.until_keras_agrees()
        stage.expect_neuron(1.5, b)
        stage.page.keyboard.press("PageUp")
        expect(stage.page).to_have_url(f"{server.base}/neuron?w=1.5&b={b + 10:g}", timeout=30_000)
        stage.expect_neuron(1.5, b + 10.0)
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
    finally:
        context.close()
        server.stop()
