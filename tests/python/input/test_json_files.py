"""Files with a JSON object a line: read as they are written, or refused by line without a value."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from test_csv_files import read
from test_csv_formats import write_files

from synthetic_showcase.functions import input
from synthetic_showcase.input.json_files import scan
from synthetic_showcase.input.scans import BYTE_ORDER_MARK


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("json")


def scanned(folder: Path, content: bytes | str, name: str = "table.ndjson"):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path, scan(path)


# A value as JSON, and its text.
VALUES = {
    '"007"': "007",
    '" é\\u00e9\\ud83e\\udd89\\n, "': " éé🦉\n, ",
    '"\\\\u0000"': "\\u0000",
    "12": "12",
    "123456789012345678901234567890": "123456789012345678901234567890",
    "-1": "-1",
    "1.0": "1",
    "-0.0": "0",
    "1.50": "1.50",
    "12345678901234567890.5": "12345678901234567890.5",
    "1e2": "100",
    "1E16": "1e+16",
    "1.5e-7": "1.5e-07",
    "true": "true",
    "false": "false",
    "null": "",
    '""': "",
}


def test_values_are_text_as_they_are_written(folder):
    lines = "".join(f'{{"a": {value}, "b": [{value}, null]}}\r\n' for value in VALUES)
    path, found = scanned(folder, BYTE_ORDER_MARK + lines.encode())
    assert (found.names, found.lists, found.records) == (["a", "b"], {2}, len(VALUES))
    rows = [[text, [] if value == "null" else [text]] for value, text in VALUES.items()]
    assert read(path) == rows
    path.with_suffix(".json.gz").write_bytes(gzip.compress(lines.encode()))
    assert read(path.with_suffix(".json.gz")) == rows


def test_keys_may_lack_and_stand_in_any_order(folder):
    path, found = scanned(folder, '{"a": 1, "b": [1]}\n\n{"b": [], "a": 2}\n{"b": null}\n')
    assert (found.records, found.blank_lines, found.lacking) == (3, 1, 1)
    assert read(path) == [["1", ["1"]], ["2", []], ["", []]]
    (blank, lacking) = json.loads(input.showcase_scan_file(str(path), "{}"))["notes"]
    assert blank.endswith("left out: 1") and lacking.endswith("have no value there: 1")


REFUSED = {
    "half a line": ('{"a": 1}\n{"a": "secret\n', "line 2 is not one JSON object; 1 such line"),
    "two objects": ('{"a": 1} {"a": "secret"}\n', "line 1 is not one JSON object"),
    "one array": ('[{"a": "secret"}]\n', "line 1 is a JSON list; write its objects on a line each"),
    "a number": ('{"a": 1}\n7\n8\n', "line 2 is not one JSON object; 2 such lines"),
    "depth": ('{"a": 1}\n' + "[" * 100_000, "line 2 is not one JSON object"),
    "other key": ('{"a": 1}\n{"secret": 2}\n', "line 2 has a key that the first line lacks"),
    "more keys": (
        '{"a": 1}\n{"a": 1, "secret": 2}\n',
        "line 2 has a key that the first line lacks",
    ),
    "a key twice": ('{"a": 1}\n{"a": 2, "a": 3}\n', "line 2 names a key twice"),
    "object": ('{"a": 1}\n{"a": {"secret": 3}}\n', 'line 2 has an object in "a"'),
    "object in a list": ('{"a": [{"secret": 3}]}\n', 'line 1 has an object in "a"'),
    "list in a list": ('{"a": [["secret"]]}\n', 'line 1 has a list in a list in "a"'),
    "two kinds": ('{"a": null}\n{"a": "secret"}\n{"a": [3]}\n', 'line 3 has a list in "a", where'),
    "the other": ('{"a": []}\n{"a": "secret"}\n', 'line 2 has a plain value in "a", where line 1'),
    "no number": ('{"a": 1}\n{"a": NaN}\n', "line 2 has NaN or Infinity"),
    "a large number": ('{"a": 1e999}\n', "line 1 has a number that is too large"),
    "UTF-8": (b'{"a": "\xe9"}\n', "line 1 has bytes that are not UTF-8"),
    "UTF-16": ('{"a": 1}\n'.encode("utf-16"), "line 1 has bytes that are not UTF-8"),
    "zero byte": ('{"a": "secret\\u0000"}\n', "line 1 has a zero byte"),
    "surrogate": ('{"a": "\\ud83e secret"}\n', "line 1 has half of a character"),
    "same name": ('{"a": 1, "A ": 2}\n', "line 1 gives columns 1 and 2 the same name"),
    "no name": ('{"a": 1, " ": 2}\n', "line 1 has a key without a name"),
    "no keys": ("{}\n{}\n", "it is empty"),
    "nothing": ("\n\n", "it is empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused_by_line(case, folder):
    content, said = REFUSED[case]
    _, found = scanned(folder, content)
    assert said in found.problem and "secret" not in found.problem


def test_files_of_a_pattern_have_one_shape(tmp_path):
    files = {"a.csv": '{"a": 1, "b": [2]}\n', "b.csv": '{"a": 3, "b": []}\n'}
    pattern = write_files(tmp_path / "files", files).replace("*.csv", "*.jsonl")
    for path in (tmp_path / "files").iterdir():
        path.rename(path.with_suffix(".jsonl"))
    assert read(Path(pattern)) == [["1", ["2"]], ["3", []]]
    (tmp_path / "files" / "c.jsonl").write_text('{"a": 4, "b": 5}\n')
    problem = json.loads(input.showcase_scan_file(pattern, "{}"))["problem"]
    assert "column 2 has lists in one of" in problem and "c.jsonl" in problem


def test_a_file_that_changes_while_it_is_read_shows_nothing(folder):
    path, _ = scanned(folder, '{"a": "secret"}\n{"a": "x"}\n', "changes.ndjson")
    assert input.showcase_same_file(str(path), "one run")
    input.showcase_scan_file(str(path), "{}")
    assert input.showcase_scanned_records(str(path), "{}") == 2
    asked = pa.array([str(path)]), pa.array(["{}"]), pa.array([0])
    assert input.showcase_read_rows(*asked).to_pylist() == [["secret"]]
    path.write_text('{"a": "another secret"}\n')
    assert not input.showcase_same_file(str(path), "one run")
    assert input.showcase_scanned_records(str(path), "{}") == -1
    with pytest.raises(RuntimeError) as raised:
        input.showcase_read_rows(*asked)
    assert str(raised.value) == f"synthetic_showcase: {path} changed while it was read"


def test_a_build_reads_a_file_of_json(warehouse):
    lines = '{"sex": "F", "towns": ["Oslo", "Bodø"], "age": 40.0}\n' * 6
    path = warehouse.folder / "people.ndjson"
    path.write_text(lines + '{"sex": "M", "age": 7}\n')
    given = {"input_file": "people.ndjson", "reporting_resolution": 2}
    build = warehouse.build(**given)
    assert "people.ndjson: lines that lack a key, and so have no value there: 1" in build.output
    query = "select distinct * exclude (record_id) from showcase_input_records order by all"
    assert warehouse.rows(query, "sensitive") == [
        ("F", ["Bodø", "Oslo"], "40"),
        ("M", None, "7"),
    ]
    assert "not published again" in warehouse.build(**given).output
    run = warehouse.dbt(
        "run", "--select", "showcase_input_records", **given, input_format={"delimiter": ";"}
    )
    assert "showcase_input_format must be a mapping with some of the keys decimal, " in run.output
    private = {**given, "guarantee": "differential_privacy", "epsilon": 1, "data_set": "people"}
    del private["reporting_resolution"]
    run = warehouse.dbt("run", "--select", "showcase_input_records", **private)
    assert "in which lines lack a key: 1. With differential privacy" in run.output
    path.write_text(lines + '{"sex": "M", "age": 7, "towns": null}\n')
    run = warehouse.dbt("run", "--select", "showcase_input_records", **private)
    assert 'in which "towns" is null in some lines and a list in others' in run.output
