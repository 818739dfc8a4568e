"""Differentially private releases side by side: ours, and those of others' synthesizers.

    python benchmarks/dp.py --data FOLDER [--tables acs,covid] [--epsilons 0.5,1,2,4,10]
        [--methods balanced,uncontrolled,none,balanced_declared,uncontrolled_declared,
            pac_synth,pac_synth_minimize,mst,aim] [--repeat 5]
        [--limit 600] [--fresh]
    python benchmarks/dp.py --import FOLDER
    python benchmarks/dp.py --report

Ours are named by their `showcase_fabrication_mode`; each run is a `dbt build` in a new warehouse.
With `_declared` the values of the columns are public knowledge, as they are to `mst` and `aim`.
The others (see dp_rivals.py) run in an environment of their own, `.venv/dp-rivals`, which is made
where it is missing; a run of theirs over `--limit` seconds is ended and noted, and its other
repeats are left out. All get the same table, epsilon and delta, 1/(n ln n) for n records, and are
measured by dp_measures.py at k = 10 and lengths 1 to 3.

A line a length is added to benchmarks/dp_results.csv. `seconds` of ours is the whole build,
`release_seconds` the models that the release is made from, without what judges and publishes it;
for others both are the method alone, without the start of Python and its libraries. What is in the
file is not run again: ours while the code that makes a release is the same (of a tree with changes
nothing but the commit is known; `--fresh` runs all again), others at any commit. So the command
can be stopped and goes on.

`--report` prints medians over the repeats as Markdown, as every run does at its end. `--import`
adds finished runs from FOLDER/<table>/<method>/<epsilon>/{run,measures,failed}.json as repeat 0.
"""

import argparse
import csv
import itertools
import json
import math
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb
from bench import ROOT, build, variables
from dp_measures import measure
from dp_rivals import METHODS as OTHERS
from dp_rivals import write_csv

RESULTS = Path(__file__).with_name("dp_results.csv")
HEADER = (
    "day commit table records method epsilon delta repeat length released mae relative_error lost "
    "fabricated_share synthetic_error synthetic_lost synthetic_fabricated_share synthetic_records "
    "seconds release_seconds peak_mb note"
).split()
DECLARED = "_declared"
OURS = ("balanced", "uncontrolled", "none", f"balanced{DECLARED}", f"uncontrolled{DECLARED}")
K, LENGTH = 10, 3
# What a release of ours depends on.
CODE = ("dbt_project.yml", "macros", "models", "python_udfs", "requirements/package.txt")
TIMED_OUT = 124  # exit code of `timeout`
COLUMNS = {
    "method": None,
    "commit": None,
    "runs": None,
    "aggregates: MAE at 1 / 2 / 3": ("mae", (1, 2, 3), ".1f"),
    "aggregates lost at 3": ("lost", (3,), ".1%"),
    "aggregates fabricated at 2 / 3": ("fabricated_share", (2, 3), ".2%"),
    "synthetic records: error at 1 / 2 / 3": ("synthetic_error", (1, 2, 3), ".3f"),
    "seconds": ("seconds", (1,), ".1f"),
    "seconds of the release alone": ("release_seconds", (1,), ".1f"),
    "MB": ("peak_mb", (1,), ".0f"),
}


class Table(NamedTuple):
    """A table as all methods get it."""

    path: Path
    records: int
    delta: float


class Run(NamedTuple):
    """What is run once."""

    table: str
    method: str
    epsilon: float
    repeat: int


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    release_seconds: float
    peak_mb: float
    note: str = ""


class OverLimitError(Exception):
    """A run took longer than it may."""


def write_table(name: str, data: Path, folder: Path) -> Table:
    """Write a table as CSV; what says that something is absent becomes an empty cell."""
    given = variables(name, data)
    source, path = Path(given["showcase_input_file"]), folder / f"{name}.csv"
    absent = ", ".join(map(repr, [*given["showcase_missing_values"], "", "0", "0.0"]))
    texts = {c: f'trim(cast("{c}" as varchar))' for c in given["showcase_use_columns"]}
    cells = ", ".join(
        f'case when {text} not in ({absent}) then {text} end as "{c}"' for c, text in texts.items()
    )
    # With several threads the order of the rows would be another each time.
    with duckdb.connect(config={"threads": 1}) as connection:
        if source.suffix == ".parquet":
            relation = connection.read_parquet(str(source))
        else:
            relation = connection.read_csv(str(source), all_varchar=True, header=True)
        relation.project(cells).write_csv(str(path), header=True, sep=",")
        records = len(relation)
    return Table(path, records, 1 / (records * math.log(records)))


