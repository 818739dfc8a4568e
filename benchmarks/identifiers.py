"""What the check of direct identifiers finds in tables, as docs/benchmarks.md shows it.

    python benchmarks/identifiers.py TABLE.csv TABLE.parquet ...

No release is made. The values that ten rows or more share are looked at as if they were about to be
published, and the names of columns that ten rows or more fill. Cells are text as they stand: no
bands, no lists, no codes for what is absent. Prints a line a table: rows, columns, values looked
at, and the findings. Whether a finding is right is for people to say.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
LEAST = 10
CALL = "{{ synthetic_showcase.list_identifying_columns('given_columns', 'given_attributes') }}"


def statement() -> str:
    """The SQL of the macro, for the tables that `look_at` makes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "--no-use-colors"]
        command += ["compile", "--inline", CALL, "--project-dir", str(ROOT)]
        command += ["--profiles-dir", str(ROOT), "--target-path", folder, "--log-path", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout


def look_at(path: str, sql: str) -> str:
    """A line about a table."""
    with duckdb.connect() as connection:
        reader = "read_csv(?, all_varchar=true)" if path.endswith(".csv") else "read_parquet(?)"
        connection.execute(f"create table given as from {reader}", [path])
        connection.execute("create table given_attributes (column_name varchar, value varchar)")
        connection.execute("create table given_columns (column_name varchar)")
        names = [row[0] for row in connection.execute("describe given").fetchall()]
        for name in names:
            quoted = '"' + name.replace('"', '""') + '"'
            cell = f"nullif(trim(cast({quoted} as varchar)), '')"
            connection.execute(
                f"insert into given_attributes select ?, {cell} from given"
                f" where {cell} is not null group by 2 having count(*) >= {LEAST}",
                [name],
            )
            connection.execute(
                f"insert into given_columns select ? from given having count({cell}) >= {LEAST}",
                [name],
            )
        rows = connection.execute("select count(*) from given").fetchall()[0][0]
        values = connection.execute("select count(*) from given_attributes").fetchall()[0][0]
        found = [
            f"{column} ({kind}, by its {found_in})"
            for column, kind, found_in, *_ in connection.execute(sql).fetchall()
        ]
    cells = [Path(path).stem, f"{rows:,}", str(len(names)), f"{values:,}", ", ".join(found)]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    sql = statement()
    print("| table | rows | columns | values looked at | findings |")
    print("| --- | --- | --- | --- | --- |")
    for path in sys.argv[1:]:
        print(look_at(path, sql), flush=True)


if __name__ == "__main__":
    main()
