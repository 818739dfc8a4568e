"""Writes the files of a release from its tables in Parquet. Runs as a separate process.

The process that built the tables has held sensitive rows in its memory, and DuckDB writes whole
blocks of memory to a database file, whose unused parts could hold such rows. This process reads
only published tables, so nothing else can end up in its files.
"""

import csv
import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb

from . import certificate, page

# The oldest format that DuckDB 2 writes, because BI tools often contain an old DuckDB.
STORAGE_VERSION = "v1.0.0"
DATABASE = "published.duckdb"
DICTIONARY = "data_dictionary.csv"
CHECKSUMS = "SHA256SUMS"


def write(
    folder: Path,
    tables: list[dict[str, Any]],
    facts: dict[str, Any],
    settings: dict[str, Any] | None,
    memory: int,
) -> None:
    """Write all files of a release beside its Parquet files, the checksums last.

    `tables`: {name, description, columns: [{name, type, nullable, description}]}, one Parquet file
    each; `facts`: what `certificate.documents` tells of the release; `settings`: of the page, as
    in `page.build`, or None for no page; `memory`: bytes that DuckDB may use.
    """
    spill = folder / "spill"
    _write_dictionary(folder / DICTIONARY, tables)
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory}B",
        "temp_directory": str(spill),
    }
    with duckdb.connect(config=limits) as connection, ThreadPoolExecutor(2) as beside:
        for table in tables:
            connection.execute(
                f"create view {_name(table['name'])} as from {_rows_of(folder, table)}"
            )
        # The database, the CSV files, and the documents do not depend on each other.
        written = [
            beside.submit(_write_database, connection.cursor(), folder, tables),
            beside.submit(_copy_tables, connection.cursor(), folder, tables),
        ]
        for name, text in certificate.documents(connection, tables, facts).items():
            (folder / name).write_text(text, encoding="utf-8")
        if settings is not None:
            dictionary = (folder / DICTIONARY).read_text(encoding="utf-8")
            html = page.build(connection, tables, facts, settings, dictionary)
            if html is not None:
                (folder / page.NAME).write_text(html, encoding="utf-8")
        for each in written:
            each.result()
    shutil.rmtree(spill, ignore_errors=True)
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_files(folder: str, every_file: bool) -> str:
    """SHA-256 of the file of checksums of a release; empty if there is no release.

    `every_file`: also check the contents of each file, and that there is no other file. Raises
    ValueError if a file is not as it was published.
    """
    sums = Path(folder) / CHECKSUMS
    if not sums.exists():
        return ""
    if every_file:
        lines = sums.read_text(encoding="utf-8").splitlines()
        expected = {line[66:]: line[:64] for line in lines}
        for name in {path.name for path in sums.parent.iterdir()} - {CHECKSUMS} | set(expected):
            path = sums.with_name(name)
            if not path.is_file() or digest(path) != expected.get(name):
                raise ValueError(f"{path} is not as it was published")
    return digest(sums)


def to_disk(path: Path) -> None:
    """Flush a file or folder to the disk, so that a power failure can't undo it."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write_database(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: list[dict[str, Any]]
) -> None:
    """Write the tables as a DuckDB database."""
    path = _text(str(folder / DATABASE))
    connection.execute(f"attach {path} as release (storage_version '{STORAGE_VERSION}')")
    connection.execute("use release")
    for table in tables:
        _write_table(connection, folder, table)
    connection.execute("checkpoint release")
    connection.execute("use memory")
    connection.execute("detach release")
    to_disk(folder / DATABASE)


def _write_table(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: dict[str, Any]
) -> None:
    """Write a table to the database, with its types, constraints and comments."""
    name, columns = _name(table["name"]), table["columns"]
    definitions = (
        f"{_name(each['name'])} {each['type']}{'' if each['nullable'] else ' not null'}"
        for each in columns
    )
    connection.execute(f"create table {name} ({', '.join(definitions)})")
    connection.execute(f"insert into {name} from {_rows_of(folder, table)}")
    connection.execute(f"comment on table {name} is {_text(table['description'])}")
    for column in columns:
        place = f"{name}.{_name(column['name'])}"
        connection.execute(f"comment on column {place} is {_text(column['description'])}")


def _copy_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: list[dict[str, Any]]
) -> None:
    """Write the tables as CSV files."""
    for table in tables:
        to = folder / f"{table['name']}.csv"
        rows = _rows_of(folder, table)
        connection.execute(f"copy (from {rows}) to {_text(str(to))} (header, delimiter ',')")
        to_disk(to)


def _rows_of(folder: Path, table: dict[str, Any]) -> str:
    """SQL for a from clause that reads the Parquet file of a table."""
    return f"read_parquet({_text(str(folder / table['name']) + '.parquet')})"


def _write_dictionary(path: Path, tables: list[dict[str, Any]]) -> None:
    """Write the data dictionary: a row for each table and each column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table_name", "column_name", "data_type", "description"])
        for table in tables:
            writer.writerow([table["name"], "", "", table["description"]])
            for column in table["columns"]:
                row = [table["name"], column["name"], column["type"], column["description"]]
                writer.writerow(row)


def _name(name: str) -> str:
    """A quoted SQL name."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    """A SQL text literal."""
    return "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    given = json.load(sys.stdin)
    write(Path(given["folder"]), given["tables"], given["facts"], given["page"], given["memory"])
