"""What a statement reads, according to DuckDB's own parser and planner.

The parser accepts only what is listed here as harmless; everything else is a problem. Some syntax
is harmless but hides which columns it uses, so it is accepted only where no column matters.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from .functions import ALLOWED_FUNCTIONS

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
    r"|(COMPARE|CONJUNCTION|WINDOW)_[A-Z_]+|POSITIONAL_REFERENCE|SHOW_REF"
)
# Functions that take the types of their result from a text.
TAKE_TYPES = {"from_json", "from_json_strict", "json_transform", "json_transform_strict"}
TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}
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
    hidden: set[str] = field(default_factory=set)  # why it can't be known which columns are used


class Parser:
    """DuckDB's parser, and which of the things that it finds are known to be harmless."""

    def __init__(
        self,
        functions: list[str],
        own_functions: Collection[str] = (),
        schemas: Collection[str] = (),
    ) -> None:
        """`functions`: what FUNCTION_NAMES selects; `own_functions`: names of the package's;
        `schemas`: names of all schemas and databases."""
        known = built_in(FUNCTION_NAMES) | {f"{name} 1" for name in own_functions}
        self.functions = {name.rpartition(" ")[0] for name in known.intersection(functions)}
        names = {name.rpartition(" ")[0] for name in known}
        self.refused = names - ALLOWED_FUNCTIONS.union(TABLE_FUNCTIONS, own_functions)
        self.schemas = {fold(name) for name in [*schemas, "main", "system", "temp", "pg_catalog"]}

    def read(self, sql: str) -> Found:
        found = Found()
        try:
            tree = _syntax_tree(sql)
            if tree["error"] and (listed := _with_listed_pivots(sql)):
                found.hidden.add("uses PIVOT")
                tree = _syntax_tree(listed)
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
        elif isinstance(kind, str) and (hides := self._hides_columns(kind, tree)):
            found.hidden.add(hides)
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
        if not SYNTAX.fullmatch(kind) or (kind == "SHOW_REF" and not tree["query"]):
            return f"uses {kind.lower().replace('_', ' ')}"
        if kind == "TABLE_FUNCTION":
            name = fold(tree["function"]["function_name"])
            known = name in TABLE_FUNCTIONS & self.functions
            return None if known else f"reads the table function {name}"
        if kind == "BASE_TABLE" and tree["at_clause"]:
            return "reads an older state of a table"
        if kind == "TYPE" and (
            tree["schema"] or fold(tree["type_name"]) not in built_in(TYPE_NAMES)
        ):
            return f"names the type {tree['type_name']}, which is not built in"
        return self._call_problem(kind, tree)

    def _call_problem(self, kind: str, tree: dict[str, Any]) -> str | None:
        """Why the function that a node calls, if it does, is not known to be harmless."""
        name = fold(tree.get("function_name") or "")
        if kind == "COLUMN_REF" and len(tree["column_names"]) == 1:
            # Without parentheses, `current_schema` and the like look like columns.
            column = fold(tree["column_names"][0])
            name = column if column.startswith("current_") else ""
        elif name and self.schemas & _before_dot(tree):
            return f"calls {name} of a schema"
        elif name and name not in self.functions:
            return f"calls {name}, which others than DuckDB define"
        if name in TAKE_TYPES:
            return None if _names_types(tree) else f"calls {name} with types that are not built in"
        if name in self.refused:
            return f"calls {name}, which may read something other than its arguments"
        return None

    def _hides_columns(self, kind: str, tree: dict[str, Any]) -> str | None:
        """Why a harmless node does not tell which columns are used."""
        match kind:
            case "POSITIONAL_REFERENCE" | "SHOW_REF":
                return f"uses {kind.lower().replace('_', ' ')}"
            case "PIVOT" if tree["aggregates"] or not tree["unpivot_names"]:
                return "uses PIVOT"
            case "STAR" if tree["columns"]:
                return "uses columns(...)"
            case "SET_OPERATION_NODE" if tree["setop_type"].endswith("BY_NAME"):
                return "uses union by name"
        if tree.get("function_name") and any(_before_dot(tree)):
            return f"calls {fold(tree['function_name'])} with a dot before it"
        return None


def _names_types(tree: dict[str, Any]) -> bool:
    """Whether a function gets the types of its result as a constant, all of them built in."""
    try:
        named = [json.loads(tree["arguments"][1]["expression"]["literal"]["text"])]
    except (LookupError, TypeError, ValueError):
        return False
    for part in named:  # the list grows during the loop
        if isinstance(part, (list, dict)):
            named += part if isinstance(part, list) else part.values()
        elif not isinstance(part, str) or part.lower() not in built_in(TYPE_NAMES):
            return False
    return True


def _before_dot(tree: dict[str, Any]) -> set[str]:
    """What stands before a function's name: a column, as in `name.lower()`, or a schema."""
    parts = (tree.get("catalog"), tree.get("schema"))
    return {fold(part) for part in parts if part}


def statement_kinds(sql: str) -> list[duckdb.StatementType]:
    """The kinds of the statements in a text; none if DuckDB can't read it."""
    try:
        return [each.type for each in fresh_duckdb().extract_statements(sql)]
    except duckdb.Error:
        return []


def _syntax_tree(sql: str) -> dict[str, Any]:
    rows = fresh_duckdb().execute("select json_serialize_sql(?)", [sql]).fetchall()
    tree: dict[str, Any] = json.loads(rows[0][0])
    return tree


def _with_listed_pivots(sql: str) -> str | None:
    """The statement with values listed in each PIVOT that takes them from the rows.

    DuckDB runs such a PIVOT as several statements, and shows no syntax tree of them. None if there
    is no such PIVOT.
    """
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except sqlglot.errors.SqlglotError:
        return None
    changed = False
    for pivot in tree.find_all(exp.Pivot):
        for each in () if pivot.args.get("unpivot") else pivot.expressions:
            if not isinstance(each, exp.In):
                value = each.copy() if isinstance(each, exp.Column) else exp.paren(each.copy())
                each.replace(exp.In(this=value, expressions=[exp.Literal.string("")]))
                changed = True
    return tree.sql("duckdb") if changed else None


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