# Ours --------------------------------------------------------------------------------------------


def run_ours(run: Run, table: Table, folder: Path) -> Cost:
    """One `dbt build`; what it published is written to the folder as the others write theirs."""
    given = {
        "showcase_input_file": str(table.path),
        "showcase_rows_per_subject": "one",
        "showcase_reporting_length": LENGTH,
        "showcase_guarantee": "differential_privacy",
        "showcase_epsilon": run.epsilon,
        "showcase_delta": table.delta,
        "showcase_fabrication_mode": run.method.removesuffix(DECLARED),
        "showcase_seed": run.repeat,
    }
    if run.method.endswith(DECLARED):
        given["showcase_public_values"] = values_of(table.path)
    before = seconds_of_children()
    seconds, memory = build(given, folder)
    note = processor_time(seconds_of_children() - before)
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as connection:
        records = connection.sql("from synthetic_records select * exclude (synthetic_id)")
        records.write_csv(str(folder / "synthetic.csv"), header=True, sep=",")
        counts = connection.sql("from aggregates select length, selections, reported_count")
        rows = [(length, with_line_breaks(text), n) for length, text, n in counts.fetchall()]
        write_csv(folder / "aggregates.csv", counts.columns, rows)
    peak_mb = max(size for _, size in memory) / 2**20
    return Cost(seconds, release_seconds(folder), peak_mb, note)


def values_of(path: Path) -> dict[str, list[str]]:
    """The values of each column of a table that `write_table` wrote."""
    with path.open(newline="", encoding="utf-8") as file:
        columns, *rows = csv.reader(file)
    cells = zip(*rows, strict=True)
    return {c: sorted(set(values) - {""}) for c, values in zip(columns, cells, strict=True)}


