"""Checks files with a JSON object on each line before they are read, and refuses doubtful ones.

The columns are the keys of the first line. A value is text, a number, true, false, null, or a list
of these. Numbers are text as they are written, except that a double that is whole loses its `.0`,
as in every other kind of file. No message shows a value. A key is shown if the first line has it,
since it is then the name of a column.
"""

import hashlib
import io
import json
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ..engine.progress import Progress
from .scans import (
    BYTE_ORDER_MARK,
    Format,
    Scan,
    names_problem,
    note_filled,
    number,
    open_file,
    refused,
    sparse,
)

# Lines between two reports of progress.
STEP = 10_000


class _LineError(ValueError):
    """What is wrong with a line."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _LineError("names a key twice")
    return found


def _decimal(text: str) -> str:
    """A number that is not written as a whole one: a double if only doubles are written so."""
    if not (text.endswith(".0") or "e" in text or "E" in text):
        return text
    value = float(text)
    if math.isinf(value):
        raise _LineError("has a number that is too large")
    return repr(value + 0.0).removesuffix(".0")


def _no_number(_: str) -> None:
    raise _LineError("has NaN or Infinity, which JSON does not know")


# What a value of a line can be.
_TYPES = (str, list, type(None))
_TEXT = {str, type(None)}
_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=str,
    parse_float=_decimal,
    parse_constant=_no_number,
)


def scan(path: Path, format: Format | None = None) -> Scan:
    """Read a file, and describe what is in it, or what is wrong."""
    names: list[str] = []
    problems: dict[str, list[int]] = {}  # what is wrong: the first line of such, and their number
    first: dict[tuple[type, ...], int] = {}  # the types of the values in a line: the first such
    filled: list[list[int]] = []  # as `note_filled` has it
    contents = hashlib.sha256()
    records = blank_lines = lacking = first_line = 0
    problem = "it can't be opened, or is not compressed as its name says"
    try:
        for line, content in _lines(path, contents):
            problem = "it can't be read to its end"
            if not content.strip():
                blank_lines += 1
                continue
            try:
                found = _object(content)
                if not first_line:
                    names, first_line = list(found), line
                    filled = [[0, 0, 0] for _ in range(len(names) + 1)]
                fields = _fields(found, names)
            except _LineError as error:
                problems.setdefault(str(error), [line, 0])[1] += 1
                if not first_line:
                    break
                continue
            records += 1
            lacking += len(found) < len(names)
            first.setdefault(tuple(map(type, fields)), line)
            count = len(fields) - fields.count(None) - fields.count("") - fields.count([])
            note_filled(filled, count, line)
    except (OSError, EOFError, ValueError, zlib.error):
        return refused(problem)
    # By column: the first line with a plain value, with a list, and with none; 0 if there is none.
    lines = [
        [min((first[types] for types in first if types[at] is each), default=0) for each in _TYPES]
        for at in range(len(names))
    ]
    for name, (plain, listed, _) in zip(names, lines, strict=True):
        if plain and listed:
            said = f"has {'a list' if listed > plain else 'a plain value'} in {_shown(name)}, where"
            said += f" line {min(plain, listed)} has {'none' if listed > plain else 'a list'}"
            problems.setdefault(said, [max(plain, listed), 0])
    if problems:
        said, (line, count) = min(problems.items(), key=lambda each: each[1])
        such = f"; {number(count, 'such line')}" if count else ""
        return refused(f"line {line} {said}{such}")
    if not names:
        return refused("it is empty, and an object with the names of the columns has to be in it")
    if "" in map(str.strip, names):
        return refused(f"line {first_line} has a key without a name; each column needs one")
    if problem := names_problem(names, first_line):
        return refused(problem)
    lists = frozenset(at for at, (_, listed, _) in enumerate(lines, 1) if listed)
    return Scan(
        names,
        lists=lists,
        learned=_learned(names, lines, lacking),
        header_line=1,
        records=records,
        blank_lines=blank_lines,
        lacking=lacking,
        contents=contents.hexdigest(),
        sparse=sparse(np.array(filled), len(names), records),
    )


def rows(path: Path, found: Scan, format: Format) -> Iterator[list[str]]:
    """The records of a file without a problem: text, or for a list its texts as JSON."""
    places = sorted(found.lists)
    for _, content in _lines(path, hashlib.sha256()):
        if content.strip():
            fields = _fields(_object(content), found.names)
            for place in places:
                fields[place - 1] = json.dumps(fields[place - 1] or [])
            yield [each or "" for each in fields]


def _learned(names: list[str], lines: list[list[int]], lacking: int) -> str:
    """What the lines tell of the columns that other lines might not."""
    also = [name for name, (_, listed, none) in zip(names, lines, strict=True) if listed and none]
    if lacking:
        said = f"lines lack a key: {lacking}"
    elif also:
        said = f"{_shown(also[0])} is null in some lines and a list in others"
    else:
        return ""
    return (
        f"{said}. With differential privacy no line may decide what the columns are: write every"
        " key in every line, and [] where a list is empty"
    )


def _lines(path: Path, contents: Any) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers; `contents` is told their bytes."""
    progress, read = Progress("checking the file", path.stat().st_size, "bytes"), 0
    with open_file(path) as file:
        for line, content in enumerate(io.BufferedReader(file), 1):
            content = content.removeprefix(BYTE_ORDER_MARK) if line == 1 else content
            contents.update(content)
            yield line, content
            read += len(content)
            if line % STEP == 0:
                progress.advance(read)
                read = 0


def _object(content: bytes) -> dict[str, Any]:
    """The object of a line. Raises a _LineError without anything of it."""
    try:
        found = _DECODER.decode(content.decode())
        # Only an escape can be a zero byte, or half of a pair that is a character in UTF-16.
        if b"\\u" in content and b"\0" in "".join(_texts(found)).encode():
            raise _LineError("has a zero byte in a text")
    except _LineError:
        raise
    except UnicodeDecodeError:
        raise _LineError("has bytes that are not UTF-8") from None
    except UnicodeEncodeError:
        raise _LineError("has half of a character in a text (a lone surrogate)") from None
    except (ValueError, RecursionError):
        raise _LineError("is not one JSON object") from None
    if type(found) is not dict:
        raise _LineError(
            "is a JSON list; write its objects on a line each"
            if type(found) is list
            else "is not one JSON object"
        )
    return found


def _fields(found: dict[str, Any], names: list[str]) -> list[Any]:
    """The values of a line in the order of the columns: text, a list of texts, or None."""
    if list(found) == names:
        fields = list(found.values())
    elif found.keys() <= set(names):
        fields = [found.get(name) for name in names]
    else:
        raise _LineError("has a key that the first line lacks")
    if _TEXT.issuperset(map(type, fields)):
        return fields
    for at, value in enumerate(fields):
        if type(value) is list:
            fields[at] = [_plain(item, names[at]) for item in value if item is not None]
        elif value is not None:
            fields[at] = _plain(value, names[at])
    return fields


def _plain(value: Any, name: str) -> str:
    """The text of a value that is no list."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    kind = "a list in a list" if type(value) is list else "an object"
    raise _LineError(f"has {kind} in {_shown(name)}")


def _texts(value: Any) -> Iterator[str]:
    """All text in a value."""
    if type(value) is str:
        yield value
    elif type(value) is list or type(value) is dict:
        for each in value:
            yield from _texts(each)
        yield from _texts(list(value.values()) if type(value) is dict else None)


def _shown(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
