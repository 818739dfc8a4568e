"""One differentially private synthesizer of others, run on one table in a process of its own.

    python benchmarks/dp_rivals.py --method pac_synth --table T.csv --epsilon 1 --delta 1e-6
        --length 3 --seed 0 --out FOLDER

Needs an environment of its own, with requirements/dp-rivals.txt. The table has a header and
categorical cells; an empty cell is an attribute that the record does not have. The methods:

- `pac_synth`: aggregate-seeded synthesis of pac-synth with its defaults;
- `pac_synth_minimize`: the same with its fabrication mode `minimize`. pac-synth takes no seed;
- `mst`: McKenna, Miklau and Sheldon, "Winning the NIST contest" (JPC 2021);
- `aim`: McKenna, Mullins, Sheldon and Miklau, "AIM" (VLDB 2022), for all marginals of `--length`
  columns. With its default model of up to 80 MB it can take hours.

The last two are written from their papers on top of the library `mbi`; "absent" is a value to them
and the values of a column are taken as known. FOLDER gets synthetic.csv, aggregates.csv where the
method releases aggregates, and run.json.
"""

import argparse
import csv
import importlib
import itertools
import json
import math
import os
import resource
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

LIBRARY = {"pac_synth": "pacsynth", "pac_synth_minimize": "pacsynth", "mst": "mbi", "aim": "mbi"}
ESCAPES = str.maketrans({character: "\\" + character for character in "\\:;"})


class Table(NamedTuple):
    """Cells as numbers: `codes[i][r]` is the place in `values[i]` of record r's value of column i.

    Absent is the value ''; it is one of `values[i]` only where some record lacks the column.
    """

    columns: list[str]
    values: list[list[str]]
    codes: list[np.ndarray]


class Options(NamedTuple):
    """What a method is given besides the table."""

    epsilon: float
    delta: float
    length: int
    seed: int
    max_model_mb: float


class Made(NamedTuple):
    """What a method makes: columns of synthetic cells, and the counts it releases, if any."""

    synthetic: list[list[str]]
    aggregates: dict[tuple[tuple[str, str], ...], int] | None = None


def read_table(path: Path) -> Table:
    """The table of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        columns, *rows = csv.reader(file)
    values, codes = [], []
    for cells in zip(*rows, strict=True):
        known = sorted(set(cells))
        place = {value: i for i, value in enumerate(known)}
        values.append(known)
        codes.append(np.array([place[cell] for cell in cells], np.int64))
    return Table(columns, values, codes)


def write_csv(path: Path, header: list[str], rows: Iterable[Iterable]) -> None:
    """Write rows below a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# pac-synth ---------------------------------------------------------------------------------------


def pac_synth(table: Table, options: Options, *, minimize: bool = False) -> Made:
    """pac-synth, which is given made-up names: its own format has no escapes."""
    import pacsynth

    names = {f"c{i}": i for i in range(len(table.columns))}
    cells = [
        ["" if value == "" else f"v{code}" for code, value in enumerate(known)]
        for known in table.values
    ]
    coded = [[given[c] for c in codes] for given, codes in zip(cells, table.codes, strict=True)]
    dataset = pacsynth.Dataset([list(names), *map(list, zip(*coded, strict=True))])
    builder = pacsynth.DpAggregateSeededParametersBuilder()
    builder.reporting_length(options.length).epsilon(options.epsilon).delta(options.delta)
    if minimize:
        builder.fabrication_mode(pacsynth.FabricationMode.minimize())
    synthesizer = pacsynth.DpAggregateSeededSynthesizer(builder.build())
    synthesizer.fit(dataset)
    header, *rows = synthesizer.sample()

    def value(column: int, cell: str) -> str:
        return table.values[column][int(cell[1:])] if cell else ""

    synthetic = [[""] * len(rows) for _ in names]
    for place, name in enumerate(header):
        column = names[name]
        synthetic[column] = [value(column, row[place]) for row in rows]
    aggregates = {}
    for text, count in synthesizer.get_dp_aggregates(";").items():
        parts = [part.split(":") for part in text.split(";")]
        pairs = [(table.columns[names[name]], value(names[name], cell)) for name, cell in parts]
        aggregates[tuple(sorted(pairs))] = count
    return Made(synthetic, aggregates)


# Marginals measured with Gaussian noise and a graphical model fitted to them ---------------------


