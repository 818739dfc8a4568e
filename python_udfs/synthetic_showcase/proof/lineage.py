"""Proves from the compiled SQL that every published column passes a privacy gate.

`trace` walks from the published models to everything that their statements read, and stops at the
gates. Three readers see each statement:

- DuckDB's own parser says which relations, functions and constructs a statement names. Whatever is
  not known to be harmless is a finding. It also reads the queries that Jinja ran.
- sqlglot says which columns a column comes from, so that people can read the paths. If it can't,
  that is a finding, unless all that is read is behind a gate or public anyway.
- DuckDB's planner, which opens views and macros, must scan no relation that the others missed.

So a mistake of sqlglot can make a path less precise, but can't hide a relation. What can't be
followed is a finding too.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from .gates import SELECTING_GATES, Gates
from .nodes import Node, Project
from .reading import StatementReader
from .statements import Parser
from .templates import FIRST_MACRO, PACKAGE
from .value_lineage import ROWS, Column, Key

# What may hold labels of values, and what then stands in the lineage.
LABELS = ("seed", "source")
DECLARED = "public, because showcase_labels takes labels of values from it"
# What stands for the choice of rows where findings and exceptions name a published column.
CHOICE = "(rows)"


@dataclass(frozen=True)
class Path:
    """How a published column comes from a gate; `gate` is None for constants and what is public."""

    model: str
    column_name: str
    path: str
    gate: str | None
    protection: str | None


@dataclass(frozen=True)
class Finding:
    """A path that passes no gate or can't be followed; it ends at the node with the problem.

    `at_fault`: the model of which the reason speaks; several models may have one fault.
    `statement`: hash of the statements on the path. `sensitive`: whether an exception holds for
    these statements alone. `exception`: a row for the seed of exceptions, to be completed.
    """

    model: str
    column_name: str
    path: str
    at_fault: str | None
    reason: str
    remedy: str
    statement: str
    sensitive: bool
    exception: str


@dataclass(frozen=True)
class Trace:
    lineage: list[Path]
    findings: list[Finding]


class Tracer:
    """Follows columns, and rows, from published nodes to the gates and leaves of a project."""

    def __init__(self, project: Project, gates: Gates, reader: StatementReader) -> None:
        self.project = project
        self.gates = gates
        self.statement = reader.statement
        self.plan_problems = reader.plan_problems

    def trace(self, node: Node) -> Iterator[Path | Finding]:
        """Where the columns of a published node, and then its rows, come from."""
        told: set[Column] = set()
        for column in self.project.columns_of(node.key):
            paths = self._paths((node.key, column), self._values)
            yield from self._ends(node, paths)
            told |= {path[-1] for path in paths}
        relations = {key for key, _ in told}
        # Of the rows, report what no column has reported. A column tells of the rows of its
        # relation, but not by which other columns they were chosen.
        paths = self._paths((node.key, ROWS), self._inputs)
        yield from self._ends(
            node,
            [
                p
                for p in paths
                if p[-1] not in told and (p[-1][1] != ROWS or p[-1][0] not in relations)
            ],
        )

    def obstacles(self, node: Node) -> Iterator[Finding]:
        """A finding for everything that can't be followed on the paths from a published node."""
        seen: set[tuple[str, str]] = set()
        starts = [(node.key, column) for column in self.project.columns_of(node.key)]
        for start in [*starts, (node.key, ROWS)]:
            for path in self._paths(start, self._inputs if start[1] == ROWS else self._values):
                key = path[-1][0]
                if self.gates.kind(key) in ("step", "broken"):
                    for name, problem in self._problems(self.project.owners[key][0]):
                        if (name, problem) not in seen:
                            seen.add((name, problem))
                            yield self._finding(node, path, problem, _remedy(problem), name)

    def overwritten(self, published: list[Node]) -> Iterator[Finding]:
        """A finding for each statement of another model that writes into what is published, or into
        what that is made from."""
        made: dict[Key, Node] = {}  # with a published model that it is a part of
        for node in published:
            walked = [node.unique_id]
            for each in walked:  # the list grows during the loop
                part = self.project.by_id.get(each)
                if part is not None and part.is_built:
                    made.setdefault(part.key, node)
                    if FIRST_MACRO not in [macro.rpartition(".")[2] for macro in part.macros]:
                        walked += [parent for parent in part.parents if parent not in walked]
        for writer in self.project.nodes:
            if writer.package_name == PACKAGE and not writer.hooks:
                continue
            written = {key for query in writer.queries or () for key in self.project.targets(query)}
            for key in sorted(written & set(made) - {writer.key}):
                path = [(made[key].key, ROWS), (key, ROWS)]
                name = self.project.label((key, ROWS)).removesuffix(f".{ROWS}")
                reason = f"runs a statement that writes into {name}"
                yield self._finding(made[key], path, reason, _remedy("hooks"), writer.name)

    def _is_safe(self, key: Key) -> bool:
        """Whether whatever a statement may take from a relation is behind a gate, or is public."""
        walked: list[list[Column]] = [[(key, ROWS)]]
        seen = {key}
        for path in walked:  # the list grows during the loop
            each = path[-1][0]
            kind, owner = self.gates.kind(each), self.project.owner(each)
            if kind == "leaf" and not (self._is_public(owner) or self._has_labels(path)):
                return False
            if kind == "broken" or (kind == "gate" and owner and owner.name in SELECTING_GATES):
                return False
            if kind == "step":
                read = self.statement(self.project.owners[each][0])
                if read.problems or self.plan_problems(self.project.owners[each][0]):
                    return False
                walked += [[*path, (table, ROWS)] for table in sorted(read.tables - seen)]
                seen |= read.tables
        return True

    def _has_labels(self, path: list[Column]) -> bool:
        """Whether a path ends where labels of values come from, which must not be sensitive."""
        owners = [self.project.owner(key) for key, _ in path]
        end = owners[-1]
        declared = any(owner and owner.labels for owner in owners)
        return bool(declared and end and not end.sensitive and end.resource_type in LABELS)

    def _is_public(self, node: Node | None) -> bool:
        """Whether it is a seed or source that is declared as public, and that somebody answers for.

        A snapshot or model is not: what is in it depends on what it reads.
        """
        return (
            node is not None
            and node.declared
            and not node.sensitive
            and node.resource_type in ("seed", "source")
            and node.name in self.project.answered
            and not node.hooks
            and not any(other.sensitive for other in self.project.owners[node.key])
        )

    def is_tainted(self, unique_id: str) -> bool:
        """Whether a node is sensitive, or made from a sensitive one without a gate in between."""
        asked = self.project.by_id.get(unique_id)
        if asked is not None and asked.name in SELECTING_GATES:
            return True
        walked = [unique_id]
        for each in walked:  # the list grows during the loop
            node = self.project.by_id.get(each)
            if node is None or node.sensitive:
                return True
            if self.gates.kind(node.key) != "gate":
                named = self.statement(node).tables if node.compiled_code else set()
                owners = [
                    owner.unique_id for key in named for owner in self.project.owners.get(key, [])
                ]
                walked += [one for one in [*node.parents, *owners] if one not in walked]
        return False

    def _values(self, item: Column) -> list[Column]:
        """What the values of a column, or the number of rows, come from, one step back."""
        key, column = item
        read = self.statement(self.project.owners[key][0])
        if column == ROWS:
            return read.rows
        if read.columns and column in read.columns:
            return read.columns[column]
        return [(table, ROWS) for table in sorted(read.tables)]

    def _is_constant(self, item: Column) -> bool:
        read = self.statement(self.project.owners[item[0]][0])
        return bool(read.columns) and not self._values(item)

    def _inputs(self, item: Column) -> list[Column]:
        """As `_values`, but for rows everything that the statement names, for any purpose."""
        key, column = item
        if column != ROWS:
            return self._values(item)
        read = self.statement(self.project.owners[key][0])
        return [*read.filters, *((table, ROWS) for table in sorted(read.tables))]

    def _paths(self, start: Column, follow: Callable[[Column], list[Column]]) -> list[list[Column]]:
        """A shortest path to everything that can be reached before a gate or a leaf, or at one."""
        paths, seen = [[start]], {start}
        for path in paths:  # the list grows during the loop
            if self.gates.kind(path[-1][0]) == "step":
                for item in follow(path[-1]):
                    if item not in seen:
                        seen.add(item)
                        paths.append([*path, item])
        return paths

    def _ends(self, node: Node, paths: list[list[Column]]) -> Iterator[Path | Finding]:
        """A row for each gate, for each leaf (by column where one is known), and for constants."""
        known = {path[-1][0] for path in paths if path[-1][1] != ROWS}
        gates: set[Key] = set()
        has_constant = False
        for path in paths:
            key, column = path[-1]
            owner, kind = self.project.owner(key), self.gates.kind(key)
            is_value = path[0][1] != ROWS
            if kind == "leaf" and self._has_labels(path):
                yield Path(*self._where(node, path), None, DECLARED)
            elif kind == "leaf" and owner is not None and self._is_public(owner):
                if key not in gates:
                    gates.add(key)
                    answered = self.project.answered[owner.name]
                    yield Path(*self._where(node, path), None, f"public: {answered}")
            elif kind == "leaf" and (column != ROWS or key not in known):
                what = f"the {owner.resource_type} {owner.name}" if owner else "what no node makes"
                yield self._finding(node, path, f"no gate before {what}", TAKE_FROM_RELEASE)
            if owner is None:
                continue
            if kind == "gate" and is_value and owner.name in SELECTING_GATES:
                reason = f"no value of the gate {owner.name} may leave"
                yield self._finding(node, path, reason, TAKE_FROM_RELEASE)
            elif kind == "gate" and key not in gates:
                gates.add(key)
                yield Path(*self._where(node, path), owner.name, self.gates.promise(owner))
            elif kind == "step" and is_value and not has_constant and self._is_constant(path[-1]):
                has_constant = True
                name, column_name, text = self._where(node, path)
                yield Path(name, column_name, f"{text} < constant", None, None)

    def _problems(self, node: Node) -> list[tuple[str, str]]:
        """Why it can't be known what a model reads, each with the name of the model at fault."""
        if self.gates.kind(node.key) == "broken":
            return self.gates.problems(node)
        read = self.statement(node)
        hidden = read.hidden if not all(map(self._is_safe, read.tables)) else []
        found = read.problems + hidden + self.plan_problems(node)
        return [(node.name, problem) for problem in found]

    def _where(self, node: Node, path: list[Column]) -> tuple[str, str, str]:
        labels = [self.project.label(item) for item in path]
        column_name = labels[0].removeprefix(f"{node.name}.")
        if path[0][1] == ROWS:
            column_name = CHOICE
            labels[0] = f"{node.name}.{CHOICE}"
        return node.name, column_name, " < ".join(labels)

    def _finding(
        self, node: Node, path: list[Column], reason: str, remedy: str, at_fault: str | None = None
    ) -> Finding:
        model, column_name, text = self._where(node, path)
        end = self.project.owner(path[-1][0])
        sensitive = end is None or self.is_tainted(end.unique_id)
        statement = self._statements_on(path)
        reads = text.rpartition(" < ")[2]
        row = [model, column_name, reads, "<owner>", "<reason>", "<date>"]
        return Finding(
            model, column_name, text, at_fault, reason, remedy, statement, sensitive,
            csv_row([*row, statement] if sensitive else row),
        )  # fmt: skip

    def _statements_on(self, path: list[Column]) -> str:
        """A hash of the statements on a path, the same whatever the schemas are called."""
        texts = []
        for key in dict.fromkeys(key for key, _ in path):
            owner = self.project.owner(key)
            if owner is not None and owner.compiled_code and self.gates.kind(key) != "gate":
                texts.append(self.project.plain_statement(owner))
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


