"""Training while the page watches: against the bare engine, and against a callback that redraws.

No debugger is attached to the Chromium that watches while it does. To the one that shows the
callback's redrawing there is: that is compared with wide margins.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page, Worker

from benchmarks.browser import browsing, obvious, serving
from benchmarks.loose import Loose, letting_go
from benchmarks.report import Figure, main
from benchmarks.training import ALL, RECIPE, Case
from playground.engine import Trainer

EAR = """
  const now = () => performance.timeOrigin + performance.now();
  window.told = [];
  const parse = JSON.parse;
  JSON.parse = (...given) => {
    const value = parse(...given);
    if (value?.weights_epoch !== undefined) {
      const { epoch, state } = value;
      window.told.push({ time: now(), epoch, state });
      if (state === "finished") window.ended?.();
    }
    return value;
  };
"""
"""Notes when the page heard of which epoch."""

TRAIN = """(bell) => {
  told.length = drawnModel.length = 0;
  const buttons = [...document.querySelectorAll("button")];
  const train = buttons.find((button) => button.textContent.trim() === "Train");
  window.ended = () => setTimeout(() => fetch(bell, { mode: "no-cors" }), 500);
  setTimeout(() => train.click(), 300);
}"""
"""Trains as soon as nobody looks any more, and rings the bell at the end."""

EYE_ON_LOSSES = """() => {
  let drawn = [];
  const channel = new BroadcastChannel("losses");
  channel.onmessage = () => {
    channel.postMessage(drawn);
    drawn = [];
  };
  const chart = globalThis.document?.querySelector("canvas.np-loss-lines");
  const { prototype } = chart ? CanvasRenderingContext2D : OffscreenCanvasRenderingContext2D;
  const { lineTo, stroke } = prototype;
  let end = "";
  let last = "";
  prototype.lineTo = function (x, y) {
    if (!chart || this.canvas === chart) end = `${x} ${y}`;
    return lineTo.call(this, x, y);
  };
  prototype.stroke = function () {
    const now = performance.timeOrigin + performance.now();
    if (end !== last && now - (drawn.at(-1) ?? 0) > FRAME) drawn.push(now);
    last = end;
    return stroke.call(this);
  };
}""".replace("FRAME", str(1000 / 60))
"""Notes, in the page or a worker, when losses with another end are drawn, once a frame at most.

