"""Files of one shape as one table: which they are, what is in them, and the SQL that reads them."""

import glob
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ..engine.sql import sql_name, sql_text
from . import csv_files, json_files, xlsx_files
from .csv_files import settings
from .scans import Format, Scan

PATTERN = re.compile(r"[*?[]")
# How many notes on single files are shown.
NOTES = 5


@dataclass(frozen=True)
class Table:
    """Files that are read as one table, or what is wrong with them."""

    problem: str = ""  # empty if they can be read in one way
    help: str = ""  # the setting that helps, as the end of a sentence
    reader: str = ""  # SQL for a from clause
    contents: str = ""  # SHA-256 of the bytes of a file, or of those of all in their order
    learned: str = ""  # what the records tell of the columns
    notes: tuple[str, ...] = ()  # for the summary


def kind(path: str | Path) -> Any:
    """The module that scans and reads such a file."""
    name = str(path).lower().removesuffix(".gz").removesuffix(".zst")
    if name.endswith((".xlsx", ".xlsm")):
        return xlsx_files
    return json_files if name.endswith((".ndjson", ".jsonl", ".json")) else csv_files


def scan(path: str, format: Format) -> Scan:
    """What is in a file, or what is wrong with it."""
    found: Scan = kind(path).scan(Path(path), format)
    return found


def rows(path: str, found: Scan, format: Format) -> Iterator[list[str]]:
    """The records of a file without a problem: text, or for a list its texts as JSON."""
    records: Iterator[list[str]] = kind(path).rows(Path(path), found, format)
    return records


def find_files(path: str) -> tuple[list[str], str]:
    """The files of a path or pattern, sorted by path, and what is wrong with them.

    A path is that of the file with this name, if there is one.
    """
    if Path(path).is_file():
        return [path], ""
    if not PATTERN.search(path):
        return [], "a file that exists, named from the folder in which dbt runs"
    found = sorted(glob.glob(path, recursive=True, include_hidden=True))  # noqa: PTH207
    if not found:
        return [], "a pattern that a file matches, named from the folder in which dbt runs"
    for each in found:
        if Path(each).name.startswith("."):
            return [], f"a pattern of files that are not hidden; it matches {each}"
        if not Path(each).is_file():
            return [], f"a pattern of files; it matches {each}"
    if len({os.path.realpath(each) for each in found}) < len(found):
        return [], "a pattern that matches each file once; a link leads to another of its files"
    return found, ""


def table(files: list[str], scans: list[Scan], given: str) -> Table:
    """The table of files that were scanned; `given` is `showcase_input_format` as JSON."""
    for file, found in zip(files, scans, strict=True):
        of_file = f"{file}: " if len(files) > 1 else ""
        if found.problem:
            return Table(of_file + found.problem, _help(found, json.loads(given)))
        if problem := _difference(files[0], scans[0], file, found):
            return Table(problem)
    filled = [found.contents for found in scans if found.records]
    if len(set(filled)) < len(filled):
        again = next(
            file
            for place, (file, found) in enumerate(zip(files, scans, strict=True))
            if found.records and found.contents in [each.contents for each in scans[:place]]
        )
        return Table(f"{again} has the same contents as another of the files")
    contents = scans[0].contents
    if len(files) > 1:
        contents = hashlib.sha256("".join(each.contents for each in scans).encode()).hexdigest()
    return Table(
        reader=_reader(files, scans, given),
        contents=contents,
        learned=next((found.learned for found in scans if found.learned), ""),
        notes=tuple(_notes(files, scans)),
    )


def _help(found: Scan, given: dict[str, Any]) -> str:
    """The end of a sentence that says what to set."""
    if not found.advice:
        return ""
    format = {key: each for key, each in given.items() if key != "sheet"} | found.advice
    return f"; if {found.if_so}, set showcase_input_format: {json.dumps(format)}"


def _difference(first_file: str, first: Scan, file: str, found: Scan) -> str:
    """In what the header of a file differs from that of the first one, by position."""
    if len(first.names) != len(found.names):
        return (
            f"{file} has {len(found.names)} columns where {first_file} has {len(first.names)};"
            " all files need the same header"
        )
    for place, (one, other) in enumerate(zip(first.names, found.names, strict=True), 1):
        if one != other:
            return (
                f"the name of column {place} in {file} is another than in {first_file};"
                " all files need the same header"
            )
    if first.lists != found.lists:
        place = min(first.lists ^ found.lists)
        return f"column {place} has lists in one of {first_file} and {file}, and not in the other"
    if first.left_out != found.left_out:
        place = min(first.left_out.items() ^ found.left_out.items())[0]
        return f"column {place} has no name, and {file} and {first_file} differ in what is in it"
    return ""


