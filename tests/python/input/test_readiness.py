"""Readiness before any work: estimates against exact counts, and what is said of tables."""

import hashlib
import math
import random
import re

import duckdb
import pytest
import referee
from conftest import Warehouse
from tables import write_csv

K = 10
EDGES = [18, 25, 40, 65]
SUMMARY = ("run", "--select", "+showcase_readiness_summary")
OPERATION = ("--quiet", "run-operation", "showcase_readiness")


def say(warehouse: Warehouse, **options) -> list[str]:
    """What the operation prints, line by line."""
    done = warehouse.dbt(*OPERATION, **options)
    assert done.code == 0, done.output
    lines = done.output.strip().splitlines()
    # One screen.
    assert len(lines) <= 50 and max(map(len, lines)) <= 90, done.output
    assert lines[0].startswith("Readiness: ")
    return lines


def alternatives(warehouse: Warehouse) -> dict[str, tuple[str, float, float]]:
    """Setting, share and standard error by alternative."""
    query = "select alternative, setting, share_kept, standard_error"
    query += " from showcase_readiness_alternatives order by position"
    return {name: tuple(rest) for name, *rest in warehouse.rows(query, "sensitive")}


def exact(columns: list[str], rows: list[tuple], length: int = 3) -> float:
    """The share of the combinations that records hold which K records hold."""
    counts = referee.counts(referee.records(columns, rows), length).values()
    return sum(n for n in counts if n >= K) / sum(counts)


def band(age: int) -> str:
    return f"band {sum(age >= edge for edge in EDGES)}"


def test_what_a_release_could_keep_is_estimated_well(warehouse):
    """As it is and with each change, against counts in plain Python of the changed table."""
    draw = random.Random(11)
    columns = ["age", "town", "work", "sex", "income", "code", "visits"]
    rows = []
    for i in range(4500):
        age, town = int(90 * draw.random() ** 1.5), f"town {int(80 * draw.random() ** 2):02}"
        income = 1000 * (1 + int(60 * draw.random())) if age > 17 else None
        work = f"work {draw.choice([age // 15, draw.randrange(9)])}" if i % 3 else None
        code = f"case {i}" if draw.random() < 0.2 else f"kind {draw.randrange(4)}"
        sex = draw.choice("fm")
        rows.append((age, town, work, sex, income, code, f"{draw.randrange(3)} of {sex}"))
    path = write_csv(warehouse.folder / "people.csv", columns, rows)
    towns = [(f"town {i:02}", f"region {i // 10}") for i in range(80)]
    given = {
        "input_file": path,
        "sensitive_zeros": ["age"],
        "hierarchies": {
            "town": write_csv(warehouse.folder / "towns.csv", ["value", "region"], towns)
        },
    }
    done = warehouse.dbt(*SUMMARY, **given)
    assert done.code == 0, done.output
    region = dict(towns)

    # Quarters of the people by income, none of whom is parted from others with the same.
    incomes = sorted(row[4] for row in rows if row[4] is not None)

    def quarter(income):
        below, at = (sum(test(each) for each in incomes) for test in (income.__gt__, income.__eq__))
        return f"quarter {4 * (below + at / 2) // len(incomes)}"

    quarters = {income: quarter(income) for income in set(incomes)} | {None: None}
    changed = {
        "as it is": exact(columns, rows),
        "age in bands": exact(columns, [(band(row[0]), *row[1:]) for row in rows]),
        "income in bands": exact(columns, [(*row[:4], quarters[row[4]], *row[5:]) for row in rows]),
        "2 columns in bands": exact(
            columns, [(band(row[0]), *row[1:4], quarters[row[4]], *row[5:]) for row in rows]
        ),
        "town as region": exact(columns, [(row[0], region[row[1]], *row[2:]) for row in rows]),
        "combinations of up to 2 values": exact(columns, rows, 2),
    }
    found = alternatives(warehouse)
    for name, (setting, _, _) in found.items():
        if name.startswith("without "):
            left_out = set(setting.removeprefix("showcase_use_columns without ").split(", "))
            places = [i for i, column in enumerate(columns) if column not in left_out]
            assert len(places) < len(columns)
            changed[name] = exact(
                [columns[i] for i in places], [tuple(row[i] for i in places) for row in rows]
            )
    assert set(found) == set(changed) and len(found) == 8
    for name, truth in changed.items():
        _, share, error = found[name]
        assert 0 < error < 0.012, (name, error)
        assert abs(share - truth) < 3.5 * error, (name, share, truth)
    # They differ by more than the estimates can be wrong.
    assert changed["as it is"] + 0.1 < changed["2 columns in bands"]
    assert found["age in bands"][0] == f"showcase_bands: {{age: {EDGES}}}"
    assert found["income in bands"][0] == "showcase_bands: {income: {quantiles: 4}}"
    assert found["town as region"][0] == "showcase_generalize: {town: region}"

    # The operation says the same, and the build too.
    lines = say(warehouse, **given)
    assert lines[0] == "Readiness: 4,500 rows, 4,500 people, 7 columns; k = 10, R = 3"
    text = re.sub(r"\s+", " ", " ".join(lines))
    share = found["2 columns in bands"][1]
    assert f"{100 * share:.0f} % 2 columns in bands: showcase_bands: {{age: {EDGES}" in text
    built = done.output[done.output.index("Readiness: 4,500") :]
    printed = [re.sub(r"^\d\d:\d\d:\d\d  ", "", line) for line in built.splitlines()]
    assert printed[: len(lines)] == lines


