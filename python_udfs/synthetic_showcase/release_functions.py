"""The functions with which a release is proven and published, as DuckDB sees them.

No model may call them; the script that macros/release/publish_release.sql makes does.
"""

import json
from dataclasses import asdict

from . import publication
from .functions import Function

TEXT = "VARCHAR"


def showcase_trace_columns(project: str, relations: str, functions: str) -> dict:
    """SQL: (project JSON, relations JSON, functions JSON) -> what `lineage.trace` gives.

    `relations` and `functions` are parts of its argument that the warehouse itself tells.
    """
    # sqlglot takes longer to load than all the rest, and only a release needs it.
    from . import lineage

    given = json.loads(project)
    given |= {"relations": json.loads(relations), "functions": json.loads(functions)}
    return asdict(lineage.trace(given))


RELEASE_FUNCTIONS = [
    Function(name, function, arguments, result, kind="native", side_effects=True)
    for name, function, arguments, result in [
        (
            "showcase_trace_columns",
            showcase_trace_columns,
            [TEXT, TEXT, TEXT],
            "STRUCT(lineage STRUCT(model VARCHAR, column_name VARCHAR, path VARCHAR, gate VARCHAR,"
            " protection VARCHAR)[], findings STRUCT(model VARCHAR, column_name VARCHAR,"
            " path VARCHAR, reason VARCHAR)[])",
        ),
        ("showcase_prepare_release", publication.prepare_folder, [TEXT, TEXT], TEXT),
        ("showcase_write_release", publication.write_files, [TEXT, TEXT], TEXT),
        ("showcase_publish_release", publication.publish_files, [TEXT, TEXT, TEXT], TEXT),
        ("showcase_withdraw_release", publication.withdraw_files, [TEXT, TEXT], TEXT),
        ("showcase_check_release", publication.check_files, [TEXT, "BOOLEAN"], TEXT),
    ]
]
