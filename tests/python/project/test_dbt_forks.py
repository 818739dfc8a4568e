"""What most tests run is what the program `dbt` would run: the project is parsed once for them."""

import json

import pytest
from dbt_forks import OF_LABELS, PARSED, parsed_variables

# Variables that dbt looks at as it parses.
GIVEN = {
    "k-anonymity": {
        "generalize": {"town": "auto"},
        "hierarchies": {"town": "towns.csv", "job": "example_cases"},
        "bands": {"age": [18, 65]},
        "min_diversity": 2,
        "homogeneity_severity": "error",
    },
    "labels": {
        "labels": {"town": {"values_from": "example_cases"}},
        "normalize_values": ["town"],
    },
    "aggregate_seeded": {"synthesis_mode": "aggregate_seeded", "published_schema": "out"},
    "differential privacy": {
        "input_file": "people.csv",
        "guarantee": "differential_privacy",
        "bands": {"age": {"quantiles": 2, "from": 0, "to": 4}, "income": [0, 9]},
        "public_values": {"sex": ["F", "M"]},
    },
}


# Another value than the default of an option, where one of its type can't be made up.
OTHER = {
    "input_format": {"delimiter": ";"},
    "truth_values": {"true": ["oui"], "false": ["non"]},
    "record_limit": 5,
    "rows_per_subject": "several",
    "missing_subject_id": "one_each",
    "column_groups": {"group": ["a", "b"]},
    "oversampling_ratio": 1,
    "weight_selection_percentile": 50,
    "target_number_of_records": 5,
    "max_value_share": 0.9,
    "min_interval": 2,
    "control_share": 0.2,
    "max_attack_excess": {"linkage": 0.1},
    "epsilon": 1,
    "delta": 0.1,
    "budget_epsilon": 5,
    "budget_shares": {},
    "fabrication_mode": "none",
    "language": "fr",
    "max_values": {"a": 2},
    "public_values": {"a": ["b"]},
    "pages": {"page": ["a"]},
    "page_groups": {"group": ["a"]},
    "colours": {"reported": "#0072b2"},
}


def another(name: str, value):
    """Another value than the default of an option."""
    if name in OTHER:
        return OTHER[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return {dict: {"a": "b"}, list: ["a"]}.get(type(value), "other")


def nodes(warehouse, command, variables) -> dict:
    """All that is run, as the command writes it down."""
    warehouse.writes_json = True
    done = warehouse.dbt(*command, **variables)
    assert done.code == 0, done.output
    written = json.loads((warehouse.folder / "target" / "manifest.json").read_text())
    found = {**written["nodes"], **written["exposures"], **written["unit_tests"]}
    for node in found.values():
        for name in [name for name in node if name.startswith(("compiled", "created_at"))]:
            del node[name]
        node.pop("build_path", None)
    assert len(found) > 100
    return found


@pytest.mark.parametrize("case", GIVEN)
def test_variables_that_are_left_out_change_nothing_that_is_parsed(case, warehouse):
    done = warehouse.dbt(
        "--quiet", "compile", "--inline", "{{ tojson(synthetic_showcase.showcase_options()) }}"
    )
    options = json.loads(done.output)
    given = GIVEN[case]
    every = {name: another(name, option["default"]) for name, option in options.items()}
    for name in set(PARSED) - set(OF_LABELS):
        every.pop(name.removeprefix("showcase_"), None)
    every = {**every, **given}
    assert len(every) > 40
    parse = ("parse", "--no-partial-parse")
    full, found = nodes(warehouse, parse, every), nodes(warehouse, parse, known(given))
    assert full.keys() == found.keys()
    assert [name for name in full if full[name] != found[name]] == []


def known(given: dict) -> dict:
    """What the process that is forked parses with, without prefix."""
    named = parsed_variables({f"showcase_{name}": value for name, value in given.items()})
    return {name.removeprefix("showcase_"): value for name, value in named.items()}


def test_what_was_parsed_before_is_what_is_run(warehouse):
    given = {"reporting_length": 2, "min_diversity": 2}
    parsed = nodes(warehouse, ("parse", "--no-partial-parse"), given)
    (warehouse.folder / "target" / "manifest.json").unlink()
    assert nodes(warehouse, ("run", "--select", "example_cases"), given) == parsed
