"""Every check of a release can fail: bad releases, each caught by the check meant for it."""

from pathlib import Path

import checks
import pytest
import referee
from conftest import Warehouse
from people import COLUMNS, invented_people, write_people
from test_attacks import residual

from synthetic_showcase.checks.attacks import Attack

K, R = 10, 3
ALL_CHECKS = [
    "unsupported_synthetic_records",
    "fabricated_combinations",
    "leaked_combinations",
    "misreported_aggregates",
    "direct_identifiers",
    "homogeneous_groups",
    "undiverse_combinations",
    "pinned_combinations",
    "repeated_releases",
    "revealing_changes",
    "records_at_risk",
    "singling_out",
    "linkage",
    "attribute_inference",
    "rows_are_people",
    "ungated_columns",
]


def options_of(folder: Path) -> dict:
    """The options of a release of people, whose file is written here, without their prefix."""
    return {
        "input_file": write_people(folder / "people.csv", invented_people()),
        "reporting_resolution": K,
        "reporting_length": R,
    }


@pytest.fixture
def options(tmp_path) -> dict:
    """The options of a release."""
    return options_of(tmp_path)


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """A warehouse in which all is built and checked, and nothing published, and its options."""
    warehouse = Warehouse(tmp_path_factory.mktemp("checked"))
    options = options_of(warehouse.folder)
    last = ("+showcase_verdicts", "+showcase_records_at_risk_by_attribute")
    warehouse.build("--select", *last, **options)
    assert not warehouse.failed()
    return warehouse, options


def refused(warehouse: Warehouse, *arguments: str, **options) -> set[str]:
    """The checks that fail in a build that must not publish."""
    build = warehouse.dbt("build", *arguments, **options)
    assert build.code != 0, build.output
    assert not (warehouse.folder / "published.duckdb").exists()
    found = warehouse.failed()
    for name in found:
        assert f"FAIL {name}: " in build.output or not warehouse.verdicts()[name][1]
    return found


def test_a_good_release_passes_every_check(warehouse, options):
    warehouse.build(**options, sensitive_columns=["disease"], min_diversity=2)
    found = warehouse.verdicts()
    assert list(found) == ALL_CHECKS
    # That each row of the file is a person was declared: nobody can check it.
    verdict, _, sentence = found.pop("rows_are_people")
    assert (verdict, "declares that each row is one" in sentence) == ("not checked", True)
    assert "rows, each declared to be a person, share" in found["unsupported_synthetic_records"][2]
    assert {verdict for verdict, _, _ in found.values()} == {"pass"}
    assert all(sentence.endswith(".") for _, _, sentence in found.values())


@pytest.mark.parametrize("table", ["example", "acs"])
def test_the_example_and_a_real_table_pass(table, request):
    found = request.getfixturevalue(table).verdicts()
    unchecked = {name for name, (verdict, _, _) in found.items() if verdict != "pass"}
    declared = {"acs": {"rows_are_people"}, "example": set()}[table]
    assert unchecked == {"homogeneous_groups", "undiverse_combinations"} | declared


def test_intervals_hold_for_all_columns_together(example):
    """The formulas in SQL beside those that are compared with anonymeter."""
    query = "select attack, attacks, successes, control_attacks, control_successes, excess"
    rows = example.rows(
        f"{query}, excess_from, excess_to from showcase_attack_results", "sensitive"
    )
    attacks = [attack for attack, *_ in rows]
    assert attacks.count("attribute_inference") > 5
    for attack, *counts, excess, least, most in rows:
        made = Attack(attack, -1, *counts, 0.0)
        wanted = residual(made, 1 - 0.05 / attacks.count(attack))
        assert (excess, least, most) == pytest.approx(wanted, abs=1e-3)


