"""Planes in the hand: tilting, folding, slicing, turning, and what stays as it was."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from playground.core.data.datasets import load
from playground.core.fit.metrics import metrics
from tests.browser.conftest import NewPage
from tests.browser.space import TUTORIAL, Planes
from tests.browser.stage import START_LIMIT, Stage, open_data

TWO = "?inputs=sugars,fiber"


def r2_of(planes: Planes, inputs: tuple[str, ...], target: str, data: str = "cereal") -> float:
    """R² of the numbers on the sliders, by NumPy from the file's numbers."""
    sample = load(data).sample(inputs, target)
    names = [column.name for column in sample.inputs]
    w = [planes.value(f"w{place} {name}") for place, name in enumerate(names)]
    return metrics(sample.y, sample.x @ np.array(w) + planes.value("b")).r2


# --- the hand -------------------------------------------------------------------------------


def test_dragging_a_weight_tilts_the_plane_before_the_mouse_is_released(page: Page) -> None:
    planes = Planes.open(page, f"{TWO}&b=90")
    planes.expect_plane(0.0, 0.0, 90.0)
    x, y = planes.thumb("w0 sugars")
    planes.grab((x, y))
    for way in (40, -30):
        planes.drag([(x + way, y)])
        w = planes.value("w0 sugars")
        assert w * way > 0
        planes.expect_plane(w, 0.0, 90.0)
    expect(page).to_have_url(re.compile(r"b=90$"))
    expect(planes.equation).to_contain_text(f"{abs(w):.3f}")
    planes.drop()
    expect(page).to_have_url(re.compile(rf"w={re.escape(f'{w:g}')}(,|%2C)0&b=90$"))
    planes.expect_plane(w, 0.0, 90.0)
    planes.until_keras_agrees()


def test_every_slider_is_named_and_moves_what_it_names(page: Page) -> None:
    planes = Planes.open(page, "?at=5,2,3")
    values = dict.fromkeys(TUTORIAL, 0.0) | {"b": 100.0}
    for name in TUTORIAL:
        planes.focus_slider(name)
        page.keyboard.press("PageUp")
        assert planes.value(name) > values[name]
        values[name] = planes.value(name)
        w0, w1, w2, b = (values[name] for name in TUTORIAL)
        planes.expect_plane(w0, w1, w2 * 3.0 + b)
        assert planes.predicted() == pytest.approx(5 * w0 + 2 * w1 + 3 * w2 + b, abs=0.06)
    for name in ("sugars", "fiber", "protein"):
        planes.focus_slider(name)
        before = planes.value(name), planes.trace("probe")
        page.keyboard.press("PageUp")
        planes.next_frame()
        assert planes.value(name) > before[0]
        assert planes.trace("probe") != before[1]
    at = [planes.value(name) for name in ("sugars", "fiber", "protein")]
    probe = planes.trace("probe")
    expected = (*at[:2], w0 * at[0] + w1 * at[1] + w2 * at[2] + b)
    assert (*probe["x"], *probe["y"], *probe["z"]) == pytest.approx(expected, rel=1e-5)
    planes.until_keras_agrees()


def test_residuals_reach_from_each_point_to_its_prediction(page: Page) -> None:
    planes = Planes.open(page, "?w=2,-1,4&b=80")
    sample = load("cereal").sample(("sugars", "fiber", "protein"), "calories")
    sticks = planes.trace("residuals")
    assert np.array(sticks["z"][0::3]) == pytest.approx(sample.y)
    assert np.array(sticks["z"][1::3], float) == pytest.approx(
        sample.x @ np.array([2.0, -1.0, 4.0]) + 80.0, rel=1e-5
    )
    points = planes.trace("points")
    hollow = [
        color != outline
        for color, outline in zip(points["colors"], points["outlines"], strict=True)
    ]
    assert hollow == (sample.y < sample.x @ np.array([2.0, -1.0, 4.0]) + 80.0).tolist()
    assert 0 < sum(hollow) < len(hollow)
    expected = metrics(sample.y, sample.x @ np.array([2.0, -1.0, 4.0]) + 80.0)
    assert planes.metric("mse") == pytest.approx(expected.mse, rel=5e-3)
    assert planes.metric("r2") == pytest.approx(expected.r2, abs=2e-3)
    planes.switch("Misses").uncheck()
    page.wait_for_function(EMPTY, arg="residuals")
    planes.switch("Misses").check()
    page.wait_for_function(f"name => !({EMPTY})(name)", arg="residuals")

    page.get_by_role("radio", name="Predicted against actual").check()
    expect(planes.actual.locator(".np-dots")).to_have_attribute("d", re.compile(r"^(M[^M]+){76}$"))
    expect(planes.space).to_be_hidden()
    expect(page).to_have_url(re.compile("actual=1"))
    planes.focus_slider("b")
    before = planes.actual.locator(".np-dots").get_attribute("d") or ""
    page.keyboard.press("PageUp")
    expect(planes.actual.locator(".np-dots")).not_to_have_attribute("d", before)
    page.get_by_role("radio", name="The plane").check()
    expect(planes.actual).to_be_hidden()
    planes.expect_plane(2.0, -1.0, 4.0 * planes.value("protein") + planes.value("b"))


