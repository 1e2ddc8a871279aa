"""Training in a real browser: it plays, pauses, steps, looks back, runs away and is tamed."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.trainer import QUICK, Trainer

INK = """() => {
  const drawn = document.querySelector("canvas.np-loss-lines");
  const context = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d");
  context.drawImage(drawn, 0, 0);
  const { data } = context.getImageData(0, 0, drawn.width, drawn.height);
  return data.some((value) => value > 0);
}"""
"""Whether anything is drawn over the losses' axes, in the page or by a worker."""

MSE_NEAR = """mse =>
  Math.abs(document.querySelector("[data-testid=mse]").textContent - mse) <= 0.5"""

MSE_ABOVE = """least => least <
  Number(document.querySelector("[data-testid=mse]").textContent.replaceAll(",", ""))"""

LINES = """() => String(document.querySelector(".np-losses .np-plot").data.slice(0, 2)
  .map((trace) => [trace.name, trace.x.length]))"""
"""The lines that Plotly has of the run in view, and of how many epochs."""


def test_it_trains_and_every_epoch_can_be_looked_at_again(page: Page) -> None:
    trainer = Trainer.open(page)
    before, started = trainer.mse, trainer.mse_text
    expect(trainer.timeline).to_be_disabled()
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of 100$")
    trainer.press("Train")
    trainer.until(r"^Training · epoch \d+ of 100$")
    trainer.until(r"^Finished · epoch 100 of 100$")
    expect(page.get_by_test_id("run-reason")).to_have_text("All 100 epochs are done.")
    for row in ("training rows", "test rows"):
        cells = page.get_by_role("row").filter(has_text=row).get_by_role("cell")
        expect(cells).to_have_text([re.compile(r"^0\.\d+$"), re.compile(r"^\d"), re.compile(" %$")])
    expect(page.get_by_role("button", name="One batch")).to_be_hidden()
    expect(page.get_by_role("button", name="Train 100 more")).to_be_visible()
    trainer.until_keras_agrees()
    ended = trainer.mse_text
    assert trainer.mse < 0.6 * before
    page.wait_for_function(f"({LINES})() === 'training,100,test,100'")
    assert page.evaluate(INK)  # the dot; the lines are Plotly's by now
    trainer.timeline.focus()
    page.keyboard.press("Home")
    trainer.until(r"epoch 0 of 100$")
    page.wait_for_function(f"!({INK})()")
    expect(page.get_by_test_id("mse")).to_have_text(started)
    page.keyboard.press("ArrowRight")
    trainer.until(r"epoch 1 of 100$")
    page.keyboard.press("End")
    expect(page.get_by_test_id("mse")).to_have_text(ended)
    page.wait_for_function(INK)


def test_who_looks_back_to_the_start_sees_it_whatever_answer_is_on_its_way(page: Page) -> None:
    """Of a network that only Keras computes."""
    trainer = Trainer.open(page, "/training?view=top&epochs=2000&layers=256-relu,256-relu")
    mse = page.get_by_test_id("mse")
    started = mse.inner_text()
    trainer.press("Train")
    expect(mse).not_to_have_text(started, timeout=60_000)
    assert any("lossWorker" in worker.url for worker in page.workers)
    page.wait_for_function(INK)
    trainer.timeline.focus()
    page.keyboard.press("Home")  # from here on epoch 0 is remembered: nobody has to answer for it
    trainer.until(r"^Training · epoch 0 of 2000$")
    expect(mse).to_have_text(started)
    page.keyboard.press("End")
    expect(mse).not_to_have_text(started, timeout=60_000)
    held: list[Route] = []
    page.route("**/keras/answer", lambda route: held.append(route))
    while not held:
        page.wait_for_timeout(20)
    page.keyboard.press("Home")
    trainer.until(r"^Training · epoch 0 of 2000$")
    held[0].continue_()
    page.unroute("**/keras/answer")
    expect(mse).to_have_text(started)
    page.wait_for_timeout(500)
    expect(mse).to_have_text(started)
    assert int(trainer.timeline.get_attribute("max") or 0) > 1
    trainer.press("Stop")


LARGE = "/training?view=top&epochs=40&speed=0&layers=256-relu,256-relu"
"""Only Keras computes it, and the server remembers how it was after every epoch."""


