"""Values as they are meant: true and false, zeros, what is no number, against plain Python."""

import csv
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse
from tables import write_csv

# As far as the attributes, and the advice on columns.
ATTRIBUTES = ("run", "--select", "+showcase_attributes")
ADVICE = ("run", "--select", "+showcase_readiness_by_column")


@pytest.fixture(scope="session")
def cases(request) -> Path:
    """Folder with small inputs on which something went wrong."""
    folder = (ROOT / request.config.getoption("--data")).resolve().parent / "cases"
    if not folder.is_dir():
        pytest.skip(f"no inputs at {folder}; it stands beside the folder that --data names")
    return folder


def run(warehouse: Warehouse, *command: str, **options) -> str:
    done = warehouse.dbt(*(command or ATTRIBUTES), **options)
    assert done.code == 0, done.output
    return done.output


def supports(warehouse: Warehouse) -> dict[str, dict[str, int]]:
    """Records with each value, by column."""
    found = {}
    query = "select column_name, value, support from showcase_attributes order by all"
    for column, value, support in warehouse.rows(query, "sensitive"):
        found.setdefault(column, {})[value] = support
    return found


def advice(warehouse: Warehouse) -> dict[str, str]:
    """What readiness says of each column."""
    query = "select column_name, advice from showcase_readiness_by_column"
    found = dict(warehouse.rows(query, "sensitive"))
    return {name: said.removeprefix(f"{name}: ") for name, said in found.items()}


TRUE = ["true", "TRUE", " True ", "t", "T", "yes", "YES", "y", "Y", "1", "1.0", "1.00", "OUI", "sí"]
FALSE = ["false", "FALSE", "False ", "f", "F", "no", "No", "n", "N", "0", "0.0", "0.00", "-0"]
FALSE += ["non", "2", "2.0"]
NOTHING = ["", "  ", "x", "X"]
# How the Spanish yes is written where letter and accent are two characters.
APART = "si\u0301"


def test_truth_values_are_read_in_one_way_in_groups_and_stay_values_elsewhere(warehouse):
    words = [*TRUE, APART, *FALSE, *NOTHING]
    header = ["plain", "first", "second"]
    rows = [(word, word, FALSE[i % len(FALSE)]) for i, word in enumerate(words)]
    path = write_csv(warehouse.folder / "words.csv", header, rows)
    run(
        warehouse,
        input_file=path,
        column_groups={"group": ["second", "first"]},
        truth_values={True: ["Oui", "sí"], "false": ["non", 2]},
        missing_values={"first": ["x"]},
    )
    found = supports(warehouse)
    # All of the second column is false.
    assert found["group"] == {"first": len(TRUE) + 1}
    zeros = {"0", "0.0", "0.00", "-0"}
    plain = {word for word in words if word.strip() and word not in zeros}
    assert found["plain"] == dict.fromkeys(plain, 1)


