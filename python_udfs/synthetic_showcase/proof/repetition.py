"""Whether a statement gives the same rows whenever it is run on the same tables."""

import json
from typing import Any

import duckdb

from .statements import fold, fresh_duckdb

# Functions of the time and of chance, and those whose result depends on the order of the rows.
CHANGING = set(
    "any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null"
    " arg_max_nulls_last arg_min arg_min_null arg_min_nulls_last argmax argmin array_agg"
    " current_date current_localtime current_localtimestamp first gen_random_uuid get_current_time"
    " get_current_timestamp group_concat histogram json_group_array json_group_object last list"
    " listagg lttb max_by min_by mode now product random reservoir_quantile setseed string_agg"
    " today transaction_timestamp uuid uuidv4 uuidv7 age".split()
)


def gives_equal_rows(sql: str) -> bool:
    """Whether DuckDB gives the same rows again, in any order; False where that is not known.

    Floating point columns may differ in the last digit all the same.
    """
    try:
        rows = fresh_duckdb().execute("select json_serialize_sql(?)", [sql]).fetchall()
    except duckdb.Error:
        return False
    tree = json.loads(rows[0][0])
    return not tree["error"] and _is_fixed(tree)


def _is_fixed(tree: Any) -> bool:
    if isinstance(tree, list):
        return all(map(_is_fixed, tree))
    if not isinstance(tree, dict):
        return True
    kind, name = str(tree.get("type")), fold(str(tree.get("function_name") or ""))
    if kind == "COLUMN_REF":  # without parentheses, some functions look like columns
        name = fold(tree["column_names"][-1])
    chosen = kind.startswith("WINDOW_") or kind in ("LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER")
    some = kind == "DISTINCT_MODIFIER" and tree["distinct_on_targets"]
    if chosen or some or tree.get("sample") or name in CHANGING:
        return False
    return all(map(_is_fixed, tree.values()))
