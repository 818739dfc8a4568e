"""A release beside the earlier ones: what both tell together, and who has to agree to that."""

import random

import pytest
from conftest import Warehouse
from people import COLUMNS, invented_people, write_people

K, R = 10, 3


def options(folder, rows) -> dict:
    """The options of a release of some people, without their prefix."""
    write_people(folder / "people.csv", rows)
    return {"input_file": "people.csv", "reporting_resolution": K, "reporting_length": R}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Warehouse:
    """A warehouse with one release; tests only copy it."""
    warehouse = Warehouse(tmp_path_factory.mktemp("built"))
    warehouse.build(**options(warehouse.folder, invented_people()))
    return warehouse


@pytest.fixture
def first(built, tmp_path):
    """A warehouse with one release, and its aggregates."""
    warehouse = built.copied_to(tmp_path / "one")
    return warehouse, aggregates(warehouse)


def aggregates(warehouse, file="published", schema="main") -> dict[str, int]:
    query = f"select selections, reported_count from {schema}.aggregates"
    counts = dict(warehouse.rows(query, file))
    counts[""] = warehouse.rows(f"select reported_records from {schema}.release", file)[0][0]
    return counts


def revealing(earlier, today, k_earlier=K, k_today=K) -> dict[str, tuple[int, int]]:
    """The combinations that certainly changed, and by fewer than k people at least."""
    found = {}
    for combination in {*earlier, *today}:
        a, b = earlier.get(combination, 0), today.get(combination, 0)
        least = max(a - (b + k_today - 1), b - (a + k_earlier - 1))
        if 1 <= least < k_today:
            found[combination] = (least, max(a + k_earlier - 1 - b, b + k_today - 1 - a))
    return found


def changes(warehouse, finding="change") -> dict[str, tuple[int, int]]:
    table = "showcase_revealing_changes"
    query = f"select selections, least, most from {table} where finding = '{finding}'"
    return {name: (least, most) for name, least, most in warehouse.rows(query, "sensitive")}


def test_the_same_people_in_another_order_are_no_new_release(first):
    warehouse, before = first
    rows = invented_people()
    random.Random(5).shuffle(rows)
    warehouse.build(**options(warehouse.folder, rows))
    assert aggregates(warehouse) == before
    assert not warehouse.failed()
    kept = "select count(*) from governance.released_aggregates where length "
    assert warehouse.rows(kept + "= 0", "sensitive") == [(2,)]
    assert warehouse.rows(kept + "> 0", "sensitive") == [(len(before) - 1,)]


def test_a_release_without_one_person_is_refused_and_the_last_one_stays(first):
    warehouse, _ = first
    before = (warehouse.folder / "release" / "SHA256SUMS").read_text()
    rows = invented_people()
    build = warehouse.dbt("build", **options(warehouse.folder, rows[:-1]))
    assert build.code != 0
    assert warehouse.failed() == {"repeated_releases", "revealing_changes"}
    assert "does not follow: 1." in build.output
    assert "showcase_allow_repeated_k_anonymity is not set" in build.output
    assert (warehouse.folder / "release" / "SHA256SUMS").read_text() == before
    # Of the one who left, the two releases would have told all this.
    who = {f"{column}:{value}" for column, value in zip(COLUMNS, rows[-1], strict=True) if value}
    assert changes(warehouse)
    assert all(set(filter(None, name.split(";"))) <= who for name in changes(warehouse))


def test_who_opts_in_is_told_what_can_be_learned(first):
    warehouse, before = first
    given = options(warehouse.folder, invented_people()[:-40])
    build = warehouse.build(**given, allow_repeated_k_anonymity=True)
    assert warehouse.failed() == {"revealing_changes"}
    assert "warning revealing_changes: " in build.output
    after = aggregates(warehouse)
    found = changes(warehouse)
    assert found == revealing(before, after)
    assert found
    # The third is compared with both.
    given = options(warehouse.folder, invented_people()[:-60])
    given["allow_repeated_k_anonymity"] = True
    warehouse.build("--select", "+showcase_revealing_changes", **given)
    releases = warehouse.rows(
        "select distinct release_id from showcase_revealing_changes", "sensitive"
    )
    assert len(releases) == 2