def test_the_best_plane_is_drawn_to_be_chased(page: Page) -> None:
    planes = Planes.open(page, TWO)
    assert planes.trace("best")["x"] == []
    planes.switch("Best fit").check()
    page.wait_for_function(f"name => !({EMPTY})(name)", arg="best")
    best = planes.trace("best")
    sample = load("cereal").sample(("sugars", "fiber"), "calories")
    matrix = np.column_stack([sample.x, np.ones(len(sample.y))])
    w, v, b = np.linalg.lstsq(matrix, sample.y, rcond=None)[0]
    for x, y, z in zip(best["x"], best["y"], best["z"], strict=True):
        assert z == pytest.approx(w * x + v * y + b, rel=1e-4)


# --- the camera -----------------------------------------------------------------------------


def test_nothing_but_the_mouse_moves_the_camera(page: Page) -> None:
    planes = Planes.open(page)
    eye = planes.turn()
    x, y = planes.thumb("w0 sugars")
    planes.grab((x, y))
    planes.drag([(x + 30, y)])
    planes.expect_eye(eye)
    planes.drop()
    planes.expect_eye(eye)
    moved = planes.value("w0 sugars")
    planes.focus_slider("b")
    page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile("[?&]b=110"))
    planes.button("Undo").click()
    planes.expect_values(b=100.0)
    planes.expect_eye(eye)

    for name in ("ReLU", "Misses", "Best fit"):
        planes.switch(name).click()
        planes.until_quiet()
        planes.expect_eye(eye)
    planes.look(top=True)
    planes.look(top=False)
    planes.expect_eye(eye)

    planes.button("Train").click()
    expect(page.get_by_text("300 steps, each with all")).to_be_visible(timeout=START_LIMIT)
    planes.expect_eye(eye)
    expect(planes.slider("w0 sugars")).not_to_have_value(f"{moved:.12g}")
    planes.expect_eye(eye)

    expect(page).to_have_url(re.compile("relu=1.*camera="))
    page.reload()
    planes.until_drawn()
    planes.expect_eye(eye)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.querySelector('.np-stage').dataset.theme === 'dark'")
    planes.until_drawn()
    planes.expect_eye(eye)


def test_the_link_holds_everything_for_another_person(page: Page, new_page: NewPage) -> None:
    link = "?w=2,-1,4&b=80&at=5,1,3&axes=protein,fiber&relu=1&residuals=0&best=1&camera=1,2,0.5"
    planes = Planes.open(page, link)
    planes.focus_slider("b")
    page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile("b=90"))
    eye = planes.turn(across=-50)
    page.reload()
    other = Planes.open(new_page(), page.url.partition("/plane")[2])
    for person in (planes, other):
        person.until_drawn()
        person.expect_plane(4.0, -1.0, 2.0 * 5.0 + 90.0)
        person.expect_eye(eye)
        person.expect_values(
            **{"w0 sugars": 2.0, "w1 fiber": -1.0, "w2 protein": 4.0},
            b=90.0,
            sugars=5.0,
            fiber=1.0,
            protein=3.0,
        )
        for name, on in (("ReLU", True), ("Misses", False), ("Best fit", True)):
            expect(person.switch(name)).to_be_checked(checked=on)
        expect(person.notices).to_have_count(0)


# --- from above -----------------------------------------------------------------------------


