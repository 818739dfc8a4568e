"""CSV files as programs write them, read by what `showcase_input_format` says, or refused."""

import codecs
import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_csv_files import is_exact, read, scanned

from synthetic_showcase.functions import input
from synthetic_showcase.input import csv_files
from synthetic_showcase.input.csv_files import scan
from synthetic_showcase.input.scans import Format


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("formats")


# What helps with each file of the shared cases that is not read by itself; nothing if no setting.
HELPS = {
    "02_longer_rows_later.csv": None,
    "02b_rare_person_in_header.csv": None,
    "06_latin1.csv": {"encoding": "windows-1252"},
    "07_blank_first_line.csv": {"header_line": 2},
    "03_latin1.csv": {"encoding": "windows-1252"},
    "03b_utf16.csv": {"encoding": "utf-16"},
    "03c_cp1252_semicolon.csv": {"encoding": "windows-1252"},
    "04c_title_lines.csv": {"header_line": 3},
    "05c_tilde_delim.csv": {"delimiter": "~"},
    "06_dup_columns.csv": None,
    "07c_ragged.csv": None,
    "21_no_header.csv": {"header": True},
    "28_stray_quote.csv": None,
    "32_single_quote.csv": {"quote": "'"},
    "34_comment.csv": {"header_line": 2},
}


def test_every_shared_case_is_read_or_refused_with_what_helps(data):
    folder = data.parent / "cases"
    paths = [*folder.glob("*.csv"), *folder.glob("*/*.csv")]
    if not paths:
        pytest.skip(f"no cases in {folder}")
    refused = {}
    for path in paths:
        found, given = scan(path), {}
        if found.problem:
            refused[path.name] = given = found.advice
            found = scan(path, Format(**given))
        if not found.problem:
            is_exact(path, found, given)
    assert {name: helps or None for name, helps in refused.items()} == HELPS


TEXT = st.text(st.sampled_from('aé€"Ÿ,;\n\r \x81漢🦉\ufeff'), max_size=4)
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "cp1252": b""}


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5),
    encoding=st.sampled_from(list(MARKS)),
    chunk=st.sampled_from([1, 2, 3, 1 << 22]),
)
def test_other_encodings_are_read_exactly(rows, encoding, chunk, folder):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["nåme", "town"], *rows])
    written = text.getvalue().encode(encoding, "ignore")
    format = {"encoding": "windows-1252" if encoding == "cp1252" else "utf-16"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_files, "CHUNK", chunk)
        path, found = scanned(folder, MARKS[encoding] + written, **format)
    kept = [[field.encode(encoding, "ignore").decode(encoding) for field in row] for row in rows]
    if encoding == "cp1252" and written.decode("cp1252").isascii():
        assert not found.problem
    assert not found.problem and found.names == ["nåme", "town"]
    assert read(path, format) == kept