def zcdp_rho(epsilon: float, delta: float) -> float:
    """Largest rho such that rho-zCDP gives (epsilon, delta)-DP.

    By the bound of Canonne, Kamath and Steinke, "The discrete Gaussian for differential privacy"
    (NeurIPS 2020), proposition 12; it is minimized over the order of the Renyi divergence.
    """
    from scipy.optimize import brentq, minimize_scalar

    def log_delta(rho: float) -> float:
        def bound(log_excess: float) -> float:
            excess = math.exp(log_excess)
            order = 1 + excess
            entropy = order * math.log1p(-1 / order)
            return excess * (order * rho - epsilon) + entropy - log_excess

        return minimize_scalar(bound, bounds=(-12, 12), method="bounded").fun

    largest = epsilon + math.log(1 / delta)
    return brentq(lambda rho: log_delta(rho) - math.log(delta), 1e-12, largest, xtol=1e-15)


def dataset_of(table: Table):
    """The table as `mbi` takes it; columns are named by their place."""
    import mbi

    names = [f"c{i}" for i in range(len(table.columns))]
    domain = mbi.Domain(names, [len(known) for known in table.values])
    return mbi.Dataset(dict(zip(names, table.codes, strict=True)), domain)


def measured(data, clique: tuple[str, ...], sigma: float, generator: np.random.Generator):
    """A marginal with Gaussian noise."""
    import mbi

    counts = np.asarray(data.project(clique).datavector())
    return mbi.LinearMeasurement(counts + generator.normal(0, sigma, counts.size), clique, sigma)


def exponential_mechanism(
    scores: np.ndarray, epsilon: float, sensitivity: float, generator: np.random.Generator
) -> int:
    """The place of a score, by the exponential mechanism (as the largest with Gumbel noise)."""
    noise = generator.gumbel(size=scores.size)
    return int(np.argmax(epsilon / (2 * sensitivity) * scores + noise))


def cells_of(data, table: Table) -> list[list[str]]:
    """The columns of an `mbi` table as text."""
    return [
        [known[code] for code in np.asarray(data.data[f"c{i}"])]
        for i, known in enumerate(table.values)
    ]


def mst(table: Table, options: Options) -> Made:
    """MST: single columns, then a tree of pairs; a third of the budget each, and one for the tree.

    Values of a column whose noisy count is below three standard deviations are put together and
    drawn evenly in the end.
    """
    import mbi

    np.random.seed(options.seed)
    generator = np.random.default_rng(options.seed)
    data = dataset_of(table)
    names = list(data.domain)
    rho = zcdp_rho(options.epsilon, options.delta)
    sigma = math.sqrt(3 / (2 * rho))

    spread = sigma * math.sqrt(len(names))
    singles = [measured(data, (name,), spread, generator) for name in names]
    total = mbi.estimation.minimum_variance_unbiased_total(singles)
    mapping = {}
    for name, single in zip(names, singles, strict=True):
        kept = np.asarray(single.noisy_measurement) >= 3 * spread
        if not kept.all():
            mapping[name] = np.where(kept, np.cumsum(kept) - 1, kept.sum())
    measurements = [single.compress(mapping, data.domain) for single in singles]
    small = data.compress(mapping)

    if len(names) > 1:
        edges = _tree(small, measurements, total, rho / 3, generator)
        spread = sigma * math.sqrt(len(edges))
        measurements += [measured(small, edge, spread, generator) for edge in edges]
    model = mbi.estimation.MirrorDescent().estimate(
        small.domain, measurements, known_total=total, iters=10000
    )
    return Made(cells_of(model.synthetic_data().decompress(mapping), table))


def _tree(data, singles: list, total: float, rho: float, generator) -> list[tuple[str, str]]:
    """A spanning tree of the columns, of pairs that the single columns do not explain.

    A pair's score is the L1 distance of its marginal from the product of its columns. As in
    Kruskal's algorithm, but with the exponential mechanism for the choice of the next edge.
    """
    import mbi

    names = list(data.domain)
    model = mbi.estimation.MirrorDescent().estimate(
        data.domain, singles, known_total=total, iters=2500
    )
    alone = {name: np.asarray(model.project((name,)).datavector()) for name in names}
    scores = {}
    for a, b in itertools.combinations(names, 2):
        pair = np.asarray(data.project((a, b)).datavector(flatten=False))
        scores[a, b] = np.abs(pair - np.outer(alone[a], alone[b]) / total).sum()
    part = {name: name for name in names}
    epsilon = math.sqrt(8 * rho / (len(names) - 1))
    edges = []
    while len(edges) < len(names) - 1:
        candidates = [(a, b) for a, b in scores if part[a] != part[b]]
        values = np.array([scores[pair] for pair in candidates])
        edge = candidates[exponential_mechanism(values, epsilon, 1, generator)]
        edges.append(edge)
        joined = part[edge[1]]
        part = {name: part[edge[0]] if at == joined else at for name, at in part.items()}
    return edges


