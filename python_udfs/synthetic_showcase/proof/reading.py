"""What the statement of a node reads: relations, columns, and what hides them."""

import re
from dataclasses import dataclass, field
from functools import cache

import duckdb

from .nodes import Node, Project, plain_query
from .statements import Parser, fold, plan_scans, statement_kinds
from .templates import PACKAGE, template_problems, thin_call
from .value_lineage import Column, ColumnReader, Key

EPHEMERAL = "__dbt__cte__"  # dbt makes ephemeral models CTEs, and puts this before their names
# What dbt itself asks of the catalog for every model, in its words and with its texts alone: a
# condition that could hold a subquery is none of these.
TEXT = r"'(?:[^']|'')*'"
VALUE = rf"(?:lower\((?:\w+|{TEXT})\)|\w+|{TEXT}|\({TEXT}(?:, ?{TEXT})*\))"
COMPARED = rf"{VALUE} ?(=|!=|<>|in) ?{VALUE}"
WHERE = rf"( where {COMPARED}( and {COMPARED})*( limit 1)?)?"
HOUSEKEEPING = re.compile(
    r"begin|commit|rollback|select version\(\)|("
    r"select (database_name, )?type from duckdb_databases\(\)"
    r"|select (table_name, constraint_type|1) from duckdb_constraints\(\)"
    r"|select index_name from duckdb_indexes\(\)"
    r"|select count\(\*\) from system\.information_schema\.schemata"
    rf"|select {TEXT} as database, table_name as name, table_schema as schema, case table_type"
    rf"( when {TEXT} then {TEXT})* end as type from system\.information_schema\.tables"
    rf"){WHERE}",
    re.IGNORECASE,
)
# How dbt makes and describes a relation of a node; its name has to follow.
MAKES = re.compile(
    r"(create (or replace )?(table|view)|alter (table|view)|drop (table|view) if exists"
    r"|comment on (table|view|column)) ",
    re.IGNORECASE,
)
# What follows the name where it is created, around the node's own statement; with a contract, dbt
# creates the columns first.
AROUND = re.compile(
    r'\w*" as \( *\)|\w*" \([^;]*\) ?; insert into [\w."]* (\([^;()]*\) )?'
    r"\( ?select [^;()]* from \( *\) as model_subq ?\)",
    re.IGNORECASE,
)
# What the materialization `reusable` of the package runs: hashes of the rows of what a model reads
# are compared with those that were noted, and noted.
_TEXT = r"'(?:[^']|'')*'"
_NOTES = r'"[^"]+"\."[^"]+"\."step_notes"'
_FINGERPRINT = rf"sha256\({_TEXT} \|\| ' ' \|\| showcase_code\(\)\)"
_CONTENTS = (
    r"select md5\(concat_ws\(' ', count\(\*\),"
    r" coalesce\(sum\(cast\(hash\(each\) as hugeint\)\), 0\),"
    r" coalesce\(bit_xor\(hash\(each\)\), 0\), any_value\(typeof\(each\)\)\)\)"
    r' from \(select \* from "([^"]+)"\."([^"]+)"\."([^"]+)"\) as each'
)
CONTENTS = re.compile(_CONTENTS)
REUSES = re.compile(
    rf"insert into {_NOTES} values \({_TEXT}, (?:null|{_FINGERPRINT}),"
    rf" showcase_note_contents\({_TEXT}, \((?:{_CONTENTS}|'[0-9a-f]{{32}}')\)\), {_TEXT}, now\(\)\)"
    rf"|select contents from \(from {_NOTES} where relation = {_TEXT} and fingerprint is not null"
    rf" order by noted_at desc limit 1\) where fingerprint = {_FINGERPRINT}"
    rf"|select relation, any_value\(contents\) as contents from {_NOTES} where run_id = {_TEXT}"
    rf" and relation in \([^()]*\) group by relation"
)


