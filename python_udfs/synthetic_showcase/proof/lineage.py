"""Proof, over the compiled SQL, that every published column passes a privacy gate.

`trace` walks from the published models to whatever their statements read, and stops at the gates.
DuckDB's own parser says which relations, functions and constructs a statement names; what is not
known here to be harmless is a finding. sqlglot says which columns, for paths that people can read.
DuckDB's planner, which has opened views and macros, has to scan nothing else. So a mistake of
sqlglot can blur a path, but hide no relation. Whatever can't be followed is a finding.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, fields
from functools import cache
from typing import Any

import jinja2
import jinja2.meta
from jinja2 import nodes as jinja

from .statements import Parser, fold, plan_scans
from .templates import (
    CALLED,
    COMPILES,
    FIRST_MACROS,
    JINJA,
    PACKAGE,
    STEP_MACROS,
    callee,
    is_thin,
    is_written_out,
)
from .value_lineage import ROWS, Column, ColumnReader, Key

# A gate is code, not configuration: projects can set `meta` on every model of the package.
GATE_MODELS = set(
    "showcase_diverse_records showcase_reported_aggregates showcase_reported_attributes"
    " showcase_reported_columns showcase_reported_totals showcase_release_checks"
    " showcase_release_key showcase_sampled_records".split()
)
# Those that hold noisy counts are kept from run to run, for they are paid for once.
KEPT_GATE_MODELS = set(
    "showcase_noisy_record_count showcase_noisy_widths showcase_noisy_bands"
    " showcase_noisy_attributes showcase_noisy_pairs showcase_noisy_combinations".split()
)
# Of these nothing but which rows there are may depend: their values stay where they are.
SELECTING_GATES = {"showcase_release_key"}
# Materializations whose rows are those of the statement: dbt's, and that of macros/reuse.
TABLES = ("table", "reusable")
EPHEMERAL = "__dbt__cte__"  # before the names of ephemeral models, which dbt makes CTEs


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
        self.parser = Parser(given["functions"], given["own_functions"])
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

    def resolve(self, parts: Sequence[str]) -> list[Key]:
        """The relations that a name may mean: DuckDB looks into `temp` first."""
        known = self.owners | self.relations
        match [fold(part) for part in parts]:
            case [name]:
                possible = [(*self.default, name), ("temp", "main", name)]
            case [before, name]:  # a schema, or a database
                possible = [(self.default[0], before, name), ("temp", before, name)]
                possible += [
                    key
                    for key in known
                    if (key[0], key[2]) == (before, name) and key not in possible
                ]
            case [database, schema, name]:
                return [(database, schema, name)]
            case names:  # of no relation that there can be
                return [("", "", ".".join(names))]
        return [key for key in possible if key in known] or possible[:1]

    def kind(self, key: Key) -> str:
        """`gate` and `leaf` are where paths end, a `step` is walked through."""
        owner = self.owner(key)
        if owner is None or owner.resource_type != "model" or owner.sensitive:
            return "leaf"
        return "gate" if owner.gate and not self.gate_problems(owner) else "step"

    def _gate_problems(self, node: Node) -> list[str]:
        """Why a model that is marked as a gate is none."""
        is_kept = node.package_name == PACKAGE and node.name in KEPT_GATE_MODELS
        problems = self._build_problems(node, "incremental" if is_kept else "table")
        if node.materialized not in (("incremental",) if is_kept else TABLES):
            problems.append("is no table")  # a view is evaluated again after it was checked
        if node.package_name == PACKAGE and node.name not in GATE_MODELS | KEPT_GATE_MODELS:
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

    def _build_problems(self, node: Node, expected: str = "table") -> list[str]:
        """What may give a relation other rows than its statement says."""
        problems = []
        if sum(other.is_built for other in self.owners[node.key]) > 1:
            problems.append("shares its relation with another node")
        if node.hooks:
            problems.append("has hooks, which may write anything")
        if node.language != "sql":
            problems.append(f"is written in {node.language}")
        if node.materialized not in (*TABLES, "view", "ephemeral", expected):
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
            reader = ColumnReader(
                node.compiled_code, lambda name: self.resolve(name)[0], self.columns_of
            )
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
            template = JINJA.parse(node.raw_code or "")
            used = jinja2.meta.find_undeclared_variables(template)
        except jinja2.TemplateError:
            read.problems.append("has Jinja that can't be read")
            return
        if unknown := sorted(used - COMPILES):
            read.problems.append(f"is compiled with {', '.join(unknown)}, which may run queries")
        calls = list(template.find_all(jinja.Call))
        named = sum(name.name in CALLED for name in template.find_all(jinja.Name))
        if sum(callee(call) in CALLED for call in calls) != named:
            read.problems.append("has Jinja that does not just call ref, source or a macro")
        for call in calls if PACKAGE in used else []:
            if callee(call) in ("ref", "source"):
                read.tables.update(found := self._referenced(call))
                if not found:
                    read.problems.append("has a reference that is not written out")

    def _referenced(self, call: jinja.Call) -> list[Key]:
        if not is_written_out(call) or not call.args:
            return []
        # Where a call is written out, its arguments are constants.
        *before, name = [each.value for each in call.args if isinstance(each, jinja.Const)]
        if callee(call) == "source":
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
        asked = self.by_id.get(unique_id)
        if asked is not None and asked.name in SELECTING_GATES:
            return True
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
            if owner is None:
                continue
            if kind == "gate" and path[0][1] != ROWS and owner.name in SELECTING_GATES:
                yield self._finding(node, path, f"no value of the gate {owner.name} may leave")
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
        own_functions: names of the functions of the package that only give a result.
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
    ordered = sorted(rows, key=lambda row: tuple(value or "" for value in astuple(row)))
    return Trace(
        [row for row in ordered if isinstance(row, Path)],
        [row for row in ordered if isinstance(row, Finding)],
    )
