"""What a build on Spark shuffles and computes, from Spark's own record of its tasks.

    python benchmarks/spark.py --data FOLDER [--tables acs,covid] [--lengths 1,2,3,4]

One `dbt build` a table with the profile's `spark` target in a temporary folder: processor seconds,
rows and bytes shuffled and the most memory of a task, by model. Then counting alone by length: the
combinations that the distinct records hold, which are made where the records lie, and what is
shuffled of them. Processor seconds are those of Spark's threads, of which those of the Python of a
sampler are no part; they hardly depend on what else the machine does.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import duckdb
import yaml
from bench import ROOT, variables

DBT = ROOT / ".venv-spark" / "bin" / "dbt"
PYTHON = DBT.with_name("python")


def run(folder: Path, events: str, given: dict, *arguments: str) -> float:
    """Run a dbt command on Spark, whose events land in a folder of that name; its seconds."""
    (folder / events).mkdir()
    profile = yaml.safe_load((ROOT / "profiles.yml").read_text())
    profile["synthetic_showcase"]["target"] = "spark"
    profile["synthetic_showcase"]["outputs"]["spark"]["server_side_parameters"] |= {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": (folder / events).as_uri(),
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
    }
    (folder / "profiles.yml").write_text(yaml.safe_dump(profile))
    command = [str(DBT), *arguments, "--project-dir", str(ROOT), "--profiles-dir", str(folder)]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    command += ["--vars", json.dumps(given)]
    environment = {
        **os.environ,
        "DBT_PROJECT_DIR": str(folder),
        "PYSPARK_PYTHON": str(PYTHON),
    }
    start = time.time()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout)
    return time.time() - start


def tasks_by_table(folder: Path) -> dict[str, list[dict]]:
    """The metrics of the tasks that made each table."""
    made: dict[str, str] = {}
    table_of: dict[int, str] = {}
    metrics = defaultdict(list)
    for path in folder.iterdir():
        for line in path.open():
            event = json.loads(line)
            kind = event["Event"].rsplit(".", 1)[-1]
            if kind == "SparkListenerSQLExecutionStart":
                found = re.search(
                    r"(?:CreateDataSourceTableAsSelect|InsertIntoHadoopFs)\S*.*?`(\w+)`,? ",
                    event["physicalPlanDescription"].replace("\n", " "),
                )
                # Creating a table begins a second execution, which does the work.
                root = str(event.get("rootExecutionId", event["executionId"]))
                if found:
                    made.setdefault(root, found[1])
                made[str(event["executionId"])] = made.get(root, "")
            elif kind == "SparkListenerJobStart":
                name = made.get(event["Properties"].get("spark.sql.execution.id", ""), "")
                for stage in event["Stage IDs"]:
                    table_of[stage] = table_of.get(stage) or name
            elif kind == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                metrics[table_of.get(event["Stage ID"], "")].append(event["Task Metrics"])
    return metrics


def totals(tasks: list[dict]) -> tuple[float, int, int, float]:
    """Processor seconds, rows and bytes shuffled, and the most MB that a task worked with."""
    shuffled = [task["Shuffle Write Metrics"] for task in tasks]
    return (
        sum(task["Executor CPU Time"] for task in tasks) / 1e9,
        sum(each["Shuffle Records Written"] for each in shuffled),
        sum(each["Shuffle Bytes Written"] for each in shuffled),
        max((task["Peak Execution Memory"] for task in tasks), default=0) / 2**20,
    )


def held(folder: Path, length: int) -> tuple[int, float]:
    """Distinct records, and combinations of a length that they hold."""
    with duckdb.connect() as connection:
        files = f"{folder}/warehouse/spark/sensitive.db/showcase_distinct_records/*.parquet"
        widths = connection.execute(
            f"select len(attribute_ids), count(*) from read_parquet('{files}') group by 1"
        ).fetchall()
    return sum(n for _, n in widths), sum(math.comb(width, length) * n for width, n in widths)


def sampler(folder: Path, what: str, query: str, settings: dict) -> str:
    """What a sampler costs on an executor that has given rows: the script of `select transform`."""
    tables = f"{folder}/warehouse/spark/sensitive.db"
    with duckdb.connect() as connection:
        rows = connection.execute(query.format(tables)).fetchall()
    given, made = folder / "given", folder / "made"
    given.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
    command = [
        PYTHON,
        "-m",
        "synthetic_showcase.functions.spark_script",
        what,
        json.dumps(settings),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")}
    with given.open() as rows_in, made.open("w") as rows_out:
        process = subprocess.Popen(command, stdin=rows_in, stdout=rows_out, env=environment)
        _, code, used = os.wait4(process.pid, 0)
    if code:
        sys.exit(f"the sampler of {what} failed")
    kinds = [line.rstrip("\n").split("\t") for line in made.open()]
    number = sum(int(k[2]) if what == "records" else k[2].count(" ") + 1 for k in kinds)
    return (
        f"sampler of {what}: {len(rows):,} rows in, {number:,} synthetic records of"
        f" {len(kinds):,} kinds, {used.ru_utime + used.ru_stime:.1f} cpu s,"
        f" {used.ru_maxrss / 2**20:.2f} GiB"
    )


def measure_build(table: str, folder: Path, given: dict) -> None:
    """Print what a build costs, by model, and what the samplers do on an executor."""
    seconds = run(folder, "build", given, "build")
    by_table = {t: totals(tasks) for t, tasks in tasks_by_table(folder / "build").items()}
    print(f"{table}: build of length 3 in {seconds:.0f} s of the clock")
    print("model                          cpu s  rows shuffled        MB  B/row  MB/task")
    for model, (cpu, rows, size, peak) in sorted(by_table.items(), key=lambda x: -x[1][0]):
        if model and cpu >= 0.5:
            print(
                f"{model:29} {cpu:6.1f} {rows:14,} {size / 1e6:9.1f}"
                f" {size / max(rows, 1):6.1f} {peak:8.0f}"
            )
    records = "select 0, records, array_to_string(attribute_ids, ' ')"
    records += " from '{}/showcase_distinct_records/*.parquet'"
    settings = {"mode": "shortfall_seeded", "resolution": 10, "seed": 0}
    print(sampler(folder, "records", records, settings))
    counts = "select array_to_string(attribute_ids, ' '), reported_count"
    counts += " from '{}/showcase_reported_aggregates/*.parquet'"
    print(sampler(folder, "aggregates", counts, {"reporting_length": 3, "seed": 0}), flush=True)


def measure_lengths(folder: Path, given: dict, lengths: list[int]) -> None:
    """Print what counting up to each length costs, after a build in the folder."""
    print(
        "length       records  combinations   cpu s  s/million"
        "  rows shuffled       MB  B/row  MB/task"
    )
    for length in lengths:
        given = {**given, "showcase_reporting_length": length}
        given["showcase_max_combinations"] = 10**9
        events = f"length_{length}"
        run(folder, events, given, "run", "--select", "showcase_combination_counts")
        costs = totals(tasks_by_table(folder / events)["showcase_combination_counts"])
        cpu, rows, size, peak = costs
        records, _ = held(folder, 1)
        combinations = sum(held(folder, n)[1] for n in range(1, length + 1))
        print(
            f"{length:6} {records:13,} {combinations:13,} {cpu:7.1f}"
            f" {1e6 * cpu / combinations:10.3f} {rows:14,} {size / 1e6:8.1f}"
            f" {size / max(rows, 1):6.1f} {peak:8.0f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--tables", default="acs,covid")
    parser.add_argument("--lengths", default="1,2,3,4")
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    if not data.is_dir():
        sys.exit(f"no real tables at {data}; name their folder with --data")
    for table in arguments.tables.split(","):
        given = variables(table, data)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "python_udfs").symlink_to(ROOT / "python_udfs")
            measure_build(table, folder, given)
            measure_lengths(folder, given, [int(n) for n in arguments.lengths.split(",")])


if __name__ == "__main__":
    main()