def test_from_above_the_model_is_a_heat_map_that_follows_the_hand(page: Page) -> None:
    planes = Planes.open(page, f"{TWO}&b=90&view=top")
    expect(planes.switch("From above")).to_be_checked()
    x, y = planes.thumb("w1 fiber")
    planes.grab((x, y))
    planes.drag([(x - 40, y)])
    planes.next_frame()
    v = planes.value("w1 fiber")
    assert v < -1.0
    strength = [255 * 3 - sum(row[1]) for row in planes.colors()]
    assert strength == sorted(strength, reverse=True), "paler the more fiber, as v is negative"
    assert strength[0] > strength[-1]
    for row in planes.colors():
        assert row[0] == row[1] == row[2], "sugars make no difference"
    planes.drop()
    planes.box("w1 fiber").fill("-9")
    planes.switch("ReLU").check()
    assert planes.hinge_ends() == pytest.approx([10.0, 10.0], abs=0.05)
    planes.until_keras_agrees()


# --- ReLU folds -----------------------------------------------------------------------------

EMPTY = """name => {
    const box = [...document.querySelectorAll(".np-chart")].find((box) => box.checkVisibility());
    return !box.querySelector(".js-plotly-plot")._fullData
        .find((trace) => trace.name === name).x?.length;
}"""


def test_relu_folds_the_plane_and_twice_restores_it(page: Page) -> None:
    planes = Planes.open(page, f"{TWO}&w=-9,3&b=60")
    before = planes.heights(), planes.trace("residuals")["z"], planes.predicted()
    assert min(z for *_, z in before[0]) < 0.0
    assert planes.trace("hinge")["x"] == []
    planes.switch("ReLU").check()
    page.wait_for_function(f"name => !({EMPTY})(name)", arg="hinge")
    planes.expect_plane(-9.0, 3.0, 60.0)
    hinge = planes.trace("hinge")
    for x, y, z in zip(hinge["x"], hinge["y"], hinge["z"], strict=True):
        assert -9.0 * x + 3.0 * y + 60.0 == pytest.approx(0.0, abs=1e-9)
        assert z == 0.0
    expect(planes.equation).to_contain_text("max(0, ")
    planes.until_keras_agrees()
    folded = planes.trace("residuals")["z"]
    assert folded != before[1]
    planes.switch("ReLU").uncheck()
    page.wait_for_function(EMPTY, arg="hinge")
    assert (planes.heights(), planes.predicted()) == (before[0], before[2])
    planes.until_keras_agrees()
    known = [z for z in planes.trace("residuals")["z"] if z is not None]
    assert known == pytest.approx([z for z in before[1] if z is not None], rel=1e-5)


# --- inputs and slices ----------------------------------------------------------------------


def test_with_two_inputs_nothing_is_hidden(page: Page) -> None:
    planes = Planes.open(page, TWO)
    open_data(page)
    for name in ("First axis", "Second axis"):
        expect(planes.combobox(name)).to_have_count(0)
    page.keyboard.press("Escape")
    assert len({*planes.trace("points")["outlines"]}) == 1
    expect(planes.slider("protein")).to_have_count(0)
    page.get_by_role("button", name="Which rows").click()
    expect(page.get_by_role("dialog")).to_contain_text("76 of 77 cereals")
    expect(page.get_by_role("dialog")).not_to_contain_text("The paler a point")


def test_a_held_input_moves_the_slice_and_fades_what_is_far_from_it(page: Page) -> None:
    planes = Planes.open(page, "?w=2,-1,4&b=80&at=5,2,3")
    page.get_by_role("button", name="Which rows").click()
    expect(page.get_by_role("dialog")).to_contain_text("The paler a point")
    page.keyboard.press("Escape")
    planes.expect_plane(2.0, -1.0, 4.0 * 3.0 + 80.0)
    protein = load("cereal").sample(("sugars", "fiber", "protein"), "calories").x[:, 2]

    def strengths() -> list[int]:
        """How far each point's colour is from the white page."""
        colors = planes.trace("points")["outlines"]
        return [765 - sum(map(int, re.findall(r"\d+", color))) for color in colors]

    for slice_at, key in ((3.0, ""), (6.0, "End"), (0.0, "Home")):
        if key:
            planes.focus_slider("protein")
            page.keyboard.press(key)
        planes.expect_plane(2.0, -1.0, 4.0 * slice_at + 80.0)
        strong = np.array(strengths())
        away = np.abs(protein - slice_at)
        assert len(strong) == len(protein)
        order = np.argsort(away, kind="stable")
        assert np.all(np.diff(strong[order]) <= 0), "nearer points are never paler"
        assert strong[order[0]] > strong[order[-1]] + 200


