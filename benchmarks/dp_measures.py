"""How close a differentially private release is to the sensitive table it was made from.

    python benchmarks/dp_measures.py --sensitive T.csv [--synthetic S.csv] [--aggregates A.csv]
        [--k 10] [--length 3] [--lists 'column=;'] [--zeros]

Tables are CSV or Parquet with one row a record; an empty cell and, without --zeros, the value 0
mean that the record does not have the attribute. A combination is a set of attributes (values of
columns); it is frequent if `k` or more sensitive records hold it. By length of combination:

- `synthetic`: `error`, `mae` and `lost` are means over the frequent combinations: of
  |synthetic - sensitive| / sensitive, of |synthetic - sensitive| and of being in no synthetic
  record; `fabricated` are the combinations that synthetic records hold and no sensitive one does,
  with their share of all combinations that synthetic records hold;
- `aggregates`: `released` combinations, the `mae` of their counts, the `relative_error` of those
  that a sensitive record holds, and `fabricated` as above; over the frequent combinations `lost`,
  those not released, and `error`, the relative error where a lost one counts as 1.

The aggregates have the columns length, selections and reported_count. Selections are
`column:value;column:value` with a backslash before each backslash, colon and semicolon of a name.
"""

import argparse
import json
import sys
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python_udfs"))
from synthetic_showcase.core.counting import count_combinations
from synthetic_showcase.core.records import records_of_cells

CSV = """all_varchar = true, header = true, delim = ',', quote = '"', escape = '"'"""
SELECTION = r"(?:[^;\\]|\\[\\:;])+"
ATTRIBUTE = r"^((?:[^:\\]|\\[\\:;])*):((?s:.*))$"
ABSENT = "('', '0', '0.0')"
ABSENT_WITH_ZEROS = "('')"


def measure(
    sensitive: Path,
    synthetic: Path | None,
    aggregates: Path | None,
    k: int = 10,
    length: int = 3,
    lists: dict[str, str] | None = None,
    zeros: bool = False,
) -> dict:
    """The measures described above, as a dictionary that can be written as JSON.

    Arguments:
        sensitive, synthetic, aggregates: files; the columns of the sensitive table are measured.
        k: least records of a frequent combination.
        length: longest combination measured.
        lists: delimiters of the columns whose cells hold several values.
        zeros: whether the value 0 is one like any other.
    """
    absent = ABSENT_WITH_ZEROS if zeros else ABSENT
    with duckdb.connect() as connection:
        columns = _columns(connection, sensitive)
        records = {"sensitive": _read_cells(connection, "sensitive", sensitive, columns, lists)}
        found = ["select col, val from sensitive_cells"]
        if synthetic is not None:
            records["synthetic"] = _read_cells(connection, "synthetic", synthetic, columns, lists)
            found.append("select col, val from synthetic_cells")
        if aggregates is not None:
            _read_released(connection, aggregates)
            found.append("select col, val from selection")
        connection.execute(f"""
            create table attribute as
            select col, val, (row_number() over (order by col, val) - 1)::int as item
            from ({" union ".join(found)}) where val not in {absent}""")
        _count(connection, "sensitive", length)
        result: dict = {"k": k, "records": records}
        if synthetic is not None:
            _count(connection, "synthetic", length)
            result["synthetic"] = _measure_synthetic(connection, k, length)
        if aggregates is not None:
            _place_released(connection, length)
            result["aggregates"] = _measure_aggregates(connection, k, length)
        return result


def _name(text: str) -> str:
    """A quoted identifier."""
    return '"' + text.replace('"', '""') + '"'


def _text(text: str) -> str:
    """A quoted literal."""
    return "'" + text.replace("'", "''") + "'"


def _source(path: Path) -> str:
    """The reader of a file, to select from."""
    if path.suffix == ".parquet":
        return f"read_parquet({_text(str(path))})"
    return f"read_csv({_text(str(path))}, {CSV}, parallel = false)"


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """The columns of a file."""
    described = connection.execute(f"describe select * from {_source(path)}").fetchall()
    return [row[0] for row in described]


def _read_cells(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    path: Path,
    columns: list[str],
    lists: dict[str, str] | None,
) -> int:
    """Make the table <name>_cells(rid, col, val) of a file; returns the number of records."""
    connection.execute(
        f"create table {name} as select (row_number() over () - 1)::int as rid, "
        f"{', '.join(f'trim(cast({_name(c)} as varchar)) as c{i}' for i, c in enumerate(columns))} "
        f"from {_source(path)}"
    )
    parts = []
    for i, column in enumerate(columns):
        value, distinct = f"c{i}", ""
        if lists and column in lists:
            value = f"trim(unnest(string_split(c{i}, {_text(lists[column])})))"
            distinct = "distinct "
        parts.append(f"select {distinct}rid, {_text(column)} as col, {value} as val from {name}")
    connection.execute(
        f"create table {name}_cells as select * from ({' union all '.join(parts)}) "
        "where val is not null and val <> ''"
    )
    return connection.execute(f"select count(*) from {name}").fetchall()[0][0]