def seconds_of_children() -> float:
    """Processor time of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processor_time(seconds: float) -> str:
    """Processor time as a note; it shows where a run had to share the machine."""
    return f"{seconds:.1f} s of processor time"


def with_line_breaks(selections: str) -> str:
    r"""Selections with line breaks as they are instead of as `\n` and `\r`; other escapes stay."""
    breaks = {"n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda found: breaks.get(found[1], found[0]), selections)


def release_seconds(folder: Path) -> float:
    """Seconds of the models that the aggregates and the synthetic records are made from."""
    nodes = json.loads((folder / "target" / "manifest.json").read_text())["nodes"]
    package = "model.synthetic_showcase."
    left = [package + "showcase_reported_aggregates", package + "showcase_synthesized_records"]
    needed: set[str] = set()
    while left:
        name = left.pop()
        if name in nodes and name not in needed:
            needed.add(name)
            left += nodes[name]["depends_on"]["nodes"]
    seconds = 0.0
    for result in json.loads((folder / "target" / "run_results.json").read_text())["results"]:
        for step in result["timing"]:
            if result["unique_id"] in needed and step["name"] == "execute":
                start, end = map(datetime.fromisoformat, (step["started_at"], step["completed_at"]))
                seconds += (end - start).total_seconds()
    return seconds


# Others ------------------------------------------------------------------------------------------


@cache
def python_of_others() -> Path:
    """Python of the environment that the others run in, which is made where it is missing."""
    folder, requirements = ROOT / ".venv" / "dp-rivals", ROOT / "requirements/dp-rivals.txt"
    python, installed = folder / "bin" / "python", folder / "installed"
    if not installed.exists() or installed.stat().st_mtime < requirements.stat().st_mtime:
        print("installing the synthesizers of others", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        install += ["--only-binary", ":all:", "-r", str(requirements)]
        subprocess.run(install, check=True)
        installed.touch()
    return python


def run_other(run: Run, table: Table, folder: Path, limit: float) -> Cost:
    """One run of a synthesizer of others, in a process that is ended at the limit of seconds."""
    command = [str(python_of_others()), str(ROOT / "benchmarks" / "dp_rivals.py")]
    command += ["--method", run.method, "--table", str(table.path), "--out", str(folder)]
    command += ["--epsilon", str(run.epsilon), "--delta", str(table.delta)]
    command += ["--length", str(LENGTH), "--seed", str(run.repeat)]
    log = folder / "log"
    with log.open("w") as file:
        try:
            done = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, timeout=limit)
        except subprocess.TimeoutExpired:
            raise OverLimitError from None
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}: {log.read_text()[-2000:]}")
    return cost_of_other(json.loads((folder / "run.json").read_text()))


def cost_of_other(took: dict) -> Cost:
    """Cost of a run, from its run.json; the method does nothing besides the release."""
    note = processor_time(took["cpu_seconds"])
    return Cost(took["seconds"], took["seconds"], took["peak_mb"], note)


# The table of results ----------------------------------------------------------------------------


@cache
def commit() -> str:
    """The commit, as of the first call; the table of results itself is no change to it."""
    git = ["git", "-C", str(ROOT)]
    name = subprocess.check_output([*git, "describe", "--always"], text=True).strip()
    changes = [*git, "diff", "--quiet", "HEAD", "--", ".", f":!benchmarks/{RESULTS.name}"]
    return name + ("-dirty" if subprocess.run(changes).returncode else "")


@cache
def code_of(name: str) -> str:
    """The code at a commit as git knows it; the name itself of a tree with changes."""
    parts = ["git", "-C", str(ROOT), "rev-parse", *(f"{name}:{path}" for path in CODE)]
    found = subprocess.run(parts, capture_output=True, text=True)
    return name if found.returncode else found.stdout


def code_of_row(row: dict[str, str]) -> str:
    """The code that a row depends on; others do not change."""
    return code_of(row["commit"]) if row["method"] in OURS else ""


def run_of(row: dict[str, str]) -> Run:
    """The run of a row."""
    return Run(row["table"], row["method"], float(row["epsilon"]), int(row["repeat"]))


def read_results() -> list[dict[str, str]]:
    """The rows that there are."""
    if not RESULTS.exists():
        return []
    with RESULTS.open(newline="") as file:
        return list(csv.DictReader(file))


def add_results(rows: Iterable[dict]) -> None:
    """Append rows to the table of results."""
    new = not RESULTS.exists()
    with RESULTS.open("a", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="", lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows(rows)


def describe(run: Run, day: date, records: int | str = "", delta: float | str = "") -> dict:
    """What the rows of a run have in common, before it is known how it went."""
    return {
        "day": day.isoformat(),
        "commit": commit(),
        "table": run.table,
        "records": records,
        "method": run.method,
        "epsilon": f"{run.epsilon:g}",
        "delta": f"{delta:.6g}" if delta else "",
        "repeat": run.repeat,
    }


def rows_of(described: dict, cost: Cost, measures: dict) -> list[dict]:
    """A row a length."""

    def texts(measured: dict, names: str, prefix: str = "") -> dict[str, str]:
        values = {prefix + name: measured.get(name) for name in names.split()}
        return {name: "" if value is None else f"{value:.6g}" for name, value in values.items()}

    rows = []
    for length, records in measures["synthetic"].items():
        counts = measures.get("aggregates", {}).get(length, {})
        rows.append(
            {
                **described,
                "length": length,
                "released": counts.get("released", ""),
                **texts(counts, "mae relative_error lost fabricated_share"),
                **texts(records, "error lost fabricated_share", "synthetic_"),
                "synthetic_records": measures["records"]["synthetic"],
                "seconds": round(cost.seconds, 2),
                "release_seconds": round(cost.release_seconds, 2),
                "peak_mb": round(cost.peak_mb),
                "note": cost.note,
            }
        )
    return rows


def row_over_limit(described: dict, limit: float) -> dict:
    """The row of a run that was ended."""
    return {**described, "note": f"more than {limit:g} s"}


def run_once(run: Run, table: Table, limit: float) -> list[dict]:
    """Run and measure; the rows for the table of results."""
    described = describe(run, date.today(), table.records, table.delta)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            if run.method in OURS:
                cost = run_ours(run, table, folder)
            else:
                cost = run_other(run, table, folder, limit)
        except OverLimitError:
            return [row_over_limit(described, limit)]
        counts = folder / "aggregates.csv"
        measures = measure(
            table.path,
            folder / "synthetic.csv",
            counts if counts.exists() else None,
            k=K,
            length=LENGTH,
        )
    return rows_of(described, cost, measures)


def run_all(runs: list[Run], data: Path, limit: float, fresh: bool) -> int:
    """Run what is not in the table of results; returns the number of runs that failed."""
    rows = [] if fresh else read_results()
    current = code_of(commit())
    rows = [row for row in rows if code_of_row(row) in ("", current)]
    done = {run_of(row) for row in rows}
    over = {run_of(row)._replace(repeat=0) for row in rows if not row["length"]}
    runs = [run for run in runs if run not in done]
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        tables = {run.table: write_table(run.table, data, Path(name)) for run in runs}
        if any(run.method in OURS for run in runs):
            print("compiling our functions", flush=True)
            with tempfile.TemporaryDirectory() as folder:
                once = {"showcase_guarantee": "differential_privacy", "showcase_epsilon": 1}
                build(once, Path(folder))
        for run in runs:
            if run._replace(repeat=0) in over:
                continue
            print(f"{datetime.now():%H:%M:%S} {shown(run)}: ", end="", flush=True)
            try:
                made = run_once(run, tables[run.table], limit)
            except (Exception, SystemExit) as error:  # of one run; `build` exits
                print(f"failed: {error}", flush=True)
                failed += 1
                continue
            add_results(made)
            if not made[0].get("length"):
                over.add(run._replace(repeat=0))
            print(f"{made[0]['seconds']} s" if "seconds" in made[0] else made[0]["note"])
    return failed


def shown(run: Run) -> str:
    """A run as text."""
    return f"{run.table}, {run.method}, epsilon {run.epsilon:g}, repeat {run.repeat}"


def import_runs(folder: Path, fresh: bool) -> None:
    """Add finished runs of others, or those that reached their limit, to the table of results."""
    rows = [] if fresh else read_results()
    known = {run_of(row) for row in rows}
    finished = {run_of(row) for row in rows if row["length"]}
    for place in sorted(folder.glob("*/*/*/")):
        table, method, epsilon = place.parts[-3:]
        if method not in OTHERS:
            continue
        run = Run(table, method, float(epsilon), 0)
        took, measured, failed = (place / f"{name}.json" for name in ("run", "measures", "failed"))
        if took.exists() and measured.exists() and run not in finished:
            facts, measures = json.loads(took.read_text()), json.loads(measured.read_text())
            day = date.fromtimestamp(took.stat().st_mtime)
            described = describe(run, day, measures["records"]["sensitive"], facts["delta"])
            cost = cost_of_other(facts)
            cost = cost._replace(note=f"imported; {cost.note}")
            add_results(rows_of(described, cost, measures))
            print(f"imported {shown(run)}")
        elif failed.exists() and not took.exists() and run not in known:
            facts = json.loads(failed.read_text())
            if facts["exit"] == TIMED_OUT:
                described = describe(run, date.fromtimestamp(failed.stat().st_mtime))
                add_results([row_over_limit(described, facts["limit_seconds"])])
                print(f"imported {shown(run)}: over its limit")


# The report --------------------------------------------------------------------------------------


def newest(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Of each run the last rows, measured ones first; of ours those of the code that ran last."""
    last = {run_of(row)._replace(repeat=0): code_of_row(row) for row in rows}
    rows = [row for row in rows if code_of_row(row) == last[run_of(row)._replace(repeat=0)]]
    measured = {run_of(row) for row in rows if row["length"]}
    rows = [row for row in rows if row["length"] or run_of(row) not in measured]
    return list({(run_of(row), row["length"]): row for row in rows}.values())


