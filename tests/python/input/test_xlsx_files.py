"""XLSX workbooks: read as what their cells hold, or refused by cell without a value."""

import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from test_csv_files import read

from synthetic_showcase.input.scans import Format
from synthetic_showcase.input.xlsx_files import scan

HEADER = ["a", "b"]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "people.xlsx"


def write(path: Path, rows, change=None) -> Path:
    """A workbook of one sheet; `change` gets it and its sheet before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book, book.active)
    book.save(path)
    return path


def edit(path: Path, part: str, *changes: tuple[str, str]) -> None:
    """Replace text in a part of a workbook."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for old, new in changes:
        assert re.search(old.encode(), parts[part])
        parts[part] = re.sub(old.encode(), new.encode(), parts[part])
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


SHEET = "xl/worksheets/sheet1.xml"
UNREADABLE = "it is no workbook that can be read, or a password protects it"


def number_format(code):
    def change(book, sheet):
        sheet["A2"].number_format = code

    return change


# A value, the format of its cell, and its text.
VALUES = {
    "text": ("007", "General", "007"),
    "letters": (' é🦉\n, "x" ', "General", ' é🦉\n, "x" '),
    "whole": (12, "General", "12"),
    "zeros": (7, "000", "7"),
    "double": (12.0, "0.00", "12"),
    "fraction": (1 / 3, "0.0", "0.3333333333333333"),
    "percent": (0.25, "0%", "0.25"),
    "money": (-1.5, '[Red]#,##0.00 "days";[$-409]0 \\d', "-1.5"),
    "small": (1.5e-7, "General", "1.5e-07"),
    "large": (1e16, "General", "1e+16"),
    "exact": (2**53, "General", "9007199254740992"),
    "true": (True, "General", "true"),
    "false": (False, "General", "false"),
    "date": (date(2024, 2, 29), "dd.mm.yyyy", "2024-02-29"),
    "built in": (date(1900, 3, 1), "mm-dd-yy", "1900-03-01"),
    "month": (date(2024, 2, 1), "[$-407]mmm yy", "2024-02-01"),
    "moment": (datetime(2024, 2, 29, 10, 30, 5), "yyyy-mm-dd", "2024-02-29 10:30:05"),
    "parts of a second": (datetime(2024, 1, 1, 0, 0, 0, 500_000), "h:mm", "2024-01-01 00:00:00.5"),
    "midnight": (datetime(2024, 2, 29), "yyyy-mm-dd hh:mm", "2024-02-29"),
    "clock": (time(10, 30), "h:mm AM/PM", "10:30:00"),
    "last": (date(9999, 12, 31), "yyyy", "9999-12-31"),
}


def test_a_cell_is_read_as_what_it_holds(path):
    """Whatever its format shows; and as openpyxl reads it."""

    def formats(book, sheet):
        for place, (_, code, _) in enumerate(VALUES.values(), 1):
            sheet.cell(2, place).number_format = code

    write(path, [list(VALUES), [value for value, _, _ in VALUES.values()]], formats)
    texts = [text for _, _, text in VALUES.values()]
    assert read(path) == [texts]
    (cells,) = openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True)
    for cell, text in zip(cells, texts, strict=True):
        if isinstance(cell, datetime):
            assert str(cell).removesuffix(" 00:00:00").removesuffix("00000") == text
        elif isinstance(cell, bool | time):
            assert str(cell).lower() == text
        elif isinstance(cell, float):
            assert float(text) == cell
        else:
            assert str(cell) == text


