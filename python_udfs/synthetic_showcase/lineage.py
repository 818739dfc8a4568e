"""Proof, over the compiled SQL, that every published column passes a privacy gate.

`trace` walks from the published models to whatever their statements read, and stops at the gates.
DuckDB's own parser says which relations, functions and constructs a statement names; what is not
known here to be harmless is a finding. sqlglot says which columns, for paths that people can read.
DuckDB's planner, which has opened views and macros, has to scan nothing else. So a mistake of
sqlglot can blur a path, but hide no relation. Whatever can't be followed is a finding.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, field, fields
from functools import cache
from typing import Any

import duckdb
import jinja2
import jinja2.meta
import sqlglot
from jinja2 import nodes as jinja
from sqlglot import exp
from sqlglot.optimizer.normalize_identifiers import normalize_identifiers
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, ScopeType, build_scope, traverse_scope
from sqlglot.schema import MappingSchema

from .functions import FUNCTIONS

PACKAGE = "synthetic_showcase"
ROWS = "*"  # in the place of a column: which rows there are
EPHEMERAL = "__dbt__cte__"  # before the names of ephemeral models, which dbt makes CTEs

# The functions that nobody has redefined: a macro may have the name of any function or operator,
# and a function written in Python, which counts as internal, may add an overload to one.
FUNCTION_NAMES = (
    "select lower(function_name) || ' ' || count(*) from duckdb_functions()"
    " group by lower(function_name) having bool_and(internal)"
)
TYPE_NAMES = "select lower(type_name) from duckdb_types() where internal"

# A gate is code, not configuration: projects can set `meta` on every model of the package.
GATE_MODELS = set(
    "reported_aggregates reported_attributes reported_columns reported_totals release_checks"
    " sampled_records".split()
)
GATE_MACROS = set(
    "report_aggregates report_attributes report_columns report_totals sample_records"
    " summarize_checks".split()
)
# What the gates of other projects may be made from, back to where the sensitive table is read.
FIRST_MACROS = {"prepare_records", "generalize_values"}
STEP_MACROS = GATE_MACROS | FIRST_MACROS
STEP_MACROS |= set(
    "assess_columns assess_records count_combinations count_support decode_records encode_records"
    " find_misreported_aggregates find_rare_combinations find_unsupported_records"
    " generalize_records list_attributes sample_aggregates".split()
)

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
# What Jinja may name and run no query; and of it what it may only call, for the thing itself holds
# the connection. Macros of the package run queries, but only on relations that are given to them.
CALLED = {"ref", "source", "config", "var", "env_var", PACKAGE}
COMPILES = CALLED | set(
    "target execute log print tojson fromjson toyaml fromyaml set zip range dict namespace cycler"
    " joiner invocation_id run_started_at dbt_version project_name".split()
)
JINJA = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
JINJA.filters.update(dict.fromkeys(("as_bool", "as_native", "as_number", "as_text"), str))  # dbt's
COMMENTS = re.compile(r"(\s|--[^\n]*\n|/\*((?!\*/|/\*).)*\*/)*", re.DOTALL)

Key = tuple[str, str, str]  # database, schema, identifier, folded
Column = tuple[Key, str]  # its name folded, or ROWS
Output = tuple[Scope, int | str]  # of a query inside a statement: its position, or ROWS


@dataclass(frozen=True)
class Path:
    """How a published column comes from a gate, or from constants alone (gate null)."""

    model: str
    column_name: str
    path: str
    gate: str | None
    protection: str | None


@dataclass(frozen=True)
class Finding:
    """A path that passes no gate, or can't be followed; it ends where the reason is."""

    model: str
    column_name: str
    path: str
    reason: str


@dataclass(frozen=True)
class Trace:
    lineage: list[Path]
    findings: list[Finding]


