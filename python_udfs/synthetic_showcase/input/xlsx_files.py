"""Checks XLSX workbooks before they are read, and refuses cells that can be read in two ways.

A cell is read as what it holds, whatever its format shows: text as it stands, numbers without a
`.0`, true and false, and numbers with the format of a date as dates. A formula is read as the value
that the workbook holds for it. What is not plain to see is refused: hidden rows and columns, merged
cells, errors. A message names the cell, and shows nothing that is in it.

The XML is read here, because readers of workbooks do not tell a hidden row from others, or a
formula without a value from an empty cell.
"""

import hashlib
import math
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from operator import eq
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import numpy as np

from ..engine.progress import Progress
from .csv_files import (
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

CHUNK = 1 << 16
# What can be wrong with a cell, in the order in which it is told.
ERROR = "holds an error instead of a value"
NO_VALUE = (
    "has a formula, but no value of it: open the workbook in a spreadsheet program and save it"
)
TO_CALCULATE = (
    "has a formula that is to be calculated when the workbook is opened: open it in a spreadsheet"
    " program and save it"
)
HIDDEN_ROW = "is in a hidden row"
HIDDEN_COLUMN = "is in a hidden column"
MERGED = "is merged with others"
DATE = "has a date that programs read differently, before March 1900 or after 9999"
DURATION = "has a length of time, which is neither a number nor a date"
DIGITS = "has a whole number of more digits than a workbook keeps: store it as text"
CHARACTER = "has a zero byte or half of a character"
NO_NAME = "has a value, and line {line} no name for its column"

# Numbers of built-in formats of dates and times, and of lengths of time.
DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
DURATIONS = {46}
UNREADABLE = (
    expat.ExpatError,
    ElementTree.ParseError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    StopIteration,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class _SheetError(ValueError):
    """What is wrong with a workbook as a whole."""


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
    line = format.header_line or 1
    names: list[str] = []
    problems = _Problems(line)
    contents = hashlib.sha256()
    records = blank_lines = first_blank = 0
    also: set[int] = set()  # columns of which the name is a value too
    try:
        with zipfile.ZipFile(path) as file:
            for at, fields in _Sheet(file, format.sheet).lines(problems):
                if len(titles) < 3 * TITLE_LINES:
                    titles += [[]] * (min(at, 3 * TITLE_LINES) - 1 - len(titles)) + [fields]
                if at < line:
                    continue
                if at == line:
                    names = fields
                    last = at
                    filled = [[0, 0, 0] for _ in range(len(names) + 1)]
                    contents.update(repr(names).encode("utf-8", "backslashreplace"))
                    continue
                if not names:
                    if len(titles) == 3 * TITLE_LINES:
                        break
                    continue
                for place in range(len(names), len(fields)):
                    if fields[place]:
                        problems.note(NO_NAME, at, place + 1)
                fields = _cut(fields, len(names))
                first_blank = first_blank or (last + 1 if at > last + 1 else 0)
                blank_lines += at - last - 1
                last = at
                records += 1
                note_filled(filled, len(names) - fields.count(""), at)
                if any(map(eq, fields, names)):
                    also |= {place for place, each in enumerate(fields) if each == names[place]}
                contents.update(repr(fields).encode("utf-8", "backslashreplace"))
    except _SheetError as error:
        return refused(str(error))
    except UNREADABLE:
        return refused("it is no workbook that can be read, or a password protects it")
    if not names and (titles or line > 1):
        return refused(f"line {line} is blank, where the header has to be")
    if said := problems.first():
        return refused(said)
    if problem := names_problem(names, line):
        return refused(problem)
    named = sum(bool(name.strip()) for name in names)
    columns = sum(bool(names[place].strip()) for place in also)
    if columns and 2 * columns >= named and not format.header:
        return no_header(line, columns, named)
    if len(names) == 1 and blank_lines and not format.skip_blank_lines:
        said = f"line {first_blank} is blank, which in a file of one column may be a value that is"
        return refused(
            f"{said} absent or nothing", {"skip_blank_lines": True}, "such lines are nothing"
        )
    found = Scan(
        names,
        header_line=line,
        records=records,
        blank_lines=blank_lines,
        contents=contents.hexdigest(),
        sparse=sparse(np.array(filled), len(names), records),
    )
    return without_unnamed(found, rows(path, found, format))


def rows(path: Path, found: Scan, format: Format) -> Iterator[list[str]]:
    """The records of a sheet without a problem."""
    try:
        with zipfile.ZipFile(path) as file:
            for at, fields in _Sheet(file, format.sheet).lines(_Problems(found.header_line)):
                if at > found.header_line:
                    yield _cut(fields, len(found.names))
    except UNREADABLE:
        raise ValueError from None


def _cut(fields: list[str], columns: int) -> list[str]:
    """The fields of a line in so many columns."""
    return fields[:columns] + [""] * (columns - len(fields))


class _Problems:
    """What is wrong with cells from the header on."""

    def __init__(self, header: int) -> None:
        self.header = header
        self.found: dict[str, list[int]] = {}  # what: line and column of the first, and how many

    def note(self, what: str, line: int, column: int) -> None:
        if line >= self.header:
            self.found.setdefault(what, [line, column, 0])[2] += 1

    def first(self) -> str:
        """What is wrong with the first of the cells, and with how many."""
        if not self.found:
            return ""
        what, (line, column, count) = min(self.found.items(), key=lambda each: each[1])
        letters = ""
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        such = number(count, "such cell")
        return f"cell {letters}{line} {what.format(line=self.header)}; {such}"


class _Sheet:
    """A sheet of a workbook."""

    def __init__(self, file: zipfile.ZipFile, wanted: str | None) -> None:
        self.file = file
        # Names of parts do not depend on case.
        self.parts = {name.lower(): name for name in file.namelist()}
        if len(self.parts) < len(file.namelist()):
            raise _SheetError("two of its parts have the same name")
        book, related = next(
            (target, self._related(target))
            for kind, target in self._related("").values()
            if kind == "officeDocument"
        )
        root = self._root(book)
        is_on = ("1", "true", "on")
        settings = {_local(each.tag): each.attrib for each in root.iter()}
        self.is_1904 = settings.get("workbookPr", {}).get("date1904") in is_on
        self.to_calculate = settings.get("calcPr", {}).get("fullCalcOnLoad") in is_on
        seen = {}
        for each in root.iter():
            if _local(each.tag) != "sheet":
                continue
            id = next(value for key, value in each.attrib.items() if _local(key) == "id")
            kind, target = related[id]
            if kind == "worksheet" and each.get("state", "visible") == "visible":
                seen[each.attrib["name"]] = target
        shown = ", ".join(seen)
        if not seen:
            raise _SheetError("it has no sheet that can be seen")
        if wanted not in seen and (wanted or len(seen) > 1):
            said = f"no sheet that can be seen is {wanted}" if wanted else "it has several sheets"
            raise _SheetError(f"{said}; set showcase_input_sheet to one of: {shown}")
        self.part = seen[wanted or shown]
        self.texts = next(
            (self._texts(each) for kind, each in related.values() if kind == "sharedStrings"), []
        )
        self.kinds = next(
            (self._kinds(each) for kind, each in related.values() if kind == "styles"), []
        )

    def _open(self, part: str) -> Any:
        return self.file.open(self.parts[part.lower()])

    def _root(self, part: str) -> ElementTree.Element:
        with self._open(part) as file:
            return ElementTree.parse(file).getroot()

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part relates to: {id: (kind, part)}."""
        folder, name = posixpath.split(part)
        found = {}
        for each in self._root(posixpath.join(folder, "_rels", f"{name}.rels")):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"]))
                kind = each.attrib["Type"].rpartition("/")[2]
                found[each.attrib["Id"]] = kind, target.lstrip("/")
        return found

    def _texts(self, part: str) -> list[str]:
        """The texts that cells share."""
        found = []
        with self._open(part) as file:
            for _, each in ElementTree.iterparse(file):
                if _local(each.tag) == "rPh":
                    # How a text is spoken.
                    each.clear()
                elif _local(each.tag) == "si":
                    found.append("".join(t.text or "" for t in each.iter() if _local(t.tag) == "t"))
                    each.clear()
        return found

    def _kinds(self, part: str) -> list[str]:
        """What numbers are by the number of their style: `date`, `duration`, or empty."""
        codes, styles = {}, []
        for each in self._root(part).iter():
            if _local(each.tag) == "numFmt":
                codes[int(each.attrib["numFmtId"])] = _kind_of(each.attrib["formatCode"])
            elif _local(each.tag) == "cellXfs":
                styles = [int(xf.get("numFmtId", 0)) for xf in each if _local(xf.tag) == "xf"]
        built_in = dict.fromkeys(DATES, "date") | dict.fromkeys(DURATIONS, "duration")
        return [(built_in | codes).get(style, "") for style in styles]

    def lines(self, problems: _Problems) -> Iterator[tuple[int, list[str]]]:
        """The lines that have a value, with their numbers from 1."""
        done: list[tuple[int, list[str]]] = []
        parser = _Parser(self, problems, done)
        size = self.file.getinfo(self.parts[self.part.lower()]).file_size
        progress = Progress("checking the file", size, "bytes")
        with self._open(self.part) as file:
            while content := file.read(CHUNK):
                progress.advance(len(content))
                parser.expat.Parse(content)
                yield from done
                done.clear()
            parser.expat.Parse(b"", True)
        yield from done


class _Parser:
    """The XML of a sheet, element by element."""

    def __init__(
        self, sheet: _Sheet, problems: _Problems, done: list[tuple[int, list[str]]]
    ) -> None:
        self.sheet, self.problems, self.done = sheet, problems, done
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.StartDoctypeDeclHandler = self._doctype
        self.hidden_columns: list[tuple[int, int]] = []
        self.rows_are_hidden = False  # unless they say something else
        self.prefix = ""
        self.line, self.column, self.is_hidden = 0, 0, False
        self.fields: list[str] = []
        self.type, self.style, self.has_formula = "n", "", False
        self.text: list[str] = []
        self.spoken = False

    def _doctype(self, *_: Any) -> None:
        raise _SheetError("it has a document type, which no spreadsheet program writes")

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.column = self._place(given.get("r"))
            self.type, self.style = given.get("t", "n"), given.get("s", "")
            self.has_formula = False
            self.text = []
        elif name == "v" or name == "t":
            self.expat.CharacterDataHandler = None if self.spoken else self.text.append
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            line = int(given.get("r", self.line + 1))
            if line <= self.line:
                raise _SheetError("its rows are not in order")
            self.line, self.column, self.fields = line, 0, []
            unseen = self.rows_are_hidden and "ht" not in given
            self.is_hidden = _is_on(given.get("hidden"), unseen) or _is_zero(given.get("ht"))
        elif name == "rPh":
            self.spoken = True
        elif name == "col":
            if _is_on(given.get("hidden")) or _is_zero(given.get("width")):
                self.hidden_columns.append((int(given["min"]), int(given["max"])))
        elif name == "sheetFormatPr":
            self.rows_are_hidden = _is_on(given.get("zeroHeight"))
        elif name == "mergeCell":
            first, _, last = given["ref"].partition(":")
            letters = first.rstrip("0123456789")
            line = int(first[len(letters) :])
            if int(re.sub("[^0-9]", "", last or first)) >= self.problems.header:
                self.problems.note(MERGED, max(line, self.problems.header), _column(letters))

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "v" or name == "t":
            self.expat.CharacterDataHandler = None
        elif name == "c":
            text = "".join(self.text)
            if text or self.has_formula:
                value = self._value(text)
                if value:
                    self.fields += [""] * (self.column - 1 - len(self.fields))
                    self.fields.append(value)
        elif name == "row":
            if self.fields:
                self.done.append((self.line, self.fields))
        elif name == "rPh":
            self.spoken = False

    def _place(self, cell: str | None) -> int:
        """The column of a cell, which may leave out where it is."""
        if cell is None:
            return self.column + 1
        letters = cell.rstrip("0123456789")
        column = _column(letters)
        if column <= self.column or cell[len(letters) :] != str(self.line):
            raise _SheetError("its cells are not in order")
        return column

    def _value(self, text: str) -> str:
        """The text of a cell; empty if there is none, or if something is wrong with it."""
        wrong = ""
        if self.has_formula:
            if not text and self.type != "str":
                wrong = NO_VALUE
            elif self.sheet.to_calculate:
                wrong = TO_CALCULATE
        if not text:
            pass
        elif self.type == "e":
            wrong = wrong or ERROR
        elif self.type == "b":
            text = {"1": "true", "true": "true", "0": "false", "false": "false"}[text]
        elif self.type == "d":
            text = text.replace("T", " ").removesuffix("Z").removesuffix(" 00:00:00")
        elif self.type == "n":
            kind = self.sheet.kinds[int(self.style)] if self.style else ""
            text, problem = _number(text, kind, self.sheet.is_1904)
            wrong = wrong or problem
        else:
            if self.type == "s":
                text = self.sheet.texts[int(text)]
            if "_x" in text:
                text = _unescaped(text)
                wrong = wrong or ("" if text else CHARACTER)
        if not wrong and text:
            if self.is_hidden:
                wrong = HIDDEN_ROW
            elif any(first <= self.column <= last for first, last in self.hidden_columns):
                wrong = HIDDEN_COLUMN
        if wrong:
            self.problems.note(wrong, self.line, self.column)
        return text


def _local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def _is_on(value: str | None, default: bool = False) -> bool:
    return default if value is None else value in ("1", "true", "on")


def _is_zero(value: str | None) -> bool:
    return value is not None and float(value) == 0


@lru_cache(20_000)
def _column(letters: str) -> int:
    """The number of a column, from 1."""
    column = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise _SheetError("its cells are not in order")
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _kind_of(code: str) -> str:
    """What numbers with a format are: `date`, `duration`, or empty."""
    # Text in the format, colours and currencies, and what keeps or fills a blank.
    plain = re.sub(r'"[^"]*"|\\.|_.|[*].|\[(?!h+\]|m+\]|s+\])[^]]*\]', "", code.lower())
    if "[" in plain:
        return "duration"
    return "date" if re.search("[ymdhs]", plain) else ""


@lru_cache(1 << 16)
def _number(text: str, kind: str, is_1904: bool) -> tuple[str, str]:
    """The text of a number, and what is wrong with it."""
    if not re.fullmatch(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?", text):
        raise _SheetError("a number in it is none")
    value = float(text)
    if kind == "duration":
        return "", DURATION
    if kind == "date":
        return _date(value, is_1904)
    if math.isinf(value) or (text.lstrip("-").isdigit() and int(text) != value):
        return "", DIGITS
    return repr(value + 0.0).removesuffix(".0"), ""


def _date(value: float, is_1904: bool) -> tuple[str, str]:
    """The text of a number of days, and what is wrong with it."""
    # Of the 29th of February 1900 and the days before, spreadsheet programs have different ones.
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    if not (0 if is_1904 else 61) <= value and not 0 <= value < 1:
        return "", DATE
    days, part = divmod(round(value * 86_400_000), 86_400_000)
    try:
        at = first + timedelta(days, milliseconds=part)
    except OverflowError:
        return "", DATE
    clock = at.strftime("%H:%M:%S") + f".{at.microsecond // 1000:03}".rstrip("0").rstrip(".")
    if value < 1:
        return clock, ""
    return str(at.date()) + (f" {clock}" if part else ""), ""


def _unescaped(text: str) -> str:
    """A text in which characters stand as `_x000D_`; empty if they can't be in a text."""
    codes = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    try:
        # Two codes may be one character.
        text = codes.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text
