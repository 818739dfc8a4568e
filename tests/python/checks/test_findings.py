"""What each check finds and what it just lets pass, in small tables worked out by hand."""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
import yaml
from conftest import ROOT, Warehouse

from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions.k_anonymity import FUNCTIONS

# The tables that a verdict is made from: whether a finding in one stops the release.
COUNTED = {
    "unsupported_synthetic_records": True,
    "fabricated_combinations": True,
    "leaked_combinations": True,
    "misreported_aggregates": True,
    "homogeneous_groups": False,
    "undiverse_combinations": True,
    "pinned_combinations": True,
    "repeated_releases": True,
    "revealing_changes": False,
}
BOTH = ["direct_identifiers"]
ATTACKS = ["singling_out", "linkage", "attribute_inference"]
PRIVATE = ["overdrawn_budgets", "inconsistent_counts", "unreported_combinations", "untrue_noise"]
LOOKED_AT = [
    *("synthetic_records", "reported_aggregates", "records_at_risk_by_length", "group_diversity"),
    *("examined_wholes", "released_aggregates", "attack_results", "successful_attacks"),
    *("noise_scales", "reported_columns", "reported_attributes"),
]
VERDICTS = {name: f"of_{name}" for name in [*COUNTED, *BOTH, *LOOKED_AT]}
PRIVATE_VERDICTS = {name: f"of_{name}" for name in [*PRIVATE, *BOTH, *LOOKED_AT]}
# The checks, called with names of tables; k is 10 where nothing else is said.
CALLS = {
    "unsupported": "find_unsupported_records(made('synthetic'), 'attributes', 'records', 10)",
    "rare": "find_rare_combinations('synthetic', 'counts', 'reported', 'records', 3)",
    "rare, two of them": "find_rare_combinations('synthetic', 'counts', 'reported', 'records', 3,"
    " 2)",
    "misreported": "find_misreported_aggregates('reported', 'counts', 10)",
    "homogeneous": "find_homogeneous_groups('diversity', 'reported', 'attributes', 0.9)",
    "undiverse": "find_undiverse_combinations('synthetic', 'reported', 'attributes', 'records',"
    " made('people'), ['disease'], 2)",
    "undiverse counts": "find_undiverse_combinations('synthetic', 'reported', 'attributes',"
    " 'records', made('people'), ['disease'], 3, false)",
    "pinned": "find_pinned_combinations('inferred', 'attributes', 'records', 5, 10)",
    "wholes": "choose_wholes('reported', 'reported_attributes', 3)",
    "two wholes": "choose_wholes('reported', 'reported_attributes', 3, 8)",
    "inferred": "infer_counts('reported', 'totals', 'columns', 'attributes', 'readiness', 'wholes',"
    " resolution=10)",
    "inferred beside suppressed": "infer_counts('reported', 'totals', 'columns', 'attributes',"
    " 'readiness', 'wholes', ['town'], 2, 10)",
    "attacks": "find_successful_attacks('results', {'singling_out': 0.05, 'linkage': 0.1})",
    "snapshot": "snapshot_aggregates('reported', 'totals', 'columns', 'reported_attributes',"
    " 'records', 'attributes')",
    "repeated": "find_repeated_releases(api.Relation.create(identifier='today'), 'kept', 'ledger')",
    "revealing": "find_revealing_changes(api.Relation.create(identifier='today'), 'kept', 'ledger',"
    " 10, 5)",
    "expired": "find_expired_exceptions('exceptions')",
    "overdrawn": "find_overdrawn_budgets('privacy_ledger', 'release_key', 'drawn')",
    "inconsistent": "find_inconsistent_counts('reported')",
    "unreported": "find_unreported_combinations('synthetic', 'reported')",
    **{f"fewest numbers for {k}": f"_min_interval({k})" for k in (2, 3, 10, 11)},
    "verdicts": f"judge_release({VERDICTS}, min_diversity=2)",
    "private verdicts": f"judge_private_release({PRIVATE_VERDICTS})",
}
SHAPES = {
    "attributes": "attribute_id integer, column_name varchar, value varchar, support bigint",
    "columns": "position integer, column_name varchar, delimiter varchar",
    "counts": "attribute_ids integer[], support bigint",
    "diversity": "column_name varchar, attribute_ids integer[], records bigint,"
    " distinct_values integer, top_attribute integer, top_records bigint",
    "drawn": "fingerprint varchar",
    "exceptions": "model varchar, column_name varchar, reads varchar, owner varchar,"
    " reason varchar, expires_on date, statement varchar",
    "inferred": "length integer, attribute_ids integer[], least bigint, most bigint",
    "kept": "release_id varchar, released_at timestamp, snapshot varchar, contents varchar,"
    " input_mark varchar, resolution integer, reporting_length integer, length integer,"
    " column_names varchar[], selections varchar, reported_count bigint",
    "ledger": "release_id varchar, event varchar",
    "people": "record_id integer, disease varchar, town varchar",
    "privacy_ledger": "entry bigint, recorded_at timestamp, charge_id varchar, data_set varchar,"
    " fingerprint varchar, mechanism varchar, epsilon double, delta double,"
    " neighbour_relation varchar, spent_epsilon double, budget_epsilon double,"
    " package_version varchar, previous_hash varchar, entry_hash varchar",
    "readiness": "records bigint",
    "records": "record_id integer, attribute_ids integer[], records bigint",
    "release_key": "fingerprint varchar",
    "reported": "combination_id integer, length integer, attribute_ids integer[],"
    " reported_count bigint, selections varchar",
    "reported_attributes": "attribute_id integer, column_name varchar",
    "results": "attack varchar, column_name varchar, excess_from double",
    "synthetic": "synthetic_id integer, length integer, attribute_ids integer[], support bigint,"
    " town varchar, disease varchar",
    "today": "input_mark varchar, resolution integer, reporting_length integer, length integer,"
    " column_names varchar[], selections varchar, reported_count bigint",
    "totals": "reported_records bigint",
    "wholes": "attribute_ids integer[]",
    **{f"of_{name}": "length integer" for name in [*COUNTED, *PRIVATE, *BOTH, *LOOKED_AT]},
    "of_attack_results": "attack varchar, column_name varchar, attacks bigint, successes bigint,"
    " control_attacks bigint, control_successes bigint, excess double, excess_from double,"
    " excess_to double",
    "of_direct_identifiers": "column_name varchar, kind varchar, found_in varchar,"
    " published_values bigint, values_found bigint",
    "of_noise_scales": "epsilon double, delta double",
    "of_records_at_risk_by_length": "records bigint, measured_records bigint,"
    " unique_records bigint, rare_records bigint, share_protected double",
    "of_released_aggregates": "release_id varchar",
    "of_successful_attacks": "attack varchar",
}