@dataclass(frozen=True)
class Node:
    """A model, seed, snapshot, source or function of the dbt project."""

    unique_id: str
    name: str
    package_name: str
    resource_type: str
    language: str | None
    materialized: str | None
    database: str | None
    schema: str | None
    identifier: str | None
    compiled_code: str | None
    raw_code: str | None
    gate: str | None  # meta.privacy_gate
    published: bool
    sensitive: bool  # by what it is, whatever it is made from
    parents: tuple[str, ...]  # unique ids, as dbt knows them
    hooks: int
    plan: str | None  # EXPLAIN (FORMAT JSON) of the compiled code, after PRAGMA disable_optimizer

    @property
    def key(self) -> Key:
        if self.materialized == "ephemeral":  # not a relation, so with a key like no other
            return "", self.package_name, fold(self.identifier or self.name)
        return fold(self.database or ""), fold(self.schema or ""), fold(self.identifier or "")

    @property
    def is_built(self) -> bool:
        return self.resource_type in ("model", "seed", "snapshot")


@dataclass
class Statement:
    """What a node reads. `columns` is None where columns can't be followed."""

    problems: list[str] = field(default_factory=list)
    tables: set[Key] = field(default_factory=set)
    columns: dict[str, list[Column]] | None = None
    rows: list[Column] = field(default_factory=list)  # those that its rows are made of
    filters: list[Column] = field(default_factory=list)


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

    def __init__(self, functions: list[str]) -> None:
        known = built_in(FUNCTION_NAMES) | {f"{name} 1" for name, *_ in FUNCTIONS}
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


