"""The release of the example, looked at from outside: what is published, and what keeps it safe."""

import csv
import hashlib

import pytest
import referee
from conftest import ROOT, Warehouse

K, R = 10, 3


@pytest.fixture(scope="module")
def sensitive():
    """The records of the example, read from its file."""
    with (ROOT / "seeds" / "example_cases.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    cells = ([None if v in ("", "0") else v for v in row[1:]] for row in rows)
    return referee.records(header[1:], cells)


@pytest.fixture(scope="module")
def synthetic(example):
    """The published synthetic records."""
    columns = [row[0] for row in example.rows("describe synthetic_records")][1:]
    return referee.records(columns, (row[1:] for row in example.rows("from synthetic_records")))


def test_every_synthetic_record_is_held_by_k_sensitive_ones(sensitive, synthetic):
    sets = referee.holders(sensitive)
    supports = [referee.support(record, sets, len(sensitive)) for record in set(synthetic)]
    assert min(supports) >= K
    assert all(synthetic), "a synthetic record without any value"


def test_each_value_is_as_frequent_as_reported(sensitive, synthetic):
    wanted = {a: n // K * K for a, n in referee.counts(sensitive, 1).items() if n >= K}
    assert dict(referee.counts(synthetic, 1)) == wanted


def test_aggregates_are_the_supports_rounded_down(example, sensitive):
    wanted = {c: n // K * K for c, n in referee.counts(sensitive, R).items() if n >= K}
    published = example.rows("select selections, reported_count from aggregates")
    assert len(published) == len(wanted)
    assert {referee.parse(text): count for text, count in published} == wanted


def test_long_forms_say_the_same_as_the_wide_ones(example, synthetic):
    long = {}
    for number, column, value, text in example.rows("from synthetic_attributes"):
        assert referee.parse(text) == {(column, value)}
        long.setdefault(number, set()).add((column, value))
    assert [long[number + 1] for number in range(len(synthetic))] == [set(r) for r in synthetic]

    combinations = {}
    for number, column, value, text in example.rows("from aggregate_attributes"):
        assert referee.parse(text) == {(column, value)}
        combinations.setdefault(number, set()).add((column, value))
    wide = dict(example.rows("select combination_id, selections from aggregates"))
    assert combinations == {number: set(referee.parse(text)) for number, text in wide.items()}


def test_quality_is_measured_against_the_reported_counts(example, synthetic):
    reported = {
        referee.parse(text): count
        for text, count in example.rows("select selections, reported_count from aggregates")
    }
    got = referee.counts(synthetic, R)
    for length, number, preservation, error, mae, lost in example.rows("from quality_by_length"):
        rows = [(got[c], n) for c, n in reported.items() if len(c) == length]
        assert number == len(rows)
        assert preservation == pytest.approx(sum(min(s / n, 1) for s, n in rows) / number)
        assert error == pytest.approx(sum(abs(s - n) / n for s, n in rows) / number, abs=1e-8)
        assert mae == pytest.approx(sum(abs(s - n) for s, n in rows) / number)
        assert lost == pytest.approx(sum(s == 0 for s, n in rows) / number)


def test_evaluation_is_measured_against_the_sensitive_counts(example, sensitive, synthetic):
    wanted, got = referee.counts(sensitive, R), referee.counts(synthetic, R)
    frequent = {c: n for c, n in wanted.items() if n >= K}
    for table, count in (("synthetic_records", got.__getitem__), ("aggregates", None)):
        query = f"from showcase_evaluation_by_length where compared = '{table}'"
        for _, length, number, _, error, *_ in example.rows(query, "sensitive"):
            rows = [(c, n) for c, n in frequent.items() if len(c) == length]
            assert number == len(rows)
            errors = [abs((count(c) if count else n // K * K) - n) / n for c, n in rows]
            assert error == pytest.approx(sum(errors) / number, abs=1e-8)
    by_count = "select compared, count_from, combinations from showcase_evaluation_by_count"
    total = 0
    for _, start, number in example.rows(by_count, "sensitive"):
        following = {1: 2, 2: 5, 5: 10}[int(str(start)[0])] * 10 ** (len(str(start)) - 1)
        assert number == sum(start <= n < following for n in frequent.values())
        total += number
    assert total == 2 * len(frequent)


def test_the_subject_id_and_rare_values_are_not_in_the_published_file(example, sensitive):
    singles = [(value, n) for ((_, value),), n in referee.counts(sensitive, 1).items()]
    rare = {value for value, n in singles if n < K} - {value for value, n in singles if n >= K}
    assert rare
    assert not rare & {row[0] for row in example.rows("select value from synthetic_attributes")}
    assert not rare & {row[0] for row in example.rows("select value from aggregate_attributes")}
    columns = {row[0] for row in example.rows("select column_name from duckdb_columns()")}
    assert not columns & {"case_id", "made_by", "support", "sensitive_count"}


def test_the_summary_says_what_was_made(example):
    output = (example.folder / "build.txt").read_text()
    for part in (
        "of 6000 sensitive ones",
        "k = 10, R = 3",
        "that are equal to a synthetic one",
        "length 3:",
    ):
        assert part in output


def test_same_seed_same_bytes_whatever_the_threads(example, tmp_path):
    first = example.published(same_run=False)
    for threads in (1, 4):
        warehouse = Warehouse(tmp_path / str(threads))
        warehouse.folder.mkdir()
        warehouse.build(threads=threads)
        assert warehouse.published(same_run=False) == first
    warehouse.build("--select", "+showcase_synthetic_records", "+showcase_aggregates", seed=1)
    for table, same in (("aggregates", True), ("synthetic_records", False)):
        made = warehouse.rows(f"from published.{table}", "sensitive")
        assert (sorted(made, key=repr) == sorted(first[table], key=repr)) == same


def test_the_order_of_the_rows_does_not_matter(example, warehouse):
    lines = (ROOT / "seeds" / "example_cases.csv").read_text(encoding="utf-8").splitlines()
    turned = warehouse.folder / "turned.csv"
    turned.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    warehouse.build(input_file=str(turned), subject_id="case_id")
    assert warehouse.published(same_run=False) == example.published(same_run=False)


TAMPERED = {
    "unsupported_synthetic_records": (
        "update showcase_synthesized_records set citizenship = 'ISL' where synthetic_id = 1",
        "showcase_unsupported_synthetic_records+",
        "synthetic_records_are_supported",
    ),
    "leaked_combinations": (
        "insert into showcase_synthesized_combination_counts "
        "select 1, [attribute_id], 1 from showcase_attributes"
        " where support between 1 and 9 limit 1",
        "showcase_rare_combinations+",
        "nothing_rare_leaks",
    ),
    "fabricated_combinations": (
        "insert into showcase_synthesized_combination_counts select 2, list(attribute_id), 1 from ("
        "from showcase_attributes where column_name = 'gender' order by support desc limit 2)",
        "showcase_rare_combinations+",
        "nothing_is_fabricated",
    ),
    "misreported_aggregates": (
        "update showcase_reported_aggregates set reported_count = reported_count + 1 "
        "where combination_id = 7",
        "showcase_misreported_aggregates+",
        "aggregates_are_rounded_down",
    ),
}


@pytest.mark.parametrize("finding", TAMPERED)
def test_a_finding_keeps_the_earlier_release(finding, tmp_path, example):
    """Each check catches what it is for, and neither `build` nor `run` publishes after it."""
    warehouse = example.copied_to(tmp_path / "copy")
    statement, selection, test = TAMPERED[finding]
    warehouse.change(statement)
    before = digest(warehouse)

    build = warehouse.dbt("build", "--select", selection)
    assert build.code != 0
    assert f"FAIL 1 {test} " in build.output
    assert f"FAIL {finding}: " in build.output
    assert digest(warehouse) == before

    run = warehouse.dbt("run", "--select", selection)
    assert run.code != 0
    assert f"not published, because these checks have findings: {finding}" in run.output
    assert digest(warehouse) == before


def test_nothing_is_published_that_was_not_checked(tmp_path, example):
    warehouse = example.copied_to(tmp_path / "copy")
    warehouse.change("delete from showcase_release_checks")
    before = digest(warehouse)
    run = warehouse.dbt("run", "--select", "showcase_synthetic_records")
    assert run.code != 0
    assert "not published, because nothing was checked" in run.output
    assert digest(warehouse) == before


def digest(warehouse) -> str:
    """A fingerprint of all that is published."""
    return hashlib.sha256(repr(warehouse.published()).encode()).hexdigest()
