"""What a statement reads, according to DuckDB's own parser and planner.

The parser accepts only what is listed here as harmless; everything else is a problem.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb

# The built-in functions, each with the number of its overloads. A macro can replace any function or
# operator, and then not all of that name are internal. A Python function counts as internal, but
# adds an overload.
FUNCTION_NAMES = (
    "select lower(function_name) || ' ' || count(*) from duckdb_functions()"
    " group by lower(function_name) having bool_and(internal)"
)
TYPE_NAMES = "select lower(type_name) from duckdb_types() where internal"

# The types of nodes in DuckDB's syntax trees whose values depend on their children alone.
SYNTAX = re.compile(
    r"SELECT_NODE|SET_OPERATION_NODE|RECURSIVE_CTE_NODE|EMPTY|BASE_TABLE|SUBQUERY|JOIN|PIVOT|TYPE"
    r"|TABLE_FUNCTION|EXPRESSION_LIST|(ORDER|LIMIT|DISTINCT)_MODIFIER|ORDER_DEFAULT|(A|DE)SCENDING"
    r"|VALUE_CONSTANT|COLUMN_REF|FUNCTION|STAR|LAMBDA|COLLATE|CASE_EXPR|(STRUCT|ARRAY)_EXTRACT"
    r"|ARRAY_SLICE|OPERATOR_(CAST|NOT|IS_NULL|IS_NOT_NULL|COALESCE|TRY)|GROUPING_FUNCTION"
    r"|(COMPARE|CONJUNCTION|WINDOW)_[A-Z_]+"
)
TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}
# Built-in functions that read the session, the catalog, statistics or a type. A type matters, since
# that of an ENUM lists all values of the sensitive column.
READS_ELSEWHERE = re.compile(
    r"getvariable|getenv|(next|curr|set)val|stats|index_key|in_search_path|vector_type|write_log"
    r"|json_serialize_plan|get_block_size|format_(pg_)?type|get_type|(pg_)?typeof|txid_current"
    r"|(enum|pg|has|inet|__internal)_.*|.*_description"
    r"|current_(setting|quer|schema|database|catalog|connection|transaction).*"
)
# Functions that a statement can call by a keyword, as by `current_time`, so that the syntax tree
# does not show their names.
UNNAMED = set(
    "current_date current_user current_role session_user user current_localtime"
    " current_localtimestamp get_current_time get_current_timestamp".split()
)
# Leaf operators of a plan that read no table.
NO_SCANS = set("DUMMY_SCAN COLUMN_DATA_SCAN CTE_SCAN REC_CTE_SCAN EMPTY_RESULT".split())


@cache
def fold(name: str) -> str:
    """A name as DuckDB compares names: case matters only outside ASCII."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


@cache
def fresh_duckdb() -> duckdb.DuckDBPyConnection:
    """A new database, in which nothing is defined, to parse with and to ask what is built in."""
    return duckdb.connect(config={"threads": 1})


@cache
def built_in(query: str) -> frozenset[str]:
    return frozenset(name for (name,) in fresh_duckdb().execute(query).fetchall())


@dataclass
class Found:
    """What DuckDB's parser finds in a statement."""

    relations: set[tuple[str, ...]] = field(default_factory=set)  # names in parts, folded
    ctes: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)  # why it can't be known what is read


