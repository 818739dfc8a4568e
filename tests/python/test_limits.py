"""Builds that run out of memory: a clear error, no half release, nothing left behind."""

import subprocess

import duckdb
import pytest
from test_progress import write_slow_table

from synthetic_showcase.functions import Function, register


def test_too_little_memory(warehouse, tmp_path):
    warehouse.build()
    released = warehouse.published()
    path = tmp_path / "large.parquet"
    write_slow_table(path)
    warehouse.profile(more={"settings": {"threads": 2, "memory_limit": "150MB"}})
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
