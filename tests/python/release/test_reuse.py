"""A build makes what its input and options have changed, and leaves the rest as it is."""

import json
import shutil

import pytest
from conftest import ROOT, Warehouse
from people import invented_people, write_people

from synthetic_showcase.release import identity

# They say which run they are of.
ALWAYS = {"verdicts", "release"}
# They look at the earlier releases, and at the verdicts.
AFTER_A_RELEASE = {"repeated_releases", "revealing_changes", "release_checks"}
STAYS = "not published again, because the release of"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Warehouse:
    """A warehouse after a build; tests only copy it."""
    warehouse = Warehouse(tmp_path_factory.mktemp("built"), writes_json=True)
    write_people(warehouse.folder / "people.csv", invented_people(600))
    warehouse.build(input_file="people.csv")
    return warehouse


@pytest.fixture
def copied(built, tmp_path) -> Warehouse:
    """A warehouse after a build of its people.csv, to build in again."""
    return built.copied_to(tmp_path / "one")


@pytest.fixture
def fresh(tmp_path) -> Warehouse:
    """A new warehouse with the same people.csv."""
    (tmp_path / "other").mkdir()
    write_people(tmp_path / "other" / "people.csv", invented_people(600))
    return Warehouse(tmp_path / "other", writes_json=True)


def made(warehouse: Warehouse) -> set[str]:
    """The reusable models that the last build made."""
    results = json.loads((warehouse.folder / "target" / "run_results.json").read_text())
    models = reusable(warehouse)
    return {
        models[result["unique_id"]]
        for result in results["results"]
        if result["unique_id"] in models and result["message"] != "REUSED"
    }


def reusable(warehouse: Warehouse) -> dict[str, str]:
    """Names of the reusable models, without their prefix, by unique id."""
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text())
    return {
        id_: node["name"].removeprefix("showcase_")
        for id_, node in manifest["nodes"].items()
        if node["config"]["materialized"] == "reusable"
        and node["config"]["meta"].get("reuse", True)
        and node["resource_type"] == "model"
    }


def behind(warehouse: Warehouse, *names: str) -> set[str]:
    """Models by these names, and all that reads them, whatever it makes of them."""
    models = reusable(warehouse)
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text())
    found = set(names)
    while True:
        more = {
            name
            for id_, name in models.items()
            if {models.get(parent) for parent in manifest["nodes"][id_]["depends_on"]["nodes"]}
            & found
        }
        if more <= found:
            return found
        found |= more


def release_of(warehouse: Warehouse) -> tuple:
    return warehouse.rows("select release_id, released_at from release")[0]


def releases(warehouse: Warehouse) -> int:
    events = "select count(*) from governance.release_ledger where event = 'published'"
    return warehouse.rows(events, "sensitive")[0][0]


def files_of(warehouse: Warehouse) -> dict:
    """The files of a release, and when they were last written."""
    return {path: path.stat().st_mtime_ns for path in (warehouse.folder / "release").iterdir()}


def test_a_second_build_makes_nothing_and_says_so(fresh):
    warehouse, table = fresh, "people.csv"
    first = warehouse.build(input_file=table)
    assert made(warehouse) == set(reusable(warehouse).values())
    assert "steps, because" not in first.output and "[REUSED" not in first.output
    released, published = release_of(warehouse), warehouse.published()
    files = files_of(warehouse)
    lineage = "select count(*) from governance.column_lineage"
    traced = warehouse.rows(lineage, "sensitive")
    link = warehouse.folder / "target" / "release"
    for cleaned in (False, True):
        if cleaned:
            shutil.rmtree(link.parent)  # dbt clean
        again = warehouse.build(input_file=table)
        assert made(warehouse) <= ALWAYS | AFTER_A_RELEASE
        number = len(reusable(warehouse))
        assert f"reused {number - len(made(warehouse))} of {number} steps" in again.output
        assert STAYS in again.output and "publishing" not in again.output
        assert release_of(warehouse) == released and releases(warehouse) == 1
        assert warehouse.published() == published
        assert files_of(warehouse) == files
        assert warehouse.rows(lineage, "sensitive") == traced != [(0,)]
        assert (link / "index.html").is_file() and link.is_symlink()
    assert "repeated_releases" not in made(warehouse)
    assert warehouse.dbt("run-operation", "showcase_verify_ledger").code == 0


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ({"seed": 7}, {"sampled_records", "trial_subjects", "trial_sampled_records"}),
        pytest.param({"attacks": 200}, {"attack_results"}, marks=pytest.mark.slow),
        pytest.param({"min_interval": 3}, {"pinned_combinations"}, marks=pytest.mark.slow),
        (
            {"reporting_resolution": 20},
            set(
                "combination_counts reported_attributes reported_columns reported_totals"
                " sampled_records"
                " trial_sampled_records readiness_by_column readiness_summary"
                " least_supports".split()
            ),
        ),
        pytest.param({"title": "People"}, set(), marks=pytest.mark.slow),
    ],
    ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
)
def test_another_option_makes_what_depends_on_it(copied, fresh, options, first):
    warehouse, table = copied, "people.csv"
    output = warehouse.build(input_file=table, **options).output
    assert first <= made(warehouse)
    # Nothing that no changed step leads to.
    assert made(warehouse) <= behind(warehouse, *first) | ALWAYS | AFTER_A_RELEASE
    assert "input_records" not in made(warehouse) and "attributes" not in made(warehouse)
    assert "publishing" in output
    # What was reused and what was made fit together: all is as in a warehouse that is new.
    fresh.build(input_file=table, **options)
    assert warehouse.published(same_run=False) == fresh.published(same_run=False)
    if "title" in options:
        assert "<title>People" in (warehouse.folder / "release" / "index.html").read_text()


