"""Files in the forms that loggers, instruments, agencies and class data sets have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pytest

from playground.core.importing.read import read
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Kind
from playground.core.importing.to_table import table_of


@dataclass(frozen=True)
class Form:
    """A file, and what a person expects of it.

    Attributes:
        means: by column.
        missing: by column; 0 for all others that are numbers.
        kinds: by column.
        units: by column.
        notes: patterns, each of one note or finding.
    """

    text: str
    rows: int
    names: list[str]
    means: dict[str, float] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    codec: str = "utf-8"


def rows(template: str, count: int = 8) -> str:
    """Lines of a template with `{i}`, 1 … count."""
    return "".join(eval(f"f{template!r}", {"i": i}) + "\n" for i in range(1, count + 1))


FORMS = {
    "a spectrum named by wavelengths, its sample and its target by words": Form(
        "sample,1100,1102.5,1105,1107.5,protein\n"
        + rows("{i},0.{i}1,0.{i}2,0.{9-i}3,0.{i}4,1{i}.5"),
        8,
        ["sample", "1100", "1102.5", "1105", "1107.5", "protein"],
        {"1100": 0.46, "protein": 15.0},
        notes=("Row 1 names the columns by numbers, such as “1107.5”",),
    ),
    "a spectrum whose wavelengths have a unit": Form(
        "sample 400.5nm 401.5nm 402.5nm 403.5nm protein\n"
        + rows("s{i} 0.{i}1 0.{i}2 0.{9-i}3 0.{i}4 1{i}.5"),
        8,
        ["sample", "400.5nm", "401.5nm", "402.5nm", "403.5nm", "protein"],
        {"400.5nm": 0.46, "protein": 15.0},
        notes=("Row 1 names the columns by numbers, such as “403.5nm”",),
    ),
    "a mark for what is unknown among two numbers": Form(
        "site,depth,level\na,1,38.5\nb,2,-9999\nc,3,38.7\nd,4,-9999\ne,5,38.5\nf,6,38.7\n",
        6,
        ["site", "depth", "level"],
        {"level": 38.6},
        {"level": 2},
        notes=("-9,?999|−9,?999",),
    ),
    "a logger with four rows above": Form(
        '"LOG4","Ridge","X1"\n"TIMESTAMP","RECORD","Volt_Min","Air","Air_TMx"\n'
        '"TS","RN","Volts","Deg C","Deg C"\n"","","Min","Max","TMx"\n'
        + rows('"2024-03-0{i} 00:00:00",{i},12.{i},{10+i}.5,"2024-03-0{i} 13:0{i}:00"'),
        8,
        ["TIMESTAMP", "RECORD", "Volt_Min", "Air", "Air_TMx"],
        {"Volt_Min": 12.45, "Air": 15.0, "TIMESTAMP": 3.5},
        kinds={"TIMESTAMP": Kind.DATE, "Air_TMx": Kind.DATE, "RECORD": Kind.ID},
        units={"Volt_Min": "Volts", "Air": "Deg C"},
        notes=("1 row above .*LOG4", r"row 4\): “Min Max TMx”", "Row 3 holds units.*“Volts”"),
    ),
    "settings of an instrument, decimal commas": Form(
        '"Scan"\n"Setting"\t"Value"\n"Slit nm."\t"20,0"\n"Points"\t"8"\n\n"Length nm."\t"Level"\n'
        + rows("{400+i},000\t{990+2*i},25{i}"),
        8,
        ["Length nm.", "Level"],
        {"Length nm.": 404.5, "Level": 999.2545},
        notes=(r"4 rows above the header left out \(rows 1 to 4\).*Slit nm\. 20,0", "401,000"),
    ),
    "decimal commas with exponents": Form(
        "Zeit (s);Kraft (N)\n" + rows("{i};0,{i}5E+01"),
        8,
        ["Zeit", "Kraft"],
        {"Kraft": 5.0},
        units={"Zeit": "s", "Kraft": "N"},
    ),
    "Indian groups, words and a unit in the cells": Form(
        "name,Price,run\n"
        + rows('Car {i},"{i},25,000","{10*i},000 kms"')
        + 'Car 9,On request,"1,30,000 kms"\n',
        9,
        ["name", "Price", "run"],
        {"Price": 475_000.0, "run": 490_000 / 9},
        missing={"Price": 1},
        units={"run": "kms"},
        notes=("On request",),
    ),
    "times with AM and PM, units after a comma": Form(
        '\ufeff"Plot Title: pond"\n"#","Date Time, GMT-05:00","Temp, °C","Host","Stop"\n'
        + rows("{i},05/16/18 0{i}:15:26 PM,29.{i}10,,")
        + "9,05/16/18 09:15:26 PM,,Logged,Logged\n",
        9,
        ["#", "Date Time", "Temp", "Host", "Stop"],
        {"Temp": 29.46, "Date Time": (17 + 15 / 60 + 26 / 3600) / 24},
        missing={"Temp": 1},
        kinds={"#": Kind.ID, "Date Time": Kind.DATE},
        units={"Temp": "°C"},
        notes=("“Host” and “Stop” are left out", "month/day/year"),
    ),
    "hours of the day and 1-Mar-05": Form(
        "DATE,TIME,DEMAND\n" + rows("{i}-Mar-05,{i+5}:30,{20+(i*7)%5}"),
        8,
        ["DATE", "TIME", "DEMAND"],
        {"DATE": 3.5, "TIME": 10.0},
        kinds={"DATE": Kind.DATE, "TIME": Kind.TIME},
        units={"TIME": "h"},
        notes=("days since 2005-03-01", "times of day"),
    ),
    "month before day, with hours": Form(
        "when,MW\n" + rows("12/{23+i}/2002 {2*i}:00,{30000+i*i}"),
        8,
        ["when", "MW"],
        {"when": 3.875, "MW": 30025.5},
        notes=("month/day/year",),
    ),
    "a row of units below the names": Form(
        "date;Area;Temp\n ;m²;°C\n;;\n" + rows("2024-01-0{i};{i}.5;{20+i*i}"),
        8,
        ["date", "Area", "Temp"],
        {"Area": 5.0, "Temp": 45.5},
        units={"Area": "m²", "Temp": "°C"},
        notes=("Row 2 holds units: “m²” and “°C”",),
    ),
    "groups above names that stand twice": Form(
        "{One};;{Two};\nWeg [m];Wert [mm];Weg [m];Wert [mm]\n" + rows("{i},5;-{i*i};{2*i},25;{i}"),
        8,
        ["Weg", "Wert", "Weg (2)", "Wert (2)"],
        {"Weg": 5.0, "Wert": -25.5, "Weg (2)": 9.25},
        units={"Weg (2)": "m", "Wert": "mm"},
        notes=(r"“Weg” stands in the header more than once.*“\{Two\}”.*“Weg \(2\)”",),
    ),
    "-200 stands for unknown": Form(
        "Time;CO;NOx\n"
        + rows("0{i}.00.00;{i},5;{100+i}")
        + "18.00.00;-200;-200\n19.00.00;-200;3\n20.00.00;2,5;-200\n",
        11,
        ["Time", "CO", "NOx"],
        {"CO": 42.5 / 9, "NOx": 839 / 9},
        missing={"CO": 2, "NOx": 2},
        kinds={"Time": Kind.TIME},
        notes=("-200 is far from all other numbers and stands 4 times in “CO” and “NOx”",),
    ),
    "row names without a name": Form(
        '"model"\t"displ"\t"hwy"\n' + rows('"{i}"\t"car {i}"\t{i}.5\t{i*i}'),
        8,
        ["(row name)", "model", "displ", "hwy"],
        {"displ": 5.0},
        kinds={"(row name)": Kind.ID, "model": Kind.TEXT},
        notes=("one cell less",),
    ),
    "Windows-1251": Form(
        "Город;Осадки;Дни\n" + rows("Город {i};{i},5;{i*i}"),
        8,
        ["Город", "Осадки", "Дни"],
        {"Осадки": 5.0},
        codec="cp1251",
        notes=("Windows-1251",),
    ),
    "Windows-1250": Form(
        "Miejscowość;Ilość;Dni\n" + rows("Łódź {i};{i},5;{i*i}"),
        8,
        ["Miejscowość", "Ilość", "Dni"],
        {"Ilość": 5.0},
        codec="cp1250",
        notes=("Windows-1250",),
    ),
    "Shift-JIS with three rows of names": Form(
        "時刻：2024/11/10\n\n,東京,東京,大阪,大阪\n年月日,平均気温(℃),平均気温(℃),平均気温(℃),平均気温(℃)\n"
        ",,品質情報,,品質情報\n" + rows("2024/{i}/1,{i}.5,8,{20+i*i}.0,8"),
        8,
        ["年月日", "東京", "東京 品質情報", "大阪", "大阪 品質情報"],
        {"東京": 5.0, "大阪": 45.5},
        units={"東京": "℃"},
        codec="shift_jis",
        notes=(
            "Shift-JIS",
            "Rows 3 to 5 name the columns",
            "“東京 品質情報” and “大阪 品質情報” are left",
        ),
    ),
    "k, M and a plus": Form(
        "App,Size,Installs\n"
        + rows('App {i},{i}.5M,"{i},000+"')
        + "App 9,512k,500+\nApp 10,Varies with device,100+\n",
        10,
        ["App", "Size", "Installs"],
        {"Size": 40_512_000 / 9, "Installs": 3660.0},
        missing={"Size": 1},
        units={"Size": "", "Installs": ""},
        notes=("“M” and “k”", "“\\+” behind a number in “Installs” is dropped", "Varies with"),
    ),
    "two rows of names, IDs and ages": Form(
        "RespondentID,Rank them,,Age\n,Film I,Film II,Response\n"
        + rows("{3292879990+i},{1+i%3},{3-i%3},{'30-44' if i%2 else '18-29'}"),
        8,
        ["RespondentID", "Rank them: Film I", "Film II", "Age"],
        {"Film II": 1.875},
        kinds={"RespondentID": Kind.ID, "Age": Kind.CATEGORY},
        notes=("Rows 1 to 2 name the columns", "“RespondentID” names the rows"),
    ),
    "keys and values around a spectrum": Form(
        "TITLE\t\nDATA TYPE\tSPECTRUM\nFIRSTX\t900.0\nNPOINTS\t8\nXYDATA\n"
        + rows("{900-10*i}.0000\t0.0{i}6000")
        + "\n##### More\nModel\tV-7\nBand width\t1.0 nm\n",
        8,
        ["column 1", "column 2"],
        {"column 1": 855.0, "column 2": 0.051},
        notes=("5 rows above the data.*FIRSTX 900.0", "3 rows below the data.*Model V-7"),
    ),
    "no header where a column is text": Form(
        rows("{i}.1,{i*i}.5,{'a' if i%2 else 'b'}-kind"),
        8,
        ["column 1", "column 2", "column 3"],
        {"column 1": 4.6, "column 2": 26.0},
        kinds={"column 3": Kind.CATEGORY},
        notes=("No row names the columns",),
    ),
    "columns of blanks, a tab before the last": Form(
        rows('{i}.0   {i*i}   {300+i}.      {7*i}.5\t"name {i}"')
        + '9.0   ?   309.      1.5\t"x"\n',
        9,
        ["column 1", "column 2", "column 3", "column 4", "column 5"],
        {"column 1": 5.0, "column 2": 25.5, "column 3": 305.0},
        missing={"column 2": 1},
        notes=("“\\?” counts as missing: 1 cell",),
    ),
    "facts between header and data": Form(
        '"Nom";"Indice (base 100, industrie)";"Codes"\n"idBank";"0107";""\n'
        '"Mise à jour";"04/04/2025 08:45";""\n"Période";"";""\n'
        + rows('"2024-0{i}";"{100+i}.5";"A"'),
        8,
        ["Nom", "Indice", "Codes"],
        {"Indice": 105.0},
        kinds={"Nom": Kind.DATE},
        notes=(r"3 rows between the header and the data left out \(rows 2 to 4\).*idBank",),
    ),
    "comments, and -9.99 for unknown": Form(
        "# ----\n# Please cite, and read this:\n#\nyear,level,unc\n\n"
        + rows("{2000+i},{300+i*i}.5,0.{i}")
        + "2009,1.5,-9.99\n2010,2.5,-9.99\n",
        10,
        ["year", "level", "unc"],
        {"unc": 0.45},
        missing={"unc": 2},
        notes=("3 rows above", "-9.99 is far from all other numbers and stands 2 times in “unc”"),
    ),
    "facts above, years as names": Form(
        "\ufeffSource,Indicators,,,,\n,,,,,\nUpdated,9/15/2021,,,,\n,,,,,\n"
        "Country,Code,2018,2019,2020,\n" + rows("Land {i},C{i},,{i}.5,{i*i}.25,"),
        8,
        ["Country", "Code", "2018", "2019", "2020"],
        {"2019": 5.0, "2020": 25.75},
        missing={"2018": 8},
        notes=("2 rows above.*Source", "Row 5 names the columns by numbers", "“2018” is left out"),
    ),
    "a total and a footer": Form(
        '"Notes"\t"State"\t"Code"\tDeaths\tRate\n'
        + rows('\t"State {i}"\t"0{i}"\t{100*i}\t{i}.5')
        + '"Total"\t\t\t3600\t5.0\n"---"\n"Dataset: Deaths, 2021"\n"1. Figures of 2021"\n',
        8,
        ["Notes", "State", "Code", "Deaths", "Rate"],
        {"Deaths": 450.0, "Rate": 5.0},
        missing={"Notes": 8},
        kinds={"Code": Kind.ID},
        notes=("Row 10 at the end sums up the others", "3 rows below the data.*Dataset"),
    ),
    "bars and decimal commas": Form(
        "country|year|life|pop\n" + rows("Land {i%3}|{1950+i}|{40+i},{i}5|{1000000*i}"),
        8,
        ["country", "year", "life", "pop"],
        {"life": 45.0, "pop": 4_500_000.0},
        kinds={"country": Kind.CATEGORY},
    ),
    "a letter cut at the end": Form(
        "größe,b\n" + rows("{i}.5,{i*i}") + "9.5,ü",
        9,
        ["größe", "b"],
        {"größe": 5.5},
        missing={"b": 1},
        codec="cut",
        notes=("not UTF-8",),
    ),
    "two tables below each other": Form(
        "a,b,c\n" + rows("{i}.5,{i*i},x{i%2}") + "a,b,c\n" + rows("{i}.5,{i*i},x{i%2}"),
        16,
        ["a", "b", "c"],
        {"a": 5.0},
        notes=("Row 10 between the data left out: “a”",),
    ),
    "a name is no unit": Form(
        "CO(GT),RH (%),T/°C,n / m\n" + rows("{i}.5,{i*i},{i%3},{i%4}"),
        8,
        ["CO(GT)", "RH", "T/°C", "n"],
        units={"CO(GT)": "", "RH": "%", "n": "m"},
    ),
    "a total in the middle": Form(
        "what,a,b\n" + rows("part {i},{i}.5,{i*i}") + "Total,36,204\nother,1.5,2\n",
        10,
        ["what", "a", "b"],
        notes=("Row 10 sums up other rows",),
    ),
    "several marks for missing": Form(
        "a,b,c\n" + rows("{i}.5,{i*i},{i}") + "***,.,1\nNA,3,-\n",
        10,
        ["a", "b", "c"],
        {"a": 5.0},
        missing={"a": 2, "b": 1, "c": 1},
        notes=("count as missing: 4 cells in “a”, “b” and “c”",),
    ),
}


def reading(form: Form) -> Reading:
    cut = form.codec == "cut"
    data = form.text.encode("utf-8")[:-1] if cut else form.text.encode(form.codec)
    return read(data, "file.csv")


@pytest.mark.parametrize("case", FORMS)
def test_the_table_is_found_in_the_file(case: str) -> None:
    form = FORMS[case]
    found = reading(form)
    assert [column.name for column in found.columns] == form.names
    assert len(found.rows) == form.rows
    means = {name: float(found.column(name).values.mean()) for name in form.means}
    assert means == pytest.approx(form.means)
    numeric = {column.name: column.missing for column in found.columns if column.is_numeric}
    wanted = {name: form.missing.get(name, 0) for name in numeric}
    assert numeric == wanted
    assert {name: found.column(name).kind for name in form.kinds} == form.kinds
    assert {name: found.column(name).unit for name in form.units} == form.units
    texts = "\n".join(note.text for note in (*found.notes, *found.findings))
    for pattern in form.notes:
        assert re.search(pattern, texts), texts


@pytest.mark.parametrize("case", FORMS)
def test_what_was_guessed_can_be_set_and_gives_the_same(case: str) -> None:
    form = FORMS[case]
    guessed = reading(form)
    data = form.text.encode("utf-8" if form.codec == "cut" else form.codec)
    told = read(data[:-1] if form.codec == "cut" else data, settings=guessed.settings.fixed())
    assert told.frame.equals(guessed.frame)
    assert [c.unit for c in told.columns] == [c.unit for c in guessed.columns]
    assert told.settings == guessed.settings.fixed()


@pytest.mark.parametrize("case", FORMS)
def test_every_remedy_can_be_read(case: str) -> None:
    form = FORMS[case]
    guessed = reading(form)
    data = form.text.encode("utf-8" if form.codec == "cut" else form.codec)
    for note in (*guessed.notes, *guessed.findings):
        for remedy in note.remedies:
            other = read(data, settings=remedy.settings)
            assert not other.frame.equals(guessed.frame), remedy.label


def test_a_data_set_can_be_made_of_each() -> None:
    for form in FORMS.values():
        table = table_of(reading(form))
        assert len(table.columns) >= 2
        assert not {*table.inputs(table.target)} & {*table.ids}
        assert np.isfinite(table.frame.to_numpy()).any()