@pytest.fixture(scope="module")
def statements(tmp_path_factory) -> dict[str, str]:
    """The SQL of each call, compiled at once."""
    warehouse = Warehouse(tmp_path_factory.mktemp("findings"))
    # The tables whose columns the macros look up.
    warehouse.change("create table people (record_id integer, disease varchar, town varchar)")
    warehouse.change("create table synthetic (synthetic_id integer, town varchar, disease varchar)")
    place = "api.Relation.create(database=target.database, schema=target.schema, identifier="
    inline = "\n".join(
        f"-- check: {name}\n{{{{ synthetic_showcase.{call.replace('made(', place)} }}}}"
        for name, call in CALLS.items()
    )
    output = warehouse.dbt("--quiet", "compile", "--inline", inline).output
    parts = re.split(r"^-- check: (.*)$", output, flags=re.M)
    assert parts[1::2] == list(CALLS), output
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture
def find(statements):
    """Rows that a check finds in tables: lists of dictionaries, where null may be left out."""
    with duckdb.connect() as connection:
        register(connection, FUNCTIONS)
        connection.execute("attach ':memory:' as sensitive")
        connection.execute("use sensitive")

        def run(check: str, select: str, **tables: list[dict]) -> list[tuple]:
            for name, shape in SHAPES.items():
                connection.execute(f"create or replace table {name} ({shape})")
                for row in tables.get(name, []):
                    marks = ", ".join("?" * len(row))
                    connection.execute(
                        f"insert into {name} ({', '.join(row)}) values ({marks})", [*row.values()]
                    )
            query = f"select {select} from ({statements[check]}) order by all"
            return connection.execute(query).fetchall()

        yield run


def counted(*rows) -> list[dict]:
    return [{"attribute_ids": ids, "support": support} for ids, support in rows]


def reported(*rows) -> list[dict]:
    return [
        {"length": len(ids), "attribute_ids": ids, "reported_count": count} for ids, count in rows
    ]


def records(*rows) -> list[dict]:
    return [
        {"record_id": place, "attribute_ids": ids, "records": copies}
        for place, (ids, copies) in enumerate(rows)
    ]


