"""Checks CSV files before DuckDB reads them, and refuses any that could be read in two ways.

The dialect is that of RFC 4180: fields may stand in double quotes, quotes inside them are doubled,
there are no comments, no line is skipped, the first line is the header, and all text is UTF-8. If a
reader guessed the dialect from the contents, a single line could decide how all others are read.
So a file in another dialect is refused. The message names the line, but shows nothing of its
contents, which may be sensitive.
"""

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit

from ..engine.progress import Progress

DELIMITERS = (",", "\t", ";", "|")
# Characters that separate fields in some exports, and that are unlikely in the name of a column.
UNCOMMON_DELIMITERS = "~^\x01\x1e\x1f"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CHUNK = 1 << 22
# Bytes of the longest header, and of the longest record that DuckDB reads by default.
HEADER = 1 << 20
LONGEST_READ = 2_000_000 - 2

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
PROBLEMS = {
    ENCODING: "has bytes that are not UTF-8",
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
    KEPT,
) = range(21)
START, UNQUOTED, QUOTED, CLOSED = range(4)
PLAIN, DELIMITER, QUOTE, CR, LF, ZERO, HIGH = range(7)


@dataclass(frozen=True)
class Scan:
    """What was found in a CSV file. If there is a `problem`, all else but `advice` is empty."""

    delimiter: str
    names: list[str]
    records: int  # without the header and blank lines
    blank_lines: int
    longest: int  # bytes of the longest record
    line_end: str  # LF where the file has no line end
    byte_order_mark: bool
    contents: str  # SHA-256 of the bytes, unpacked and without the mark
    problem: str  # a description, empty if the file can be read in one way
    advice: dict[str, str | bool]  # what to set in showcase_input_format if the file is right


def scan(path: Path, delimiter: str | None = None, header: bool = False) -> Scan:
    """Read a file once, according to RFC 4180, and describe what is in it or what is wrong.

    Arguments:
        delimiter: of the fields. None for the one of comma, tab, semicolon and bar that stands
            outside quotes in the header and splits all records into equally many fields.
        header: whether to accept the first line as the header although half of its names occur as
            values too.
    """
    problem = "it can't be opened, or is not compressed as its name says"
    try:
        with _open(path) as file:
            read = file.read(HEADER)
            start = read.removeprefix(BYTE_ORDER_MARK)
            problem = "it can't be read to its end"
            text = start.decode("utf-8", "replace")
            possible = [delimiter] if delimiter is not None else _delimiters_in(text)
            readings = [_Reading(each, text) for each in possible or [","]]
            contents = hashlib.sha256()
            for chunk in _chunks(start, file, path.stat().st_size):
                contents.update(chunk.data)
                for reading in readings:
                    reading.take(chunk)
    except (OSError, EOFError, zlib.error):
        return _refused(problem)
    for reading in readings:
        reading.end()
    fitting = [each.delimiter for each in readings if not each.ragged]
    if len(fitting) > 1:
        shown = " or ".join(map(_shown, fitting))
        said = f"its fields may be separated by {shown}, which cut all records alike"
        return _refused(said, {"delimiter": fitting[0]})
    best = min(readings, key=lambda each: each.ragged)
    found = best.result(header, start != read, contents.hexdigest())
    if delimiter is None and not found.problem and (separator := _uncommon(found.names)):
        said = f"its fields seem to be separated by {_shown(separator)}"
        return _refused(said, {"delimiter": separator})
    return found


def _uncommon(names: list[str]) -> str | None:
    """An uncommon delimiter that the file seems to use, since it is in its only column name."""
    only = names[0] if len(names) == 1 else ""
    return next((each for each in UNCOMMON_DELIMITERS if each in only), None)


