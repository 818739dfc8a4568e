"""The samplers as a script that Spark runs on its executors: numbers in, numbers out.

    python -m synthetic_showcase.functions.spark_script records '{"resolution": 10, ...}'

It reads lines from standard input and writes lines to standard output. The executors need numpy
and numba for it, but neither DuckDB nor dbt. Fields are separated by tabs, attributes by blanks,
so nothing has to be escaped. On any error the exit code is not 0, and Spark fails the statement.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np

from ..core.records import Records
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


def main() -> None:
    what, settings = sys.argv[1:]
    sample = {"records": sample_parts, "aggregates": sample_counts}[what]
    sys.stdout.writelines(sample(sys.stdin, json.loads(settings)))


if __name__ == "__main__":
    main()
