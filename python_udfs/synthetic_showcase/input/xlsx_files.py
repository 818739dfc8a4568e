"""Checks XLSX workbooks before they are read, and refuses cells that can be read in two ways.

A cell is read as what it holds, whatever its format shows: text as it stands, numbers without a
`.0`, true and false, and numbers with the format of a date as dates. A formula is read as the value
that the workbook holds for it. What is not plain to see is refused: hidden rows and columns, merged
cells, errors. A message names the cell, and shows nothing that is in it.

The cells are read by openpyxl, line by line. What it tells of a sheet only as a whole (what is
hidden or merged, and where formulas are) is asked once, when the workbook is checked.
"""

import hashlib
import math
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from operator import eq
from pathlib import Path
from typing import Any

import numpy as np

from ..engine.progress import Progress, Stopped
from .scans import (
    TITLE_LINES,
    Format,
    Scan,
    likely_header,
    names_problem,
    no_header,
    note_filled,
    number,
    refused,
    sparse,
    without_unnamed,
)

# What can be wrong with a cell.
ERROR = "holds an error, or has the format of a date and is none"
NO_VALUE = (
    "has a formula, but no value of it: open the workbook in a spreadsheet program and save it"
)
HIDDEN_ROW = "is in a hidden row"
HIDDEN_COLUMN = "is in a hidden column"
MERGED = "is merged with others"
OLD_DATE = "has a date before March 1900, which programs read differently"
DURATION = "has a length of time, which is neither a number nor a date"
DIGITS = "has a whole number of more digits than a workbook keeps: store it as text"
CHARACTER = "has a zero byte or half of a character"
NO_NAME = "has a value, and line {line} no name for its column"
# Spreadsheet programs count a 29th of February 1900, or don't.
FIRST_DATE = datetime(1900, 3, 1)


class _SheetError(ValueError):
    """What is wrong with a workbook as a whole."""


@dataclass
class _Problems:
    """What is wrong with cells from the header on."""

    header: int
    found: dict[str, tuple[int, int]] = field(default_factory=dict)  # what: first line and column
    count: dict[str, int] = field(default_factory=dict)

    def note(self, what: str, line: int, column: int) -> None:
        if line >= self.header:
            self.found[what] = min(self.found.get(what, (line, column)), (line, column))
            self.count[what] = self.count.get(what, 0) + 1

    def first(self) -> str:
        """What is wrong with the first of the cells, and with how many."""
        if not self.found:
            return ""
        from openpyxl.utils import get_column_letter

        what, (line, column) = min(self.found.items(), key=lambda each: each[1])
        such = number(self.count[what], "such cell")
        cell = f"{get_column_letter(column)}{line}"
        return f"cell {cell} {what.format(line=self.header)}; {such}"


def scan(path: Path, format: Format) -> Scan:
    """Read a sheet, and describe what is in it, or what is wrong and what may help."""
    titles: list[list[str]] = []
    found = _scan_once(path, format, titles)
    if not found.problem or found.advice or format.header_line:
        return found
    line = likely_header(titles)
    if line and not _scan_once(path, replace(format, header_line=line), []).problem:
        return replace(found, advice={"header_line": line}, if_so=f"the header is on line {line}")
    return found


def _scan_once(path: Path, format: Format, titles: list[list[str]]) -> Scan:
    """What is in a sheet, or what is wrong; `titles` gets the fields of its first lines."""
    header = format.header_line or 1
    names: list[str] = []
    problems = _Problems(header)
    contents = hashlib.sha256()
    records = first_blank = blank_lines = 0
    last = header
    also: set[int] = set()  # columns of which the name is a value too
    try:
        valued: dict[int, set[int]] = {}  # columns that have a value, by line
        for line, fields in _lines(path, format.sheet, problems):
            valued[line] = {column for column, each in enumerate(fields, 1) if each}
            if len(titles) < 3 * TITLE_LINES:
                titles += [[]] * (min(line, 3 * TITLE_LINES) - 1 - len(titles)) + [fields]
            if line == header:
                names = fields
                filled = [[0, 0, 0] for _ in range(len(names) + 1)]
                contents.update(repr(names).encode())
            if line <= header or not names:
                continue
            for column in valued[line]:
                if column > len(names):
                    problems.note(NO_NAME, line, column)
            fields = _cut(fields, len(names))
            first_blank = first_blank or (last + 1 if line > last + 1 else 0)
            blank_lines += line - last - 1
            last = line
            records += 1
            note_filled(filled, len(names) - fields.count(""), line)
            if any(map(eq, fields, names)):
                also |= {place for place, each in enumerate(fields) if each == names[place]}
            contents.update(repr(fields).encode())
        _look_at_sheet(path, format.sheet, valued, problems)
    except _SheetError as error:
        return refused(str(error))
    if not names and (titles or header > 1):
        return refused(f"line {header} is blank, where the header has to be")
    if said := problems.first():
        return refused(said)
    if problem := names_problem(names, header):
        return refused(problem)
    named = sum(bool(name.strip()) for name in names)
    columns = sum(bool(names[place].strip()) for place in also)
    if columns and 2 * columns >= named and not format.header:
        return no_header(header, columns, named)
    if len(names) == 1 and blank_lines and not format.skip_blank_lines:
        said = f"line {first_blank} is blank, which in a file of one column may be a value that is"
        return refused(
            f"{said} absent or nothing", {"skip_blank_lines": True}, "such lines are nothing"
        )
    found = Scan(
        names,
        header_line=header,
        records=records,
        blank_lines=blank_lines,
        contents=contents.hexdigest(),
        sparse=sparse(np.array(filled), len(names), records),
    )
    return without_unnamed(found, rows(path, found, format))


