"""What a statement reads, by DuckDB's own parser and planner; what is not known is a problem."""

import json
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

import duckdb

# The functions that nobody has redefined: a macro may have the name of any function or operator,
# and a function written in Python, which counts as internal, may add an overload to one.
FUNCTION_NAMES = (
    "select lower(function_name) || ' ' || count(*) from duckdb_functions()"
    " group by lower(function_name) having bool_and(internal)"
)
TYPE_NAMES = "select lower(type_name) from duckdb_types() where internal"

# The parts of DuckDB's syntax trees that have their values from their children alone.
SYNTAX = re.compile(
    r"SELECT_NODE|SET_OPERATION_NODE|RECURSIVE_CTE_NODE|EMPTY|BASE_TABLE|SUBQUERY|JOIN|PIVOT|TYPE"
    r"|TABLE_FUNCTION|EXPRESSION_LIST|(ORDER|LIMIT|DISTINCT)_MODIFIER|ORDER_DEFAULT|(A|DE)SCENDING"
    r"|VALUE_CONSTANT|COLUMN_REF|FUNCTION|STAR|LAMBDA|COLLATE|CASE_EXPR|(STRUCT|ARRAY)_EXTRACT"
    r"|ARRAY_SLICE|OPERATOR_(CAST|NOT|IS_NULL|IS_NOT_NULL|COALESCE|TRY)|GROUPING_FUNCTION"
    r"|(COMPARE|CONJUNCTION|WINDOW)_[A-Z_]+"
)
TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}
# Built-in functions that read the session, the catalog, statistics or a type: that of an ENUM holds
# every value that the sensitive column has.
READS_ELSEWHERE = re.compile(
    r"getvariable|getenv|(next|curr|set)val|stats|index_key|in_search_path|vector_type|write_log"
    r"|json_serialize_plan|get_block_size|format_(pg_)?type|get_type|(pg_)?typeof|txid_current"
    r"|(enum|pg|has|inet|__internal)_.*|.*_description"
    r"|current_(setting|quer|schema|database|catalog|connection|transaction).*"
)
# Functions that are called without their names, as by `current_time`.
UNNAMED = set(
    "current_date current_user current_role session_user user current_localtime"
    " current_localtimestamp get_current_time get_current_timestamp".split()
)
# Operators of a plan without a child that read no table.
NO_SCANS = set("DUMMY_SCAN COLUMN_DATA_SCAN CTE_SCAN REC_CTE_SCAN EMPTY_RESULT".split())


