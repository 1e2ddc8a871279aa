"""How a training stands, in words, and what is found when one looks back."""

from __future__ import annotations

from playwright.sync_api import Page

from playground.stage.routes import ASSETS_PATH

SAY = """async ([assets, states]) => {
    const { RunControls } = await import(`${assets}/panels/runControls.js`);
    const { RunHistory } = await import(`${assets}/model/runHistory.js`);
    const controls = new RunControls({ dispatch() {}, onScrub() {}, commit() {} });
    const history = new RunHistory(new Float32Array(0));
    const now = performance.now.bind(performance);
    let later = 0;
    performance.now = () => now() + later;
    return states.map(([state, queue_position, seconds]) => {
      later = 1000 * seconds;
      const snapshot = { state, queue_position, reason: "" };
      controls.show({ history, snapshot, exists: true, epoch: null, epochs: 300, lost: "" });
      return controls.state.textContent;
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


LOOK_BACK = """async (assets) => {
    const { RunHistory } = await import(`${assets}/model/runHistory.js`);
    const history = new RunHistory(new Float32Array(0));
    const answered = (epoch, row) => ({ epoch, row, answer: {} });
    for (const moment of [answered(2, "a"), answered(5, "a"), answered(9, "b")]) {
        history.keep(moment);
    }
    history.merge({ attempt: 0, moments: [0, 4, 5, 8].map((epoch) => ({ epoch })) });
    const found = (row) =>
        [0, 1, 2, 3, 4, 5, 7, 8, 9].map((epoch) => history.find(epoch, row).epoch);
    const before = [found("a"), found("b")];
    history.insert(answered(4, "b"));
    history.merge({ attempt: 0, moments: [{ epoch: 0 }, { epoch: 8 }] });
    return [...before, found("b"), history.moments.map(({ epoch }) => epoch)];
}"""


def test_looking_back_finds_the_latest_moment_that_is_known_so_or_can_be_asked_for(
    page: Page,
) -> None:
    page.goto("/_stcore/health")
    assert page.evaluate(LOOK_BACK, f"/{ASSETS_PATH}") == [
        [0, 0, 2, 2, 4, 5, 5, 8, 8],
        [0, 0, 0, 0, 4, 4, 4, 8, 9],
        [0, 0, 0, 0, 4, 4, 4, 8, 9],
        [0, 2, 4, 5, 8, 9],
    ]
