"""The SQL that dbt runs for each node of a project, as its events tell."""

from collections import defaultdict
from typing import Any, ClassVar


class Queries:
    """A record of the SQL that one run of dbt has executed.

    It is kept in the process, since whatever is in the warehouse could be written by a model.
    """

    _by_node: ClassVar[dict[str, list[str]]] = {}

    @classmethod
    def begin(cls) -> None:
        """Forget earlier runs, and record from now on."""
        # Imported here because other processes that have no dbt load the same functions.
        from dbt_common.events.event_manager_client import add_callback_to_manager

        recorded: defaultdict[str, list[str]] = defaultdict(list)
        cls._by_node = recorded

        def record(message: Any) -> None:
            if message.info.name == "SQLQuery":
                recorded[message.data.node_info.unique_id].append(message.data.sql)

        add_callback_to_manager(record)

    @classmethod
    def of(cls, unique_id: str) -> list[str] | None:
        """What was executed while a node was compiled and built; None if nothing was seen."""
        return cls._by_node.get(unique_id)