@pytest.mark.parametrize("change", ["a cell", pytest.param("the order", marks=pytest.mark.slow)])
def test_another_input_is_read(copied, fresh, change):
    options = {"input_file": "people.csv", "allow_repeated_k_anonymity": True}
    rows = invented_people(600)
    if change == "a cell":
        rows[3][6] = "Oslo" if rows[3][6] != "Oslo" else "Voss"
    else:
        rows.reverse()
        options["record_limit"] = 590  # the first ones: their order counts
        copied.build(**options)
    write_people(copied.folder / "people.csv", rows)
    copied.build(**options)
    assert {"input_records", "record_attributes"} <= made(copied)
    write_people(fresh.folder / "people.csv", rows)
    fresh.build(**options)
    assert copied.published(same_run=False) == fresh.published(same_run=False)


def test_what_somebody_changed_is_made_again(copied):
    warehouse, table = copied, "people.csv"
    published = warehouse.published(same_run=False)
    warehouse.change(
        "update showcase_sampled_records set attribute_ids = [1] where synthetic_id = 1"
    )
    warehouse.change("delete from published.aggregates where combination_id = 1")
    warehouse.change("drop table showcase_evaluation_by_length")
    warehouse.change("drop table showcase_combination_counts")
    warehouse.change("create view combination_counts as select 1 as one")
    warehouse.build(input_file=table)
    changed = {"sampled_records", "aggregates", "evaluation_by_length", "combination_counts"}
    assert changed <= made(warehouse)
    # They came out as they were, so what reads them did not have to be made.
    assert made(warehouse) <= changed | ALWAYS | AFTER_A_RELEASE
    assert warehouse.published(same_run=False) == published


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(("file", "withdrawn", "full refresh"), id="release"),
        pytest.param(("notes",), id="notes", marks=pytest.mark.slow),
    ],
)
def test_a_release_that_does_not_stand_is_published_again(copied, changes):
    warehouse, table = copied, "people.csv"
    # The notes are of where the release was; now they are of where it is.
    warehouse.build(input_file=table)
    published = warehouse.published(same_run=False)
    for change in changes:
        before = releases(warehouse)
        arguments = []
        if change == "file":
            path = warehouse.folder / "release" / "aggregates.csv"
            path.write_text(path.read_text().replace("1", "2"))
        elif change == "withdrawn":
            given = "{owner: Data officer, reason: a trial}"
            done = warehouse.dbt("run-operation", "showcase_withdraw_release", "--args", given)
            assert done.code == 0, done.output
        elif change == "notes":
            warehouse.change("drop table governance.step_notes")
        else:
            arguments = ["--full-refresh"]
        output = warehouse.build(*arguments, input_file=table).output
        assert STAYS not in output and releases(warehouse) == before + 1, change
        if change in ("notes", "full refresh"):
            assert made(warehouse) == set(reusable(warehouse).values())
        assert warehouse.published(same_run=False) == published
        assert warehouse.dbt("run-operation", "showcase_verify_ledger").code == 0


def test_a_finding_stays_a_finding(fresh):
    """What failed a test is reused too, and fails it again."""
    warehouse = fresh
    options = {
        "input_file": "people.csv",
        "sensitive_columns": ["disease"],
        "homogeneity_severity": "error",
    }
    for _ in range(2):
        build = warehouse.dbt("build", **options)
        assert build.code == 1 and "publishing" not in build.output
    assert "homogeneous_groups" not in made(warehouse)
    assert not (warehouse.folder / "published.duckdb").exists()


def test_a_private_release_is_drawn_charged_and_published_once(fresh):
    warehouse = fresh
    options = {"input_file": "people.csv", "guarantee": "differential_privacy", "epsilon": 5}
    options["public_values"] = {"gender": ["F", "M"]}
    warehouse.build(**options)
    released = release_of(warehouse)
    again = warehouse.build(**options)
    assert STAYS in again.output and release_of(warehouse) == released
    charges = "select count(*), sum(epsilon) from governance.privacy_ledger"
    assert warehouse.rows(charges, "sensitive") == [(1, 5.0)]
    assert "combination_counts" not in made(warehouse)
    # Another seed of the synthesis: the same noise, other records.
    warehouse.build(**options, seed=3)
    assert "sampled_records" in made(warehouse) and "combination_counts" not in made(warehouse)
    assert warehouse.rows(charges, "sensitive") == [(1, 5.0)] and releases(warehouse) == 2


def test_other_code_is_another_fingerprint(tmp_path, monkeypatch):
    before = identity.code()
    assert len(before) == 64
    folder = tmp_path / "synthetic_showcase"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "python_udfs" / "synthetic_showcase", folder, ignore=left_out)
    monkeypatch.setattr(identity, "PACKAGE", folder)
    identity.code.cache_clear()
    try:
        assert identity.code() == before
        (folder / "core" / "counting.py").rename(folder / "checks" / "counting.py")
        identity.code.cache_clear()
        moved = identity.code()
        (folder / "checks" / "counting.py").write_text("# other code\n")
        identity.code.cache_clear()
        assert len({before, moved, identity.code()}) == 3
    finally:
        identity.code.cache_clear()


def test_the_fingerprint_of_a_file_is_that_of_its_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    one = identity.file_contents(str(path))
    path.write_text("a\n2\n")
    assert len(one) == 64 and identity.file_contents(str(path)) != one
    assert identity.file_contents(str(tmp_path / "*.csv")) == ""
