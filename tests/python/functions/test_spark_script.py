"""The script that runs on the executors of Spark: the samplers, and the reader of CSV files."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from conftest import ROOT
from tables import as_records

from synthetic_showcase.functions.spark_script import (
    read_rows,
    sample_counts,
    sample_parts,
    scan_file,
)
from synthetic_showcase.synthesis.aggregate_seeded import sample_aggregates
from synthetic_showcase.synthesis.sampling import sample_records

SETTINGS = {"resolution": 3, "mode": "shortfall_seeded", "seed": 5}
RNG = np.random.default_rng(1)
TABLE = [set(RNG.integers(0, 12, 5).tolist()) for _ in range(400)]


def lines(part, table):
    return [f"{part}\t1\t{' '.join(map(str, sorted(row)))}\n" for row in table]


def kinds(sampled):
    """Lines as the script gives them, of a sampler's result."""
    numbers = np.bincount(sampled.kinds, minlength=sampled.made_by.size)
    rows = zip(sampled.offsets[:-1], sampled.offsets[1:], numbers, strict=True)
    return [f"{' '.join(map(str, sampled.attribute_ids[a:b]))}\t{n}\n" for a, b, n in rows]


def test_one_part_is_sampled_as_the_whole_table():
    assert list(sample_parts(lines(0, TABLE), SETTINGS)) == kinds(
        sample_records(as_records(TABLE), **SETTINGS)
    )


def test_each_part_is_sampled_from_its_own_records():
    first, second = TABLE[:250], TABLE[250:]
    both = list(sample_parts(lines(0, first) + lines(1, second), SETTINGS))
    alone = list(sample_parts(lines(0, first), SETTINGS))
    assert both[: len(alone)] == alone
    assert both[len(alone) :] == list(sample_parts(lines(1, second), SETTINGS))
    for line in both[len(alone) :]:
        record = set(map(int, line.split("\t")[0].split(" ")))
        assert sum(record <= row for row in second) >= SETTINGS["resolution"]


def test_parts_with_the_same_records_do_not_draw_alike():
    assert list(sample_parts(lines(0, TABLE), SETTINGS)) != list(
        sample_parts(lines(1, TABLE), SETTINGS)
    )


def test_counts_give_the_records_of_the_sampler_in_its_order():
    counted = {(0,): 9, (1,): 6, (2,): 6, (0, 1): 6, (0, 2): 3}
    settings = {"reporting_length": 2, "seed": 3}
    given = [f"{' '.join(map(str, ids))}\t{n}\n" for ids, n in counted.items()]
    made = {}
    for line in sample_counts(given, settings):
        attributes, ids = line.rstrip("\n").split("\t")
        made.update({int(i): list(map(int, attributes.split(" "))) for i in ids.split(" ")})
    offsets = np.cumsum([0, *map(len, counted)])
    sampled = sample_aggregates(
        offsets,
        np.concatenate(list(map(np.array, counted))),
        np.array(list(counted.values())),
        **settings,
    )
    ends, attributes, _ = sampled.one_by_one()
    expected = np.split(attributes, ends[1:-1])
    assert [made[i + 1] for i in range(len(made))] == [each.tolist() for each in expected]


def asked(path, given="{}", **more):
    return [json.dumps({"path": str(path), "given": given} | more) + "\n"]


def test_a_file_is_scanned_and_then_read_if_it_is_the_same(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes('a;b\r\n"x\r\n\t;";Malmö \\N\r\n;""\r\n'.encode("cp1252"))
    given = '{"encoding": "windows-1252"}'
    (told,) = map(json.loads, scan_file(asked(path, given), {}))
    assert (told["problem"], told["names"]) == ("", ["a", "b"])
    before = asked(path, given, contents=told["contents"])
    lines = list(read_rows(before, {}))
    # Spark takes lines apart at line breaks and tabs.
    assert all(line.isascii() and line.count("\n") == 1 and "\t" not in line for line in lines)
    assert list(map(json.loads, lines)) == [["x\r\n\t;", "Malmö \\N"], ["", ""]]
    path.write_bytes(path.read_bytes() + b"y;z\r\n")
    with pytest.raises(SystemExit, match=f"{path} changed while it was read"):
        list(read_rows(before, {}))
    (told,) = map(json.loads, scan_file(asked(path), {}))
    assert "UTF-8" in told["problem"]
    assert "windows-1252" in told["help"]


@pytest.mark.parametrize("function", [sample_parts, sample_counts, scan_file, read_rows])
def test_nothing_in_is_nothing_out(function):
    assert list(function([], {})) == []


def test_executors_need_no_more_than_numpy_and_numba():
    script = (
        "import sys; import synthetic_showcase.functions.spark_script as it; print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert {"numpy", "numba"} <= set(done.stdout.split())
    assert {"pyarrow", "pandas", "duckdb", "openpyxl"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize(
    ("given", "error"),
    [("0\t1\tx y\n", "ValueError"), ("0\t1\n", "ValueError"), ("0\t1\t1 2\n", "unknown mode")],
)
def test_what_goes_wrong_ends_with_an_exit_code(given, error):
    settings = '{"resolution": 3, "mode": "nonesuch", "seed": 0}'
    done = subprocess.run(
        [sys.executable, "-m", "synthetic_showcase.functions.spark_script", "records", settings],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")},
    )
    assert done.returncode != 0
    assert error in done.stderr
