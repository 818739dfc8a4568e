"""What it costs to check a CSV file, beside what DuckDB needs to read it; and other files.

    python benchmarks/reading.py [--gigabytes 1] [--repeat 3]

Writes an invented table of that size to a temporary folder, then in turn scans it and reads it into
a table in memory, with the settings that a build reads with. Prints the median of the repeats:
seconds of the clock, of the processor, and the ratio of the latter. Then scans and reads 100,000 of
the records as JSON lines and as a workbook, once each.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl

from synthetic_showcase.input import files
from synthetic_showcase.input.csv_files import scan, settings
from synthetic_showcase.input.scans import Format

BYTES_A_ROW = 75
FEW = 100_000
ROWS = """
    select
        i as id,
        ['Male', 'Female'][1 + i % 2] as sex,
        hash(i) % 90 as age,
        'District ' || (hash(i + 1) % 40) as district,
        'service, kind ' || (hash(i + 2) % 12) as service,
        case when hash(i + 3) % 5 > 0 then 'remark é ' || (hash(i + 4) % 1000) end as remark,
        hash(i + 5) % 2 as hearing,
        hash(i + 6) % 2 as seeing,
        hash(i + 7) % 2 as walking,
        date '2024-01-01' + cast(hash(i + 8) % 366 as integer) as day
    from range({rows}) as _(i)"""


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - clock, time.process_time() - processor


def write_workbook(path: str, connection: duckdb.DuckDBPyConnection) -> None:
    """Write some of the records."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Records")
    found = connection.execute(ROWS.format(rows=FEW))
    sheet.append([column[0] for column in found.description])
    for row in found.fetchall():
        sheet.append(row)
    book.save(path)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gigabytes", type=float, default=1)
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 2}) as con:
        path = Path(folder, "table.csv")
        rows = int(given.gigabytes * 1e9 / BYTES_A_ROW)
        con.execute(f"copy ({ROWS.format(rows=rows)}) to '{path}' (header)")
        found = scan(path)  # and the loop is compiled
        read = f"create or replace table read as from read_csv('{path}', {settings(found)})"
        times = {"scan": [], "read": []}
        for _ in range(given.repeat):
            times["scan"].append(measured(lambda: scan(path)))
            times["read"].append(measured(lambda: con.execute(read)))
        size = path.stat().st_size / 1e9
        others = [str(Path(folder, name)) for name in ("table.ndjson", "table.xlsx")]
        con.execute(f"copy ({ROWS.format(rows=FEW)}) to '{others[0]}' (format json)")
        write_workbook(others[1], con)
        for name in others:
            few = files.scan(name, Format())
            checked = measured(lambda name=name: files.scan(name, Format()))
            listed = measured(lambda name=name, few=few: list(files.rows(name, few, Format())))
            said = [
                f"{work} {processor:.1f} CPU s"
                for work, (_, processor) in [("scan", checked), ("read", listed)]
            ]
            print(f"{few.records:,} records as {Path(name).suffix}: {', '.join(said)}")
    print(f"{size:.2f} GB, {found.records:,} records, {len(found.names)} columns")
    middle = {
        name: [statistics.median(each) for each in zip(*measurements, strict=True)]
        for name, measurements in times.items()
    }
    for name, (clock, processor) in middle.items():
        print(f"{name}: {clock:.2f} s, {processor:.2f} CPU s")
    print(f"CPU of the scan to that of reading: {middle['scan'][1] / middle['read'][1]:.2f}")


if __name__ == "__main__":
    main()
