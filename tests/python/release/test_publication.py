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
from conftest import PUBLISHED, ROOT, run
from people import invented_people, write_people

from synthetic_showcase.engine.progress import Progress
from synthetic_showcase.release.ownership import find_obstacle
from synthetic_showcase.release.publication import (
    check_files,
    keep_files,
    prepare_folder,
    publish_files,
    withdraw_files,
)


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
    build = warehouse.build("--exclude", "showcase_quality_by_count")
    assert "not published" in build.output and "quality_by_count" in build.output
    assert whole_release(warehouse.folder) is None
    build = warehouse.build("--select", "showcase_aggregates")
    assert "this run left out" in build.output
    assert whole_release(warehouse.folder) is None


def test_a_run_of_a_part_of_the_rows_publishes_nothing(copied_example):
    before = whole_release(copied_example.folder)
    build = copied_example.dbt("run", "--empty", "--select", "showcase_aggregates")
    assert "not published, because this run took only a part of the rows" in build.output
    assert whole_release(copied_example.folder) == before


@pytest.mark.parametrize("said", [{}, {"showcase_publish": ["prod"]}])
def test_a_build_that_is_not_to_publish_proves_all_and_leaves_nothing(said, warehouse):
    """So options can be tried on a table, and what changed is no second release."""
    rows = invented_people()
    path = write_people(warehouse.folder / "people.csv", rows)
    variables = {"showcase_input_file": path, "showcase_rows_per_subject": "one", **said}
    warehouse.profile()
    command = warehouse.command(
        "--log-level-file", "none", "build", "--vars", json.dumps(variables)
    )
    tried = run([*command, "--exclude-resource-type", "unit_test"], warehouse.folder, parsed=True)
    assert tried.code == 0, tried.output
    assert "checked, not published: set showcase_publish: true" in tried.output
    names = ["published.duckdb", "release", "releases", "target/release"]
    assert not [name for name in names if os.path.lexists(warehouse.folder / name)]
    for table in ("release_ledger", "released_aggregates"):
        assert warehouse.rows(f"from governance.{table}", "sensitive") == []
    lineage = "select distinct model from governance.column_lineage where gate is not null"
    proven = [name.removeprefix("showcase_") for (name,) in warehouse.rows(lineage, "sensitive")]
    assert sorted(proven) == PUBLISHED
    assert warehouse.verdicts()["ungated_columns"][0] == "pass"

    write_people(warehouse.folder / "people.csv", rows[:-1])
    assert "publishing " in warehouse.build(input_file=path, publish=["prod", "test"]).output
    assert not warehouse.failed()
    assert whole_release(warehouse.folder)


def test_a_column_past_the_gates_stops_a_build_that_does_not_publish(warehouse):
    leak = "select gender from {{ ref('showcase_input_records') }}"
    project = warehouse.project_with("models/release/leak.sql", leak)
    build = project.dbt("build", publish=False)
    assert build.code != 0
    assert "not every published column comes from a privacy gate" in build.output
    assert warehouse.rows("select model from governance.ungated_columns", "sensitive") == [
        ("leak",)
    ]


def test_a_failure_anywhere_publishes_nothing(copied_example):
    """Of a test of a published model too, which runs when the model has been built."""
    warehouse = copied_example
    before = whole_release(warehouse.folder)
    test = warehouse.project_with(
        "tests/data/no_counts.sql",
        "select * from {{ ref('showcase_aggregates') }} where reported_count > 0",
    )
    build = test.dbt("build")
    assert build.code == 1
    assert "not published, because this run failed" in build.output
    assert whole_release(warehouse.folder) == before


def test_one_who_reads_the_release_does_not_stop_the_next_one(copied_example):
    warehouse = copied_example
    first = warehouse.published()
    theirs = warehouse.folder / "releases" / "theirs"
    theirs.mkdir()
    (theirs / "SHA256SUMS").touch()
    with duckdb.connect(str(warehouse.folder / "published.duckdb")) as reader:
        output = warehouse.build(seed=1).output
        assert reader.execute("from release").fetchall() == first["release"]
        records = reader.execute("from synthetic_records").fetchall()
        assert records == first["synthetic_records"]
    assert warehouse.published()["synthetic_records"] != first["synthetic_records"]
    # The earlier release is removed, and nothing else.
    left = {path.name for path in theirs.parent.iterdir()}
    assert left == {"theirs", whole_release(warehouse.folder)}
    assert "none of this warehouse's releases: theirs" in output


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


