"""Builds the showcase, one HTML file to explore a release, from its published tables alone.

Records and counts are embedded in the file as compressed columns of small integers. Its content
security policy keeps the page from loading anything and from running any script but its own.
"""

import base64
import gzip
import hashlib
import html
import json
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np

NAME = "index.html"
FILES = Path(__file__).with_name("page_files")
# The tables that the page shows; a release without one of them has no page.
TABLES = (
    "aggregates",
    "aggregate_attributes",
    "attribute_dimension",
    "synthetic_records",
    "synthetic_attributes",
    "quality_by_length",
    "quality_by_count",
    "release",
)
# Synthetic records that are fetched from the database at once; more would need more memory.
SLICE = 250_000


class Packed(NamedTuple):
    """Arrays in one block of bytes, each aligned to 8 bytes, and the place of each."""

    data: bytes
    arrays: list[dict[str, Any]]


def texts(language: str) -> dict[str, Any]:
    """The texts of the page and the certificate in a language, by name."""
    return json.loads((FILES / "texts.json").read_text(encoding="utf-8"))[language]


def build(
    connection: duckdb.DuckDBPyConnection,
    tables: list[dict[str, Any]],
    facts: dict[str, Any],
    settings: dict[str, Any],
    dictionary: str,
) -> str | None:
    """The page as HTML, or None where the release does not have the tables that it shows.

    Arguments:
        connection: sees the published tables by their names.
        tables, facts: as in `certificate.documents`.
        settings: {title, description, language, citation, pages: {page: [columns or groups]},
            groups: {group: [columns]}, colours: {reported, estimate}, withheld: whether counts of k
            and more may be left out}, see the variables of these names.
        dictionary: the data dictionary, as it is offered for download.
    Raises: ValueError where the published tables do not fit together.
    """
    if not set(TABLES) <= {table["name"] for table in tables}:
        return None
    columns = _columns(connection)
    aggregates, lengths = _aggregates(connection)
    records = _records(connection, columns)
    release = _row(connection, "release")
    told = {
        "settings": _settings(settings, release["columns"]),
        "texts": texts(settings["language"]),
        "release": release,
        "columns": columns,
        "lengths": lengths,
        "aggregates": aggregates.arrays,
        "records": records.arrays,
        "quality": {
            name: _rows(connection, f"quality_by_{name}", name_of)
            for name, name_of in (("length", "length"), ("count", "count_from"))
        },
        "facts": {
            name: facts.get(name, [])
            for name in (
                "declared_rows",
                "checks",
                "tests_passed",
                "columns_traced",
                "exceptions",
                "earlier",
                "spent",
            )
        },
        "dictionary": dictionary,
    }
    return _page(told, {"aggregates": aggregates.data, "records": records.data})


