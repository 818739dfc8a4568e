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
from .engine.sql import sql_text
from .functions import memory
from .functions.differential_privacy import PRIVACY_FUNCTIONS
from .functions.input import INPUT_FUNCTIONS
from .functions.k_anonymity import FUNCTIONS
from .functions.release import RELEASE_FUNCTIONS

# dbt shows no value of a variable with this prefix, in no log and no file.
SECRET_PREFIX = "DBT_ENV_SECRET_"
MEMORY_LIMIT = "select parse_formatted_bytes(current_setting('memory_limit'))"


class Plugin(BasePlugin):
    """Registers the functions of the package, and protects the sensitive database file.

    A build waits until no other process uses the file. If the file is encrypted, only a secure
    library may write it, its key has to come from an environment variable, and temporary files are
    encrypted too. If the profile sets no memory_limit, DuckDB may use half of the available memory.

    Configuration: `wait_seconds`, how long a build waits for another one to end (default 60).
    """

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        self.wait_seconds = float(plugin_config.get("wait_seconds", 60))
        self.turns: list[filelock.FileLock] = []

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """Runs before the connection is opened: refuse settings under which another process could
        change the tables during the build, and wait for other builds."""
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
        # dbt keeps the parsed project to the end of the run, so the garbage collector need not scan
        # it again and again. At exit all has to be collected, since DuckDB warns of leaked objects.
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
        """By now DuckDB itself has locked all files, so our own locks can be released."""
        while self.turns:
            self.turns.pop().release(force=True)


def written_files(creds: DuckDBCredentials) -> list[str]:
    """The paths of the local DuckDB files that a build may write.

    Connection strings of other databases are left out; they may hold a password.
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

    To find out, the file has to be opened for a moment, during which any other build would fail to
    open it. So only the build that holds the lock may look. The returned lock is still held.
    """
    until = time.monotonic() + seconds
    # One lock object for each process. Otherwise a retry would wait for its own lock.
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
    """Take the lock, unless this process has it already. Returns who else holds it, or None."""
    try:
        if not turn.is_locked:
            turn.acquire(timeout=0)
    except filelock.Timeout:
        return "another build that waits or begins"
    except OSError:
        pass  # The folder is read-only, so no build can write a file in it.
    return None


def _holder(path: str) -> str | None:
    """A description of the process that has a database file open, or None."""
    if not Path(path).is_file():
        return None
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {sql_text(path)} as other")
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            process = re.search(r"PID (\d+)", str(error))
            return f"process {process[1]}" if process else "another process"
    return None


def _encryption(creds: DuckDBCredentials) -> str:
    """`secure` or `unsafe` if an attached file is encrypted, else empty.

    Raises DbtRuntimeError if dbt could write the key to its logs or artifacts.
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
    # With this setting a user allows DuckDB's built-in library, whose random numbers are weak.
    settings = {**(creds.config_options or {}), **(creds.settings or {})}
    return "unsafe" if settings.get("force_mbedtls_unsafe") else "secure"


def _check_secure_library(install: bool) -> None:
    """Raise DbtRuntimeError if DuckDB lacks the extension that writes encrypted files securely."""
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
                " Nothing was written. If this machine can reach the internet, add"
                " extensions: [httpfs] to the profile."
            ) from error
