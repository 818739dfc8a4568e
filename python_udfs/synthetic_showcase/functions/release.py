"""The SQL functions that check options, prove and publish a release, and identify code and files.

Models must not call them; only macros/options, macros/reuse and macros/release/publish_release.sql
do.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ..engine.contents import Contents
from ..engine.queries import Queries
from ..engine.registration import Function
from ..options import variables
from ..release import identity, ownership, publication, release_files
from .differential_privacy import PRIVACY_FUNCTIONS
from .k_anonymity import FUNCTIONS

TEXT = "VARCHAR"


def showcase_trace_columns(project: str, warehouse: str) -> dict[str, Any]:
    """SQL: (project JSON, warehouse JSON) -> the result of `lineage.trace`.

    `project` and `warehouse` are the parts of its argument that dbt knows and that are queried.
    """
    # Imported here because sqlglot loads slowly, and only a release needs it.
    from ..proof import lineage

    given = json.loads(project) | json.loads(warehouse)
    functions_of_models = [*FUNCTIONS, *PRIVACY_FUNCTIONS]
    given["own_functions"] = [each.name for each in functions_of_models if not each.side_effects]
    given["own_functions"].append("showcase_version")  # of a constant
    for node in given["nodes"]:
        node["queries"] = Queries.of(node["unique_id"])
    return asdict(lineage.trace(given))


def showcase_begin_run() -> bool:
    """SQL: () -> true. From now on, queries and contents of tables are recorded for this run."""
    Queries.begin()
    Contents.begin()
    return True


def showcase_gives_equal_rows(sql: str) -> bool:
    """SQL: (statement) -> whether it gives the same rows whenever it is run on the same tables."""
    from ..proof import repetition

    return repetition.gives_equal_rows(sql)


_SIGNATURES: list[tuple[str, Callable[..., Any], list[str], str]] = [
    (
        "showcase_trace_columns",
        showcase_trace_columns,
        [TEXT, TEXT],
        "STRUCT(lineage STRUCT(model VARCHAR, column_name VARCHAR, path VARCHAR, gate VARCHAR,"
        " protection VARCHAR)[], findings STRUCT(model VARCHAR, column_name VARCHAR,"
        " path VARCHAR, at_fault VARCHAR, reason VARCHAR, remedy VARCHAR, statement VARCHAR,"
        " sensitive BOOLEAN, exception VARCHAR)[])",
    ),
    ("showcase_find_obstacle", ownership.find_obstacle, [TEXT, TEXT, f"{TEXT}[]"], TEXT),
    ("showcase_prepare_release", publication.prepare_folder, [TEXT, TEXT, TEXT], TEXT),
    ("showcase_write_release", publication.write_files, [TEXT, TEXT], TEXT),
    (
        "showcase_publish_release",
        publication.publish_files,
        [TEXT, TEXT, TEXT, f"{TEXT}[]"],
        TEXT,
    ),
    ("showcase_withdraw_release", publication.withdraw_files, [TEXT, TEXT], TEXT),
    ("showcase_check_release", release_files.check_files, [TEXT, "BOOLEAN"], TEXT),
    ("showcase_keep_release", publication.keep_files, [TEXT, TEXT, TEXT], "BOOLEAN"),
    ("showcase_begin_run", showcase_begin_run, [], "BOOLEAN"),
    ("showcase_note_contents", Contents.note, [TEXT, TEXT], TEXT),
    ("showcase_has_contents", Contents.are, [TEXT, TEXT], "BOOLEAN"),
    ("showcase_gives_equal_rows", showcase_gives_equal_rows, [TEXT], "BOOLEAN"),
    ("showcase_check_variables", variables.showcase_check_variables, [TEXT, TEXT], TEXT),
    ("showcase_code", identity.code, [], TEXT),
    ("showcase_version", identity.version, [], TEXT),
]
RELEASE_FUNCTIONS = [
    Function(name, function, arguments, result, kind="native", side_effects=True)
    for name, function, arguments, result in _SIGNATURES
]