def median(rows: list[dict[str, str]], column: str, length: int) -> float | None:
    """Median of a column over the runs, or none."""
    cells = [float(row[column]) for row in rows if row["length"] == str(length) and row[column]]
    return statistics.median(cells) if cells else None


def report_method(method: str, rows: list[dict[str, str]]) -> str:
    """The line of a method."""
    over = [row for row in rows if not row["length"]]
    runs = sum(row["length"] == "1" for row in rows)
    cells = [method, rows[-1]["commit"] if method in OURS else "", str(runs)]
    if over:
        cells[2] += f", and {len(over)} of {over[-1]['note']}"
    for column in list(COLUMNS.values())[len(cells) :]:
        name, lengths, style = column
        values = [median(rows, name, length) for length in lengths]
        known = any(value is not None for value in values)
        texts = ("" if value is None else format(value, style) for value in values)
        cells.append(" / ".join(texts) if known else "")
    return f"| {' | '.join(cells)} |"


def report_ratio(ours: list[dict[str, str]], other: list[dict[str, str]]) -> str:
    """Our figures over those of another method; below 1 is less error or less time."""
    measures = {
        "MAE of the aggregates at 1 / 2 / 3": ("mae", (1, 2, 3)),
        "error of the synthetic records at 1 / 2 / 3": ("synthetic_error", (1, 2, 3)),
        "seconds": ("seconds", (1,)),
        "seconds of the release alone": ("release_seconds", (1,)),
    }
    parts = []
    for title, (column, lengths) in measures.items():
        pairs = [(median(ours, column, at), median(other, column, at)) for at in lengths]
        texts = (f"{a / b:.2f}" if a is not None and b else "?" for a, b in pairs)
        parts.append(f"{title} {' / '.join(texts)}")
    return f"balanced, ratio to pac_synth: {'; '.join(parts)}"