class ColumnReader:
    """Where the columns of one query come from, by sqlglot."""

    def __init__(self, sql: str, project: "Project") -> None:
        parsed = [query for query in sqlglot.parse(sql, dialect="duckdb") if query is not None]
        if len(parsed) != 1 or not isinstance(parsed[0], exp.Query):
            raise ValueError("sqlglot sees no single query")
        query = normalize_identifiers(parsed[0].unnest(), dialect="duckdb")
        # Relations get names without a meaning, so that sqlglot mistakes none for another.
        self.keys: dict[str, Key] = {}
        for scope in traverse_scope(query):
            for source in scope.sources.values():
                if isinstance(source, exp.Table):
                    self._rename(source, scope, project)
        tables = {
            name: dict.fromkeys(project.columns_of(key), "unknown")
            for name, key in self.keys.items()
        }
        schema = MappingSchema({"relations": tables}, dialect="duckdb", normalize=False)
        query = qualify(query, dialect="duckdb", schema=schema, quote_identifiers=False)
        self.root = build_scope(query)
        self.scopes = {id(scope.expression): scope for scope in self.root.traverse()}
        # sqlglot takes the name of a recursive CTE for its first half; it stands for both.
        self.recursive = {
            id(cte.this.this.unnest()): self.scopes[id(cte.this.unnest())]
            for cte in query.find_all(exp.CTE)
            if isinstance(cte.this, exp.SetOperation)
        }
        self.next = cache(lambda scope, output: list(self._next(scope, output)))

    def _rename(self, table: exp.Table, scope: Scope, project: "Project") -> None:
        unpivoted_cte = not table.db and table.name in scope.cte_sources
        if "renamed" in table.meta or unpivoted_cte or isinstance(table.this, exp.Func):
            return
        name = f"r{len(self.keys)}"
        self.keys[name] = project.resolve([part.name for part in table.parts])[0]
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name, quoted=True)))
        table.set("this", exp.to_identifier(name))
        table.set("db", exp.to_identifier("relations"))
        table.set("catalog", None)
        table.meta["renamed"] = True

    def columns(self) -> list[tuple[str, list[Column]]]:
        """Every column of the query in order, and what its values come from."""
        names = _names(self.root.expression)
        return [(name, self._leaves([(self.root, i)])) for i, name in enumerate(names)]

    def rows(self) -> list[Column]:
        """The rows that the rows of the query are made of."""
        return self._leaves([(self.root, ROWS)])

    def filters(self) -> list[Column]:
        """What rows are chosen, joined, grouped and ordered by, anywhere in the statement."""
        found: list[Column | Output] = []
        for scope in self.scopes.values():
            clauses = scope.expression.args if isinstance(scope.expression, exp.Select) else {}
            for name in ("where", "having", "qualify", "group", "order", "limit", "distinct"):
                found += self._values(clauses.get(name), scope)
            for join in clauses.get("joins") or []:
                found += self._values(join.args.get("on"), scope)
        return self._leaves(found)

    def _leaves(self, found: list[Column | Output]) -> list[Column]:
        """Follow outputs of queries down to columns of relations, in the order of the text."""
        seen: dict[Column | Output, None] = {}
        stack = found[::-1]
        while stack:
            item = stack.pop()
            if item not in seen:
                seen[item] = None
                if isinstance(item[0], Scope):
                    stack += self.next(*item)[::-1]
        return [item for item in seen if not isinstance(item[0], Scope)]

    def _next(self, scope: Scope, output: int | str) -> Iterator[Column | Output]:
        if isinstance(scope.expression, exp.SetOperation):
            yield from ((half, output) for half in scope.set_operation_scopes)
        elif output == ROWS:
            for name, _ in scope.references:
                yield from self._source(scope.sources[name], ROWS, scope)
        else:
            yield from self._values(scope.expression.selects[output], scope)

    def _values(self, expression: exp.Expr | None, scope: Scope) -> Iterator[Column | Output]:
        """What an expression of a query takes its value from."""
        stack = [expression] if expression else []
        while stack:
            part = stack.pop()
            if isinstance(part, exp.Exists):
                yield self.scopes[id(part.this.unnest())], ROWS
            elif isinstance(part, exp.Query):
                inner = self.scopes[id(part.unnest())]
                yield from ((inner, i) for i in range(len(inner.expression.selects)))
            elif isinstance(part, exp.TableColumn):  # a whole row as one value
                yield from self._source(scope.sources[part.name], ROWS, scope)
            elif isinstance(part, exp.Column):
                yield from self._column(part, scope)
            else:
                if isinstance(part, (exp.AggFunc, exp.Window, exp.Anonymous)):
                    counted = part.this if isinstance(part, exp.Window) else part
                    if not counted.find(exp.Column, exp.Query):
                        yield scope, ROWS
                stack += list(part.iter_expressions())[::-1]

    def _column(self, column: exp.Column, scope: Scope) -> Iterator[Column | Output]:
        if not column.table:  # in `order by`, a column of the query itself
            yield scope, _position(column.name, scope.expression)
            return
        holder: Scope | None = scope  # an outer one, where the query is correlated
        while holder and column.table not in {name for name, _ in holder.references}:
            holder = holder.parent
        if not holder or column.table not in holder.sources:
            raise ValueError(f"nothing here is named {column.table}")
        yield from self._source(holder.sources[column.table], column.name, holder)

    def _source(
        self, source: exp.Table | Scope, name: str, scope: Scope
    ) -> Iterator[Column | Output]:
        """A column, or the rows, of something in the `from` of `scope`."""
        if isinstance(source, Scope):
            if source.scope_type == ScopeType.CTE:
                source = self.recursive.get(id(source.expression), source)
            if isinstance(source.expression, exp.UDTF):
                for part in source.expression.iter_expressions():
                    yield from self._values(part, source)
            else:
                yield source, name if name == ROWS else _position(name, source.expression)
        elif isinstance(source.this, exp.Func):
            yield from self._values(source.this, scope)
        else:
            # An unpivoted column has the values of several; that of their names comes with them.
            pivots = source.args.get("pivots") or []
            made = {part.name for p in pivots for part in [*p.expressions, *p.fields]}
            listed = {part.name for p in pivots for part in p.find_all(exp.Column)}
            for each in sorted(listed) if name in made else [name]:
                if source.db:
                    yield self.keys[source.name], each
                else:
                    yield from self._source(scope.cte_sources[source.name], each, scope)


def _names(query: exp.Query) -> list[str]:
    if any(column.is_star for column in query.selects):
        raise ValueError("a star can't be expanded")
    return [column.alias_or_name for column in query.selects]


def _position(name: str, query: exp.Query) -> int:
    if name not in (names := _names(query)):
        raise ValueError(f"no column here is named {name}")
    return names.index(name)


