"""What authors see: reasons, or what the steps do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from playground.course.__main__ import main
from playground.course.check import HARDEST
from playground.course.published import DOCUMENT, table
from playground.course.read import COURSE, FOLDER, lessons, parse
from playground.course.reading_level import grade, texts_of
from tests.course.lessons import GOOD, edited


def write(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_good_lesson_is_shown_by_its_steps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(tmp_path, "mine.toml", GOOD)]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("small: A small lesson, 5 minutes, 4 steps, reading grade ")
    assert [re.split(r"  +", row) for row in rows[:4]] == [
        ["1", "neuron", "w at least 5 kcal per g", "1", "6"],
        ["2", "neuron", "b near 0 ± 2 kcal", "80", "0"],
        ["3", "neuron", "mean miss below 0.5 × start.mae (32.4) kcal", "64.8", "18.7"],
        ["4", "neuron", "ReLU is on", "off", "on"],
    ]


def test_what_only_the_page_can_tell_is_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = edited(
        ('controls = ["b"]\nbecause = "Good."', 'controls = ["b", "Train"]\nbecause = "Good."'),
        ('{ control = "b", to = 65 }', '{ control = "Train" }'),
    )
    assert main(["check", write(tmp_path, "mine.toml", text)]) == 0
    row = capsys.readouterr().out.splitlines()[4]
    assert re.split(r"  +", row)[3:] == ["64.8", "the page decides"]


def test_all_reasons_of_all_files_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(tmp_path, "a.toml", edited(("minutes = 5", "minutes = 0"), ("= 2\n", "= -2\n")))
    second = write(tmp_path, "b.toml", edited(("neuron?w=1&b=80", "neuron?w=1&v=8")))
    missing = str(tmp_path / "c.toml")
    assert main(["check", first, second, missing]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        *(f"{first}:5", f"{first}:50", f"{second}:13", missing),
    ]


def test_two_lessons_must_not_have_one_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twins = [write(tmp_path, name, GOOD) for name in ("a.toml", "b.toml")]
    assert main(["check", *twins]) == 1
    assert "b.toml:1: the id 'small' is that of a.toml" in capsys.readouterr().out
    taken = write(tmp_path, "c.toml", edited(('id = "small"', 'id = "line"')))
    assert main(["check", taken]) == 1
    assert "the id 'line' is that of line.toml" in capsys.readouterr().out


def test_the_course_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *(str(FOLDER / f"{name}.toml") for name in COURSE)]) == 0
    heads = re.findall(r"^(\w+): .* reading grade", capsys.readouterr().out, re.MULTILINE)
    assert heads == [*COURSE]


def test_the_table_of_facts_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts"]) == 0
    assert capsys.readouterr().out == table()


def test_the_documents_step_is_one() -> None:
    """Its example, in the place of the small lesson's last step."""
    block = re.search(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    assert tomllib.loads(block[1])["steps"][0]["controls"] == ["b"]
    before = GOOD[: GOOD.rindex("[[steps]]")]
    assert len(parse(before + block[1], "document.toml").steps) == 4


# --- reading level ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by hand: 0.39 words/sentences + 11.8 syllables/words - 15.59
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("A neuron is a line. It adds.", 0.39 * 7 / 2 + 11.8 * 8 / 7 - 15.59),
        ("Calories increase: {mae} more!", 0.39 * 3 + 11.8 * 6 / 3 - 15.59),
        ("The little table moved.", 0.39 * 4 + 11.8 * 6 / 4 - 15.59),
    ],
)
def test_the_grade_of_a_text(text: str, expected: float) -> None:
    assert grade([text]) == pytest.approx(expected)


def test_a_hard_text_is_hard() -> None:
    text = (
        "Regularisation penalises the magnitude of parameters, which discourages overly complicated"
        " functions whose generalisation to observations outside the training distribution is poor."
    )
    assert grade([text]) > 15.0


def test_a_text_without_words_has_no_grade() -> None:
    with pytest.raises(ValueError, match="there must be words"):
        grade(["{mae} 12."])


def test_the_course_can_be_read_by_a_reader_of_fourteen() -> None:
    grades = {lesson.id: grade(texts_of(lesson)) for lesson in lessons()}
    assert {name: found for name, found in grades.items() if found > HARDEST} == {}