def test_the_same_people_with_one_k_after_the_other(first):
    warehouse, before = first
    given = options(warehouse.folder, invented_people())
    reported = {K: before}
    for k in (7, 11):
        refused = warehouse.dbt("build", **given | {"reporting_resolution": k})
        assert refused.code != 0
        assert warehouse.failed() == {"repeated_releases", "revealing_changes"}
        assert "showcase_withdraw_release did not withdraw them; earlier releases" in refused.output
        assert f"does not follow: {len(reported)}." in refused.output
        opted_in = {"reporting_resolution": k, "allow_repeated_k_anonymity": True}
        warehouse.build(**given | opted_in)
        assert warehouse.failed() == {"revealing_changes"}
        reported[k] = aggregates(warehouse)
    # Who has all three knows of each count that it is in three intervals.
    wanted = {}
    for combination in set().union(*reported.values()):
        counts = {k: counts.get(combination, 0) for k, counts in reported.items()}
        least, most = max(counts.values()), min(c + k - 1 for k, c in counts.items())
        if most > 0 and most - least + 1 < 6:
            wanted[combination] = (least, most)
    assert wanted
    assert changes(warehouse, "narrowed") == wanted
    # The first one again tells nothing more, whatever was published since.
    warehouse.build(**given)
    assert aggregates(warehouse) == before


def test_what_can_be_computed_from_the_earlier_release_is_no_new_one(first):
    """Twice k and one value fewer in a combination: each published count follows."""
    warehouse, before = first
    columns = warehouse.rows("select columns from release")
    given = options(warehouse.folder, invented_people())
    warehouse.build(**given | {"reporting_resolution": 2 * K, "reporting_length": R - 1})
    assert not warehouse.failed()
    computed = {
        name: count // (2 * K) * (2 * K)
        for name, count in before.items()
        if count >= 2 * K and name.count(";") < R - 1
    }
    assert aggregates(warehouse) == computed
    assert warehouse.rows("select columns from release") == columns
    attributes = "select distinct attribute from attribute_dimension"
    assert {name for (name,) in warehouse.rows(attributes)} == {
        name for name in computed if name and ";" not in name
    }
    # What 20 people share as a whole, 10 share.
    counted = "select count(*) from showcase_unsupported_synthetic_records"
    assert warehouse.rows(counted, "sensitive") == [(0,)]


def test_combinations_that_the_earlier_release_could_not_have_are_not_compared(first):
    warehouse, before = first
    given = options(warehouse.folder, invented_people()[:-3]) | {"reporting_length": R - 1}
    given |= {"use_columns": ["town", "job", "gender"], "allow_repeated_k_anonymity": True}
    wanted = ("+showcase_revealing_changes", "+showcase_aggregates", "+showcase_release")
    warehouse.build("--select", *wanted, **given)
    after = aggregates(warehouse, "sensitive", "published")
    comparable = {
        name: count
        for name, count in before.items()
        if name.count(";") < R - 1
        and all(part.split(":")[0] in given["use_columns"] for part in name.split(";") if part)
    }
    assert changes(warehouse) == revealing(comparable, after)


def test_a_release_that_nobody_has_can_be_withdrawn(first):
    warehouse, _ = first
    withdraw = ["run-operation", "showcase_withdraw_release", "--args"]
    refused = warehouse.dbt(*withdraw, "{reason: it was a trial}")
    assert refused.code != 0
    assert "owner is missing" in refused.output
    assert (warehouse.folder / "published.duckdb").exists()

    done = warehouse.dbt(*withdraw, "{owner: Data officer, reason: it was a trial}")
    assert done.code == 0, done.output
    assert not (warehouse.folder / "published.duckdb").exists()
    assert not list((warehouse.folder / "releases").iterdir())
    entry = "select event, guarantee from governance.release_ledger order by entry desc limit 1"
    assert warehouse.rows(entry, "sensitive") == [
        ("withdrawn", "Withdrawn by Data officer: it was a trial")
    ]
    again = warehouse.dbt(*withdraw, "{owner: Data officer, reason: it was a trial}")
    assert "no release" in again.output

    warehouse.build(**options(warehouse.folder, invented_people()[:-1]))
    assert not warehouse.failed()
    verified = warehouse.dbt("run-operation", "showcase_verify_ledger")
    assert verified.code == 0, verified.output
    assert "5 entries, 2 releases" in verified.output


def test_what_was_kept_outlives_a_full_refresh(first):
    warehouse, _ = first
    given = options(warehouse.folder, invented_people()[:-1])
    assert warehouse.dbt("build", "--full-refresh", **given).code != 0
    assert "repeated_releases" in warehouse.failed()
