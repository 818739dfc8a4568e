"""A release as files: all of it or nothing, nothing sensitive in it, readable by old tools."""

import csv
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import filelock
import pytest
from conftest import PUBLISHED, ROOT

from synthetic_showcase.publication import check_files, prepare_folder, publish_files


def whole_release(folder: Path) -> str | None:
    """The id of the release in a warehouse; fails where any part of it is missing or of another.

    None where there is no release at all.
    """
    links = [folder / "published.duckdb", folder / "target" / "release"]
    if not any(link.exists() for link in links):
        return None
    files = folder / "target" / "release"
    sums = (files / "SHA256SUMS").read_text().splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in sums)
    assert set(named) == {path.name for path in files.iterdir()} - {"SHA256SUMS"}
    for name, expected in named.items():
        assert hashlib.sha256((files / name).read_bytes()).hexdigest() == expected, name
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as connection:
        ((release,),) = connection.execute("select release_id from release").fetchall()
        tables = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
    assert [table for (table,) in tables] == PUBLISHED
    with (files / "release.csv").open(newline="") as file:
        assert [row["release_id"] for row in csv.DictReader(file)] == [release]
    return release


def test_every_file_of_the_release_says_the_same(example):
    assert whole_release(example.folder)
    files = example.folder / "target" / "release"
    with duckdb.connect() as connection:
        for table in PUBLISHED:
            wanted = example.rows(f"from {table}")
            assert wanted
            assert connection.execute(f"from '{files}/{table}.parquet'").fetchall() == wanted
            if table != "release":
                read = f"from read_csv('{files}/{table}.csv', all_varchar = true)"
                got = connection.execute(read).fetchall()
                assert got == [tuple(v if v is None else str(v) for v in row) for row in wanted]


def test_the_data_dictionary_describes_every_column(example):
    path = example.folder / "target" / "release" / "data_dictionary.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {(row["table_name"], row["column_name"]): row for row in rows}
    fields = "table_name, column_name, data_type, comment"
    wanted = example.rows(f"select {fields} from duckdb_columns() where not internal")
    assert len(wanted) > 40
    for table, column, kind, comment in wanted:
        assert columns[table, column]["data_type"] == kind
        assert columns[table, column]["description"] == comment
        assert comment
    tables = dict(example.rows("select table_name, comment from duckdb_tables()"))
    assert tables == {r["table_name"]: r["description"] for r in rows if not r["column_name"]}


def test_what_may_not_be_null_may_not_be_null_in_the_published_file(example):
    query = "select table_name from duckdb_columns() where not is_nullable"
    assert ("aggregates",) in example.rows(f"{query} and column_name = 'reported_count'")


def test_the_oldest_duckdb_reads_it(example):
    reader = Path(sys.prefix) / "oldest-reader"
    if not reader.is_dir():
        pytest.skip("no older DuckDB is installed; `make test` installs it")
    path = example.folder / "published.duckdb"
    program = (
        "import duckdb, json, sys\n"
        f"connection = duckdb.connect({str(path)!r}, read_only=True)\n"
        f"read = lambda t: connection.execute(f'from {{t}}').fetchall()\n"
        f"tables = {{t: read(t) for t in {PUBLISHED!r}}}\n"
        "json.dump([duckdb.__version__, tables], sys.stdout, default=str)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(reader)},
        capture_output=True,
        text=True,
        check=True,
    )
    version, tables = json.loads(done.stdout)
    assert version.startswith("1.")
    assert tables == json.loads(json.dumps(example.published(), default=str))


def test_a_run_that_leaves_something_out_publishes_nothing(example, warehouse):
    build = warehouse.build("--exclude", "quality_by_count")
    assert "not published" in build.output and "quality_by_count" in build.output
    assert whole_release(warehouse.folder) is None
    build = warehouse.build("--select", "aggregates")
    assert "this run left out" in build.output
    assert whole_release(warehouse.folder) is None


def test_a_failure_anywhere_publishes_nothing(warehouse):
    """Of a test of a published model too, which runs when the model has been built."""
    warehouse.build()
    before = whole_release(warehouse.folder)
    test = warehouse.project_with(
        "tests/data/no_counts.sql", "select * from {{ ref('aggregates') }} where reported_count > 0"
    )
    build = test.dbt("build")
    assert build.code == 1
    assert "not published, for this run failed" in build.output
    assert whole_release(warehouse.folder) == before


