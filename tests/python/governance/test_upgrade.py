"""What an earlier version has recorded outlives the upgrade to this one.

The folder history_of_0_1_0 holds what that version left; its README says how it was made.
"""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Warehouse

EARLIER = Path(__file__).with_name("history_of_0_1_0")
# The options of the two releases, without their prefix.
OPTIONS = {"input_file": "people.csv", "use_columns": ["age", "disease", "gender", "town"]}
PRIVATE = {
    "guarantee": "differential_privacy",
    "epsilon": 8,
    "bands": {"age": {"quantiles": 3, "from": 20, "to": 60}},
}
LEDGER = "governance.release_ledger"


@pytest.fixture
def earlier(tmp_path) -> Warehouse:
    """A warehouse with the tables of history as the earlier version left them."""
    shutil.copy(EARLIER / "people.csv", tmp_path)
    with duckdb.connect(str(tmp_path / "sensitive.duckdb")) as connection:
        connection.execute((EARLIER / "schema.sql").read_text(encoding="utf-8"))
        for schema, name in tables(connection):
            path = EARLIER / f"{name}.csv"
            read = "(header, null 'null', allow_quoted_nulls false)"
            connection.execute(f"copy {schema}.{name} from '{path}' {read}")
    return Warehouse(tmp_path)


def tables(connection) -> list[tuple[str, str]]:
    """Schema and name of each table."""
    query = "select schema_name, table_name from duckdb_tables() order by all"
    return connection.execute(query).fetchall()


def history(warehouse: Warehouse) -> dict[str, list[tuple]]:
    """The rows of each table that the earlier version left."""
    names = re.findall(r"create table ([\w.]+)", (EARLIER / "schema.sql").read_text(), re.I)
    return {name: warehouse.rows(f"from {name} order by all", "sensitive") for name in names}


def test_a_private_release_is_neither_charged_nor_drawn_again(earlier):
    before = history(earlier)
    assert len(before) == 11 and all(before.values())
    output = earlier.build(**OPTIONS, **PRIVATE).output
    assert "nothing charged, because the same data with the same options" in output
    after = history(earlier)
    entries = after.pop(LEDGER)
    assert after == {name: rows for name, rows in before.items() if name != LEDGER}
    # The ledger goes on where it stood.
    assert entries[:-2] == before[LEDGER]
    assert [event for _, _, event, *_ in entries] == ["authorised", "published"] * 3
    assert earlier.rows("select reported_records from release") == earlier.rows(
        "select noisy_count from noisy_record_count", "sensitive"
    )
    verified = earlier.dbt("run-operation", "showcase_verify_ledger")
    assert "the ledger is intact: 6 entries, 3 releases" in verified.output

    # What the guide lists to be dropped is what nothing reads any more.
    old = ["input_records", "released_attributes"]
    for name in old:
        earlier.change(f"create table {name} as select 1 as record_id")
    guide = (ROOT / "docs" / "guides" / "upgrading.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.*?);\s*```", guide, re.S)
    drop = [(f"drop table sensitive.main.{name};",) for name in old]
    assert sorted(earlier.rows(query, "sensitive")) == drop


def test_a_k_anonymous_release_is_compared_with_the_earlier_one(earlier):
    release = f"select release_id from {LEDGER} where entry = 2"
    released = earlier.rows(release, "sensitive")
    path = earlier.folder / "people.csv"
    people = path.read_text(encoding="utf-8")
    path.write_text("".join(people.splitlines(keepends=True)[:-1]), encoding="utf-8")
    found = ("run", "--select", "+showcase_repeated_releases", "+showcase_revealing_changes")
    assert earlier.dbt(*found, **OPTIONS).code == 0
    for table in ("showcase_repeated_releases", "showcase_revealing_changes"):
        assert earlier.rows(f"select distinct release_id from {table}", "sensitive") == released

    # The same people are the same release, and its counts are stored already.
    kept = "select length > 0, count(*) from governance.released_aggregates group by 1 order by 1"
    (_, combinations) = earlier.rows(kept, "sensitive")
    path.write_text(people, encoding="utf-8")
    # The attacks have nothing to do with it.
    earlier.build(**OPTIONS, control_share=0)
    assert not earlier.failed()
    assert earlier.rows(kept, "sensitive") == [(False, 2), combinations]