def test_what_stands_in_the_place_of_the_release_stops_a_build_before_any_work(warehouse):
    path = warehouse.folder / "target" / "release" / "theirs"
    path.parent.mkdir(parents=True)
    path.write_text("theirs")
    build = warehouse.dbt("build")
    assert build.code != 0 and f"{path.parent} is in the way" in " ".join(build.output.split())
    assert "OK created" not in build.output and path.read_text() == "theirs"


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


def fill(folder: Path, release_id: str) -> Path:
    """Files that look like those of a release, in a folder."""
    texts = {
        "published.duckdb": release_id,
        "release.csv": f"release_id,released_at,guarantee\n{release_id},2026-01-01,none\n",
        "release.parquet": "rows",
    }
    sums = [f"{hashlib.sha256(text.encode()).hexdigest()}  {n}\n" for n, text in texts.items()]
    for name, text in {**texts, "SHA256SUMS": "".join(sums)}.items():
        (folder / name).write_text(text)
    return folder


def release_of(folder: Path, release_id: str) -> Path:
    """A folder that looks like a release, made in a warehouse."""
    arguments = (folder / "published.duckdb", folder / "releases" / release_id, folder / "also")
    return fill(Path(prepare_folder(*map(str, arguments))), release_id)


def publish(folder: Path, release_id: str, known: tuple[str, ...] = ()) -> None:
    """Publish what looks like a release in a warehouse, whose ledger names others too."""
    made = release_of(folder, release_id)
    paths = (made, folder / "published.duckdb", folder / "also")
    publish_files(*map(str, paths), [release_id, *known])
    for name in ("published.duckdb", "release/published.duckdb", "also/published.duckdb"):
        assert (folder / name).read_text() == release_id


def contents(folder: Path) -> dict[str, str | None]:
    """All that is in a folder: where links lead, what is in files, None for folders."""
    found = {}
    for path in folder.rglob("*"):
        what = path.read_text() if path.is_file() else None
        found[str(path.relative_to(folder))] = str(path.readlink()) if path.is_symlink() else what
    return found


def test_a_release_takes_the_place_of_the_earlier_one(tmp_path):
    published, also = tmp_path / "published.duckdb", tmp_path / "target" / "release"
    for content in ("one", "two"):
        made = release_of(tmp_path, content)
        publish_files(str(made), str(published), str(also), [])
        assert published.read_text() == content
        assert (also / "published.duckdb").read_text() == content
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["two"]
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert (moved / "target" / "release" / "published.duckdb").read_text() == "two"
    moved.rename(tmp_path)