# Bytes, the format, and what the message says: where the encoding is another one.
WRONG = {
    "no character": (
        b"a,b\nx,\x81\n",
        "windows-1252",
        "line 2 has bytes that are not WINDOWS-1252",
    ),
    "UTF-8 after all": ("a,b\nx,é\n".encode(), "windows-1252", "it is in UTF-8"),
    "no mark": ("a,b\nx,é\n".encode("utf-16-le"), "utf-16", "byte order mark of UTF-16"),
    "half a character": ("a,b\nx,é\n".encode("utf-16")[:-1], "utf-16", "line 2 has bytes that"),
    "half a pair": (
        codecs.BOM_UTF16_LE + b"a\0,\0b\0\n\0x\0,\0\x3d\xd8\n\0",
        "utf-16",
        "line 2 has",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_bytes_of_another_encoding_are_refused(case, folder):
    content, encoding, said = WRONG[case]
    _, found = scanned(folder, content, encoding=encoding)
    assert said in found.problem


# Content, the setting that the message names, and the rows that are read with it.
ROWS = [["1", "x"], ["2", "y"]]
SETTINGS = {
    "titles": ('Title "of a\nb\r\nid,kind\r\n1,x\r\n2,y\r\n', {"header_line": 3}, ROWS),
    "titles in all columns": ("Title,,\nid,kind,z\n1,x,u\n2,y,v\n", {"header_line": 2}, None),
    "blank lines first": ("\n\nid,kind\n1,x\n2,y\n", {"header_line": 3}, ROWS),
    "comments": ("# by me\n# today\nid;kind\n1;x\n2;y\n", {"header_line": 3}, ROWS),
    "titles in an old encoding": (
        b"T\xe9\nid,kind\n1,x\n2,y\n",
        {"encoding": "windows-1252"},
        None,
    ),
    "single quotes": ("'id','kind'\n'1','x'\n2,'y'\n", {"quote": "'"}, ROWS),
    "no quotes": ('id\tkind\n1\tx"\n2\t"y\n', {"quote": ""}, [["1", 'x"'], ["2", '"y']]),
    "blank in one column": ("id\n1\n\n2\n", {"skip_blank_lines": True}, [["1"], ["2"]]),
    "nobody": ("Title\nid,kind\n", {"header_line": 2}, []),
    "delimiter": ("id^kind\n1^x\n2^y\n", {"delimiter": "^"}, ROWS),
    "header": ("F,x\nF,x\n", {"header": True}, [["F", "x"]]),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_a_refusal_names_the_setting_with_which_the_file_is_read(case, folder):
    content, setting, rows = SETTINGS[case]
    path, found = scanned(folder, content)
    assert found.problem and found.advice == setting
    refused = json.loads(input.showcase_scan_file(str(path), "{}"))
    assert refused["help"].endswith(f"set showcase_input_format: {json.dumps(setting)}")
    if rows is not None:
        assert read(path, setting) == rows
        is_exact(path, scan(path, Format(**setting)), setting)


def test_what_is_set_already_stays_in_the_advice(folder):
    path, _ = scanned(folder, b"a;b\n1;\xe9\n")
    given = '{"delimiter": ";"}'
    said = json.loads(input.showcase_scan_file(str(path), given))["help"]
    assert said.endswith('{"delimiter": ";", "encoding": "windows-1252"}')


def test_no_record_is_named_as_the_header(folder):
    """A line with more fields may be a record; numbers are no names."""
    assert scanned(folder, "a,b\n1,2,3\n4,5,6\n7,8,9\n")[1].advice == {}
    _, found = scanned(folder, "Title\na,b\n1,2\n3,4\n", header_line=3)
    assert not found.problem
    _, found = scanned(folder, "a,b\n1,2\n", header_line=5)
    assert found.problem == "it has no line 5, where the header has to be"


@pytest.mark.parametrize("first", ["sep=~", "SEP=~", '"sep=~"', "\ufeffsep=~"])
def test_a_line_that_tells_the_delimiter_is_understood(first, folder):
    path, found = scanned(folder, f"{first}\r\nid~kind, and more\r\n1~x\r\n2~y\r\n")
    assert (found.delimiter, found.header_line, found.records) == ("~", 2, 2)
    assert read(path) == ROWS
    utf_16 = f"{first}\r\nid~kind\r\n1~x\r\n2~y\r\n".removeprefix("\ufeff").encode("utf-16")
    path, _ = scanned(folder, utf_16)
    assert read(path, {"encoding": "utf-16"}) == ROWS
    assert scanned(folder, "sep=,\n")[1].problem == "it has no line 2, where the header has to be"


# Header and rows; what is left out, or where a name is missing.
UNNAMED = {
    "index": (",a\n0,x\n1,y\n", {1: "counts the rows"}),
    "index from 1": (',a\n"1",x\n"2",y\n', {1: "counts the rows"}),
    "nothing": ("a,,\nx,,\ny, ,\n", {2: "has no value", 3: "has no value"}),
    "both": (",a,\n0,x,\n1,y,\n", {1: "counts the rows", 3: "has no value"}),
    "no count": (",a\n0,x\n2,y\n", 1),
    "a count that is not the first": ("a,\nx,0\ny,1\n", 2),
    "a value at last": ("a,\nx,\ny,z\n", 2),
    "no name at all": (",\n,\n,\n", 1),
}


@pytest.mark.parametrize("case", UNNAMED)
def test_a_column_without_a_name_is_left_out_if_it_says_nothing(case, folder):
    content, expected = UNNAMED[case]
    path, found = scanned(folder, content)
    if isinstance(expected, int):
        assert f"line 1 has no name for column {expected}" in found.problem
        return
    assert found.left_out == expected
    is_exact(path, found)
    # With a byte order mark and in another encoding too.
    is_exact(*scanned(folder, "\ufeff" + content))
    (folder / "utf16.csv").write_text(content, encoding="utf-16", newline="")
    assert read(folder / "utf16.csv", {"encoding": "utf-16"}) == read(path)


def test_a_record_that_is_mostly_empty_is_pointed_at(folder):
    rows = "".join(f"{i},F,{i % 9},Oslo\n" for i in range(50))
    path, found = scanned(folder, f"id,sex,age,town\n{rows},,,\nTOTAL,,,\n")
    assert found.sparse == (2, 52, 53)
    (note,) = json.loads(input.showcase_scan_file(str(path), "{}"))["notes"]
    assert "unlike others: 2 (lines 52 to 53)" in note and "TOTAL" not in note
    # Where many are so, it is how the table is.
    assert scanned(folder, "a,b,c\n" + "x,,\nx,y,z\n" * 20)[1].sparse == (0, 0, 0)
    assert scanned(folder, "a,b,c\n" + "x,y,z\n" * 20)[1].sparse == (0, 0, 0)


@pytest.mark.parametrize("how", ["gz", "zst"])
def test_compressed_files_are_read(how, folder):
    content = b"a,b\n" + b"".join(b"%d,x%d\n" % (i, i) for i in range(20_000))
    packed = pack(how, content[:5000]) + pack(how, content[5000:])
    path, found = scanned(folder, packed, f"t.csv.{how}")
    assert found.records == 20_000
    rows = [[str(i), f"x{i}"] for i in range(20_000)]
    assert read(path) == rows
    titled = pack(how, b"Title\n" + content)
    path, _ = scanned(folder, titled, f"titled.tsv.{how}")
    assert read(path, {"header_line": 2}) == rows
    _, found = scanned(folder, pack(how, content)[:-20], f"cut.csv.{how}")
    assert found.problem == "it can't be read to its end"
    _, found = scanned(folder, content, f"none.csv.{how}")
    assert "not compressed as its name says" in found.problem


def pack(how: str, content: bytes) -> bytes:
    if how == "gz":
        return gzip.compress(content)
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as file:
        file.write(content)
    return sink.getvalue().to_pybytes()


def write_files(folder: Path, files: dict[str, bytes | str]) -> str:
    """Write files in a folder of their own and return the pattern that matches them."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / "*.csv")


@pytest.mark.parametrize("format", [{}, {"encoding": "windows-1252"}, {"header_line": 2}])
def test_files_of_a_pattern_are_read_one_after_the_other(format, tmp_path):
    title = "Title\n" if "header_line" in format else ""
    files = {
        f"{i:03}.csv": f"{title}a,b\n" + "".join(f"{i},{k}\n" for k in range(3000))
        for i in range(9)
    }
    # Alike, with other line ends, with another delimiter, and with nobody.
    files["004.csv"] = files["004.csv"].replace("\n", "\r\n")
    files["005.csv"] = files["005.csv"].replace(",", ";")
    files["007.csv"] = f"{title}a,b\n"
    if not format:
        files["002.csv"] = "\ufeff" + files["002.csv"]
    pattern = write_files(tmp_path / "files", files)
    rows = [[str(i), str(k)] for i in range(9) if i != 7 for k in range(3000)]
    assert read(Path(pattern), format) == rows
    given = json.dumps(format)
    assert input.showcase_scanned_records(pattern, given) == 24_000
    notes = json.loads(input.showcase_scan_file(pattern, given))["notes"]
    assert notes[0] == "9 files, 24000 records"


def test_what_identifies_files_is_their_contents_in_order(tmp_path):
    pattern = write_files(tmp_path / "one", {"a.csv": "a\n1\n", "b.csv": "a\n2\n"})
    other = write_files(tmp_path / "two", {"a.csv": "a\n2\n", "b.csv": "a\n1\n"})
    same = write_files(tmp_path / "three", {"c.csv": "a\n1\n", "d.csv": "a\n2\n"})
    for each in (pattern, other, same):
        input.showcase_scan_file(each, "{}")
    one, two, three = map(input.showcase_file_contents, (pattern, other, same))
    assert one == three != two and len(one) == 64
    assert input.showcase_same_file(pattern, "run")
    (tmp_path / "one" / "b.csv").write_text("a\n3\n")
    assert not input.showcase_same_file(pattern, "run")
    assert input.showcase_same_file(same, "run")
    (tmp_path / "three" / "e.csv").write_text("a\n3\n")
    assert not input.showcase_same_file(same, "run")


# Files, and what is wrong.
DIFFERENT = {
    "order": ({"a.csv": "a,b\n1,2\n", "b.csv": "b,a\n1,2\n"}, "the name of column 1 in"),
    "spelling": ({"a.csv": "a,b\n1,2\n", "b.csv": "a,B\n1,2\n"}, "the name of column 2 in"),
    "number": ({"a.csv": "a,b\n1,2\n", "b.csv": "a\n1\n"}, "has 1 columns where"),
    "bad lines": ({"a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1\n"}, "b.csv: line 2 has 1 field"),
    "a copy": ({"a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n"}, "has the same contents as another"),
    "index": ({"a.csv": ",b\n0,2\n", "b.csv": ",b\n,2\n"}, "column 1 has no name"),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_files_that_differ_are_named(case, tmp_path):
    files, said = DIFFERENT[case]
    pattern = write_files(tmp_path / "files", files)
    problem = json.loads(input.showcase_scan_file(pattern, "{}"))["problem"]
    assert said in problem and "b.csv" in problem


def test_a_pattern_matches_files_that_can_be_seen_once(tmp_path):
    pattern = write_files(tmp_path / "files", {"a.csv": "a\n1\n"})
    assert input.showcase_find_files(pattern) == ""
    assert "that a file matches" in input.showcase_find_files(str(tmp_path / "*.csv"))
    assert "a file that exists" in input.showcase_find_files(str(tmp_path / "a.csv"))
    (tmp_path / "files" / "b.csv").symlink_to(tmp_path / "files" / "a.csv")
    assert "matches each file once" in input.showcase_find_files(pattern)
    (tmp_path / "files" / "b.csv").unlink()
    (tmp_path / "files" / "c.csv").mkdir()
    assert "it matches" in input.showcase_find_files(pattern)
    (tmp_path / "files" / ".a.csv").write_text("a\n1\n")
    assert "not hidden" in input.showcase_find_files(pattern)
    # A file with such a name is that file.
    (tmp_path / "[x]*.csv").write_text("a\n5\n")
    assert read(tmp_path / "[x]*.csv") == [["5"]]


def test_a_file_that_changes_while_python_reads_it_shows_nothing(folder):
    path, _ = scanned(folder, "Title\na,b\n1,secret\n", "changes.csv")
    given = '{"header_line": 2}'
    input.showcase_scan_file(str(path), given)
    asked = (pa.array([str(path)]), pa.array([given]), pa.array([0]))
    assert input.showcase_read_rows(*asked).to_pylist() == [["1", "secret"]]
    path.write_text("Title\na,b\n1,another secret\n")
    with pytest.raises(RuntimeError) as raised:
        input.showcase_read_rows(*asked)
    assert str(raised.value) == f"synthetic_showcase: {path} changed while it was read"


def test_records_are_read_in_any_order(folder):
    content = "a\n" + "".join(f"{i}\n" for i in range(100)) + "\n"
    path, _ = scanned(folder, content, "order.csv")
    given = '{"skip_blank_lines": true}'
    input.showcase_scan_file(str(path), given)
    for places in ([5, 6, 7], [0, 1], [8, 9], [3, 2, 99]):
        asked = pa.array([str(path)] * len(places)), pa.array([given] * len(places))
        rows = input.showcase_read_rows(*asked, pa.array(places)).to_pylist()
        assert rows == [[str(place)] for place in places]


# What is in a column with bands, its bands, and the setting that the message names.
SPELLED = {
    "decimal comma": (["1,5", "2,25"], [0, 2], ['{"decimal": ","}']),
    "and points": (["1.234,50", "7"], [0, 2], ['{"decimal": ",", "thousands": "."}']),
    "commas": (["1,234.50", "7"], [0, 2], ['{"thousands": ","}']),
    "blanks": (["1 234,50", "7"], [0, 2], ['{"decimal": ",", "thousands": " "}']),
    "two ways": (["1,234"], [0], ['{"decimal": ","}', ' or {"thousands": ","}']),
    "eight digits": (["20240131"], "month", ['{"date_format": "%Y%m%d"}']),
    "day first": (["31.01.2024"], "year", ['{"date_format": "%d.%m.%Y"}']),
    "short year": (["31.01.24"], "year", ['{"date_format": "%d.%m.%y"}']),
    "day or month": (["02/03/2024"], "year", ["%d/%m/%Y", ' or {"date_format": "%m/%d/%Y"}']),
    "times": (["31.01.2024 10:30"], "year", ['{"timestamp_format": "%d.%m.%Y %H:%M"}']),
    "no number": (["1,5", "much"], [0], []),
}


@pytest.mark.parametrize("case", SPELLED)
def test_numbers_and_dates_are_refused_with_the_setting_that_helps(case, warehouse):
    values, bands, helps = SPELLED[case]
    rows = "".join(f"F;{value}\r\n" for value in values * 3)
    (warehouse.folder / "people.csv").write_text("sex;value\r\n" + rows, newline="")
    given = {"input_file": "people.csv", "bands": {"value": bands}}
    run = warehouse.dbt("run", "--select", "showcase_input_records", **given)
    assert run.code != 0 and "showcase_bands must be for a column of" in run.output
    assert ("set showcase_input_format" in run.output) == bool(helps), run.output
    assert all(each in run.output for each in helps), run.output
    assert not any(value in run.output for value in values if len(value) > 1)


def test_numbers_and_dates_are_read_as_they_are_spelled(warehouse):
    header = ["poids", "solde", "né", "vu", "code"]
    rows = [
        ["1.234,50", "0,00", "31.12.2023", "01.02.2024 10:30", "007"],
        ["12,5", "0", "01.04.2024", "01.02.2024", "1,50"],
        ["-0,5", "5,00", "", "", "0,0"],
        ["", "0,01", "29.02.2024", "05.06.2024 00:00", "1.5"],
    ]
    path = warehouse.folder / "people.csv"
    with path.open("w", newline="", encoding="cp1252") as file:
        file.write("Titre\u20ac\r\n")
        csv.writer(file, delimiter=";").writerows([header, *rows])
    format = {"delimiter": ";", "encoding": "windows-1252", "header_line": 2}
    format |= {"decimal": ",", "thousands": ".", "date_format": "%d.%m.%Y"}
    format |= {"timestamp_format": "%d.%m.%Y %H:%M"}
    bands = {"poids": [0, 100], "né": "quarter", "vu": "month"}
    given = {"input_file": "people.csv", "input_format": format, "bands": bands}
    run = warehouse.dbt("run", "--select", "showcase_input_records", **given)
    assert run.code == 0, run.output
    assert "people.csv: lines above the header that are left out: 1" in run.output
    assert warehouse.rows("from showcase_input_records order by record_id", "sensitive") == [
        (0, "100+", None, "2023-Q4", "2024-02", "007"),
        (1, "000-099", None, "2024-Q2", "2024-02", "1,50"),
        (2, "(below 0)", "5,00", None, None, None),
        (3, None, "0,01", "2024-Q1", "2024-06", "1.5"),
    ]
    bands["poids"] = {"quantiles": 2}
    run = warehouse.dbt("run", "--select", "showcase_input_records", **{**given, "bands": bands})
    assert run.code == 0, run.output
    path.write_bytes(path.read_bytes().replace(b"29.02.2024", b"30.02.2024"))
    run = warehouse.dbt("run", "--select", "showcase_input_records", **given)
    assert "other cells in n\u00e9: 1;" in run.output and "30.02" not in run.output


def test_files_of_a_pattern_are_one_table(warehouse):
    files = {
        f"{month}.csv": ",sex,town\n" + "".join(f"{i},F,Oslo\n" for i in range(4 + month)) + ",,\n"
        for month in (1, 2)
    }
    write_files(warehouse.folder / "exports", files)
    given = {"input_file": "exports/*.csv", "reporting_resolution": 2}
    refused = warehouse.dbt("run", "--select", "showcase_input_records", **given)
    assert "line 1 has no name for column 1" in refused.output
    for name, content in files.items():
        (warehouse.folder / "exports" / name).write_text(content.removesuffix(",,\n"))
    build = warehouse.build(**given)
    assert "2 files, 11 records" in build.output
    assert "exports/1.csv: column 1 has no name and counts the rows" in build.output
    assert warehouse.rows("from showcase_input_records", "sensitive")[0] == (0, "F", "Oslo")
    assert len(warehouse.rows("from showcase_input_records", "sensitive")) == 11
    assert "not published again" in warehouse.build(**given).output
    write_files(warehouse.folder / "other", {"a.csv": ",sex,town\n0,M,Bodo\n1,M,Bodo\n"})
    (warehouse.folder / "other" / "a.csv").rename(warehouse.folder / "exports" / "3.csv")
    given["allow_repeated_k_anonymity"] = True
    select = ("--select", "+showcase_readiness_by_column")
    assert "13 records" in warehouse.build(*select, **given).output
    private = {**given, "guarantee": "differential_privacy", "epsilon": 1}
    del private["allow_repeated_k_anonymity"]
    refused = warehouse.dbt("run", "--select", "showcase_input_records", **private)
    assert "showcase_data_set must be the name under which the budget is kept" in refused.output
    private["data_set"] = "people"
    refused = warehouse.dbt("run", "--select", "showcase_input_records", **private)
    assert "in which a column has no name (column 1 counts the rows)" in refused.output
