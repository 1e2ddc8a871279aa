"""Mixing concrete: from the slider to the picture, and where the curve is computed fastest."""

from __future__ import annotations

import statistics
from typing import Any

import msgspec
from playwright.sync_api import Browser

from benchmarks.browser import browsing, serving
from benchmarks.drag import SECONDS, drag_here
from benchmarks.report import Figure, main

WANTED = 50
ASKED = 40

ARITHMETIC = """async ([assets, asked]) => {
  const { forwardSparse } = await import(`${assets}/model/sparse.js`);
  const { arraysOf, forward } = await import(`${assets}/model/forward.js`);
  const { decodeFloat16 } = await import(`${assets}/net/float16.js`);
  const { request, weightsPath, network, scaling } = window.mixing;
  const numbers = decodeFloat16(await (await fetch(weightsPath)).arrayBuffer());
  const arrays = arraysOf(network, numbers);
  const plain = arrays.map((array) => Float64Array.from(array));
  const timed = async (work) => {
    const times = [];
    for (let n = 0; n < asked; n++) {
      request.at[0] = 200 + n;
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
    return times.slice(asked / 4);
  };
  return {
    sparse: await timed(() => forwardSparse(network, arrays, request.at, scaling)),
    plain: await timed(() => forward(network, plain, request.at, scaling)),
    http: await timed(async () => (await fetch("keras/answer", { method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...request, revision: 1 }) })).json()),
  };
}"""
"""The same 62 rows (a mix and its curve) computed by the browser and answered by Keras."""


def compared(browser: Browser) -> dict[str, list[float]]:
    """Milliseconds of each way, one after another."""
    with serving() as server:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        with page.expect_request("**/keras/answer") as sent:
            page.goto(f"{server}/concrete")
        page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
        page.evaluate("(mixing) => { window.mixing = mixing; }", _given(sent.value.post_data_json))
        assets = f"{server}/_stcore/bidi-components/playground.stage"
        times: dict[str, list[float]] = page.evaluate(ARITHMETIC, [assets, ASKED])
        page.close()
    return times


def _given(request: Any) -> dict[str, object]:
    from playground.stage.payloads.concrete import concrete_payload
    from playground.stage.protocol import SyncState
    from playground.state.concrete import ConcreteState

    payload = concrete_payload(ConcreteState.default(), SyncState("", 0, 0))
    network, scaling = msgspec.to_builtins((payload.network, payload.scaling))
    return {
        "request": request,
        "weightsPath": payload.weights_path,
        "network": network,
        "scaling": scaling,
    }


def run() -> list[Figure]:
    """The drag, then each way of computing a curve, in one run."""
    with browsing() as browser:
        times = compared(browser)
        drag = drag_here(browser, "/concrete", "Cement", "lines")
    events = f"{len(drag.delays)} events in {SECONDS:g} s"
    ways = {
        "sparse": "this page",
        "plain": "forward.js, every neuron",
        "http": "Keras over HTTP, one learner",
    }
    return [
        Figure(
            "mixing: to paint, median", drag.median, "ms", "≤ 50", drag.median <= WANTED, events
        ),
        Figure("mixing: to paint, p95", drag.p95, "ms", None, None, events),
        Figure("mixing: frames painted", drag.painted / SECONDS, "per s", None, None, events),
        Figure("mixing: tasks over 50 ms", drag.long_tasks, "", None, None, "in 3 s"),
        Figure("mixing: reruns", drag.reruns, "", "= 0", drag.reruns == 0, "while held"),
        *(
            Figure(f"a curve, {name}", statistics.median(times[name]), "ms", None, None, note)
            for name, note in ways.items()
        ),
    ]


if __name__ == "__main__":
    main(run)