def settings(found: Scan) -> str:
    """How DuckDB has to read the file: the SQL that follows the path in `read_csv(...)`.

    After a byte order mark, DuckDB does not recognise quotes in the header. Such a file is read
    without a header, and its first row is the header.
    """
    columns = ", ".join(f"{_text(name)}: 'varchar'" for name in found.names)
    given = [
        "auto_detect = false",
        f"delim = {_text(found.delimiter)}",
        "quote = '\"'",
        "escape = '\"'",
        "comment = ''",
        "skip = 0",
        f"header = {str(not found.byte_order_mark).lower()}",
        f"new_line = {_text(found.line_end.encode('unicode_escape').decode())}",
        # Otherwise a folder such as `year=2024` in the path would become a column, and could
        # replace one of the file's.
        "hive_partitioning = false",
        f"columns = {{{columns}}}",
        # DuckDB's error message would quote a line that it can't read. So it skips the line, and
        # the build fails because the number of rows is too small.
        "ignore_errors = true",
    ]
    if found.longest > LONGEST_READ:
        given.append(f"max_line_size = {found.longest + 1000}")
    return ", ".join(given)


def _text(value: str) -> str:
    """A SQL text literal."""
    return "'" + value.replace("'", "''") + "'"


def _delimiters_in(text: str) -> list[str]:
    """The usual delimiters that split the header, those that give most fields first."""
    fields = {each: len(_header(text, each)) for each in DELIMITERS}
    found = [each for each in DELIMITERS if fields[each] > 1]
    return sorted(found, key=lambda each: -fields[each])