def rows(path: Path, found: Scan, format: Format) -> Iterator[list[str]]:
    """The records of a sheet without a problem."""
    for line, fields in _lines(path, format.sheet, _Problems(found.header_line)):
        if line > found.header_line:
            yield _cut(fields, len(found.names))


def _cut(fields: list[str], columns: int) -> list[str]:
    """The fields of a line in so many columns."""
    return fields[:columns] + [""] * (columns - len(fields))


@contextmanager
def _sheet(path: Path, wanted: str | None, **how: Any) -> Iterator[Any]:
    """A sheet as openpyxl reads it, and the day from which its workbook counts.

    Raises a _SheetError without anything of it.
    """
    try:
        import openpyxl
    except ImportError:
        raise _SheetError(
            "Python needs openpyxl to read it: install requirements/xlsx.txt of the package"
        ) from None
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # Of what no cell depends on, as on charts.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, keep_links=False, **how)
            names = [each.title for each in book.worksheets if each.sheet_state == "visible"]
            shown = ", ".join(names)
            if not names:
                raise _SheetError("it has no sheet that can be seen")
            if wanted not in names and (wanted is not None or len(names) > 1):
                said = "it has several sheets"
                if wanted is not None:
                    said = f"no sheet that can be seen is {wanted}"
                raise _SheetError(f"{said}; set showcase_input_sheet to one of: {shown}")
            yield book[shown if wanted is None else wanted], book.epoch
            book.close()
    except (_SheetError, Stopped):
        raise
    # openpyxl raises whatever it meets in a file that is no workbook.
    except Exception:
        raise _SheetError("it is no workbook that can be read, or a password protects it") from None


def _lines(path: Path, wanted: str | None, problems: _Problems) -> Iterator[tuple[int, list[str]]]:
    """The lines of a sheet that have a value, with their numbers from 1."""
    with _sheet(path, wanted, read_only=True, data_only=True) as (sheet, epoch):
        progress = Progress("checking the file", sheet.max_row or 0, "lines")
        # What a workbook says of its size may be wrong.
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(), 1):
            progress.advance(1)
            fields = []
            for column, cell in enumerate(cells, 1):
                text, problem = _text(cell.value, cell.data_type, epoch)
                if problem:
                    problems.note(problem, line, column)
                fields.append(text)
            while fields and not fields[-1]:
                fields.pop()
            if fields:
                yield line, fields


def _look_at_sheet(
    path: Path, wanted: str | None, valued: dict[int, set[int]], problems: _Problems
) -> None:
    """Note the cells with a value that can't be seen, or are merged, and formulas without one."""
    from openpyxl.utils import column_index_from_string

    with _sheet(path, wanted) as (sheet, _):
        unseen = {
            column
            for letters, each in sheet.column_dimensions.items()
            if each.hidden or each.width == 0
            for column in range(
                each.min or column_index_from_string(letters),
                1 + (each.max or column_index_from_string(letters)),
            )
        }
        for line, columns in valued.items():
            row = sheet.row_dimensions.get(line)
            hidden = row is not None and (row.hidden or row.ht == 0)
            if hidden or (sheet.sheet_format.zeroHeight and (row is None or row.ht is None)):
                for column in columns:
                    problems.note(HIDDEN_ROW, line, column)
            for column in columns & unseen:
                problems.note(HIDDEN_COLUMN, line, column)
        for cells in sheet.merged_cells.ranges:
            if cells.max_row >= problems.header:
                problems.note(MERGED, max(cells.min_row, problems.header), cells.min_col)
        # There is no public way to see only the cells that are there.
        without = {
            (line, column)
            for (line, column), cell in sheet._cells.items()
            if cell.data_type == "f" and column not in valued.get(line, ())
        }
    if without:
        with _sheet(path, wanted, read_only=True, data_only=True) as (sheet, _):
            for line, cells in enumerate(sheet.iter_rows(), 1):
                for column, cell in enumerate(cells, 1):
                    # The value of a formula may be a text of no characters.
                    if (line, column) in without and cell.data_type != "str":
                        problems.note(NO_VALUE, line, column)


def _text(value: Any, type: str, epoch: datetime) -> tuple[str, str]:
    """The text of a cell, and what is wrong with it."""
    if value is None:
        return "", ""
    if type == "e":
        return "", ERROR
    if isinstance(value, bool):
        return str(value).lower(), ""
    if isinstance(value, int | float):
        whole = isinstance(value, int)
        if math.isinf(value) or (whole and int(float(value)) != value):
            return "", DIGITS
        return repr(value + 0.0).removesuffix(".0"), ""
    if isinstance(value, timedelta):
        return "", DURATION
    if isinstance(value, datetime) and value < FIRST_DATE and epoch < FIRST_DATE:
        return "", OLD_DATE
    if isinstance(value, date | time):
        at = value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
        if "." in at:
            at = at.rstrip("0")
        return at.removesuffix(" 00:00:00"), ""
    text = _unescaped(value) if "_x" in value else value
    return text, "" if text or not value else CHARACTER


def _unescaped(text: str) -> str:
    """A text in which characters stand as `_x000D_`; empty if they can't be in a text."""
    codes = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    try:
        # Two codes may be one character.
        text = codes.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text
