"""The SQL functions that check input files: the sensitive table and the hierarchies.

Each CSV file is scanned once in a run, and the run notices if a file changes before its end. The
macros in macros/input/read and macros/release call the functions.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ..engine.registration import Function
from ..input.csv_files import Scan, scan, settings
from ..release import identity

# Changes when a file is written to or replaced: device, inode, size, mtime and ctime.
State = tuple[int, int, int, int, int]

_FIRST: dict[tuple[str, str], State | None] = {}
_SCANS: dict[tuple[str, str], tuple[State, Scan]] = {}
_KEPT: dict[tuple[str, str], str] = {}


def showcase_same_file(path: str, run: str) -> bool:
    """SQL: (path, id of the run) -> whether a file is as it was when the run first asked.

    Always true for what is not a file on this machine, such as a URL: its state is not known.
    """
    key = str(Path(path).absolute()), run
    return _FIRST.setdefault(key, _state(path)) == _state(path)


def showcase_is_file(path: str) -> bool:
    """SQL: (path) -> whether it is a file on this machine, with no pattern expanded."""
    return Path(path).is_file()


def showcase_scan_csv(path: str, given: str) -> str:
    """SQL: (path, `showcase_input_format` as JSON) -> `csv_files.Scan` and `settings` as JSON.

    A file that has not changed is not scanned again.
    """
    key = str(Path(path).absolute()), given
    before = _state(path)
    if before is None:
        return json.dumps({"problem": "it is no file on this machine", "advice": {}})
    if key not in _SCANS or _SCANS[key][0] != before:
        found = scan(Path(path), **json.loads(given))
        if _state(path) != before:
            return json.dumps({"problem": "it changed while it was looked at", "advice": {}})
        _SCANS[key] = before, found
    found = _SCANS[key][1]
    return json.dumps({**asdict(found), "settings": settings(found)})


def showcase_file_contents(path: str) -> str:
    """SQL: (path) -> `identity.file_contents`, or for a CSV file what its scan found.

    A file that has not changed since it was scanned is not read again.
    """
    found = _scanned(path)
    return found.contents if found else identity.file_contents(path)


def showcase_scanned_records(path: str) -> int:
    """SQL: (path) -> how many records the scan of a CSV file found; -1 if it has changed since."""
    found = _scanned(path)
    return found.records if found else -1


def showcase_keep(run: str, key: str, text: str) -> str:
    """SQL: (id of the run, key, text) -> what the run keeps under the key: the text, if not empty,
    else what it kept before."""
    if text:
        _KEPT[run, key] = text
    return _KEPT.get((run, key), "")


def _scanned(path: str) -> Scan | None:
    """What was found in a CSV file that has not changed since."""
    name, state = str(Path(path).absolute()), _state(path)
    for (scanned, _), (before, found) in list(_SCANS.items()):
        if scanned == name and before == state and not found.problem:
            return found
    return None


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
    (showcase_scan_csv, ["VARCHAR", "VARCHAR"], "VARCHAR"),
    (showcase_file_contents, ["VARCHAR"], "VARCHAR"),
    (showcase_scanned_records, ["VARCHAR"], "BIGINT"),
    (showcase_keep, ["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR"),
]
INPUT_FUNCTIONS = [
    Function(function.__name__, function, arguments, result, kind="native", side_effects=True)
    for function, arguments, result in _SIGNATURES
]
