"""Values that `auto` lifts in hierarchies, against plain Python on random hierarchies."""

import random
from collections import defaultdict

import pyarrow as pa
import pyarrow.parquet as pq
from tables import write_csv

K = 5
TABLES = 6


def random_hierarchy(chance):
    """Value to its names at three levels: a tree, in which a short branch repeats its last name."""
    tops = chance.choice([1, 2, 3])
    above = {f"r{i}": f"t{chance.randrange(tops)}" for i in range(chance.randint(2, 5))}
    group_of = {f"g{i}": chance.choice(list(above)) for i in range(chance.randint(3, 9))}
    hierarchy = {}
    for i in range(chance.randint(6, 24)):
        group = chance.choice(list(group_of))
        region = group_of[group]
        hierarchy[f"v{i}"] = (group, region, above[region])
    for i, region in enumerate(above):
        if chance.random() < 0.3:
            hierarchy[f"s{i}"] = (region, region, above[region])
    return hierarchy


def people_of(names, holders):
    """The people who hold a value that has each name."""
    people = defaultdict(set)
    for value, name in names.items():
        people[name] |= holders[value]
    return people


def lifted(hierarchy, holders):
    """What each value becomes: {value: (level, name)}, level 0 where it stays; not what is lost."""
    names = {value: (0, value) for value, people in holders.items() if len(people) >= K}
    for level in (1, 2, 3):
        rest = {v: hierarchy[v][level - 1] for v in holders if v not in names}
        used = {name for _, name in names.values()}
        people = people_of(rest, holders)
        names |= {v: (level, n) for v, n in rest.items() if n in used or len(people[n]) >= K}
    alone = dict(names)
    for level in (1, 2, 3):
        if len({above[level - 1] for above in hierarchy.values()}) == 1:
            continue
        for group in {hierarchy[v][level - 1] for v in holders if v not in names}:
            inside = {v for v in holders if hierarchy[v][level - 1] == group}
            people = people_of({v: n for v, (_, n) in names.items()}, holders)
            below = {names[v][1] for v in inside if v in names}
            if below:
                along = min(below, key=lambda name: (len(people[name]), name))
                moved = {v for v in inside if v not in names or names[v][1] == along}
                names |= dict.fromkeys(moved, (level, group))
    return alone, names


def test_no_value_is_lost_that_another_can_save(warehouse):
    chance = random.Random(9)
    columns, hierarchies, expected, saved = {}, {}, {}, 0
    for number in range(TABLES):
        name = f"c{number}"
        hierarchy = random_hierarchy(chance)
        weights = {v: chance.choice([0, 0.3, 1, 1, 4, 20]) for v in hierarchy}
        weights["v0"] += 1
        several = number % 3 == 0
        cells = [
            chance.choices(
                list(weights), weights.values(), k=chance.choice([1, 2]) if several else 1
            )
            for _ in range(chance.choice([40, 120]))
        ]
        cells += [[]] * (120 - len(cells))
        holders = defaultdict(set)
        for person, values in enumerate(cells):
            for value in values:
                holders[value].add(person)
        columns[name] = cells if several else [(c or [None])[0] for c in cells]
        rows = [(value, *above) for value, above in hierarchy.items()]
        header = ["value", "group", "region", "top"]
        hierarchies[name] = write_csv(warehouse.folder / f"{name}.csv", header, rows)
        alone, names = lifted(hierarchy, holders)
        expected[name] = {v: names.get(v, (None, v)) for v in holders}
        saved += len(names.keys() - alone.keys())
        # What the promise is, whatever the way: k people share each name, and a value that stays
        # lost has no name in use beside it.
        for group in people_of({v: n for v, (_, n) in names.items()}, holders).values():
            assert len(group) >= K
        for value in holders.keys() - names.keys():
            for level in (0, 1, 2):
                beside = {v for v in names if hierarchy[v][level] == hierarchy[value][level]}
                assert not beside or len({above[level] for above in hierarchy.values()}) == 1
    assert saved > 3
    pq.write_table(pa.table(columns), warehouse.folder / "people.parquet")
    warehouse.build(
        "--select",
        "+showcase_generalized_values",
        input_file=str(warehouse.folder / "people.parquet"),
        reporting_resolution=K,
        generalize=dict.fromkeys(columns, "auto"),
        hierarchies=hierarchies,
    )
    levels = {"value": 0, "group": 1, "region": 2, "top": 3, None: None}
    found = defaultdict(dict)
    query = "select column_name, value, level, generalized_value from showcase_generalized_values"
    for column, value, level, name in warehouse.rows(query, "sensitive"):
        assert value not in found[column]
        found[column][value] = (levels[level], name)
    assert found == expected