def _header(text: str, delimiter: str) -> list[str]:
    """The fields of the first line; none if it is blank or can't be read."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


class _Reading:
    """A scan with one delimiter of a file that begins with `text`."""

    def __init__(self, delimiter: str, text: str) -> None:
        self.delimiter, self.names = delimiter, _header(text, delimiter)
        # Encoded as in the file, where quotes inside a name are doubled.
        encoded = [name.replace('"', '""').encode("utf-8", "replace") for name in self.names]
        self.ends = np.cumsum([0, *map(len, encoded)])
        self.letters = np.frombuffer(b"".join(encoded), np.uint8)
        self.classes = np.zeros(256, np.uint8)
        self.classes[128:] = HIGH
        for byte, kind in ((0, ZERO), (34, QUOTE), (13, CR), (10, LF), (ord(delimiter), DELIMITER)):
            self.classes[byte] = kind
        self.kept = np.zeros(KEPT, np.int64)
        self.kept[[LINE, RECORD_LINE]] = 1
        self.found = np.zeros((KINDS, 2), np.int64)  # how many records, and the line of the first
        self.also_values = np.zeros(len(self.names), np.bool_)

    def take(self, chunk: np.ndarray) -> None:
        """Scan the next bytes of the file."""
        names = self.letters, self.ends
        _scan(chunk, self.classes, *names, self.kept, self.found, self.also_values)

    def end(self) -> None:
        """Finish the scan at the end of the file."""
        _finish(self.ends, self.kept, self.found, self.also_values)

    @property
    def ragged(self) -> int:
        """How many records have more or fewer fields than the header."""
        return int(self.found[FIELDS, 0])

    def result(self, header: bool, byte_order_mark: bool, contents: str) -> Scan:
        """What was found, or what is wrong."""
        names, kept = self.names, self.kept.tolist()
        columns = int(self.also_values.sum())
        if problem := _first_problem(self.found, len(names), kept[OTHER_FIELDS], self.delimiter):
            return _refused(problem)
        if problem := _names_problem(names):
            return _refused(problem)
        if columns and 2 * columns >= len(names) and not header:
            said = f"the names on line 1 are values of their own columns in {columns} of"
            said += f" {len(names)}, so that it seems to be no header"
            return _refused(said, {"header": True})
        return Scan(
            self.delimiter,
            names,
            records=kept[RECORDS],
            blank_lines=kept[BLANK_LINES],
            longest=kept[LONGEST],
            line_end=("\n", "\n", "\r", "\r\n")[kept[LINE_END]],
            byte_order_mark=byte_order_mark,
            contents=contents,
            problem="",
            advice={},
        )


def _open(path: Path) -> io.BufferedIOBase:
    """The bytes of a file, unpacked where its name says that it is compressed."""
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")


def _chunks(start: bytes, file: io.BufferedIOBase, size: int) -> Iterator[np.ndarray]:
    """The bytes that were read already, and the rest of the file."""
    progress = Progress("checking the file", size, "bytes")
    for place in range(0, len(start), CHUNK):
        # Of a bytearray, since numba compiles once more for an array that can't be written.
        yield np.frombuffer(bytearray(start[place : place + CHUNK]), np.uint8)
    progress.advance(len(start))
    buffer = np.empty(CHUNK, np.uint8)
    while count := file.readinto(buffer.data):
        yield buffer[:count]
        progress.advance(count)


def _first_problem(found: np.ndarray, fields: int, other: int, delimiter: str) -> str:
    """The problem of the first line that has one, and how many records share it."""
    kinds = [kind for kind in range(KINDS) if found[kind, 0]]
    if not kinds:
        return ""
    # Other problems of a line are reported first, since they can cause a wrong number of fields.
    kind = min(kinds, key=lambda each: (found[each, 1], each == FIELDS))
    count, line = found[kind].tolist()
    if kind == FIELDS:
        said = f"has {_number(other, 'field')} where the header has {fields}"
        said += f" (fields are separated by {_shown(delimiter)})"
    else:
        said = PROBLEMS[kind]
    such = "1 such line" if count == 1 else f"{count} such lines"
    return f"line {line} {said}; {such}"


def _names_problem(names: list[str]) -> str:
    """The problem with the names of the columns. It does not quote them: if the file has no header,
    they are values of a record.
    """
    if not names:
        return "it is empty, and a header has to be on line 1"
    places: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        plain = name.strip().casefold()
        if not plain:
            return f"line 1 has no name for column {place}; each column needs one"
        if plain in places:
            first = places[plain]
            return f"line 1 gives columns {first} and {place} the same name, case aside"
        places[plain] = place
    return ""


def _refused(problem: str, advice: dict[str, str | bool] | None = None) -> Scan:
    return Scan("", [], 0, 0, 0, "", False, "", problem, advice or {})


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


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
def _end_record(state, field, matched, offset, ends, kept, found, also_values):
    """Finish a record and its last field, before the byte at `offset`."""
    columns = ends.size - 1
    if matched >= 0 and field < columns and kept[RECORD_LINE] > 1:
        also_values[field] |= matched == ends[field + 1] - ends[field]
    if state == START and field == 0:
        if kept[RECORD_LINE] == 1:
            _note(kept, found, BLANK_FIRST, 1)
        elif columns <= 1:
            _note(kept, found, BLANK, kept[RECORD_LINE])
        kept[BLANK_LINES] += 1
    else:
        kept[RECORDS] += kept[RECORD_LINE] > 1
        if field + 1 != columns:
            if not found[FIELDS, 0]:
                kept[OTHER_FIELDS] = field + 1
            _note(kept, found, FIELDS, kept[RECORD_LINE])
        kept[LONGEST] = max(kept[LONGEST], offset - kept[RECORD_START])
    kept[FLAGS] = 0
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
def _scan(chunk, classes, letters, ends, kept, found, also_values):
    """Scan the next bytes of the file.

    `classes` holds the class of each byte; `letters` and `ends` the names of the columns, one after
    the other. `kept`, `found` and `also_values` hold what is known so far, and are updated.
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
            if matched >= 0 and field < columns and kept[RECORD_LINE] > 1:
                also_values[field] |= matched == ends[field + 1] - ends[field]
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
                _end_record(state, field, matched, begin + i, ends, kept, found, also_values)
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
def _finish(ends, kept, found, also_values):
    """Finish the scan at the end of the file."""
    state, field, matched = kept[STATE], kept[FIELD], kept[MATCHED]
    if kept[CR_PENDING]:
        _end_line(kept, found, 2)
    if kept[CONTINUATION]:
        _note(kept, found, ENCODING, kept[RECORD_LINE])
    if state == QUOTED:
        _note(kept, found, UNCLOSED, kept[QUOTE_LINE])
    elif state != START or field > 0:
        _end_record(state, field, matched, kept[OFFSET], ends, kept, found, also_values)