def test_one_who_reads_the_release_does_not_stop_the_next_one(warehouse):
    warehouse.build()
    first = warehouse.published()
    with duckdb.connect(str(warehouse.folder / "published.duckdb")) as reader:
        warehouse.build(seed=1)
        assert reader.execute("from release").fetchall() == first["release"]
        records = reader.execute("from synthetic_records").fetchall()
        assert records == first["synthetic_records"]
    assert warehouse.published()["synthetic_records"] != first["synthetic_records"]


def test_a_second_build_waits_for_the_first(warehouse):
    log = warehouse.folder / "logs" / "dbt.log"
    with duckdb.connect(str(warehouse.folder / "sensitive.duckdb")):
        build = warehouse.start("build")
        said = f"waiting for process {os.getpid()}"
        wait_until(lambda: log.exists() and said in log.read_text(), build)
    assert build.wait() == 0
    assert whole_release(warehouse.folder)


def test_a_second_build_stops_where_it_may_not_wait(warehouse):
    with duckdb.connect(str(warehouse.folder / "sensitive.duckdb")) as connection:
        connection.execute("create table held (i integer)")
        plugin = {"module": "synthetic_showcase.plugin", "config": {"wait_seconds": 0.1}}
        build = warehouse.dbt("build", profile={"plugins": [plugin]})
        assert build.code != 0
        assert f"sensitive.duckdb is in use by process {os.getpid()}" in build.output
        assert "two builds of one warehouse can't run at once" in build.output


def test_only_one_of_those_that_wait_looks_whether_the_file_is_free(warehouse):
    """To look is to open it for a moment, in which another one would fail to."""
    path = warehouse.folder / "sensitive.duckdb"
    with filelock.FileLock(f"{path}.lock"):
        plugin = {"module": "synthetic_showcase.plugin", "config": {"wait_seconds": 0.1}}
        build = warehouse.dbt("build", profile={"plugins": [plugin]})
        assert build.code != 0
        assert "sensitive.duckdb is in use by another build that waits or begins" in build.output
        assert not path.exists()
    # A build whose own opening fails says why, and does not wait for itself.
    path.write_text("no database" * 1000)
    plugin = {"module": "synthetic_showcase.plugin", "config": {"wait_seconds": 600}}
    build = warehouse.dbt("build", profile={"plugins": [plugin]})
    assert build.code != 0 and "not a valid DuckDB database file" in build.output
    assert "is in use" not in build.output


def test_a_profile_that_attaches_the_published_file_is_refused(warehouse):
    path = warehouse.folder / "published.duckdb"
    build = warehouse.dbt("build", profile={"attach": [{"path": str(path), "alias": "published"}]})
    assert build.code != 0
    assert f"remove the attach of {path} from the profile" in build.output


def test_rare_values_are_nowhere_in_the_bytes_of_the_release(warehouse):
    """Nor is the subject id, nor what was left in a block of memory that is now part of a file."""
    generator = random.Random(5)
    words = [f"{generator.getrandbits(60):015x}" for _ in range(4000)]
    table = warehouse.folder / "people.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "town", "remark", "sex"])
        for number in range(2000):
            row = [words[number], f"town {number % 7}", words[2000 + number], "fm"[number % 2]]
            writer.writerow(row)
    warehouse.build(input_file=str(table), subject_id="person")
    wanted = {word.encode() for word in words}

    def found(path: Path) -> set[bytes]:
        """The words in a file, whatever stands around them."""
        content = path.read_bytes()
        return {word for word in wanted if word in content}

    assert len(found(warehouse.folder / "sensitive.duckdb")) > 1000, "the search finds nothing"
    for path in (warehouse.folder / "target" / "release").iterdir():
        assert not found(path), path.name
    assert len(warehouse.rows("from synthetic_records")) == 2000


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_release(warehouse):
    """Half of the moments are in the seconds in which the release is written."""
    warehouse.build()
    releases = warehouse.folder / "releases"
    generator = random.Random(11)
    seen = {whole_release(warehouse.folder)}
    # How long that takes depends on the machine and on what else it does.
    with warehouse.start("build", seed=98) as build:
        first = set(releases.iterdir())
        wait_until(lambda: set(releases.iterdir()) - first, build)
        started = time.monotonic()
        link = warehouse.folder / "release"
        wait_until(lambda: link.readlink().name not in {path.name for path in first}, build)
        writing = time.monotonic() - started
    seen.add(whole_release(warehouse.folder))
    published = 0
    for attempt in range(50):
        before = set(releases.iterdir())
        with warehouse.start("build", seed=attempt) as build:
            if attempt % 2:
                wait_until(lambda before=before: set(releases.iterdir()) - before, build)
                time.sleep(generator.uniform(0, 1.5 * writing))
            else:
                time.sleep(generator.uniform(0, 7))
            os.killpg(build.pid, signal.SIGKILL)
        now = whole_release(warehouse.folder)
        assert now is not None
        published += now not in seen
        seen.add(now)
    # Some were killed before they had published, and some after it.
    assert 0 < published < 50
    warehouse.build(seed=99)
    assert whole_release(warehouse.folder) not in seen
    assert len(list(releases.iterdir())) == 1
    # No release was ever out that the ledger had not recorded before.
    ledger = "select release_id from governance.release_ledger where event = 'authorised'"
    assert seen <= {row[0] for row in warehouse.rows(ledger, "sensitive")}
    assert warehouse.dbt("run-operation", "showcase_verify_ledger").code == 0