class Parser:
    """DuckDB's parser, and which of the things that it finds are known to be harmless."""

    def __init__(self, functions: list[str], own_functions: Collection[str] = ()) -> None:
        """`functions`: what FUNCTION_NAMES selects; `own_functions`: names of the package's."""
        known = built_in(FUNCTION_NAMES) | {f"{name} 1" for name in own_functions}
        self.functions = {name.rpartition(" ")[0] for name in known.intersection(functions)}

    def read(self, sql: str) -> Found:
        found = Found()
        try:
            query = "select json_serialize_sql(?)"
            tree = json.loads(fresh_duckdb().execute(query, [sql]).fetchall()[0][0])
            self._visit(tree.get("statements", []), frozenset(), found)
        except (duckdb.Error, LookupError, RecursionError) as error:
            tree = {"error": True, "error_message": repr(error)}
        if tree["error"]:
            found.problems.add(f"is no plain query ({tree['error_message']})")
        elif len(tree["statements"]) != 1:
            found.problems.add("is not one statement")
        if redefined := UNNAMED - self.functions:
            found.problems.add(f"may call what redefines {', '.join(sorted(redefined))}")
        return found

    def _visit(self, tree: Any, ctes: frozenset[str], found: Found) -> None:
        """Look at a part of a syntax tree, in which the names `ctes` are not relations."""
        if isinstance(tree, list):
            for part in tree:
                self._visit(part, ctes, found)
        if not isinstance(tree, dict):
            return
        kind = tree.get("type")
        if kind == "BASE_TABLE":
            name = tuple(fold(part) for part in tree["qualified_name"]["path"])
            if len(name) > 1 or name[0] not in ctes:
                found.relations.add(name)
        if isinstance(kind, str) and (problem := self._problem(kind, tree)):
            found.problems.add(problem)
        for cte in (tree.get("cte_map") or {}).get("map", []):
            self._visit(cte["value"], ctes, found)
            found.ctes.add(fold(cte["key"]))
            ctes |= {fold(cte["key"])}
        for key, part in _parts(kind, tree):
            # A recursive CTE can be named in its second half alone; in the first, its name means a
            # relation.
            recursive = key == "right" and kind == "RECURSIVE_CTE_NODE"
            self._visit(part, ctes | {fold(tree["cte_name"])} if recursive else ctes, found)

    def _problem(self, kind: str, tree: dict[str, Any]) -> str | None:
        """Why a node of a syntax tree, without its children, is not known to be harmless."""
        if not SYNTAX.fullmatch(kind):
            return f"uses {kind.lower().replace('_', ' ')}"
        if kind == "TABLE_FUNCTION":
            name = fold(tree["function"]["function_name"])
            known = name in TABLE_FUNCTIONS & self.functions
            return None if known else f"reads the table function {name}"
        return _clause_problem(kind, tree) or self._call_problem(kind, tree)

    def _call_problem(self, kind: str, tree: dict[str, Any]) -> str | None:
        """Why the function that a node calls, if it does, is not known to be harmless."""
        name = fold(tree.get("function_name") or "")
        if kind == "COLUMN_REF" and len(tree["column_names"]) == 1:
            # Without parentheses, `current_schema` and the like look like columns.
            column = fold(tree["column_names"][0])
            name = column if column.startswith("current_") else ""
        elif name and (tree["schema"] or tree["catalog"]):
            return f"calls {name} with a dot before it"
        elif name and name not in self.functions:
            return f"calls {name}, which others than DuckDB define"
        if READS_ELSEWHERE.fullmatch(name):
            return f"calls {name}, which reads something other than its arguments"
        return None


def _clause_problem(kind: str, tree: dict[str, Any]) -> str | None:
    """Why a node that is no function call is not known to be harmless."""
    match kind:
        case "BASE_TABLE" if tree["at_clause"]:
            return "reads an older state of a table"
        case "TYPE" if tree["schema"] or fold(tree["type_name"]) not in built_in(TYPE_NAMES):
            return f"names the type {tree['type_name']}, which is not built in"
        case "PIVOT" if tree["aggregates"] or not tree["unpivot_names"]:
            return "uses PIVOT"
        case "STAR" if tree["columns"]:
            return "uses columns(...)"
        case "SET_OPERATION_NODE" if tree["setop_type"].endswith("BY_NAME"):
            return "uses union by name"
    return None


def _parts(kind: Any, tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The children of a node of a syntax tree that are still to be visited."""
    for key, part in tree.items():
        if key == "cte_map":
            continue  # visited already
        if kind == "TABLE_FUNCTION" and key == "function":
            yield key, part["arguments"]  # `_problem` has looked at its name
        elif kind == "ORDER_MODIFIER" and key == "orders":
            # DuckDB parses `order by all` as columns(*), which is refused elsewhere.
            yield key, [order for order in part if order["expression"]["type"] != "STAR"]
        else:
            yield key, part


def plan_scans(plan: str) -> tuple[set[tuple[str, ...]], set[str]]:
    """The tables, and the names of other sources, that a plan from EXPLAIN (FORMAT JSON) scans."""
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