def named(*rows) -> list[dict]:
    return [
        {"attribute_id": place, "column_name": column, "value": value, "support": support}
        for place, (column, value, support) in enumerate(rows)
    ]


def test_a_whole_record_needs_k_people(find):
    values = named(("town", "A", 19), ("disease", "x", 10), ("disease", "y", 9))
    synthetic = [("A", "x"), ("A", "y"), ("Mars", None), (None, None), ("A", "Mars flu")]
    found = find(
        "unsupported",
        "*",
        attributes=values,
        records=records(([0, 1], 10), ([0, 2], 9)),
        synthetic=[
            {"synthetic_id": place, "town": town, "disease": disease}
            for place, (town, disease) in enumerate(synthetic)
        ],
    )
    assert found == [(1, 9), (2, 0), (3, None), (4, 0)]


def test_what_is_published_is_counted_again(find):
    """k is 3. Of those that were counted as frequent, one has two people; one was not counted."""
    columns = "published_in, attribute_ids, support"
    tables = {
        "records": records(([0, 1], 3), ([2], 2), ([3], 4)),
        "counts": counted(([0], 3), ([2], 3)),
        "synthetic": counted(([0], 1), ([1], 1), ([2], 1)),
        "reported": reported(([0], 3), ([2], 3), ([1, 3], 3)),
    }
    assert find("rare", columns, **tables) == [
        ("aggregates", [1, 3], 0),
        ("aggregates", [2], 2),
        ("synthetic_records", [1], 3),
        ("synthetic_records", [2], 2),
    ]


@pytest.mark.parametrize(("people", "found"), [(30_000, 2), (60_000, 1)])
def test_of_twice_the_records_half_as_many_combinations_are_counted_again(people, found, find):
    tables = {
        "records": records(([0], 1), ([1], 1), ([2], 1), ([3], people - 3)),
        "counts": counted(([0], 3), ([1], 3), ([2], 3)),
        "reported": reported(([0], 3), ([1], 3), ([2], 3)),
    }
    assert len(find("rare, two of them", "*", **tables)) == found
    assert len(find("rare", "*", **tables)) == 3


def test_a_reported_count_is_rounded_down(find):
    rows = [
        *((57, 50), (50, 50), (59, 50)),
        *((60, 50), (49, 50), (57, 57), (57, 60), (5, 0), (None, 10)),
    ]
    found = find(
        "misreported",
        "combination_id, reported_count, sensitive_count",
        counts=counted(*(([i], true) for i, (true, _) in enumerate(rows) if true)),
        reported=[
            {"combination_id": i, "attribute_ids": [i], "reported_count": told}
            for i, (_, told) in enumerate(rows)
        ],
    )
    assert found == [(i, told, true) for i, (true, told) in enumerate(rows)][3:]


def test_a_group_is_homogeneous_from_a_share_on(find):
    groups = [([], 100, 3, 0, 40), ([1], 20, 2, 0, 18), ([2], 20, 2, 0, 17), ([3], 10, 1, 0, 10)]
    names = "attribute_ids records distinct_values top_attribute top_records".split()
    groups = [dict(zip(names, row, strict=True), column_name="disease") for row in groups]
    # Of the last, in which nobody has a value, there is no count to be reported.
    groups.append({**groups[-1], "attribute_ids": [4], "top_attribute": None, "top_records": 0})
    values = named(("disease", "flu", 40), *(("town", name, 20) for name in "ABCD"))
    told = reported(([0], 40), ([0, 1], 10), ([0, 2], 10), ([0, 3], 10))
    columns = "attribute_ids, value, value_share"
    tables = {"diversity": groups, "attributes": values}
    found = find("homogeneous", columns, **tables, reported=told)
    assert found == [([1], "flu", 0.9), ([3], "flu", 1)]
    assert find("homogeneous", columns, **tables, reported=told[:-1]) == found[:1]


def test_a_sensitive_value_needs_a_diverse_group(find):
    """In A there are two outcomes, in B one, and in C one and people who say nothing."""
    values = named(*(("disease", name, 9) for name in "xy"), *(("town", name, 9) for name in "ABC"))
    tables = {
        "attributes": values,
        "records": records(([0, 2], 5), ([1, 2], 5), ([0, 3], 9), ([0, 4], 8), ([4], 1)),
        "reported": reported(([0], 20), ([3], 9), ([0, 2], 5), ([0, 3], 9), ([0, 4], 8)),
        "synthetic": [{"attribute_ids": ids} for ids in ([1, 2], [0, 3])],
    }
    columns = "published_in, attribute_ids, distinct_values"
    assert find("undiverse", columns, **tables) == [
        ("aggregates", [0, 3], 1),
        ("synthetic_records", [0, 3], 1),
    ]
    # All together have three, and no smaller group; nothing is asked of whole records.
    assert find("undiverse counts", columns, **tables) == [
        ("aggregates", [0, 2], 2),
        ("aggregates", [0, 3], 1),
        ("aggregates", [0, 4], 2),
    ]


