"""Pictures in space: turned by fingers and keys, without WebGL, and what is given back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.finger import Finger, Point, scroll_to, scrolled
from tests.browser.space import Eye, Planes
from tests.browser.stage import START_LIMIT, Stage
from tests.chromium import FLAGS, chromium

TWO = "?inputs=sugars,fiber"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NO_SPACE = "This browser cannot draw in space (no WebGL), so you see the view from above."


def until_turned(planes: Planes, before: Eye) -> Eye:
    """Waits until the camera has left a place, stands, and is in the address."""
    planes.page.wait_for_function(LEFT, arg=list(before))
    planes.page.wait_for_function(IN_ADDRESS)
    planes.until_quiet()
    return planes.eye()


LEFT = """before => {
    const { eye } = document.querySelector(".np-chart .js-plotly-plot")
        ._fullLayout.scene._scene.getCamera();
    return Math.hypot(eye.x - before[0], eye.y - before[1], eye.z - before[2]) > 0.05;
}"""

IN_ADDRESS = """() => {
    const { eye } = document.querySelector(".np-chart .js-plotly-plot")
        ._fullLayout.scene._scene.getCamera();
    const camera = new URLSearchParams(location.search).get("camera")?.split(",").map(Number);
    return camera && Math.hypot(camera[0] - eye.x, camera[1] - eye.y, camera[2] - eye.z) < 2e-3;
}"""


def middle(element: Locator) -> Point:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def distance(eye: Eye) -> float:
    """From the point that is looked at, a little below the middle."""
    x, y, z = eye
    return float((x**2 + y**2 + (z + 0.14) ** 2) ** 0.5)


def test_one_finger_scrolls_two_turn_and_the_turn_stays(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    planes, finger = Planes.open(page, TWO), Finger(page)
    planes.until_keras_agrees()
    planes.until_quiet()
    eye = planes.eye()
    scroll_to(planes.space)
    before = scrolled(page)
    x, y = middle(planes.space)
    way = 1 if before > 100 else -1
    finger.swipe((x, y), (x, y + way * 100))
    assert (before - scrolled(page)) * way > 50, "a swipe did not scroll the page"
    planes.expect_eye(eye)

    scroll_to(planes.space)
    x, y = middle(planes.space)
    finger.move([((x - 40, y), (x + 20, y)), ((x + 40, y), (x + 100, y))])
    turned = until_turned(planes, eye)
    assert distance(turned) == pytest.approx(distance(eye), rel=0.01)

    scroll_to(planes.space)
    x, y = middle(planes.space)
    finger.move([((x - 40, y), (x - 60, y)), ((x + 40, y), (x + 60, y))])
    nearer = until_turned(planes, turned)
    assert distance(nearer) == pytest.approx(distance(turned) / 1.5, rel=0.03)

    handle = planes.space.get_by_role("button", name="Turn the view")
    box = handle.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    x, y = middle(handle)
    scroll = scrolled(page)
    finger.swipe((x, y), (x - 60, y - 40))
    dragged = until_turned(planes, nearer)
    assert scrolled(page) == scroll
    handle.tap()
    clicked = until_turned(planes, dragged)
    handle.press("ArrowRight")
    eye = until_turned(planes, clicked)

    planes.focus_slider("b")
    page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile("[?&]b=110"))
    planes.switch("ReLU").check()
    planes.next_frame()
    planes.expect_eye(eye)
    page.reload()
    planes.until_drawn()
    planes.expect_eye(eye)


def test_without_webgl_there_is_the_view_from_above(
    browser: Browser, server: str, complaints: Complaints
) -> None:
    flags = [*FLAGS, "--disable-3d-apis"]
    without = browser.browser_type.launch(executable_path=chromium(), args=flags)
    try:
        context = without.new_context(base_url=server, viewport={"width": 1440, "height": 900})
        complaints.watch(context)
        page = context.new_page()
        planes = Planes.open(page, f"{TWO}&b=90")
        expect_from_above(page)
        planes.focus_slider("w0 sugars")
        page.keyboard.press("PageUp")
        expect(page).to_have_url(re.compile("[?&]w="))
        assert "view=" not in page.url, "what was chosen stays as it was"
        planes.until_keras_agrees()
        page.goto("/layers?inputs=sugars,fiber&view=3d")
        expect(page.locator(".np-chart:visible .np-heat")).to_be_visible()
        expect_from_above(page)
        Stage(page).until_keras_agrees()
        page.goto("/neuron?bowl=1")
        expect(page.get_by_text(NO_SPACE)).to_be_visible()
        expect(page.locator(".np-landscape .contourlayer path").first).to_be_visible()
        page.goto("/concrete")
        page.get_by_role("radio", name="What each input does", exact=True).check()
        sentence = "This browser cannot draw in space (no WebGL), so the surface is left out."
        expect(page.get_by_text(sentence)).to_be_visible()
        expect(page.locator(".no-webgl")).to_have_count(0)
        complaints.unwatch()
    finally:
        without.close()
    assert complaints.errors == []
    assert complaints.strangers == []


def expect_from_above(page: Page) -> None:
    expect(page.get_by_text(NO_SPACE)).to_be_visible()
    switch = page.get_by_role("switch", name="From above")
    expect(switch).to_be_checked()
    expect(switch).to_be_disabled()
    expect(switch).to_have_accessible_description(re.compile("no WebGL"))
    expect(page.locator(".no-webgl")).to_have_count(0)


TAKE_CONTEXTS = """count => {
    window.taken = Array.from({ length: count }, () =>
        document.createElement("canvas").getContext("webgl"));
}"""
"""A browser hands out 16."""

LOSE = """() => document.querySelector(".np-chart canvas").getContext("webgl")
    .getExtension("WEBGL_lose_context").loseContext()"""


def test_a_scene_gives_its_context_back_and_gets_over_a_lost_one(page: Page) -> None:
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text))
    planes = Planes.open(page, TWO)
    eye = planes.turn()
    page.evaluate(TAKE_CONTEXTS, 13)
    for scheme in ("dark", "light", "dark", "light"):
        old = page.locator(".np-chart canvas").element_handle()
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("old => !old.isConnected", arg=old)
        planes.until_drawn()
    old = page.locator(".np-chart canvas").element_handle()
    page.evaluate(LOSE)
    page.wait_for_function("old => !old.isConnected", arg=old)
    planes.until_drawn()
    planes.expect_eye(eye)
    planes.until_quiet()

    planes.look(top=True)
    x, y = middle(planes.above)
    planes.grab((x, y))
    old = page.locator(".np-heat").element_handle()
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("old => !old.isConnected", arg=old)
    planes.drag([(x + 60, y + 40)])  # of a chart that is not there any more
    planes.drop()
    planes.until_drawn()
    assert [text for text in warnings if "WebGL context" in text] == []


DRAG_ON = """() => {
    const { canvas } = document.querySelector(".np-chart .js-plotly-plot")
        ._fullLayout.scene._scene.glplot;
    if (canvas.clientHeight > 0) throw new Error("it is there");
    const move = (kind, buttons, x) => canvas.dispatchEvent(
        new MouseEvent(kind, { buttons, clientX: x, clientY: 300, bubbles: true }));
    move("mousemove", 1, 300);
    move("mousemove", 1, 340);
    move("mouseup", 0, 340);
}"""
"""A drag that began on the picture in space goes on while that is not there."""

TOUCHED = """(kind) => {
    const target = window.touched ??= document.querySelector(".np-chart canvas");
    const touches = [new Touch({ identifier: 1, target, clientX: 9, clientY: 9 })];
    const event = { bubbles: true, cancelable: true, touches, changedTouches: touches };
    return target.dispatchEvent(new TouchEvent(kind, event));
}"""
"""A finger touches the picture in space, or moves where it was; whether the page may scroll."""


def test_a_picture_that_is_gone_is_not_turned_by_a_drag_and_lets_a_touch_scroll(page: Page) -> None:
    planes = Planes.open(page, TWO)
    eye = planes.turn()
    planes.look(top=True)
    page.evaluate(DRAG_ON)
    planes.look(top=False)
    planes.expect_eye(eye)
    assert planes.turn() != eye

    page.evaluate(TOUCHED, "touchstart")
    page.get_by_role("link", name="Data", exact=True).click()
    page.wait_for_function("() => !window.touched.isConnected")
    assert page.evaluate(TOUCHED, "touchmove"), "the page does not scroll under the finger"


ANGLE = """() => {
    const plot = document.querySelector(".np-chart .js-plotly-plot");
    const { scene } = plot._fullLayout;
    const { eye, center } = scene._scene.getCamera();
    const model = plot._fullData.find(({ name }) => name === "model");
    const axes = ["x", "y", "z"];
    const place = (i) => axes.map((axis) => {
        const [low, high] = scene[`${axis}axis`].range;
        return scene.aspectratio[axis] * (model[axis][i] - low) / (high - low);
    });
    const [a, b, c] = [0, 1, 3].map(place);
    const minus = (p, q) => p.map((value, i) => value - q[i]);
    const [e, f] = [minus(b, a), minus(c, a)];
    const cross = axes.map((_, i) =>
        e[(i + 1) % 3] * f[(i + 2) % 3] - e[(i + 2) % 3] * f[(i + 1) % 3]);
    const sight = axes.map((axis) => eye[axis] - center[axis]);
    const inner = cross.reduce((sum, value, i) => sum + value * sight[i], 0);
    const sine = Math.abs(inner) / Math.hypot(...cross) / Math.hypot(...sight);
    return Math.asin(sine) * 180 / Math.PI;
}"""
"""Between the line of sight and the plane, as they are drawn, in degrees."""


PICKED_AT_THE_END = """() => {
    const { glplot } = document.querySelector(".np-chart .js-plotly-plot")
        ._fullLayout.scene._scene;
    const line = glplot.objects.find(({ arcLength }) => arcLength?.length > 1);
    const bytes = [...new Uint8Array(Float32Array.of(line.arcLength.at(-1) * 2).buffer)];
    const value = bytes.reverse().slice(0, 3);
    const { index, dataCoordinate } = line.pick({ id: line.pickId, value });
    return index === line.arcLength.length - 1 && dataCoordinate.length === 3;
}"""
"""Whether the last point of a line is found with its coordinates; Plotly leaves them out."""


def test_after_a_fit_the_plane_is_not_seen_edge_on(page: Page) -> None:
    edge_on = f"{TWO}&camera=-1.5,-1.5,-0.5"
    planes = Planes.open(page, edge_on)
    fit(planes)
    page.wait_for_function(f"() => ({ANGLE})() >= 30")
    page.wait_for_function(IN_ADDRESS)
    planes.until_quiet()
    assert page.evaluate(ANGLE) >= 30
    assert planes.eye()[2] > 0

    assert page.evaluate(PICKED_AT_THE_END) is True

    eye = planes.turn(across=0.0, down=-120.0)
    planes.button("Undo").click()
    planes.expect_values(b=100.0)
    planes.expect_eye(eye)
    fit(planes)
    planes.expect_eye(eye)


def fit(planes: Planes) -> None:
    """Trains, and waits until the plane has arrived."""
    planes.button("Train").click()
    expect(planes.page.get_by_text(re.compile("300 (steps|epochs)"))).to_be_visible(
        timeout=START_LIMIT
    )
    planes.page.wait_for_function(
        "() => Math.abs(document.querySelector('[data-testid=r2]').textContent - 0.37) < 0.01"
    )
    planes.until_keras_agrees()
    planes.until_quiet()
