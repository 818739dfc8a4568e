"""The Python part of the dbt package: functions that DuckDB calls during a build.

- `plugin` registers the functions of `functions` with dbt-duckdb.
- `core`, `synthesis`, `differential_privacy` and `checks` do the heavy computations on numpy
  arrays. They can be used and tested without dbt.
- `input` checks CSV files, `proof` traces published columns, `release` writes the release's files.
- `engine` holds progress, interrupts and registration; `options` checks the project's variables.
"""

import hashlib
import os
import sys
from pathlib import Path

# Numba compiles a cached function again when its own file changes, but not when the file of a
# function that it calls does. So every state of the sources gets its own cache, and no outdated
# code runs after an update.
if "NUMBA_CACHE_DIR" not in os.environ:
    _sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    _state = hashlib.sha256(_sources).hexdigest()[:16]
    _folder = str(Path(__file__).parent / "__pycache__" / f"numba-{_state}")
    # Numba reads the variable when it is imported. It is not imported here, since the process that
    # writes a release does not need it.
    os.environ["NUMBA_CACHE_DIR"] = _folder
    if "numba" in sys.modules:
        sys.modules["numba"].config.CACHE_DIR = _folder
