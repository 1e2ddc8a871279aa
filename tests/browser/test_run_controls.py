"""How a training stands, in words."""

from __future__ import annotations

from playwright.sync_api import Page

from playground.stage.asset_version import ASSETS_PATH

SAY = """async ([assets, states]) => {
    const { RunControls } = await import(`${assets}/panels/runControls.js`);
    const { RunHistory } = await import(`${assets}/model/runHistory.js`);
    const controls = new RunControls({ dispatch() {}, onScrub() {}, onReplay() {},
      commit() {} });
    const history = new RunHistory(new Float32Array(0));
    const now = performance.now.bind(performance);
    let later = 0;
    performance.now = () => now() + later;
    return states.map(([state, queue_position, seconds]) => {
      later = 1000 * seconds;
      const snapshot = { state, queue_position, reason: "" };
      controls.show({ history, snapshot, exists: true, epoch: null, epochs: 300, lost: "",
        replay: null, about: "" });
      return controls.element.querySelector("[data-testid=run-state]").textContent;
    });
}"""


def test_who_waits_reads_which_place_and_for_how_long(page: Page) -> None:
    page.goto("/_stcore/health")
    states = [("queued", 3, 0), ("queued", 2, 12), ("running", 0, 13), ("queued", 1, 20)]
    assert page.evaluate(SAY, [f"/{ASSETS_PATH}", states]) == [
        "Waiting for a turn, place 3 in the queue, for 0 s · epoch 0 of 300",
        "Waiting for a turn, place 2 in the queue, for 12 s · epoch 0 of 300",
        "Training · epoch 0 of 300",
        "Waiting for a turn, place 1 in the queue, for 0 s · epoch 0 of 300",
    ]
