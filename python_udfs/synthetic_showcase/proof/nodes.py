"""The nodes of a dbt project, and the relations of the warehouse that they own."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from .statements import fold
from .value_lineage import Column, Key

# Materializations whose rows are those of the statement: dbt's own, and that of macros/reuse.
TABLES = ("table", "reusable")


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
    hooks: int
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
        names = [each.name for each in fields(Node) if each.name != "parents"]
        self.nodes = [
            Node(**{name: node.get(name) for name in names}, parents=tuple(node.get("parents", [])))
            for node in given["nodes"]
        ]
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
        self.has_plans = any(node.plan for node in self.nodes)

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
        if node.materialized not in (*TABLES, "view", "ephemeral", expected):
            problems.append(f"is materialized as {node.materialized}")
        return problems
