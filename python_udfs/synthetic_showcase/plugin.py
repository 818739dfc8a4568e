"""dbt-duckdb plugin: registers the package's functions. Named in the profile, see the README."""

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from .functions import FUNCTIONS


class Plugin(BasePlugin):
    """Registers every function of `functions.FUNCTIONS`, once a process."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        for name, function, arguments, result in FUNCTIONS:
            conn.create_function(name, function, arguments, result, type="arrow")
