"""Tables with hundreds of columns, by which no statement may nest."""

import random
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq

ROWS, K = 60, 5


def people_of_three_kinds(columns):
    """Twenty people of each kind, with a list and names that the statements use themselves."""
    chance = random.Random(1)
    names = ["cell", "column_name", "alike", "value", *(f'c "{i}"' for i in range(columns - 5))]
    kinds = [{name: chance.choice([None, None, "A", "B"]) for name in names} for _ in range(3)]
    for kind, values in zip(kinds, [["X"], ["X", "y"], None], strict=True):
        kind["lists"] = values
    return [kinds[number % 3] for number in range(ROWS)]


def write_people(folder, people):
    table = {"person": [f"p{number}" for number in range(ROWS)]}
    table |= {name: [person[name] for person in people] for name in people[0]}
    pq.write_table(pa.table(table), folder / "people.parquet")
    return {"input_file": str(folder / "people.parquet"), "subject_id": "person"}


def test_hundreds_of_columns_are_encoded(warehouse):
    people = people_of_three_kinds(600)
    given = write_people(warehouse.folder, people)
    warehouse.build("--select", "+showcase_record_attributes", **given)
    query = (
        "select record_id, column_name, value from showcase_attributes join (select record_id,"
        " unnest(attribute_ids) attribute_id from showcase_record_attributes) using (attribute_id)"
    )
    assert Counter(warehouse.rows(query, "sensitive")) == Counter(
        (number, name, value)
        for number, person in enumerate(people)
        for name, cell in person.items()
        for value in (cell if isinstance(cell, list) else [cell] if cell else [])
    )


def test_a_release_of_more_columns_than_are_joined(warehouse):
    """Spellings are merged, and as twenty people are alike, all of them come through whole."""
    people = people_of_three_kinds(130)
    other = [dict(person) for person in people]
    for number, person in enumerate(other):
        for name, cell in person.items():
            if isinstance(cell, str) and number % 2:
                person[name] = cell.lower()
    options = {"normalize_values": True, "reporting_resolution": K, "reporting_length": 1}
    warehouse.build(**write_people(warehouse.folder, other), control_share=0, **options)
    names = [name for name in people[0] if any(person[name] for person in people)]
    columns = [row[0] for row in warehouse.rows("describe synthetic_records")]
    assert columns == ["synthetic_id", *names]
    expected = Counter(
        tuple(";".join(person[name]) if person[name] else None for name in names)
        for person in people
    )
    assert Counter(row[1:] for row in warehouse.rows("from synthetic_records")) == expected


def test_too_many_columns_are_refused_before_any_work(warehouse):
    path = warehouse.folder / "people.parquet"
    pq.write_table(pa.table({f"c{i}": ["secret"] * 3 for i in range(2001)}), path)
    refused = warehouse.dbt("build", input_file=str(path))
    assert refused.code != 0 and "secret" not in refused.output
    said = "showcase_use_columns must be a list of at most 2000 columns"
    assert said in refused.output and '"2001 columns"' in refused.output
    assert "showcase_input_records" not in refused.output


def test_many_columns_are_generalised(warehouse):
    """Where a value is rare alone and not together with another one, which may be so in each."""
    people = people_of_three_kinds(110)
    names = list(people[0])
    (warehouse.folder / "letters.csv").write_text("value,all\nA,letter\nB,letter\nX,x\ny,y\n")
    warehouse.build(
        "--select",
        "+showcase_input_records",
        **write_people(warehouse.folder, people),
        generalize=dict.fromkeys(names, "auto"),
        hierarchies=dict.fromkeys(names, "letters.csv"),
        reporting_resolution=30,
    )
    # At least one of them is rare. Those of the list are in groups of their own.
    held = {name: {person[name] for person in people} for name in names[:-1]}
    lifted = [name for name in held if held[name] >= {"A", "B"}]
    assert len(lifted) > 10
    expected = [
        tuple({**person, **{n: person[n] and "letter" for n in lifted}}.values())
        for person in people
    ]
    rows = warehouse.rows("from showcase_input_records order by record_id", "sensitive")
    assert [row[1:] for row in rows] == expected