def test_a_release_of_another_warehouse_is_not_replaced_through_a_link(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    publish(other, "one")
    mine = tmp_path / "mine"
    mine.symlink_to(other)
    with pytest.raises(ValueError, match="a release of another warehouse stands"):
        publish(mine, "two")
    assert (other / "published.duckdb").read_text() == "one"
    # Where the ledger names it, a link to another disk is as good as a folder.
    publish(mine, "three", ("one",))
    assert (other / "published.duckdb").read_text() == "three"


def test_both_links_may_be_one(tmp_path):
    for content in ("one", "two"):
        made = release_of(tmp_path, content)
        paths = [tmp_path / "published.duckdb", tmp_path / "release"]
        publish_files(str(made), *map(str, paths), [])
        assert (tmp_path / "release").readlink() == Path("releases", content)
        assert paths[0].read_text() == content


def fill_and_add(path: Path) -> None:
    """What looks like a release, and a file more."""
    path.mkdir()
    (fill(path, "one") / "theirs").touch()


# What is in the way in a warehouse: its name, and how it is put there.
IN_THE_WAY = {
    "a file": ("published.duckdb", lambda path, _: path.write_text("theirs")),
    "a folder": ("published.duckdb", lambda path, _: path.mkdir()),
    "a link elsewhere": ("published.duckdb", lambda path, other: path.symlink_to(other / "kept")),
    "a release that is a folder": ("release", lambda path, _: path.mkdir()),
    "a release elsewhere": ("release", lambda path, other: path.symlink_to(other)),
    "releases elsewhere": ("releases", lambda path, other: path.symlink_to(other)),
    "releases that are a file": ("releases", lambda path, _: path.write_text("theirs")),
    "what a link is made as": (".release.new", lambda path, _: path.write_text("theirs")),
    "another folder": ("also", lambda path, _: (path / "theirs").mkdir(parents=True)),
    "a changed release": ("also", lambda path, _: fill_and_add(path)),
    "a file beside": ("also", lambda path, _: path.write_text("theirs")),
    "a link beside": ("also", lambda path, other: path.symlink_to(other)),
    "a link to no release": ("also", lambda path, other: path.symlink_to(other / "release")),
}


@pytest.mark.parametrize("case", IN_THE_WAY)
def test_what_is_in_the_way_and_not_ours_is_named_and_stays(case, tmp_path):
    name, place = IN_THE_WAY[case]
    warehouse, other = tmp_path / "warehouse", tmp_path / "other"
    (other / "release").mkdir(parents=True)
    (other / "kept").write_text("theirs")
    warehouse.mkdir()
    place(warehouse / name, other)
    before = contents(tmp_path)
    paths = [str(warehouse / "published.duckdb"), str(warehouse / "also")]
    assert f"{warehouse / name} is in the way" in find_obstacle(*paths, [])
    with pytest.raises(ValueError, match=rf"{name} is in the way.*move it away"):
        release_of(warehouse, "two")
    assert contents(tmp_path) == before


def test_what_comes_in_the_way_later_stays(tmp_path):
    """After the folder was made, and where the release stands and is not made again."""
    made, published, also = (tmp_path / n for n in ("releases/one", "published.duckdb", "also"))
    release_of(tmp_path, "one")
    published.write_text("theirs")
    with pytest.raises(ValueError, match="duckdb is in the way"):
        publish_files(str(made), str(published), str(also), ["one"])
    published.unlink()
    publish_files(str(made), str(published), str(also), ["one"])
    also.unlink()
    also.write_text("theirs")
    with pytest.raises(ValueError, match="also is in the way"):
        keep_files(str(published), check_files(str(made), False), str(also))
    assert also.read_text() == "theirs"


@pytest.mark.parametrize("earlier", ["copy", "another file", "removed"])
def test_what_stands_in_target_may_be_of_another_release(earlier, tmp_path):
    """The project was copied and links were followed; or the option for the file has changed."""
    also, elsewhere = tmp_path / "also", tmp_path / "elsewhere"
    if earlier == "copy":
        also.mkdir()
        fill(also, "old")
    else:
        elsewhere.mkdir()
        publish(elsewhere, "old")
        also.symlink_to("elsewhere/release")
        if earlier == "removed":
            withdraw_files(str(elsewhere / "published.duckdb"), "old")
    publish(tmp_path, "new")
    assert also.readlink() == Path("release")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "elsewhere") == [
        *("also", "published.duckdb", "release", "releases")
    ]
    if earlier == "another file":
        assert (elsewhere / "published.duckdb").read_text() == "old"


