"""What scans of all kinds of files share: how a file is written, and what is found in it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# How many lines may stand above a header for it to be found and named in a message.
TITLE_LINES = 20


@dataclass(frozen=True)
class Format:
    """How a CSV file is written, as far as it differs from RFC 4180.

    Attributes:
        delimiter: of the fields. None for the one of comma, tab, semicolon and bar that stands
            outside quotes in the header and splits all records into equally many fields.
        quote: around fields; empty if quotes are characters like others. None for `"`, unless the
            names of all columns stand in single quotes.
        encoding: utf-8, windows-1252, or utf-16 with a byte order mark.
        header: whether to accept the header although half of its names occur as values too.
        header_line: which line of the file, from 1; what stands above is left out. None for the
            first one, or the second where the first says how fields are separated.
        skip_blank_lines: whether blank lines are no records in a file of one column either.
        sheet: of a workbook. None for the only one that can be seen.
    """

    delimiter: str | None = None
    quote: str | None = None
    encoding: str = "utf-8"
    header: bool = False
    header_line: int | None = None
    skip_blank_lines: bool = False
    sheet: str | None = None


@dataclass(frozen=True)
class Scan:
    """What was found in a file. If there is a `problem`, all else but what helps is empty."""

    names: list[str] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)  # columns without a name, and why
    lists: frozenset[int] = frozenset()  # columns, from 1, whose cells are lists
    learned: str = ""  # what the records tell of the columns, which an added one might change
    header_line: int = 0
    records: int = 0  # without the header and blank lines
    blank_lines: int = 0
    lacking: int = 0  # lines of JSON that lack a key
    contents: str = ""  # SHA-256 of what is read: of a text its bytes, unpacked, without a mark
    # Records that are mostly empty as few are, and the first and last line of such.
    sparse: tuple[int, int, int] = (0, 0, 0)
    problem: str = ""  # a description, empty if the file can be read in one way
    advice: dict[str, Any] = field(default_factory=dict)  # what to set in showcase_input_format
    if_so: str = ""  # what has to be true for the advice to be right
    # Of a CSV file alone.
    delimiter: str = ""
    longest: int = 0  # bytes of the longest record
    line_end: str = ""  # LF where the file has no line end
    byte_order_mark: bool = False  # of UTF-8


def open_file(path: Path) -> Any:
    """The bytes of a file, unpacked where its name says that it is compressed."""
    if path.name.lower().endswith(".gz"):
        return gzip.open(path)
    if path.name.lower().endswith(".zst"):
        import pyarrow as pa  # which Spark has not

        return pa.input_stream(path, compression="zstd")
    return path.open("rb")


def likely_header(lines: list[list[str]]) -> int:
    """The line, from 1, that may be the header below titles, or 0: the first of those whose number
    of fields is the most common, if the lines above have fewer, and no name is a number.
    """
    rows = [[each for each in line if each.strip()] for line in lines]
    fields = [len(row) for row in rows]
    most = max(set(fields), key=lambda each: (fields.count(each), each), default=0)
    line = fields.index(most) if fields else 0
    named = most > 1 or fields[:line] == [0] * line
    if not (line and named and line <= TITLE_LINES and max(fields[:line]) < most):
        return 0
    is_number = any(re.fullmatch(r"[-+\d.,\s]+", name) for name in rows[line])
    return 0 if is_number else line + 1


def names_problem(names: list[str], line: int) -> str:
    """The problem with the names of the columns. It does not quote them: if the file has no header,
    they are values of a record.
    """
    if not names:
        return f"it is empty, and a header has to be on line {line}"
    places: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        plain = name.strip().casefold()
        if plain and plain in places:
            first = places[plain]
            return f"line {line} gives columns {first} and {place} the same name, case aside"
        places[plain] = place
    return ""


def refused(
    problem: str, advice: dict[str, Any] | None = None, if_so: str = "that is intended"
) -> Scan:
    return Scan(problem=problem, advice=advice or {}, if_so=if_so)


def no_header(line: int, columns: int, named: int) -> Scan:
    """The refusal of a header whose names are values of so many of their columns."""
    said = f"the names on line {line} are values of their own columns in {columns} of {named}"
    return refused(
        f"{said}, so that it seems to be no header", {"header": True}, "it is the header"
    )


def number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def without_unnamed(found: Scan, records: Iterator[list[str]]) -> Scan:
    """A file of which the columns without a name are left out, or refused if they say something.

    They say nothing if they have no value in any row, and the first one if it counts the rows from
    0 or 1, as data frames do.
    """
    unnamed = [place for place, name in enumerate(found.names, 1) if not name.strip()]
    if not unnamed:
        return found
    empty, counted = set(unnamed), {0, 1} if unnamed[0] == 1 and found.records else set()
    for place, row in enumerate(records):
        empty = {each for each in empty if not row[each - 1].strip()}
        counted = {first for first in counted if row[0] == str(place + first)}
        if not empty and not counted:
            break
    left_out = dict.fromkeys([1] if counted else [], "counts the rows")
    left_out |= dict.fromkeys(sorted(empty), "has no value")
    if len(left_out) < len(unnamed) or len(unnamed) == len(found.names):
        place = next((each for each in unnamed if each not in left_out), unnamed[0])
        return refused(
            f"line {found.header_line} has no name for column {place}; each column needs one"
        )
    said = ", ".join(f"column {at} {why}" for at, why in sorted(left_out.items()))
    learned = (
        f"a column has no name ({said}). With differential privacy its values must not decide that"
        " it is left out: give it a name, or take it out of the file"
    )
    return replace(found, left_out=left_out, learned=learned)


def note_filled(filled: Any, fields: int, line: int) -> None:
    """Note for `sparse` that a record has so many fields that are not empty."""
    counted = filled[fields]
    if not counted[0]:
        counted[1] = line
    counted[0] += 1
    counted[2] = line


def sparse(filled: np.ndarray, columns: int, records: int) -> tuple[int, int, int]:
    """The records with fewer than half of their fields, if there are few; totals are such.

    `filled` has for each number of fields how many records have so many, and their first and last
    line.
    """
    half = (columns + 1) // 2
    some = filled[:half][filled[:half, 0] > 0]
    few = int(some[:, 0].sum())
    if columns < 3 or not 0 < few <= max(3, records // 100) or 10 * few > records:
        return 0, 0, 0
    return few, int(some[:, 1].min()), int(some[:, 2].max())
