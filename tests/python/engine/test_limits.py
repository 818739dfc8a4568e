"""Builds that run out of memory: a clear error, no half release, nothing left behind."""

import os
import shlex
import subprocess
import sys

import duckdb
import pytest
from tables import write_slow_table

from synthetic_showcase.engine.registration import Function, register
from synthetic_showcase.functions import memory
from synthetic_showcase.plugin import MEMORY_LIMIT


def test_too_little_memory(copied_example, tmp_path):
    warehouse = copied_example
    released = warehouse.published()
    path = tmp_path / "large.parquet"
    write_slow_table(path, 60_000)
    warehouse.profile(more={"settings": {"threads": 2, "memory_limit": "60MB"}})
    command = warehouse.command("build", input_file=str(path))
    build = subprocess.run(
        command, cwd=warehouse.folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert build.returncode == 1, build.stdout
    assert "Out of Memory Error" in build.stdout
    assert "publishing" not in build.stdout
    assert warehouse.published() == released
    assert len(list((warehouse.folder / "releases").iterdir())) == 1
    assert not list(warehouse.folder.glob("*.tmp/*")), "what spilled from memory is left"


def too_large(numbers):
    """A function that asks for more than there is."""
    raise MemoryError("Unable to allocate 9 TiB")


def test_a_function_without_enough_memory_says_what_to_do():
    with duckdb.connect() as connection:
        register(connection, [Function("too_large", too_large, ["INTEGER"], "INTEGER")])
        with pytest.raises(duckdb.Error) as error:
            connection.execute("select too_large(range::integer) from range(3)").fetchall()
    for words in ("too_large", "Unable to allocate 9 TiB", "memory_limit", "showcase_record_limit"):
        assert words in str(error.value)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ulimit -v is that of Linux")
@pytest.mark.parametrize("gigabytes", [1.8, 3.0])
def test_too_small_an_address_space(copied_example, tmp_path, gigabytes):
    """Not enough to begin with, and not enough for the records."""
    warehouse = copied_example
    released = warehouse.published()
    path = tmp_path / "large.parquet"
    write_slow_table(path)
    given = {"input_file": str(path), "allow_repeated_k_anonymity": True}
    command = shlex.join(warehouse.command("build", **given))
    build = subprocess.run(
        ["bash", "-c", f"ulimit -v {gigabytes * 1e6:.0f}; {command}"],
        cwd=warehouse.folder,
        # The same address space whatever the number of cores.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    said = build.stdout + build.stderr
    assert build.returncode, said
    # LLVM ends the process where it has no memory for a function that it loads.
    told = ("not enough memory", "Out of Memory", "got no memory", "Unable to allocate")
    assert any(words in said for words in told), said
    assert "publishing" not in said
    assert warehouse.published() == released
    assert not list(warehouse.folder.glob("*.tmp/*")), "what spilled from memory is left"


def test_duckdb_may_take_half(monkeypatch):
    assert memory.duckdb_limit(8 * 2**30) == 5 * 2**30
    monkeypatch.setattr(memory, "address_space", lambda: 2**30)
    assert memory.duckdb_limit(8 * 2**30) == 2**29


def test_the_memory_limit_of_the_profile_is_kept(warehouse):
    query = "select 'is ' || current_setting('memory_limit') as memory"
    shown = ["--quiet", "show", "--inline", query, "--output", "json"]
    named = {"settings": {"threads": 2, "memory_limit": "300MiB"}}
    assert "is 300.0 MiB" in warehouse.dbt(*shown, profile=named).output
    with duckdb.connect() as connection:
        (default,) = connection.execute(MEMORY_LIMIT).fetchall()[0]
        connection.execute(f"set memory_limit = '{memory.duckdb_limit(default)}B'")
        half = connection.execute(query).fetchall()[0][0]
    assert half in warehouse.dbt(*shown).output