def wait_until(condition, process: subprocess.Popen) -> None:
    """Wait until the condition holds, which has to be while the process runs."""
    while not condition():
        assert process.poll() is None, "it ended first"
        time.sleep(0.01)


# The files by themselves, without dbt.


def release_of(folder: Path, content: str) -> Path:
    """A folder that looks like a release, made in a warehouse."""
    made = Path(
        prepare_folder(str(folder / "published.duckdb"), str(folder / "releases" / content))
    )
    (made / "published.duckdb").write_text(content)
    digest = hashlib.sha256(content.encode()).hexdigest()
    (made / "SHA256SUMS").write_text(f"{digest}  published.duckdb\n")
    return made


def test_a_release_takes_the_place_of_the_earlier_one(tmp_path):
    published, also = tmp_path / "published.duckdb", tmp_path / "target" / "release"
    for content in ("one", "two"):
        made = release_of(tmp_path, content)
        publish_files(str(made), str(published), str(also))
        assert published.read_text() == content
        assert (also / "published.duckdb").read_text() == content
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["two"]
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert (moved / "target" / "release" / "published.duckdb").read_text() == "two"
    moved.rename(tmp_path)


def test_the_published_file_of_an_earlier_version_is_replaced(tmp_path):
    published = tmp_path / "published.duckdb"
    published.write_text("a file, not a link")
    publish_files(str(release_of(tmp_path, "one")), str(published), str(tmp_path / "also"))
    assert published.read_text() == "one"


@pytest.mark.parametrize("name", ["published.duckdb", "release"])
def test_a_folder_in_the_way_is_named(name, tmp_path):
    (tmp_path / name).mkdir()
    with pytest.raises(ValueError, match=f"{name} is a folder"):
        prepare_folder(str(tmp_path / "published.duckdb"), str(tmp_path / "releases" / "one"))


def test_a_changed_file_is_found(tmp_path):
    published, release = tmp_path / "published.duckdb", str(tmp_path / "release")
    assert check_files(release, True) == ""
    made = release_of(tmp_path, "one")
    publish_files(str(made), str(published), str(tmp_path / "also"))
    digest = hashlib.sha256((made / "SHA256SUMS").read_bytes()).hexdigest()
    assert check_files(release, True) == digest
    (made / "added").touch()
    with pytest.raises(ValueError, match="added is not as it was published"):
        check_files(release, True)
    (made / "added").unlink()
    published.write_text("changed")
    with pytest.raises(ValueError, match=r"published.duckdb is not as it was published"):
        check_files(release, True)
    assert check_files(release, False) == digest


def test_the_writer_loads_nothing_that_reads_sensitive_rows():
    program = "import sys, synthetic_showcase.release_files; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name for name in done.stdout.split() if name.startswith("synthetic_showcase.")}
    writers = {"release_files", "certificate", "page"}
    assert loaded == {f"synthetic_showcase.{name}" for name in writers}
    assert not {"numba", "dbt"} & set(done.stdout.split())