def test_choosing_inputs_keeps_the_weights_that_stay(page: Page) -> None:
    planes = Planes.open(page, "?w=2,-1,4&b=80")
    open_data(page)
    planes.pill("protein (g)").click()
    expect(planes.slider("w2 protein")).to_have_count(0)
    planes.until_drawn()
    planes.expect_values(**{"w0 sugars": 2.0, "w1 fiber": -1.0, "b": 80.0})
    planes.expect_plane(2.0, -1.0, 80.0)
    planes.pill("fat (g)").click()
    expect(planes.slider("w2 fat")).to_have_value("0")
    planes.pill("fat (g)").click()
    expect(planes.slider("w2 fat")).to_have_count(0)
    planes.pill("fiber (g)").click()
    expect(planes.notices).to_have_text(re.compile("2 to 8 inputs; you chose 1"))
    planes.expect_values(**{"w0 sugars": 2.0, "w1 fiber": -1.0, "b": 80.0})


# --- Keras ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "data", "r2", "bound"),
    [("?w=5,5,5&b=0", "cereal", 0.497, "0.497"), ("?data=concrete", "concrete", 0.615, "0.615")],
    ids=["three inputs", "eight inputs"],
)
def test_fit_with_keras_comes_as_near_as_the_page_says(
    page: Page, link: str, data: str, r2: float, bound: str
) -> None:
    planes = Planes.open(page, link)
    expect(planes.region.get_by_text(f"The best linear unit there is: R² {bound}")).to_be_visible()
    planes.button("Train").click()
    expect(page.get_by_text("300 steps, each with all")).to_be_visible(timeout=START_LIMIT)
    page.wait_for_function(
        "r2 => Math.abs(document.querySelector('[data-testid=r2]').textContent - r2) < 0.01",
        arg=r2,
    )
    planes.until_keras_agrees()
    planes.until_quiet()
    dataset = load(data)
    fitted = r2_of(planes, dataset.first_inputs.plane, dataset.target, data)
    assert fitted == pytest.approx(r2, abs=0.01)


# --- for everybody --------------------------------------------------------------------------


def test_everything_is_reached_by_the_tab_key(page: Page) -> None:
    planes = Planes.open(page)
    planes.button("Train").focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    for name in (
        *("Random start", "sugars, fiber, protein"),
        *("ReLU", "Misses", "Best fit", "From above", "Reset w and b"),
        *("sugars", "fiber", "protein"),
    ):
        assert name in reached, f"the tab key reached {reached}"


FOCUSED = """() => {
    const { activeElement: it } = document;
    return (it.ariaLabel || it.closest("label")?.innerText || it.innerText).trim();
}"""


def test_the_hand_can_do_without_a_mouse(page: Page) -> None:
    planes = Planes.open(page, "?w=0,0,0.5&b=90&at=5,2,3")
    planes.switch("ReLU").focus()
    page.keyboard.press("Space")
    expect(planes.switch("ReLU")).to_be_checked()
    planes.switch("From above").focus()
    page.keyboard.press("Space")
    planes.until_drawn_as("heatmap")
    planes.focus_slider("w0 sugars")
    page.keyboard.press("PageUp")
    page.keyboard.press("Control+z")
    planes.expect_values(**{"w0 sugars": 0.0})
    planes.button("Reset w and b").focus()
    page.keyboard.press("Enter")
    planes.expect_values(**{"w2 protein": 0.0, "b": 100.0})
    expect(planes.above).to_have_attribute("aria-label", re.compile(r"calories = max\(0, 0\.000"))
    told = planes.region.get_by_role("status").filter(has_text="mean miss")
    expect(told).to_contain_text("+ 100")


def test_going_to_the_neuron_and_back_keeps_what_was_made_on_both(page: Page) -> None:
    planes = Planes.open(page, "?w=2,-1,4&b=80")
    eye = planes.turn()
    page.get_by_role("link", name="One neuron").first.click()
    stage = Stage(page)
    stage.until_drawn()
    expect(stage.notices).to_have_count(0)
    stage.focus_slider("w")
    page.keyboard.press("PageUp")
    stage.expect_link(w="1.5")
    page.get_by_role("link", name="Planes").first.click()
    planes.until_drawn()
    planes.expect_values(**{"w0 sugars": 2.0, "w1 fiber": -1.0, "w2 protein": 4.0, "b": 80.0})
    planes.expect_eye(eye)
    page.get_by_role("link", name="One neuron").first.click()
    stage.until_drawn()
    stage.expect_settled(1.5, 80.0)
