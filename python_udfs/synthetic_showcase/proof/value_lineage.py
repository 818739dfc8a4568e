"""Where the columns of one query come from, according to sqlglot."""

from collections.abc import Callable, Iterator
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.normalize_identifiers import normalize_identifiers
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, ScopeType, build_scope, traverse_scope
from sqlglot.schema import MappingSchema

ROWS = "*"  # stands in place of a column for the rows themselves: which of them there are

Key = tuple[str, str, str]  # database, schema, identifier, folded
Column = tuple[Key, str]  # its name folded, or ROWS
Output = tuple[Scope, int | str]  # a column of a query inside a statement, by position, or ROWS


class ColumnReader:
    """Follows the columns of one query down to the relations that it names.

    `resolve` gives the relation that a name means, and `columns_of` its columns, folded. Raises
    ValueError, or whatever sqlglot raises, where a column can't be followed.
    """

    def __init__(
        self,
        sql: str,
        resolve: Callable[[list[str]], Key],
        columns_of: Callable[[Key], list[str]],
    ) -> None:
        parsed = [query for query in sqlglot.parse(sql, dialect="duckdb") if query is not None]
        if len(parsed) != 1 or not isinstance(parsed[0], exp.Query):
            raise ValueError("sqlglot sees no single query")
        query = normalize_identifiers(parsed[0].unnest(), dialect="duckdb")
        # Relations get artificial names, so that sqlglot can't mistake one for another.
        self.keys: dict[str, Key] = {}
        for scope in traverse_scope(query):
            for source in scope.sources.values():
                if isinstance(source, exp.Table):
                    self._rename(source, scope, resolve)
        tables = {
            name: dict.fromkeys(columns_of(key), "unknown") for name, key in self.keys.items()
        }
        schema = MappingSchema({"relations": tables}, dialect="duckdb", normalize=False)
        query = qualify(query, dialect="duckdb", schema=schema, quote_identifiers=False)
        root = build_scope(query)
        if root is None:
            raise ValueError("sqlglot sees no single query")
        self.root = root
        self.scopes = {id(scope.expression): scope for scope in self.root.traverse()}
        # For sqlglot, the name of a recursive CTE means its first half alone; here it means both.
        self.recursive = {
            id(cte.this.this.unnest()): self.scopes[id(cte.this.unnest())]
            for cte in query.find_all(exp.CTE)
            if isinstance(cte.this, exp.SetOperation)
        }
        self.next = cache(lambda scope, output: list(self._next(scope, output)))

    def _rename(self, table: exp.Table, scope: Scope, resolve: Callable[[list[str]], Key]) -> None:
        unpivoted_cte = not table.db and table.name in scope.cte_sources
        if "renamed" in table.meta or unpivoted_cte or isinstance(table.this, exp.Func):
            return
        name = f"r{len(self.keys)}"
        self.keys[name] = resolve([part.name for part in table.parts])
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name, quoted=True)))
        table.set("this", exp.to_identifier(name))
        table.set("db", exp.to_identifier("relations"))
        table.set("catalog", None)
        table.meta["renamed"] = True

    def columns(self) -> list[tuple[str, list[Column]]]:
        """The columns of the query in order, and what the values of each come from."""
        names = _names(self.root)
        return [(name, self._leaves([(self.root, i)])) for i, name in enumerate(names)]

    def rows(self) -> list[Column]:
        """The rows that the rows of the query are made of."""
        return self._leaves([(self.root, ROWS)])

    def filters(self) -> list[Column]:
        """The columns that filter, join, group and order rows, anywhere in the statement."""
        found: list[Column | Output] = []
        for scope in self.scopes.values():
            clauses = scope.expression.args if isinstance(scope.expression, exp.Select) else {}
            for name in ("where", "having", "qualify", "group", "order", "limit", "distinct"):
                found += self._values(clauses.get(name), scope)
            for join in clauses.get("joins") or []:
                found += self._values(join.args.get("on"), scope)
            if _chooses_by_all(scope.expression):
                selected = enumerate(_selects(scope))
                found += [(scope, i) for i, each in selected if not each.find(exp.AggFunc)]
        return self._leaves(found)

    def _leaves(self, found: list[Column | Output]) -> list[Column]:
        """Follow columns of queries down to columns of relations, in the order of the text."""
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
        """What a column, or the rows, of a query come from, one step down."""
        if isinstance(scope.expression, exp.SetOperation):
            yield from ((half, output) for half in scope.set_operation_scopes)
        elif isinstance(output, str):  # ROWS
            for name, _ in scope.references:
                yield from self._source(scope.sources[name], ROWS, scope)
        else:
            yield from self._values(_selects(scope)[output], scope)

    def _values(self, expression: exp.Expr | None, scope: Scope) -> Iterator[Column | Output]:
        """What the value of an expression depends on."""
        stack = [expression] if expression else []
        while stack:
            part = stack.pop()
            if isinstance(part, exp.Exists):
                yield self.scopes[id(part.this.unnest())], ROWS
            elif isinstance(part, exp.Query):
                inner = self.scopes[id(part.unnest())]
                yield from ((inner, i) for i in range(len(_selects(inner))))
            elif isinstance(part, exp.TableColumn):  # a whole row used as one value
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
        if not column.table:  # in `order by` it can be a column of the query itself
            yield scope, _position(column.name, scope)
            return
        holder: Scope | None = scope  # in a correlated query it may be an outer one
        while holder and column.table not in {name for name, _ in holder.references}:
            holder = holder.parent
        if not holder or column.table not in holder.sources:
            raise ValueError(f"nothing here is named {column.table}")
        yield from self._source(holder.sources[column.table], column.name, holder)

    def _source(
        self, source: exp.Table | Scope, name: str, scope: Scope
    ) -> Iterator[Column | Output]:
        """A column, or the rows, of something in the `from` clause of `scope`."""
        if isinstance(source, Scope):
            if source.scope_type == ScopeType.CTE:
                source = self.recursive.get(id(source.expression), source)
            if isinstance(source.expression, exp.UDTF):
                for part in source.expression.iter_expressions():
                    yield from self._values(part, source)
            else:
                yield source, name if name == ROWS else _position(name, source)
        elif isinstance(source.this, exp.Func):
            yield from self._values(source.this, scope)
        else:
            # A column made by UNPIVOT, be it of values or of names, depends on all listed columns.
            pivots = source.args.get("pivots") or []
            made = {part.name for p in pivots for part in [*p.expressions, *p.fields]}
            listed = {part.name for p in pivots for part in p.find_all(exp.Column)}
            for each in sorted(listed) if name in made else [name]:
                if source.db:
                    yield self.keys[source.name], each
                else:
                    yield from self._source(scope.cte_sources[source.name], each, scope)


def _chooses_by_all(query: exp.Expr) -> bool:
    """Whether all columns of a query choose its rows, without being listed."""
    distinct, group = query.args.get("distinct"), query.args.get("group")
    if isinstance(query, exp.SetOperation):
        return bool(distinct or query.args.get("order")) or not isinstance(query, exp.Union)
    return bool((distinct and not distinct.args.get("on")) or (group and group.args.get("all")))


def _selects(scope: Scope) -> list[exp.Expr]:
    if not isinstance(scope.expression, exp.Selectable):
        raise ValueError("a part of the statement is no query")
    return scope.expression.selects


def _names(scope: Scope) -> list[str]:
    if any(column.is_star for column in _selects(scope)):
        raise ValueError("a star can't be expanded")
    return [column.alias_or_name for column in _selects(scope)]


def _position(name: str, scope: Scope) -> int:
    if name not in (names := _names(scope)):
        raise ValueError(f"no column here is named {name}")
    return names.index(name)
