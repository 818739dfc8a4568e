"""Error of the synthetic records, by table, mode and length, as docs/benchmarks.md shows it.

    python benchmarks/quality.py --data FOLDER [--tables example,acs,covid] [--seeds 3]
        [--modes row_seeded,unseeded]

Each figure is the mean over seeds 0, 1, ... of `evaluation_by_length.error` (k = 10, R = 4), with
the largest distance of a seed from that mean; `triples lost` is the share of frequent triples that
no synthetic record holds.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

import duckdb
from bench import build, variables

MODES = "row_seeded,value_seeded,unseeded,aggregate_seeded,shortfall_seeded"
MEASURES = """
    select error, share_lost from showcase_evaluation_by_length
    where compared = 'synthetic_records' order by length"""


def measure(given: dict) -> list[float]:
    """Errors at lengths 1 to 4 and the share of triples lost, of one build."""
    with tempfile.TemporaryDirectory() as name:
        build(given, Path(name))
        with duckdb.connect(str(Path(name) / "sensitive.duckdb"), read_only=True) as connection:
            rows = connection.execute(MEASURES).fetchall()
    return [error for error, _ in rows] + [rows[2][1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--tables", default="example,acs,covid")
    parser.add_argument("--modes", default=MODES)
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    print("| table | mode | length 1 | length 2 | length 3 | length 4 | triples lost |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for table in arguments.tables.split(","):
        for mode in arguments.modes.split(","):
            given = {
                **variables(table, arguments.data.resolve()),
                "showcase_reporting_length": 4,
                "showcase_synthesis_mode": mode,
            }
            runs = [measure({**given, "showcase_seed": seed}) for seed in range(arguments.seeds)]
            cells = []
            for figures in zip(*runs, strict=True):
                mean = statistics.mean(figures)
                spread = max(abs(figure - mean) for figure in figures)
                cells.append(f"{mean:.3f} ± {spread:.3f}")
            print(f"| {table} | `{mode}` | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