To ask for the frames themselves would keep Chromium busy, and slow down what is measured."""

DRAWN_LOSSES = """() => new Promise((resolve) => {
  const channel = new BroadcastChannel("losses");
  channel.onmessage = ({ data }) => {
    channel.close();
    resolve(data);
  };
  channel.postMessage("tell");
})"""
"""What has been noted since it was asked for the last time."""

EYE_ON_MODEL = """() => {
  window.drawnModel = [];
  const heat = document.querySelector("canvas.np-heat");
  const { drawImage } = CanvasRenderingContext2D.prototype;
  const sum = (small) => {
    const { data } = small.getContext("2d").getImageData(0, 0, small.width, small.height);
    return new Uint32Array(data.buffer).reduce((sum, pixel, i) => (sum + pixel * (i | 1)) | 0, 0);
  };
  const channel = new MessageChannel();
  let last = 0;
  let drawn = 0;
  channel.port1.onmessage = () => {
    if (drawn !== last) drawnModel.push(performance.timeOrigin + performance.now());
    last = drawn;
  };
  CanvasRenderingContext2D.prototype.drawImage = function (small, ...place) {
    if (this.canvas === heat) {
      drawn = sum(small);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }
    return drawImage.call(this, small, ...place);
  };
}"""
"""Notes, after a frame is painted, whether it changed the function."""


@dataclass(frozen=True)
class Watched:
    """A training as the page saw it.

    Attributes:
        speed: epochs per second, from the first event to the last.
        losses, model: painted changes per second of the losses' line and of the function.
    """

    speed: float
    losses: float
    model: float


@dataclass(frozen=True)
class Live:
    """What is compared.

    Attributes:
        case: the network, how many epochs one turn trains, and how many turns there are: more of
            those that take less than a second.
        fit_epochs: how many the obvious app trains.
        faster: how many times as fast as the obvious app it should be.
    """

    case: Case
    fit_epochs: int
    faster: float

    @property
    def link(self) -> str:
        """The page with this network, at full speed, from above."""
        layers = ",".join(f"{units}-relu" for units in self.case.units)
        recipe = f"rate={RECIPE.learning_rate}&batch={RECIPE.batch_size}&epochs={self.case.epochs}"
        columns = f"data=concrete&inputs={','.join(ALL)}&layers={layers}"
        return f"/training?{columns}&{recipe}&test=0&speed=0&view=top"


CASES = (
    Live(Case(ALL, (16, 8), epochs=2000, turns=21, wanted=None), fit_epochs=60, faster=50.0),
    Live(Case(ALL, (512, 512, 512), epochs=200, turns=7, wanted=None), fit_epochs=30, faster=3.0),
)


def opened(page: Page, address: str) -> None:
    """Opens the page, until Keras has answered and somebody looks at what is drawn."""
    page.add_init_script(EAR)
    page.goto(address)
    page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
    page.wait_for_selector("canvas.np-loss-lines", state="attached")
    page.wait_for_timeout(1000)
    page.evaluate(EYE_ON_MODEL)
    _painter(page).evaluate(EYE_ON_LOSSES)


def _painter(page: Page) -> Page | Worker:
    """Who draws the losses: a worker, or the page itself."""
    return next((worker for worker in page.workers if "lossWorker" in worker.url), page)


def watch(chromium: Loose) -> Watched:
    """One turn of the page: trains to the end, and goes back to the start."""
    with chromium.visit() as page:
        page.evaluate(DRAWN_LOSSES)
        page.evaluate(TRAIN, chromium.bell)
    chromium.wait()
    with chromium.visit() as page:
        told, model = page.evaluate("[told, drawnModel]")
        losses = page.evaluate(DRAWN_LOSSES)
        page.get_by_role("button", name="Start over", exact=True).click()
        page.wait_for_function("told.at(-1).state === 'paused'", timeout=60_000)
    moves = [one for one in told if one["epoch"] > 0]
    first, last = moves[0], moves[-1]
    seconds: float = (last["time"] - first["time"]) / 1000
    per_second = [
        sum(first["time"] <= moment <= last["time"] + 50 for moment in moments) / seconds
        for moments in (losses, model)
    ]
    return Watched((last["epoch"] - first["epoch"]) / seconds, *per_second)


def bare(case: Case) -> float:
    """Epochs per second of the compiled engine alone, all in one run."""
    run = Trainer(case.network, *case.data(), RECIPE)
    run.advance(run.slice_epochs)
    done, began = run.epoch, time.perf_counter()
    while run.epoch < case.epochs and not run.diverged:
        run.advance(case.epochs - run.epoch)
    return (run.epoch - done) / (time.perf_counter() - began)


def redrawn(live: Live) -> float:
    """Epochs per second of `model.fit` with a callback that redraws."""
    layers = ",".join(map(str, live.case.units))
    with obvious("obvious_training_app") as server, browsing() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server}/?layers={layers}&epochs={live.fit_epochs}")
        value = page.get_by_test_id("stMetricValue")
        value.wait_for(timeout=300_000)
        speed = float(value.inner_text())
        page.close()
    return speed


def compared(live: Live) -> list[Figure]:
    """One network: the page and the bare engine in turns, then the obvious app."""
    name = live.case.name
    with serving() as server, letting_go() as chromium:
        with chromium.visit() as page:
            opened(page, f"{server}{live.link}")
        watch(chromium)
        alone = [bare(live.case)]
        seen: list[Watched] = []
        for _ in range(live.case.turns):
            seen.append(watch(chromium))
            alone.append(bare(live.case))
    fit = redrawn(live)
    speed = statistics.median(one.speed for one in seen)
    around = (statistics.mean(both) for both in pairwise(alone))
    share = statistics.median(one.speed / both for one, both in zip(seen, around, strict=True))
    losses, model = (
        statistics.median(getattr(one, part) for one in seen) for part in ("losses", "model")
    )
    beside = "each turn beside the mean of those before and after"
    how = f"median of {live.case.turns} turns of {live.case.epochs} epochs"
    times, met = f"≥ {live.faster:g}", speed / fit >= live.faster
    return [
        Figure(f"{name}: watched in Chromium", speed, "epochs/s", note=how),
        Figure(f"{name}: watched / bare engine", share, "", "≥ 0.8", share >= 0.8, beside),
        Figure(f"{name}: fit, redrawn each epoch", fit, "epochs/s", note=f"{live.fit_epochs}"),
        Figure(f"{name}: watched / fit that redraws", speed / fit, "times", times, met, "one run"),
        Figure(f"{name}: losses painted", losses, "per s", "≥ 20", losses >= 20, how),
        Figure(f"{name}: function painted", model, "per s", None, None, how),
    ]


def run() -> list[Figure]:
    """Both networks."""
    return [figure for live in CASES for figure in compared(live)]


if __name__ == "__main__":
    main(run)
