"""Checks CSV files before they are read, and refuses any that could be read in two ways.

The dialect is that of RFC 4180: fields may stand in double quotes, quotes inside them are doubled,
there are no comments, no line is skipped, the first line is the header, and all text is UTF-8. If a
reader guessed the dialect from the contents, a single line could decide how all others are read.
So a file in another dialect is refused, unless a `Format` says how it is written. The message names
the line and the setting that helps, but shows nothing of the contents, which may be sensitive.
"""

import codecs
import csv
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from ..engine.progress import Progress
from ..engine.sql import sql_text
from .scans import (
    BYTE_ORDER_MARK,
    TITLE_LINES,
    Format,
    Scan,
    likely_header,
    names_problem,
    no_header,
    number,
    open_file,
    refused,
    sparse,
    without_unnamed,
)

DELIMITERS = (",", "\t", ";", "|")
# Characters that separate fields in some exports, and that are unlikely in the name of a column.
UNCOMMON_DELIMITERS = "~^\x01\x1e\x1f"
CHUNK = 1 << 22
# Bytes of the longest header, and of the longest record that DuckDB reads by default.
HEADER = 1 << 20
LONGEST_READ = 2_000_000 - 2
# The line with which spreadsheets say how fields are separated.
SEPARATOR = re.compile(r'("?)sep=(.)\1', re.IGNORECASE)
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Python's name of an encoding, and what it makes of bytes that stand for no character. Written as
# UTF-8 these are no UTF-8, so that the scan finds their line.
ENCODINGS = {"windows-1252": ("cp1252", "surrogateescape"), "utf-16": ("utf-16", "surrogatepass")}

# What can be wrong with a record. Each problem counts once for a record, and the message describes
# the first record that has it.
(
    FIELDS,
    ENCODING,
    NUL,
    UNCLOSED,
    QUOTE_INSIDE,
    AFTER_QUOTE,
    LINE_ENDS,
    BLANK_FIRST,
    BLANK,
    KINDS,
) = range(10)
# A problem with the names of the columns.
NAMES = KINDS
PROBLEMS = {
    ENCODING: "has bytes that are not {encoding}",
    NUL: "has a zero byte, as a file in UTF-16 has",
    UNCLOSED: "opens a quote that is never closed",
    QUOTE_INSIDE: "has a quote inside a field that does not begin with one (is a blank before it?)",
    AFTER_QUOTE: "has something between a closing quote and the next delimiter or line",
    LINE_ENDS: "ends in another way than the lines before (LF, CR or CRLF)",
    BLANK_FIRST: "is blank, where the header has to be",
    BLANK: "is blank, which in a file of one column may be a value that is absent or nothing",
}

# The state of `_scan` between two chunks of a file.
(
    STATE,
    FIELD,
    LINE,
    RECORD_LINE,
    LAST_LINE,
    QUOTE_LINE,
    OFFSET,
    RECORD_START,
    LONGEST,
    RECORDS,
    BLANK_LINES,
    LINE_END,
    CR_PENDING,
    CR_BEFORE,
    FLAGS,
    MATCHED,
    CONTINUATION,
    LOWEST,
    HIGHEST,
    OTHER_FIELDS,
    HEADER_LINE,
    MAY_BE_BLANK,
    FILLED,
    KEPT,
) = range(24)
START, UNQUOTED, QUOTED, CLOSED = range(4)
PLAIN, DELIMITER, QUOTE, CR, LF, ZERO, HIGH = range(7)


def scan(path: Path, format: Format | None = None) -> Scan:
    """Read a file, and describe what is in it, or what is wrong and what may help."""
    format = format or Format()
    found, kind = _scan_once(path, format)
    if not found.problem or found.advice:
        return found
    for if_so, change in _candidates(path, format, kind):
        other, other_kind = _scan_once(path, replace(format, **change))
        # A problem with other lines is told when this one is solved.
        solved = kind in (ENCODING, NUL) or (kind != BLANK and other_kind in (ENCODING, BLANK))
        if not other.problem or (solved and other_kind not in (None, kind)):
            return replace(found, advice=change, if_so=if_so)
    return found


