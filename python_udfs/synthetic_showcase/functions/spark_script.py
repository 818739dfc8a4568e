"""What Spark runs as a script on its executors: the samplers, and the reader of CSV files.

    python -m synthetic_showcase.functions.spark_script records '{"resolution": 10, ...}'

It reads lines from standard input and writes lines to standard output. The executors need numpy
and numba for it, but neither DuckDB nor dbt. Fields are separated by tabs, attributes by blanks,
and all text is in JSON, so nothing has to be escaped. On any error the exit code is not 0, and
Spark fails the statement.
"""

import csv
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np

from ..core.records import Records
from ..input.files import known, rows, scan, table
from ..synthesis.aggregate_seeded import sample_aggregates
from ..synthesis.made import SampledRecords
from ..synthesis.sampling import sample_records

# Distance between the seeds of two parts. It is larger than any number of parts, so that parts of
# releases with neighbouring seeds never share a generator.
SEEDS_APART = 1 << 32


def sample_parts(lines: Iterable[str], settings: dict[str, Any]) -> Iterator[str]:
    """Sample synthetic records from each part of the sensitive table, independently.

    Arguments:
        lines: part, number of equal records, attributes; the lines of a part stand together.
        settings: arguments of `sampling.sample_records`. Part 0 is sampled with the seed itself,
            as is a table that is not in parts.
    Yields: lines with attributes and the number of equal synthetic records.
    """
    rows = (line.rstrip("\n").split("\t") for line in lines)
    for part, held in groupby(rows, key=lambda row: row[0]):
        _, copies, attributes = zip(*held, strict=True)
        offsets, values = _lists(attributes)
        records = Records(offsets, values, np.array(copies, np.int64))
        seed = settings["seed"] + int(part) * SEEDS_APART
        sampled = sample_records(records, **{**settings, "seed": seed})
        numbers = np.bincount(sampled.kinds, minlength=sampled.made_by.size)
        yield from _kinds(sampled, map(str, numbers))


def sample_counts(lines: Iterable[str], settings: dict[str, Any]) -> Iterator[str]:
    """Sample synthetic records from reported aggregates.

    Arguments:
        lines: attributes and reported count.
        settings: arguments of `aggregate_seeded.sample_aggregates`.
    Yields: lines with attributes and the ids of the synthetic records, from 1 in the sampler's
        order.
    """
    rows = [line.rstrip("\n").split("\t") for line in lines]
    if not rows:
        return
    attributes, counts = zip(*rows, strict=True)
    sampled = sample_aggregates(*_lists(attributes), np.array(counts, np.int64), **settings)
    order = np.argsort(sampled.kinds, kind="stable") + 1
    ends = np.cumsum(np.bincount(sampled.kinds, minlength=sampled.made_by.size))
    ids = np.split(order, ends[:-1]) if ends.size else []
    yield from _kinds(sampled, (" ".join(map(str, each)) for each in ids))


def _lists(texts: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Offsets (int64) and values (int32) of lists of numbers with blanks between them."""
    sizes = [text.count(" ") + 1 for text in texts]
    values = np.array(" ".join(texts).split(" "), np.int32)
    return np.append(0, np.cumsum(sizes)).astype(np.int64), values


def _kinds(sampled: SampledRecords, last: Iterable[str]) -> Iterator[str]:
    """A line for each kind of synthetic record; `last` holds the last field of each."""
    ends = zip(sampled.offsets[:-1], sampled.offsets[1:], last, strict=True)
    for start, end, field in ends:
        attributes = " ".join(map(str, sampled.attribute_ids[start:end]))
        yield f"{attributes}\t{field}\n"


def scan_file(lines: Iterable[str], settings: dict[str, Any]) -> Iterator[str]:
    """Say what is in a file, or what is wrong with it.

    Arguments:
        lines: JSON with the path, and how the file is written (`given`, JSON itself).
        settings: none.
    Yields: JSON with `problem`, `help`, `names` and `contents`.
    """
    for line in lines:
        asked = json.loads(line)
        found = scan(asked["path"], known(asked["given"]))
        described = table([asked["path"]], [found], asked["given"])
        told = {"problem": described.problem, "help": described.help}
        yield json.dumps(told | {"names": found.names, "contents": found.contents}) + "\n"


def read_rows(lines: Iterable[str], settings: dict[str, Any]) -> Iterator[str]:
    """Read the records of a file.

    Arguments:
        lines: as for `scan_file`, and the contents that it gave.
        settings: none.
    Yields: the fields of each record as JSON.
    """
    for line in lines:
        asked = json.loads(line)
        path, format = asked["path"], known(asked["given"])
        try:
            found = scan(path, format)
            if found.contents != asked["contents"]:
                raise ValueError
            count = 0
            for fields in rows(path, found, format):
                count += 1
                yield json.dumps(fields) + "\n"
            if count != found.records:
                raise ValueError
        except (OSError, EOFError, ValueError, RuntimeError, csv.Error, zlib.error):
            # What Python would say might show what is in the file.
            sys.exit(f"synthetic_showcase: {path} changed while it was read")


def main() -> None:
    what, settings = sys.argv[1:]
    functions = {
        "records": sample_parts,
        "aggregates": sample_counts,
        "scan": scan_file,
        "rows": read_rows,
    }
    sys.stdout.writelines(functions[what](sys.stdin, json.loads(settings)))


if __name__ == "__main__":
    main()
