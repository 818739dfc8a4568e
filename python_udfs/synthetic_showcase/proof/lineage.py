"""Proves from the compiled SQL that every published column passes a privacy gate.

`trace` walks from the published models to everything that their statements read, and stops at the
gates. Three readers see each statement:

- DuckDB's own parser says which relations, functions and constructs a statement names. Whatever is
  not known to be harmless is a finding.
- sqlglot says which columns a column comes from, so that people can read the paths.
- DuckDB's planner, which opens views and macros, must scan no relation that the others missed.

So a mistake of sqlglot can make a path less precise, but can't hide a relation. What can't be
followed is a finding too.
"""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from .gates import SELECTING_GATES, Gates
from .nodes import Node, Project
from .reading import StatementReader
from .statements import Parser
from .value_lineage import ROWS, Column, Key

# What may hold labels of values, and what then stands in the lineage.
LABELS = ("seed", "source")
DECLARED = "public, because showcase_labels takes labels of values from it"


@dataclass(frozen=True)
class Path:
    """How a published column comes from a gate; `gate` is None for constants and for labels."""

    model: str
    column_name: str
    path: str
    gate: str | None
    protection: str | None


@dataclass(frozen=True)
class Finding:
    """A path that passes no gate or can't be followed; it ends at the node with the problem."""

    model: str
    column_name: str
    path: str
    reason: str


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
        told: set[Key] = set()
        for column in self.project.columns_of(node.key):
            paths = self._paths((node.key, column), self._values)
            yield from self._ends(node, paths)
            yield from self._obstacles(node, paths)
            told |= {path[-1][0] for path in paths}
        # Of the rows, report only what no column has reported.
        paths = self._paths((node.key, ROWS), self._inputs)
        paths = [path for path in paths if path[-1][0] not in told]
        yield from self._ends(node, paths)
        yield from self._obstacles(node, paths)

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
        """A row for each gate, for each leaf (by column where one is known), and for constants.

        A seed or source that is not sensitive is declared public where it holds labels of values.
        """
        known = {path[-1][0] for path in paths if path[-1][1] != ROWS}
        gates: set[Key] = set()
        has_constant = False
        for path in paths:
            key, column = path[-1]
            owner, kind = self.project.owner(key), self.gates.kind(key)
            is_value = path[0][1] != ROWS
            if kind == "leaf" and self._has_labels(path):
                yield Path(*self._where(node, path), None, DECLARED)
            elif kind == "leaf" and (column != ROWS or key not in known):
                what = f"the {owner.resource_type} {owner.name}" if owner else "what no node makes"
                yield self._finding(node, path, f"no gate before {what}")
            if owner is None:
                continue
            if kind == "gate" and is_value and owner.name in SELECTING_GATES:
                yield self._finding(node, path, f"no value of the gate {owner.name} may leave")
            elif kind == "gate" and key not in gates:
                gates.add(key)
                yield Path(*self._where(node, path), owner.name, owner.gate)
            elif kind == "step" and is_value and not has_constant and self._is_constant(path[-1]):
                has_constant = True
                name, column_name, text = self._where(node, path)
                yield Path(name, column_name, f"{text} < constant", None, None)

    def _has_labels(self, path: list[Column]) -> bool:
        """Whether a path ends where labels of values come from, which must not be sensitive."""
        owners = [self.project.owner(key) for key, _ in path]
        end = owners[-1]
        declared = any(owner and owner.labels for owner in owners)
        return bool(declared and end and not end.sensitive and end.resource_type in LABELS)

    def _obstacles(self, node: Node, paths: list[list[Column]]) -> Iterator[Finding]:
        """A finding for everything that can't be followed on the paths, once for each model."""
        seen: set[Key] = set()
        for path in paths:
            key = path[-1][0]
            if self.gates.kind(key) == "step" and key not in seen:
                seen.add(key)
                owner = self.project.owners[key][0]
                for problem in self._problems(owner):
                    yield self._finding(node, path, f"{owner.name} {problem}")

    def _problems(self, node: Node) -> list[str]:
        """Why it can't be known what a model reads."""
        marked = self.gates.problems(node) if node.gate else []
        found = [f"is marked as a gate, but {problem}" for problem in marked]
        return found + self.statement(node).problems + self.plan_problems(node)

    def _where(self, node: Node, path: list[Column]) -> tuple[str, str, str]:
        column_name = self.project.label(path[0]).removeprefix(f"{node.name}.")
        return node.name, column_name, " < ".join(map(self.project.label, path))

    def _finding(self, node: Node, path: list[Column], reason: str) -> Finding:
        return Finding(*self._where(node, path), reason)


def trace(given: dict[str, Any]) -> Trace:
    """Trace every published column back to the gates that it comes from, or past them.

    `given` is what a dbt hook collects:
        nodes: the fields of `nodes.Node` for models, seeds, snapshots and sources of all packages.
        exposures: `name` and `depends_on`, unique ids.
        relations: `database`, `schema`, `identifier`, `columns` of all tables and views.
        functions: what `statements.FUNCTION_NAMES` selects in dbt's connection.
        own_functions: names of the functions of the package that have no side effects.
        default_database, default_schema: where DuckDB looks for unqualified names.
    """
    project = Project(given)
    parser = Parser(given["functions"], given["own_functions"])
    tracer = Tracer(project, Gates(project), StatementReader(project, parser))
    published = {node.unique_id: node for node in project.nodes if node.published}
    rows = {row for node in published.values() for row in tracer.trace(node)}
    for exposure in given["exposures"]:
        for unique_id in set(exposure["depends_on"]) - set(published):
            if tracer.is_tainted(unique_id):
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
