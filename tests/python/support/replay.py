"""The private mechanism run thousands of times without dbt: the SQL that dbt compiled.

`Mechanism` runs the statements of models/input and models/privacy, as a build compiled them, on any
table with the same columns. `epsilon` is the largest epsilon that some event shows, with a
confidence bound: one half of the runs chooses the event, the other half measures it.
"""

import json
import re
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from scipy.stats import beta

from synthetic_showcase.engine.registration import Function, register
from synthetic_showcase.functions.differential_privacy import PRIVACY_FUNCTIONS
from synthetic_showcase.functions.k_anonymity import FUNCTIONS

# In their order, as far as they are there. What comes behind the last reads nothing sensitive.
MODELS = (
    "unbanded_records input_records attributes record_attributes reported_columns public_attributes"
    " fingerprint_key privacy_budget release_key contribution_salt privacy_ledger"
    " noisy_record_count noise_plan noisy_bands chosen_bands banded_public_attributes"
    " known_attributes noisy_widths noise_scales"
    " kept_attributes noisy_attributes private_attributes kept_distinct_records"
    " kept_combination_counts noisy_pairs expected_combinations noisy_combinations"
).split()
# Where bands come from noisy counts, the records that have them come after these.
BANDED = "input_records attributes record_attributes".split()
# The first that draws: what comes before it is the same in every run on a table.
FIRST_DRAW = "noisy_record_count"


def _all_triples(singles, pairs, settings):
    """In the place of the model, which takes seconds: all combinations of three attributes.

    What it expects is made from noisy counts, and which combinations are worth their noise may be
    decided by anything that was; more candidates can only show more.
    """
    rows = []
    for single in singles.to_pylist():
        slots = [each["slot"] for each in single]
        size = range(len(slots))
        rows.append(
            [
                {"attribute_ids": list(ids), "expected_count": 1.0, "nobody": 0.0}
                for ids in combinations(size, 3)
                if len({slots[i] for i in ids}) == 3
            ]
        )
    item = pa.struct(
        [
            ("attribute_ids", pa.list_(pa.int32())),
            ("expected_count", pa.float64()),
            ("nobody", pa.float64()),
        ]
    )
    return pa.array(rows, pa.list_(item))


class Mechanism:
    """The compiled statements of a build, to be run on other tables."""

    longer = ("noisy_pairs", "noisy_combinations")

    def __init__(self, target: Path, source: str):
        """`target`: dbt's folder; `source`: the from clause of the input in the compiled SQL."""
        manifest = json.loads((target / "manifest.json").read_text())
        results = json.loads((target / "run_results.json").read_text())["results"]
        compiled = {each["unique_id"]: each.get("compiled_code") for each in results}
        nodes = {
            node["name"].removeprefix("showcase_"): (node["relation_name"], compiled[unique_id])
            for unique_id, node in manifest["nodes"].items()
            if node["resource_type"] == "model" and compiled.get(unique_id)
        }
        self.statements = {}
        models, first = list(MODELS), "input_records"
        if "unbanded_records" in nodes:
            first = "unbanded_records"
            models = [name for name in models if name not in BANDED]
            place = models.index("banded_public_attributes") + 1
            models[place:place] = BANDED
        for name in models:
            if name in nodes:
                relation, sql = nodes[name]
                assert name != first or source in sql
                self.statements[name] = (relation, sql.replace(source, "raw_table"))
        self.connection = duckdb.connect()
        ours = [each for each in PRIVACY_FUNCTIONS if each.name != "showcase_expected_counts"]
        stand_in = next(each for each in PRIVACY_FUNCTIONS if each not in ours)
        stand_in = Function(stand_in.name, _all_triples, stand_in.arguments, stand_in.result)
        register(self.connection, [*FUNCTIONS, *ours, stand_in])
        databases = {re.match(r'"(\w+)"', relation)[1] for relation, _ in self.statements.values()}
        for database in databases:
            self.connection.execute(f"attach ':memory:' as {database}")
            self.connection.execute(f"create schema {database}.governance")
        self.connection.execute("set threads = 1")

    def runs(self, columns: list[str], rows: list[tuple], times: int) -> list[dict]:
        """What each of so many runs on a table gives away: see `_outcome`."""
        self.connection.execute(
            f"create or replace table raw_table ({', '.join(f'{c} varchar' for c in columns)})"
        )
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"insert into raw_table values ({marks})", rows)
        drawn = list(self.statements)
        drawn = drawn[drawn.index(FIRST_DRAW) :]
        for name in self.statements:
            if name not in drawn:
                self._run(name)
        outcomes = []
        for _ in range(times):
            # Another salt each time, as each build has.
            self._run("contribution_salt")
            self._run("privacy_ledger")
            try:
                for name in drawn:
                    self._run(name)
            except duckdb.InvalidInputException as error:
                if "too small for its budget" not in str(error):
                    raise
                # By its noisy number of records: readers see that nothing was published.
                outcomes.append({"refused": 1.0})
            else:
                outcomes.append(self._outcome())
        return outcomes

    def _run(self, name: str) -> None:
        relation, sql = self.statements[name]
        self.connection.execute(f"create or replace table {relation} as {sql}")

    def rows(self, name: str, columns: str = "*") -> list[tuple]:
        return self.connection.execute(
            f"select {columns} from {self.statements[name][0]}"
        ).fetchall()

    def cells(self) -> dict:
        """Noisy counts of the cells that edges of bands are found by."""
        if "noisy_bands" not in self.statements:
            return {}
        rows = self.rows("noisy_bands", "column_name, value, noisy_count")
        return {f"cell {column}:{value}": count for column, value, count in rows}

    def _outcome(self) -> dict:
        """All that a reader could be told: noisy counts by the text of their combination."""
        outcome = {"records": self.rows("noisy_record_count", "noisy_count")[0][0]}
        outcome["bound"] = self.rows("noise_scales", "any_value(bound)")[0][0]
        for width, count in self.rows("noisy_widths", "width, noisy_count"):
            outcome[f"width {width}"] = count
        outcome |= self.cells()
        names = {}
        for attribute, column, value, count in self.rows(
            "private_attributes", "attribute_id, column_name, value, noisy_count"
        ):
            names[attribute] = f"{column}:{value}"
            outcome[names[attribute]] = count
        for model in self.longer:
            for ids, count in self.rows(model, "attribute_ids, noisy_count"):
                outcome[";".join(names[i] for i in ids)] = count
        outcome["how many"] = len(outcome)
        return outcome


