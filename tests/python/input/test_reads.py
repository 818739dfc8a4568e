"""How often a build reads the file of the sensitive table."""

import json
from pathlib import Path

import pytest
from conftest import forks
from tables import write_csv

PEOPLE = 1000
# What else a build reads is less than this.
BYTES = 150_000_000
READS = {
    "one row a person": (["build"], {}, 3),
    # Here nothing is asked of the records but how many there are, which the scan has counted.
    "a file of JSON": (["run", "--select", "+showcase_input_records"], {}, 2),
    "several rows a person, with what is learned from them": (
        ["run", "--select", "+showcase_input_records"],
        {
            "subject_id": "person",
            "bands": {"age": {"quantiles": 3}},
            "generalize": {"town": "auto", "work": "kind"},
            "hierarchies": {"town": "towns.csv", "work": "works.csv"},
        },
        5,
    ),
    "differential privacy": (
        ["run", "--select", "+showcase_input_records"],
        {
            "subject_id": "person",
            "guarantee": "differential_privacy",
            "epsilon": 5,
            "bands": {"age": {"quantiles": 3, "from": 0, "to": 100}},
        },
        3,
    ),
}


def bytes_read() -> int:
    """By the dbt commands so far that have ended, with their processes."""
    lines = Path(f"/proc/{forks().process.pid}/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["rchar"])


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="the kernel counts no bytes")
@pytest.mark.parametrize("case", READS)
def test_a_build_reads_its_file_no_more_often_than_promised(case, warehouse):
    """Once as bytes, which are scanned and hashed; once as DuckDB reads it, to check the rows; and
    once for the records. Rows that are to be joined cost one more, and so does generalizing."""
    command, options, promised = READS[case]
    rows = [
        (
            i // 2 if "bands" in options else i,
            i % 90,
            f"town {i % 5}",
            f"work {i % 3}",
            "x" * (BYTES // PEOPLE),
        )
        for i in range(PEOPLE)
    ]
    path = write_csv(
        warehouse.folder / "people.csv", ["person", "age", "town", "work", "long"], rows
    )
    if "JSON" in case:
        path = Path(path).with_suffix(".ndjson")
        keys = ["person", "age", "town", "work", "long"]
        lines = (json.dumps(dict(zip(keys, row, strict=True))) for row in rows)
        path.write_text("\n".join(lines))
    write_csv(
        warehouse.folder / "towns.csv", ["value", "part"], [(f"town {i}", "all") for i in range(5)]
    )
    write_csv(
        warehouse.folder / "works.csv", ["value", "kind"], [(f"work {i}", "all") for i in range(3)]
    )
    before = bytes_read()
    used = ["age", "town", "work"]
    build = warehouse.dbt(*command, input_file=str(path), use_columns=used, **options)
    assert build.code == 0, build.output
    assert (bytes_read() - before) // BYTES == promised