def test_other_ways_to_write_a_cell(path):
    """Text in place, text in parts, how it is spoken, escapes, dates as text, and no addresses."""
    write(path, [["a", "b", "c", "d", "e"], ["x"] * 5])
    cells = (
        '<row><c t="inlineStr"><is><r><t>in </t></r><r><t>parts</t></r><rPh sb="0" eb="1"><t>no'
        '</t></rPh></is></c><c t="str"><f>A1</f><v>_x0041__xD83E__xDD89_</v></c>'
        '<c t="d"><v>2024-02-29T10:30:00</v></c><c t="b"><v>1</v></c>'
        '<c t="str"><f>""</f><v></v></c>'
        "</row>"
    )
    edit(path, SHEET, (r'<row r="2".*?</row>', cells))
    assert read(path) == [["in parts", "A🦉", "2024-02-29 10:30:00", "true", ""]]
    # With a prefix, as some programs write it.
    with zipfile.ZipFile(path) as file:
        sheet = file.read(SHEET).decode()
    prefixed = re.sub("<(/?)(?=[a-zA-Z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    edit(path, SHEET, ("(?s).*<worksheet.*", prefixed.replace("\\", "\\\\")))
    assert read(path)[0][:2] == ["in parts", "A🦉"]


def test_dates_from_1904(path):
    def change(book, sheet):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    write(path, [["a"], [date(2024, 2, 29)], [date(1904, 1, 2)]], change)
    assert read(path) == [["2024-02-29"], ["1904-01-02"]]


def hide(kind, name, **how):
    def change(book, sheet):
        for key, value in (how or {"hidden": True}).items():
            setattr(getattr(sheet, f"{kind}_dimensions")[name], key, value)

    return change


# The rows below the header, what is changed, and what the message says.
REFUSED = {
    "formula": (
        [["x", "=1+1"], ["=A1", "y"]],
        None,
        "cell B2 has a formula, but no value of it",
    ),
    "error": ([["x", "y"], ["#N/A", "#REF!"]], None, "cell A3 holds an error, or has the format"),
    "merged": (
        [["x", "y"], ["x", "y"]],
        lambda book, sheet: sheet.merge_cells("A3:B3"),
        "cell A3 is merged with others; 1 such cell",
    ),
    "merged header": ([], lambda book, sheet: sheet.merge_cells("A1:B1"), "cell A1 is merged"),
    "hidden row": ([["x", "y"]], hide("row", 2), "cell A2 is in a hidden row; 2 such cells"),
    "hidden header": ([["x", "y"]], hide("row", 1), "cell A1 is in a hidden row"),
    "hidden column": ([[None, "y"]], hide("column", "B"), "cell B1 is in a hidden column; 2 such"),
    "no name": ([["x", "y", None, "secret"]], None, "cell D2 has a value, and line 1 no name for"),
    "old date": ([[59, "y"]], number_format("yyyy-mm-dd"), "cell A2 has a date before March 1900"),
    "negative date": (
        [[-5, "y"]],
        number_format("yyyy-mm-dd"),
        "cell A2 has a date before March 1900",
    ),
    "far date": (
        [[1e9, "y"]],
        number_format("yyyy-mm-dd"),
        "cell A2 holds an error, or has the format of a date",
    ),
    "length of time": ([[timedelta(hours=30), "y"]], None, "cell A2 has a length of time"),
    "same name": (
        [["x", "y", "z"]],
        lambda book, sheet: sheet.__setitem__("C1", "A "),
        "columns 1",
    ),
    "no header": ([["a", "b"]], None, "values of their own columns in 2 of 2"),
    "unnamed": (
        [["x", "y", "z"]],
        lambda book, sheet: sheet.__setitem__("D1", "d"),
        "for column 3",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_cell_that_can_be_read_in_two_ways_is_refused_by_address(case, path):
    rows, change, said = REFUSED[case]
    found = scan(write(path, [HEADER, *rows], change), Format())
    assert said in found.problem and "secret" not in found.problem


# What stands in the XML, what is written there, and what the message says.
EDITED = {
    "flat row": ('<row r="2"', '<row r="2" ht="0"', "cell A2 is in a hidden row; 2 such cells"),
    "rows that are hidden unless they say it": (
        "<sheetFormatPr ",
        '<sheetFormatPr zeroHeight="1" ',
        "cell A1 is in a hidden row",
    ),
    "narrow column": (
        "<sheetData>",
        '<cols><col min="2" max="9" width="0"/></cols><sheetData>',
        "cell B1 is in a hidden column",
    ),
    "digits": ("<v>7</v>", "<v>9007199254740993</v>", "cell A2 has a whole number of more digits"),
    "no double": ("<v>7</v>", "<v>1e999</v>", "cell A2 has a whole number of more digits"),
    "half of a character": ("<is><t>x", "<is><t>_xD83E_", "cell B2 has a zero byte or half of"),
    "formula of true or false": (
        '<c r="A2" t="n"><v>7</v>',
        '<c r="A2" t="b"><f>1=1</f>',
        "cell A2 has a formula, but no value of it",
    ),
    "no such text": ('t="n"><v>7</v>', 't="s"><v>99</v>', UNREADABLE),
}


@pytest.mark.parametrize("case", EDITED)
def test_what_no_program_shows_is_refused(case, path):
    old, new, said = EDITED[case]
    write(path, [HEADER, [7, "x"]])
    text = '<c r="B2" t="inlineStr"><is><t>x</t></is></c>'
    edit(path, SHEET, ('<c r="B2".*?</c>', text), (old, new))
    assert scan(path, Format()).problem.startswith(said)


def test_a_formula_is_read_as_the_value_that_the_workbook_has(path):
    write(path, [HEADER, ["x", "=1+1"]])
    edit(path, SHEET, ("<v */>|<v></v>", "<v>2</v>"))
    assert read(path) == [["x", "2"]]


def test_what_has_no_value_is_not_read(path):
    """Formats of empty cells, hidden ones too, lines without a value, and lines below."""

    def change(book, sheet):
        hide("column", "C")(book, sheet)
        hide("row", 4)(book, sheet)
        sheet["D9"].font = sheet["C2"].font = Font(bold=True)

    rows = [["x", "y"], [None, ""], [], [None, "z"]]
    path = write(path, [HEADER, *rows], change)
    found = scan(path, Format())
    assert (found.records, found.blank_lines, found.problem) == (2, 2, "")
    assert read(path) == [["x", "y"], ["", "z"]]


def test_titles_above_the_header_are_left_out_if_the_option_says_so(path):
    def change(book, sheet):
        sheet.merge_cells("A1:C1")
        hide("row", 2)(book, sheet)

    rows = [["A title"], ["", "=1+1"], [], HEADER, [1, "x"], [2, "y"]]
    found = scan(write(path, rows, change), Format())
    assert found.problem.startswith("cell A1 is merged") and found.advice == {"header_line": 4}
    assert read(path, {"header_line": 4}) == [["1", "x"], ["2", "y"]]
    for above in (["A title"], []):
        found = scan(write(path, [above, *rows[3:]]), Format())
        assert found.problem and found.advice == {"header_line": 2}
    assert (
        scan(path, Format(header_line=9)).problem == "line 9 is blank, where the header has to be"
    )


def test_rules_of_csv_files_hold(path):
    write(path, [["", "a", None], [0, "x"], [1, "y"]])
    assert scan(path, Format()).left_out == {1: "counts the rows"}
    assert read(path) == [["x"], ["y"]]
    write(path, [["a"], ["x"], [], ["y"]])
    found = scan(path, Format())
    assert found.problem.startswith("line 3 is blank") and found.advice == {
        "skip_blank_lines": True
    }
    assert read(path, found.advice) == [["x"], ["y"]]
    write(path, [["F", "b"], ["F", "b"]])
    assert scan(path, Format()).advice == {"header": True}
    assert read(path, {"header": True}) == [["F", "b"]]
    write(path, [["a", "b", "c"], *[["x", "y", "z"]] * 40, ["TOTAL"]])
    assert scan(path, Format()).sparse == (1, 42, 42)
    assert scan(write(path, []), Format()).problem.startswith("it is empty")


def test_the_sheet_is_the_only_one_that_can_be_seen_or_named(path):
    def change(book, sheet):
        book.create_sheet("Notes").append(["secret"])
        book.create_sheet("Old").append(["secret"])
        book["Old"].sheet_state = "hidden"
        book.create_chartsheet("Chart").add_chart(BarChart())

    write(path, [HEADER, ["x", "y"]], change)
    several = "it has several sheets; set showcase_input_sheet to one of: Sheet, Notes"
    assert scan(path, Format()).problem == several
    assert read(path, {"sheet": "Sheet"}) == [["x", "y"]]
    for name in ("Old", "sheet", "Chart", ""):
        assert "to one of: Sheet, Notes" in scan(path, Format(sheet=name)).problem
    edit(path, "xl/workbook.xml", ('sheetId="2" state="visible"', 'sheetId="2" state="veryHidden"'))
    assert read(path) == [["x", "y"]]


def test_what_is_no_workbook_is_refused(path):
    whole = write(path, [HEADER, ["x", "y"]]).read_bytes()
    for content in (whole[:-40], b"PK", b"", b"a,b\n"):
        path.write_bytes(content)
        assert scan(path, Format()).problem == UNREADABLE


def test_without_the_library_it_is_said_what_to_install(path, monkeypatch):
    write(path, [HEADER, ["x", "y"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert scan(path, Format()).problem.endswith("install requirements/xlsx.txt of the package")


def test_a_build_reads_a_workbook(warehouse):
    path = warehouse.folder / "people.xlsx"
    rows = [["sex", "seen", "town"], *[["F", date(2024, 2, 29), "Oslo"]] * 6]
    towns = [["value", "part"], ["Oslo", "south"]]

    def change(book, sheet):
        book.create_sheet("Towns").append(["Towns and where they are"])
        for row in towns:
            book["Towns"].append(row)

    write(path, rows, change)
    given = {"input_file": "people.xlsx", "bands": {"seen": "month"}, "reporting_resolution": 2}
    run = ["run", "--select", "showcase_input_records"]
    refused = warehouse.dbt(*run, **given)
    assert (
        "which can not be read as XLSX: it has several sheets; set showcase_input_sheet to one"
        in refused.output
    )
    given |= {"input_sheet": "Sheet", "generalize": {"town": "part"}}
    given["hierarchies"] = {"town": {"file": "people.xlsx", "sheet": "Towns"}}
    refused = warehouse.dbt(*run, **given)
    assert 'if the header is on line 2, set its format: {"header_line": 2}' in refused.output
    given["hierarchies"]["town"]["format"] = {"header_line": 2}
    run[2] = "+showcase_input_records"
    first = warehouse.dbt(*run, **given)
    assert first.code == 0, first.output
    query = "select distinct * exclude (record_id) from showcase_input_records"
    assert warehouse.rows(query, "sensitive") == [("F", "2024-02", "south")]
    # The time at which it was saved is not what it holds.
    write(path, rows, change)
    assert "[REUSED" in warehouse.dbt(*run, **given).output
    towns[1] = ["Oslo", "north"]
    write(path, rows, change)
    changed = warehouse.dbt(*run, **given)
    assert changed.code == 0, changed.output
    assert warehouse.rows(query, "sensitive") == [("F", "2024-02", "north")]
    for name, value, said in [
        ("input_file", "people.csv", "showcase_input_sheet must be left out unless"),
        ("input_format", {"quote": ""}, "showcase_input_format must be a mapping with some of the"),
    ]:
        (warehouse.folder / "people.csv").write_text("sex,seen,town\n")
        refused = warehouse.dbt(*run, **{**given, name: value})
        assert said in refused.output
