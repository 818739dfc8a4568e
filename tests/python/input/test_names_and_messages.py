"""Nothing of a person in the names of columns, and no value of a table in what a build says."""

import pytest
from conftest import Warehouse, run
from tables import write_csv

TOWNS = ["Arden", "Brook"]


@pytest.fixture(scope="module")
def pivoted(tmp_path_factory):
    """A release of an export with a column a town, of which one is that of one person."""
    warehouse = Warehouse(tmp_path_factory.mktemp("pivoted"))
    header = ["sex", "town_Zebraville", *(f"town_{name}" for name in TOWNS)]
    rows = [
        ["fm"[i % 2], int(i == 7), int(i % 3 == 0), int(i % 3 == 1) if i != 7 else 0]
        for i in range(300)
    ]
    path = write_csv(warehouse.folder / "pivoted.csv", header, rows)
    towns = ["town_Arden", "town_Zebraville"]
    warehouse.build(
        input_file=path,
        pages={"Towns": ["places"], "People": ["sex", "town_Zebraville"]},
        page_groups={"places": towns},
        labels={"town_Zebraville": "Zebraville"},
    )
    return warehouse


def test_a_column_that_few_people_fill_is_named_nowhere_in_a_release(pivoted):
    columns = [row[0] for row in pivoted.rows("describe synthetic_records")]
    assert columns == ["synthetic_id", "sex", "town_Arden", "town_Brook"]
    assert pivoted.rows("select columns from release") == [(columns[1:],)]
    files = [path for path in (pivoted.folder / "release").iterdir() if path.is_file()]
    assert len(files) > 20
    for path in files:
        assert b"Zebraville" not in path.read_bytes(), path.name
    positions = pivoted.rows(
        "select position, column_name from showcase_reported_columns", "sensitive"
    )
    assert sorted(positions) == list(enumerate(columns[1:], 1))


def test_certificate_and_page_tell_that_rows_were_declared_to_be_people(pivoted, example):
    said = "each row was declared to be one person"
    for name in ("RELEASE.md", "RELEASE.html", "index.html"):
        assert said in (pivoted.folder / "release" / name).read_text(encoding="utf-8"), name
    for name in ("RELEASE.md", "RELEASE.html"):
        assert said not in (example.folder / "release" / name).read_text(encoding="utf-8")


# A file, and the variables with which it is refused.
REFUSED = {
    "bytes that are not UTF-8": ("ville,sexe\nQu\xe9tzalheim,Fuchsia\n".encode("latin-1") * 2, {}),
    "a cell that is no number": (
        b"town,age\nQuetzalheim,Fuchsia\nQuetzalheim,12\n" * 1,
        {"bands": {"age": [0, 18]}},
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_shows_no_value_in_any_log_or_file(case, warehouse):
    content, options = REFUSED[case]
    (warehouse.folder / "people.csv").write_bytes(content)
    warehouse.profile()
    command = warehouse.command("build", input_file="people.csv", **options)
    build = run([command[0], "--log-level-file", "debug", *command[1:]], warehouse.folder)
    assert build.code != 0 and build.output.count("synthetic_showcase: ") == 1
    written = [path for name in ("logs", "target") for path in (warehouse.folder / name).rglob("*")]
    texts = [build.output.encode(), *(path.read_bytes() for path in written if path.is_file())]
    assert any(b"read_csv" in text or b"showcase_scan_file" in text for text in texts)
    for text in texts:
        assert b"Fuchsia" not in text and b"tzalheim" not in text


def test_no_log_has_the_number_of_a_person(warehouse):
    """Edges are learned from the numbers, and are rounded before anything is told of them."""
    numbers = [7_000_003 + 13 * i for i in range(300)]
    path = write_csv(
        warehouse.folder / "people.csv", ["sex", "income"], [("f", n) for n in numbers]
    )
    warehouse.profile()
    options = {"input_file": path, "bands": {"income": {"quantiles": 4}}}
    command = warehouse.command("run", "--select", "showcase_input_records", **options)
    build = run([command[0], "--log-level-file", "debug", *command[1:]], warehouse.folder)
    assert build.code == 0, build.output
    written = [path for name in ("logs", "target") for path in (warehouse.folder / name).rglob("*")]
    texts = [path.read_text(errors="replace") for path in written if path.is_file()]
    assert any("quantile_disc" in text for text in texts)
    for number in numbers:
        assert not any(str(number) in text for text in [build.output, *texts])
