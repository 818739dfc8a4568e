"""How much memory DuckDB may take, so that the functions have some too.

DuckDB takes up to 80 % of the machine's, or of its cgroup's, by itself, and knows nothing of
`ulimit -v`. Where the system gives no more, threads of Python, of dbt and of the compiler break in
the middle of anything; where DuckDB's own limit is reached, it spills to disk or says so.
"""

import os
import sys
import threading
import traceback
from pathlib import Path

import numpy as np

if sys.platform != "win32":  # which has no such limits
    import resource

# DuckDB's default, of what there is.
DUCKDB_TAKES = 0.8
# What is left to the functions.
DUCKDB_MAY_TAKE = 0.5
# Bytes of address space: the stacks and arenas of the threads take most of it.
LEAST = 2**30
LOADED = 2**29  # what libraries and compiled functions take of it, about
ENDED = (
    b"synthetic_showcase | ended, for a thread got no memory: nothing is published, and the last"
    b" release stays as it was. Give the process more, or lower memory_limit in the profile.\n"
)


def address_space() -> int | None:
    """Bytes that this process may still take where its address space is limited, else None."""
    if sys.platform == "win32":
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit < 0 or limit == resource.RLIM_INFINITY:
        return None
    size = Path("/proc/self/statm")
    pages = int(size.read_text().split()[0]) if size.exists() else 0
    return max(limit - pages * resource.getpagesize(), 0)


def duckdb_limit(default: int) -> int:
    """Bytes for DuckDB's memory_limit: half of what there is. `default`: what DuckDB would take."""
    there_is = default / DUCKDB_TAKES
    free = address_space()
    if free is not None:
        there_is = min(there_is, free)
    return int(there_is * DUCKDB_MAY_TAKE)


def begin() -> None:
    """Where the address space is limited: load all there is to load, and see what is left.

    Raises MemoryError where it is too little for a build to fail in an orderly way. From then on
    a thread that ends for want of memory ends the process, since others would wait for it.
    """
    if address_space() is None:
        return
    # A compiler without memory ends the process without a word.
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
        # By itself, for there is no memory to say it with.
        os.write(2, ENDED)
        os._exit(1)
    traceback.print_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)


def _load_all() -> None:
    """Load, and compile if need be, what a build may call, while there is memory for it."""
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

    # Four records of two attributes, each of a column of its own.
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