def _settings(settings: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    """The settings without columns that an option names but the release does not have."""
    groups = {
        group: kept
        for group, members in settings["groups"].items()
        if (kept := [name for name in members if name in columns])
    }
    pages = {
        page: kept
        for page, members in settings["pages"].items()
        if (kept := [name for name in members if name in columns or name in groups])
    }
    return settings | {"groups": groups, "pages": pages}


def _row(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """The one row of a table."""
    result = connection.execute(f"from {table}")
    names = [column[0] for column in result.description]
    return dict(zip(names, result.fetchall()[0], strict=True))


def _rows(connection: duckdb.DuckDBPyConnection, table: str, order: str) -> list[dict[str, Any]]:
    """The rows of a table of quality, with the column `order` as `from`."""
    query = (
        f"select {order} as group_from, combinations, preservation, error, share_lost from {table}"
        f" where combinations > 0 order by {order}"
    )
    names = ("from", "combinations", "preservation", "error", "lost")
    rows = connection.execute(query).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _columns(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The columns of the release in their order, each with its values.

    Attribute ids number the values of all columns in this order, from 0.
    """
    found: dict[str, dict[str, Any]] = {}
    rows = connection.execute("""
        select column_name, column_label, column_kind, delimiter, value, value_label, attribute
        from attribute_dimension order by column_position, value_position""").fetchall()
    for number, (name, label, kind, delimiter, value, value_label, attribute) in enumerate(rows):
        column = found.setdefault(
            name,
            {
                "name": name,
                "label": label,
                "kind": kind,
                "list": delimiter is not None,
                "delimiter": delimiter,
                "first": number,
                "values": [],
            },
        )
        column["values"].append({"value": value, "label": value_label, "attribute": attribute})
    return list(found.values())


# Attribute ids as `_columns` numbers them.
NUMBERED = """numbered as (
    select attribute, (row_number() over (order by column_position, value_position) - 1)::int as id
    from attribute_dimension
)"""


def _aggregates(connection: duckdb.DuckDBPyConnection) -> tuple[Packed, list[dict[str, Any]]]:
    """Combinations by length, in the order of their attributes: attributes, counts, errors.

    Returns the arrays, and for each length {length, combinations}.
    """
    connection.execute(f"""
        create or replace temp table page_aggregates as
        with {NUMBERED},
        members as (
            select combination_id, list_sort(list(id)) as ids
            from aggregate_attributes inner join numbered using (attribute)
            group by combination_id
        )
        select a.length, m.ids, a.reported_count, a.standard_error
        from aggregates as a left join members as m using (combination_id)""")
    ((strange,),) = connection.execute(
        "select count(*) from page_aggregates where ids is null or len(ids) <> length"
    ).fetchall()
    if strange:
        raise ValueError(f"{strange} combinations are not made of attributes of the release")
    arrays: list[np.ndarray] = []
    lengths = []
    for (length,) in connection.execute(
        "select distinct length from page_aggregates order by 1"
    ).fetchall():
        members = ", ".join(f"ids[{place}] as id_{place}" for place in range(1, length + 1))
        found = connection.execute(
            f"select {members}, reported_count, coalesce(standard_error, 0) as standard_error"
            f" from page_aggregates where length = {length} order by ids"
        ).fetchnumpy()
        lengths.append({"length": length, "combinations": len(found["reported_count"])})
        arrays += [_narrow(found[f"id_{place}"]) for place in range(1, length + 1)]
        arrays.append(_narrow(found["reported_count"]))
        arrays.append(found["standard_error"].astype("<f4"))
    connection.execute("drop table page_aggregates")
    return _pack(arrays), lengths


def _records(connection: duckdb.DuckDBPyConnection, columns: list[dict[str, Any]]) -> Packed:
    """The synthetic records by column: the number of each value in its column, from 1; 0 for none.

    A column of lists has two arrays: the number of values of each record, and all values.
    """
    ((records, cells),) = connection.execute(
        "select count(*), (select count(*) from synthetic_attributes) from synthetic_records"
    ).fetchall()
    slices, read = [], 0
    for start in range(0, max(records, 1), SLICE):
        found = connection.execute(f"""
            with {NUMBERED}
            select cast(s.synthetic_id - {start + 1} as int) as record, n.id
            from synthetic_attributes as s inner join numbered as n using (attribute)
            where s.synthetic_id > {start} and s.synthetic_id <= {min(start + SLICE, records)}
            """).fetchnumpy()
        ids, places = np.asarray(found["id"]), np.asarray(found["record"])
        slices.append(_by_column(columns, ids, places, min(SLICE, records - start)))
        read += len(ids)
    if read != cells:
        raise ValueError(
            "rows of synthetic_attributes belong to no synthetic record, or have an attribute that"
            " the release does not have"
        )
    return _pack([_narrow(np.concatenate(each)) for each in zip(*slices, strict=True)])


def _by_column(
    columns: list[dict[str, Any]], ids: np.ndarray, places: np.ndarray, records: int
) -> list[np.ndarray]:
    """The arrays of `records` records; the one at places[i] has the attribute ids[i]."""
    firsts = np.array([column["first"] for column in columns])
    numbers = np.searchsorted(firsts, ids, "right").astype(np.uint16)
    # Grouped by column. The order of records within a column does not matter.
    order = np.argsort(numbers, kind="stable")
    ids, places, numbers = ids[order], places[order], numbers[order]
    arrays = []
    for number, column in enumerate(columns, 1):
        begin, end = np.searchsorted(numbers, [number, number + 1])
        place, code = places[begin:end], ids[begin:end] - column["first"] + 1
        if column["list"]:
            held = np.bincount(place, minlength=records)
            arrays += [_narrow(held), _narrow(code[np.lexsort([code, place])])]
        else:
            codes = np.zeros(records, np.int64)
            codes[place] = code
            arrays.append(_narrow(codes))
    return arrays


def _narrow(numbers: np.ndarray) -> np.ndarray:
    """The same numbers, none negative, in the smallest type that holds them."""
    most = int(numbers.max()) if len(numbers) else 0
    kind = "u1" if most < 2**8 else "<u2" if most < 2**16 else "<u4" if most < 2**32 else "<f8"
    return np.asarray(numbers).astype(kind)


def _pack(arrays: list[np.ndarray]) -> Packed:
    """Join arrays into one block of bytes."""
    data = bytearray()
    placed = []
    for array in arrays:
        data += bytes(-len(data) % 8)
        placed.append({"type": array.dtype.str[1:], "at": len(data), "size": len(array)})
        data += array.tobytes()
    return Packed(bytes(data), placed)


def _page(told: dict[str, Any], binaries: dict[str, bytes]) -> str:
    """The HTML file with `told` as JSON, the compressed binaries, and the scripts."""
    scripts = [_charts(), (FILES / "page.js").read_text(encoding="utf-8")]
    allowed = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    # Escaped, so that no value can end the script element that contains it.
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str)
    for character in "<>&\u2028\u2029":
        data = data.replace(character, f"\\u{ord(character):04x}")
    parts = [f'<script type="application/json" id="told">{data}</script>']
    for name, binary in binaries.items():
        text = base64.b64encode(gzip.compress(binary, 6, mtime=0)).decode()
        parts.append(f'<script type="application/octet-stream" id="{name}">{text}</script>')
    parts += [f"<script>{script}</script>" for script in scripts]
    page = (FILES / "page.html").read_text(encoding="utf-8")
    for place, text in {
        "LANGUAGE": html.escape(told["settings"]["language"]),
        "POLICY": html.escape(policy),
        "TITLE": html.escape(told["settings"]["title"] or told["texts"]["title"]),
        "NO_SCRIPT": html.escape(told["texts"]["no_script"]),
        "STYLE": (FILES / "page.css").read_text(encoding="utf-8"),
        "DATA": "\n".join(parts),
    }.items():
        page = page.replace(f"[[{place}]]", text, 1)
    return page


def _charts() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, bundled by vl-convert.

    Bundling takes seconds, so the result is cached beside the compiled modules.
    """
    import vl_convert

    version = metadata.version("vl-convert-python")
    kept = Path(__file__).with_name("__pycache__") / f"charts-{version}.js"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    # Escaped, so that no string in the script can end its script element.
    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # a mistake of its stubs
    script = bundle.replace("</script", "<\\/script")
    try:
        kept.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=kept.parent, delete=False
        ) as file:
            file.write(script)
        Path(file.name).replace(kept)
    except OSError:
        pass  # The package's folder is read-only, so there is no cache.
    return script
