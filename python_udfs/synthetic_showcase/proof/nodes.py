"""The nodes of a dbt project, and the relations of the warehouse that they own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from .statements import fold
from .value_lineage import Column, Key

# Materializations whose rows are those of the statement: dbt's own, and that of macros/reuse.
TABLES = ("table", "reusable")


# Statements that leave rows in a table that were there before.
CHANGES = re.compile(r"(insert|update|delete|merge|truncate)\b", re.IGNORECASE)
NAME = r'(?:"(?:[^"]|"")*"|\w+)'
# What a statement writes into, wherever in it that is said.
TARGET = re.compile(
    r"\b(?:insert(?: or \w+)? into|update|delete from|merge into|truncate(?: table)?|copy"
    r"|alter (?:table|view)|create(?: or replace)? (?:table|view)|drop (?:table|view))"
    rf"(?: if (?:not )?exists)? ({NAME}(?: ?\. ?{NAME})*)",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)


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
    sensitive: bool  # sensitive in itself, whatever it is made from
    labels: bool  # labels of values are taken from it, which are published as they are
    parents: tuple[str, ...]  # unique ids, as dbt knows them
    macros: tuple[str, ...]  # unique ids of the macros that it calls
    hooks: tuple[str, ...]  # their SQL
    queries: tuple[str, ...] | None  # the SQL that dbt ran for it; None if that is not known
    declared: bool  # meta.showcase: public
    rebuilt: bool  # no row of an earlier run is left in it
    plan: str | None  # EXPLAIN (FORMAT JSON) of the compiled code, after PRAGMA disable_optimizer

    @property
    def key(self) -> Key:
        if self.materialized == "ephemeral":  # has no relation, so its key must match no relation
            return "", self.package_name, fold(self.identifier or self.name)
        return fold(self.database or ""), fold(self.schema or ""), fold(self.identifier or "")

    @property
    def is_built(self) -> bool:
        return self.resource_type in ("model", "seed", "snapshot")


class Project:
    """All nodes, by unique id and by the relation that each of them makes."""

    def __init__(self, given: dict[str, Any]) -> None:
        """`given`: see `lineage.trace`."""
        self.nodes = [_node(node) for node in given["nodes"]]
        # Where several nodes make one relation, the least trusted one has to come first.
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
        self.macros: dict[str, dict[str, Any]] = given.get("macros", {})
        self.signatures: dict[str, dict[str, str]] = given.get("signatures", {})
        self.answered: dict[str, str] = given.get("answered", {})
        self.private: bool = given.get("private", False)
        self.resolution: int = given["resolution"]
        self.has_plans = any(node.plan for node in self.nodes)

    def owner(self, key: Key) -> Node | None:
        return self.owners.get(key, [None])[0]

    def named_by(self, node: Node) -> set[str]:
        """The ids of the nodes whose relations a node may name: its parents, through ephemerals."""
        found, walked = set(node.parents), list(node.parents)
        for each in walked:  # the list grows during the loop
            parent = self.by_id.get(each)
            if parent is not None and parent.materialized == "ephemeral":
                walked += [other for other in parent.parents if other not in found]
                found.update(parent.parents)
        return found

    def ancestors(self, node: Node) -> set[str]:
        """The ids of all nodes that a node is made from."""
        found = list(node.parents)
        for each in found:  # the list grows during the loop
            parent = self.by_id.get(each)
            found += [p for p in (parent.parents if parent else ()) if p not in found]
        return set(found)

    def queries_of(self, node: Node) -> list[str] | None:
        """The SQL that dbt ran for a node, up to the statement that made it.

        An ephemeral model is compiled while one of those that read it is.
        """
        if node.materialized != "ephemeral":
            return None if node.queries is None else list(node.queries)
        readers = [n for n in self.nodes if n.queries and node.unique_id in self.named_by(n)]
        return [query for reader in readers for query in reader.queries or ()]

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
        """The relations that a name in a statement may mean.

        DuckDB prefers `temp`, and reads the first of two parts as a schema or as a database.
        """
        known = self.owners | self.relations
        match [fold(part) for part in parts]:
            case [name]:
                possible = [(*self.default, name), ("temp", "main", name)]
            case [before, name]:
                possible = [(self.default[0], before, name), ("temp", before, name)]
                possible += [
                    key
                    for key in known
                    if (key[0], key[2]) == (before, name) and key not in possible
                ]
            case [database, schema, name]:
                return [(database, schema, name)]
            case names:  # no relation has a name of four parts or more
                return [("", "", ".".join(names))]
        return [key for key in possible if key in known] or possible[:1]

    def targets(self, sql: str) -> list[Key]:
        """The relations that a statement may write into."""
        text = " ".join(COMMENT.sub(" ", sql).split())
        names = [re.findall(NAME, name) for name in TARGET.findall(text)]
        parts = [[part.strip('"').replace('""', '"') for part in name] for name in names]
        return [key for name in parts for key in self.resolve(name)]

    def plain_statement(self, node: Node) -> str:
        """The SQL of a node on one line, with ids in place of the names of relations."""
        text = node.compiled_code or ""
        for other in self.nodes:
            if other.database and other.schema:
                quoted = f'"{other.database}"."{other.schema}"."{other.identifier}"'
                text = text.replace(quoted, other.unique_id)
        return " ".join(text.split())

    def build_problems(self, node: Node, expected: str = "table") -> list[str]:
        """What may give a relation other rows than its statement selects.

        `expected`: a materialization that is accepted besides tables, views and ephemeral models.
        """
        problems = []
        if sum(other.is_built for other in self.owners[node.key]) > 1:
            problems.append("shares its relation with another node")
        if node.hooks:
            problems.append("has hooks, which may write anything")
        if node.language != "sql":
            problems.append(f"is written in {node.language}")
        if node.materialized == "incremental" and expected != "incremental" and not node.rebuilt:
            problems.append("is incremental, so it holds rows of earlier statements")
        elif node.materialized not in (*TABLES, "view", "ephemeral", "incremental", expected):
            problems.append(f"is materialized as {node.materialized}")
        return problems


def _node(given: dict[str, Any]) -> Node:
    values: dict[str, Any] = {each.name: given.get(each.name) for each in fields(Node)}
    for name in ("parents", "macros", "hooks"):
        values[name] = tuple(values[name] or ())
    if values["queries"] is not None:
        values["queries"] = tuple(values["queries"])
        values["rebuilt"] = _is_rebuilt(given, [plain_query(sql) for sql in values["queries"]])
    return Node(**values)


def _is_rebuilt(node: dict[str, Any], queries: list[str]) -> bool:
    """Whether dbt has made the relation of a node anew, and has put nothing else into it."""
    before = f'"{node["database"]}"."{node["schema"]}".'
    name = f'"{node["identifier"]}"'
    swapped = f'alter table {before}"{node["identifier"]}__dbt_tmp" rename to {name}'
    made = any(q == swapped or q.startswith(f"create table {before}{name} as ") for q in queries)
    return made and not any(map(CHANGES.match, queries))


def plain_query(sql: str) -> str:
    """A query on one line, without the comment that dbt puts in front."""
    return " ".join(re.sub(r"^\s*/\*.*?\*/", "", sql, flags=re.DOTALL).split()).rstrip("; ")
