"""What the statement of a node reads: relations, columns, and what hides them."""

from dataclasses import dataclass, field
from functools import cache

import jinja2
import jinja2.meta
from jinja2 import nodes as jinja

from .nodes import Node, Project
from .statements import Parser, plan_scans
from .templates import CALLED, COMPILES, JINJA, PACKAGE, callee, is_written_out
from .value_lineage import Column, ColumnReader, Key

EPHEMERAL = "__dbt__cte__"  # dbt makes ephemeral models CTEs, and puts this before their names


@dataclass
class Statement:
    """What a node reads. `columns` is None where columns can't be followed."""

    problems: list[str] = field(default_factory=list)
    tables: set[Key] = field(default_factory=set)
    columns: dict[str, list[Column]] | None = None
    rows: list[Column] = field(default_factory=list)  # the rows that its own rows are made of
    filters: list[Column] = field(default_factory=list)


class StatementReader:
    """Reads the statements of nodes, each of them once."""

    def __init__(self, project: Project, parser: Parser) -> None:
        self.project = project
        self.parser = parser
        self.statement = cache(self._statement)

    def _statement(self, node: Node) -> Statement:
        read = Statement(self.project.build_problems(node))
        if node.language != "sql":
            return read
        if not node.compiled_code or not node.raw_code:
            read.problems.append("has no raw or no compiled code")
            return read
        if node.package_name == PACKAGE:  # its Jinja depends on the mode of synthesis
            read.tables.update(self._parents(node))
        else:
            self._read_template(node, read)
        self._read_relations(node.compiled_code, read)
        try:
            self._read_columns(node, node.compiled_code, read)
        except Exception as error:  # sqlglot raises many types, and here all mean the same
            why = str(error).partition("\n")[0] or type(error).__name__
            if not read.problems:  # otherwise one of them is probably the cause
                read.problems.append(f"has columns that can't be followed ({why})")
        return read

    def _parents(self, node: Node) -> set[Key]:
        """The relations that a node refers to, as dbt knows them."""
        by_id = self.project.by_id
        return {by_id[each].key for each in node.parents if each in by_id}

    def _read_template(self, node: Node, read: Statement) -> None:
        """Add what Jinja may read from tables and then write into the statement as constants."""
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
        if PACKAGE in used:  # a macro of the package may refer to the tables that options name
            read.tables.update(self._parents(node))
        for call in calls if PACKAGE in used else []:
            if callee(call) in ("ref", "source"):
                read.tables.update(found := self._referenced(call))
                if not found:
                    read.problems.append("has a reference that is not written out")

    def _referenced(self, call: jinja.Call) -> list[Key]:
        """The relations that a `ref` or `source` may mean."""
        if not is_written_out(call) or not call.args:
            return []
        # Since the call is written out, its arguments are constants.
        *before, name = [each.value for each in call.args if isinstance(each, jinja.Const)]
        nodes = self.project.nodes
        if callee(call) == "source":
            ending = f".{'.'.join(before)}.{name}"
            return [node.key for node in nodes if node.unique_id.endswith(ending)]
        named = [node for node in nodes if node.is_built and node.name == name]
        return [node.key for node in named if before in ([], [node.package_name])]

    def _read_relations(self, compiled_code: str, read: Statement) -> None:
        """Add the relations that DuckDB's parser finds in the statement."""
        found = self.parser.read(compiled_code)
        read.problems += sorted(found.problems)
        for name in sorted(found.relations):
            read.tables.update(possible := self.project.resolve(name))
            if len(possible) > 1:
                read.problems.append(f"names {'.'.join(name)}, which may be several relations")
        for cte in sorted(cte for cte in found.ctes if cte.startswith(EPHEMERAL)):
            keys = self.project.owners
            inner = {key for key in keys if not key[0] and EPHEMERAL + key[2] == cte}
            read.tables.update(inner)
            if not inner:
                read.problems.append(f"has an unknown ephemeral model, {cte}")

    def _read_columns(self, node: Node, compiled_code: str, read: Statement) -> None:
        """Add what sqlglot finds that the columns and rows come from."""
        reader = ColumnReader(
            compiled_code, lambda name: self.project.resolve(name)[0], self.project.columns_of
        )
        read.tables.update(reader.keys.values())
        columns, read.rows, read.filters = reader.columns(), reader.rows(), reader.filters()
        read.columns = self._as_built(node, columns)

    def _as_built(
        self, node: Node, columns: list[tuple[str, list[Column]]]
    ) -> dict[str, list[Column]]:
        """The columns by their names in the warehouse; a contract puts them in another order."""
        built = self.project.columns_of(node.key) or [name for name, _ in columns]
        if len(built) != len(columns):
            raise ValueError("the warehouse has other columns than the statement")
        if sorted(built) != sorted(name for name, _ in columns):  # some have no name in the text
            columns = [(name, found) for name, (_, found) in zip(built, columns, strict=True)]
        return dict(columns)

    def plan_problems(self, node: Node) -> list[str]:
        """What DuckDB's planner reads for a statement although neither parser has seen it."""
        if node.plan is None:
            explained = node.compiled_code and node.language == "sql" and node.key[0]
            return ["has no plan, as others have"] if explained and self.project.has_plans else []
        seen: set[Key] = set()
        stack = list(self.statement(node).tables)
        while stack:
            if (key := stack.pop()) not in seen:
                seen.add(key)
                owner = self.project.owner(key)
                if owner and owner.materialized == "view":  # the planner opens views
                    stack += self.statement(owner).tables
        tables, others = plan_scans(node.plan)
        unseen = {".".join(table) for table in tables - seen} | others
        return [f"makes DuckDB read {each}, unseen by the lineage" for each in sorted(unseen)]
