"""Runs of pac-synth at epsilon 1 on two tables that differ by one long record.

They run in a process that sees nothing but the folder it is installed in.

In: {runs}. Out: two lists of outcomes, as `replay.epsilon` takes them.
"""

import json
import random
import sys

from pacsynth import Dataset, DpAggregateSeededParametersBuilder, DpAggregateSeededSynthesizer

COLUMNS = 20


def main() -> None:
    runs = json.load(sys.stdin)["runs"]
    chance = random.Random(1)
    header = [f"c{i}" for i in range(COLUMNS)]
    # Everybody has three attributes; the new record has one in each column.
    rows = [
        [str(chance.randint(1, 2)) if i < 3 else "" for i in range(COLUMNS)] for _ in range(3000)
    ]
    tables = ([header, *rows], [header, *rows, ["1"] * COLUMNS])
    json.dump([[outcome(table) for _ in range(runs)] for table in tables], sys.stdout)


def outcome(table: list[list[str]]) -> dict:
    """The reported counts; and how far the three columns disagree on how many people there are."""
    builder = DpAggregateSeededParametersBuilder().reporting_length(3).epsilon(1.0).delta(1e-5)
    synthesizer = DpAggregateSeededSynthesizer(builder.build())
    synthesizer.fit(Dataset(table))
    counts = dict(synthesizer.get_dp_aggregates(";"))
    totals = [counts.get(f"c{i}:1", 0) + counts.get(f"c{i}:2", 0) for i in range(3)]
    return {**counts, "disagreement": max(totals) - min(totals)}


if __name__ == "__main__":
    main()
