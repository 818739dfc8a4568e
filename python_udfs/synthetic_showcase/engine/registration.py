"""Python functions as DuckDB sees them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, NamedTuple

import duckdb
from duckdb.func import PythonUDFType


class Function(NamedTuple):
    """A Python function as DuckDB sees it; the types are SQL."""

    name: str
    function: Callable[..., Any]
    arguments: list[str]
    result: str
    # `arrow`: arrays of rows in and out; `native`: one row, Python values.
    kind: Literal["arrow", "native"] = "arrow"
    # It does something besides giving a result, so that DuckDB must call it exactly once.
    side_effects: bool = False


# Functions as they are registered, which DuckDB does not keep alive.
_SAFE: dict[tuple[str, Callable[..., Any]], Callable[..., Any]] = {}


def _clear_when_out_of_memory(each: Function) -> Callable[..., Any]:
    """The function, with an error that says what to do where the memory does not suffice."""

    @wraps(each.function)
    def safe(*arguments: Any) -> Any:
        try:
            return each.function(*arguments)
        except MemoryError as error:
            raise MemoryError(
                f"not enough memory for {each.name} ({error}). Functions use what DuckDB leaves:"
                " lower memory_limit in the settings of the profile, give the process more, or"
                " take fewer columns or records (showcase_use_columns, showcase_record_limit)"
            ) from error

    return safe


def register(connection: duckdb.DuckDBPyConnection, functions: list[Function]) -> None:
    """Make functions known to DuckDB; once a process, later cursors see them."""
    for each in functions:
        connection.create_function(
            each.name,
            _SAFE.setdefault((each.name, each.function), _clear_when_out_of_memory(each)),
            [connection.dtype(name) for name in each.arguments],
            connection.dtype(each.result),
            type=PythonUDFType.ARROW if each.kind == "arrow" else PythonUDFType.NATIVE,
            side_effects=each.side_effects,
        )
