"""Registers Python functions with DuckDB."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, NamedTuple

import duckdb
from duckdb.func import PythonUDFType


class Function(NamedTuple):
    """A Python function and its signature in SQL."""

    name: str
    function: Callable[..., Any]
    arguments: list[str]
    result: str
    # `arrow` functions take and return arrays of rows, `native` ones the Python values of one row.
    kind: Literal["arrow", "native"] = "arrow"
    # Whether DuckDB has to call it exactly once for each row, and may not cache or skip calls.
    side_effects: bool = False


# The registered functions. They are kept here because DuckDB does not keep them alive.
_SAFE: dict[tuple[str, Callable[..., Any]], Callable[..., Any]] = {}


def _clear_when_out_of_memory(each: Function) -> Callable[..., Any]:
    """Wrap a function, so that an error for lack of memory says what to do about it."""

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
    """Register functions with DuckDB. Once for each process is enough: later cursors see them."""
    for each in functions:
        connection.create_function(
            each.name,
            _SAFE.setdefault((each.name, each.function), _clear_when_out_of_memory(each)),
            [connection.dtype(name) for name in each.arguments],
            connection.dtype(each.result),
            type=PythonUDFType.ARROW if each.kind == "arrow" else PythonUDFType.NATIVE,
            side_effects=each.side_effects,
        )
