"""Time, records a second and peak memory of each stage of `dbt build`.

    python benchmarks/bench.py --data FOLDER [--tables example,acs] [--lengths 3,4] [--repeat 3]
        [--modes shortfall_seeded,unseeded]

Each build runs in a new warehouse in a temporary folder; what is printed is the median of the
repeats. The functions are compiled before the first measured build. A line a stage is appended to
benchmarks/results.csv. The seconds of a stage are those of its models, which run on two threads and
so overlap; its memory is that of the process and its children while one of them ran. The whole
build also has dbt's start-up and the tests.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb
import yaml

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.csv")
STAGES = ("input", "counting", "aggregates", "synthesis", "evaluation", "release", "governance")
HEADER = (
    "day commit table records length mode stage seconds records_a_second peak_mb repeats".split()
)
MODES = ("shortfall_seeded", "row_seeded", "value_seeded", "unseeded", "aggregate_seeded")
ACS_COLUMNS = (
    "PUMA SEX MSP HISP RAC1P NOC NPF HOUSING_TYPE OWN_RENT DENSITY INDP_CAT EDU PINCP_DECILE "
    "DVET DREM DPHY DEYE DEAR"
).split()


def variables(table: str, data: Path) -> dict:
    """The variables that build a table."""
    if table == "example":
        return {}
    if table == "acs":
        path, use_columns, missing_values = data / "acs_national2019.csv", ACS_COLUMNS, ["N"]
    else:
        name = {"covid": "covid_mx_2020-05-27", "covid_1m": "covid_mx_1m_persons"}[table]
        path, missing_values = data / f"{name}.parquet", ["97", "98", "99"]
        use_columns = few_valued_columns(path, missing_values)
    return {
        "showcase_input_file": str(path),
        # Each row of these files is a person of its own.
        "showcase_rows_per_subject": "one",
        "showcase_use_columns": use_columns,
        "showcase_missing_values": missing_values,
    }


def few_valued_columns(path: Path, missing_values: list[str]) -> list[str]:
    """Columns with 2 to 60 values besides those that mean empty; the others are too fine."""
    with duckdb.connect() as connection:
        source = connection.read_parquet(str(path))
        counts = [
            f'count(distinct cast("{c}" as varchar)) filter (cast("{c}" as varchar) not in '
            f"({', '.join(map(repr, missing_values))}))"
            for c in source.columns
        ]
        row = source.aggregate(", ".join(counts)).fetchall()[0]
        return [c for c, n in zip(source.columns, row, strict=True) if 2 <= n <= 60]


def build(
    given: dict, folder: Path, settings: dict | None = None
) -> tuple[float, list[tuple[float, float]]]:
    """One `dbt build` that publishes: its seconds, and (time, resident bytes) all the while.

    `settings`: of DuckDB, besides two threads.
    """
    profile = {
        "type": "duckdb",
        "path": str(folder / "sensitive.duckdb"),
        "threads": 2,
        "settings": {"threads": 2, **(settings or {})},
        "module_paths": [str(ROOT / "python_udfs")],
        "plugins": [{"module": "synthetic_showcase.plugin"}],
    }
    whole = {"synthetic_showcase": {"target": "bench", "outputs": {"bench": profile}}}
    (folder / "profiles.yml").write_text(yaml.safe_dump(whole))
    command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "build"]
    command += ["--project-dir", str(ROOT), "--profiles-dir", str(folder)]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    command += ["--vars", json.dumps({"showcase_publish": True, **given})]
    start = time.time()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    memory: list[tuple[float, float]] = []
    watcher = threading.Thread(target=watch, args=(process.pid, memory), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.time() - start
    if process.returncode:
        sys.exit(output.decode())
    watcher.join()
    return seconds, memory


def watch(pid: int, memory: list[tuple[float, float]]) -> None:
    """Note the resident memory of a process and its children, 20 times a second, until it ends."""
    page = os.sysconf("SC_PAGE_SIZE")
    while True:
        pages = resident_pages(pid)
        if not pages:  # ended, or not yet waited for
            return
        children = Path(f"/proc/{pid}/task").glob("*/children")
        with suppress(FileNotFoundError, ProcessLookupError):
            pages += sum(resident_pages(int(c)) for f in children for c in f.read_text().split())
        memory.append((time.time(), pages * page))
        time.sleep(0.05)


def resident_pages(pid: int) -> int:
    """Pages of memory of a process; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0