def _count(connection: duckdb.DuckDBPyConnection, name: str, length: int) -> None:
    """Make the table <name>_count(length, i1, ..., n) of all combinations that records hold."""
    cells = connection.execute(
        f"select rid, item from {name}_cells join attribute using (col, val)"
    ).fetchnumpy()
    counted = count_combinations(
        records_of_cells(cells["rid"], cells["item"]),
        reporting_length=length,
        resolution=1,
    )
    columns = {
        f"i{j + 1}": np.ascontiguousarray(counted.attribute_ids[:, j]) for j in range(length)
    }
    arrays = pa.table({"length": counted.lengths, **columns, "n": counted.support})
    connection.register("counted", arrays)
    connection.execute(f"create table {name}_count as select * from counted")
    connection.unregister("counted")


def _read_released(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the tables released(id, parts, n) and selection(part, col, val) of the aggregates."""
    connection.execute(f"""
        create table released as
        select
            row_number() over () as id,
            regexp_extract_all(selections, {_text(SELECTION)}) as parts,
            cast(reported_count as double) as n
        from {_source(path)} where reported_count is not null""")

    def part(group: int) -> str:
        escaped = f"regexp_extract(part, {_text(ATTRIBUTE)}, {group})"
        return rf"regexp_replace({escaped}, '\\(.)', '\1', 'g')"

    connection.execute(f"""
        create table selection as
        select part, {part(1)} as col, trim({part(2)}) as val
        from (select distinct unnest(parts) as part from released)""")


def _place_released(connection: duckdb.DuckDBPyConnection, length: int) -> None:
    """Make the table released_count(length, i1, ..., n) of what was released.

    A combination with a value that means absent is left out.
    """
    items = ", ".join(f"coalesce(items[{j}], -1) as i{j}" for j in range(1, length + 1))
    connection.execute(f"""
        create table released_count as
        select len(items)::int as length, {items}, n
        from (
            select n, list_sort(list(item)) as items
            from (select id, n, len(parts) as wanted, unnest(parts) as part from released)
            join selection using (part) join attribute using (col, val)
            group by id, n, wanted having count(*) = wanted
        )
        where len(items) <= {length}""")


def _by_length(
    connection: duckdb.DuckDBPyConnection, protected: str, length: int, measures: dict[str, str]
) -> dict:
    """Measures by length over the pairs (s, p) of a sensitive and a protected count."""
    rows = connection.execute(f"""
        with pair as (
            select length, coalesce(x.n, 0) as s, coalesce(y.n, 0) as p, y.n is not null as held
            from sensitive_count x full join {protected} y
            using (length, {", ".join(f"i{j}" for j in range(1, length + 1))})
        )
        select length, {", ".join(measures.values())} from pair group by length""").fetchall()
    found = {row[0]: dict(zip(measures, row[1:], strict=True)) for row in rows}
    return {str(at): found[at] for at in sorted(found)}


def _measure_synthetic(connection: duckdb.DuckDBPyConnection, k: int, length: int) -> dict:
    """Of the synthetic records; see the head of the file."""
    measures = {
        "frequent": f"count(*) filter (s >= {k})",
        "error": f"avg(abs(p - s) / s) filter (s >= {k})",
        "mae": f"avg(abs(p - s)) filter (s >= {k})",
        "lost": f"avg((not held)::int) filter (s >= {k})",
        "distinct": "count(*) filter (held)",
        "fabricated": "count(*) filter (s = 0)",
        "fabricated_share": "avg((s = 0)::int) filter (held)",
    }
    return _by_length(connection, "synthetic_count", length, measures)


def _measure_aggregates(connection: duckdb.DuckDBPyConnection, k: int, length: int) -> dict:
    """Of the released counts; see the head of the file."""
    measures = {
        "released": "count(*) filter (held)",
        "mae": "avg(abs(p - s)) filter (held)",
        "relative_error": "avg(abs(p - s) / s) filter (held and s >= 1)",
        "fabricated": "count(*) filter (s = 0)",
        "fabricated_share": "avg((s = 0)::int) filter (held)",
        "frequent": f"count(*) filter (s >= {k})",
        "lost": f"avg((not held)::int) filter (s >= {k})",
        "error": f"avg(case when held then abs(p - s) / s else 1 end) filter (s >= {k})",
    }
    return _by_length(connection, "released_count", length, measures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sensitive", type=Path, required=True)
    parser.add_argument("--synthetic", type=Path)
    parser.add_argument("--aggregates", type=Path)
    parser.add_argument("--k", type=int, default=10)
    parser.add_argument("--length", type=int, default=3)
    parser.add_argument("--lists", default="", help="column=delimiter, several joined by a comma")
    parser.add_argument("--zeros", action="store_true", help="0 is a value like any other")
    given = parser.parse_args()
    lists = dict(part.rsplit("=", 1) for part in filter(None, given.lists.split(",")))
    result = measure(
        given.sensitive,
        given.synthetic,
        given.aggregates,
        k=given.k,
        length=given.length,
        lists=lists,
        zeros=given.zeros,
    )
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