def test_a_rare_count_is_pinned_where_too_few_numbers_remain(find):
    """Numbers of people, and the least and most that can be worked out; five have to remain."""
    rows = [(1, 1, 4), (1, 1, 5), (0, 0, 3), (9, 6, 9), (10, 7, 10), (5, 5, 9)]
    found = find(
        "pinned",
        "attribute_ids, least, most, support",
        inferred=[
            {"length": 1, "attribute_ids": [i], "least": least, "most": most}
            for i, (_, least, most) in enumerate(rows)
        ],
        records=records(*(([i], count) for i, (count, _, _) in enumerate(rows) if count)),
        attributes=named(*((f"c{i}", "x", count) for i, (count, _, _) in enumerate(rows))),
    )
    assert found == [([0], 1, 4, 1), ([3], 6, 9, 9)]


def test_groups_shorter_than_the_counts_are_examined_the_short_ones_first(find):
    tables = {
        "reported": reported(([0, 1], 10), ([0], 10), ([0, 1, 2], 10), ([1], 10)),
        "reported_attributes": [{"attribute_id": i} for i in range(4)],
    }
    assert find("wholes", "*", **tables) == [([],), ([0],), ([0, 1],), ([1],)]
    # Four values in each of two groups.
    assert find("two wholes", "*", **tables) == [([],), ([0],), ([1],)]


def test_what_overlapping_values_say(find):
    """60 and 50 of at most 109 people: one at least is in both. Nothing else follows."""
    found = find(
        "inferred",
        "*",
        attributes=named(("town", "A", 60), ("gender", "F", 50)),
        columns=[{"column_name": "town"}, {"column_name": "gender"}],
        readiness=[{"records": 109}],
        totals=[{"reported_records": 100}],
        reported=reported(([0], 60), ([1], 50)),
        wholes=[{"attribute_ids": []}, {"attribute_ids": [0]}, {"attribute_ids": [1]}],
    )
    assert found == [(2, [0, 1], 1, 9)]


def test_what_the_values_of_a_column_say(find):
    """Everybody has a town, A, B or a rare one, and a job, X or Y; few say that they are F.

    Of 20 F or more at most 9 are in a rare town and at most 9 in B, so at least 2 are in A, and the
    other way round. So they are 27 at most; with 20 X or more among them, at most 7 have job Y.
    """
    tables = {
        "attributes": named(
            *(("town", "A", 40), ("town", "B", 40), ("town", "rare", 3)),
            *(("gender", "F", 21), ("job", "X", 62), ("job", "Y", 21)),
        ),
        "columns": [{"column_name": name} for name in ("town", "gender", "job")],
        "readiness": [{"records": 83}],
        "totals": [{"reported_records": 80}],
        "reported": reported(([0], 40), ([1], 40), ([3], 20), ([4], 60), ([5], 20), ([3, 4], 20)),
        "wholes": [{"attribute_ids": []}, {"attribute_ids": [3]}],
    }
    wanted = [(2, [0, 3], 2, 9), (2, [1, 3], 2, 9), (2, [3, 5], 0, 7)]
    assert find("inferred", "*", **tables) == wanted
    # A count with a town may be left out for another reason, and be large.
    assert find("inferred beside suppressed", "*", **tables) == []


def test_an_attack_succeeds_beyond_the_limit_of_its_kind(find):
    rows = [("singling_out", 0.05), ("singling_out", 0.051), ("linkage", 0.1), ("linkage", 0.11)]
    rows = [{"attack": attack, "excess_from": excess} for attack, excess in rows]
    found = find("attacks", "attack, excess_from", results=rows)
    assert found == [("linkage", 0.11), ("singling_out", 0.051)]


