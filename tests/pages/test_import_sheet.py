"""The import sheet as a script: every guess is a control, and the table follows it at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.core.importing.reading import Reading
from playground.core.importing.settings import Kind, Settings
from playground.limits import READ_HERE_BYTES
from playground.ui.shared.own_datasets import Upload
from tests.core.importing.test_workbook import workbook
from tests.pages.test_data import linked, opened, own_datasets, paste, texts, use

CELLS = (
    "Logger;17\nname;mass;height\n;kg;m\n"
    + "".join(f"n{i};{i},5;{(i * 7) % 5}\n" for i in range(1, 10))
    + "Total;99,0;20\nlast;4,5;?\n"
)


def upload(app: AppTest) -> Upload:
    return own_datasets(app).upload


def reading(app: AppTest) -> Reading:
    found = upload(app).reading
    assert found is not None
    return found


def control(app: AppTest, label: str) -> Any:
    """The control of that name; it is the only one."""
    kinds = (app.selectbox, app.text_input, app.number_input, app.multiselect)
    (found,) = [widget for kind in kinds for widget in kind if widget.label == label]
    return found


def change(app: AppTest, label: str, value: Any) -> None:
    control(app, label).set_value(value).run()
    assert not app.exception


def press(app: AppTest, label: str, key: str = "") -> None:
    """Presses the button of that name whose key begins so."""
    (button,) = [b for b in app.button if b.label == label and str(b.key or "").startswith(key)]
    button.click().run()
    assert not app.exception


def errors(app: AppTest) -> str:
    return texts(app.error).replace("\\", "")


def means(app: AppTest, column: str) -> float:
    return float(reading(app).column(column).values.mean())


@pytest.fixture
def app() -> AppTest:
    return paste(opened("data"), CELLS)


def test_every_guess_of_the_file_can_be_set_and_taken_back(app: AppTest) -> None:
    guessed = reading(app)
    shown = {
        "Between the cells": ";",
        "Decimal sign": ",",
        "Rows with the names": "2",
        "Row with the units": 3,
        "First row of data": 4,
        "Last row of data": 14,
        "Rows left out": "",
        "Counts as unknown": ["?"],
    }
    assert {label: control(app, label).value for label in shown} == shown
    change(app, "Counts as unknown", [])
    assert "holds “?”, which is no finite number" in texts(app.markdown).replace("\\", "")
    for label, value, rows in (
        ("First row of data", 6, 9),
        ("Last row of data", 12, 7),
        ("Rows left out", "7-8, 11", 4),
    ):
        change(app, label, value)
        assert len(reading(app).rows) == rows
        assert control(app, label).value == value
    change(app, "Rows with the names", "")
    assert [column.name for column in reading(app).columns][1:] == ["column 2", "column 3"]
    change(app, "Decimal sign", ".")
    press(app, "Read again as guessed")
    assert reading(app).settings == guessed.settings
    assert reading(app).frame.equals(guessed.frame)


def test_a_column_has_its_own_controls_of_exactly_the_kinds_there_are(app: AppTest) -> None:
    change(app, "Column", 3)
    assert control(app, "Kind").options == [*map(str, Kind)]
    change(app, "Name", "size")
    change(app, "Unit", "cm")
    change(app, "Numbers that mean unknown", "20, 4")
    column = reading(app).column("size")
    assert (column.unit, column.missing) == ("cm", 4)
    change(app, "Numbers that mean unknown", "many")
    assert "'many' is no number such as -200" in errors(app)
    assert reading(app).column("size").missing == 4
    change(app, "Kind", Kind.LEFT_OUT)
    assert "write numbers into two columns" in errors(app)


def test_what_cannot_be_read_keeps_the_table_before_and_has_a_way_back(app: AppTest) -> None:
    guessed = reading(app)
    change(app, "Between the cells", "|")
    assert "There is one column" in errors(app)
    assert "The table as it was read before" in texts(app.markdown)
    assert control(app, "Between the cells").value == "|"
    assert reading(app) is guessed
    assert "Use it" in [button.label for button in app.button]
    press(app, "Take that back")
    assert not app.error
    assert reading(app).frame.equals(guessed.frame)
    for label, value in (("Rows left out", "2-x"), ("Rows with the names", "99")):
        change(app, label, value)
        assert "is no number from 1 to 14" in errors(app)
        assert reading(app).frame.equals(guessed.frame)


def test_a_remark_has_a_button_that_reads_it_otherwise() -> None:
    app = paste(opened("data"), "a\tb\n" + "".join(f"1,{i}00\t{i}\n" for i in range(1, 9)))
    assert "In question" in texts(app.markdown)
    before = means(app, "a")
    (other,) = [b.label for b in app.button if b.label.startswith("Read them with a decimal")]
    press(app, other)
    assert means(app, "a") in (pytest.approx(before * 1000), pytest.approx(before / 1000))
    assert "In question" not in texts(app.markdown)


def test_of_many_columns_one_chooses_all_a_range_or_some_by_name() -> None:
    names = "\t".join(f"c{400 + i}" for i in range(601))
    rows = "".join("\t".join(f"{(i * k) % 97}.5" for k in range(601)) + "\n" for i in range(1, 9))
    app = paste(opened("data"), f"{names}\n{rows}")

    def how(label: str) -> None:
        groups: Any = app.get("button_group")
        (box,) = [group for group in groups if "Columns" in group.label]
        box.set_value(label).run()
        assert not app.exception

    assert len(reading(app).columns) == 200
    how("All")
    assert len(reading(app).columns) == 601
    assert upload(app).table is not None
    how("A range")
    change(app, "From", 101)
    change(app, "to", 200)
    assert [column.number for column in reading(app).columns] == [*range(101, 201)]
    change(app, "From", 300)
    assert "comes after" in errors(app)
    how("By name")
    change(app, "Names", [3, 7, 601])
    assert [column.name for column in reading(app).columns] == ["c402", "c406", "c1000"]


def test_a_large_table_is_read_again_in_the_queue_and_stays_meanwhile() -> None:
    cells = "x\ty\n" + "".join(f"{i}\t{2 * i}\n" for i in range(READ_HERE_BYTES // 8))
    app = paste(opened("data"), cells)
    own = own_datasets(app)
    assert own.waiting is not None
    assert own.waiting.ticket.wait(120)
    app.run()
    guessed = reading(app)
    change(app, "First row of data", 1000)
    waiting = own_datasets(app).waiting
    assert waiting is not None
    assert reading(app) is guessed
    assert control(app, "First row of data").value == 1000
    change(app, "First row of data", 2000)
    newer = own_datasets(app).waiting
    assert newer is not None
    assert newer is not waiting
    assert newer.ticket.wait(120)
    app.run()
    assert int(reading(app).rows[0]) == 2000
    assert own_datasets(app).waiting is None


def test_a_file_that_made_room_is_asked_for_again(app: AppTest) -> None:
    guessed = reading(app)
    source = upload(app).source
    assert source is not None
    source.forget()
    change(app, "First row of data", 6)
    assert "choose it again" in errors(app)
    assert reading(app) is guessed
    assert upload(app).wanted is None
    assert control(app, "First row of data").value == 4


def test_a_file_without_a_table_shows_its_lines_and_can_be_set() -> None:
    app = paste(opened("data"), "a,b\n1,5,2\n2,5,3\n3,5,4\n")
    assert "Row 2 has 3 cells" in errors(app)
    change(app, "First row of data", 2)
    assert upload(app).table is not None
    assert upload(app).attempt is reading(app)
    assert reading(app).settings.only_set() == Settings().setting(first_row=2)


TRAPS = (
    "what,person id,mass,price,price in cents,level\n"
    + "".join(f"n{i},{i % 4},{i * 7 % 11},{i * i}.5,{i * i}50,{i}\n" for i in range(1, 13))
    + "Total,9,60,650.0,65000,70\nn14,2,8,169.5,16950,-99\n"
)
FINDING = "finding"


def data_set(app: AppTest) -> Any:
    (name,) = linked(app)
    return own_datasets(app).sets[name]


def boxed(app: AppTest) -> list[str]:
    """Own data sets that the box of the page offers."""
    return [title for title in control(app, "Data").options if title.startswith("My cells")]


def test_what_is_found_in_own_data_is_taken_care_of_by_a_button_and_undone() -> None:
    app = paste(opened("data"), TRAPS)
    use(app)
    first = data_set(app)
    assert len(first.row_names) == 14
    press(app, "Leave them out", FINDING)
    assert len(data_set(app).row_names) == 13
    assert "13 rows" in texts(app.markdown)
    press(app, "Take it as row names", FINDING)
    assert "person id" not in [column.name for column in data_set(app).columns]
    press(app, "Count \\-99 as missing", FINDING)
    assert data_set(app).column("level").missing == 1
    assert data_set(app).column("level").low == 1.0
    press(app, "Leave out “price in cents”", FINDING)
    last = data_set(app)
    assert [column.name for column in last.columns] == ["mass", "price", "level"]
    assert (last.title, boxed(app)) == (first.title, ["My cells"])
    for _ in range(2):
        press(app, "Undo")
    assert data_set(app).column("level").missing == 0
    assert boxed(app) == ["My cells"]
    press(app, "Count \\-99 as missing", FINDING)
    assert data_set(app).column("level").missing == 1
    assert boxed(app) == ["My cells"]


def test_rows_of_a_finding_are_marked_and_a_lost_file_is_said() -> None:
    app = paste(opened("data"), TRAPS)
    use(app)
    press(app, "Mark 1 row")
    assert "row 14" in texts(app.markdown) or "Total" in texts(app.markdown)
    source = upload(app).source
    assert source is not None
    source.forget()
    before = data_set(app)
    press(app, "Leave them out", FINDING)
    assert data_set(app) is before
    assert "choose it again" in texts(app.warning)


def test_editions_go_with_the_data_set() -> None:
    app = paste(opened("data"), TRAPS)
    use(app)
    press(app, "Leave them out", FINDING)
    assert len(own_datasets(app).sets) == 2
    press(app, "Forget it")
    assert not own_datasets(app).sets
    assert not own_datasets(app).made
    assert not own_datasets(app).hidden
    assert "80 Cereals" in control(app, "Data").options


def bring(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].set_value((name, data, "")).run()
    assert not app.exception
    return app


def test_a_files_encoding_can_be_set_and_cells_have_none(app: AppTest) -> None:
    assert "Encoding" not in [box.label for box in app.selectbox]
    rows = "".join(f"Ł{i};{i},5;{i * i}\n" for i in range(1, 9))
    app = bring(opened("data"), "a.csv", f"źródło;masa;wiek\n{rows}".encode("cp1250"))
    change(app, "Encoding", "cp1252")
    assert reading(app).columns[0].name != "źródło"
    change(app, "Encoding", "cp1250")
    assert reading(app).columns[0].name == "źródło"
    assert reading(app).settings.only_set() == Settings().setting(encoding="cp1250")


def test_of_a_workbook_one_chooses_the_sheet() -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        name: [["a", "b"], *([i, factor * i] for i in range(8))]
        for name, factor in (("first", 1), ("second", 3))
    }
    app = bring(opened("data"), "book.xlsx", workbook(sheets))
    waiting = own_datasets(app).waiting
    assert waiting is not None
    assert waiting.ticket.wait(120)
    app.run()
    assert means(app, "b") == 3.5
    labels = [box.label for box in app.selectbox]
    assert "Between the cells" not in labels
    assert "Encoding" not in labels
    change(app, "Sheet", "second")
    newer = own_datasets(app).waiting
    assert newer is not None
    assert newer.ticket.wait(120)
    app.run()
    assert means(app, "b") == 10.5


def test_of_too_many_rows_a_note_has_how_many_and_the_first_can_be_taken() -> None:
    cells = "x\ty\n" + "".join(f"{i}\t{i % 97}\n" for i in range(100_500))
    app = paste(opened("data"), cells)

    def read_on() -> None:
        waiting = own_datasets(app).waiting
        assert waiting is not None
        assert waiting.ticket.wait(120)
        app.run()
        assert not app.exception

    read_on()
    note = "Of 100,500 rows, 100,000 were taken at random"
    assert note in texts(app.info).replace("\\", "")
    change(app, "100,000 of 100,500 rows", "first")
    read_on()
    assert reading(app).rows[-1] == 100_001
    use(app)
    about = texts(app.caption).replace("\\", "")
    assert "memory only. Of 100,500 rows, the first 100,000 were taken" in about