def test_groups_of_typed_columns_are_read_like_text(warehouse):
    path = warehouse.folder / "typed.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""copy (
                select
                    i % 2 = 0 as boolean,
                    cast(i % 2 as double) as double,
                    cast(i % 2 as decimal(6, 2)) as decimal,
                    cast(if(i % 4 = 0, null, i % 2) as tinyint) as tiny,
                    i % 2 = 0 as alone
                from range(40) as _(i)
            ) to '{path}'"""
        )
    group = ["boolean", "double", "decimal", "tiny"]
    run(warehouse, input_file=str(path), column_groups={"group": group})
    assert supports(warehouse) == {
        "alone": {"false": 20, "true": 20},
        "group": dict.fromkeys(sorted(group), 20),
    }


REFUSED = {
    "a code in a group": (
        {"column_groups": {"group": ["flag", "code"]}},
        "showcase_column_groups must be columns of true and false",
        "showcase_truth_values, and codes for absent values in showcase_missing_values); "
        'other cells: 3; it is "code".',
    ),
    "a word that means both": (
        {"truth_values": {True: ["oui"], False: ["OUI"]}},
        "showcase_truth_values must be words that mean true or false and not both",
        "",
    ),
    "a word that means the other": (
        {"truth_values": {False: ["yes"]}},
        "showcase_truth_values must be words that mean true or false and not both",
        "",
    ),
    "a key that is neither": (
        {"truth_values": {"oui": ["non"]}},
        "showcase_truth_values must be {true: [words], false: [words]}",
        "",
    ),
    "zeros of a group": (
        {"column_groups": {"group": ["flag", "other"]}, "sensitive_zeros": ["FLAG"]},
        "showcase_sensitive_zeros must be a column outside of showcase_column_groups",
        "",
    ),
    "a code that YAML reads as false": (
        {"missing_values": ["NA", False]},
        "showcase_missing_values must be a list of codes with quotes around what YAML reads as",
        "",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_neither_true_nor_false_is_refused_by_column_and_count(case, warehouse):
    options, said, ending = REFUSED[case]
    codes = ["1", "0", "01", "00", "Maybe", ""]
    rows = [(i % 2, i % 2, code) for i, code in enumerate(codes)]
    path = write_csv(warehouse.folder / "flags.csv", ["flag", "other", "code"], rows)
    done = warehouse.dbt(*ATTRIBUTES, input_file=path, **options)
    assert done.code != 0 and done.output.count("synthetic_showcase: ") == 1
    assert said in done.output and ending in done.output
    assert "Maybe" not in done.output and "OK created" not in done.output


def test_the_groups_of_the_cases(cases, warehouse):
    """04: TRUE and FALSE, 34: Yes and No; counted by Python's csv."""
    for name, members in (
        ("04_groups_FALSE.csv", ["hearing", "seeing"]),
        ("34_yes_no.csv", ["food", "shelter"]),
    ):
        run(warehouse, input_file=str(cases / name), column_groups={"group": members})
        with (cases / name).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        counted = {m: sum(row[m].lower() in ("true", "yes") for row in rows) for m in members}
        assert supports(warehouse)["group"] == counted
        if name[:2] == "04":
            assert counted == {"hearing": 98, "seeing": 69}


ZEROS = ["0", "0.0", "0.00", "-0", "-0.0", " 0 ", "+0"]
NO_ZEROS = ["00", "000", "007", "0x0", "0-0", "0,0", "0.", "1E5", "NaN", "nan", "inf", "-inf"]


def test_zero_and_what_is_no_number(warehouse):
    """Digits with a leading zero are codes; NaN and infinity are absent where numbers are meant."""
    cells = [*ZEROS, *NO_ZEROS]
    path = write_csv(
        warehouse.folder / "zeros.csv",
        ["plain", "counted", "listed", "banded"],
        [
            (c, c, f"a;{c}", c if c in ("0", "-0", "NaN", "nan", "inf", "-inf") else "5")
            for c in cells
        ],
    )
    run(
        warehouse,
        input_file=path,
        sensitive_zeros=["counted"],
        multi_value_columns={"listed": ";"},
        bands={"banded": [0, 1]},
    )
    found = supports(warehouse)
    assert found["plain"] == dict.fromkeys(NO_ZEROS, 1)
    assert found["counted"] == dict.fromkeys(cells, 1)
    assert found["listed"] == {"a": len(cells), **dict.fromkeys(NO_ZEROS, 1)}
    assert found["banded"] == {"0": 2, "1+": len(cells) - 6}

    path = warehouse.folder / "numbers.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""copy (
                select
                    cast(x as double) as double,
                    cast(x as float) as listed_in,
                    [cast(x as double)] as list,
                    cast(x as double) as banded
                from (values ('0'), ('-0'), ('nan'), ('inf'), ('-inf'), ('2.5')) as _(x)
            ) to '{path}'"""
        )
    run(warehouse, input_file=str(path), bands={"banded": [0, 1]})
    assert supports(warehouse) == {
        "banded": {"0": 2, "1+": 1},
        "double": {"2.5": 1},
        "list": {"2.5": 1},
        "listed_in": {"2.5": 1},
    }


def test_the_zeros_of_the_cases(cases, warehouse):
    """10: one fact in ten spellings, 12: codes with leading zeros; counted by Python's csv."""
    zeros = {"0", "0.0", "0.00", "-0"}
    for name in ("10_booleans.csv", "12_leading_zeros.csv"):
        path = cases / "exports" / name
        run(warehouse, input_file=str(path), subject_id="case_id")
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        counted = {}
        for row in rows:
            del row["case_id"]
            for column, cell in row.items():
                if cell.strip() and cell not in zeros:
                    counted.setdefault(column, Counter())[cell] += 1
        assert supports(warehouse) == counted


