"""Long work tells how far it is, and ends when it is stopped."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from conftest import ROOT
from tables import as_records, write_slow_table

from synthetic_showcase.checks.diversity import measure_diversity
from synthetic_showcase.checks.risk import measure_risk
from synthetic_showcase.checks.support import count_support
from synthetic_showcase.core.counting import count_combinations
from synthetic_showcase.engine import progress
from synthetic_showcase.engine.progress import Progress, Stopped, in_words
from synthetic_showcase.synthesis.aggregate_seeded import sample_aggregates
from synthetic_showcase.synthesis.sampling import sample_records


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass as the test says."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_line_says_stage_share_speed_and_time_left(clock, monkeypatch):
    lines = []
    monkeypatch.setattr(Progress, "log", lines.append)
    work = Progress("sampling records", 1_000_000)
    work.advance(1000)
    assert lines == []  # what is done soon needs no line
    clock[0] = 10.0
    work.advance(249_000)
    work.advance(0)
    assert lines == [
        "synthetic_showcase | sampling records: 25% of 1,000,000 records,"
        " 25,000 records/s, 30 s left"
    ]
    clock[0] = 10 + progress.IN_A_LOG
    work.advance(500_000)
    # The speed is that since the last line.
    assert lines[1:] == [
        "synthetic_showcase | sampling records: 75% of 1,000,000 records,"
        " 16,667 records/s, 15 s left"
    ]


def test_work_without_an_end_in_sight_and_without_any(clock):
    work = Progress("counting combinations", 0, "cells")
    work.advance(0)
    assert work.line(5.0) == "synthetic_showcase | counting combinations: 0 cells"
    work.advance(20)
    assert work.line(5.0) == "synthetic_showcase | counting combinations: 20 cells, 4 cells/s"
    whole = Progress("sampling records", 100, done=90)
    clock[0] = 2.0
    whole.advance(4)
    # What was done before says nothing of the speed.
    assert whole.line(2.0).endswith("94% of 100 records, 2 records/s, 3 s left")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")],
)
def test_spans_of_time_are_in_words(seconds, words):
    assert in_words(seconds) == words


TABLE = as_records([frozenset({r % 5, 5 + r % 3, 8 + r % 7}) for r in range(300)])
SINGLES = (np.array([0, 1, 2, 4]), np.array([0, 1, 0, 1], np.int32), np.array([30, 30, 20]))
COLUMNS = np.array([0] * 5 + [1] * 3 + [2] * 7, np.int32)
GROUPS = (np.array([0, 1]), np.array([0], np.int32))


@pytest.mark.parametrize(
    "work",
    [
        lambda: count_combinations(TABLE, reporting_length=2, resolution=2),
        lambda: count_support(TABLE, *GROUPS),
        lambda: measure_risk(TABLE, np.arange(9), reporting_length=2, resolution=400),
        lambda: measure_diversity(TABLE, COLUMNS, *GROUPS, column=2),
        lambda: sample_aggregates(*SINGLES, reporting_length=2, seed=0),
        *(
            lambda mode=mode: sample_records(
                TABLE, mode=mode, resolution=5, seed=0, columns=COLUMNS, records=300
            )
            for mode in ("shortfall_seeded", "row_seeded", "value_seeded", "unseeded")
        ),
    ],
)
def test_every_function_stops(work):
    work()
    progress.stop_work()
    try:
        with pytest.raises(Stopped):
            work()
    finally:
        progress.STOP[0] = False


HELD_BACK = """
import os, signal, sys, time
from synthetic_showcase.engine import progress
from synthetic_showcase.engine.interrupts import INTERRUPTS
INTERRUPTS.listen(lambda line: sys.stdout.write(line + "\\n"))
try:
    %s
except KeyboardInterrupt:
    sys.stdout.write(f"interrupted {bool(progress.STOP[0])}\\n")
"""


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (
            "os.kill(os.getpid(), signal.SIGINT); time.sleep(9)",
            ["stopped: nothing is published, and the last release stays as it was"],
        ),
        (
            "\n    with INTERRUPTS.held_back():\n"
            "        os.kill(os.getpid(), signal.SIGINT)\n"
            "        sys.stdout.write('published\\n')\n    time.sleep(9)",
            ["published", "stopped: the new release was published before"],
        ),
    ],
    ids=["before", "while it is published"],
)
def test_what_is_said_of_the_release_is_true(work, said):
    done = subprocess.run(
        [sys.executable, "-c", HELD_BACK % work],
        env={**os.environ, "PYTHONPATH": str(ROOT / "python_udfs")},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.removeprefix("synthetic_showcase | ") for line in done.stdout.splitlines()]
    assert sorted(lines) == sorted([*said, "interrupted True"])


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("model main.showcase_record_attributes", marks=pytest.mark.slow),
        "sampling records: ",
    ],
)
def test_ctrl_c_stops_a_build_and_leaves_the_last_release(copied_example, tmp_path, moment):
    warehouse = copied_example
    before = warehouse.published()
    path = tmp_path / "slow.parquet"
    write_slow_table(path, 150_000)
    build = subprocess.Popen(
        warehouse.command("build", input_file=str(path)),
        cwd=warehouse.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    output = ""
    for line in build.stdout:
        output += line
        if moment in line:
            break
    else:
        pytest.fail(output)
    time.sleep(0.5)
    start = time.monotonic()
    os.killpg(build.pid, signal.SIGINT)
    rest, _ = build.communicate()
    # Two seconds on a quiet machine.
    seconds = time.monotonic() - start
    assert seconds < 6
    assert build.returncode != 0
    assert "stopped: nothing is published, and the last release stays as it was" in rest
    assert "publishing" not in output + rest
    assert warehouse.published() == before
    # Nothing is in the way of the next build.
    warehouse.build()