def aim(table: Table, options: Options) -> Made:
    """AIM: the marginal that the model fits worst is measured next, until the budget is used."""
    import mbi

    np.random.seed(options.seed)
    generator = np.random.default_rng(options.seed)
    data = dataset_of(table)
    names = list(data.domain)
    degree = min(options.length, len(names))
    rho = zcdp_rho(options.epsilon, options.delta)
    rounds = 16 * len(names)
    sigma = math.sqrt(rounds / (2 * 0.9 * rho))
    epsilon = math.sqrt(8 * 0.1 * rho / rounds)
    # The weight of a candidate: how many columns it shares with all marginals of `degree` columns.
    weights = {
        clique: float(size * math.comb(len(names) - 1, degree - 1))
        for size in range(1, degree + 1)
        for clique in itertools.combinations(names, size)
    }
    answers = {clique: np.asarray(data.project(clique).datavector()) for clique in weights}

    def estimate(model):
        return mbi.estimation.MirrorDescent().estimate(
            data.domain, measurements, iters=1000, warm_start=model
        )

    measurements = [measured(data, (name,), sigma, generator) for name in names]
    used = len(names) / (2 * sigma**2)
    model = estimate(None)
    last = False
    while not last:
        if rho - used < 2 * (1 / (2 * sigma**2) + epsilon**2 / 8):
            last = True
            sigma = math.sqrt(1 / (2 * 0.9 * (rho - used)))
            epsilon = math.sqrt(8 * 0.1 * (rho - used))
        used += 1 / (2 * sigma**2) + epsilon**2 / 8
        candidates = _small_enough(weights, model, options.max_model_mb * used / rho)
        noise = math.sqrt(2 / math.pi) * sigma
        scores = []
        for clique in candidates:
            fitted = np.asarray(model.project(clique).datavector())
            distance = np.abs(answers[clique] - fitted).sum()
            scores.append(weights[clique] * (distance - noise * fitted.size))
        largest = max(weights[clique] for clique in candidates)
        chosen = exponential_mechanism(np.array(scores), epsilon, largest, generator)
        clique = candidates[chosen]
        before = np.asarray(model.project(clique).datavector())
        measurements.append(measured(data, clique, sigma, generator))
        model = estimate(model)
        after = np.asarray(model.project(clique).datavector())
        print(f"{used / rho:.4f} of the budget used, measured {clique}", flush=True)
        if np.abs(after - before).sum() <= noise * before.size:
            sigma /= 2
            epsilon *= 2
    return Made(cells_of(model.synthetic_data(), table))


def _small_enough(cliques: Iterable[tuple], model, limit_mb: float) -> list[tuple]:
    """Those cliques with which the model has at most `limit_mb`, or that are part of it already."""
    import mbi

    inside = [set(clique) for clique in model.cliques]
    size = mbi.junction_tree.hypothetical_model_size
    return [
        clique
        for clique in cliques
        if any(set(clique) <= big for big in inside)
        or size(model.domain, [*model.cliques, clique]) <= limit_mb
    ]


METHODS = {
    "pac_synth": pac_synth,
    "pac_synth_minimize": partial(pac_synth, minimize=True),
    "mst": mst,
    "aim": aim,
}


def run(method: str, path: Path, options: Options, out: Path) -> dict:
    """Run a method, write what it makes, and return what it cost."""
    importlib.import_module(LIBRARY[method])
    started, started_cpu = time.perf_counter(), time.process_time()
    table = read_table(path)
    made = METHODS[method](table, options)
    out.mkdir(parents=True, exist_ok=True)
    write_csv(out / "synthetic.csv", table.columns, zip(*made.synthetic, strict=True))
    if made.aggregates is not None:
        rows = []
        for pairs, count in made.aggregates.items():
            texts = (f"{c.translate(ESCAPES)}:{v.translate(ESCAPES)}" for c, v in pairs)
            rows.append((len(pairs), ";".join(texts), count))
        write_csv(out / "aggregates.csv", ["length", "selections", "reported_count"], rows)
    return {
        "method": method,
        "epsilon": options.epsilon,
        "delta": options.delta,
        "length": options.length,
        "seed": options.seed,
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(time.process_time() - started_cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "records": len(made.synthetic[0]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--method", choices=list(METHODS), required=True)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--epsilon", type=float, required=True)
    parser.add_argument("--delta", type=float, required=True)
    parser.add_argument("--length", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--max-model-mb", type=float, default=80, help="of aim")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    os.environ.update(JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu", JAX_ENABLE_COMPILATION_CACHE="0")
    options = Options(given.epsilon, given.delta, given.length, given.seed, given.max_model_mb)
    report = run(given.method, given.table, options, given.out)
    (given.out / "run.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
