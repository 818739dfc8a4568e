"""Labels of values that a file, seed or model holds."""

import openpyxl
import pytest
from tables import write_csv

PEOPLE = [("F", "1", "AND"), (" f", "1", "AND"), ("M", "2", "FRA"), ("m", "2", "FRA")] * 15
HEADER = ["sex", "level", "town"]
LABELS = "select column_name, value, value_label from attribute_dimension order by all"


def people(warehouse) -> dict:
    """A table of 30 women and 30 men, each spelled in two ways, as the variables of a build."""
    write_csv(warehouse.folder / "people.csv", HEADER, PEOPLE)
    return {"input_file": "people.csv", "normalize_values": ["sex"]}


def test_labels_of_values_come_from_files(warehouse):
    """Written as the entry says; values are spelled as the file has them."""
    given = people(warehouse)
    sexes = warehouse.folder / "sexes.csv"
    sexes.write_bytes("Codes\nlabel;value\nFéminin; f \nMännlich;m\nAutre;x\n".encode("cp1252"))
    book = openpyxl.Workbook()
    book.create_sheet("Levels").append(["value", "label"])
    book["Levels"].append([1, "it's low"])
    book.save(warehouse.folder / "levels.xlsx")
    given["labels"] = {
        "sex": {
            "label": "Sex",
            "values_from": {
                "file": "sexes.csv",
                "format": {"encoding": "windows-1252", "header_line": 2},
            },
        },
        "level": {"values_from": {"file": "levels.xlsx", "sheet": "Levels"}},
        "town": {"values": {"AND": "Andorra"}},
    }
    warehouse.build(**given)
    expected = [
        ("level", "1", "it's low"),
        ("level", "2", "2"),
        ("sex", "f", "Féminin"),
        ("sex", "m", "Männlich"),
        ("town", "AND", "Andorra"),
        ("town", "FRA", "FRA"),
    ]
    assert warehouse.rows(LABELS) == expected
    assert "not published again" in warehouse.build(**given).output
    # A label is a part of the release, and only that table is made anew.
    sexes.write_bytes(sexes.read_bytes().replace(b"minin", b"mme"))
    changed = warehouse.build(**given).output
    assert "not published again" not in changed and "REUSED" in changed
    expected[2] = ("sex", "f", "Fémme")
    assert warehouse.rows(LABELS) == expected


CODES = "value,label\nf,Female\nM,Male\nx,Other\n"


def test_labels_of_values_come_from_seeds_and_models(warehouse):
    """The lineage of a release is proven with them, back to seeds that are made public."""
    given = people(warehouse)
    given["labels"] = {"sex": {"values_from": "codes"}, "town": {"values_from": "towns"}}
    project = warehouse.project_with("seeds/codes.csv", CODES)
    (project.project / "seeds" / "places.csv").write_text("code,name\nAND,Andorra\n")
    towns = project.project / "models" / "towns.sql"
    towns.write_text("select code as value, upper(name) as label from {{ ref('places') }}")
    project.build(**given)
    assert warehouse.rows(f"from ({LABELS}) where column_name <> 'level'") == [
        ("sex", "M", "Male"),
        ("sex", "f", "Female"),
        ("town", "AND", "ANDORRA"),
        ("town", "FRA", "FRA"),
    ]
    paths = """select path from governance.column_lineage
        where protection = 'public, because showcase_labels takes labels of values from it'
        and column_name = '(rows)' order by all"""
    assert warehouse.rows(paths, "sensitive") == [
        ("showcase_attribute_dimension.(rows) < codes.*",),
        ("showcase_attribute_dimension.(rows) < towns.* < places.*",),
    ]
    # The release is one of people, and not of the codes of sexes that are read with them.
    inputs = "select distinct input from governance.release_ledger"
    assert warehouse.rows(inputs, "sensitive") == [("people.csv",)]
    # dbt does not know what this model reads.
    leak = "select town as value, max(sex) as label from main.showcase_input_records group by all"
    towns.write_text(leak)
    output = project.dbt("build", **given).output
    assert "not published, because not every published column comes from a privacy gate" in output
    assert "dimension.(rows) < towns.* < showcase_input_records.town (no gate before" in output


@pytest.mark.parametrize("named", ["example_cases", "showcase_reported_attributes"])
def test_what_the_sensitive_table_tells_is_no_label(named, warehouse):
    """Neither the table itself nor what is made from it, whether it looks like labels or not."""
    done = warehouse.dbt("build", labels={"gender": {"values_from": named}})
    assert done.code != 0
    assert (
        "showcase_labels must be labels from a table that neither is made from the" in done.output
    )
    assert "START sql" not in done.output and "START seed" not in done.output


SHAPE = "or {label: text, values_from: model, seed or file}, for each column"
REFUSED = {
    "a value twice": ("value,label\nf,Zebra\n f,Zebu\n", "rows with a value of another row: 1"),
    "an empty cell": (
        "value,label\nf,Zebra\nm, \n",
        "a table without empty cells; rows with one: 1",
    ),
    "other columns": ("value,label,note\nf,Zebra,x\n", "it has: value, label, note"),
    "no label": ("value,name\nf,Zebra\n", "a table with the columns value and label"),
    "not as it says": (
        "value,label\nf,Zebra\nm\n",
        "names codes.csv, which can not be read as",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_table_that_is_not_one_of_labels_stops_before_any_work(case, warehouse):
    text, said = REFUSED[case]
    (warehouse.folder / "codes.csv").write_text(text)
    given = people(warehouse) | {"labels": {"sex": {"values_from": "codes.csv"}}}
    done = warehouse.dbt("build", **given)
    assert done.code != 0 and done.output.count("synthetic_showcase: ") == 1
    assert said in done.output and "showcase_labels" in done.output
    assert "Zeb" not in done.output and "START sql" not in done.output


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"values": {"f": "F"}, "values_from": "codes.csv"}, SHAPE),
        ({"values_from": ["codes.csv"]}, SHAPE),
        ({"values_from": {"file": "codes"}}, SHAPE),
        ({"values_from": "none.csv"}, "showcase_labels must be a file that exists"),
        ({"values_from": {"file": "codes.csv", "sheet": "A"}}, "a file of which sheet can be said"),
    ],
)
def test_an_entry_that_names_no_table_is_refused(entry, said, warehouse):
    (warehouse.folder / "codes.csv").write_text(CODES)
    done = warehouse.dbt("build", **people(warehouse), labels={"sex": entry})
    assert done.code != 0 and done.output.count("synthetic_showcase: ") == 1
    assert said in done.output