TAKE_FROM_RELEASE = (
    "read the published models of the package instead, or let somebody answer for this path in the"
    " seed of showcase_reviewed_exceptions"
)


def _remedy(problem: str) -> str:
    """What to do about a model that can't be followed."""
    for part, remedy in (
        ("hooks", "remove the hooks, or move them to a model that nothing published depends on"),
        ("incremental", "run dbt build --full-refresh, or make it a table"),
        ("is marked as a gate", "build it, and what it is made from, as the guide on your own"
         " published tables shows"),
        ("by hand", "name relations by ref and source"),
        ("while it is compiled", "query published models alone in Jinja"),
        ("in Jinja", "write it without"),
        ("macro", "write it without"),
    ):  # fmt: skip
        if part in problem:
            return remedy
    return "write it in another way, or take what it reads from the published models alone"


def csv_row(values: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def trace(given: dict[str, Any]) -> Trace:
    """Trace every published column back to the gates that it comes from, or past them.

    `given` is what a dbt hook collects:
        nodes: the fields of `nodes.Node` for models, seeds, snapshots and sources of all packages.
        exposures: `name` and `depends_on`, unique ids.
        relations: `database`, `schema`, `identifier`, `columns` of all tables and views.
        functions: what `statements.FUNCTION_NAMES` selects in dbt's connection.
        own_functions: names of the functions of the package that have no side effects.
        schemas: names of all schemas and databases.
        macros: `sql` and `macros`, ids of those that they call, of macros of other projects by id.
        signatures: names and types of the arguments of the package's macros by name.
        answered: names of seeds and sources that are public, with who answers for that and why.
        private: whether the guarantee is differential privacy.
        resolution: k by the options.
        default_database, default_schema: where DuckDB looks for unqualified names.
    """
    project = Project(given)
    parser = Parser(given["functions"], given["own_functions"], given["schemas"])
    tracer = Tracer(project, Gates(project), StatementReader(project, parser))
    published = {node.unique_id: node for node in project.nodes if node.published}
    rows = {row for node in published.values() for row in tracer.trace(node)}
    rows |= {row for node in published.values() for row in tracer.obstacles(node)}
    rows |= set(tracer.overwritten(list(published.values())))
    for exposure in given["exposures"]:
        for unique_id in set(exposure["depends_on"]) - set(published):
            if tracer.is_tainted(unique_id):
                node = project.by_id.get(unique_id)
                name = node.name if node else unique_id
                path = f"exposure:{exposure['name']} < {name}"
                reason = f"{name} is not published, and no gate is before it"
                row = csv_row([exposure["name"], ROWS, name, "<owner>", "<reason>", "<date>"])
                remedy = "let it depend on published models alone"
                rows.add(Finding(exposure["name"], ROWS, path, None, reason, remedy, "", True, row))
    ordered = sorted(rows, key=lambda row: tuple(str(value or "") for value in astuple(row)))
    return Trace(
        [row for row in ordered if isinstance(row, Path)],
        [row for row in ordered if isinstance(row, Finding)],
    )
