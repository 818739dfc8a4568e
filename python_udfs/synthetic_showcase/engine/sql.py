"""Names and texts as SQL has them."""


def sql_name(name: str) -> str:
    """A quoted SQL name."""
    return '"' + name.replace('"', '""') + '"'


def sql_text(value: str) -> str:
    """A SQL text literal."""
    return "'" + value.replace("'", "''") + "'"
