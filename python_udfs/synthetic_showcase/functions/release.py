"""The SQL functions that check options, prove and publish a release, and identify code and files.

Models must not call them; only macros/options, macros/reuse and macros/release/publish_release.sql
do.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ..engine.registration import Function
from ..options import variables
from ..release import identity, ownership, publication, release_files
from .differential_privacy import PRIVACY_FUNCTIONS
from .k_anonymity import FUNCTIONS

TEXT = "VARCHAR"


def showcase_trace_columns(project: str, relations: str, functions: str) -> dict[str, Any]:
    """SQL: (project JSON, relations JSON, functions JSON) -> the result of `lineage.trace`.

    `relations` and `functions` are the parts of its argument that are queried from the warehouse.
    """
    # Imported here because sqlglot loads slowly, and only a release needs it.
    from ..proof import lineage

    given = json.loads(project)
    given |= {"relations": json.loads(relations), "functions": json.loads(functions)}
    functions_of_models = [*FUNCTIONS, *PRIVACY_FUNCTIONS]
    given["own_functions"] = [each.name for each in functions_of_models if not each.side_effects]
    return asdict(lineage.trace(given))


_SIGNATURES: list[tuple[str, Callable[..., Any], list[str], str]] = [
    (
        "showcase_trace_columns",
        showcase_trace_columns,
        [TEXT, TEXT, TEXT],
        "STRUCT(lineage STRUCT(model VARCHAR, column_name VARCHAR, path VARCHAR, gate VARCHAR,"
        " protection VARCHAR)[], findings STRUCT(model VARCHAR, column_name VARCHAR,"
        " path VARCHAR, reason VARCHAR)[])",
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
    ("showcase_check_variables", variables.showcase_check_variables, [TEXT, TEXT], TEXT),
    ("showcase_code", identity.code, [], TEXT),
    ("showcase_version", identity.version, [], TEXT),
]
RELEASE_FUNCTIONS = [
    Function(name, function, arguments, result, kind="native", side_effects=True)
    for name, function, arguments, result in _SIGNATURES
]
