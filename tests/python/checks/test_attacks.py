"""The attacks, against brute force, synthesizers that leak or do not, and anonymeter."""

import json
import math
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_showcase.checks import attacks as module
from synthetic_showcase.checks.attacks import Attack, run_attacks
from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions.k_anonymity import FUNCTIONS

VALUES = 4
OPTIONS = {"attacks": 50, "comparisons": 10**9, "seed": 1}


@st.composite
def tables(draw, count=3):
    """Tables of as many columns, each a list of records: sets of attributes, of lists too."""
    columns = draw(st.integers(1, 5))
    cell = st.sampled_from([(), (0,), (0,), (1,), (1,), (2,), (3,), (0, 1), (0, 1, 2)])
    record = st.tuples(*[cell] * columns).map(
        lambda row: frozenset(c * VALUES + v for c, values in enumerate(row) for v in values)
    )
    size = draw(st.integers(1, 12))
    # A record without a cell is not in the input.
    some = [st.lists(record.filter(bool), min_size=size, max_size=size) for _ in range(2)]
    some.append(st.lists(record.filter(bool), max_size=25))
    return columns, *map(draw, some[:count])


def cells(records):
    """Arrays of record and attribute ids, as the attacks take them."""
    pairs = [(r, a) for r, record in enumerate(records) for a in sorted(record)]
    return tuple(np.array(pairs, np.int32).reshape(-1, 2).T.copy())


def columns_of(columns):
    """The column of each attribute."""
    return np.repeat(np.arange(columns, dtype=np.int32), VALUES)


def run(columns, trained, control, synthetic, **options):
    """`run_attacks` on lists of records; an attribute is of column attribute // VALUES."""
    given = [cells(each) for each in (trained, control, synthetic)]
    return run_attacks(*given, columns_of(columns), **OPTIONS | options)