def test_other_records_have_another_mark(find):
    def mark(*rows, values=(("town", "A"), ("town", "B"), ("job", "A"))):
        ((found,),) = find(
            "snapshot",
            "distinct input_mark",
            attributes=named(*((*pair, 1) for pair in values)),
            records=records(*rows),
            totals=[{"reported_records": 10}],
        )
        return found

    one = mark(([0, 2], 3), ([1, 2], 2), ([0], 1))
    assert mark(([0], 1), ([0, 2], 3), ([1, 2], 2)) == one
    renumbered = (("job", "A"), ("town", "B"), ("town", "A"))
    assert mark(([2, 0], 3), ([1, 0], 2), ([2], 1), values=renumbered) == one
    others = [
        # As many people, with the same values: two have swapped a value, or one is another.
        mark(([0, 2], 2), ([1, 2], 3), ([0], 1)),
        mark(([0, 2], 2), ([1, 2], 2), ([0], 1), ([1, 0], 1)),
        mark(([0, 2], 3), ([1, 2], 2), ([1], 1)),
        mark(([0, 2], 3), ([1, 2], 2), ([0], 2)),
        mark(([0, 2], 3), ([1, 2], 2)),
        # Another value, and another column.
        mark(
            ([0, 2], 3), ([1, 2], 2), ([0], 1), values=[("town", "A"), ("town", "C"), ("job", "A")]
        ),
        mark(
            ([0, 2], 3), ([1, 2], 2), ([0], 1), values=[("town", "A"), ("town", "B"), ("age", "A")]
        ),
    ]
    assert len({one, *others}) == 8


def release(
    name, contents, mark, counts=(), snapshot="today", resolution=10, day=1, length=2, people=500
) -> list[dict]:
    """The rows of a release, of columns a and b, as they are kept."""
    row = {"release_id": name, "released_at": datetime(2026, 1, day), "snapshot": snapshot}
    row |= {"contents": contents, "input_mark": mark, "resolution": resolution}
    row |= {"reporting_length": length}
    people -= people % resolution
    whole = {"length": 0, "column_names": ["a", "b"], "selections": "", "reported_count": people}
    return [row | whole] + [
        row
        | {"length": 1, "column_names": ["a"], "selections": f"a:{value}", "reported_count": count}
        for value, count in counts
    ]


def today(mark, counts=(), resolution=10, **options) -> list[dict]:
    """The rows of the release of today."""
    left_out = {"release_id", "released_at", "snapshot", "contents"}
    rows = release("", "", mark, counts, resolution=resolution, **options)
    return [{name: value for name, value in row.items() if name not in left_out} for row in rows]


def test_earlier_releases_of_other_records_are_found(find):
    kept = [
        *release("same people", "c1", "m1"),
        *release("other people", "c2", "m2"),
        *release("of another table", "c3", "m3", snapshot="other"),
        *release("withdrawn", "c4", "m4"),
        *release("other people again", "c2", "m2", day=2),
        # By chance with the same rows, and later.
        *release("of another table, alike", "c2", "m2", snapshot="other", day=3),
    ]
    ledger = [{"release_id": "withdrawn", "event": event} for event in ("published", "withdrawn")]
    ledger.append({"release_id": "other people", "event": "published"})
    found = find("repeated", "release_id, finding", kept=kept, ledger=ledger, today=today("m1"))
    assert found == [("other people again", "records")]


def rounded(numbers: dict[str, int], k: int) -> list[tuple[str, int]]:
    """What a release with k reports of groups with these numbers of people."""
    return [(name, n - n % k) for name, n in numbers.items() if n >= k]


