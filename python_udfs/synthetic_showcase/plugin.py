"""dbt-duckdb plugin that registers the functions of the package.

The profile names it; docs/guides/your-dbt-project.md shows how.
"""

import atexit
import gc
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import filelock
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt_common.exceptions import DbtRuntimeError

from .engine.interrupts import INTERRUPTS
from .engine.progress import ON_TERMINAL, Progress
from .engine.registration import register
from .functions import memory
from .functions.differential_privacy import PRIVACY_FUNCTIONS
from .functions.input import INPUT_FUNCTIONS
from .functions.k_anonymity import FUNCTIONS
from .functions.release import RELEASE_FUNCTIONS

# dbt shows no value of a variable with this prefix, in no log and no file.
SECRET_PREFIX = "DBT_ENV_SECRET_"
MEMORY_LIMIT = "select parse_formatted_bytes(current_setting('memory_limit'))"


class Plugin(BasePlugin):
    """Registers the functions of the package, and looks after the sensitive file.

    It waits until no other process uses it; where it is encrypted, only a secure library may write
    it, the key comes from an environment variable, and files that spill from memory are encrypted.
    Where the profile names no memory_limit, DuckDB takes up to half of the memory that there is.

    Configuration: `wait_seconds`, how long a build waits for another one to end (60).
    """

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        self.wait_seconds = float(plugin_config.get("wait_seconds", 60))
        self.turns: list[filelock.FileLock] = []

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """Before the connection is opened: stop where another process could change the tables."""
        if not creds.keep_open:
            raise DbtRuntimeError(
                "synthetic_showcase: remove keep_open from the profile: without it another build"
                " could change the tables between two models"
            )
        named = [*(creds.config_options or {}), *(creds.settings or {})]
        self.is_limited = any(name.lower() in ("memory_limit", "max_memory") for name in named)
        self.encryption = _encryption(creds)
        if self.encryption == "secure":
            _check_secure_library("httpfs" in (creds.extensions or []))
        for path in written_files(creds):
            self.turns.append(_wait_for(path, self.wait_seconds))

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        # The project that dbt has parsed stays to the end: no need to look through it for garbage
        # time and again. At the end there is: DuckDB tells of what it finds left over.
        gc.freeze()
        atexit.register(gc.unfreeze)
        try:
            memory.begin()
        except (MemoryError, ImportError) as error:
            raise DbtRuntimeError(f"synthetic_showcase: not enough memory: {error}") from error
        if not self.is_limited:
            (default,) = conn.execute(MEMORY_LIMIT).fetchall()[0]
            conn.execute(f"set global memory_limit = '{memory.duckdb_limit(default)}B'")
        if self.encryption == "secure":
            conn.load_extension("httpfs")
        if self.encryption:
            conn.execute("set global temp_file_encryption = true")
        log = AdapterLogger("DuckDB").info
        Progress.log = staticmethod(log)
        if sys.stdout.isatty():
            Progress.every = ON_TERMINAL
        INTERRUPTS.listen(log)
        register(conn, [*FUNCTIONS, *INPUT_FUNCTIONS, *PRIVACY_FUNCTIONS, *RELEASE_FUNCTIONS])

    def configure_cursor(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """All files are open and locked by DuckDB itself: let the next build look."""
        while self.turns:
            self.turns.pop().release(force=True)


def written_files(creds: DuckDBCredentials) -> list[str]:
    """The files of DuckDB in folders of this machine that a build may write.

    What is attached by the words of another database, which may hold a password, is no file.
    """
    paths = [creds.path]
    for attached in creds.attach or []:
        options = {name.lower(): value for name, value in (attached.options or {}).items()}
        kind = str(attached.type or options.get("type") or "duckdb").lower()
        reads_only = attached.read_only or options.get("read_only")
        if kind == "duckdb" and not reads_only and not attached.is_ducklake:
            paths.append(attached.path)
    return [
        path
        for path in paths
        if not re.match(r":memory:|\w{2,}:", path) and Path(path).parent.is_dir()
    ]


def _wait_for(path: str, seconds: float) -> filelock.FileLock:
    """Wait until no other process has the file open; DbtRuntimeError after so many seconds.

    Returns a lock that is held: one build at a time looks and then opens the file, since to look is
    to open it for a moment, in which another one would fail.
    """
    until = time.monotonic() + seconds
    # One lock a process: where it fails to open the file, and tries again, it is before itself.
    turn = filelock.FileLock(f"{path}.lock", is_singleton=True, thread_local=False)
    told = False
    while holder := _no_turn(turn) or _holder(path):
        if time.monotonic() > until:
            raise DbtRuntimeError(
                f"synthetic_showcase: {path} is in use by {holder}, and was for {seconds:g} s;"
                " two builds of one warehouse can't run at once"
            )
        if not told:
            AdapterLogger("DuckDB").info(f"synthetic_showcase | waiting for {holder}: {path}")
            told = True
        time.sleep(0.2)
    return turn


def _no_turn(turn: filelock.FileLock) -> str | None:
    """None where the lock is held by this process, now or already; else who is before it."""
    try:
        if not turn.is_locked:
            turn.acquire(timeout=0)
    except filelock.Timeout:
        return "another build that waits or begins"
    except OSError:
        pass  # A folder that can't be written to has no file that a build writes.
    return None


def _holder(path: str) -> str | None:
    """The process that has a database file open, in words; None where there is none."""
    if not Path(path).is_file():
        return None
    quoted = path.replace("'", "''")
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{quoted}' as other")
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            process = re.search(r"PID (\d+)", str(error))
            return f"process {process[1]}" if process else "another process"
    return None


def _encryption(creds: DuckDBCredentials) -> str:
    """`secure` or `unsafe` where an attached file is encrypted, else empty.

    Raises DbtRuntimeError where its key could be read in a file of dbt's.
    """
    keys = [str((each.options or {}).get("encryption_key", "")) for each in creds.attach or []]
    secrets = {value for name, value in os.environ.items() if name.startswith(SECRET_PREFIX)}
    for key in filter(None, keys):
        if key not in secrets:
            raise DbtRuntimeError(
                "synthetic_showcase: encryption_key must come from an environment variable whose"
                f" name begins with {SECRET_PREFIX}, which dbt keeps out of its files"
            )
    if not any(keys):
        return ""
    # DuckDB's own word for a library with weak random numbers; it has to be asked for by name.
    settings = {**(creds.config_options or {}), **(creds.settings or {})}
    return "unsafe" if settings.get("force_mbedtls_unsafe") else "secure"


def _check_secure_library(install: bool) -> None:
    """Stop where DuckDB lacks the extension that writes encrypted files securely."""
    with duckdb.connect() as connection:
        try:
            if install:
                connection.install_extension("httpfs")
            connection.load_extension("httpfs")
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise DbtRuntimeError(
                "synthetic_showcase: the sensitive file is encrypted, which DuckDB does securely"
                f" with its extension httpfs alone, and that can't be loaded ({reason})."
                " Nothing was written. Where the internet is reached, add extensions: [httpfs] to"
                " the profile."
            ) from error