def as_rows(records, columns):
    """The set of attributes in each column, for each record."""
    return [
        tuple(frozenset(a for a in record if a // VALUES == c) for c in range(columns))
        for record in records
    ]


def codes_of(*records, columns):
    return module.encode([cells(each) for each in records], columns_of(columns))


def levels_of(tables):
    return np.max([table.max(axis=1, initial=0) for table in tables], axis=0).astype(np.int64) + 1


def profile(tables):
    """How often each thing is in each table, without its name."""
    counts = [Counter(table) for table in tables]
    return sorted([count[thing] for count in counts] for thing in set().union(*counts))


def nearest(row, rows, used):
    """Places of the rows that differ from `row` in the fewest of the columns `used`."""
    distance = [sum(row[c] != other[c] for c in used) for other in rows]
    return [i for i, d in enumerate(distance) if d == min(distance)]


def chosen(places, copies, chance):
    """The place that `chance` picks among records that stand for `copies` equal ones each."""
    each = [place for place in places for _ in range(copies[place])]
    return each[int(chance * len(each))]


def kinds(rng, n, columns=8, filled=0.9):
    """Records of the same kinds of cases every time, with cells of chance and empty ones."""
    usual = np.random.default_rng(5).integers(0, VALUES, (30, columns))
    kind = np.minimum(rng.zipf(1.5, n), 30) - 1
    value = np.where(
        rng.random((n, columns)) < 0.7, usual[kind], rng.integers(0, VALUES, (n, columns))
    )
    present = rng.random((n, columns)) < filled
    present[:, 0] = True
    return [
        frozenset(c * VALUES + int(value[r, c]) for c in range(columns) if present[r, c])
        for r in range(n)
    ]


def rate(attack):
    return attack.successes_on_trained / max(1, attack.attacks_on_trained)


def control_rate(attack):
    return attack.successes_on_control / max(1, attack.attacks_on_control)


def deviation(attack):
    """Excess of the trained group, in standard deviations if both had the same rate."""
    n, m = attack.attacks_on_trained, attack.attacks_on_control
    common = (attack.successes_on_trained + attack.successes_on_control) / (n + m)
    spread = math.sqrt(common * (1 - common) * (1 / n + 1 / m))
    return (rate(attack) - control_rate(attack)) / spread if spread else 0.0


def wilson(successes, attacks, level=0.95):
    """Centre and half width of the interval of a rate (Wilson, JASA 1927)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    centre = (successes + z**2 / 2) / (attacks + z**2)
    inside = successes * (attacks - successes) / attacks + z**2 / 4
    return centre, z / (attacks + z**2) * math.sqrt(inside)


def residual(attack, level=0.95):
    """Risk beyond the control's, with its interval: (trained - control) / (1 - control).

    Source: Giomi et al., PoPETs 2023 (2), equation 2; errors by their first-order propagation.
    """
    trained, error = wilson(attack.successes_on_trained, attack.attacks_on_trained, level)
    control, control_error = wilson(attack.successes_on_control, attack.attacks_on_control, level)
    risk = (trained - control) / (1 - control)
    width = math.hypot(error, (1 - risk) * control_error) / (1 - control)
    return tuple(min(max(x, 0.0), 1.0) for x in (risk, risk - width, risk + width))


@settings(deadline=None, max_examples=200)
@given(tables())
def test_codes_are_equal_where_the_sets_are(drawn):
    columns, *records = drawn
    codes = codes_of(*records, columns=columns)
    assert all(table.dtype == np.uint16 for table in codes)
    rows = [as_rows(table, columns) for table in records]
    found = [list(zip(*table.tolist(), strict=True)) for table in codes]
    assert list(map(len, found)) == list(map(len, rows))
    assert profile(found) == profile(rows)
    for column in range(columns):
        sets = [[row[column] for row in table] for table in rows]
        numbers = [table[column].tolist() for table in codes]
        assert profile(numbers) == profile(sets)
        assert [n.count(module.ABSENT) for n in numbers] == [s.count(frozenset()) for s in sets]


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_links_and_guesses_equal_the_brute_force(data):
    columns = data.draw(st.integers(2, 5))
    row = st.tuples(*[st.integers(0, 3)] * columns)
    rows = data.draw(st.lists(row, min_size=1, max_size=20, unique=True))
    targets = data.draw(st.lists(row, max_size=8))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    copies = rng.integers(1, 4, len(rows))
    arrays = [np.array(each, np.uint16).reshape(-1, columns) for each in (rows, targets)]
    made, wanted = np.ascontiguousarray(arrays[0].T), arrays[1]

    halves = rng.random((2, columns)) < 0.5
    chances = rng.random((len(targets), 2))
    linked = 0
    for i, target in enumerate(targets):
        both = [
            chosen(nearest(target, rows, np.flatnonzero(half)), copies, chance)
            for half, chance in zip((halves[i % 2], ~halves[i % 2]), chances[i], strict=True)
        ]
        linked += both[0] == both[1]
    assert module.links(made, copies, wanted, halves, chances) == linked

    chances = rng.random((len(targets), columns))
    tried, right = np.zeros((2, columns), int)
    for i, target in enumerate(targets):
        for secret in range(columns):
            known = [c for c in range(columns) if c != secret]
            speaking = [j for j, other in enumerate(rows) if other[secret]]
            if not target[secret] or not speaking:
                continue
            near = nearest(target, [rows[j] for j in speaking], known)
            guess = chosen([speaking[j] for j in near], copies, chances[i, secret])
            tried[secret] += 1
            right[secret] += rows[guess][secret] == target[secret]
    found = module.guesses(made, copies, wanted, chances)
    assert [each.tolist() for each in found] == [tried.tolist(), right.tolist()]


@settings(deadline=None, max_examples=150)
@given(tables(), st.integers(0, 99))
def test_inference_keeps_to_what_any_choice_of_the_nearest_gives(drawn, seed):
    columns, *records = drawn
    trained, control, synthetic = (as_rows(each, columns) for each in records)
    found = [a for a in run(*drawn, seed=seed) if a.attack == "attribute_inference"]
    assert [attack.column for attack in found] == list(range(columns))
    for attack in found:
        secret = attack.column
        known = [c for c in range(columns) if c != secret]
        speaking = [row for row in synthetic if row[secret]]
        counts = []
        for group in (trained, control):
            targets = [row for row in group if row[secret] and speaking]
            hits = [
                [speaking[i][secret] == row[secret] for i in nearest(row, speaking, known)]
                for row in targets
            ]
            counts.append((len(targets), sum(map(all, hits)), sum(map(any, hits))))
        (n, certain, possible), (m, control_certain, control_possible) = counts
        assert (attack.attacks_on_trained, attack.attacks_on_control) == (n, m)
        assert certain <= attack.successes_on_trained <= possible
        assert control_certain <= attack.successes_on_control <= control_possible
        secrets = [row[secret] for row in trained if row[secret] and speaking]
        shares = [sum(s == row[secret] for row in speaking) / len(speaking) for s in secrets]
        assert attack.baseline == pytest.approx(sum(shares) / len(shares) if shares else 0)


@pytest.mark.parametrize("common", [0, 2, 10**6], ids=["as lists", "mixed", "as bits"])
@settings(deadline=None, max_examples=100)
@given(drawn=tables(), seed=st.integers(0, 99))
def test_predicates_isolate_one_synthetic_record(common, drawn, seed):
    columns, *records = drawn
    trained, control, made = codes_of(*records, columns=columns)
    levels = levels_of([trained, control, made])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COMMON", common)
        predicates = module.draw_predicates(made, levels, 15, np.random.default_rng(seed))
        found = module.singling_out(made, [trained, control], 15, np.random.default_rng(seed))
    pairs = [[(c, v) for c, v in zip(*each.tolist(), strict=True) if c >= 0] for each in predicates]
    assert all(cells and sorted(cells) == cells for cells in pairs)
    assert len({tuple(cells) for cells in pairs}) == len(pairs) <= 15
    assert all(v != module.ABSENT for cells in pairs for _, v in cells)

    def alone(table):
        rows = table.T.tolist()
        return [sum(all(row[c] == v for c, v in cells) for row in rows) == 1 for cells in pairs]

    assert all(alone(made))
    n = len(pairs)
    wanted = [n, sum(alone(trained)), n, sum(alone(control))]
    assert list(found[2:6]) == wanted
    # Records that are alike protect each other.
    assert n == 0 or 1 in Counter(as_rows(records[2], columns)).values()


def test_populations_are_of_one_size():
    # All predicates isolate one of the trained records, and one of the control in a tenth of them.
    records = [frozenset({i % 40, 40 + i // 40}) for i in range(400)]
    rows = [cells(each) for each in (records, records[:40], records)]
    columns = np.repeat(np.arange(2, dtype=np.int32), 40)
    *_, found = run_attacks(*rows, columns, **OPTIONS | {"attacks": 300})
    assert found.attacks_on_trained == found.attacks_on_control == 300
    # Without the cut all 300 would succeed.
    assert 10 < found.successes_on_trained < 60
    assert 10 < found.successes_on_control < 60


def test_targets_are_as_many_as_there_is_time_for():
    rng = np.random.default_rng(2)
    trained, control, synthetic = (kinds(rng, 500) for _ in range(3))
    distinct = len(set(synthetic))
    for attacks, comparisons, wanted in [
        (10**4, 10**9, 500),
        (300, 10**9, 300),
        (10**4, 200 * distinct * 8, 200),
        (10**4, 1, module.FEWEST_TARGETS),
        (7, 1, 7),
    ]:
        options = {"attacks": attacks, "comparisons": comparisons}
        found = run(8, trained, control, synthetic, **options)[0]
        assert found.attacks_on_trained == found.attacks_on_control == wanted
    found = run(8, trained, control[:40], synthetic, attacks=100)[0]
    assert found.attacks_on_trained == found.attacks_on_control == 40


def shuffled_columns(rng, records, columns):
    """Each column drawn from the records by itself."""
    rows = as_rows(records, columns)
    drawn = rng.integers(len(rows), size=(len(rows), columns))
    made = [frozenset().union(*(rows[r][c] for c, r in enumerate(row))) for row in drawn]
    return [record for record in made if record]


COLUMNS = 14


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_copy_is_caught(seed):
    rng = np.random.default_rng(seed)
    trained, control = kinds(rng, 3000, COLUMNS), kinds(rng, 3000, COLUMNS)
    linkage, *inference, singling_out = run(
        COLUMNS, trained, control, trained, attacks=1000, seed=seed
    )
    assert residual(linkage)[1] > 0.3
    assert all(residual(attack)[1] > 0.5 for attack in inference)
    assert rate(singling_out) == 1 and residual(singling_out)[1] > 0.5


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_copy_of_some_is_caught(share):
    rng = np.random.default_rng(4)
    trained, control, fresh = (kinds(rng, 3000, COLUMNS) for _ in range(3))
    made = trained[: int(3000 * share)] + fresh[int(3000 * share) :]
    found = run(COLUMNS, trained, control, made, attacks=3000)
    assert deviation(found[0]) > 5 and deviation(found[-1]) > 5
    assert np.mean([deviation(attack) for attack in found[1:-1]]) > 2


@pytest.mark.parametrize("synthesizer", ["columns apart", "fresh records", "records of nothing"])
def test_who_copies_nobody_is_not_accused(synthesizer):
    """Excess in standard deviations, of 160 attacks in 10 runs: none above 4.5, up or down.

    By chance alone that happens in one of 900 such tests. The attacks of a run share their targets:
    the mean of a run has a deviation of 0.5, that of ten 0.15, and 4.5 times that is 0.7.
    """
    found = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        trained, control = kinds(rng, 2000, COLUMNS), kinds(rng, 2000, COLUMNS)
        made = {
            "columns apart": lambda rng=rng, t=trained: shuffled_columns(rng, t, COLUMNS),
            "fresh records": lambda rng=rng: kinds(rng, 2000, COLUMNS),
            "records of nothing": lambda: [frozenset({c * VALUES}) for c in range(COLUMNS)] * 50,
        }[synthesizer]()
        found += run(COLUMNS, trained, control, made, attacks=1000, seed=seed)
    excess = [deviation(attack) for attack in found if attack.attacks_on_trained]
    assert len(excess) >= 10 * (COLUMNS + 1)
    assert max(map(abs, excess)) < 4.5
    assert abs(np.mean(excess)) < 0.7


def test_halves_that_nothing_resembles_are_not_linked():
    # All synthetic records are as near as another to every target.
    made = [frozenset({10 * c + i for c in range(4)}) for i in range(9)]
    other = [frozenset({10 * c + 9 for c in range(4)})] * 5000
    columns = np.repeat(np.arange(4, dtype=np.int32), 10)
    found = run_attacks(
        cells(other), cells(other), cells(made), columns, **OPTIONS | {"attacks": 5000}
    )[0]
    assert found.baseline == pytest.approx(1 / 9)
    assert rate(found) == pytest.approx(1 / 9, abs=0.02)
    assert control_rate(found) == pytest.approx(1 / 9, abs=0.02)


@settings(deadline=None, max_examples=100)
@given(tables(), st.data())
def test_order_of_cells_record_ids_and_earlier_runs_do_not_matter(drawn, data):
    columns, *records = drawn
    one = run(*drawn, seed=3)
    assert run(*drawn, seed=3) == one
    given = []
    for table in records:
        record_ids, attribute_ids = cells(table)
        order = np.array(data.draw(st.permutations(range(record_ids.size))), np.int64)
        renamed = np.array(data.draw(st.permutations(range(len(table) + 3))), np.int32)
        given.append((renamed[record_ids[order]], attribute_ids[order]))
    assert run_attacks(*given, columns_of(columns), **OPTIONS | {"seed": 3}) == one


def test_seed_decides():
    rng = np.random.default_rng(2)
    given = [kinds(rng, 500) for _ in range(3)]
    assert run(8, *given, seed=1, attacks=200) != run(8, *given, seed=2, attacks=200)


def test_many_sets_in_a_column():
    # More than 2**16 different cells, so that the codes are wider.
    n = 70_000
    ids = np.arange(n, dtype=np.int32)
    table = np.repeat(ids, 2), np.stack([ids, np.full(n, n)], axis=1).ravel().astype(np.int32)
    columns = np.append(np.zeros(n), 1).astype(np.int32)
    assert module.encode([table], columns)[0].dtype == np.uint32
    linkage, secret, constant, singling_out = run_attacks(
        table, table, table, columns, **OPTIONS | {"attacks": 100}
    )
    assert linkage.attacks_on_trained == secret.attacks_on_trained == 100
    assert secret.successes_on_trained <= 2 and constant.successes_on_trained == 100
    assert singling_out.successes_on_control == singling_out.attacks_on_control == 100


def test_no_synthetic_records_no_attacks():
    found = run(2, [frozenset({0, 4})] * 3, [frozenset({1})] * 3, [])
    assert [each.attack for each in found] == [
        "linkage",
        "attribute_inference",
        "attribute_inference",
        "singling_out",
    ]
    assert all(each[2:] == (0, 0, 0, 0, 0.0) for each in found)


def test_a_single_column_is_not_linked():
    found = run(1, *[[frozenset({i % 4}) for i in range(9)]] * 3)
    assert found[0] == Attack("linkage", -1, 0, 0, 0, 0, 0.0)
    assert found[1].attacks_on_trained == 9


def test_unusable_arguments_are_refused():
    some = cells([frozenset({0, 4})] * 3)
    none = cells([])
    uneven = (some[0], some[1][:-1])
    for wrong, reason in [
        ((some, some, uneven), "same size"),
        ((none, some, some), "trained and control"),
        ((some, none, some), "trained and control"),
        ((some, some, cells([frozenset({8})])), "every attribute"),
    ]:
        with pytest.raises(ValueError, match=reason):
            run_attacks(*wrong, columns_of(2), **OPTIONS)
    for option in ("attacks", "comparisons"):
        with pytest.raises(ValueError, match="at least 1"):
            run_attacks(some, some, some, columns_of(2), **OPTIONS | {option: 0})


def test_duckdb_sees_the_same():
    rng = np.random.default_rng(3)
    tables = {name: kinds(rng, 300) for name in ("trained", "control", "synthetic")}
    query = """
        select unnest(showcase_run_attacks(trained, control, synthetic, columns,
            {'attacks': 200, 'comparisons': 1000000000, 'seed': 7}), recursive := true)
        from given"""
    names = "(select list({'record_id': r, 'attribute_id': a}) from {table}) as {table}"
    with duckdb.connect() as connection:
        register(connection, [f for f in FUNCTIONS if f.name == "showcase_run_attacks"])
        for name, records in tables.items():
            r, a = cells(records)
            connection.register(name, pa.table({"r": r, "a": a}))
        lists = ", ".join(names.replace("{table}", name) for name in tables)
        columns = columns_of(8).tolist()
        connection.execute(f"create table given as select {lists}, {columns}::integer[] as columns")
        rows = connection.execute(query).fetchall()
        assert rows == list(map(tuple, run(8, *tables.values(), attacks=200, seed=7)))
        connection.execute("update given set synthetic = []")
        nothing = run(8, tables["trained"], tables["control"], [])
        assert connection.execute(query).fetchall() == list(map(tuple, nothing))
        connection.execute("update given set control = []")
        with pytest.raises(duckdb.Error, match="trained and control"):
            connection.execute(query)


TARGETS = 150
# Successes and attacks, on trained and on control records.
RATES = [
    (s, n, t, m)
    for s, n in [(0, 100), (1, 100), (37, 100), (100, 100), (0, 7), (5, 9), (812, 2000)]
    for t, m in [(0, 100), (1, 100), (99, 100), (0, 7), (5, 9), (812, 2000)]
]


class Nearest(NamedTuple):
    """Tables of numbers, of which no two synthetic records are equally near to anyone."""

    trained: np.ndarray  # int64[TARGETS, columns]
    control: np.ndarray  # int64[TARGETS, columns]
    synthetic: np.ndarray  # int64[records, columns]
    halves: list  # pairs of lists of columns


@pytest.fixture(scope="module")
def question():
    """`Nearest`, and tables of records by name in which to single out."""
    rng = np.random.default_rng(6)
    populations = {n: kinds(rng, 1500, 10, filled=1) for n in ("trained", "control", "unrelated")}
    return twins(rng), populations | {"copied": populations["trained"]}


def twins(rng, size=200, columns=10):
    """`Nearest`: everybody is put together from three synthetic records.

    In 7 of 10 trained and 2 of 10 control records nearly all of it is of one of the three.
    """
    synthetic = np.arange(size)[:, None].repeat(columns, axis=1)
    # What can be guessed of those whom nothing resembles.
    synthetic[:, -3:] = rng.integers(5, size=(size, 3))
    splits = [rng.permutation(columns) for _ in range(2)]
    halves = [[sorted(each[:5].tolist()), sorted(each[5:].tolist())] for each in splits]
    searches = [np.delete(np.arange(columns), c) for c in range(columns)]
    searches += [half for both in halves for half in both]
    groups = []
    for share in (0.7, 0.2):
        of = rng.integers(size, size=(2000, 3))
        own = np.where(rng.random(2000) < share, 0.7, 0.1)[:, None]
        source = np.where(
            rng.random((2000, columns)) < own, 0, rng.integers(3, size=(2000, columns))
        )
        group = synthetic[np.take_along_axis(of, source, axis=1), np.arange(columns)]
        differs = group[:, None] != synthetic
        alone = np.ones(2000, bool)
        for used in searches:
            distance = differs[:, :, used].sum(axis=2)
            alone &= (distance == distance.min(axis=1, keepdims=True)).sum(axis=1) == 1
        groups.append(group[alone][:TARGETS])
    assert [len(group) for group in groups] == [TARGETS] * 2
    return Nearest(*groups, synthetic, halves)


@pytest.fixture(scope="module")
def referee(question):
    """What anonymeter answers, in a process of its own; see `attack_referee`."""
    folder = Path(sys.prefix) / "attack-referee"
    if not (folder / "anonymeter").is_dir():
        pytest.skip("anonymeter is not installed; `make test` installs it, up to Python 3.12")
    nearest, populations = question
    asked = {
        "nearest": {
            "trained": as_strings(nearest.trained),
            "control": as_strings(nearest.control),
            "synthetic": as_strings(nearest.synthetic),
            "halves": nearest.halves,
        },
        "singling_out": {
            name: as_strings(map(sorted, records)) for name, records in populations.items()
        },
        "rates": RATES,
    }
    done = subprocess.run(
        [sys.executable, "-S", str(Path(__file__).with_name("attack_referee.py"))],
        input=json.dumps(asked),
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def as_strings(rows):
    """So that anonymeter takes the values for categories."""
    return [list(map(str, row)) for row in rows]


def test_rates_and_risks_equal_those_of_anonymeter(referee):
    for (s, n, t, m), (risk, interval) in zip(RATES, referee["risks"], strict=True):
        attack = Attack("linkage", -1, n, s, m, t, 0.0)
        assert residual(attack) == pytest.approx((risk, *interval), abs=1e-12)


def test_inference_and_linkage_succeed_as_often_as_those_of_anonymeter(question, referee):
    """Exactly, since no two synthetic records are equally near and all targets are attacked."""
    nearest = question[0]
    size, columns = nearest.synthetic.shape
    given = [
        (
            np.repeat(np.arange(len(rows), dtype=np.int32), columns),
            (rows + np.arange(columns) * size).ravel().astype(np.int32),
        )
        for rows in (nearest.trained, nearest.control, nearest.synthetic)
    ]
    of = np.repeat(np.arange(columns, dtype=np.int32), size)
    _, *inference, _ = run_attacks(*given, of, **OPTIONS | {"attacks": TARGETS})
    found = [[each.successes_on_trained, each.successes_on_control] for each in inference]
    assert found == referee["attribute_inference"]
    assert all(0 < n < TARGETS for counts in found for n in counts)

    *groups, made = module.encode(given, of)
    chances = np.zeros((TARGETS, 2))
    found = []
    for half, _ in nearest.halves:
        halves = np.isin(np.arange(columns), half)[None]
        targets = [np.ascontiguousarray(group.T) for group in groups]
        found.append([module.links(made, np.ones(size, int), t, halves, chances) for t in targets])
    assert found == referee["linkage"]
    assert all(0 < n < TARGETS for counts in found for n in counts)


@pytest.mark.parametrize("synthetic", ["copied", "unrelated"])
def test_anonymeter_and_we_find_who_can_be_singled_out(synthetic, question, referee):
    """Its predicates are others: both find the copy, and nothing where there is nothing."""
    tables = [question[1][name] for name in ("trained", "control", synthetic)]
    _, (least, _) = referee["singling_out"][synthetic]
    lowest = residual(run(10, *tables, attacks=300)[-1])[1]
    if synthetic == "copied":
        assert lowest > 0.3 and least > 0.3
    else:
        assert lowest == least == 0


def test_a_list_is_asked_for_value_by_value():
    """Of two values in a cell a synthetic record may keep one, and nobody has that one alone."""
    columns = np.array([0, 0, 0, 1, 1], np.int32)
    trained = [{0, 1, 3}, {0, 2, 3}, {0, 1, 4}] * 4
    control = [{0, 3}, *trained[1:]]
    made = [{0, 3}, {1, 4}, {1, 4}, {2, 3}, {2, 3}]
    tables = [cells(table) for table in (trained, control, made)]
    *_, found = run_attacks(*tables, columns, attacks=100, comparisons=10**9, seed=1)
    # Whole cells would make {0} and 3 a predicate that one of the control matches; values don't,
    # for all who have 0 and 3 do.
    assert found.attacks_on_trained
    assert found.successes_on_control == found.successes_on_trained == 0