def clean(text: str) -> str:
    """A text in NFC, without what nobody sees, with one blank where several stand."""
    seen = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


SPELLINGS = [
    ["Female", "female ", "FEMALE", "Fe\u200bmale", "\tfemale"],
    ["José", "Jose\u0301", "JOSÉ\u00a0", "jose\u0301"],
    ["Jose", "JOSE"],
    ["two  words", "Two\nwords", "two\u3000Words"],
    ["Île", "île", "I\u0302le"],
    [" ", "\u00a0", "n/A", "N/a\u00a0"],
]


def spelled_rows() -> list[tuple[str, ...]]:
    """Two rows a person; person and group of spellings go together."""
    draw = random.Random(3)
    rows = []
    for person in range(120):
        group = SPELLINGS[person % len(SPELLINGS)]
        for _ in range(2):
            cells = [draw.choice(group) for _ in range(4)]
            several = f"{cells[1]};{draw.choice(draw.choice(SPELLINGS))}"
            rows.append((str(person), cells[0], several, cells[2], cells[3]))
    return rows


def merged(rows, column: int, named=(), private=False) -> dict[str, set[str]]:
    """What the spellings in a column of the rows become, by the folded text."""
    found = {}
    for row in rows:
        for cell in row[column].split(";"):
            if clean(cell).lower() not in ("", "n/a"):
                found.setdefault(clean(cell).lower(), set()).add(clean(cell))
    named = {clean(name).lower(): name for name in named}
    return {
        key: named.get(key, key if private else min(found[key], key=lambda text: text.encode()))
        for key in found
    }


@pytest.mark.parametrize("guarantee", ["k_anonymity", "differential_privacy"])
def test_spellings_of_a_value_become_one(guarantee, warehouse):
    """By unicodedata; a person with two spellings of a value has one value."""
    rows = spelled_rows()
    header = ["person", "name", "listed", "labelled", "kept"]
    path = write_csv(warehouse.folder / "names.csv", header, rows)
    values = {"values": {"fEMALE": "Women", "other": "Other"}}
    private = guarantee == "differential_privacy"
    options = {}
    named = ["fEMALE"]
    if private:
        # What is declared as a value comes first, in a file that names no list of the rest.
        options = {"epsilon": 2, "max_values": {"listed": 4}}
        options |= {"public_values": {"labelled": ["FEMALE", "Jose"]}}
        named = ["fEMALE", "FEMALE", "Jose"]
        write_csv(warehouse.folder / "codes.csv", ["value", "label"], values["values"].items())
        values = {"values_from": "codes.csv"}
    run(
        warehouse,
        input_file=path,
        subject_id="person",
        guarantee=guarantee,
        missing_values=["N/A"],
        multi_value_columns={"listed": ";"},
        normalize_values=["NAME", "listed", "labelled"],
        labels={"labelled": {"label": "L"} | values},
        **options,
    )
    columns = warehouse.rows("describe showcase_input_records", "sensitive")
    lists = {name for name, kind, *_ in columns if kind == "VARCHAR[]"}
    # The only column in which somebody has several values; with privacy lists are declared.
    assert lists == ({"listed"} if private else {"listed", "kept"})
    found = supports(warehouse)
    for place, column in enumerate(header):
        if column in ("person", "kept"):
            continue
        spelling = merged(rows, place, named if column == "labelled" else (), private)
        held = {}
        for row in rows:
            for cell in row[place].split(";"):
                if (key := clean(cell).lower()) in spelling:
                    held.setdefault(spelling[key], set()).add(row[0])
        assert found[column] == {value: len(people) for value, people in held.items()}, column
    assert len(found["kept"]) > 15


