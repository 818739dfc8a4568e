"""CSV files, read exactly as RFC 4180 has them or refused; Python's `csv` is the referee."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions import input
from synthetic_showcase.input import csv_files
from synthetic_showcase.input.csv_files import scan
from synthetic_showcase.input.scans import Format
from synthetic_showcase.release import identity

MARK = "\ufeff"
csv.field_size_limit(10_000_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("csv")


def scanned(folder: Path, content: bytes | str, name: str = "table.csv", **options):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path, scan(path, Format(**options))


def read(path: Path, given: dict | None = None) -> list[list[str]]:
    """The rows as DuckDB reads them, as the models do; what is empty as empty text."""
    given = json.dumps(given or {})
    found = json.loads(input.showcase_scan_file(str(path), given))
    assert not found["problem"], found
    with duckdb.connect() as connection:
        register(connection, input.INPUT_FUNCTIONS)
        rows = connection.execute(f"from {found['reader']}").fetchall()
    return [["" if value is None else value for value in row] for row in rows]


def expected(content: bytes, found, given: dict) -> list[list[str]]:
    """Header and rows as Python reads them; blank lines are no rows, what is left out no field."""
    text = content.decode(
        {"windows-1252": "cp1252"}.get(given.get("encoding"), given.get("encoding", "utf-8"))
    )
    for _ in range(found.header_line - 1):
        text = re.sub(r"[^\r\n]*(\r\n|\r|\n)", "", text.removeprefix(MARK), count=1)
    file = io.StringIO(text.removeprefix(MARK), newline="")
    quote = given.get("quote", '"')
    how = {"quoting": csv.QUOTE_NONE} if quote == "" else {"quotechar": quote}
    rows = csv.reader(file, delimiter=found.delimiter, strict=True, **how)
    kept = [at for at in range(len(found.names)) if at + 1 not in found.left_out]
    return [[row[at] for at in kept] for row in rows if row]


def is_exact(path: Path, found, given: dict | None = None) -> None:
    given = given or {}
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    header, *rows = expected(content, found, given)
    assert header == [name for name in found.names if name.strip()]
    assert len(rows) == found.records
    assert read(path, given) == rows


PIECES = [
    "a",
    "b",
    "é",
    "漢",
    '"',
    '""',
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    " ",
    "#",
    "'",
    MARK,
]
FIELD = st.lists(st.sampled_from([*PIECES, "x", "1"]), max_size=4).map("".join)


@st.composite
def files(draw) -> bytes:
    """Files as programs write them, and then damaged."""
    columns = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(FIELD, min_size=columns, max_size=columns), max_size=5))
    if draw(st.integers(0, 4)) == 0:
        rows.append(draw(st.lists(FIELD, max_size=columns + 1)))
    names = [f"h{place}{draw(FIELD)}" for place in range(columns)]
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\r", "\r\n"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    writer.writerows([names, *rows])
    written = (MARK if draw(st.booleans()) else "") + text.getvalue()
    if draw(st.integers(0, 2)) == 0:
        place = draw(st.integers(0, len(written)))
        written = written[:place] + draw(st.sampled_from(PIECES)) + written[place:]
    content = written.encode()
    if draw(st.integers(0, 9)) == 0:
        content = content.replace("é".encode(), b"\xe9")
    return content


@settings(max_examples=300, deadline=None)
@given(content=files())
def test_a_file_is_read_as_python_reads_it_or_refused(content, folder):
    path, found = scanned(folder, content)
    if not found.problem:
        is_exact(path, found)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(FIELD, min_size=2, max_size=2), max_size=5))
def test_what_a_program_writes_is_read(rows, folder):
    """Nothing that is written by the rules is refused."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["name", "town"], *rows])
    path, found = scanned(folder, text.getvalue())
    assert not found.problem
    is_exact(path, found)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_it_does_not_matter_where_a_chunk_ends(chunk, folder, monkeypatch):
    content = f'{MARK}"na""me",b\r\n"x\r\n""y",é漢\r\n\r\n"na""me",b\r\n'
    monkeypatch.setattr(csv_files, "CHUNK", chunk)
    path, found = scanned(folder, content, header=True)
    assert (found.records, found.blank_lines) == (2, 1)
    is_exact(path, found, {"header": True})
    _, found = scanned(folder, content)
    assert found.problem.startswith("the names on line 1 are values of their own columns in 2 of 2")
    path, found = scanned(folder, "a,b\r1,2\r\r3,4\r")
    assert (found.records, found.blank_lines, found.line_end) == (2, 1, "\r")
    is_exact(path, found)