@pytest.mark.slow
def test_two_weeks_of_a_real_table(warehouse, data):
    """The second week is refused, and published by who opts in; the attacks fail on both."""
    (_, first), (_, second) = checks.releases("covid_weeks", data, warehouse.folder)
    first, second = (
        {name.removeprefix("showcase_"): value for name, value in given.items()}
        for given in (first, second)
    )
    warehouse.build(**first)
    assert not warehouse.failed()
    refusal = warehouse.dbt("build", **(second | {"allow_repeated_k_anonymity": False}))
    assert refusal.code != 0
    assert warehouse.failed() == {"repeated_releases", "revealing_changes"}
    warehouse.build(**second)
    assert warehouse.failed() == {"revealing_changes"}


def test_what_was_not_checked_is_no_pass(warehouse, options):
    warehouse.build(**options, control_share=0)
    found = {name for name, (verdict, _, _) in warehouse.verdicts().items() if verdict != "pass"}
    unchecked = {"homogeneous_groups", "undiverse_combinations", "rows_are_people"}
    assert found == unchecked | {"singling_out", "linkage", "attribute_inference"}
    assert not warehouse.failed()


WHOLE = "select attribute_ids from {{ ref('%s') }}"
COPY = f"""
select
    cast(row_number() over (order by attribute_ids) as integer) as synthetic_id,
    attribute_ids
from ({WHOLE})
"""
SAMPLED = "with good as ({{ synthetic_showcase.sample_records(ref('showcase_distinct_records')) }})"
MORE = "select * from good union all select (select max(synthetic_id) + 1 from good), %s"
REPORTED = """with good as ({{ synthetic_showcase.report_aggregates(
    ref('showcase_combination_counts'), ref('showcase_reported_attributes'),
    group_diversity=ref('showcase_group_diversity')
) }})"""
ALL_COUNTS = """all_counts as (
    {{ synthetic_showcase.count_combinations(ref('showcase_distinct_records'), resolution=1) }}
)"""
RARE = """(
    select attribute_ids from all_counts where length = 3 and support = 1 order by 1 limit 1
) as rare"""
# What is wrong: the model that is replaced, its SQL, and the checks that find it, no fewer and
# no more.
BAD_RELEASES = {
    "raw records are published": (
        "synthesis/showcase_sampled_records",
        COPY % "showcase_record_attributes",
        {"unsupported_synthetic_records", "leaked_combinations", "records_at_risk"},
    ),
    "a rare combination is slipped into the records": (
        "synthesis/showcase_sampled_records",
        f"{SAMPLED}, {ALL_COUNTS} {MORE % 'attribute_ids'} from {RARE}",
        {"unsupported_synthetic_records", "leaked_combinations", "records_at_risk"},
    ),
    "a whole record is rare though all its short parts are frequent": (
        "synthesis/showcase_sampled_records",
        f"{SAMPLED}, all_records as ({WHOLE % 'showcase_record_attributes'})"
        f" {MORE % 'attribute_ids'} from ("
        "select list_slice(attribute_ids, 1, 4) as attribute_ids from all_records"
        f" group by 1 having count(*) < {K} order by count(*) desc, 1 limit 1)",
        {"unsupported_synthetic_records"},
    ),
    "a record says what nobody is": (
        "synthesis/showcase_sampled_records",
        f"{SAMPLED} {MORE % 'attribute_ids'} from ("
        "select list(attribute_id order by attribute_id) as attribute_ids"
        " from {{ ref('showcase_attributes') }} where (column_name, value) in"
        " (('town', 'Bergen'), ('job', 'clerk'), ('disease', 'mumps')))",
        {"unsupported_synthetic_records", "fabricated_combinations"},
    ),
    "a rare combination is slipped into the aggregates": (
        "aggregates/showcase_reported_aggregates",
        f"{REPORTED}, {ALL_COUNTS} select * from good union all"
        f" select 999999, 3, attribute_ids, 'x:y', {K}, null from {RARE}",
        {"leaked_combinations", "misreported_aggregates", "records_at_risk"},
    ),
    "a rare combination is counted as frequent": (
        "counting/showcase_combination_counts",
        "with good as ("
        "{{ synthetic_showcase.count_combinations(ref('showcase_distinct_records')) }}),"
        f" {ALL_COUNTS} select * from good union all select 3, attribute_ids, {K} from {RARE}",
        {"leaked_combinations", "records_at_risk"},
    ),
    "counts are not rounded down": (
        "aggregates/showcase_reported_aggregates",
        f"{REPORTED} select good.* replace (counts.support as reported_count) from good"
        " inner join {{ ref('showcase_combination_counts') }} as counts using (attribute_ids)",
        {"misreported_aggregates", "pinned_combinations"},
    ),
    "an e-mail address is slipped into the values": (
        "aggregates/showcase_reported_attributes",
        "with good as ({{ synthetic_showcase.report_attributes(ref('showcase_attributes')) }})"
        " select * from good"
        " union all select 999999, 'town', 'ana@example.org', 'town:ana@example.org'",
        {"direct_identifiers"},
    ),
    "the sampler copies records": (
        "checks/attacks/showcase_trial_sampled_records",
        COPY % "showcase_trial_record_attributes",
        {"singling_out", "linkage", "attribute_inference"},
    ),
}


