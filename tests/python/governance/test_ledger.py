"""The ledger of releases: what changes it is found, and nothing loses or forks it."""

import hashlib
import json
import shutil

import pytest
from conftest import Warehouse

LEDGER = "governance.release_ledger"


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A warehouse with two releases, of different seeds."""
    warehouse = Warehouse(tmp_path_factory.mktemp("twice"))
    warehouse.build(seed=1)
    warehouse.build("--full-refresh", seed=2, synthesis_mode="aggregate_seeded")
    return warehouse


@pytest.fixture
def copied(twice, tmp_path):
    """A copy of it that may be changed."""
    return twice.copied_to(tmp_path / "copy")


def test_each_release_is_there_before_and_after_it_is_published(twice):
    entries = twice.rows(
        f"select entry, event, synthesis_mode, input, described_in from {LEDGER}", "sensitive"
    )
    described = ("example_cases", "release")
    assert entries == [
        (1, "authorised", "shortfall_seeded", *described),
        (2, "published", "shortfall_seeded", *described),
        (3, "authorised", "aggregate_seeded", *described),
        (4, "published", "aggregate_seeded", *described),
    ]
    ((release,),) = twice.rows("select release_id from release")
    ((last, contents),) = twice.rows(
        f"select release_id, contents from {LEDGER} where entry = 4", "sensitive"
    )
    assert last == release
    sums = twice.folder / "target" / "release" / "SHA256SUMS"
    assert contents == hashlib.sha256(sums.read_bytes()).hexdigest()


def test_the_chain_holds_by_other_code(twice):
    """The hash as it is documented: SHA-256 of a JSON list of the fields as text."""
    names = [row[0] for row in twice.rows(f"describe {LEDGER}", "sensitive")]
    lists = {"columns", "published_tables"}
    fields = ", ".join(
        f"cast(to_json({n}) as varchar)" if n in lists else f"cast({n} as varchar)" for n in names
    )
    before = ""
    for row in twice.rows(f"select {fields} from {LEDGER} order by entry", "sensitive"):
        entry = dict(zip(names, row, strict=True))
        expected = entry.pop("entry_hash")
        assert entry["previous_hash"] == before
        text = json.dumps(list(entry.values()), separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == expected
        before = expected


def test_an_intact_ledger_is_said_to_be_intact(twice):
    done = twice.dbt("run-operation", "showcase_verify_ledger")
    assert done.code == 0, done.output
    ((last,),) = twice.rows(f"select entry_hash from {LEDGER} where entry = 4", "sensitive")
    assert f"the ledger is intact: 4 entries, 2 releases; the last hash is {last}" in done.output


CHANGED = {
    "a field": (f"update {LEDGER} set resolution = 3 where entry = 2", 2, "one of its fields"),
    "a list": (f"update {LEDGER} set columns = ['a'] where entry = 1", 1, "one of its fields"),
    "an entry less": (f"delete from {LEDGER} where entry = 2", 3, "an entry before it is missing"),
    "the first less": (f"delete from {LEDGER} where entry = 1", 2, "an entry before it is missing"),
    "an entry twice": (f"insert into {LEDGER} from {LEDGER} where entry = 4", 4, "there twice"),
    "another order": (
        f"update {LEDGER} set entry = 5 - entry where entry in (2, 3)",
        2,
        "it does not follow the entry before it",
    ),
    "a field, and its hash": (
        f"update {LEDGER} set resolution = 3, entry_hash = sha256('x') where entry = 2",
        2,
        "one of its fields",
    ),
}


@pytest.fixture(scope="module")
def find_broken_entries(twice):
    """The SQL of the check."""
    inline = "{{ synthetic_showcase.find_broken_entries(ref('showcase_release_ledger')) }}"
    return twice.dbt("--quiet", "compile", "--inline", inline).output


@pytest.mark.parametrize("change", CHANGED)
def test_a_change_of_the_ledger_is_found(change, copied, find_broken_entries):
    assert copied.rows(find_broken_entries, "sensitive") == []
    statement, entry, finding = CHANGED[change]
    copied.change(statement)
    found, *_ = copied.rows(find_broken_entries, "sensitive")
    assert found[0] == entry
    assert finding in found[1]


STOPPED = {
    "a field": (f"update {LEDGER} set resolution = 3 where entry = 2", "entry 2: one of its"),
    "the last less": (f"delete from {LEDGER} where entry > 2", "it does not record the release"),
    "a view": (
        f"create table governance.kept as from {LEDGER}; drop table {LEDGER};"
        f" create view {LEDGER} as from governance.kept",
        "it is a view, and has to be a table",
    ),
    "no ledger": (f"drop table {LEDGER}", "it does not record the release"),
}


@pytest.mark.parametrize("change", STOPPED)
def test_a_changed_ledger_stops_the_next_build(change, copied):
    statement, finding = STOPPED[change]
    copied.change(statement)
    before = copied.published()
    for command in (["run-operation", "showcase_verify_ledger"], ["build"]):
        done = copied.dbt(*command)
        assert done.code != 0
        assert "the ledger of releases is not intact" in done.output and finding in done.output
    assert copied.published() == before


def test_a_changed_file_of_the_release_is_found(copied):
    path = copied.folder / "target" / "release" / "aggregates.csv"
    path.write_text(path.read_text() + "9999,1,gender:Other,10\n")
    verify = copied.dbt("run-operation", "showcase_verify_ledger")
    assert verify.code != 0
    assert "aggregates.csv is not as it was published" in verify.output


def test_a_deleted_release_is_published_again_and_the_ledger_goes_on(copied):
    for name in ("published.duckdb", "release"):
        (copied.folder / name).unlink()
    shutil.rmtree(copied.folder / "releases")
    copied.build(seed=3)
    events = copied.rows(f"select event from {LEDGER} order by entry", "sensitive")
    assert events == [("authorised",), ("published",)] * 3
    assert copied.dbt("run-operation", "showcase_verify_ledger").code == 0


def test_the_certificate_names_the_release_and_the_earlier_ones(twice):
    folder = twice.folder / "target" / "release"
    ((release, guarantee),) = twice.rows("select release_id, guarantee from release")
    ledger = twice.rows(f"select release_id, entry_hash from {LEDGER} where entry = 2", "sensitive")
    for name in ("RELEASE.md", "RELEASE.html"):
        text = (folder / name).read_text(encoding="utf-8")
        wanted = [release, guarantee, *ledger[0], "aggregate_seeded", "6000"]
        for part in [*wanted, "leaked_combinations", "What is not guaranteed"]:
            assert part in text, (name, part)
        assert "unsupported_synthetic_records" not in text, "a check that this mode does not make"