def is_thin(raw_code: str | None, macros: set[str] = GATE_MACROS) -> bool:
    """Whether a model is, but for comments, one call of a macro of the package, written out."""
    try:
        body = JINJA.parse(raw_code or "").body
    except jinja2.TemplateError:
        return False
    parts = [part for output in body for part in getattr(output, "nodes", [None])]
    texts = [part.data for part in parts if isinstance(part, jinja.TemplateData)]
    calls = [part for part in parts if not isinstance(part, jinja.TemplateData)]
    if len(calls) != 1 or not isinstance(call := calls[0], jinja.Call):
        return False
    if parts[-1] is not call:
        texts[-1] += "\n"  # Jinja leaves out the last one
    arguments = [*call.args, *(argument.value for argument in call.kwargs)]
    return (
        call.node in [jinja.Getattr(jinja.Name(PACKAGE, "load"), m, "load") for m in macros]
        and not (call.dyn_args or call.dyn_kwargs)
        and all(map(_is_written_out, arguments))
        and all(map(COMMENTS.fullmatch, texts))
    )


def _is_written_out(part: jinja.Node) -> bool:
    """Whether an argument is a constant, a reference to one, or a list or dictionary of them."""
    if isinstance(part, jinja.Call):
        values = [*part.args, *(argument.value for argument in part.kwargs)]
        constant = all(isinstance(value, jinja.Const) for value in values)
        plain = constant and not (part.dyn_args or part.dyn_kwargs)
        return plain and _callee(part) in ("ref", "source")
    if isinstance(part, (jinja.List, jinja.Tuple, jinja.Dict, jinja.Pair)):
        return all(map(_is_written_out, part.iter_child_nodes()))
    return isinstance(part, jinja.Const)


def _callee(call: jinja.Call) -> str | None:
    """The name that is called; that of the package for each of its macros."""
    macro = isinstance(call.node, jinja.Getattr) and call.node.node == jinja.Name(PACKAGE, "load")
    name = call.node.name if isinstance(call.node, jinja.Name) else None
    return PACKAGE if macro else name


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


