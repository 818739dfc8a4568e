"""What the checks of a release find, and what they cost, as docs/benchmarks.md shows it.

    python benchmarks/checks.py --data FOLDER [--tables example,acs,covid_weeks] [--repeat 3]

With k = 10 and the defaults. `covid_weeks` are two releases of the same people, a week apart, the
second with `showcase_allow_repeated_k_anonymity`. Seconds are those that dbt notes for models and
data tests, which overlap on two threads: `checks` are those of models/evaluation, `rest` is all
other work of the build; the median of the repeats.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
from bench import build, few_valued_columns, variables

WEEKS = ("2020-04-20", "2020-04-27")
EMPTY = ["97", "98", "99"]


def releases(table: str, data: Path, folder: Path) -> Iterator[tuple[str, dict]]:
    """Names and variables of the releases of a table, in their order."""
    if table != "covid_weeks":
        yield table, variables(table, data)
        return
    snapshots = data / "covid_mx_weekly_snapshots.parquet"
    for week in WEEKS:
        path = folder / f"{week}.parquet"
        with duckdb.connect() as connection:
            connection.execute(
                f"copy (from '{snapshots}' where FECHA_ACTUALIZACION = '{week}') to '{path}'"
            )
        columns = few_valued_columns(path, EMPTY)
        yield (
            f"covid {week}",
            {
                "showcase_input_file": str(path),
                "showcase_subject_id": "ID_REGISTRO",
                "showcase_use_columns": columns,
                "showcase_missing_values": EMPTY,
                "showcase_allow_repeated_k_anonymity": week != WEEKS[0],
            },
        )


def seconds(folder: Path) -> tuple[float, float]:
    """Seconds of the checks and of the rest, as dbt noted them."""
    spent = {True: 0.0, False: 0.0}
    nodes = json.loads((folder / "target" / "manifest.json").read_text())["nodes"]
    for result in json.loads((folder / "target" / "run_results.json").read_text())["results"]:
        node = nodes.get(result["unique_id"], {})
        if node.get("resource_type") in ("model", "test", "seed"):
            is_check = node["original_file_path"].startswith("models/evaluation")
            for span in result["timing"]:
                start, end = (
                    datetime.fromisoformat(span[at]) for at in ("started_at", "completed_at")
                )
                spent[is_check] += (end - start).total_seconds()
        elif result["unique_id"].startswith("operation."):
            spent[False] += result["execution_time"]
    return spent[True], spent[False]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--tables", default="example,acs,covid_weeks")
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    found: dict[str, list[tuple]] = {}
    spent: dict[str, list[tuple[float, ...]]] = {}
    for table in arguments.tables.split(","):
        for _ in range(arguments.repeat):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                for release, given in releases(table, arguments.data.resolve(), folder):
                    whole, _ = build(given, folder)
                    spent.setdefault(release, []).append((*seconds(folder), whole))
                    with duckdb.connect(str(folder / "sensitive.duckdb"), read_only=True) as con:
                        query = "select check_name, verdict, sentence, basis from showcase_verdicts"
                        found[release] = con.execute(query + " order by position").fetchall()
    for release, rows in found.items():
        print(f"\n{release}")
        for row in rows:
            print("  {:30} {:12} {} ({})".format(*row))
    print("\n| release | checks | rest | whole build |")
    print("| --- | --- | --- | --- |")
    for release, runs in spent.items():
        medians = [statistics.median(column) for column in zip(*runs, strict=True)]
        print(f"| {release} | " + " | ".join(f"{each:.1f} s" for each in medians) + " |")


if __name__ == "__main__":
    main()