def stages(folder: Path, memory: list[tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Seconds and peak bytes of each stage, from dbt's own record of when its nodes ran."""
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    spans: dict[str, list[tuple[float, float]]] = {stage: [] for stage in STAGES}
    nodes = json.loads((folder / "target" / "manifest.json").read_text())["nodes"]
    for result in results:
        node = nodes.get(result["unique_id"])
        run = next((t for t in result["timing"] if t["name"] == "execute"), None)
        if node and node["resource_type"] == "model" and run:
            times = [
                datetime.fromisoformat(run[key]).timestamp()
                for key in ("started_at", "completed_at")
            ]
            spans[node["fqn"][1]].append((times[0], times[1]))
    measured = {}
    for stage, nodes_of_stage in spans.items():
        sizes = [
            size
            for at, size in memory
            if any(start - 0.05 <= at <= end + 0.05 for start, end in nodes_of_stage)
        ]
        measured[stage] = (sum(end - start for start, end in nodes_of_stage), max(sizes))
    return measured


def measure(
    table: str, length: int, mode: str, data: Path, repeats: int, commit: str
) -> list[dict]:
    """Rows for the table of results: one a stage, and one for the whole build."""
    given = {
        **variables(table, data),
        "showcase_reporting_length": length,
        "showcase_synthesis_mode": mode,
    }
    runs: dict[str, list[tuple[float, float]]] = {}
    records = 0
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            seconds, memory = build(given, folder)
            run = stages(folder, memory) | {"whole build": (seconds, max(m for _, m in memory))}
            for stage, measured in run.items():
                runs.setdefault(stage, []).append(measured)
            with duckdb.connect(str(folder / "sensitive.duckdb"), read_only=True) as connection:
                records = connection.execute(
                    "select count(*) from showcase_input_records"
                ).fetchall()[0][0]
    rows = []
    for stage, measured in runs.items():
        seconds = statistics.median(s for s, _ in measured)
        rows.append(
            {
                "day": datetime.now().date().isoformat(),
                "commit": commit,
                "table": table,
                "records": records,
                "length": length,
                "mode": mode,
                "stage": stage,
                "seconds": round(seconds, 2),
                "records_a_second": round(records / seconds) if seconds else "",
                "peak_mb": round(statistics.median(m for _, m in measured) / 2**20),
                "repeats": repeats,
            }
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--tables", default="example,acs,covid,covid_1m")
    parser.add_argument("--lengths", default="3,4")
    parser.add_argument("--modes", help="default: the default mode, and all on acs at length 3")
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    if not data.is_dir():
        print(f"no real tables at {data}: only the example is measured")
        arguments.tables = "example"
    chosen = arguments.modes.split(",") if arguments.modes else None
    runs = [
        (table, length, mode)
        for table in arguments.tables.split(",")
        for length in map(int, arguments.lengths.split(","))
        for mode in chosen or (MODES if (table, length) == ("acs", 3) else MODES[:1])
    ]
    for mode in {mode for _, _, mode in runs}:
        with tempfile.TemporaryDirectory() as name:
            build({"showcase_synthesis_mode": mode}, Path(name))
    # Before the table of results changes.
    describe = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    commit = subprocess.check_output(describe, text=True).strip()
    new = not RESULTS.exists()
    with RESULTS.open("a", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        if new:
            writer.writeheader()
        print("table     length mode             stage         seconds  records/s  peak MB")
        for table, length, mode in runs:
            for row in measure(table, length, mode, data, arguments.repeat, commit):
                writer.writerow(row)
                file.flush()
                print(
                    f"{row['table']:9} {row['length']:6} {row['mode']:16} {row['stage']:12} "
                    f"{row['seconds']:8} {row['records_a_second']:10} {row['peak_mb']:8}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