class Project:
    """The nodes by their relations, what each of them reads, and where paths lead."""

    def __init__(self, given: dict[str, Any]) -> None:
        names = [each.name for each in fields(Node) if each.name != "parents"]
        self.nodes = [
            Node(**{name: node.get(name) for name in names}, parents=tuple(node.get("parents", [])))
            for node in given["nodes"]
        ]
        # Where several nodes have one relation, the first has to be the one to distrust.
        self.nodes.sort(key=lambda n: (not n.is_built, n.gate is not None, n.unique_id))
        self.by_id = {node.unique_id: node for node in self.nodes}
        self.owners: dict[Key, list[Node]] = {}
        for node in self.nodes:
            self.owners.setdefault(node.key, []).append(node)
        self.relations: dict[Key, tuple[str, list[str]]] = {}
        for each in given["relations"]:
            key = fold(each["database"]), fold(each["schema"]), fold(each["identifier"])
            self.relations[key] = f"{each['schema']}.{each['identifier']}", each["columns"]
        self.default = fold(given["default_database"]), fold(given["default_schema"])
        self.parser = Parser(given["functions"])
        self.has_plans = any(node.plan for node in self.nodes)
        self.statement = cache(self._statement)
        self.gate_problems = cache(self._gate_problems)

    def owner(self, key: Key) -> Node | None:
        return self.owners.get(key, [None])[0]

    def columns_of(self, key: Key) -> list[str]:
        return [fold(name) for name in self.relations.get(key, ("", []))[1]]

    def label(self, item: Column) -> str:
        """A column, or the rows, of a relation, as the warehouse spells it."""
        key, column = item
        owner = self.owner(key)
        relation, columns = self.relations.get(key, (f"{key[1]}.{key[2]}", []))
        spelled = {fold(name): name for name in columns}
        return f"{owner.name if owner else relation}.{spelled.get(column, column)}"

    def resolve(self, parts: list[str] | tuple[str, ...]) -> list[Key]:
        """The relations that a name may mean: DuckDB looks into `temp` first."""
        name = tuple(fold(part) for part in parts)
        database, schema = self.default
        known = self.owners | self.relations
        if len(name) == 3:
            return [name]
        if len(name) == 1:
            possible = [(database, schema, *name), ("temp", "main", *name)]
        else:
            possible = [(database, *name), ("temp", *name)]
            possible += [key for key in known if (key[0], key[2]) == name and key not in possible]
        return [key for key in possible if key in known] or possible[:1]

    def kind(self, key: Key) -> str:
        """`gate` and `leaf` are where paths end, a `step` is walked through."""
        owner = self.owner(key)
        if owner is None or owner.resource_type != "model" or owner.sensitive:
            return "leaf"
        return "gate" if owner.gate and not self.gate_problems(owner) else "step"

    def _gate_problems(self, node: Node) -> list[str]:
        """Why a model that is marked as a gate is none."""
        problems = self._build_problems(node)
        if node.materialized != "table":  # a view is evaluated again after it was checked
            problems.append("is no table")
        if node.package_name == PACKAGE and node.name not in GATE_MODELS:
            problems.append("is none of the package's gates")
        if node.package_name != PACKAGE and not is_thin(node.raw_code):
            problems.append("is not one call of a gate of the package, its arguments written out")
        if node.package_name != PACKAGE and (forged := self._forged(node)):
            problems.append(f"is made from {forged}, which no macro of the package makes")
        return problems

    def _forged(self, gate: Node) -> str | None:
        """What a gate of another project is made from that could hold anything, as supports."""
        walked = [gate.unique_id]
        for each in walked:  # it grows meanwhile
            node = self.by_id.get(each)
            if node is not None and node.package_name == PACKAGE:
                continue
            built_otherwise = node is not None and node is not gate and self._build_problems(node)
            if node is None or built_otherwise or not is_thin(node.raw_code, STEP_MACROS):
                return node.name if node else each
            if not is_thin(node.raw_code, FIRST_MACROS):
                walked += [parent for parent in node.parents if parent not in walked]
        return None

    def _build_problems(self, node: Node) -> list[str]:
        """What may give a relation other rows than its statement says."""
        problems = []
        if sum(other.is_built for other in self.owners[node.key]) > 1:
            problems.append("shares its relation with another node")
        if node.hooks:
            problems.append("has hooks, which may write anything")
        if node.language != "sql":
            problems.append(f"is written in {node.language}")
        if node.materialized not in ("table", "view", "ephemeral"):
            problems.append(f"is materialized as {node.materialized}")
        return problems

    def problems(self, node: Node) -> list[str]:
        """Why it can't be known what a model reads."""
        marked = self.gate_problems(node) if node.gate else []
        found = [f"is marked as a gate, but {problem}" for problem in marked]
        return found + self.statement(node).problems + self._plan_problems(node)

    def _statement(self, node: Node) -> Statement:
        read = Statement(self._build_problems(node))
        if node.language != "sql":
            return read
        if not node.compiled_code or not node.raw_code:
            read.problems.append("has no raw or no compiled code")
            return read
        self._read_template(node, read)
        found = self.parser.read(node.compiled_code)
        read.problems += sorted(found["problem"])
        for name in sorted(found["relation"]):
            read.tables.update(possible := self.resolve(name))
            if len(possible) > 1:
                read.problems.append(f"names {'.'.join(name)}, which may be several relations")
        for cte in sorted(cte for cte in found["cte"] if cte.startswith(EPHEMERAL)):
            inner = {key for key in self.owners if not key[0] and EPHEMERAL + key[2] == cte}
            read.tables.update(inner)
            if not inner:
                read.problems.append(f"has an unknown ephemeral model, {cte}")
        try:
            reader = ColumnReader(node.compiled_code, self)
            read.tables.update(reader.keys.values())
            columns, read.rows, read.filters = reader.columns(), reader.rows(), reader.filters()
            read.columns = self._as_built(node, columns)
        except Exception as error:  # sqlglot fails in many ways, and all mean the same here
            why = str(error).partition("\n")[0] or type(error).__name__
            if not read.problems:  # else it is no news
                read.problems.append(f"has columns that can't be followed ({why})")
        return read

    def _read_template(self, node: Node, read: Statement) -> None:
        """What may be read while a model is compiled, and then stand in it as constants."""
        if node.package_name == PACKAGE:  # what was referred to for this mode of synthesis
            read.tables.update(self.by_id[each].key for each in node.parents if each in self.by_id)
            return
        try:
            template = JINJA.parse(node.raw_code)
            used = jinja2.meta.find_undeclared_variables(template)
        except jinja2.TemplateError:
            read.problems.append("has Jinja that can't be read")
            return
        if unknown := sorted(used - COMPILES):
            read.problems.append(f"is compiled with {', '.join(unknown)}, which may run queries")
        calls = list(template.find_all(jinja.Call))
        named = sum(name.name in CALLED for name in template.find_all(jinja.Name))
        if sum(_callee(call) in CALLED for call in calls) != named:
            read.problems.append("has Jinja that does not just call ref, source or a macro")
        for call in calls if PACKAGE in used else []:
            if _callee(call) in ("ref", "source"):
                read.tables.update(found := self._referenced(call))
                if not found:
                    read.problems.append("has a reference that is not written out")

    def _referenced(self, call: jinja.Call) -> list[Key]:
        if not _is_written_out(call) or not call.args:
            return []
        *before, name = [argument.value for argument in call.args]
        if call.node.name == "source":
            ending = f".{'.'.join(before)}.{name}"
            return [node.key for node in self.nodes if node.unique_id.endswith(ending)]
        named = [node for node in self.nodes if node.is_built and node.name == name]
        return [node.key for node in named if before in ([], [node.package_name])]

    def _as_built(
        self, node: Node, columns: list[tuple[str, list[Column]]]
    ) -> dict[str, list[Column]]:
        """The columns by their names in the warehouse; a contract puts them in another order."""
        built = self.columns_of(node.key) or [name for name, _ in columns]
        if len(built) != len(columns):
            raise ValueError("the warehouse has other columns than the statement")
        if sorted(built) != sorted(name for name, _ in columns):  # some have no name in the text
            columns = [(name, found) for name, (_, found) in zip(built, columns, strict=True)]
        return dict(columns)

    def _plan_problems(self, node: Node) -> list[str]:
        """What DuckDB reads for a statement though the others did not see it."""
        if node.plan is None:
            explained = node.compiled_code and node.language == "sql" and node.key[0]
            return ["has no plan, as others have"] if explained and self.has_plans else []
        seen: set[Key] = set()
        stack = list(self.statement(node).tables)
        while stack:
            if (key := stack.pop()) not in seen:
                seen.add(key)
                if (owner := self.owner(key)) and owner.materialized == "view":
                    stack += self.statement(owner).tables
        tables, others = plan_scans(node.plan)
        unseen = {".".join(table) for table in tables - seen} | others
        return [f"makes DuckDB read {each}, unseen by the lineage" for each in sorted(unseen)]

    def values(self, item: Column) -> list[Column]:
        """What the values of a column, or the number of rows, come from: one step."""
        read = self.statement(self.owners[item[0]][0])
        if item[1] == ROWS:
            return read.rows
        if read.columns and item[1] in read.columns:
            return read.columns[item[1]]
        return [(key, ROWS) for key in sorted(read.tables)]

    def inputs(self, item: Column) -> list[Column]:
        """The same, but for rows all that the statement names, for whatever purpose."""
        if item[1] != ROWS:
            return self.values(item)
        read = self.statement(self.owners[item[0]][0])
        return [*read.filters, *((key, ROWS) for key in sorted(read.tables))]

    def paths(self, start: Column, follow: Callable[[Column], list[Column]]) -> list[list[Column]]:
        """A shortest path to each thing that can be reached up to gates and leaves."""
        paths, seen = [[start]], {start}
        for path in paths:  # it grows meanwhile
            if self.kind(path[-1][0]) == "step":
                for item in follow(path[-1]):
                    if item not in seen:
                        seen.add(item)
                        paths.append([*path, item])
        return paths

    def trace(self, node: Node) -> Iterator[Path | Finding]:
        """Where the columns of a published node, and then its rows, come from."""
        told: set[Key] = set()
        for column in self.columns_of(node.key):
            paths = self.paths((node.key, column), self.values)
            yield from self._ends(node, paths)
            yield from self._obstacles(node, paths)
            told |= {path[-1][0] for path in paths}
        # Of rows only what no column told of.
        paths = self.paths((node.key, ROWS), self.inputs)
        paths = [path for path in paths if path[-1][0] not in told]
        yield from self._ends(node, paths)
        yield from self._obstacles(node, paths)

    def _obstacles(self, node: Node, paths: list[list[Column]]) -> Iterator[Finding]:
        """A finding for whatever can't be followed on the paths, once a model."""
        seen: set[Key] = set()
        for path in paths:
            key = path[-1][0]
            if self.kind(key) == "step" and key not in seen:
                seen.add(key)
                owner = self.owners[key][0]
                for problem in self.problems(owner):
                    yield self._finding(node, path, f"{owner.name} {problem}")

    def is_tainted(self, unique_id: str) -> bool:
        """Whether a node is sensitive, or made from what is, without a gate between them."""
        walked = [unique_id]
        for each in walked:  # it grows meanwhile
            node = self.by_id.get(each)
            if node is None or node.sensitive:
                return True
            if self.kind(node.key) != "gate":
                named = self.statement(node).tables if node.compiled_code else set()
                owners = [owner.unique_id for key in named for owner in self.owners.get(key, [])]
                walked += [one for one in [*node.parents, *owners] if one not in walked]
        return False

    def _ends(self, node: Node, paths: list[list[Column]]) -> Iterator[Path | Finding]:
        """A row for each gate, each leaf (by column where one is known), and for constants."""
        known = {path[-1][0] for path in paths if path[-1][1] != ROWS}
        gates: set[Key | None] = set()
        for path in paths:
            key, column = path[-1]
            owner, kind = self.owner(key), self.kind(key)
            if kind == "leaf" and (column != ROWS or key not in known):
                what = f"the {owner.resource_type} {owner.name}" if owner else "what no node makes"
                yield self._finding(node, path, f"no gate before {what}")
            elif kind == "gate" and key not in gates:
                gates.add(key)
                yield Path(*self._where(node, path), owner.name, owner.gate)
            elif kind == "step" and path[0][1] != ROWS and None not in gates:
                read = self.statement(owner)
                if read.columns and not self.values(path[-1]):
                    gates.add(None)
                    name, column_name, text = self._where(node, path)
                    yield Path(name, column_name, f"{text} < constant", None, None)

    def _where(self, node: Node, path: list[Column]) -> tuple[str, str, str]:
        column_name = self.label(path[0]).removeprefix(f"{node.name}.")
        return node.name, column_name, " < ".join(map(self.label, path))

    def _finding(self, node: Node, path: list[Column], reason: str) -> Finding:
        return Finding(*self._where(node, path), reason)