def report(rows: list[dict[str, str]]) -> str:
    """Medians over the repeats, by table and epsilon, as Markdown."""
    by_table: dict[tuple[str, float], dict[str, list[dict[str, str]]]] = {}
    for row in newest(rows):
        place = by_table.setdefault((row["table"], float(row["epsilon"])), {})
        place.setdefault(row["method"], []).append(row)
    lines = []
    for (table, epsilon), methods in sorted(by_table.items()):
        lines += [f"### {table}, epsilon {epsilon:g}", ""]
        lines += [f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}"]
        known = [method for method in (*OURS, *OTHERS) if method in methods]
        lines += [report_method(method, methods[method]) for method in known]
        lines.append("")
        pair = [methods.get("balanced", []), methods.get("pac_synth", [])]
        if all(any(row["length"] for row in runs) for runs in pair):
            lines += [report_ratio(*pair), ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder with the real tables")
    parser.add_argument("--tables", default="acs,covid")
    parser.add_argument("--epsilons", default="0.5,1,2,4,10")
    parser.add_argument("--methods", default=",".join((*OURS, *OTHERS)))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--limit", type=float, default=600, help="seconds of a run of others")
    parser.add_argument("--fresh", action="store_true", help="run what is in the results too")
    parser.add_argument("--import", type=Path, dest="folder", help="add finished runs; run none")
    parser.add_argument("--report", action="store_true", help="print the results; run none")
    given = parser.parse_args()
    failed = 0
    if given.folder:
        import_runs(given.folder.resolve(), given.fresh)
    elif not given.report:
        if not given.data or not given.data.is_dir():
            parser.error("--data has to name the folder with the real tables")
        methods = given.methods.split(",")
        if unknown := {*methods} - {*OURS, *OTHERS}:
            parser.error(f"unknown methods: {', '.join(sorted(unknown))}")
        # All methods once before any is repeated.
        runs = [
            Run(table, method, float(epsilon), repeat)
            for repeat, table, epsilon, method in itertools.product(
                range(given.repeat), given.tables.split(","), given.epsilons.split(","), methods
            )
        ]
        failed = run_all(runs, given.data.resolve(), given.limit, given.fresh)
    print(report(read_results()))
    sys.exit(f"{failed} runs failed" if failed else 0)


if __name__ == "__main__":
    main()
