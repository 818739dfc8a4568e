"""dbt-duckdb plugin: registers the package's functions. Named in the profile, see the README."""

import re
import time
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt_common.exceptions import DbtRuntimeError

from .functions import FUNCTIONS


class Plugin(BasePlugin):
    """Registers every function of `functions.FUNCTIONS`, and waits for its turn.

    Configuration: `wait_seconds`, how long a build waits for another one to end (60).
    """

    def initialize(self, plugin_config: dict) -> None:
        self.wait_seconds = float(plugin_config.get("wait_seconds", 60))

    def update_connection_config(self, creds: DuckDBCredentials, config: dict) -> None:
        """Before the connection is opened: stop where another process could change the tables."""
        if not creds.keep_open:
            raise DbtRuntimeError(
                "synthetic_showcase: remove keep_open from the profile: without it another build"
                " could change the tables between two models"
            )
        for path in [creds.path, *(attached.path for attached in creds.attach or [])]:
            if Path(path).is_file():
                _wait_for(path, self.wait_seconds)

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        for each in FUNCTIONS:
            conn.create_function(
                each.name,
                each.function,
                each.arguments,
                each.result,
                type=each.kind,
                side_effects=each.side_effects,
            )


def _wait_for(path: str, seconds: float) -> None:
    """Wait until no other process has the file open; DbtRuntimeError after so many seconds."""
    until = time.monotonic() + seconds
    told = False
    while holder := _holder(path):
        if time.monotonic() > until:
            raise DbtRuntimeError(
                f"synthetic_showcase: {path} is in use by {holder}, and was for {seconds:g} s;"
                " two builds of one warehouse can't run at once"
            )
        if not told:
            AdapterLogger("DuckDB").info(f"synthetic_showcase | waiting for {holder}: {path}")
            told = True
        time.sleep(0.2)


def _holder(path: str) -> str | None:
    """The process that has a database file open, in words; None where there is none."""
    quoted = path.replace("'", "''")
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{quoted}' as other")
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            process = re.search(r"PID (\d+)", str(error))
            return f"process {process[1]}" if process else "another process"
    return None
