"""Time, memory, disk and error of whole builds of one, three and ten million records.

    python benchmarks/scale.py --data FOLDER [--millions 1,3,10] [--memory 8] [--repeat 1]

The tables of millions are bootstraps: so many records drawn with replacement from the COVID-19
extract of 1,048,575 persons (21 columns), age and date of death in bands. Their records are
therefore equal more often than those of so many other persons would be. The first line is the real
table of 244,858 persons. Two threads; DuckDB may use half of `--memory` (GiB), and the functions
and dbt use what they need: what is printed is the peak of all processes together. `built again` are
the seconds of a second build of the same, which leaves the steps as they are.

Then the same records sampled in parts, and without: ages in single years, so that there are more
distinct records; the errors are those of the synthetic records against the sensitive ones.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench import ROOT, build, variables

sys.path.insert(0, str(ROOT / "python_udfs"))
from synthetic_showcase.core import arrow
from synthetic_showcase.core.counting import CombinationCounts, count_combinations
from synthetic_showcase.core.records import Records
from synthetic_showcase.synthesis import sampling
from synthetic_showcase.synthesis.sampling import sample_records

EMPTY = ["97", "98", "99"]
BANDS = {"AGE": [5, 18, 30, 40, 50, 60, 70, 80], "DATE_DIED": "month"}
CHUNK = 1_000_000


def bootstrap(data: Path, records: int, path: Path) -> None:
    """Write so many records, drawn with replacement by a fixed seed, as Parquet."""
    with duckdb.connect() as connection:
        persons = connection.sql(
            "select * replace (case when DATE_DIED = '9999-99-99' then null"
            " else strftime(strptime(DATE_DIED, '%d/%m/%Y'), '%Y-%m-%d') end as DATE_DIED)"
            f" from '{data}/covid_mx_1m_persons.parquet'"
        ).to_arrow_table()
    columns = {name: persons[name].combine_chunks() for name in persons.column_names}
    persons = pa.table({name: column.dictionary_encode() for name, column in columns.items()})
    rng = np.random.default_rng(records)
    with pq.ParquetWriter(path, persons.schema, compression="zstd") as writer:
        for start in range(0, records, CHUNK):
            picks = rng.integers(0, persons.num_rows, min(CHUNK, records - start))
            writer.write_table(persons.take(pa.array(picks)))


class Disk(threading.Thread):
    """The most that a folder takes while a build runs, and what of it spilled from memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.ended = folder, threading.Event()
        self.peak = self.spilled = 0

    def run(self) -> None:
        while not self.ended.wait(0.2):
            sizes = {}
            for path in self.folder.rglob("*"):
                try:
                    sizes[path] = path.lstat().st_size
                except FileNotFoundError:
                    continue
            self.peak = max(self.peak, sum(sizes.values()))
            spilled = sum(size for path, size in sizes.items() if path.suffix in (".tmp", ".block"))
            self.spilled = max(self.spilled, spilled)


def measure(given: dict, memory: float, repeats: int) -> dict:
    """The median of so many builds with these variables, and of a second build of the same."""
    seconds, again, peaks = [], [], []
    settings = {"memory_limit": f"{memory / 2:g}GiB"}
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            disk = Disk(folder)
            disk.start()
            took, used = build(given, folder, settings)
            disk.ended.set()
            disk.join()
            left = [path.name for path in folder.rglob("*.tmp/*")]
            assert not left, f"spilled files are left: {left}"
            with duckdb.connect(str(folder / "sensitive.duckdb"), read_only=True) as connection:
                records = connection.execute(
                    "select count(*) from showcase_input_records"
                ).fetchall()[0][0]
                distinct = connection.execute(
                    "select count(*) from showcase_distinct_records"
                ).fetchall()
                errors = connection.execute(
                    "select error from showcase_evaluation_by_length"
                    " where compared = 'synthetic_records'"
                    " and length in (2, 3) order by length"
                ).fetchall()
            took_again, _ = build(given, folder, settings)
        seconds.append(took)
        again.append(took_again)
        peaks.append(max(size for _, size in used))
    return {
        "records": records,
        "distinct": distinct[0][0],
        "seconds": statistics.median(seconds),
        "again": statistics.median(again),
        "memory": statistics.median(peaks) / 2**30,
        "disk": disk.peak / 2**30,
        "spilled": disk.spilled / 2**30,
        "errors": [error for (error,) in errors],
    }


