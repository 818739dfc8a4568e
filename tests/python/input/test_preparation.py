"""From the tables that users bring to one record a person, against plain Python."""

import csv
import json
import random
from collections import Counter
from datetime import date, timedelta

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import referee

K = 6
REGIONS = {
    "FRA": ("Europe", "World"),
    "ESP": ("Europe", "World"),
    "ISL": ("Europe", "World"),
    "AND": ("Europe", "World"),
    "BRA": ("Americas", "World"),
    "SUR": ("Americas", "World"),
    "FJI": ("Oceania", "World"),
}


def rows_of_visits():
    """Several rows a person, some without an id: what happened at each visit."""
    chance = random.Random(4)
    rows = []
    for person in range(400):
        citizenship = chance.choices(list(REGIONS), [150, 100, 4, 4, 100, 2, 3])[0]
        age = chance.choice([0, 17, 18, 24, 25, 64, 65, 101, 999])
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(500))
            rows.append(
                {
                    "person": None if person % 9 == 0 else f"p{person}",
                    "citizenship": citizenship,
                    "age": age,
                    "income": None if age < 18 else round(chance.lognormvariate(10, 1), 2),
                    "seen": day,
                    "needs": chance.choice(["food", "food; shelter ;food", "shelter;N", "", "N"]),
                    "languages": chance.choice([["fr"], ["fr", "es", "fr"], [], None, ["N", "es"]]),
                    "hears_badly": chance.choice([0, 1]),
                    "sees_badly": chance.choice([0, 0, 1]),
                    "ward": chance.choice(["a", "a", "b"]),
                    "note": "left out",
                }
            )
    chance.shuffle(rows)
    return rows


def age_band(age):
    if age == 999:
        return set()
    bands = [(18, "00-17"), (25, "18-24"), (65, "25-64")]
    return {next((label for edge, label in bands if age < edge), "65+")}


def two_digits(number):
    """A number rounded to two significant digits."""
    return float(f"{number:.1e}")