@pytest.mark.parametrize("wrong", BAD_RELEASES)
def test_a_bad_release_is_caught_by_the_checks_meant_for_it(wrong, checked, tmp_path):
    model, sql, expected = BAD_RELEASES[wrong]
    good, options = checked
    # The first as a whole; of the others what the bad model leads to, after a good one.
    if wrong == next(iter(BAD_RELEASES)):
        warehouse, selected = Warehouse(tmp_path), []
    else:
        warehouse = good.copied_to(tmp_path / "copy")
        selected = ["--select", f"{model.rpartition('/')[2]}+"]
    bad = warehouse.project_with(f"models/{model}.sql", sql)
    assert refused(bad, *selected, **options) == expected


def test_a_homogeneous_group_is_a_warning_or_stops_the_release(warehouse, options):
    options |= {"sensitive_columns": ["Disease"]}
    assert refused(warehouse, **options, homogeneity_severity="error") == {"homogeneous_groups"}
    groups = "select distinct column_name, value, distinct_values from showcase_homogeneous_groups"
    assert ("disease", "flu", 1) in warehouse.rows(groups, "sensitive")
    build = warehouse.build(**options)
    assert warehouse.failed() == {"homogeneous_groups"}
    assert "warning homogeneous_groups: " in build.output
    assert (warehouse.folder / "published.duckdb").exists()


def test_a_release_that_was_to_be_diverse_and_is_not_is_refused(warehouse, options):
    bad = warehouse.project_with(
        "models/synthesis/showcase_diverse_records.sql",
        "{{ config(enabled=var('showcase_min_diversity', none) is not none) }}\n"
        "select * from {{ ref('showcase_sampled_records') }}",
    )
    options |= {"sensitive_columns": ["disease"], "min_diversity": 2}
    assert refused(bad, **options) == {"undiverse_combinations"}


def outcomes(group, column, sensitive) -> int:
    """How many outcomes of a column those have who share the rest of a combination."""
    rest = frozenset(attribute for attribute in group if attribute[0] != column)
    return len({dict(r).get(column) for r in sensitive if rest <= r})


@pytest.mark.parametrize("mode", ["shortfall_seeded", "aggregate_seeded"])
def test_what_is_published_is_diverse_and_nothing_else_is_left_out(mode, warehouse, options):
    options |= {"sensitive_columns": ["disease", "gender"], "synthesis_mode": mode}
    warehouse.build(**options, min_diversity=3, homogeneity_severity="error", max_value_share=1)
    sensitive = referee.records(COLUMNS, ([v or None for v in row] for row in invented_people()))
    published = {
        referee.parse(text) for (text,) in warehouse.rows("select selections from aggregates")
    }
    wanted = {
        c
        for c, n in referee.counts(sensitive, R).items()
        if n >= K
        and all(outcomes(c, s, sensitive) >= 3 for s in ("disease", "gender") if s in dict(c))
    }
    # There are two genders, so that none is told of anybody.
    assert published == wanted
    assert not any("gender" in dict(c) for c in published)
    assert any("disease" in dict(c) for c in published)
    if mode == "shortfall_seeded":
        rows = warehouse.rows(f"select {', '.join(COLUMNS)} from synthetic_records")
        synthetic = set(referee.records(COLUMNS, rows))
        told = [r for r in synthetic if "disease" in dict(r)]
        assert told
        assert all(outcomes(r, "disease", sensitive) >= 3 for r in told)
        assert not any("gender" in dict(r) for r in synthetic)


