"""The course as a script: an address leads to a step, the map and a teacher's own file."""

from __future__ import annotations

from typing import Any, cast

import pytest
from streamlit.testing.v1 import AppTest

from playground.course.read import FOLDER, lessons
from playground.ui.course.session import LATE, CourseSession
from playground.ui.training.experiments import EXPERIMENTS
from tests.pages.script import new_app


def opened(page: str, **link: str) -> AppTest:
    app = new_app()
    app.run()
    app.query_params.update(link)
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception
    return app


def course(app: AppTest) -> CourseSession:
    found = app.session_state["playground CourseSession"]
    assert isinstance(found, CourseSession)
    return found


def test_a_link_to_a_step_puts_it_on_screen_with_its_setup() -> None:
    app = opened("neuron", lesson="line.2")
    assert course(app).link == "line.2"
    assert dict(app.query_params)["lesson"] == "line.2"
    began = course(app).began
    assert began is not None
    assert app.session_state["playground"]["neuron"].state == began


def test_a_reload_keeps_what_the_learner_did_in_the_step() -> None:
    app = opened("neuron", lesson="line.2", w="2.5", b="77")
    assert course(app).link == "line.2"
    assert app.session_state["playground"]["neuron"].state.b == 77.0
    assert course(app).start["b"] != 77.0


@pytest.mark.parametrize("link", ["nobody.1", "line.99", "line", "<b>.1", "line.1.1"])
def test_a_link_to_no_step_is_left_out(link: str) -> None:
    app = opened("neuron", lesson=link)
    assert course(app).lesson is None
    assert "lesson" not in app.query_params
    assert not app.warning


def test_a_lesson_goes_along_to_other_pages() -> None:
    app = opened("neuron", lesson="line.1")
    del app.query_params["lesson"]
    app.switch_page("../pages/plane.py").run()
    assert not app.exception
    assert dict(app.query_params)["lesson"] == "line.1"


def test_a_link_followed_before_leave_is_answered_does_not_bring_the_lesson_back() -> None:
    """Its message was sent from an address that still names the step."""
    app = opened("training", lesson="learning.1")
    course(app).leave()
    app.query_params.clear()
    app.run()
    app.query_params["lesson"] = "learning.1"
    app.switch_page("../pages/plane.py").run()
    assert course(app).lesson is None
    assert "lesson" not in app.query_params
    assert "plane" in app.session_state["playground"], "the link was followed"

    course(app).left_at -= LATE
    app.query_params["lesson"] = "learning.1"
    app.run()
    assert course(app).link == "learning.1", "somebody went back to it"


def test_a_step_on_training_stands_alone() -> None:
    """The page's own experiments show the same: they come back when the lesson is left."""
    labels = [button.label for button in opened("training", lesson="learning.1").button]
    assert not {*EXPERIMENTS} & {*labels}
    assert {*EXPERIMENTS} <= {
        button.label.removeprefix("✓ ") for button in opened("training").button
    }


def test_the_map_has_notes_for_teachers() -> None:
    app = opened("course")
    text = " ".join(element.value for element in app.markdown)
    assert len(lessons()) == 8
    for lesson in lessons():
        assert f"{lesson.minutes} minutes" in text
    assert "{" not in text, "a number of the page is as it is when the step begins"
    assert "here the rate is 3" in text
    assert text.count("Usual wrong answers") == len(lessons())


def upload(app: AppTest, name: str, text: str) -> Any:
    app.session_state["course tabs"] = "Your own lesson"
    app.run()
    (box,) = app.get("file_uploader")
    cast(Any, box).upload(name, text.encode(), "text/plain").run()
    assert not app.exception
    return app


def test_a_teachers_own_file_is_a_lesson_of_this_session() -> None:
    text = (FOLDER / "line.toml").read_text(encoding="utf-8").replace('"line"', '"mine"', 1)
    app = upload(opened("course"), "mine.toml", text)
    assert list(course(app).own) == ["mine"]
    assert course(app).find("mine.1") is not None
    assert CourseSession().find("mine.1") is None
    assert [button.label for button in app.get("download_button")] == ["Handout for paper"]


def test_a_file_that_is_no_lesson_is_refused_with_lines() -> None:
    text = (FOLDER / "line.toml").read_text(encoding="utf-8").replace("minutes", "hours", 1)
    app = upload(opened("course"), "mine.toml", text)
    assert not course(app).own
    assert "mine.toml:" in app.code[0].value
    assert "hours" in app.code[0].value