def income_bands(incomes):
    """The function that gives the label of an income: thirds of what the rows hold."""
    ordered = sorted(incomes)
    low, high = (two_digits(ordered[-(-len(ordered) * part // 3) - 1]) for part in (1, 2))
    assert low == int(low) and high == int(high)
    labels = [f"1. (below {int(low)})", f"2. {int(low)} to {int(high) - 1}", f"3. {int(high)}+"]
    return lambda income: labels[(income >= low) + (income >= high)]


def expected_records(rows):
    """Attributes of each person, by the first row, as the definitions say."""
    band = income_bands([row["income"] for row in rows if row["income"] is not None])
    people = {}
    for number, row in enumerate(rows):
        values = people.setdefault(row["person"] or number, {})
        cells = {
            "citizenship": {row["citizenship"]},
            "age": age_band(row["age"]),
            "income": set() if row["income"] is None else {band(row["income"])},
            "seen": {f"{row['seen'].year}-Q{(row['seen'].month + 2) // 3}"},
            "needs": {need.strip() for need in row["needs"].split(";")} - {"", "N"},
            "languages": set(row["languages"] or []) - {"N"},
            "difficulty": {name for name in ("hears_badly", "sees_badly") if row[name]},
            "ward": {row["ward"]},
        }
        for column, found in cells.items():
            values.setdefault(column, set()).update(found)
    return lift(list(people.values()))


def lift(people):
    """Citizenships of fewer than K people to the lowest level where those lifted are K."""
    count = Counter(c for person in people for c in person["citizenship"])
    names = {c: c for c in count if count[c] >= K}
    for level in (0, 1):
        rest = {c: REGIONS[c][level] for c in count if c not in names}
        size = Counter(rest[c] for p in people for c in p["citizenship"] if c in rest)
        taken = set(names.values())
        names |= {c: group for c, group in rest.items() if size[group] >= K or group in taken}
    assert Counter(names.values())["Europe"] == 2 and names["SUR"] == "World"
    for person in people:
        person["citizenship"] = {names.get(c, c) for c in person["citizenship"]}
    return people


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """The visits, and the warehouse after a build of them."""
    from conftest import Warehouse

    warehouse = Warehouse(tmp_path_factory.mktemp("visits"))
    rows = rows_of_visits()
    pq.write_table(pa.Table.from_pylist(rows), warehouse.folder / "visits.parquet")
    hierarchy = warehouse.folder / "regions.csv"
    lines = ["value,region,world", *(f"{c},{r},{w}" for c, (r, w) in REGIONS.items())]
    hierarchy.write_text("\n".join(lines) + "\n")
    columns = [name for name in rows[0] if name not in ("person", "note")]
    build = warehouse.build(
        input_file="visits.parquet",
        subject_id="PERSON",
        missing_subject_id="one_each",
        use_columns=columns,
        missing_values={"*": ["N"], "age": [999]},
        multi_value_columns={"needs": ";", "Languages": "|"},
        column_groups={"difficulty": ["sees_badly", "hears_badly"]},
        bands={"age": [0, 18, 25, 65], "income": {"quantiles": 3}, "seen": "quarter"},
        generalize={"citizenship": "auto"},
        hierarchies={"citizenship": "regions.csv"},
        reporting_resolution=K,
        # Of groups of so few each tells much.
        max_attack_excess={"attribute_inference": 1},
    )
    (warehouse.folder / "build.txt").write_text(build.output)
    return rows, warehouse


def as_attributes(person):
    return frozenset((column, value) for column, found in person.items() for value in found)


def prepared(warehouse):
    """The records of the package as sets of attributes, in their order."""
    columns = [row[0] for row in warehouse.rows("describe showcase_input_records", "sensitive")]
    table = []
    for row in warehouse.rows("from showcase_input_records order by record_id", "sensitive"):
        cells = dict(zip(columns, row, strict=True))
        assert cells.pop("record_id") == len(table)
        person = {}
        for column, cell in cells.items():
            if cell is not None:
                person[column] = cell if isinstance(cell, list) else [cell]
                assert person[column] and person[column] == sorted(set(person[column]))
        table.append(as_attributes(person))
    return table


def test_each_person_is_one_record(visits):
    rows, warehouse = visits
    assert prepared(warehouse) == [as_attributes(person) for person in expected_records(rows)]


def test_columns_keep_their_order_and_become_lists_where_somebody_has_several_values(visits):
    _, warehouse = visits
    columns = warehouse.rows("describe showcase_input_records", "sensitive")
    lists = {name for name, kind, *_ in columns if kind == "VARCHAR[]"}
    assert lists == {"income", "seen", "needs", "languages", "difficulty", "ward"}
    names = "citizenship age income seen needs languages difficulty ward".split()
    assert [row[0] for row in columns] == ["record_id", *names]
    assert [row[0] for row in warehouse.rows("describe synthetic_records")][1:] == names


def test_lists_are_joined_again_and_every_record_is_held_by_k_people(visits):
    rows, warehouse = visits
    sensitive = [as_attributes(person) for person in expected_records(rows)]
    sets = referee.holders(sensitive)
    columns = [row[0] for row in warehouse.rows("describe synthetic_records")][1:]
    delimiter = {"languages": "|"}
    synthetic = []
    joined = 0
    for _, *cells in warehouse.rows("from synthetic_records"):
        record = set()
        for column, cell in zip(columns, cells, strict=True):
            single = column in ("citizenship", "age")
            values = [cell] if single else (cell or "").split(delimiter.get(column, ";"))
            if cell is not None:
                assert values == sorted(set(values))
                joined += len(values) > 1
                record |= {(column, value) for value in values}
        synthetic.append(frozenset(record))
    assert joined > 100
    assert min(referee.support(record, sets, len(sensitive)) for record in synthetic) >= K
    long = {}
    for number, column, value, _ in warehouse.rows("from synthetic_attributes"):
        long.setdefault(number, set()).add((column, value))
    assert [long[number + 1] for number in range(len(synthetic))] == [set(r) for r in synthetic]


def test_the_release_says_what_it_is(visits):
    rows, warehouse = visits
    people = len(expected_records(rows))
    ((identifier, _, guarantee, mode, k, length, *privacy, columns, records, version),) = (
        warehouse.rows("from release")
    )
    assert len(identifier) == 36
    assert f"At least {K} sensitive records hold the whole combination" in guarantee
    assert (mode, k, length, records) == ("shortfall_seeded", K, 3, people // K * K)
    assert privacy == [None, None, None] and columns[0] == "citizenship" and version[:6] == "0.1.0+"


def test_readiness_counts_what_would_be_lost(visits):
    rows, warehouse = visits
    people = expected_records(rows)
    count = Counter(attribute for person in people for attribute in as_attributes(person))
    found = {
        row[0]: row[1:] for row in warehouse.rows("from showcase_readiness_by_column", "sensitive")
    }
    assert list(found) == list(people[0])
    kinds = dict.fromkeys(people[0], "lists") | {"citizenship": "text"}
    kinds |= dict.fromkeys(["age", "income", "seen"], "bands")
    for column, (kind, several, distinct, rare, share, *others, advice) in found.items():
        held, at_risk, lifted = others
        assert kind == kinds[column]
        of_column = {value: n for (name, value), n in count.items() if name == column}
        lost = {value for value, n in of_column.items() if n < K}
        assert several == (column not in ("citizenship", "age"))
        assert (distinct, rare) == (len(of_column), len(lost))
        assert share == pytest.approx(rare / distinct)
        assert held == sum(bool(person[column]) for person in people)
        assert at_risk == sum(bool(person[column] & lost) for person in people)
        assert lifted == (4 if column == "citizenship" else 0)
        assert advice.startswith(f"{column}: ")
        assert advice.endswith("ready") == (rare == 0), advice
    combinations = referee.counts([as_attributes(person) for person in people], 3)
    sizes = Counter(len(c) for c, n in combinations.items() if n >= K)
    columns = "records, attributes, rare_attributes, records_at_risk, share_values_kept"
    columns += ", expected_combinations, expected_in_all"
    ((records, attributes, rare, at_risk, kept, expected, in_all),) = warehouse.rows(
        f"select {columns} from showcase_readiness_summary", "sensitive"
    )
    assert kept == pytest.approx(sum(n for n in count.values() if n >= K) / sum(count.values()))
    assert (records, attributes) == (len(people), len(count))
    assert rare == sum(n < K for n in count.values())
    assert at_risk == sum(any(count[a] < K for a in as_attributes(p)) for p in people)
    assert expected[0] == sizes[1] and in_all == sum(expected)
    assert expected == pytest.approx([sizes[1], sizes[2], sizes[3]], rel=0.25)


def test_too_many_combinations_stop_the_build_and_name_the_column(example, tmp_path):
    warehouse = example.copied_to(tmp_path / "copy")
    build = warehouse.dbt("build", max_combinations=500)
    assert build.code != 0
    assert "combinations of up to 3 values are expected, more than" in build.output
    assert "showcase_max_combinations = 500; year_of_registration drives it," in build.output
    assert "% of them: generalise it, band it or leave it out" in build.output
    assert warehouse.published() == example.published()
    counted = warehouse.rows("select count(*) from showcase_combination_counts", "sensitive")
    assert counted == example.rows("select count(*) from showcase_combination_counts", "sensitive")


def test_readiness_tells_a_list_that_is_read_as_one_value(example):
    query = "select advice from showcase_readiness_by_column where column_name = 'means_of_control'"
    ((advice,),) = example.rows(query, "sensitive")
    assert "most look like lists; name the delimiter in showcase_multi_value_columns" in advice


def test_record_limit_takes_the_first_people(visits, tmp_path):
    from conftest import Warehouse

    rows, _ = visits
    warehouse = Warehouse(tmp_path)
    with duckdb.connect() as connection:
        columns = "person, ward as place, citizenship as subject"
        table = pa.Table.from_pylist(rows)
        connection.register("visits", table)
        connection.execute(f"copy (select {columns} from visits) to '{tmp_path}/visits.csv'")
    command = ["run", "--select", "showcase_input_records"]
    given = {"input_file": "visits.csv", "subject_id": "person", "record_limit": 25}
    given["missing_subject_id"] = "one_each"
    assert warehouse.dbt(*command, **given).code == 0
    people = {}
    for number, row in enumerate(rows):
        person = people.setdefault(row["person"] or number, (set(), row["citizenship"]))
        person[0].add(row["ward"])
    wanted = [(i, sorted(p), c) for i, (p, c) in enumerate(people.values())][:25]
    assert warehouse.rows("from showcase_input_records order by record_id", "sensitive") == wanted


def test_nan_is_no_id(warehouse):
    """Where pandas writes a column of ids with absent ones, they would be one person."""
    path = warehouse.folder / "people.parquet"
    duckdb.sql(
        "select unnest(['1', 'nan', 'NaN', null]::double[]) as id, unnest(range(4)) as x"
    ).write_parquet(str(path))
    given = {"input_file": str(path), "subject_id": "id"}
    command = ["run", "--select", "showcase_input_records"]
    refused = warehouse.dbt(*command, **given)
    assert "missing_subject_id is error; rows without an id: 3" in refused.output
    assert warehouse.dbt(*command, **given, missing_subject_id="one_each").code == 0
    assert warehouse.rows("select count(*) from showcase_input_records", "sensitive") == [(4,)]


def test_labels_of_bands_sort_and_read_well(warehouse):
    edges = {
        "ages": [0, 9, 18, 65],
        "years": [0, 1, 2],
        "percent": [0, 50, 100],
        "amounts": [-500, 0, 1000, 20000.0],
        "shares": [0.5, 1],
        "many": list(range(0, 10000, 500)),
    }
    calls = [f"synthetic_showcase._band('x', {json.dumps(each)})" for each in edges.values()]
    inline = "{{ tojson([" + ", ".join(calls) + "]) }}"
    done = warehouse.dbt("--quiet", "compile", "--inline", inline)
    assert done.code == 0, done.output
    numbers = {"ages": [-1, 0, 8, 9, 64, 65, None], "shares": [0.4, 0.5, 1]}
    labels = {}
    with duckdb.connect() as connection:
        for (name, of_name), sql in zip(edges.items(), json.loads(done.output), strict=True):
            given = numbers.get(name) or [of_name[0] - 1, *of_name]
            relation = connection.execute(f"select {sql} from (select unnest($1) as x)", [given])
            labels[name] = [row[0] for row in relation.fetchall()]
    assert labels["ages"] == ["(below 0)", "00-08", "00-08", "09-17", "18-64", "65+", None]
    assert labels["years"] == ["(below 0)", "0", "1", "2+"]
    assert labels["percent"] == ["(below 0)", "000-049", "050-099", "100+"]
    assert labels["amounts"] == [
        "1. (below -500)",
        "2. -500 to -1",
        "3. 0 to 999",
        "4. 1000 to 19999",
        "5. 20000+",
    ]
    assert labels["shares"] == ["1. (below 0.5)", "2. 0.5 to <1", "3. 1+"]
    for of_name in labels.values():
        of_name = [label for label in of_name if label]
        assert of_name == sorted(of_name)


def test_readiness_tells_what_generalisation_left_rare(warehouse):
    cases = ["Kenya"] * 9 + ["Nepal"] * 8 + ["Bhutan"] * 2
    (warehouse.folder / "cases.csv").write_text(
        "\n".join(["citizenship,sex", *(f"{c},F" for c in cases)])
    )
    # With `auto` a value is lost where no other one is beside it.
    rare = "1 of 3 values are still below 6"
    for level, beside, left in (("auto", "Africa", rare), ("region", "Asia", None)):
        (warehouse.folder / "regions.csv").write_text(
            f"value,region\nKenya,Africa\nNepal,{beside}\nBhutan,Asia\n"
        )
        warehouse.build(
            "--select",
            "+showcase_readiness_by_column",
            input_file="cases.csv",
            reporting_resolution=6,
            generalize={"citizenship": level},
            hierarchies={"citizenship": "regions.csv"},
        )
        query = "select advice from showcase_readiness_by_column where column_name = 'citizenship'"
        ((advice,),) = warehouse.rows(query, "sensitive")
        if left:
            assert left in advice and "name a higher level for the whole column" in advice
        else:
            assert advice == "citizenship: ready"


SAYS = {
    "dates": "dates to the day: publishers usually give the month",
    "ages": "ages above 89: publishers usually give one value for 90 and more",
    "areas": "1 areas of fewer than 20 people would be published",
}
# The values of a column in turn, and what is said of them.
USUAL = {
    "admitted": (["2020-03-15", "16/03/2020"], ["dates"]),
    "discharged": (["2020-03-15", "2020", "unknown"], []),
    "age": (["30", "89", "90"], ["ages"]),
    "Âge": (["80-89", "90-94", "95+"], ["ages"]),
    "edad": (["30-89", "90+"], []),
    "average": (["90", "95"], []),
    "home_town": (["Oslo"] * 29 + ["Voss"], ["areas"]),
    "job": (["clerk"] * 29 + ["smith"], []),
    "admitted_in": (["2020-03", "2020-04"], []),
}


@pytest.mark.parametrize("guarantee", ["k_anonymity", "differential_privacy"])
def test_readiness_says_what_publishers_usually_do(guarantee, warehouse):
    path = warehouse.folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(USUAL)
        writer.writerows(
            [values[i % len(values)] for values, _ in USUAL.values()] for i in range(360)
        )
    options = {"input_file": str(path), "guarantee": guarantee}
    if guarantee == "differential_privacy":
        options["epsilon"] = 1
    build = warehouse.dbt("run", "--select", "+showcase_readiness_by_column", **options)
    assert build.code == 0, build.output
    query = "select column_name, advice from showcase_readiness_by_column"
    for column, advice in warehouse.rows(query, "sensitive"):
        said = USUAL[column][1] if guarantee == "k_anonymity" else []
        assert [name for name, text in SAYS.items() if text in advice] == said


def test_a_hierarchy_is_read_like_the_input(warehouse):
    """In each kind of file, written as its entry says, with the text that the input has."""
    folder = warehouse.folder
    people = [{"code": 1.0, "town": "Malmö", "day": date(2024, 2, 29), "kind": "a"}] * 6
    pq.write_table(pa.Table.from_pylist(people), folder / "people.parquet")
    parts = pa.table({"value": [1.0, 2.0], "part": [10.0, None]}).slice(0, 1)
    pq.write_table(parts, folder / "codes.parquet")
    towns = "Towns\r\nvalue;land\r\nMalmö;Skåne, Sverige\r\n"
    (folder / "towns.csv").write_text(towns, encoding="cp1252", newline="")
    (folder / "days.ndjson").write_text('{"value": "2024-02-29", "year": 2024}\n')
    book = openpyxl.Workbook()
    book.active.append(["value", "all"])
    book.active.append(["a", True])
    book.create_sheet("Notes")
    book.save(folder / "kinds.xlsx")
    format = {"encoding": "windows-1252", "header_line": 2}
    run = warehouse.dbt(
        "run",
        "--select",
        "+showcase_input_records",
        input_file="people.parquet",
        generalize={"code": "part", "town": "land", "day": "year", "kind": "all"},
        hierarchies={
            "code": "codes.parquet",
            "town": {"file": "towns.csv", "format": format},
            "day": {"file": "days.ndjson"},
            "kind": {"file": "kinds.xlsx", "sheet": "Sheet"},
        },
    )
    assert run.code == 0, run.output
    query = "select distinct * exclude (record_id) from showcase_input_records"
    assert warehouse.rows(query, "sensitive") == [("10", "Skåne, Sverige", "2024", "true")]