def test_who_comes_back_can_look_at_every_moment_the_server_remembers(page: Page) -> None:
    trainer = Trainer.open(page, LARGE)
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 40 of 40$")
    page.reload()
    trainer.until(r"^Finished · epoch 40 of 40$")
    trainer.until_keras_agrees()
    seen = [page.get_by_test_id("mse").inner_text()]
    trainer.timeline.focus()
    for key, epoch in (("Home", 0), *(("ArrowRight", epoch) for epoch in (1, 2, 3))):
        page.keyboard.press(key)
        trainer.until(rf"^Finished · epoch {epoch} of 40$")
        expect(page.get_by_test_id("mse")).not_to_have_text(seen[-1])
        seen.append(page.get_by_test_id("mse").inner_text())
    assert len(set(seen)) == 5


def test_a_moment_is_looked_at_where_the_probe_stands_now(page: Page) -> None:
    trainer = Trainer.open(page, LARGE)
    prediction = page.get_by_test_id("prediction")
    sugars = page.get_by_role("slider", name="sugars")

    def at_start(key: str) -> str:
        trainer.until_keras_agrees()
        before = prediction.inner_text()
        sugars.focus()
        page.keyboard.press(key)
        expect(prediction).not_to_have_text(before)
        trainer.until_keras_agrees()
        return prediction.inner_text()

    most, least = at_start("End"), at_start("Home")
    assert most != least
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 40 of 40$")
    for end, expected in (("Home", least), ("End", most), ("Home", least)):
        sugars.focus()
        page.keyboard.press(end)
        trainer.timeline.focus()
        page.keyboard.press("Home")
        trainer.until(r"epoch 0 of 40$")
        expect(prediction).to_have_text(expected)
        page.keyboard.press("End")
        trainer.until(r"epoch 40 of 40$")


def test_losses_are_drawn_in_the_page_if_the_worker_does_not_come(page: Page) -> None:
    """Of a network that only Keras computes."""
    page.route("**/lossWorker.js", lambda route: route.abort())
    trainer = Trainer.open(page, "/training?view=top&epochs=2000&layers=256-relu,256-relu")
    trainer.press("Train")
    page.wait_for_function(INK, timeout=60_000)
    assert not page.workers
    trainer.press("Stop")


def test_pausing_changes_nothing_and_starting_over_does_the_same_again(page: Page) -> None:
    trainer = Trainer.open(page, QUICK.replace("100&speed=100", "40&speed=10"))
    trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]")
    trainer.press("Pause")
    trainer.until(r"^Paused")
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 40 of 40$")
    trainer.until_keras_agrees()
    losses = page.get_by_test_id("losses").text_content() or ""
    ended = trainer.mse
    trainer.timeline.focus()
    page.keyboard.press("ArrowLeft")
    trainer.until(r"^Finished · epoch 39 of 40$")
    trainer.press("Start over")
    trainer.until(r"^Paused · epoch 0 of 40$")
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 40 of 40$")
    expect(page.get_by_test_id("losses")).to_have_text(losses)
    assert trainer.mse == ended


WATCH = """() => {
  const curve = document.querySelector(".np-picture .np-curve");
  const { height } = curve.closest("svg").getBoundingClientRect();
  window.pictures = new Set();
  new MutationObserver(() => {
    const state = document.querySelector("[data-testid=run-state]").textContent;
    const path = curve.getAttribute("d");
    const heights = path.match(/-?[\\d.]+(e[+-]?\\d+)?/g).map(Number).filter((_, i) => i % 2);
    const visible = heights.some((y) => y >= 0 && y <= height);
    if (state.startsWith("Slow motion") && visible) window.pictures.add(path);
  }).observe(curve, { attributes: true, attributeFilter: ["d"] });
}"""
"""Collects the pictures of the function in slow motion that are not wholly outside their axes."""

OWN_SHARE = """() => {
  const { data, _fullLayout } = document.querySelector(".np-losses .np-plot");
  const losses = [...data[0].y, ...data[1].y];
  const [low, high] = _fullLayout.yaxis.range;
  return (Math.min(high, Math.max(...losses)) - Math.min(...losses)) / (high - low);
}"""
"""How much of the axis' height the losses of the run in view take."""


