"""When Keras is asked about a network that she is training, and when her answers are drawn."""

from __future__ import annotations

from playwright.sync_api import Page

from playground.stage.routes import ASSETS_PATH

PLAY = """async ([assets, took, moments]) => {
    const { Rhythm } = await import(`${assets}/net/answerScheduler.js`);
    let now = 1000;
    performance.now = () => now;
    const heard = [];
    const rhythm = new Rhythm(() => heard.push(now - 1000));
    rhythm.meet(() => {}, took);
    for (const moment of moments) {
      now = 1000 + moment;
      rhythm.ask(false);
    }
    rhythm.ask(true);
    return heard;
}"""

MEET = """async (assets) => {
    const { Rhythm } = await import(`${assets}/net/answerScheduler.js`);
    const rhythm = new Rhythm(() => {});
    const drawn = [];
    const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    rhythm.meet(() => drawn.push("with news"), 1);
    drawn.push("news");
    rhythm.news();
    rhythm.news();
    rhythm.meet(() => drawn.push("the one before"), 1);
    rhythm.meet(() => drawn.push("late"), 1);
    drawn.push("nothing comes");
    await wait(200);
    rhythm.meet(() => drawn.push("after the end"), 1);
    rhythm.close();
    await wait(200);
    return drawn;
}"""


def test_keras_is_asked_for_a_twentieth_of_her_time_at_most(page: Page) -> None:
    page.goto("/_stcore/health")
    assets, moments = f"/{ASSETS_PATH}", list(range(0, 1000, 50))
    assert page.evaluate(PLAY, [assets, 10, moments]) == [0, 200, 400, 600, 800, 950]
    assert page.evaluate(PLAY, [assets, 40, moments]) == [0, 800, 950]


def test_an_answer_is_drawn_once_with_the_next_news_or_soon_without(page: Page) -> None:
    page.goto("/_stcore/health")
    assert page.evaluate(MEET, f"/{ASSETS_PATH}") == [
        *("news", "with news", "the one before", "nothing comes", "late")
    ]
