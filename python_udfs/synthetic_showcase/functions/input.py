"""The SQL functions that check input files: the sensitive table and the hierarchies.

Each file is scanned once in a run, and the run notices if a file changes before its end. The
macros in macros/input/read and macros/release call the functions.
"""

import csv
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pyarrow as pa

from ..engine.registration import Function
from ..input.files import find_files, known, rows, scan, table
from ..input.scans import Scan
from ..release import identity

# Changes when a file is written to or replaced: device, inode, size, mtime and ctime.
State = tuple[int, int, int, int, int]

_FIRST: dict[tuple[str, str], list[State | None]] = {}
_SCANS: dict[tuple[str, str], tuple[State, Scan]] = {}
_KEPT: dict[tuple[str, str], str] = {}
# Files that are being read, by what comes next: path, format and number of the record.
_READING: dict[tuple[str, str, int], Iterator[list[str]]] = {}
MOST_READ = 8


def showcase_same_file(path: str, run: str) -> bool:
    """SQL: (path or pattern, id of the run) -> whether its files are as they were when the run
    first asked.

    Always true for what is not a file on this machine, such as a URL: its state is not known.
    """
    key = str(Path(path).absolute()), run
    states = [_state(file) for file in find_files(path)[0]]
    return _FIRST.setdefault(key, states) == states


def showcase_find_files(path: str) -> str:
    """SQL: (path or pattern) -> what it should be instead; empty if there are such files."""
    return find_files(path)[1]


def showcase_is_file(path: str) -> bool:
    """SQL: (path) -> whether it is a file on this machine, with no pattern expanded."""
    return Path(path).is_file()


def showcase_scan_file(path: str, given: str) -> str:
    """SQL: (path or pattern, how the files are written as JSON) -> `files.Table` as JSON.

    A file that has not changed is not scanned again.
    """
    files, scans = find_files(path)[0], []
    for file in files:
        before, key = _state(file), (str(Path(file).absolute()), given)
        if before is None or key not in _SCANS or _SCANS[key][0] != before:
            found = scan(file, known(given))
            if before is None or _state(file) != before:
                return json.dumps({"problem": f"{file} changed while it was looked at", "help": ""})
            _SCANS[key] = before, found
        scans.append(_SCANS[key][1])
    return json.dumps(asdict(table(files, scans, given)))


def showcase_file_contents(path: str, given: str = "{}") -> str:
    """SQL: (path or pattern, how the files are written as JSON) -> `identity.file_contents`, or
    what a scan found.

    A file that has not changed since it was scanned is not read again.
    """
    files = find_files(path)[0]
    scans = [found for file in files if (found := _scanned(file, given))]
    if scans and len(scans) == len(files):
        return table(files, scans, given).contents
    return identity.file_contents(path)


def showcase_scanned_records(path: str, given: str) -> int:
    """SQL: (path or pattern, how the files are written as JSON) -> how many records the scan
    of files found; -1 if one has changed since."""
    scans = [_scanned(file, given) for file in find_files(path)[0]]
    records = [found.records for found in scans if found]
    return sum(records) if len(records) == len(scans) else -1


def showcase_read_rows(paths: pa.Array, formats: pa.Array, places: pa.Array) -> pa.Array:
    """SQL: (path, how the file is written as JSON, number from 0) -> the fields of that record.

    Path and format are the same in all rows. A file is read on from where the last call for it
    ended, and from its start if another record comes next.
    """
    file, given, wanted = paths[0].as_py(), formats[0].as_py(), places.to_pylist()
    fields: list[list[str]] = []
    reading, after = None, -1
    try:
        for place in wanted:
            if reading is None or place != after:
                reading = _READING.pop((file, given, place), None) or _read_from(file, given, place)
            fields.append(next(reading))
            after = place + 1
    except (OSError, EOFError, ValueError, StopIteration, csv.Error, zlib.error):
        # What Python would say might show what is in the file.
        raise RuntimeError(f"synthetic_showcase: {file} changed while it was read") from None
    if reading is not None:
        while len(_READING) >= MOST_READ:
            _READING.pop(next(iter(_READING)))
        _READING[file, given, after] = reading
    return pa.array(fields, pa.list_(pa.string()))


def _read_from(file: str, given: str, place: int) -> Iterator[list[str]]:
    """The records of a file, from one on."""
    found = _scanned(file, given)
    if found is None:
        raise ValueError
    return islice(rows(file, found, known(given)), place, None)


def showcase_keep(run: str, key: str, text: str) -> str:
    """SQL: (id of the run, key, text) -> what the run keeps under the key: the text, if not empty,
    else what it kept before."""
    if text:
        _KEPT[run, key] = text
    return _KEPT.get((run, key), "")


def _scanned(file: str, given: str) -> Scan | None:
    """What was found in a file, read in this format, that has not changed since."""
    state, found = _SCANS.get((str(Path(file).absolute()), given), (None, None))
    return found if found and not found.problem and state == _state(file) else None


def _state(path: str) -> State | None:
    """The state of a file, or None if there is no such file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


_SIGNATURES: list[tuple[Callable[..., str | bool | int], list[str], str]] = [
    (showcase_is_file, ["VARCHAR"], "BOOLEAN"),
    (showcase_same_file, ["VARCHAR", "VARCHAR"], "BOOLEAN"),
    (showcase_find_files, ["VARCHAR"], "VARCHAR"),
    (showcase_scan_file, ["VARCHAR", "VARCHAR"], "VARCHAR"),
    (showcase_file_contents, ["VARCHAR", "VARCHAR"], "VARCHAR"),
    (showcase_scanned_records, ["VARCHAR", "VARCHAR"], "BIGINT"),
    (showcase_keep, ["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR"),
]
INPUT_FUNCTIONS = [
    Function(function.__name__, function, arguments, result, kind="native", side_effects=True)
    for function, arguments, result in _SIGNATURES
]
INPUT_FUNCTIONS.append(
    Function(
        "showcase_read_rows",
        showcase_read_rows,
        ["VARCHAR", "VARCHAR", "BIGINT"],
        "VARCHAR[]",
        side_effects=True,
    )
)
