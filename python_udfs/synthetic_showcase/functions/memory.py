"""Limits DuckDB's memory, so that enough is left for the functions in Python.

By default DuckDB takes up to 80 % of the memory of the machine or its cgroup, and ignores
`ulimit -v`. Where the system refuses memory, threads of Python, dbt and the compiler can crash
anywhere. Where DuckDB reaches its own limit, it spills to disk or reports a clear error.
"""

import os
import sys
import threading
import traceback
from pathlib import Path

import numpy as np

if sys.platform != "win32":  # Windows has no such limits
    import resource

# The share of the available memory that DuckDB takes by default, and the one it gets here.
DUCKDB_TAKES = 0.8
DUCKDB_MAY_TAKE = 0.5
# Bytes of address space that a build needs at least, mostly for stacks and arenas of its threads.
LEAST = 2**30
LOADED = 2**29  # roughly what loaded libraries and compiled functions need in addition
ENDED = (
    b"synthetic_showcase | ended, for a thread got no memory: nothing is published, and the last"
    b" release stays as it was. Give the process more, or lower memory_limit in the profile.\n"
)


def address_space() -> int | None:
    """Bytes that this process may still allocate, or None if its address space is not limited."""
    if sys.platform == "win32":
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit < 0 or limit == resource.RLIM_INFINITY:
        return None
    size = Path("/proc/self/statm")
    pages = int(size.read_text().split()[0]) if size.exists() else 0
    return max(limit - pages * resource.getpagesize(), 0)


def duckdb_limit(default: int) -> int:
    """DuckDB's memory_limit in bytes, half of what is available. `default`: DuckDB's own limit."""
    there_is = default / DUCKDB_TAKES
    free = address_space()
    if free is not None:
        there_is = min(there_is, free)
    return int(there_is * DUCKDB_MAY_TAKE)


def begin() -> None:
    """If the address space is limited, load everything a build needs and check what is left.

    Raises MemoryError if so little is left that a build could not even fail with a clear error.
    Afterwards, a thread that runs out of memory ends the whole process; otherwise the other threads
    would wait for it forever.
    """
    if address_space() is None:
        return
    # Checked before, since a compiler that runs out of memory ends the process without a message.
    _check_left(LEAST + LOADED)
    _load_all()
    _check_left(LEAST)
    threading.excepthook = _end_if_out_of_memory
    sys.unraisablehook = _end_if_out_of_memory


def _check_left(least: int) -> None:
    left = address_space()
    if left is not None and left < least:
        raise MemoryError(
            f"{left / 2**20:,.0f} MiB of the address space are left (ulimit -v), and a build takes"
            f" {least / 2**20:,.0f} MiB or more; nothing was built"
        )


def _end_if_out_of_memory(failure: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    if failure.exc_type is not None and issubclass(failure.exc_type, MemoryError):
        # Written directly, because there may be no memory left for logging.
        os.write(2, ENDED)
        os._exit(1)
    traceback.print_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)


def _load_all() -> None:
    """Load, and compile if needed, everything that a build may call, while there is memory."""
    from ..checks.attacks import run_attacks
    from ..checks.diversity import measure_diversity
    from ..checks.risk import measure_risk
    from ..checks.support import count_support
    from ..core.counting import count_combinations
    from ..core.records import Records
    from ..differential_privacy import aggregate_fitted, estimation, noise  # noqa: F401
    from ..proof import lineage  # noqa: F401
    from ..synthesis.aggregate_seeded import sample_aggregates
    from ..synthesis.sampling import MODES, sample_records

    # Four records of two attributes, which are in different columns.
    four = np.array([4])
    columns = np.arange(2, dtype=np.int32)
    offsets = np.array([0, 2])
    records = Records(offsets, columns, four)
    cells = columns // 2, columns
    count_combinations(records, reporting_length=2, resolution=2)
    count_support(records, offsets, columns)
    measure_risk(records, np.arange(1), reporting_length=2, resolution=5)
    measure_diversity(records, columns, np.array([0, 1]), columns[:1], column=1)
    run_attacks(cells, cells, cells, columns, attacks=1, comparisons=1, seed=0)
    combinations = np.array([0, 1, 2, 4]), np.array([0, 1, 0, 1], np.int32), np.array([4, 4, 4])
    sample_aggregates(*combinations, reporting_length=2, seed=0)
    for mode in MODES:
        sample_records(records, mode=mode, resolution=2, seed=0, columns=columns, records=4)
