"""Python half of the dbt package: the DuckDB functions for the hot loops, and what checks them.

`plugin` registers the functions of `functions/` with dbt-duckdb; `core`, `synthesis`,
`differential_privacy` and `checks` do the work on numpy arrays and can be used, and are tested,
without dbt; `proof` and `release` read and write what a release consists of.
"""

import hashlib
import os
import sys
from pathlib import Path

# Numba sees that a cached function's own file changed, but not a file of functions that it calls.
# So every state of the sources has a cache of its own: after an update no old code runs.
if "NUMBA_CACHE_DIR" not in os.environ:
    _sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    _state = hashlib.sha256(_sources).hexdigest()[:16]
    _folder = str(Path(__file__).parent / "__pycache__" / f"numba-{_state}")
    # It is read when numba is imported, which the process that writes a release never does.
    os.environ["NUMBA_CACHE_DIR"] = _folder
    if "numba" in sys.modules:
        sys.modules["numba"].config.CACHE_DIR = _folder