@dataclass
class Statement:
    """What a node reads. `columns` is None where columns can't be followed."""

    problems: list[str] = field(default_factory=list)
    # Why columns can't be followed. That matters only if a part of what is read is not safe.
    hidden: list[str] = field(default_factory=list)
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
        if node.materialized == "ephemeral":  # its SQL is a part of what reads it
            read.tables.update(self._parents(node))
            read.rows = [(key, "*") for key in sorted(read.tables)]
            self._read_templates(node, read)
            self._read_queries(node, read)
            return read
        if not node.compiled_code or not node.raw_code:
            read.problems.append("has no raw or no compiled code")
            return read
        if node.package_name == PACKAGE:  # its Jinja depends on the mode of synthesis
            read.tables.update(self._parents(node))
        else:
            self._read_templates(node, read)
            # What a macro of the package asks, it asks of the relations that it is given, and of
            # tables that options name, such as labels.
            called = any(macro.startswith(f"macro.{PACKAGE}.") for macro in node.macros)
            if thin_call(node.raw_code, self.project.signatures, self.project.signatures):
                called = True
            else:
                self._read_queries(node, read)
            if called:
                read.tables.update(self._parents(node))
        self._read_relations(node, read)
        try:
            if not read.hidden:
                self._read_columns(node, node.compiled_code, read)
        except Exception as error:  # sqlglot raises many types, and here all mean the same
            why = str(error).partition("\n")[0] or type(error).__name__
            if not read.problems:  # otherwise one of them is probably the cause
                read.hidden.append(f"has columns that can't be followed ({why})")
        if read.hidden:
            read.columns, read.rows = None, [(key, "*") for key in sorted(read.tables)]
        return read

    def _parents(self, node: Node) -> set[Key]:
        by_id = self.project.by_id
        return {by_id[each].key for each in node.parents if each in by_id}

    def _read_templates(self, node: Node, read: Statement) -> None:
        """Look at the Jinja of a model, and of the macros of other projects that it calls."""
        read.problems += sorted(template_problems(node.raw_code or ""))
        called = list(node.macros)
        for each in called:  # the list grows during the loop
            macro = self.project.macros.get(each)
            if macro is not None:
                name = each.rpartition(".")[2]
                for problem in sorted(template_problems(macro["sql"])):
                    read.problems.append(f"calls the macro {name}, which {problem}")
                called += [other for other in macro["macros"] if other not in called]

    def _read_queries(self, node: Node, read: Statement) -> None:
        """Add what Jinja has read from tables, and may have written into the statement.

        Whatever dbt has run for the node counts, but for what it runs to make the node itself.
        """
        queries = self.project.queries_of(node)
        if queries is None:
            read.problems.append("was compiled unseen, so it can't be known what its Jinja read")
            return
        # What hooks run, and what adds to an incremental model, is a problem already.
        is_told = bool(node.hooks) or (node.materialized == "incremental" and not node.rebuilt)
        for query in sorted(set(queries)):
            if HOUSEKEEPING.fullmatch(plain_query(query)) or self._makes(node, query):
                continue
            plain = plain_query(query)
            if node.materialized == "reusable" and REUSES.fullmatch(plain):
                continue
            if node.materialized == "reusable" and (asked := CONTENTS.fullmatch(plain)):
                if (name := tuple(map(fold, asked.groups()))) != node.key:
                    self._add_relations(node, {name}, read)
                continue
            found, problems = self._read_query(node, query)
            read.tables.update(found)
            read.problems += [] if is_told else problems

    def _read_query(self, node: Node, query: str) -> tuple[set[Key], list[str]]:
        """The relations that a query of Jinja reads, and why it can't be known."""
        kinds = statement_kinds(query)
        # DuckDB runs a PIVOT that takes its values from the rows as several statements.
        if kinds not in ([duckdb.StatementType.SELECT], [duckdb.StatementType.MULTI]):
            return set(), ["runs a statement while it is compiled that is no query"]
        found = self.parser.read(query)
        read = Statement()
        self._add_relations(node, found.relations, read)
        told = "runs a query while it is compiled that"
        problems = [f"{told} {problem}" for problem in sorted(found.problems)]
        return read.tables, problems + read.problems

    def _makes(self, node: Node, query: str) -> bool:
        """Whether this makes, renames or describes the node's own relation, and nothing else."""
        readers = [node, *self._readers(node)]
        return any(self._makes_relation(each, query) for each in readers)

    def _readers(self, node: Node) -> list[Node]:
        """The models while which an ephemeral one was compiled."""
        if node.materialized != "ephemeral":
            return []
        named_by = self.project.named_by
        return [each for each in self.project.nodes if node.unique_id in named_by(each)]

    def _makes_relation(self, node: Node, query: str) -> bool:
        own = f'"{node.database}"."{node.schema}"."{node.identifier}'
        before, found, after = plain_query(query).partition(own)
        if not found or not MAKES.fullmatch(before):
            return False
        if before.lower().startswith("create"):
            statement = " ".join((node.compiled_code or "").split())
            return bool(AROUND.fullmatch(after.replace(statement, "", 1)))
        return len(statement_kinds(query)) == 1

    def _read_relations(self, node: Node, read: Statement) -> None:
        """Add the relations that DuckDB's parser finds in the statement."""
        found = self.parser.read(node.compiled_code or "")
        read.problems += sorted(found.problems)
        read.hidden += sorted(found.hidden)
        self._add_relations(node, found.relations, read)
        for cte in sorted(cte for cte in found.ctes if cte.startswith(EPHEMERAL)):
            keys = self.project.owners
            inner = {key for key in keys if not key[0] and EPHEMERAL + key[2] == cte}
            read.tables.update(inner)
            if not inner:
                read.problems.append(f"has an unknown ephemeral model, {cte}")

    def _add_relations(self, node: Node, names: set[tuple[str, ...]], read: Statement) -> None:
        """Add relations by their names in a query; those of nodes have to come from a `ref`."""
        known = self.project.named_by(node)
        for name in sorted(names):
            read.tables.update(possible := self.project.resolve(name))
            if len(possible) > 1:
                read.problems.append(f"names {'.'.join(name)}, which may be several relations")
            owner = self.project.owner(possible[0])
            by_hand = owner is not None and owner.unique_id not in known
            if by_hand and node.package_name != PACKAGE:
                read.problems.append(f"names {'.'.join(name)} by hand, not by ref or source")

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