REFUSED = {
    "fields": ("a,b\n1,2\n1,2,3\n1\n", "line 3 has 3 fields where the header has 2", "2 such"),
    "line of a record": ('a,b\n"1\n\n",2\n1\n', "line 5 has 1 field", "1 such"),
    "encoding": (b"a,b\nx,\xe9\n\xe9,y\n", "line 2 has bytes that are not UTF-8", "2 such"),
    "surrogate": (b"a,b\n1,\xed\xa0\x80\n", "line 2 has bytes that are not UTF-8", ""),
    "overlong": (b"a,b\n1,\xc0\xaf\n", "line 2 has bytes that are not UTF-8", ""),
    "cut short": (b"a,b\n1,2\n1,\xc3", "line 3 has bytes that are not UTF-8", ""),
    "zero byte": (b"a,b\n1,\x002\n", "line 2 has a zero byte", ""),
    "never closed": (
        'a,b\n1,2\n3,"4\n5,6\n',
        "line 3 opens a quote that is never closed",
        "1 such",
    ),
    "quote inside": ('a,b\n1,x"y\n', "line 2 has a quote inside a field", ""),
    "blank before": ('a,b\n1, "y"\n', "line 2 has a quote inside a field", "is a blank before"),
    "blank after": ('a,b\n1,"y" \n', "line 2 has something between a closing quote", ""),
    "two line ends": ("a,b\n1,2\r\n3,4\n", "line 2 ends in another way", "1 such"),
    "first line": ("\na,b\n1,2\n", "line 1 is blank", ""),
    "blank in one column": ("a\n1\n\n2\n", "line 3 is blank", "1 such"),
    "no name": ("a,,c\n1,2,3\n", "line 1 has no name for column 2", ""),
    "blank name": ("a, \n1,2\n", "line 1 has no name for column 2", ""),
    "same name": ("a,b,A\n1,2,3\n", "line 1 gives columns 1 and 3 the same name", ""),
    "no header": ("F,x\nM,y\nF,z\n", "line 1 are values of their own columns in 1 of 2", ""),
    "two delimiters": ("a;b,c\n1;2,3\n", "may be separated by comma or semicolon", ""),
    "empty": ("", "it is empty", ""),
    "nothing but a mark": (MARK, "it is empty", ""),
    "tilde": ("a~b\n1~2\n", "seem to be separated by '~'", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused_by_line(case, folder):
    content, said, also = REFUSED[case]
    _, found = scanned(folder, content)
    assert said in found.problem and also in found.problem


def test_a_name_is_compared_as_it_is_written(folder):
    """With its quotes; and only whole values are names."""
    _, found = scanned(folder, 'a,b\nab,"a"\n"",c\n')
    assert not found.problem
    path, found = scanned(folder, 'a,b,c\na,x,y\n"a",x,y\n')
    assert not found.problem and found.records == 2
    is_exact(path, found)


def test_what_helps_is_named(folder):
    assert scanned(folder, "a~b\n1~2\n")[1].advice == {"delimiter": "~"}
    assert scanned(folder, "F\nF\n")[1].advice == {"header": True}
    assert scanned(folder, "a;b,c\n1;2,3\n")[1].advice == {"delimiter": ","}
    for content, options in [
        ("a~b\n1~2\n", {"delimiter": "~"}),
        ("F\nF\n", {"header": True}),
        ("a;b,c\n1;2,3\n", {"delimiter": ";"}),
    ]:
        path, found = scanned(folder, content, **options)
        assert not found.problem
        is_exact(path, found, options)


def test_a_delimiter_that_cuts_records_unequally_is_none(folder):
    path, found = scanned(folder, "id,kind (a;b;c)\n1,x\n2,y\n")
    assert found.delimiter == ","
    is_exact(path, found)


def test_a_long_record_and_a_compressed_file(folder):
    content = "a,b\n" + "x" * 3_000_000 + ",2\n1,2\n"
    path, found = scanned(folder, content)
    is_exact(path, found)
    path, found = scanned(folder, gzip.compress(content.encode()), "table.csv.gz")
    assert [len(row[0]) for row in read(path)] == [3_000_000, 1]
    _, found = scanned(folder, gzip.compress(content.encode())[:-20], "cut.csv.gz")
    assert found.problem == "it can't be read to its end"
    _, found = scanned(folder, content, "none.csv.gz")
    assert "not compressed as its name says" in found.problem


def test_every_shared_case_is_read_exactly_or_refused(data):
    folder = data.parent / "cases"
    paths = [*folder.glob("*.csv"), *folder.glob("*/*.csv")]
    if not paths:
        pytest.skip(f"no cases in {folder}")
    refused = set()
    for path in paths:
        found = scan(path)
        if found.problem:
            refused.add(path.name)
        else:
            is_exact(path, found)
    assert {"02b_rare_person_in_header.csv", "06_latin1.csv", "07_blank_first_line.csv"} < refused
    assert {"21_no_header.csv", "28_stray_quote.csv", "06_dup_columns.csv"} < refused
    assert not {"01_hash_ids.csv", "03_single_quotes.csv", "40_header_semicolons.csv"} & refused


def test_a_file_that_changes_is_noticed(folder):
    path, _ = scanned(folder, "a,b\n1,2\n")
    assert input.showcase_same_file(str(path), "one run")
    assert json.loads(input.showcase_scan_file(str(path), "{}"))["reader"]
    assert input.showcase_scanned_records(str(path), "{}") == 1
    assert input.showcase_file_contents(str(path)) == identity.file_contents(str(path))
    path.write_text("a,b\n1,2\n3,4\n")
    assert not input.showcase_same_file(str(path), "one run")
    assert input.showcase_same_file(str(path), "another run")
    assert input.showcase_file_contents(str(path)) == identity.file_contents(str(path))
    assert input.showcase_scanned_records(str(path), "{}") == -1
    input.showcase_scan_file(str(path), "{}")
    assert input.showcase_scanned_records(str(path), "{}") == 2
