"""The certificate of a release: one page for the person who signs it, as Markdown and as HTML.

It contains only values from the published tables, settings and results of checks; nothing in it is
computed from sensitive rows.
"""

import html
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb

from . import page

NAMES = ("RELEASE.md", "RELEASE.html")

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin: 1.4rem 0 .3rem }
p, ul { margin: .3rem 0 }
ul { padding-left: 1.2rem }
table { border-collapse: collapse; margin: .4rem 0 }
th, td { border-bottom: 1px solid #d5dce4; padding: .15rem .9rem .15rem 0; text-align: left;
  vertical-align: top }
code { overflow-wrap: anywhere }
@media print { body { margin: 0 } }
"""

TEXTS = page.texts("en")


class Table(NamedTuple):
    """Rows of text under a header."""

    header: list[str]
    rows: list[list[str]]


class Section(NamedTuple):
    """A heading, followed by paragraphs, lists of points and tables in any order."""

    heading: str
    parts: list[str | list[str] | Table]


def documents(
    connection: duckdb.DuckDBPyConnection, tables: list[dict[str, Any]], facts: dict[str, Any]
) -> dict[str, str]:
    """The text of the certificate by file name.

    `connection`: sees the published tables by their names. `tables`: as in `release_files.write`.
    `facts`: {descriptions: [names of tables made by describe_release], declared_rows: [names of
    those of tables without a subject id], checks: [names of those that passed], tests_passed,
    columns_traced, exceptions: [{model, column_name, protection}], reviewed_columns:
    [{column_name, looks_like, reason}], earlier: [{recorded_at, release_id, synthesis_mode,
    resolution, reporting_length, epsilon, delta}], ledger_hash, spent: [{data_set, spent_epsilon,
    budget_epsilon, charges}] with differential privacy, versions: {name: version}}.
    """
    described = {}
    for name in facts["descriptions"]:
        result = connection.execute(f'from "{name}"')
        columns = [column[0] for column in result.description]
        described[name] = dict(zip(columns, result.fetchall()[0], strict=True))
    sections = [
        *(
            _promise(name, each, len(described) > 1, name in facts["declared_rows"])
            for name, each in described.items()
        ),
        Section("What is not guaranteed", [_not_guaranteed(described.values())]),
        _contents(connection, tables),
        *_accuracy(connection, tables),
        _checks(facts),
        _history(facts),
    ]
    first = next(iter(described.values()))
    title = f"Release {first['release_id']}"
    made = f"{first['released_at']:%d %B %Y, %H:%M} UTC"
    below = f"Made on {made} by synthetic_showcase {first['package_version']}."
    texts = (_markdown(title, below, sections), _html(title, below, sections))
    return dict(zip(NAMES, texts, strict=True))


def _not_guaranteed(releases: Iterable[dict[str, Any]]) -> list[str]:
    """What the guarantee does not cover."""
    private = {release["epsilon"] is not None for release in releases}
    return [
        *(TEXTS["not_guaranteed_points"] if False in private else []),
        *(TEXTS["not_guaranteed_privately_points"] if True in private else []),
    ]


def _promise(
    name: str, release: dict[str, Any], one_of_several: bool, declared_rows: bool
) -> Section:
    """The guarantee for one sensitive table, and its parameters."""
    numbers = {
        "k, the smallest group": release["resolution"],
        "R, the longest combination that is reported": release["reporting_length"],
        "epsilon": release["epsilon"],
        "delta": release["delta"],
        "neighbour relation": release["neighbour_relation"],
        "mode of synthesis": release["synthesis_mode"],
        "sensitive records, "
        + (
            "rounded down to a multiple of k" if release["epsilon"] is None else "with noise"
        ): release["reported_records"],
        "columns": ", ".join(release["columns"]),
    }
    rows = [[name, "none" if value is None else str(value)] for name, value in numbers.items()]
    heading = "What is guaranteed" + (f" ({name})" if one_of_several else "")
    parts = [release["guarantee"], *([TEXTS["declared_rows"]] if declared_rows else [])]
    return Section(heading, [*parts, Table(["number", "value"], rows)])


def _contents(connection: duckdb.DuckDBPyConnection, tables: list[dict[str, Any]]) -> Section:
    """The published tables and their numbers of rows."""
    rows = []
    for table in tables:
        name = table["name"].replace('"', '""')
        ((count,),) = connection.execute(f'select count(*) from "{name}"').fetchall()
        rows.append([table["name"], f"{count:,}", _first_sentence(table["description"])])
    return Section("What is published", [Table(["table", "rows", "what it is"], rows)])


def _accuracy(connection: duckdb.DuckDBPyConnection, tables: list[dict[str, Any]]) -> list[Section]:
    """How well the synthetic records match the reported counts, if that is published."""
    if "quality_by_length" not in [table["name"] for table in tables]:
        return []
    query = "select length, combinations, error, share_lost from quality_by_length order by length"
    rows = [
        [str(length), f"{combinations:,}", f"{error:.3f}", f"{lost:.1%}"]
        for length, combinations, error, lost in connection.execute(query).fetchall()
    ]
    return [
        Section(
            "How accurate the synthetic records are",
            [
                "Against the reported counts. The error is the mean of |synthetic - reported| /"
                " reported.",
                Table(["length", "combinations", "error", "lost"], rows),
            ],
        )
    ]


def _checks(facts: dict[str, Any]) -> Section:
    """The checks that the release passed before it was published."""
    parts: list[str | list[str] | Table] = [
        [
            f"Checks without a finding: {', '.join(facts['checks'])}.",
            f"Data tests passed: {facts['tests_passed']}.",
            f"Published columns traced through the SQL to a gate: {facts['columns_traced']}.",
        ]
    ]
    if exceptions := facts["exceptions"]:
        parts.append("Reviewed exceptions, which let a column pass by the gates:")
        rows = [[each["model"], each["column_name"], each["protection"]] for each in exceptions]
        parts.append(Table(["table", "column", "who answers for it, and why"], rows))
    if reviewed := facts["reviewed_columns"]:
        parts.append("Columns that look like direct identifiers, which somebody reviewed:")
        rows = [[each["column_name"], each["looks_like"], each["reason"]] for each in reviewed]
        parts.append(Table(["column", "looks like", "why it is published"], rows))
    return Section("Checked before it was published", parts)


def _history(facts: dict[str, Any]) -> Section:
    """Earlier releases from the same warehouse, the hash of the ledger, and the versions."""
    parts: list[str | list[str] | Table] = []
    if facts["earlier"]:
        header = ["published", "release", "mode", "k", "R", "epsilon", "delta"]
        keys = ["recorded_at", "release_id", "synthesis_mode", "resolution", "reporting_length"]
        keys += ["epsilon", "delta"]
        rows = [
            ["none" if each[key] is None else str(each[key]) for key in keys]
            for each in facts["earlier"]
        ]
        parts.append(Table(header, rows))
        parts.append(f"Ledger of releases before this one: `{facts['ledger_hash']}`.")
    else:
        parts.append("There was none from this warehouse.")
    for each in facts.get("spent", []):
        parts.append(
            f"The data set {each['data_set']} has spent epsilon {each['spent_epsilon']} of"
            f" {each['budget_epsilon']}, over {each['charges']} charges."
        )
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    parts.append(f"Made with {versions}. `SHA256SUMS` has the checksum of every file.")
    return Section("Earlier releases", parts)


def _first_sentence(text: str) -> str:
    """The first sentence of a description."""
    return re.split(r"(?<=\.)\s", text.strip(), maxsplit=1)[0]


def _markdown(title: str, below: str, sections: list[Section]) -> str:
    """The certificate as Markdown."""
    lines = [f"# {title}", "", below, ""]
    for section in sections:
        lines += [f"## {section.heading}", ""]
        for part in section.parts:
            if isinstance(part, Table):
                rows = [part.header, ["---"] * len(part.header), *part.rows]
                lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
            elif isinstance(part, list):
                lines += [f"- {point}" for point in part]
            else:
                lines.append(part)
            lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    """Text escaped for a cell of a Markdown table."""
    return re.sub(r"\s+", " ", text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;"))


def _html(title: str, below: str, sections: list[Section]) -> str:
    """The certificate as a self-contained HTML page."""
    body = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(below)}</p>"]
    for section in sections:
        body.append(f"<h2>{html.escape(section.heading)}</h2>")
        for part in section.parts:
            if isinstance(part, Table):
                body.append(_html_table(part))
            elif isinstance(part, list):
                points = "".join(f"<li>{_inline(point)}</li>" for point in part)
                body.append(f"<ul>{points}</ul>")
            else:
                body.append(f"<p>{_inline(part)}</p>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _html_table(table: Table) -> str:
    """A table with its header."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in table.header)
    rows = [f"<tr>{head}</tr>"]
    for row in table.rows:
        rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


def _inline(text: str) -> str:
    """Escaped text, with text between backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