def epsilon(
    one: list[dict], other: list[dict], delta: float, score: Callable[[dict], float] | None = None
) -> tuple[float, str]:
    """A lower bound of epsilon from runs on two neighbouring tables, and the event that shows it.

    Events are `feature > threshold`, `feature is told` and their opposites, in both directions. The
    first half of the runs chooses the event; on the other half Clopper-Pearson bounds hold with a
    probability of 0.999. Below 0 says that nothing was found.
    """
    if score is not None:
        one = [{**outcome, "score": score(outcome)} for outcome in one]
        other = [{**outcome, "score": score(outcome)} for outcome in other]
    half, half_other = len(one) // 2, len(other) // 2
    best = (-np.inf, None)
    for event in _events(one[:half] + other[:half_other]):
        for first, second in ((one, other), (other, one)):
            p = sum(map(event, first[:half])), half
            q = sum(map(event, second[:half_other])), half_other
            found = _bound(p, q, delta)
            if found > best[0]:
                best = (found, (event, first is one))
    if best[1] is None:
        return -np.inf, "no event"
    event, straight = best[1]
    first, second = (one, other) if straight else (other, one)
    first, second = first[len(first) // 2 :], second[len(second) // 2 :]
    measured = _bound(
        (sum(map(event, first)), len(first)), (sum(map(event, second)), len(second)), delta
    )
    counts = (
        f"{sum(map(event, first))} of {len(first)} and {sum(map(event, second))} of {len(second)}"
    )
    return measured, f"{event.__doc__}: {counts}"


def _bound(p: tuple[int, int], q: tuple[int, int], delta: float, alpha: float = 0.0005) -> float:
    """Least epsilon with p <= exp(epsilon) q + delta, p as small and q as large as they may be."""
    (a, n), (b, m) = p, q
    least = beta.ppf(alpha, a, n - a + 1) if a else 0.0
    most = beta.ppf(1 - alpha, b + 1, m - b) if b < m else 1.0
    return float(np.log((least - delta) / most)) if least > delta else -np.inf


def _events(outcomes: list[dict]) -> Iterable[Callable[[dict], bool]]:
    """Events about the features that are told in some of the runs."""
    for feature in sorted({name for outcome in outcomes for name in outcome}):
        values = [outcome[feature] for outcome in outcomes if feature in outcome]
        if len(values) < len(outcomes):
            yield _named(f"{feature} is told", lambda o, f=feature: f in o)
            yield _named(f"{feature} is not told", lambda o, f=feature: f not in o)
        for threshold in np.quantile(values, [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98]):
            yield _named(
                f"{feature} > {threshold:.1f}",
                lambda o, f=feature, t=threshold: o.get(f, -np.inf) > t,
            )
            yield _named(
                f"{feature} <= {threshold:.1f}",
                lambda o, f=feature, t=threshold: o.get(f, np.inf) <= t,
            )


def _named(name: str, event: Callable[[dict], bool]) -> Callable[[dict], bool]:
    event.__doc__ = name
    return event