def test_a_loss_that_runs_away_is_seen_explained_and_tamed(page: Page) -> None:
    trainer = Trainer.open(page, f"{QUICK}&optimizer=sgd&rate=3&momentum=0.9")
    before = trainer.mse
    reason, above = page.get_by_test_id("run-reason"), page.locator(".np-loss-above")
    repair = page.get_by_role("button", name="Try a tenth of the learning rate")
    page.evaluate(WATCH)
    trainer.press("Train")
    trainer.until(r"^Slow motion · epoch \d, batch \d of 2$")
    expect(reason).to_be_empty()
    expect(repair).to_be_hidden()
    trainer.until(r"^Stopped by itself · epoch 0 of 100$")
    assert page.evaluate("window.pictures.size") >= 5
    expect(reason).to_contain_text("The loss ran away in epoch 2.")
    expect(reason).to_contain_text("Try a learning rate below 3.")
    expect(above).to_have_text(re.compile("^↑ 10[¹²³⁴⁵⁶⁷⁸⁹⁰]{2}$"))
    assert trainer.mse <= before

    page.emulate_media(reduced_motion="reduce")
    trainer.press("Start over")
    trainer.until(r"^Paused · epoch 0 of 100$")
    page.evaluate("window.pictures.clear()")
    trainer.press("Train")
    trainer.until(r"^Stopped by itself · epoch 0 of 100$")
    expect(repair).to_be_visible()
    expect(page.get_by_role("button", name="See it again")).to_be_hidden()
    assert page.evaluate("window.pictures.size") == 0
    trainer.timeline.focus()
    page.keyboard.press("End")
    trainer.until(r"^Stopped by itself · epoch 2, batch 1 of 2$")
    page.wait_for_function(MSE_ABOVE, arg=1e6 * before)  # with the next frame
    page.keyboard.press("Home")
    trainer.until(r"^Stopped by itself · epoch 0 of 100$")

    repair.click()
    expect(page).to_have_url(re.compile("rate=0.3"))
    trainer.until(r"^Before training · epoch 0 of 100$")
    trainer.press("Train")
    trainer.until(r"^Finished · epoch 100 of 100$")
    page.wait_for_function(f"({LINES})() === 'training,100,test,100'")
    assert page.evaluate(OWN_SHARE) >= 0.5
    expect(above).to_be_hidden()
    earlier = page.get_by_role("group", name="Earlier trainings").get_by_role("button")
    expect(earlier).to_have_text(["rate 3"])
    shown = "() => document.querySelector('.np-losses .np-plot').data[2].visible"
    assert page.evaluate(shown) is True
    earlier.click()
    expect(earlier).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(shown) is False


def test_the_trained_network_goes_to_the_hand_and_back(page: Page) -> None:
    trainer = Trainer.open(page)
    trainer.press("Train")
    trainer.until(r"^Finished")
    trainer.until_keras_agrees()
    trained = trainer.mse_text
    to_the_hand(trainer)
    expect(page).to_have_url(re.compile("weights="))
    expect(page.get_by_test_id("mse")).to_have_text(trained)
    trainer.press("Watch it train")
    expect(page.get_by_role("heading", name="Training: watch it learn")).to_be_visible()
    trainer.until(r"^Before training")
    expect(page.get_by_test_id("mse")).to_have_text(trained)


def test_what_was_made_on_either_page_is_still_there_on_the_way_back(page: Page) -> None:
    trainer = Trainer.open(page, f"{QUICK}&optimizer=sgd&rate=0.1&layers=3-relu")
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of 100$")
    to_the_hand(trainer)
    page.go_back()
    trainer.until(r"^Paused · epoch 1 of 100$")
    page.go_forward()
    expect(page.get_by_test_id("equation")).to_contain_text("3 ReLU")
    page.get_by_role("button", name="Remove layer 1").click()
    expect(page.get_by_test_id("equation")).not_to_contain_text("3 ReLU")
    trainer.press("Watch it train")
    trainer.until(r"^Before training · epoch 0 of 100$")
    expect(page).to_have_url(re.compile("layers=none.*optimizer=sgd&rate=0.1"))


def test_the_network_it_begins_with_goes_along_like_any_other(page: Page) -> None:
    trainer = Trainer.open(page, "/layers?layers=3-relu")
    summary = page.get_by_test_id("equation")
    expect(summary).to_contain_text("3 ReLU")
    page.get_by_role("link", name="Training", exact=True).click()
    trainer.until(r"^Before training")
    to_the_hand(trainer)
    expect(summary).to_contain_text("sugars → 8 ReLU → calories")