def can_be_computed(k: int, earlier: int) -> bool:
    """Whether what is reported with k of a number of people is a function of the earlier report."""
    known = {}
    for n in range(2000):
        known.setdefault(n - n % earlier if n >= earlier else None, set()).add(n // k)
    return all(len(possible) == 1 for possible in known.values())


def test_of_the_same_people_only_what_can_be_computed_is_no_finding(find):
    """As in k = 10, 7, 11, 13 in turn, each of which narrows what the others tell."""
    numbers = {"all": 1500, "some": 444, "few": 27, "fewer": 9}
    for earlier in (5, 7, 10):
        for k in (5, 7, 10, 11, 13, 14, 15, 20, 30):
            kept = release("first", "c1", "m1", rounded(numbers, earlier), resolution=earlier)
            given = today("m1", rounded(numbers, k), resolution=k)
            # A value of the other column is shared too.
            for rows, of in ((kept, earlier), (given, k)):
                row = rows[1] | {"column_names": ["b"], "selections": "b:x"}
                rows.append(row | {"reported_count": 600 - 600 % of})
            found = find("repeated", "release_id, finding", kept=kept, today=given)
            assert found == ([] if can_be_computed(k, earlier) else [("first", "options")]), k


@pytest.mark.parametrize(
    ("change", "follows"),
    [
        ({}, True),
        ({"length": 1}, True),
        ({"length": 3}, False),
        ({"people": 520}, False),
        ({"counts": [("x", 80)]}, False),
        ({"counts": [("x", 80), ("y", 20), ("z", 20)]}, False),
        ({"columns": ["b", "a"]}, True),
        ({"columns": ["a"]}, False),
        # Twice k, of a table in which no 20 people share a value of b.
        ({"resolution": 20}, False),
        ({"resolution": 20, "b": 30}, True),
    ],
)
def test_what_follows_from_an_earlier_release(change, follows, find):
    change = {"resolution": 10, "counts": [("x", 80), ("y", 20)], "columns": ["a", "b"], **change}
    b, columns = change.pop("b", 10), change.pop("columns")
    kept = release("first", "c1", "m1", [("x", 80), ("y", 20)])
    given = today("m1", **change)
    given[0]["column_names"] = columns
    for rows, of in ((kept, 10), (given, change["resolution"])):
        if b >= of:
            rows.append(rows[1] | {"column_names": ["b"], "selections": "b:x"})
            rows[-1]["reported_count"] = b - b % of
    others = release("with other options", "c2", "m1", [("x", 77)], resolution=7, day=2)
    found = find("repeated", "release_id", kept=kept + others, today=given)
    # One earlier release from which it follows is enough.
    assert found == ([] if follows else [("first",), ("with other options",)])


def test_changes_by_fewer_than_k_people_are_found(find):
    """50 stands for 50 to 59. What is not reported counts 9 at most."""
    pairs = {
        "same": (50, 50),
        "risen": (50, 60),
        "fallen": (60, 50),
        "risen by 11 at least": (50, 70),
        "new": (None, 10),
        "new and large": (None, 20),
        "gone": (10, None),
    }
    before = [(name, count) for name, (count, _) in pairs.items() if count]
    after = [(name, count) for name, (_, count) in pairs.items() if count]
    tables = {"kept": release("first", "c1", "m1", before), "today": today("m2", after)}
    columns = "finding, selections, least, most"
    assert find("revealing", columns, **tables) == [
        ("change", "a:fallen", 1, 19),
        ("change", "a:gone", 1, 19),
        ("change", "a:new", 1, 19),
        ("change", "a:risen", 1, 19),
    ]


def test_the_same_people_rounded_twice_are_found_where_too_few_numbers_remain(find):
    """In multiples of 7 and of 10; five numbers have to remain."""
    pairs = {
        "56 to 59": (56, 50),
        "50 to 55": (49, 50),
        "70 to 76": (70, 70),
        "70": (64, 70),
        "7 to 9": (7, None),
    }
    before = [(name, count) for name, (count, _) in pairs.items()]
    after = [(name, count) for name, (_, count) in pairs.items() if count]
    kept = release("first", "c1", "m1", before, resolution=7)
    # All of them: 497 and 500 leave 500 to 503.
    kept[0]["reported_count"] = 497
    columns = "finding, selections, least, most"
    found = find("revealing", columns, kept=kept, today=today("m1", after))
    assert found == [
        ("narrowed", "", 500, 503),
        ("narrowed", "a:56 to 59", 56, 59),
        ("narrowed", "a:7 to 9", 7, 9),
        ("narrowed", "a:70", 70, 70),
    ]
    assert not find("revealing", columns, kept=kept[:1], today=today("m2"))
    # 56 to 62, 50 to 59 and 52 to 64: no two leave as few as all three, and the last is named.
    kept = [
        *release("first", "c1", "m1", [("x", 56)], resolution=7),
        *release("second", "c2", "m1", [("x", 52)], resolution=13, day=2),
    ]
    found = find("revealing", f"release_id, {columns}", kept=kept, today=today("m1", [("x", 50)]))
    assert ("second", "narrowed", "a:x", 56, 59) in found
    # What the third does not report counts 57 at most.
    kept = [*kept, *release("third", "c3", "m1", resolution=58, day=3)]
    found = find("revealing", f"release_id, {columns}", kept=kept, today=today("m1", [("x", 50)]))
    assert ("third", "narrowed", "a:x", 56, 57) in found


def test_an_exception_holds_to_its_last_day_and_says_who_and_why(find):
    now = datetime.now(UTC).date()
    good = {"owner": "Data officer", "reason": "known", "expires_on": now, "statement": None}
    bad = {
        "yesterday": {"expires_on": now - timedelta(days=1)},
        "no day": {"expires_on": None},
        "too far away": {"expires_on": now + timedelta(days=367)},
        "nobody": {"owner": " "},
        "no owner": {"owner": None},
        "no reason": {"reason": " "},
    }
    rows = [good | {"model": "good"}] + [good | {"model": name} | row for name, row in bad.items()]
    found = find("expired", "model", exceptions=rows)
    assert found == sorted((name,) for name in bad)


def ledger(*charges) -> list[dict]:
    """Entries of the privacy ledger, chained: the fingerprint, what was spent, and the budget."""
    rows, before = [], ""
    for entry, (fingerprint, spent, budget) in enumerate(charges, 1):
        row = {"entry": str(entry), "recorded_at": "2026-01-01 00:00:00", "charge_id": "run"}
        row |= {"data_set": "people", "fingerprint": fingerprint, "mechanism": "noise"}
        row |= {"epsilon": "1.0", "delta": None, "neighbour_relation": "one person"}
        row |= {"spent_epsilon": str(spent), "budget_epsilon": str(budget)}
        row |= {"package_version": "1", "previous_hash": before}
        text = json.dumps([*row.values()], separators=(",", ":"))
        before = hashlib.sha256(text.encode()).hexdigest()
        rows.append(row | {"entry_hash": before})
    return rows


OVERDRAWN = {
    "nothing": (ledger(("f", 1.0, 2.0), ("g", 2.0, 2.0)), ["f", "g"], []),
    "no charge": (ledger(("f", 1.0, 2.0)), ["g"], ["no charge is on record for this release"]),
    "no noise": (ledger(("g", 1.0, 2.0)), [], ["the noise of this release is not on record"]),
    "too much": (
        ledger(("f", 1.0, 2.0), ("g", 2.01, 2.0)),
        ["g"],
        ["entry 2 has spent more than its budget"],
    ),
    "changed": (
        [row | {"epsilon": 0.5} for row in ledger(("g", 1.0, 2.0))],
        ["g"],
        ["entry 1: one of its fields was changed"],
    ),
    "missing": (
        ledger(("f", 1.0, 2.0), ("g", 2.0, 2.0))[1:],
        ["g"],
        ["entry 2: an entry before it is missing, or it is there twice"],
    ),
}


@pytest.mark.parametrize("case", OVERDRAWN)
def test_a_release_is_charged_drawn_and_within_the_budget(case, find):
    """The release is that of the fingerprint g."""
    entries, drawn, wanted = OVERDRAWN[case]
    found = find(
        "overdrawn",
        "*",
        privacy_ledger=entries,
        release_key=[{"fingerprint": "g"}],
        drawn=[{"fingerprint": each} for each in drawn],
    )
    assert found == [(finding,) for finding in wanted]


def test_no_count_is_above_that_of_a_part(find):
    good = [([0], 9), ([1], 8), ([2], 7), ([0, 1], 8), ([0, 2], 7), ([1, 2], 6), ([0, 1, 2], 6)]
    columns = "attribute_ids, reported_count, part_ids, part_count"
    assert find("inconsistent", columns, reported=reported(*good)) == []
    more = reported(*good[:-1], ([0, 1, 2], 7))
    assert find("inconsistent", columns, reported=more) == [([0, 1, 2], 7, [1, 2], 6)]
    assert find("inconsistent", columns, reported=reported(*good[1:])) == [
        ([0, 1], 8, [0], None),
        ([0, 2], 7, [0], None),
    ]


def test_up_to_three_values_of_a_synthetic_record_are_reported(find):
    made = [([0], 5), ([0, 1], 4), ([1, 2], 3), ([0, 1, 2], 2), ([0, 1, 2, 3], 1)]
    rows = [row | {"length": len(row["attribute_ids"])} for row in counted(*made)]
    found = find(
        "unreported",
        "attribute_ids, support",
        synthetic=rows,
        reported=reported(([0], 9), ([0, 1], 4)),
    )
    assert found == [([0, 1, 2], 2), ([1, 2], 3)]


def test_half_of_k_numbers_and_at_least_two_have_to_remain(statements):
    fewest = [int(statements[f"fewest numbers for {k}"]) for k in (2, 3, 10, 11)]
    assert fewest == [2, 2, 5, 6]


NAMED = {"column_name": "email", "kind": "e-mail", "found_in": "name"}


def verdicts(find, check="verdicts", **tables) -> dict[str, tuple[str, bool]]:
    """Verdict and whether it stops the release, by check."""
    rate = dict.fromkeys(("attacks", "control_attacks"), 100)
    rate |= dict.fromkeys(("successes", "control_successes"), 10)
    rate |= dict.fromkeys(("excess", "excess_from", "excess_to"), 0.01)
    known = {
        "of_attack_results": [rate | {"attack": attack} for attack in ATTACKS],
        "of_group_diversity": [{"length": 1}],
        "of_noise_scales": [{"epsilon": 1, "delta": 1e-6}],
        "of_records_at_risk_by_length": [at_risk(1)],
    }
    rows = find(check, "check_name, verdict, stops_release", **{**known, **tables})
    return {name: (verdict, stops) for name, verdict, stops in rows}


def at_risk(protected: float) -> dict:
    """A row of the records at risk, of whom a share is protected."""
    row = {"records": 1000, "measured_records": 1000, "unique_records": 20, "rare_records": 500}
    return row | {"share_protected": protected}


def test_one_finding_fails_its_check_and_no_other(find):
    passed = {name: ("pass", stops) for name, stops in COUNTED.items()}
    passed |= dict.fromkeys([*ATTACKS, *BOTH, "records_at_risk"], ("pass", True))
    passed["rows_are_people"] = ("pass", True)
    assert verdicts(find) == passed
    for name, stops in COUNTED.items():
        found = verdicts(find, **{f"of_{name}": [{"length": 1}]})
        assert found == passed | {name: ("fail", stops)}
    found = verdicts(find, of_direct_identifiers=[NAMED])
    assert found == passed | {"direct_identifiers": ("fail", True)}
    for name in ATTACKS:
        found = verdicts(find, of_successful_attacks=[{"attack": name}])
        assert found == passed | {name: ("fail", True)}
    found = verdicts(find, of_records_at_risk_by_length=[at_risk(1), at_risk(0.999)])
    assert found == passed | {"records_at_risk": ("fail", True)}
    # What could not be looked at is no pass.
    found = verdicts(find, of_attack_results=[], of_group_diversity=[])
    unchecked = [*ATTACKS, "homogeneous_groups", "undiverse_combinations"]
    assert {name for name, (verdict, _) in found.items() if verdict != "pass"} == set(unchecked)
    assert {found[name][0] for name in unchecked} == {"not checked"}


def test_one_finding_fails_its_check_of_a_private_release(find):
    passed = dict.fromkeys([*PRIVATE, *BOTH, "rows_are_people"], ("pass", True))
    assert verdicts(find, "private verdicts") == passed
    for name in PRIVATE:
        found = verdicts(find, "private verdicts", **{f"of_{name}": [{"length": 1}]})
        assert found == passed | {name: ("fail", True)}
    found = verdicts(find, "private verdicts", of_direct_identifiers=[NAMED])
    assert found == passed | {"direct_identifiers": ("fail", True)}


def test_what_stops_a_release_does_so_with_and_without_the_tests_of_dbt():
    """By a data test of the verdict, and by what the published models read."""
    folder = ROOT / "models" / "checks" / "verdict"
    told = yaml.safe_load((folder / "_verdict.yml").read_text(encoding="utf-8"))["models"]
    (model,) = [each for each in told if each["name"] == "showcase_verdicts"]
    tests = [next(iter(each.values())) for each in model["data_tests"]]
    tested = {
        (each["arguments"].get("guarantee"), each["arguments"]["check_name"]): each
        for each in tests
    }
    of_k = [*COUNTED, *ATTACKS, "records_at_risk"]
    assert set(tested) == {
        *(("k_anonymity", name) for name in of_k),
        *(("differential_privacy", name) for name in PRIVATE),
        *((None, name) for name in BOTH),
    }
    warned = {name for (_, name), each in tested.items() if "config" in each}
    assert warned == {name for name, stops in COUNTED.items() if not stops}

    sql = (folder / "showcase_release_checks.sql").read_text(encoding="utf-8")
    read = re.findall(r"(\w+)\"?[=:] ?ref\(\"showcase_(\w+)\"\)", sql)
    assert all(name == model for name, model in read)
    # The homogeneous groups where the option says so; a record is at risk where something leaks.
    wanted = [name for name, stops in COUNTED.items() if stops]
    wanted += [*PRIVATE, *BOTH, *BOTH, "homogeneous_groups", "successful_attacks"]
    assert sorted(name for name, _ in read) == sorted(wanted)
