"""Names and texts as SQL has them.

The process that writes the files of a release has its own, because it loads nothing but the room of
the release.
"""


def sql_name(name: str) -> str:
    """A quoted SQL name."""
    return '"' + name.replace('"', '""') + '"'


def sql_text(value: str) -> str:
    """A SQL text literal."""
    return "'" + value.replace("'", "''") + "'"