def test_the_losses_axes_are_those_of_the_recipe(page: Page) -> None:
    trainer = Trainer.open(page)
    axes = """() => {
      const { xaxis, yaxis } = document.querySelector('.np-losses .np-plot')._fullLayout;
      return `${xaxis.range} ${yaxis.title.text}`;
    }"""
    page.wait_for_selector(".np-losses .main-svg", state="attached")
    page.wait_for_function(f"({axes})() === '0,100 loss (MSE, standardised)'")
    page.get_by_role("button", name="Adam · rate").click()
    for box, choice in (("Epochs", "40"), ("Loss", "Huber")):
        page.get_by_role("combobox", name=box).click()
        page.get_by_role("option", name=choice, exact=True).click()
    page.keyboard.press("Escape")
    page.wait_for_function(f"({axes})() === '0,40 loss (Huber, standardised)'")
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of 40$")


def to_the_hand(trainer: Trainer) -> None:
    trainer.press("Edit by hand")
    heading = "Layers: stack neurons, and let them bend"
    expect(trainer.page.get_by_role("heading", name=heading)).to_be_visible()
    trainer.until_keras_agrees()


def test_the_hand_gets_the_weights_of_the_moment_it_asks_for_them(page: Page) -> None:
    trainer = Trainer.open(page, QUICK.replace("100&speed=100", "2000&speed=30"))
    before = trainer.mse
    trainer.press("Train")
    trainer.until(r"^Training · epoch [3-9]\d of")
    to_the_hand(trainer)
    assert trainer.mse < 0.9 * before


def test_a_network_too_large_for_the_browser_goes_from_layers_to_training(page: Page) -> None:
    trainer = Trainer.open(page, "/layers?layers=256-relu,256-relu")
    drawn = page.get_by_test_id("mse").inner_text()
    trainer.press("Watch it train")
    expect(page.get_by_role("heading", name="Training: watch it learn")).to_be_visible()
    trainer.until(r"^Before training")
    expect(page.get_by_test_id("mse")).to_have_text(drawn)
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of")
    expect(page.get_by_test_id("mse")).not_to_have_text(drawn)


def test_keras_is_asked_about_a_run_that_rests_however_soon_after_the_last_time(
    page: Page,
) -> None:
    """An epoch takes longer than Python takes to tell of it, an answer longer still."""
    trainer = Trainer.open(
        page, "/training?view=top&data=concrete&batch=1&speed=0&layers=512-relu,512-relu"
    )
    answers: list[dict[str, Any]] = []

    def slowly(route: Route) -> None:
        answer = route.fetch()
        time.sleep(0.4)
        answers.append(json.loads(answer.text()))
        route.fulfill(response=answer)

    page.route("**/keras/answer", slowly)
    trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]\d* of 300$")
    trainer.press("Pause")
    trainer.until(r"^Paused · epoch \d+ of 300$")
    for _ in range(3):
        page.wait_for_timeout(1000)
        state = trainer.state.inner_text()
        trainer.press("One epoch")
        expect(trainer.state).not_to_have_text(state)
        trainer.until(r"^Paused · epoch \d+ of 300$")
        epoch = int(trainer.state.inner_text().split()[3])
        limit = time.monotonic() + 20
        while answers[-1]["epoch"] != epoch:
            assert time.monotonic() < limit, f"Keras was not asked about epoch {epoch}"
            page.wait_for_timeout(50)
        page.wait_for_function(MSE_NEAR, arg=answers[-1]["metrics"]["mse"])


def test_a_network_too_large_for_the_browser_takes_its_weights_along(page: Page) -> None:
    """To the hand, through a reload, and back."""
    trainer = Trainer.open(page, "/training?layers=256-relu,256-relu")
    mse = page.get_by_test_id("mse")
    drawn = mse.inner_text()
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of")
    expect(mse).not_to_have_text(drawn)
    trainer.until_keras_agrees()
    trained = mse.inner_text()
    to_the_hand(trainer)
    expect(mse).to_have_text(trained)
    page.reload()
    trainer.until_keras_agrees()
    expect(mse).to_have_text(trained)
    trainer.press("Watch it train")
    trainer.until(r"^Before training")
    expect(mse).to_have_text(trained)
    page.reload()
    trainer.until(r"^Before training")
    trainer.until_keras_agrees()
    expect(mse).to_have_text(trained)
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of")
    expect(mse).not_to_have_text(trained)