def fine_records(data: Path, folder: Path) -> Records:
    """A million records with ages in single years, as the sampler takes them."""
    path = folder / "fine.parquet"
    bootstrap(data, 1_000_000, path)
    with duckdb.connect() as connection:
        columns = connection.sql(f"describe from '{path}'").fetchall()
        cells = " union all ".join(
            f"select rid, '{name}' as name, "
            + (f"left({name}, 7)" if name == "DATE_DIED" else name)
            + " as value from wide"
            + ("" if name == "AGE" else f" where {name} not in ('97', '98', '99')")
            for name, *_ in columns
        )
        rows = connection.sql(
            f"""with wide as (select row_number() over () as rid, * from '{path}'),
            cells as (from ({cells}) where value is not null),
            named as (
                select name, value, cast(row_number() over (order by name, value) - 1 as integer) id
                from (select distinct name, value from cells)
            )
            select attribute_ids, count(*) as records
            from (
                select rid, list(id order by id) as attribute_ids
                from cells inner join named using (name, value) group by rid
            )
            group by attribute_ids"""
        ).to_arrow_table()
    attribute_ids, copies = (column.combine_chunks() for column in rows.columns)
    offsets, attributes = arrow.int_list_parts(attribute_ids)
    return Records(offsets.astype(np.int64), attributes, copies.to_numpy().astype(np.int64))


def as_dict(counts: CombinationCounts) -> dict[tuple, int]:
    """Support by combination, of two attributes and more."""
    rows = zip(counts.attribute_ids.tolist(), counts.lengths, counts.support.tolist(), strict=True)
    return {tuple(ids[:length]): support for ids, length, support in rows if length > 1}


def compare_parts(records: Records, wanted: dict[tuple, int]) -> tuple[float, list[float]]:
    """Seconds to sample, and the mean relative error of pairs and triples."""
    start = time.perf_counter()
    sampled = sample_records(records, mode="shortfall_seeded", resolution=10, seed=0)
    seconds = time.perf_counter() - start
    copies = np.bincount(sampled.kinds, minlength=sampled.made_by.size)
    made = Records(sampled.offsets, sampled.attribute_ids, copies)
    got = as_dict(count_combinations(made, reporting_length=3, resolution=1))
    errors = [
        [abs(got.get(c, 0) - n) / n for c, n in wanted.items() if len(c) == i] for i in (2, 3)
    ]
    return seconds, [float(np.mean(each)) for each in errors]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--millions", default="1,3,10")
    parser.add_argument("--memory", type=float, default=8)
    parser.add_argument("--repeat", type=int, default=1)
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    with tempfile.TemporaryDirectory() as name:
        # The functions are compiled before the first measured build.
        build({}, Path(name))

    print(
        "   records  distinct  seconds    ratio  records/s  memory GiB  disk GiB  spilled GiB"
        "  error 2  error 3  built again"
    )
    rows = []

    def show(given: dict) -> None:
        row = measure(given, arguments.memory, arguments.repeat)
        rows.append(row)
        print(
            f"{row['records']:10,} {row['distinct']:9,} {row['seconds']:8.1f} "
            f"{row['seconds'] / rows[0]['seconds']:8.2f} {row['records'] / row['seconds']:10,.0f} "
            f"{row['memory']:11.2f} {row['disk']:9.2f} {row['spilled']:12.2f} "
            f"{row['errors'][0]:8.4f} {row['errors'][1]:8.4f} {row['again']:12.1f}",
            flush=True,
        )

    show(variables("covid", data))
    for millions in map(float, arguments.millions.split(",")):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "bootstrap.parquet"
            bootstrap(data, round(millions * 1_000_000), path)
            show(
                {
                    "showcase_input_file": str(path),
                    "showcase_rows_per_subject": "one",
                    "showcase_missing_values": EMPTY,
                    "showcase_bands": BANDS,
                }
            )
    drawn = rows[1:]
    if len(drawn) > 1:
        logarithms = [[np.log(row[key]) for row in drawn] for key in ("records", "seconds")]
        slope = np.polyfit(*logarithms, 1)[0]
        print(f"seconds grow with records to the power of {slope:.2f} (fit of the bootstraps)")

    print("\n parts  distinct a part  seconds  error 2  error 3  beyond one part")
    with tempfile.TemporaryDirectory() as name:
        records = fine_records(data, Path(name))
    wanted = as_dict(count_combinations(records, reporting_length=3, resolution=10))
    whole = None
    for parts in (1, 2, 4):
        sampling.PART_SIZE = -(-records.copies.size // parts)
        seconds, errors = compare_parts(records, wanted)
        whole = whole or errors
        more = ", ".join(f"{a / b - 1:+.1%}" for a, b in zip(errors, whole, strict=True))
        print(
            f"{parts:6} {sampling.PART_SIZE:16,} {seconds:8.1f} {errors[0]:8.4f} {errors[1]:8.4f}"
            f"  {more}",
            flush=True,
        )


if __name__ == "__main__":
    main()