def _notes(files: list[str], scans: list[Scan]) -> list[str]:
    """What was left out of the files, and what looks wrong."""
    notes = []
    for file, found in zip(files, scans, strict=True):
        said = []
        if found.header_line > 1:
            said.append(f"lines above the header that are left out: {found.header_line - 1}")
        if found.blank_lines:
            said.append(f"blank lines between records that are left out: {found.blank_lines}")
        if found.lacking:
            said.append(f"lines that lack a key, and so have no value there: {found.lacking}")
        for place, why in found.left_out.items():
            said.append(f"column {place} has no name and {why}, and is left out")
        records, first, last = found.sparse
        if records:
            lines = f"line {first}" if first == last else f"lines {first} to {last}"
            said.append(
                f"records with values in less than half of the columns, unlike others: {records}"
                f" ({lines}); take out what is a total or a note and no person"
            )
        notes += [f"{file}: {each}" for each in said]
    if len(files) > 1:
        records = sum(found.records for found in scans)
        more = [f"{len(notes) - NOTES} more notes on these files"] if len(notes) > NOTES else []
        notes = [f"{len(files)} files, {records} records", *notes[:NOTES], *more]
    return notes


def _reader(files: list[str], scans: list[Scan], given: str) -> str:
    """SQL for a from clause that gives the records of all files, in their order.

    DuckDB reads CSV files in UTF-8 with the header on their first line. It has no windows-1252, and
    what stands above a header can confuse it: Python reads those files, and all of other kinds.
    """
    format = known(given)
    parts = []
    pairs = list(zip(files, scans, strict=True))
    for how, group in groupby(pairs, lambda each: _how(each[0], each[1], format)):
        members = list(group)
        found = members[0][1]
        columns = ", ".join(sql_name(name) for name in found.names if name.strip())
        if how.startswith("python"):
            file = members[0][0]
            cells = ", ".join(
                f"{_cell(place, found)} as {sql_name(name)}"
                for place, name in enumerate(found.names, 1)
                if name.strip()
            )
            asked = f"{sql_text(file)}, {sql_text(given)}"
            numbers = f"select unnest(range(showcase_scanned_records({asked}))) as place"
            rows = f"select showcase_read_rows({asked}, place) as fields from ({numbers})"
            parts.append(f"(select {cells} from ({rows}))")
            continue
        longest = max(found.longest for _, found in members)
        paths = ", ".join(sql_text(PATTERN.sub(r"[\g<0>]", file)) for file, _ in members)
        paths = f"[{paths}]" if len(members) > 1 else paths
        reader = f"read_csv({paths}, {settings(found, format.quote, longest)})"
        # After a byte order mark the header is read as a record.
        later = " offset 1" if found.byte_order_mark else ""
        if found.left_out:
            parts.append(f"(select {columns} from {reader}{later})")
        else:
            parts.append(
                f"(from {reader}{later})" if later or len(pairs) > len(members) else reader
            )
    return parts[0] if len(parts) == 1 else f"({' union all '.join(parts)})"


def _cell(place: int, found: Scan) -> str:
    """SQL for a cell that `showcase_read_rows` gives."""
    field = f"fields[{place}]"
    return f"cast(cast({field} as json) as varchar[])" if place in found.lists else field


def _how(file: str, found: Scan, format: Format) -> str:
    """Files with the same text are read together."""
    only_blank = len(found.names) == 1 and found.blank_lines
    if kind(file) is not csv_files:
        return "python" + file
    if format.encoding != "utf-8" or found.header_line > 1 or only_blank:
        return "python" + file
    if found.byte_order_mark:
        return file
    return repr([found.delimiter, found.line_end])


def known(given: str) -> Format:
    """What `showcase_input_format`, as JSON, says of how a file is written."""
    items = json.loads(given).items()
    return Format(**{key: each for key, each in items if key in Format.__annotations__})
