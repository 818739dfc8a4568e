"""A second opinion on a release, in plain Python: no numpy, no SQL, nothing of the package.

A record is a set of (column, value) pairs; a set of records is an int with one bit a record.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

Attribute = tuple[str, str]
Record = frozenset[Attribute]


def records(columns: list[str], rows: Iterable[tuple]) -> list[Record]:
    """Records of a table; null is no attribute."""
    return [
        frozenset((c, v) for c, v in zip(columns, row, strict=True) if v is not None)
        for row in rows
    ]


def holders(sensitive: list[Record]) -> dict[Attribute, int]:
    """The set of records that hold each attribute."""
    sets: dict[Attribute, int] = {}
    for number, record in enumerate(sensitive):
        for attribute in record:
            sets[attribute] = sets.get(attribute, 0) | 1 << number
    return sets


def support(combination: Iterable[Attribute], sets: dict[Attribute, int], total: int) -> int:
    """Number of records that hold the whole combination."""
    common = (1 << total) - 1
    for attribute in combination:
        common &= sets.get(attribute, 0)
    return common.bit_count()


def counts(table: list[Record], length: int) -> Counter[Record]:
    """Support of every combination of up to `length` attributes that some record holds."""
    return Counter(
        frozenset(combination)
        for record in table
        for size in range(1, length + 1)
        for combination in combinations(record, size)
    )


def parse(selections: str) -> Record:
    """A combination from its text, as in `aggregates.selections`."""
    attributes: list[list[str]] = [[""]]
    characters = iter(selections)
    for character in characters:
        if character == "\\":
            escaped = next(characters)
            attributes[-1][-1] += {"n": "\n", "r": "\r"}.get(escaped, escaped)
        elif character == ":":
            attributes[-1].append("")
        elif character == ";":
            attributes.append([""])
        else:
            attributes[-1][-1] += character
    return frozenset((column, value) for column, value in attributes)
