"""The sensitive file encrypted: what is refused, and what is then nowhere in the clear."""

import threading
from contextlib import suppress

import duckdb
import pytest
from dbt.adapters.duckdb.credentials import DuckDBCredentials

from synthetic_showcase.plugin import Plugin, written_files

KEY = "not-a-key-for-anything-but-this-test"
VARIABLE = "DBT_ENV_SECRET_SENSITIVE_KEY"


def encrypted(folder, key="{{ env_var('" + VARIABLE + "') }}", **more) -> dict:
    """The part of a profile that encrypts the sensitive file."""
    path = str(folder / "sensitive.duckdb")
    options = {"encryption_key": key}
    attached = {"path": path, "alias": "sensitive", "options": options}
    return {"path": ":memory:", "database": "sensitive", "attach": [attached], **more}


def can_load_httpfs() -> bool:
    """Whether DuckDB finds the extension that writes encrypted files securely."""
    with duckdb.connect() as connection:
        try:
            connection.load_extension("httpfs")
        except duckdb.Error:
            return False
    return True


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv(VARIABLE, KEY)


def in_clear(folder, word: bytes) -> list[str]:
    """Files of a folder that contain the word."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if word in path.read_bytes()]


def test_a_file_in_the_clear_is_refused_where_encryption_is_required(warehouse):
    build = warehouse.dbt("build", require_encryption=True)
    assert build.code != 0
    assert "showcase_require_encryption is set" in build.output
    assert "the database sensitive is not encrypted" in build.output
    assert warehouse.rows("select table_name from duckdb_tables()", "sensitive") == []


def test_encryption_that_is_not_secure_is_refused_where_it_is_required(warehouse):
    profile = encrypted(warehouse.folder, config_options={"force_mbedtls_unsafe": True})
    build = warehouse.dbt("build", profile=profile, require_encryption=True)
    assert build.code != 0
    assert "is encrypted with force_mbedtls_unsafe, which DuckDB calls insecure" in build.output
    assert not (warehouse.folder / "release").exists()


def test_a_key_that_stands_in_the_profile_is_refused(warehouse):
    build = warehouse.dbt("build", profile=encrypted(warehouse.folder, key="typed in"))
    assert build.code != 0
    assert "encryption_key must come from an environment variable" in build.output
    assert not (warehouse.folder / "sensitive.duckdb").exists()


@pytest.mark.skipif(can_load_httpfs(), reason="DuckDB's extension httpfs can be loaded here")
@pytest.mark.parametrize("required", [True, False])
def test_where_the_extension_is_missing_nothing_is_written(required, warehouse):
    build = warehouse.dbt("build", profile=encrypted(warehouse.folder), require_encryption=required)
    assert build.code != 0
    assert "with its extension httpfs alone, and that can't be loaded" in build.output
    assert "Nothing was written" in build.output
    assert "Traceback" not in build.output
    assert not (warehouse.folder / "sensitive.duckdb").exists()
    assert not (warehouse.folder / "release").exists()


def look_for_plain_text(warehouse, **options) -> None:
    """Build a table with a rare word in it; the word and the key are nowhere in the clear."""
    table = warehouse.folder.parent / f"{warehouse.folder.name}.csv"
    rows = "".join(f"Qwertzuiop{i},town {i % 3}\n" for i in range(300))
    table.write_text("word,town\n" + rows)
    records = ("--select", "+showcase_synthetic_records")
    for seed, selected in ((1, ()), (2, records)):  # the second build finds the file
        options |= {"input_file": str(table), "seed": seed}
        build = warehouse.dbt("--debug", "build", *selected, **options)
        assert build.code == 0, build.output
        assert KEY not in build.output
    debug = warehouse.dbt("debug", **options)
    assert KEY not in debug.output
    assert (warehouse.folder / "sensitive.duckdb").stat().st_size > 100_000
    assert in_clear(warehouse.folder, b"Qwertzuiop") == []
    assert in_clear(warehouse.folder, KEY.encode()) == []
    assert warehouse.rows("select count(*) from synthetic_records") == [(300,)]


@pytest.mark.skipif(not can_load_httpfs(), reason="DuckDB's extension httpfs can't be loaded here")
def test_an_encrypted_warehouse_shows_nothing(warehouse):
    look_for_plain_text(warehouse, profile=encrypted(warehouse.folder), require_encryption=True)


def test_the_profile_of_an_encrypted_warehouse_works(warehouse):
    """With DuckDB's fallback, for the profile's sake where the extension is missing."""
    options = {"force_mbedtls_unsafe": True}
    look_for_plain_text(warehouse, profile=encrypted(warehouse.folder, config_options=options))


def spilled(folder, with_plugin: bool) -> list[bool]:
    """Sort more than fits in memory; whether the word was in the temporary files, look by look."""
    unsafe = {"force_mbedtls_unsafe": True}
    options = {"encryption_key": KEY}
    attached = {"path": str(folder / "spill.duckdb"), "alias": "sensitive", "options": options}
    creds = DuckDBCredentials.from_dict(
        {"path": ":memory:", "attach": [attached], "config_options": unsafe}
    )
    plugin = Plugin("showcase", {}, creds)
    plugin.update_connection_config(creds, {})
    temporary = folder / "temporary"
    looks, done = [], threading.Event()

    def look():
        while not done.wait(0.05):
            for path in temporary.glob("*"):
                with suppress(FileNotFoundError):
                    looks.append(b"Qwertzuiop" in path.read_bytes())

    limits = {"memory_limit": "60MB", "threads": 1, "temp_directory": str(temporary)}
    with duckdb.connect(config={**unsafe, **limits}) as connection:
        if with_plugin:
            plugin.configure_connection(connection)
        connection.execute(creds.attach[0].to_sql())
        watcher = threading.Thread(target=look)
        watcher.start()
        connection.execute(
            "create table sensitive.t as select 'Qwertzuiop' || i || repeat('y', 80) as word"
            " from range(1500000) as _(i) order by hash(i)"
        )
        done.set()
        watcher.join()
    return looks


def test_what_spills_from_memory_is_encrypted(tmp_path):
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert any(spilled(tmp_path / "without", with_plugin=False)), "nothing was spilled"
    looks = spilled(tmp_path / "with", with_plugin=True)
    assert looks and not any(looks)


def test_no_file_is_locked_but_those_that_a_build_writes(tmp_path, monkeypatch):
    """Least of all one whose name is the words with which another database is opened."""
    monkeypatch.chdir(tmp_path)
    words = "dbname=cases user=reader password=hush host=db"
    creds = DuckDBCredentials.from_dict(
        {
            "path": str(tmp_path / "sensitive.duckdb"),
            "schema": "main",
            "attach": [
                {"path": words, "type": "postgres"},
                {"path": words.replace("db", "db2"), "options": {"TYPE": "MySQL"}},
                {"path": f"postgres:{words}"},
                {"path": "cases.sqlite", "type": "sqlite"},
                {"path": "other.duckdb", "read_only": True},
                {"path": "another.duckdb", "options": {"read_only": True}},
                {"path": "md:cases"},
                {"path": "ducklake:cases.ducklake"},
                {"path": "s3://bucket/cases.duckdb"},
                {"path": ":memory:", "alias": "spare"},
                {"path": "second.duckdb"},
                {"path": "third.duckdb", "type": "duckdb"},
            ],
        }
    )
    written = [str(tmp_path / "sensitive.duckdb"), "second.duckdb", "third.duckdb"]
    assert written_files(creds) == written
    plugin = Plugin.create("synthetic_showcase.plugin", config={"wait_seconds": 0.1})
    plugin.update_connection_config(creds, {})
    locks = {f"{path.rpartition('/')[2]}.lock" for path in written}
    assert {path.name for path in tmp_path.iterdir()} <= locks
    for turn in plugin.turns:
        turn.release(force=True)