def generated(name: str) -> tuple[list[str], list[tuple]]:
    """Columns and rows of a table that is no good as a whole."""
    draw = random.Random(3)
    people, columns = {"small": (2, 6), "wide": (176, 40), "unique": (900, 6)}[name]
    names = [f"v{i:02}" for i in range(columns)]
    values = {"small": 3, "wide": 4, "unique": 700}[name]
    return names, [tuple(f"a{draw.randrange(values)}" for _ in names) for _ in range(people)]


WHOLE = {
    "small": "fewer people than showcase_reporting_resolution = 10: 2",
    "wide": "so few people have little in common",
    "unique": "most values are those of a few people",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_that_is_no_good_is_told_so_as_a_whole(name, warehouse):
    columns, rows = generated(name)
    path = write_csv(warehouse.folder / "table.csv", columns, rows)
    lines = say(warehouse, input_file=path)
    text = re.sub(r"\s+", " ", " ".join(lines))
    assert WHOLE[name] in text
    if name == "small":
        assert "By column" not in text
    else:
        share = round(100 * exact(columns, rows))
        (told,) = re.findall(r"that people have, about (\d+) % are shared by 10 or more", text)
        assert abs(int(told) - share) <= 2 and share < 50
        # Where no value is frequent, no change of one option helps.
        helps = "% combinations of up to 2 values: showcase_reporting_length: 2" in text
        assert helps == (name == "wide")
    # No value of the table is printed.
    assert not re.search(r"\ba\d+\b", text)


def test_fewer_people_than_k_are_refused_before_work_and_not_with_differential_privacy(warehouse):
    rows = [(i // 3, "one", "same") for i in range(27)]
    path = write_csv(warehouse.folder / "nine.csv", ["person", "a", "b"], rows)
    given = {"input_file": path, "subject_id": "person"}
    refused = warehouse.dbt("build", **given)
    assert refused.code != 0 and not (warehouse.folder / "published.duckdb").exists()
    assert "showcase_reporting_resolution must be at most the number of people" in refused.output
    assert "people: 9; it is 10." in refused.output and "START sql" not in refused.output
    limited = warehouse.dbt("build", **given, record_limit=4, reporting_resolution=5)
    assert "of whom showcase_record_limit takes 4; it is 5." in limited.output

    # With differential privacy it stands in the sensitive table, and decides nothing: that so few
    # can not be published is learned from a number with noise.
    private = {"guarantee": "differential_privacy", "epsilon": 1, "delta": 1e-5}
    built = warehouse.dbt("build", **given, **private)
    assert "OK created sql reusable model main.showcase_readiness_summary" in built.output
    assert "must be at most the number of people" not in built.output
    assert built.code == 0 or "too small for its budget" in built.output
    query = "select advice from showcase_readiness_summary"
    assert "fewer people than" in warehouse.rows(query, "sensitive")[0][0]


def contents(warehouse: Warehouse) -> dict[str, str]:
    """A hash of each file of the release and of the sensitive file."""
    files = [
        *warehouse.folder.glob("*.duckdb"),
        *warehouse.folder.glob("releases/**/*"),
        *warehouse.folder.glob("target/release/**/*"),
    ]
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()
    }


@pytest.mark.parametrize("guarantee", ["k_anonymity", "differential_privacy"])
def test_the_operation_leaves_everything_as_it_is(guarantee, copied_example):
    """The release, the sensitive file and with it the budget; also with bands drawn with noise."""
    before = contents(copied_example)
    assert len(before) > 10
    private = guarantee == "differential_privacy"
    given = {}
    if private:
        given = {"guarantee": guarantee, "epsilon": 1, "delta": 1e-5}
        given["bands"] = {"year_of_registration": {"quantiles": 3, "from": 2000, "to": 2030}}
        given["max_values"] = {}
    lines = say(copied_example, **given)
    assert lines[0] == "Readiness: 6,000 rows, 6,000 people, 12 columns; k = 10, R = 3"
    if private:
        assert any(line.startswith("  bands: year_of_registration") for line in lines)
    assert contents(copied_example) == before


def test_a_total_is_pointed_to_by_its_number_alone(warehouse):
    columns = [f"c{i}" for i in range(6)]
    rows = [tuple("xyz"[(i * j) % 3] for j in range(6)) for i in range(200)]
    rows.insert(150, ("Sum of it", *[None] * 4, "4711"))
    # In a table that answers are missing from everywhere, a few empty records are like others.
    patchy = [tuple("x" if (i * 7 + j) % 11 < 6 else None for j in range(6)) for i in range(200)]
    patchy[20] = ("x", *[None] * 5)
    given = []
    for name, table in (("total", rows), ("patchy", patchy)):
        path = str(warehouse.folder / f"{name}.parquet")
        with duckdb.connect() as connection:
            connection.execute(f"create table t ({', '.join(f'{c} varchar' for c in columns)})")
            connection.executemany(f"insert into t values ({', '.join('?' * 6)})", table)
            connection.execute(f"copy t to '{path}'")
        given.append(path)
    text = re.sub(r"\s+", " ", " ".join(say(warehouse, input_file=given[0])))
    assert "unlike others: 1, the first is record 151; take out" in text
    assert "4711" not in text and "Sum of it" not in text
    assert "unlike others" not in " ".join(say(warehouse, input_file=given[1]))
    # In a file of text the line is told, and once.
    path = write_csv(warehouse.folder / "total.csv", columns, rows)
    text = re.sub(r"\s+", " ", " ".join(say(warehouse, input_file=path)))
    assert text.count("unlike others: 1") == 1 and "(line 152)" in text


def test_codes_that_bands_would_hide_are_named(warehouse):
    """Where more have them than the numbers beside, for 99 is an age too."""
    draw = random.Random(2)
    ages = [draw.randint(95, 103) for _ in range(450)] + [999] * 50
    wages = [-9] * 30 + [draw.randint(100, 900) for _ in range(470)]
    rows = [(age, wage, age) for age, wage in zip(ages, wages, strict=True)]
    path = write_csv(warehouse.folder / "codes.csv", ["seen", "wage", "rows_of"], rows)
    bands = {"seen": [100], "wage": {"quantiles": 3}}
    text = re.sub(r"\s+", " ", " ".join(say(warehouse, input_file=path, bands=bands)))
    assert "seen (bands): before bands, codes that often mean missing: 999 (10.0 %);" in text
    assert "wage (bands): before bands, codes that often mean missing: -9 (6.0 %);" in text
    coded = {"missing_values": [-9, 999]}
    assert "before bands" not in " ".join(say(warehouse, input_file=path, bands=bands, **coded))


def test_a_table_of_many_columns_fits_on_a_screen(warehouse):
    draw = random.Random(8)
    columns = [f"column_number_{i:03}" for i in range(109)]
    sizes = [[3, 3, 3, 400][i % 4] for i in range(109)]
    rows = [tuple(f"v{draw.randrange(size)}" for size in sizes) for _ in range(300)]
    path = write_csv(warehouse.folder / "many.csv", columns, rows)
    lines = say(warehouse, input_file=path, input_format={"header": True})
    text = "\n".join(lines)
    assert "More columns with advice, 17, by the option that helps:" in text
    assert "Ready: 82 of 109 columns:" in text and math.isclose(109, 10 + 17 + 82)