def test_what_is_not_ours_stays_beside_the_release(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(Progress, "log", staticmethod(said.append))
    releases, other = tmp_path / "releases", tmp_path / "other"
    for folder in (releases, other):
        folder.mkdir()
    fill(other, "linked")
    (releases / "file").write_text("theirs")
    (releases / "linked").symlink_to(other)
    (releases / "named").symlink_to(other)
    (releases / "gone.begun").write_text("some other program's note")
    for name in ("plain", "changed", "renamed", "no release"):
        (releases / name).mkdir()
        (releases / name / "theirs").write_text("theirs")
    fill(releases / "changed", "changed")
    (releases / "renamed" / "theirs").unlink()
    fill(releases / "renamed", "another id")
    (releases / "no release" / "theirs").unlink()
    (releases / "no release" / "SHA256SUMS").touch()
    before = contents(tmp_path)
    for _ in range(2):
        publish(tmp_path, "one", known=("named",))
        withdraw_files(str(tmp_path / "published.duckdb"), "one")
        # The ledger names it, and it is a link.
        withdraw_files(str(tmp_path / "published.duckdb"), "named")
    assert contents(tmp_path) == before | {
        "also": "release",
        "published.duckdb": "release/published.duckdb",
    }
    assert len(said) == 2 and "none of this warehouse's releases: changed, file" in said[0]
    assert said[0].endswith("and 3 more")


def test_earlier_releases_are_removed(tmp_path):
    """Those that the ledger names, whatever is in them, and whole ones that it does not know."""
    releases = tmp_path / "releases"
    for name in ("known", "whole"):
        (releases / name).mkdir(parents=True)
    (releases / "known" / "half").write_text("of it")
    fill(releases / "whole", "whole")
    publish(tmp_path, "one", known=("known",))
    assert [path.name for path in releases.iterdir()] == ["one"]


@pytest.mark.parametrize("folder", ["half", "none"])
def test_what_a_killed_run_has_begun_is_removed_by_the_next(folder, tmp_path):
    """Also where the sensitive file, and with it the ledger, was removed; not while it runs."""
    releases = tmp_path / "releases"
    paths = [tmp_path / "published.duckdb", releases / "killed", tmp_path / "also"]
    program = (
        "import sys; from synthetic_showcase.release.publication import prepare_folder;"
        "prepare_folder(*sys.argv[1:]); print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, *map(str, paths)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as run:
        run.stdout.readline()
        (releases / "killed" / "aggregates.parquet").write_text("half")
        publish(tmp_path, "one")
        left = {path.name for path in releases.iterdir()}
        assert left == {"killed", "killed.begun", "one"}, "it was at work"
        run.kill()
    if folder == "none":
        (releases / "killed" / "aggregates.parquet").unlink()
        (releases / "killed").rmdir()
    publish(tmp_path, "two")
    assert [path.name for path in releases.iterdir()] == ["two"]


def test_a_folder_that_is_there_is_not_begun(tmp_path):
    (tmp_path / "releases" / "one").mkdir(parents=True)
    before = contents(tmp_path)
    with pytest.raises(ValueError, match="one is in the way of a new release"):
        release_of(tmp_path, "one")
    assert contents(tmp_path) == before


def test_nothing_but_its_files_goes_with_a_release_that_is_withdrawn(tmp_path):
    publish(tmp_path, "one")
    before = contents(tmp_path)
    for name in ("..", ".", "", "two"):
        withdraw_files(str(tmp_path / "published.duckdb"), name)
    assert contents(tmp_path) == before
    moved = (tmp_path / "releases").rename(tmp_path / "moved")
    (tmp_path / "releases").symlink_to("moved")
    withdraw_files(str(tmp_path / "published.duckdb"), "one")
    assert (moved / "one" / "SHA256SUMS").is_file()
    assert not os.path.lexists(tmp_path / "release")


@pytest.mark.parametrize("name", ["data_dictionary", "Index", "published", "sha256sums", "spill"])
def test_a_table_may_not_have_the_name_of_a_file_of_the_release(name, tmp_path):
    paths = [str(tmp_path / "published.duckdb"), str(tmp_path / "also")]
    assert f"can not be named {name}" in find_obstacle(*paths, ["aggregates", name])
    assert find_obstacle(*paths, PUBLISHED) == ""


def test_a_changed_file_is_found(tmp_path):
    published, release = tmp_path / "published.duckdb", str(tmp_path / "release")
    assert check_files(release, True) == ""
    publish(tmp_path, "one")
    made = tmp_path / "releases" / "one"
    digest = hashlib.sha256((made / "SHA256SUMS").read_bytes()).hexdigest()
    assert check_files(release, True) == digest
    (made / "added").touch()
    with pytest.raises(ValueError, match="added is not as it was published"):
        check_files(release, True)
    (made / "added").unlink()
    (made / "added").mkdir()
    with pytest.raises(ValueError, match="added is not as it was published"):
        check_files(release, True)
    (made / "added").rmdir()
    published.write_text("changed")
    with pytest.raises(ValueError, match=r"published.duckdb is not as it was published"):
        check_files(release, True)
    assert check_files(release, False) == digest


def test_the_writer_loads_nothing_that_reads_sensitive_rows():
    program = "import sys, synthetic_showcase.release.release_files; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name for name in done.stdout.split() if name.startswith("synthetic_showcase.")}
    writers = {"release_files", "certificate", "page"}
    names = {"synthetic_showcase.release", *(f"synthetic_showcase.release.{w}" for w in writers)}
    assert loaded == names
    assert not {"numba", "dbt"} & set(done.stdout.split())