def _candidates(
    path: Path, format: Format, kind: int | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The settings that may help against a problem, each with what has to be true for it."""
    if kind in (ENCODING, NUL) and format.encoding == "utf-8":
        with open_file(path) as file:
            mark = file.read(2)
        if mark in UTF_16_MARKS:
            yield "it is in UTF-16", {"encoding": "utf-16"}
        elif kind == ENCODING:
            yield "it is in Windows-1252 or Latin-1", {"encoding": "windows-1252"}
    elif kind == BLANK:
        yield "such lines are nothing", {"skip_blank_lines": True}
    elif kind in (UNCLOSED, QUOTE_INSIDE, AFTER_QUOTE):
        if _start(path, format).startswith("'"):
            yield "values stand in single quotes", {"quote": "'"}
        yield "no field stands in quotes", {"quote": ""}
    if kind not in (None, ENCODING, NUL, BLANK) and format.header_line is None:
        for line in _header_lines(path, format):
            yield f"the header is on line {line}", {"header_line": line}


def _start(path: Path, format: Format) -> str:
    """The text with which a file begins."""
    with open_file(path) as file:
        start = next(_chunks(file, 0, format.encoding, hashlib.sha256()), b"")
    return bytes(start).decode("utf-8", "replace")


def _header_lines(path: Path, format: Format) -> Iterator[int]:
    """The lines that may be the header below titles."""
    lines = re.split(r"\r\n|\r|\n", _start(path, format))[: 3 * TITLE_LINES]
    for delimiter in [format.delimiter] if format.delimiter else DELIMITERS:
        if line := likely_header([_header(each, delimiter, format.quote) for each in lines]):
            yield line


def _scan_once(path: Path, format: Format) -> tuple[Scan, int | None]:
    """What is in a file, or what is wrong, and the kind of problem."""
    problem = "it can't be opened, or is not compressed as its name says"
    contents = hashlib.sha256()
    try:
        with open_file(path) as file:
            mark = file.read(3)
            problem = "it can't be read to its end"
        if format.encoding == "utf-16" and mark[:2] not in UTF_16_MARKS:
            return refused("it does not begin with the byte order mark of UTF-16"), None
        with open_file(path) as file:
            chunks = _chunks(file, path.stat().st_size, format.encoding, contents)
            start, separator, line = _header_start(bytes(next(chunks, b"")), format.header_line)
            if start is None:
                return refused(f"it has no line {line}, where the header has to be"), None
            text = start.decode("utf-8", "replace")
            delimiter = format.delimiter or separator
            if delimiter is not None and delimiter == (format.quote or '"'):
                return refused("its delimiter and its quote are the same character"), None
            possible = [delimiter] if delimiter is not None else _delimiters_in(text, format.quote)
            readings = [_Reading(each, text, line, format) for each in possible or [","]]
            for place in range(0, len(start), CHUNK):
                for reading in readings:
                    # Of a bytearray, since numba compiles once more for an array that can't be
                    # written.
                    reading.take(np.frombuffer(bytearray(start[place : place + CHUNK]), np.uint8))
            for chunk in chunks:
                for reading in readings:
                    reading.take(chunk)
    except _IsUTF8Error:
        return refused("it is in UTF-8, and not in windows-1252", {"encoding": "utf-8"}), None
    except (OSError, EOFError, zlib.error):
        return refused(problem), None
    for reading in readings:
        reading.end()
    fitting = [each.delimiter for each in readings if not each.ragged]
    if len(fitting) > 1:
        shown = " or ".join(map(_shown, fitting))
        said = f"its fields may be separated by {shown}, which cut all records alike"
        return refused(said, {"delimiter": fitting[0]}), None
    best = min(readings, key=lambda each: each.ragged)
    has_mark = format.encoding == "utf-8" and mark == BYTE_ORDER_MARK
    found, kind = best.result(has_mark, contents.hexdigest())
    if found.problem:
        return found, kind
    if delimiter is None and (separator := _uncommon(found.names)):
        said = f"its fields seem to be separated by {_shown(separator)}"
        return refused(said, {"delimiter": separator}), None
    if len(found.names) == 1 and delimiter is None and format.header_line is None:
        for below in _header_lines(path, format):
            if not _scan_once(path, replace(format, header_line=below))[0].problem:
                said = f"its lines from {below} on have several fields, and those above have one"
                return refused(said, {"header_line": below}, f"the header is on line {below}"), None
    found = without_unnamed(found, rows(path, found, format))
    if found.problem:
        return found, NAMES
    if format.quote is None and all(
        re.fullmatch("'.+'", name) for name in found.names if name.strip()
    ):
        said = (
            f"the names on line {line} stand in single quotes, which may be a part of them or not"
        )
        return refused(said, {"quote": "'"}, "they are not"), None
    return found, None


def rows(path: Path, found: Scan, format: Format) -> Iterator[list[str]]:
    """The records of a file without a problem, as Python reads them."""
    csv.field_size_limit(max(csv.field_size_limit(), found.longest + 1))
    encoding = {"utf-8": "utf-8-sig"}.get(format.encoding, format.encoding)
    with open_file(path) as file, io.TextIOWrapper(file, encoding, newline="") as text:
        for _ in range(found.header_line - 1):
            next(text)
        read = csv.reader(text, strict=True, **dialect(found.delimiter, format.quote))
        next(read)
        # A blank line gives no field.
        yield from filter(None, read)


def _header_start(start: bytes, line: int | None) -> tuple[bytes | None, str | None, int]:
    """The text from the header on, the delimiter that the first line names, and the header's line.

    No text if there are fewer lines.
    """
    first = re.split(rb"[\r\n]", start, maxsplit=1)[0][:20].decode("utf-8", "replace")
    named = SEPARATOR.fullmatch(first)
    separator = named[2] if named else None
    line = max(line or 1, 2 if named else 1)
    place = 0
    for _ in range(line - 1):
        end = re.compile(rb"\r\n|\r|\n").search(start, place)
        if end is None or end.end() == len(start):
            return None, separator, line
        place = end.end()
    return start[place:], separator, line


def _uncommon(names: list[str]) -> str | None:
    """An uncommon delimiter that the file seems to use, since it is in its only column name."""
    only = names[0] if len(names) == 1 else ""
    return next((each for each in UNCOMMON_DELIMITERS if each in only), None)


def settings(found: Scan, quote: str | None = None, longest: int = 0) -> str:
    """How DuckDB has to read the file: the SQL that follows the path in `read_csv(...)`.

    After a byte order mark, DuckDB does not recognise quotes in the header. Such a file is read
    without a header, and its first row is the header. `longest` is that of several files.
    """
    names = [name if name.strip() else f"showcase_{at}" for at, name in enumerate(found.names)]
    columns = ", ".join(f"{sql_text(name)}: 'varchar'" for name in names)
    quoted = sql_text('"' if quote is None else quote)
    given = [
        "auto_detect = false",
        f"delim = {sql_text(found.delimiter)}",
        f"quote = {quoted}",
        f"escape = {quoted}",
        "comment = ''",
        "skip = 0",
        f"header = {str(not found.byte_order_mark).lower()}",
        f"new_line = {sql_text(found.line_end.encode('unicode_escape').decode())}",
        # Otherwise a folder such as `year=2024` in the path would become a column, and could
        # replace one of the file's.
        "hive_partitioning = false",
        f"columns = {{{columns}}}",
        # DuckDB's error message would quote a line that it can't read. So it skips the line, and
        # the build fails because the number of rows is too small.
        "ignore_errors = true",
    ]
    longest = max(longest, found.longest)
    if longest > LONGEST_READ:
        given.append(f"max_line_size = {longest + 1000}")
    return ", ".join(given)


def _delimiters_in(text: str, quote: str | None) -> list[str]:
    """The usual delimiters that split the header, those that give most fields first."""
    fields = {each: len(_header(text, each, quote)) for each in DELIMITERS if each != quote}
    found = [each for each in fields if fields[each] > 1]
    return sorted(found, key=lambda each: -fields[each])


def dialect(delimiter: str, quote: str | None) -> dict[str, Any]:
    """The dialect of a file, as Python's `csv` takes it."""
    if quote == "":
        return {"delimiter": delimiter, "quoting": csv.QUOTE_NONE, "quotechar": None}
    return {"delimiter": delimiter, "quotechar": quote or '"'}


def _header(text: str, delimiter: str, quote: str | None) -> list[str]:
    """The fields of the first line; none if it is blank or can't be read."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), **dialect(delimiter, quote)), [])
    except csv.Error:
        return []


class _Reading:
    """A scan with one delimiter of a file that begins with `text`."""

    def __init__(self, delimiter: str, text: str, line: int, format: Format) -> None:
        self.delimiter, self.format = delimiter, format
        self.names = _header(text, delimiter, format.quote)
        quote = '"' if format.quote is None else format.quote
        # Encoded as in the file, where quotes inside a name are doubled.
        written = [name.replace(quote, 2 * quote) if quote else name for name in self.names]
        encoded = [name.encode("utf-8", "replace") for name in written]
        self.ends = np.cumsum([0, *map(len, encoded)])
        self.letters = np.frombuffer(b"".join(encoded), np.uint8)
        self.classes = np.zeros(256, np.uint8)
        self.classes[128:] = HIGH
        for byte, kind in ((0, ZERO), (13, CR), (10, LF), (ord(delimiter), DELIMITER)):
            self.classes[byte] = kind
        if quote:
            self.classes[ord(quote)] = QUOTE
        self.kept = np.zeros(KEPT, np.int64)
        self.kept[[LINE, RECORD_LINE, HEADER_LINE]] = line
        self.kept[MAY_BE_BLANK] = format.skip_blank_lines
        # By number of fields that are not empty: records, and the lines of the first and the last.
        self.filled = np.zeros((len(self.names) + 2, 3), np.int64)
        self.found = np.zeros((KINDS, 2), np.int64)  # how many records, and the line of the first
        self.also_values = np.zeros(len(self.names), np.bool_)

    def take(self, chunk: np.ndarray) -> None:
        """Scan the next bytes of the file."""
        names = self.letters, self.ends
        _scan(chunk, self.classes, *names, self.kept, self.found, self.also_values, self.filled)

    def end(self) -> None:
        """Finish the scan at the end of the file."""
        _finish(self.ends, self.kept, self.found, self.also_values, self.filled)

    @property
    def ragged(self) -> int:
        """How many records have more or fewer fields than the header."""
        return int(self.found[FIELDS, 0])

    def result(self, byte_order_mark: bool, contents: str) -> tuple[Scan, int | None]:
        """What was found, or what is wrong, and the kind of problem."""
        names, kept = self.names, self.kept.tolist()
        line = kept[HEADER_LINE]
        has_name = np.array([bool(name.strip()) for name in names], np.bool_)
        named, columns = int(has_name.sum()), int(self.also_values[has_name].sum())
        kind = _first_problem(self.found)
        if kind is not None:
            return refused(self._described(kind)), kind
        if problem := names_problem(names, line):
            return refused(problem), NAMES
        if columns and 2 * columns >= named and not self.format.header:
            return no_header(line, columns, named), None
        found = Scan(
            names,
            header_line=line,
            records=kept[RECORDS],
            blank_lines=kept[BLANK_LINES],
            contents=contents,
            sparse=sparse(self.filled, len(names), kept[RECORDS]),
            delimiter=self.delimiter,
            longest=kept[LONGEST],
            line_end=("\n", "\n", "\r", "\r\n")[kept[LINE_END]],
            byte_order_mark=byte_order_mark,
        )
        return found, None

    def _described(self, kind: int) -> str:
        """The first line that has a problem, and how many records share it."""
        count, line = self.found[kind].tolist()
        if kind == FIELDS:
            said = f"has {number(int(self.kept[OTHER_FIELDS]), 'field')}"
            said += f" where the header has {len(self.names)}"
            said += f" (fields are separated by {_shown(self.delimiter)})"
        else:
            said = PROBLEMS[kind].format(encoding=self.format.encoding.upper())
        return f"line {line} {said}; {number(count, 'such line')}"


class _IsUTF8Error(Exception):
    """A file that is said to be in another encoding is in UTF-8."""


def _chunks(file: Any, size: int, encoding: str, contents: Any) -> Iterator[np.ndarray]:
    """The text of a file in UTF-8, without a byte order mark; `contents` is told its bytes.

    The first chunk has the header. Raises _IsUTF8Error at the end of a file in UTF-8, unless it is
    said to be that or has ASCII alone.
    """
    progress = Progress("checking the file", size, "bytes")
    read = file.read(HEADER)
    if encoding == "utf-8":
        start = read.removeprefix(BYTE_ORDER_MARK)
        contents.update(start)
        yield np.frombuffer(bytearray(start), np.uint8)
        progress.advance(len(read))
        buffer = np.empty(CHUNK, np.uint8)
        while count := file.readinto(buffer.data):
            contents.update(buffer[:count])
            yield buffer[:count]
            progress.advance(count)
        return
    name, errors = ENCODINGS[encoding]
    decoder = codecs.getincrementaldecoder(name)(errors)
    plain = codecs.getincrementaldecoder("utf-8")()
    is_plain, is_ascii = True, True
    while read:
        contents.update(read)
        if is_plain:
            is_ascii = is_ascii and read.isascii()
            try:
                plain.decode(read)
            except UnicodeDecodeError:
                is_plain = False
        text = decoder.decode(read).encode("utf-8", errors)
        yield np.frombuffer(bytearray(text), np.uint8)
        progress.advance(len(read))
        read = file.read(CHUNK)
    if is_plain and not is_ascii and not plain.getstate()[0]:
        raise _IsUTF8Error
    if decoder.getstate()[0]:
        # Half a character at the end. This byte is in no text in UTF-8.
        yield np.frombuffer(bytearray(b"\xff"), np.uint8)


def _first_problem(found: np.ndarray) -> int | None:
    """The kind of problem of the first line that has one."""
    kinds = [kind for kind in range(KINDS) if found[kind, 0]]
    # Other problems of a line are reported first, since they can cause a wrong number of fields.
    return min(kinds, key=lambda each: (found[each, 1], each == FIELDS), default=None)


def _shown(delimiter: str) -> str:
    """A delimiter as a message shows it."""
    names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
    return names.get(delimiter, repr(delimiter))


@njit(nogil=True, cache=True)
def _note(kept, found, kind, line):
    """Note a problem of the current record; the same problem counts once for a record."""
    bit = np.int64(1) << kind
    if not kept[FLAGS] & bit:
        kept[FLAGS] |= bit
        found[kind, 0] += 1
        if found[kind, 1] == 0 or line < found[kind, 1]:
            found[kind, 1] = line


@njit(nogil=True, cache=True)
def _compare(letters, ends, field, matched, chunk, begin, end):
    """How many bytes of the column's name the field repeats so far; -1 if it differs from it."""
    if field >= ends.size - 1:
        return -1
    at = ends[field] + matched
    if at + end - begin > ends[field + 1]:
        return -1
    for i in range(begin, end):
        if chunk[i] != letters[at + i - begin]:
            return -1
    return matched + end - begin


@njit(nogil=True, cache=True)
def _end_record(state, field, matched, offset, ends, kept, found, also_values, filled):
    """Finish a record and its last field, before the byte at `offset`."""
    columns = ends.size - 1
    is_header = kept[RECORD_LINE] == kept[HEADER_LINE]
    if matched >= 0 and field < columns and not is_header:
        also_values[field] |= matched == ends[field + 1] - ends[field]
    if state == START and field == 0:
        if is_header:
            _note(kept, found, BLANK_FIRST, kept[RECORD_LINE])
        elif columns <= 1 and not kept[MAY_BE_BLANK]:
            _note(kept, found, BLANK, kept[RECORD_LINE])
        kept[BLANK_LINES] += 1
    else:
        if not is_header:
            kept[RECORDS] += 1
            number = min(kept[FILLED] + (state != START), columns + 1)
            filled[number, 0] += 1
            if filled[number, 0] == 1:
                filled[number, 1] = kept[RECORD_LINE]
            filled[number, 2] = kept[RECORD_LINE]
        if field + 1 != columns:
            if not found[FIELDS, 0]:
                kept[OTHER_FIELDS] = field + 1
            _note(kept, found, FIELDS, kept[RECORD_LINE])
        kept[LONGEST] = max(kept[LONGEST], offset - kept[RECORD_START])
    kept[FLAGS] = 0
    kept[FILLED] = 0
    kept[LAST_LINE] = kept[RECORD_LINE]


@njit(nogil=True, cache=True)
def _end_line(kept, found, kind):
    """Compare the line end of the last record with the others: all have to be the same."""
    if kept[LINE_END] == 0:
        kept[LINE_END] = kind
    elif kept[LINE_END] != kind:
        found[LINE_ENDS, 0] += 1
        if found[LINE_ENDS, 1] == 0:
            found[LINE_ENDS, 1] = kept[LAST_LINE]


@njit(nogil=True, cache=True)
def _check_bytes(byte, kept, found):
    """Check UTF-8 by table 3-7 of the Unicode standard: no overlong forms, no surrogates."""
    if kept[CONTINUATION]:
        if kept[LOWEST] <= byte <= kept[HIGHEST]:
            kept[CONTINUATION] -= 1
            kept[LOWEST], kept[HIGHEST] = 0x80, 0xBF
            return
        kept[CONTINUATION] = 0
        _note(kept, found, ENCODING, kept[RECORD_LINE])
    if byte < 0x80:
        return
    kept[LOWEST], kept[HIGHEST] = 0x80, 0xBF
    if 0xC2 <= byte <= 0xDF:
        kept[CONTINUATION] = 1
    elif 0xE0 <= byte <= 0xEF:
        kept[CONTINUATION] = 2
        if byte == 0xE0:
            kept[LOWEST] = 0xA0
        elif byte == 0xED:
            kept[HIGHEST] = 0x9F
    elif 0xF0 <= byte <= 0xF4:
        kept[CONTINUATION] = 3
        if byte == 0xF0:
            kept[LOWEST] = 0x90
        elif byte == 0xF4:
            kept[HIGHEST] = 0x8F
    else:
        _note(kept, found, ENCODING, kept[RECORD_LINE])


@njit(nogil=True, cache=True)
def _scan(chunk, classes, letters, ends, kept, found, also_values, filled):
    """Scan the next bytes of the file.

    `classes` holds the class of each byte; `letters` and `ends` the names of the columns, one after
    the other. `kept`, `found`, `also_values` and `filled` hold what is known so far, and are
    updated.
    """
    columns = ends.size - 1
    begin, n = kept[OFFSET], chunk.size
    # Local variables hold what every byte may change: that is several times as fast as the array.
    state, field, matched = kept[STATE], kept[FIELD], kept[MATCHED]
    cr_before = kept[CR_BEFORE]
    unfinished = kept[CR_PENDING] or kept[CONTINUATION]
    i = 0
    while i < n:
        kind = classes[chunk[i]]
        if unfinished or kind == HIGH:
            _check_bytes(np.int64(chunk[i]), kept, found)
            unfinished = kept[CONTINUATION] > 0
            if kept[CR_PENDING]:
                kept[CR_PENDING] = 0
                _end_line(kept, found, 3 if kind == LF else 2)
                if kind == LF:
                    cr_before = 0
                    kept[RECORD_START] = begin + i + 1
                    i += 1
                    continue
        if kind == DELIMITER and state != QUOTED:
            # The first line is the header itself. The last field of a record is in `_end_record`: a
            # function for both would make the scan twice as slow.
            if matched >= 0 and field < columns and kept[RECORD_LINE] > kept[HEADER_LINE]:
                also_values[field] |= matched == ends[field + 1] - ends[field]
            kept[FILLED] += state != START
            field += 1
            matched = 0
            state = START
            cr_before = 0
            i += 1
            continue
        if kind == QUOTE:
            cr_before = 0
            if state == START:
                state = QUOTED
                kept[QUOTE_LINE] = kept[LINE]
            elif state == QUOTED:
                state = CLOSED
            elif state == CLOSED:
                # Two quotes inside quotes are one, and both stand in `letters`.
                state = QUOTED
                for _ in range(2):
                    if matched >= 0:
                        matched = _compare(letters, ends, field, matched, chunk, i, i + 1)
            else:
                _note(kept, found, QUOTE_INSIDE, kept[RECORD_LINE])
            i += 1
            continue
        if kind in (CR, LF):
            if kind == CR or not cr_before:
                kept[LINE] += 1
            cr_before = np.int64(kind == CR)
            if state != QUOTED:
                _end_record(
                    state, field, matched, begin + i, ends, kept, found, also_values, filled
                )
                field = 0
                matched = 0
                state = START
                kept[RECORD_LINE] = kept[LINE]
                kept[RECORD_START] = begin + i + 1
                if kind == CR:
                    kept[CR_PENDING] = 1
                    unfinished = True
                else:
                    _end_line(kept, found, 1)
                i += 1
                continue
        else:
            cr_before = 0
        if kind == ZERO:
            _note(kept, found, NUL, kept[RECORD_LINE])
        if state == CLOSED:
            _note(kept, found, AFTER_QUOTE, kept[RECORD_LINE])
        if state != QUOTED:
            state = UNQUOTED
        # On to the next byte that means something.
        j = i + 1
        if kind == PLAIN:
            while j < n and classes[chunk[j]] == PLAIN:
                j += 1
        if matched == 0:
            # Most values differ from the name in their first byte: no need to look further.
            named = field < columns and ends[field] < ends[field + 1]
            if not named or chunk[i] != letters[ends[field]]:
                matched = -1
        if matched >= 0:
            matched = _compare(letters, ends, field, matched, chunk, i, j)
        if kind == HIGH:
            unfinished = kept[CONTINUATION] > 0
        i = j
    kept[STATE], kept[FIELD], kept[MATCHED], kept[CR_BEFORE] = state, field, matched, cr_before
    kept[OFFSET] = begin + n


@njit(nogil=True, cache=True)
def _finish(ends, kept, found, also_values, filled):
    """Finish the scan at the end of the file."""
    state, field, matched = kept[STATE], kept[FIELD], kept[MATCHED]
    if kept[CR_PENDING]:
        _end_line(kept, found, 2)
    if kept[CONTINUATION]:
        _note(kept, found, ENCODING, kept[RECORD_LINE])
    if state == QUOTED:
        _note(kept, found, UNCLOSED, kept[QUOTE_LINE])
    elif state != START or field > 0:
        _end_record(state, field, matched, kept[OFFSET], ends, kept, found, also_values, filled)
