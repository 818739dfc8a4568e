"""Converts between DuckDB's lists and numpy arrays, by Arrow buffers and not value by value."""

from typing import TypeAlias

import numpy as np
import pyarrow as pa

from .records import Records

# An argument as DuckDB passes it to a function: one value for each row.
Argument: TypeAlias = pa.ChunkedArray | pa.Array


def one_array(argument: Argument) -> pa.Array:
    """The argument of a DuckDB function, at most 2,048 rows, as one array."""
    return argument.combine_chunks() if isinstance(argument, pa.ChunkedArray) else argument


def cells(row: pa.ListScalar) -> tuple[np.ndarray, np.ndarray]:
    """Record ids and attribute ids, int32[cells] each, from a list of structs of these two."""
    first, second = row.values.flatten()
    return first.to_numpy(), second.to_numpy()


def records(row: pa.ListScalar) -> tuple[np.ndarray, Records]:
    """Ids (int32[n]) and records, from a list of structs of id, attribute ids and copies."""
    ids, attribute_ids, copies = row.values.flatten()
    offsets, attributes = int_list_parts(attribute_ids)
    return ids.to_numpy(), Records(offsets.astype(np.int64), attributes, copies.to_numpy())


def int_lists(offsets: np.ndarray, values: np.ndarray) -> pa.ListArray:
    """Lists of int32: list i holds `values[offsets[i]:offsets[i + 1]]`."""
    return pa.ListArray.from_arrays(offsets.astype(np.int32), values.astype(np.int32, copy=False))


def int_list_parts(rows: pa.ListArray) -> tuple[np.ndarray, np.ndarray]:
    """Offsets, which begin with 0, and values of lists of int32: the reverse of `int_lists`."""
    return rows.offsets.to_numpy() - rows.offsets[0].as_py(), rows.flatten().to_numpy()


def lists(rows: list[pa.Array], item: pa.DataType) -> pa.ListArray:
    """One list of `item` for each row. DuckDB may call a function with no rows."""
    offsets = np.cumsum([0, *(len(row) for row in rows)])
    values = pa.concat_arrays(rows) if rows else pa.array([], item)
    return pa.ListArray.from_arrays(offsets.astype(np.int32), values)


def structs(item: pa.StructType, *columns: pa.Array) -> pa.StructArray:
    """An array of structs of type `item` from columns of equal length."""
    return pa.StructArray.from_arrays(list(columns), fields=list(item))