def test_a_column_that_has_no_spellings_is_refused(warehouse):
    rows = [("a", 1, "x")] * 3
    path = write_csv(warehouse.folder / "people.csv", ["name", "age", "other"], rows)
    done = warehouse.dbt(
        *ATTRIBUTES, input_file=path, normalize_values=["age"], bands={"age": [0, 18]}
    )
    assert done.code != 0 and done.output.count("synthetic_showcase: ") == 1
    assert "showcase_normalize_values must be a column of text that is neither in" in done.output


def test_a_release_of_merged_spellings_is_proven(cases, warehouse):
    """14: ten spellings of Shelter, three of them with an accent, in a release."""
    path = str(cases / "exports" / "14_whitespace.csv")
    build = warehouse.build(
        input_file=path, subject_id="case_id", use_columns=["v", "sex"], normalize_values=True
    )
    assert warehouse.failed() == set(), build.output
    query = "select distinct value from aggregate_attributes where column_name = 'v' order by 1"
    assert warehouse.rows(query) == [("SHELTER",), ("Shélter",)]


def noted_people(number: int = 400):
    """Columns by name, and what readiness should say of each."""
    draw = random.Random(5)
    words = "she said that nobody had come to the camp before winter and asked for help".split()
    columns = {
        "case": ([f"P-{i:05}" for i in range(number)], "looks like an id"),
        "serial": ([7919 * i + 3 for i in range(number)], "looks like an id"),
        "note": (
            [" ".join(draw.sample(words, 12)) + "; " + " ".join(words) for _ in range(number)],
            "looks like free text",
        ),
        # Long with blanks too, but few answers that everybody gives.
        "answer": (
            [" ".join(words[i % 2 :] * 2) for i in range(number)],
            "ready",
        ),
        "weight": (
            [round(50 + 200 * draw.random(), 3) for _ in range(number)],
            "looks like a surv",
        ),
        "ageYears": ([draw.randint(0, 94) for _ in range(number)], "looks like ages"),
        "age_group": ([1 + i % 8 for i in range(number)], "ready"),
        "stage": ([draw.randint(0, 94) for _ in range(number)], "values are below 10"),
        "income": ([round(90000 * draw.random(), 2) for _ in range(number)], "or band it"),
        "constant": (["UG"] * number, "the same in every record"),
        "nothing": (["", " "] * (number // 2), "no record says anything"),
        "zero": (["0", "0.00"] * (number // 2), "no record says anything"),
        "coded": (["NA", "n/a ", "-9", "x"] * (number // 4), "codes that often mean missing: "),
        "spelled": (["Yes", "yes ", "Île", "i\u0302le"] * (number // 4), "2 of 4 values are other"),
    }
    return columns


@pytest.mark.parametrize("guarantee", ["k_anonymity", "differential_privacy"])
def test_readiness_says_what_columns_look_like(guarantee, warehouse):
    columns = noted_people()
    rows = zip(*(cells for cells, _ in columns.values()), strict=True)
    path = write_csv(warehouse.folder / "people.csv", list(columns), rows)
    private = guarantee == "differential_privacy"
    output = run(
        warehouse,
        *ADVICE,
        input_file=path,
        guarantee=guarantee,
        **({"epsilon": 1} if private else {}),
    )
    found = advice(warehouse)
    for name, (_, said) in columns.items():
        assert said in found[name], (name, found[name])
        # All of it is told where the build ends, to those who may see the table.
        assert private or name in list(columns)[11:] or said == "ready" or said in output
    for name in ("case", "serial", "note", "weight"):
        assert "leave it out" in found[name] and "or band it" not in found[name]
        assert "delimiter in showcase" not in found[name]
    assert "showcase_bands: {ageYears: [18, 25, 40, 65]}" in found["ageYears"]
    assert "NA (25.0 %), n/a (25.0 %); " in found["coded"].replace("-9 (25.0 %), ", "")
    assert found["answer"] == found["age_group"] == "ready"
    kept = "names it all the same" if private else "leaves it out"
    assert all(f"the release {kept}" in found[name] for name in ("nothing", "zero"))


def test_zeros_that_fill_a_band_are_one(warehouse):
    """And where there are fewer bands than were asked for, readiness says so."""
    many = [0] * 320 + list(range(1001, 1081))
    few = [0] * 3 + list(range(100, 497))
    both = [0] * 300 + [-5.5] * 50 + [7.25] * 50
    path = write_csv(
        warehouse.folder / "amounts.csv",
        ["many", "few", "both", "given"],
        zip(many, few, both, many, strict=True),
    )
    bands = {"many": {"quantiles": 10}, "few": {"quantiles": 4}, "both": {"quantiles": 2}}
    run(warehouse, *ADVICE, input_file=path, bands={**bands, "given": [0, 1000]})
    found = supports(warehouse)
    # The ninth tenth ends at the 360th number, which is 1040, and two digits of it are 1000.
    assert found["many"] == {"0": 320, "2. 1000+": 80}
    assert found["few"] == {
        "(below 200)": 103,
        "200-299": 100,
        "300-399": 100,
        "400+": 97,
    }
    assert found["both"] == {"(above 0)": 50, "(below 0)": 50, "0": 300}
    assert found["given"] == {"2. 0 to 999": 320, "3. 1000+": 80}
    said = advice(warehouse)
    assert said["many"].startswith("2 bands, fewer than the 10 asked for")
    assert said["few"] == said["both"] == said["given"] == "ready"


def test_columns_that_say_nothing_are_left_out_and_constant_ones_stay(cases, warehouse):
    """17: a constant, an empty column, one of zeros and one of ids."""
    path = str(cases / "exports" / "17_constant_empty.csv")
    columns = ["sex", "country", "nothing", "zero"]
    build = warehouse.build(
        *("--select", "+showcase_synthetic_records", "+showcase_readiness_summary"),
        **{"input_file": path, "subject_id": "case_id", "use_columns": columns},
    )
    query = "describe published.synthetic_records"
    named = [row[0] for row in warehouse.rows(query, "sensitive")]
    assert named == ["synthetic_id", "sex", "country"]
    assert "nothing: no record says anything" in build.output
    assert "country (text): the same in every record" in build.output


# A file, and what readiness says of one column of it.
SAID = {
    "exports/16_free_text.csv": ("note", "looks like free text"),
    "exports/19b_one_col_id.csv": ("case_id", "looks like an id"),
    "20_weights.csv": ("weight", "looks like a survey weight"),
    "35_ages_two_releases.csv": ("age", "looks like ages"),
    "exports/13_na_texts.csv": ("v", "codes that often mean missing: #N/A (6.3 %)"),
    "exports/14_whitespace.csv": ("v", "7 of 9 values are other spellings of one"),
}


@pytest.mark.parametrize("name", SAID)
def test_readiness_of_the_cases(name, cases, warehouse):
    column, said = SAID[name]
    run(warehouse, *ADVICE, input_file=str(cases / name))
    assert advice(warehouse)[column].startswith(said)