def test_intervals_of_counts_that_are_not_reported_hold_the_truth(warehouse, options):
    """And a limit that is as strict as can be is missed by some of them, and by these alone."""
    found = refused(warehouse, **options, min_interval=K)
    assert found == {"pinned_combinations"}
    sensitive = referee.records(COLUMNS, ([v or None for v in row] for row in invented_people()))
    counts = referee.counts(sensitive, R)
    names = warehouse.rows(
        "select attribute_id, column_name, value from showcase_attributes", "sensitive"
    )
    attributes = {number: (column, value) for number, column, value in names}
    intervals = {
        frozenset(attributes[a] for a in ids): (least, most)
        for ids, least, most in warehouse.rows(
            "select attribute_ids, least, most from showcase_inferred_counts", "sensitive"
        )
    }
    assert len(intervals) > 20, "nothing was narrowed"
    for combination, (least, most) in intervals.items():
        assert 0 <= least <= counts[combination] <= most < K
    pinned = warehouse.rows(
        "select attribute_ids, support from showcase_pinned_combinations", "sensitive"
    )
    assert {(frozenset(attributes[a] for a in ids), n) for ids, n in pinned} == {
        (c, counts[c])
        for c, (least, most) in intervals.items()
        if most - least + 1 < K and counts[c]
    }


def test_records_at_risk_are_those_that_hold_something_rare(checked):
    warehouse, _ = checked
    sensitive = referee.records(COLUMNS, ([v or None for v in row] for row in invented_people()))
    counts = referee.counts(sensitive, R)
    query = "select length, unique_records, rare_records, protected_records from "
    found = warehouse.rows(query + "showcase_records_at_risk_by_length order by 1", "sensitive")
    held = [[counts[c] for c in referee.counts([r], R)] for r in sensitive]
    for length, unique, rare, protected in found:
        least = [
            min((counts[c] for c in referee.counts([r], R) if len(c) == length), default=K)
            for r in sensitive
        ]
        assert unique == sum(n == 1 for n in least)
        assert rare == protected == sum(n < K for n in least)
    assert any(rare for _, _, rare, _ in found)
    query = "select value, unique_records, rare_records from showcase_records_at_risk_by_attribute"
    for value, unique, rare in warehouse.rows(query + " where column_name = 'town'", "sensitive"):
        least = [
            min(n for c, n in zip(referee.counts([r], R), of, strict=True) if ("town", value) in c)
            for r, of in zip(sensitive, held, strict=True)
            if ("town", value) in r
        ]
        assert (unique, rare) == (sum(n == 1 for n in least), sum(n < K for n in least))


WRONG = {
    "sensitive_columns": (["nobody"], "a column or group that is published"),
    "max_value_share": (0.4, "a number from 0.5 to 1"),
    "homogeneity_severity": ("ignore", "one of warn, error"),
    "min_diversity": (1, "a whole number, 2 or more"),
    "min_interval": (0, "a whole number, 1 or more"),
    "control_share": (1, "a number from 0 to 0.9"),
    "attacks": (5, "a whole number from 100 to 100000"),
    "max_attack_excess": ({"copying": 0.1}, "a number from 0 to 1 for some of singling_out"),
    "allow_repeated_k_anonymity": ("yes", "true or false"),
}


@pytest.mark.parametrize("option", WRONG)
def test_a_wrong_option_stops_before_any_work(option, warehouse, options):
    value, allowed = WRONG[option]
    build = warehouse.dbt("build", **options, **{option: value})
    assert build.code != 0
    assert f"showcase_{option} must be {allowed}" in build.output
    assert "OK created" not in build.output


def test_a_diversity_without_columns_is_refused(warehouse, options):
    build = warehouse.dbt("build", **options, min_diversity=2)
    assert build.code != 0
    assert "showcase_sensitive_columns must be a list of at least one column" in build.output
