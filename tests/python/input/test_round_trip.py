"""The same table in every kind of file, by several writers, gives the same records."""

import csv
import json
from datetime import date
from itertools import chain

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from prepared import prepared

# Between the values of a list, in files that have no lists. No value has it.
BETWEEN = "/"
TEXT = st.text(st.sampled_from("aZ07é€ß漢🦉\u00a0 ,;|\t\n\r\"'\\\\#.-_{}%"), max_size=6)
LATIN = st.text(st.sampled_from("aZ07é€ß ,;|\t\n\"'\\\\#.-_{}%"), max_size=6)
# Spreadsheets keep 15 digits, and writers spell very small and large numbers in different ways.
CELLS = {
    "text": TEXT,
    "latin": LATIN,
    "code": st.sampled_from(["007", "00", "1.0", "1E5", "TRUE", "2024-02-30", "NULL", "nan"]),
    "whole": st.integers(-(10**15), 10**15),
    "double": st.integers(-(10**9), 10**9).map(lambda number: number / 4),
    "day": st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    "truth": st.booleans(),
    "list": st.lists(st.text(st.sampled_from("aZé漢🦉 ,;|\n\"'"), max_size=3), max_size=3),
}
TYPES = {"whole": pl.Int64, "double": pl.Float64, "day": pl.Date, "truth": pl.Boolean}
# How `csv` writes a dialect, and what has to be said of it.
DIALECTS = [
    ({"delimiter": ",", "lineterminator": "\r\n"}, {}),
    ({"delimiter": ";", "lineterminator": "\n", "quoting": csv.QUOTE_ALL}, {}),
    ({"delimiter": "\t", "lineterminator": "\r", "quoting": csv.QUOTE_ALL}, {}),
    ({"delimiter": "|", "lineterminator": "\n", "quoting": csv.QUOTE_NONNUMERIC}, {}),
    (
        {"delimiter": "~", "lineterminator": "\r\n", "quotechar": "'"},
        {"delimiter": "~", "quote": "'"},
    ),
]
ENCODINGS = {
    "utf-8": {},
    "utf-16": {"encoding": "utf-16"},
    "cp1252": {"encoding": "windows-1252"},
}


@st.composite
def random_tables(draw) -> dict[str, list]:
    """Columns by name, which is the kind of the values and a number."""
    rows = draw(st.integers(1, 5))
    kinds = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=5))
    # A line has a value, since in a workbook it is nothing without, and a list has two somewhere.
    table: dict[str, list] = {"whole_0": list(range(1, rows + 1))}
    for place, kind in enumerate(kinds, 1):
        cells = st.lists(st.none() | CELLS[kind], min_size=rows, max_size=rows)
        table[f"{kind}_{place}"] = draw(cells)
        if kind == "list":
            table[f"{kind}_{place}"][-1] = ["a", "Z"]
    return table


def text(value) -> str:
    """A value as a program writes it that knows only text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value + 0.0).removesuffix(".0")
    return BETWEEN.join(value) if isinstance(value, list) else "" if value is None else str(value)


def record(row) -> tuple:
    """What has to be prepared of a row."""
    cells = [
        sorted({item.strip(" ") for item in value} - {""})
        if isinstance(value, list)
        else text(value)
        for value in row
    ]
    return tuple(
        # DuckDB trims all blanks of Unicode.
        cell if cell and (isinstance(cell, list) or cell.strip(" \u00a0")) else None
        for cell in cells
    )


def write_csv(path, table, number) -> dict:
    """Returns how it is written."""
    texts = [
        list(table),
        *([text(value) for value in row] for row in zip(*table.values(), strict=True)),
    ]
    dialect, how = DIALECTS[number % 5]
    encoding = list(ENCODINGS)[number % 3]
    try:
        "".join(chain(*texts)).encode(encoding)
    except UnicodeEncodeError:
        encoding = "utf-16"
    if number % 2:
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, **dialect).writerows(texts)
    else:
        frame = pd.DataFrame(texts[1:], columns=texts[0])
        sep = dialect["delimiter"]
        others = {key: each for key, each in dialect.items() if key != "delimiter"}
        frame.to_csv(path, index=False, sep=sep, encoding=encoding, **others)
    return how | ENCODINGS[encoding]


def write_json(path, table, frame, number) -> None:
    if number % 4 == 0:
        frame.write_ndjson(path)
    elif number % 4 == 1:
        days = {
            name: list(map(text, column)) if name.startswith("day") else column
            for name, column in table.items()
        }
        pd.DataFrame(days, dtype=object).to_json(path, orient="records", lines=True)
    elif number % 4 == 2:
        with duckdb.connect() as connection:
            connection.register("frame", frame.to_arrow())
            connection.execute(f"copy frame to '{path}' (format json)")
    else:
        rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        path.write_text("\n".join(json.dumps(row, default=str, indent=None) for row in rows))


def write_parquet(path, table, frame, number) -> None:
    if number % 3 == 0:
        frame.write_parquet(path)
    elif number % 3 == 1:
        pd.DataFrame(table, dtype=object).to_parquet(path)
    else:
        with duckdb.connect() as connection:
            connection.register("frame", frame.to_arrow())
            connection.execute(f"copy frame to '{path}' (format parquet)")


def write_xlsx(path, table) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(table))
    for row in zip(*table.values(), strict=True):
        sheet.append([text(value) if isinstance(value, list) else value for value in row])
    book.save(path)


@pytest.mark.parametrize("tables", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_every_kind_of_file_gives_the_same_records(tables, warehouse):
    made = []

    @settings(
        max_examples=tables, derandomize=True, database=None, deadline=None, phases=[Phase.generate]
    )
    @given(table=random_tables())
    def make(table):
        made.append(table)

    make()
    assert len(made) == tables
    sources, expected = [], []
    for number, table in enumerate(made):
        schema = {name: TYPES.get(name.split("_")[0], pl.String) for name in table}
        schema |= {name: pl.List(pl.String) for name in table if name.startswith("list")}
        frame = pl.DataFrame(table, schema)
        paths = {
            kind: warehouse.folder / f"{number}.{kind}"
            for kind in ("csv", "ndjson", "parquet", "xlsx")
        }
        how = {"csv": write_csv(paths["csv"], table, number)}
        write_json(paths["ndjson"], table, frame, number)
        write_parquet(paths["parquet"], table, frame, number)
        write_xlsx(paths["xlsx"], table)
        rows = list(map(record, zip(*table.values(), strict=True)))
        lists = {name: BETWEEN for name in table if name.startswith("list")}
        options = {"sensitive_zeros": list(table), "multi_value_columns": lists}
        for kind, path in paths.items():
            sources.append({"file": str(path), "how": how.get(kind), "arguments": options})
            # XML has one way to end a line.
            expected.append(
                [
                    tuple(
                        x.replace("\r\n", "\n").replace("\r", "\n") if isinstance(x, str) else x
                        for x in row
                    )
                    for row in rows
                ]
                if kind == "xlsx"
                else rows
            )
    for source, rows, found in zip(sources, expected, prepared(warehouse, sources), strict=True):
        assert found == rows, source
