"""Releases with differential privacy from end to end: what is promised, charged and refused."""

import csv
import random
import signal
import subprocess
import time
from collections import Counter
from itertools import combinations
from math import log
from pathlib import Path

import pytest
import referee
from conftest import Warehouse
from people import write_people_with_lists

LEDGER = "governance.privacy_ledger"
COLUMNS = ["person", "town", "work", "age", "tags"]
DRAW = ("run", "--select", "+showcase_noisy_attributes")


def records(variables):
    with Path(variables["input_file"]).open(newline="") as file:
        for row in csv.DictReader(file):
            row.pop("person")
            tags = {("tags", tag) for tag in row.pop("tags").split(";") if tag}
            yield frozenset({(c, v) for c, v in row.items() if v} | tags)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A release, its variables and what the build printed."""
    warehouse = Warehouse(tmp_path_factory.mktemp("private"))
    variables = write_people_with_lists(warehouse.folder)
    return warehouse, variables, warehouse.build(**variables, whole=True).output


@pytest.fixture
def copied(released, tmp_path):
    """A copy of that warehouse that may be changed, and its variables."""
    warehouse, variables, _ = released
    return warehouse.copied_to(tmp_path / "copy"), variables


def charges(warehouse):
    return warehouse.rows(
        f"select epsilon, spent_epsilon from {LEDGER} order by entry", "sensitive"
    )


def test_the_release_says_what_is_promised(released):
    warehouse, _, output = released
    ((epsilon, delta, relation, resolution, reported, mode),) = warehouse.rows(
        "select epsilon, delta, neighbour_relation, resolution, reported_records, synthesis_mode"
        " from release"
    )
    assert (epsilon, resolution, mode) == (1, None, "aggregate_fitted")
    assert delta == pytest.approx(1 / (reported * log(reported)))
    # Laplace noise of scale 50 on 3,001 people.
    assert abs(reported - 3001) < 50 * log(1e7)
    assert relation == "one whole subject, with all of its rows and values, added or removed"
    certificate = (warehouse.folder / "release" / "RELEASE.md").read_text(encoding="utf-8")
    assert "It is not differential privacy" not in certificate
    assert "has spent epsilon 1.0 of 1.0, over 1 charges" in certificate
    assert "charged; the data set people.csv has spent epsilon 1.0 of 1.0" in output


def test_every_count_has_a_standard_error_that_tells_how_far_it_is_off(released):
    warehouse, variables, _ = released
    true = referee.counts(list(records(variables)), 3)
    rows = warehouse.rows("select selections, reported_count, standard_error from aggregates")
    assert len(rows) > 50
    off = [abs(count - true[referee.parse(text)]) / error for text, count, error in rows]
    # Counts of one release share some of their noise, so this is no fine measure.
    assert sum(each <= 2 for each in off) / len(off) > 0.6
    assert sum(each <= 6 for each in off) / len(off) > 0.95


def test_no_combination_counts_more_than_its_parts(released):
    warehouse, _, _ = released
    counts = {
        referee.parse(text): count
        for text, count in warehouse.rows("select selections, reported_count from aggregates")
    }
    assert {len(combination) for combination in counts} == {1, 2, 3}
    for combination, count in counts.items():
        for part in combinations(combination, len(combination) - 1):
            assert len(combination) == 1 or counts[frozenset(part)] >= count > 0


def test_synthetic_records_hold_reported_combinations_only(released):
    warehouse, variables, _ = released
    rows = warehouse.rows("select selections from aggregates")
    reported = {referee.parse(text) for (text,) in rows}
    rows = warehouse.rows(
        "select list((column_name, value)) from synthetic_attributes group by synthetic_id"
    )
    made = [frozenset(row) for (row,) in rows]
    assert set(referee.counts(made, 3)) <= reported
    assert not any(("work", "lion tamer") in record for record in made)
    single = referee.counts(made, 1)
    for attribute, count in referee.counts(list(records(variables)), 1).items():
        assert count < 900 or single[attribute] == pytest.approx(count, rel=0.2), attribute


def test_every_published_column_comes_from_noise(released):
    warehouse, _, _ = released
    rows = warehouse.rows(
        "select distinct gate from governance.column_lineage where model = 'showcase_aggregates'",
        "sensitive",
    )
    assert {gate for (gate,) in rows if gate} == {
        *(
            "showcase_noisy_record_count",
            "showcase_noisy_widths",
            "showcase_noisy_attributes",
            "showcase_noisy_pairs",
        ),
        *(
            "showcase_noisy_combinations",
            "showcase_reported_columns",
            "showcase_release_key",
            "showcase_release_checks",
        ),
    }


def test_the_same_release_is_charged_and_drawn_once(copied):
    warehouse, variables = copied
    before = warehouse.published(same_run=False)
    output = warehouse.build("--full-refresh", **variables).output
    assert (
        "nothing charged, because the same data with the same options is the same release" in output
    )
    assert warehouse.published(same_run=False) == before
    assert charges(warehouse) == [(1, 1)]
    # Another seed makes other records of the same counts, and draws no noise either.
    warehouse.build(**variables, seed=5)
    after = warehouse.published(same_run=False)
    assert after["synthetic_records"] != before["synthetic_records"]
    assert charges(warehouse) == [(1, 1)]
    assert warehouse.dbt("run-operation", "showcase_verify_ledger").code == 0


def test_a_budget_can_not_be_overspent(copied):
    warehouse, variables = copied
    before = warehouse.published()
    variables = {**variables, "epsilon": 0.5}
    build = warehouse.dbt("build", **variables, budget_epsilon=1.25)
    assert build.code != 0
    assert (
        "has spent epsilon 1.0 and this release would spend 0.5 more, 1.5 together" in build.output
    )
    assert "showcase_budget_epsilon is 1.25" in build.output
    assert warehouse.published() == before
    assert charges(warehouse) == [(1, 1)]
    # Another name is another data set; a larger budget is somebody's decision.
    assert warehouse.dbt(*DRAW, **variables, data_set="others").code == 0
    assert warehouse.dbt(*DRAW, **variables, budget_epsilon=1.5).code == 0
    assert charges(warehouse) == [(1, 1), (0.5, 0.5), (0.5, 1.5)]


def test_a_charge_is_not_given_back(copied):
    """Stopped between the charge and the noise; the release that was complete stays free."""
    warehouse, variables = copied
    other = {**variables, "epsilon": 0.25, "budget_epsilon": 2}
    assert warehouse.dbt("run", "--select", "+showcase_privacy_ledger", **other).code == 0
    assert warehouse.dbt(*DRAW, **other).code == 0
    assert charges(warehouse) == [(1, 1), (0.25, 1.25), (0.25, 1.5)]
    assert warehouse.dbt(*DRAW, **variables).code == 0
    assert len(charges(warehouse)) == 3


def test_nothing_is_drawn_without_a_charge_of_the_run(copied):
    warehouse, variables = copied
    other = {**variables, "epsilon": 0.25, "budget_epsilon": 2}
    assert warehouse.dbt("run", "--select", "+showcase_privacy_ledger", **other).code == 0
    drawn = warehouse.rows("from noisy_record_count", "sensitive")
    build = warehouse.dbt("run", "--select", "showcase_noisy_record_count", **other)
    assert build.code != 0 and "privacy_ledger has no charge of this run" in build.output
    assert warehouse.rows("from noisy_record_count", "sensitive") == drawn


def test_changed_data_are_another_release_and_are_charged(copied):
    warehouse, variables = copied
    changed = write_people_with_lists(warehouse.folder, people=2999)
    build = warehouse.dbt(*DRAW, **changed)
    assert build.code != 0 and "would spend 1 more, 2.0 together" in build.output
    # The order of the rows is not the data.
    header, *rows = Path(variables["input_file"]).read_text().splitlines()
    path = warehouse.folder / "people.csv"
    path.write_text("\n".join([header, *reversed(rows)]) + "\n")
    assert warehouse.dbt(*DRAW, **{**variables, "input_file": str(path)}).code == 0
    assert charges(warehouse) == [(1, 1)]


@pytest.mark.parametrize(
    "change",
    [
        f"update {LEDGER} set epsilon = 0.1, spent_epsilon = 0.1",
        f"update {LEDGER} set budget_epsilon = 9",
    ],
)
def test_a_changed_ledger_stops_the_next_build(change, copied):
    warehouse, variables = copied
    warehouse.change(change)
    build = warehouse.dbt("build", **{**variables, "epsilon": 0.5, "budget_epsilon": 5})
    assert (
        build.code != 0 and "privacy_ledger, entry 1: one of its fields was changed" in build.output
    )


def test_a_ledger_that_can_not_be_written_stops_before_any_noise(copied):
    warehouse, variables = copied
    warehouse.change(f"create table governance.kept as from {LEDGER}")
    warehouse.change(f"drop table {LEDGER}")
    warehouse.change(f"create view {LEDGER} as from governance.kept")
    drawn = warehouse.rows("from noisy_record_count", "sensitive")
    build = warehouse.dbt(*DRAW, **{**variables, "epsilon": 0.5, "budget_epsilon": 5})
    assert build.code != 0 and "privacy_ledger is a view, and has to be a table" in build.output
    assert warehouse.rows("from noisy_record_count", "sensitive") == drawn
    assert charges(warehouse) == [(1, 1)]
    warehouse.change(f"drop view {LEDGER}")
    build = warehouse.dbt(*DRAW, **{**variables, "epsilon": 0.5, "budget_epsilon": 5})
    assert build.code != 0 and "privacy_ledger lacks entries" in build.output


def test_noise_for_tests_is_never_published(copied):
    warehouse, variables = copied
    before = warehouse.published()
    other = {**variables, "budget_epsilon": 5, "deterministic_noise_for_tests": True}
    build = warehouse.dbt("build", **other)
    assert build.code != 0 and "The noise was deterministic, for tests" in build.output
    assert warehouse.published() == before
    mechanism = warehouse.rows(f"select mechanism from {LEDGER} where entry = 2", "sensitive")
    assert mechanism[0][0].startswith("deterministic noise for tests: not private")
    guarantee = warehouse.dbt("compile", "--select", "showcase_release", **other).output
    assert "NOT PRIVATE" in guarantee


def test_without_fabrication_nothing_is_reported_that_nobody_has(tmp_path):
    """Twelve of its values are declared, one of which nobody has; three counts are measured."""
    warehouse = Warehouse(tmp_path)
    variables = write_people_with_lists(tmp_path)
    declared = {"town": ["A", "B", "Atlantis"], "work": ["x", "y", "z"]}
    variables |= {"fabrication_mode": "none", "public_values": declared}
    warehouse.build("--select", "+showcase_aggregates", **variables)
    true = referee.counts(list(records(variables)), 3)
    rows = warehouse.rows("select selections, length from published.aggregates", "sensitive")
    assert {length for _, length in rows} == {1, 2, 3}
    assert all(true[referee.parse(text)] for text, _ in rows)


def test_declared_values_cost_nothing(tmp_path):
    """All columns declared: no threshold, all of delta for the noise, and what is not declared is
    nowhere."""
    warehouse = Warehouse(tmp_path)
    variables = write_people_with_lists(tmp_path, people=600)
    variables |= {
        "public_values": {"town": ["A", "B", "C"], "work": ["x", "y", "z"], "tags": list("uvw")},
        "use_columns": ["town", "work", "tags"],
        "contribution_bound": "columns",
    }
    assert warehouse.dbt("run", "--select", "+showcase_private_attributes", **variables).code == 0
    ((gaussian, delta, width),) = warehouse.rows(
        "select gaussian_delta, delta, width from showcase_noise_plan", "sensitive"
    )
    assert gaussian == delta
    assert width == 5
    rows = warehouse.rows(
        "select column_name, value, noisy_count from noisy_attributes", "sensitive"
    )
    assert {(column, value) for column, value, _ in rows} == {
        (column, value) for column, values in variables["public_values"].items() for value in values
    }
    # A value that nobody has passes once in a hundred times, by its noise.
    ((sigma,),) = warehouse.rows(
        "select sigma from showcase_noise_scales where length = 1", "sensitive"
    )
    expected = {value for _, value, count in rows if count >= 2.3263 * sigma}
    released = warehouse.rows("select value from showcase_private_attributes", "sensitive")
    assert {value for (value,) in released} == expected >= {"A"}


def test_a_table_that_is_too_small_is_refused_by_its_noisy_size_and_charged(tmp_path):
    warehouse = Warehouse(tmp_path)
    variables = write_people_with_lists(tmp_path, people=15)
    # So little noise on their number never makes of 16 records the 60 or so that are needed.
    variables["budget_shares"] = {"records": 0.8, 1: 0.1, 2: 0.05, 3: 0.05}
    variables["contribution_bound"] = "columns"
    build = warehouse.dbt("build", **variables)
    assert build.code != 0 and "the table is too small for its budget" in build.output
    assert charges(warehouse) == [(1, 1)]
    assert not (tmp_path / "published.duckdb").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"epsilon": None}, "showcase_epsilon must be a number above 0"),
        ({"epsilon": 0}, "showcase_epsilon must be a number above 0"),
        ({"epsilon": -1}, "showcase_epsilon must be a number above 0"),
        ({"delta": 0}, "showcase_delta must be a number above 0 and below 1"),
        ({"delta": 1.0}, "showcase_delta must be a number above 0 and below 1"),
        (
            {"budget_shares": {"records": 0.1, "contributions": 0.1, 1: 0.3, 2: 0.3, 3: 0.3}},
            "showcase_budget_shares must be shares that add up to 1; these add up to 1.1",
        ),
        ({"budget_shares": {"records": 0.5, 1: 0.5}}, "a share for each of the steps records"),
        (
            {"max_values": {}},
            "showcase_max_values must be a mapping that says how many values tags",
        ),
        ({"max_values": {"tags": 3, "town": 2}}, "showcase_max_values must be a column of lists"),
        ({"public_values": {"sex": ["F"]}}, "showcase_public_values must be a column that is"),
        ({"contribution_bound": 0}, "showcase_contribution_bound must be private, columns, or"),
        ({"fabrication_mode": "some"}, "showcase_fabrication_mode must be one of balanced, none"),
        ({"synthesis_mode": "row_seeded"}, "must be one of aggregate_fitted, aggregate_seeded"),
        ({"bands": {"age": {"quantiles": 4}}}, "showcase_bands must be edges, or quantiles of a"),
        (
            {"bands": {"age": {"quantiles": 4, "from": 9, "to": 9}}},
            "showcase_bands must be a range from a number to a larger one",
        ),
        (
            {"bands": {"person": {"quantiles": 4, "from": 0, "to": 9}}},
            "showcase_bands must be a column that is published",
        ),
        (
            {"generalize": {"town": "auto"}, "hierarchies": {"town": "towns.csv"}},
            "showcase_generalize must be a level with differential privacy",
        ),
        ({"min_diversity": 2, "sensitive_columns": ["work"]}, "empty with differential privacy"),
        ({"record_limit": 10}, "showcase_record_limit must be empty with differential privacy"),
        ({"guarantee": "k_anonymity"}, "showcase_guarantee must be differential_privacy if"),
        ({"guarantee": "strong"}, "showcase_guarantee must be one of k_anonymity"),
    ],
)
def test_bad_input_is_refused_before_anything_is_charged(options, message, tmp_path):
    warehouse = Warehouse(tmp_path)
    variables = write_people_with_lists(tmp_path, people=20) | options
    build = warehouse.dbt("build", **{k: v for k, v in variables.items() if v is not None})
    assert build.code != 0 and message in build.output, build.output
    names = "('privacy_ledger', 'showcase_input_records')"
    tables = f"select 1 from duckdb_tables() where table_name in {names}"
    assert not (tmp_path / "sensitive.duckdb").exists() or warehouse.rows(tables, "sensitive") == []


def test_a_table_of_which_nothing_can_be_told_gives_an_empty_release(tmp_path):
    """Enough people, and no value that more than a few have."""
    warehouse = Warehouse(tmp_path)
    path = tmp_path / "people.csv"
    path.write_text("motto,place\n" + "".join(f"n{i},s{i}\n" for i in range(500)))
    variables = {"input_file": str(path), "guarantee": "differential_privacy", "epsilon": 2}
    # With the default delta a value of one person passes in one of some ten builds.
    variables["delta"] = 1e-9
    assert "Release: 0 synthetic records" in warehouse.build(**variables).output
    assert warehouse.rows("from aggregates") == []
    # It was drawn all the same, and is not drawn again.
    assert warehouse.dbt(*DRAW, **variables).code == 0
    assert charges(warehouse) == [(2, 2)]


@pytest.mark.slow
def test_twenty_builds_at_once_some_of_them_killed_are_all_on_record(tmp_path):
    """Each may draw only what it was charged for; nothing forks the chain or is charged twice."""
    warehouse = Warehouse(tmp_path)
    variables = write_people_with_lists(tmp_path) | {"budget_epsilon": 100}
    assert warehouse.dbt("seed").code == 0
    waits = {"module": "synthetic_showcase.plugin", "config": {"wait_seconds": 900}}
    warehouse.profile(more={"plugins": [waits]})
    chance = random.Random(3)
    killed = set(chance.sample(range(20), 6))
    processes = []
    for i in range(20):
        command = warehouse.command(
            *("run", "--select", "+showcase_noisy_record_count"),
            **{**variables, "epsilon": (i + 1) / 100},
        )
        # A folder of its own for what dbt writes.
        command[command.index("--target-path") + 1] = str(tmp_path / f"target_{i}")
        processes.append(
            subprocess.Popen(
                command,
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
    for i in sorted(killed):
        time.sleep(chance.uniform(3, 12))
        processes[i].send_signal(signal.SIGKILL)
    codes = [process.wait() for process in processes]
    rows = warehouse.rows(
        f"select entry, epsilon, spent_epsilon, fingerprint from {LEDGER} order by entry",
        "sensitive",
    )
    assert [entry for entry, *_ in rows] == list(range(1, len(rows) + 1))
    epsilons = [round(100 * epsilon) for _, epsilon, _, _ in rows]
    assert len(set(epsilons)) == len(epsilons)
    finished = {i + 1 for i, code in enumerate(codes) if code == 0}
    # Every one that was let live came to its turn.
    assert finished >= set(range(1, 21)) - {i + 1 for i in killed}
    assert finished <= set(epsilons)
    assert rows[-1][2] == pytest.approx(sum(epsilons) / 100)
    drawn = warehouse.rows("select fingerprint from noisy_record_count", "sensitive")
    assert {row for (row,) in drawn} <= {row[3] for row in rows}
    assert len(finished) <= len(drawn) <= len(rows) <= 20
    assert warehouse.dbt("run-operation", "showcase_verify_ledger").code == 0


def write_numbers(folder, people=20_000):
    """A table of people with numbers, and its variables: quantiles of public ranges."""
    chance = random.Random(11)
    path = folder / "numbers.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "town", "Age", "income", "share"])
        for i in range(people):
            age = max(0, round(chance.gauss(35, 18))) if chance.random() > 0.1 else ""
            income = round(chance.lognormvariate(10, 0.6))
            writer.writerow([i, chance.choice("AB"), age, income, round(chance.random() - 0.5, 4)])
    return {
        "input_file": str(path),
        "subject_id": "person",
        "bands": {
            "age": {"quantiles": 4, "from": 0, "to": 70},
            "income": {"quantiles": 5, "from": 0, "to": 60_000},
            "share": {"quantiles": 3, "from": -0.5, "to": 0.5},
        },
        "guarantee": "differential_privacy",
        "epsilon": 3,
    }


def test_quantiles_are_found_by_noisy_counts_that_are_paid_for(tmp_path):
    warehouse = Warehouse(tmp_path)
    variables = write_numbers(tmp_path)
    warehouse.build(**variables)
    budget = warehouse.rows("select step, share from governance.privacy_budget", "sensitive")
    assert ("bands", 0.02) in budget and sum(share for _, share in budget) == pytest.approx(1)
    ((mechanism,),) = warehouse.rows(f"select mechanism from {LEDGER}", "sensitive")
    assert "bands: 0.02 (discrete Gaussian)" in mechanism

    # Noise of sqrt(3) / (mu sqrt(share)) in each cell, known or not; 70, 60 and 100 cells are some.
    cells = warehouse.rows("select column_name, value, noisy_count from noisy_bands", "sensitive")
    held = dict.fromkeys([(column, value) for column, value, _ in cells], 0)
    assert len(held) == 70 + 60 + 100
    grids = {"Age": (0, 1, 70), "income": (0, 1000, 60), "share": (-0.5, 0.01, 100)}
    with Path(variables["input_file"]).open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column, (low, step, size) in grids.items():
            if row[column]:
                cell = int((float(row[column]) - low) / step + 1e-9)
                held[column, f"{max(0, min(cell, size - 1)):03}"] += 1
    ((mu,),) = warehouse.rows("select mu from showcase_noise_plan", "sensitive")
    sigma = (3 * 0.98 / 0.02) ** 0.5 / mu
    noise = [count - held[column, value] for column, value, count in cells]
    assert sum(each**2 for each in noise) / len(noise) == pytest.approx(sigma**2, rel=0.6)

    # Each band has its share of those who have a value, and is named as one with edges of its own.
    chosen = warehouse.rows(
        "select column_name, value, generalized_value from showcase_chosen_bands", "sensitive"
    )
    counted, first = Counter(), {}
    for column, cell, band in sorted(chosen):
        counted[column, band] += held[column, cell]
        first.setdefault((column, band), int(cell))
    edges = {}
    for column, (low, step, _) in grids.items():
        quantiles = variables["bands"][column.lower()]["quantiles"]
        begin = [cell for (name, _), cell in first.items() if name == column]
        assert len(begin) == quantiles and begin == sorted(begin)
        edges[column] = [round(low + step * cell, 6) for cell in begin[1:]]
        known = [float(row[column]) for row in rows if row[column]]
        for i, edge in enumerate(edges[column], 1):
            below = sum(value < edge for value in known) / len(known)
            assert below == pytest.approx(i / quantiles, abs=0.07)
    query = (
        "select column_name, value, support from showcase_attributes where column_name <> 'town'"
    )
    assert counted == {(c, value): count for c, value, count in warehouse.rows(query, "sensitive")}

    assert warehouse.dbt(*DRAW, **variables).code == 0
    assert charges(warehouse) == [(3, 3)]
    named = {**variables, "bands": edges, "data_set": "named"}
    assert warehouse.dbt("run", "--select", "+showcase_public_attributes", **named).code == 0
    public = warehouse.rows(
        "select column_name, value from showcase_public_attributes", "sensitive"
    )
    assert sorted(public) == sorted(counted)


def test_accepted_values_of_the_input_and_bands_are_public(warehouse):
    """What dbt's own test says of a column of the input needs no second declaration."""
    project = warehouse.project_with(
        "models/people.sql",
        "select i as person, case when i % 2 = 0 then 'a' else 'b' end as town, i % 90 as age"
        " from range(500) as _(i)",
    )
    (project.project / "models" / "people.yml").write_text(
        "models: [{name: people, columns: [{name: town, data_tests:"
        " [{accepted_values: {arguments: {values: [a, b, c]}}}]}]}]"
    )
    build = project.dbt(
        *("run", "--select", "+showcase_public_attributes"),
        input_model="people",
        subject_id="person",
        bands={"age": [18, 65]},
        guarantee="differential_privacy",
        epsilon=1,
    )
    assert build.code == 0, build.output
    assert warehouse.rows("from showcase_public_attributes order by all", "sensitive") == [
        *(("age", band) for band in ("(below 18)", "18-64", "65+")),
        *(("town", value) for value in "abc"),
    ]