def fold(name: str) -> str:
    """A name as DuckDB compares it: without the case of ASCII letters, but with that of others."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


@cache
def fresh_duckdb() -> duckdb.DuckDBPyConnection:
    """A database of its own, to parse with and to ask what is built in."""
    return duckdb.connect(config={"threads": 1})


@cache
def built_in(query: str) -> frozenset[str]:
    return frozenset(name for (name,) in fresh_duckdb().execute(query).fetchall())


class Parser:
    """DuckDB's parser, and what is known to be harmless of what it finds."""

    def __init__(self, functions: list[str], own_functions: Collection[str] = ()) -> None:
        """`functions`: what FUNCTION_NAMES selects; `own_functions`: names of the package's."""
        known = built_in(FUNCTION_NAMES) | {f"{name} 1" for name in own_functions}
        self.functions = {name.rpartition(" ")[0] for name in known.intersection(functions)}

    def read(self, sql: str) -> dict[str, set[Any]]:
        """The `relation`s and `cte`s of a statement, and each `problem` with following it."""
        found: dict[str, set[Any]] = {"relation": set(), "cte": set(), "problem": set()}
        try:
            query = "select json_serialize_sql(?)"
            tree = json.loads(fresh_duckdb().execute(query, [sql]).fetchall()[0][0])
            for what, name in self._visit(tree.get("statements", []), frozenset()):
                found[what].add(name)
        except (duckdb.Error, LookupError, RecursionError) as error:
            tree = {"error": True, "error_message": repr(error)}
        if tree["error"]:
            found["problem"].add(f"is no plain query ({tree['error_message']})")
        elif len(tree["statements"]) != 1:
            found["problem"].add("is not one statement")
        if redefined := UNNAMED - self.functions:
            found["problem"].add(f"may call what redefines {', '.join(sorted(redefined))}")
        return found

    def _visit(self, tree: Any, ctes: frozenset[str]) -> Iterator[tuple[str, Any]]:
        """Look at a part of a syntax tree in which the names `ctes` are no relations."""
        if isinstance(tree, list):
            for part in tree:
                yield from self._visit(part, ctes)
        if not isinstance(tree, dict):
            return
        kind = tree.get("type")
        if kind == "BASE_TABLE":
            name = tuple(fold(part) for part in tree["qualified_name"]["path"])
            if len(name) > 1 or name[0] not in ctes:
                yield "relation", name
        if isinstance(kind, str) and (problem := self._problem(kind, tree)):
            yield "problem", problem
        for cte in (tree.get("cte_map") or {}).get("map", []):
            yield from self._visit(cte["value"], ctes)
            yield "cte", fold(cte["key"])
            ctes |= {fold(cte["key"])}
        for key, part in tree.items():
            if key == "right" and kind == "RECURSIVE_CTE_NODE":  # on the left it is still a table
                yield from self._visit(part, ctes | {fold(tree["cte_name"])})
            elif key != "cte_map":
                yield from self._visit(part, ctes)

    def _problem(self, kind: str, tree: dict[str, Any]) -> str | None:
        name = fold(tree.get("function_name") or "")
        if not SYNTAX.fullmatch(kind):
            return f"uses {kind.lower().replace('_', ' ')}"
        if kind == "BASE_TABLE" and tree["at_clause"]:
            return "reads an older state of a table"
        if kind == "TABLE_FUNCTION":
            name = fold(tree["function"]["function_name"])
            tree["function"] = tree["function"]["arguments"]  # only these are left to look at
            known = name in TABLE_FUNCTIONS & self.functions
            return None if known else f"reads the table function {name}"
        if kind == "TYPE" and (
            tree["schema"] or fold(tree["type_name"]) not in built_in(TYPE_NAMES)
        ):
            return f"names the type {tree['type_name']}, which is not built in"
        if kind == "PIVOT" and (tree["aggregates"] or not tree["unpivot_names"]):
            return "uses PIVOT"
        if kind == "STAR" and tree["columns"]:
            return "uses columns(...)"
        if kind == "SET_OPERATION_NODE" and tree["setop_type"].endswith("BY_NAME"):
            return "uses union by name"
        if kind == "ORDER_MODIFIER":  # `order by all` is columns(*) here
            tree["orders"] = [o for o in tree["orders"] if o["expression"]["type"] != "STAR"]
        if kind == "COLUMN_REF" and len(tree["column_names"]) == 1:  # current_schema, say
            name = fold(tree["column_names"][0])
            name = name if name.startswith("current_") else ""
        elif name and (tree["schema"] or tree["catalog"]):
            return f"calls {name} with a dot before it"
        elif name and name not in self.functions:
            return f"calls {name}, which others than DuckDB define"
        if READS_ELSEWHERE.fullmatch(name):
            return f"calls {name}, which reads something other than its arguments"
        return None


def plan_scans(plan: str) -> tuple[set[tuple[str, ...]], set[str]]:
    """The tables, and what else, that DuckDB scans, from the output of EXPLAIN (FORMAT JSON)."""
    tables: set[tuple[str, ...]] = set()
    others: set[str] = set()
    stack = json.loads(plan)
    while stack:
        operator = stack.pop()
        stack += operator["children"]
        about = operator["extra_info"]
        if "Table" in about and "Function" not in about:
            parts = re.findall(r'"((?:[^"]|"")*)"|([^".]+)', about["Table"])
            tables.add(tuple(fold(quoted.replace('""', '"') or name) for quoted, name in parts))
        elif "Function" in about or operator["name"] == "INOUT_FUNCTION":
            others.add(fold(about.get("Function") or about["Name"]))
        elif not operator["children"] and operator["name"] not in NO_SCANS:
            others.add(fold(operator["name"]))
    return tables, others - TABLE_FUNCTIONS