def trace(given: dict[str, Any]) -> Trace:
    """Trace every published column to the gates that it comes from, or past them.

    `given` is what a dbt hook finds:
        nodes: the fields of `Node` for models, seeds, snapshots and sources of all packages.
        exposures: `name` and `depends_on`, unique ids.
        relations: `database`, `schema`, `identifier`, `columns` of all tables and views.
        functions: what FUNCTION_NAMES selects in the connection of dbt.
        default_database, default_schema: where DuckDB looks for names without them.
    """
    project = Project(given)
    published = {node.unique_id: node for node in project.nodes if node.published}
    rows = {row for node in published.values() for row in project.trace(node)}
    for exposure in given["exposures"]:
        for unique_id in set(exposure["depends_on"]) - set(published):
            if project.is_tainted(unique_id):
                node = project.by_id.get(unique_id)
                name = node.name if node else unique_id
                path = f"exposure:{exposure['name']} < {name}"
                reason = f"{name} is not published, and no gate is before it"
                rows.add(Finding(exposure["name"], ROWS, path, reason))
    rows = sorted(rows, key=lambda row: tuple(value or "" for value in astuple(row)))
    return Trace(
        [row for row in rows if isinstance(row, Path)],
        [row for row in rows if isinstance(row, Finding)],
    )
