"""Attacks by anonymeter, in a process that sees nothing but the folder it is installed in.

Standard input and output are JSON; see `main`.
"""

import json
import sys
import warnings

import pandas as pd
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator
from anonymeter.stats.confidence import EvaluationResults

TABLES = ("trained", "control", "synthetic")


def counts(evaluator) -> list[int]:
    """Successes on trained and on control records."""
    results = evaluator.results()
    return [int(results.n_success), int(results.n_control)]


def frame(rows: list[list[str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[f"c{i}" for i in range(len(rows[0]))])


def main() -> None:
    """Answer what was asked.

    In: `nearest`, tables of strings (lists of rows) `trained`, `control` and `synthetic`, and
    `halves`, pairs of lists of columns; `singling_out`, tables `trained`, `control` and any number
    of synthetic ones by name; `rates`, rows of successes and attacks on trained and on control.
    Out: `attribute_inference`, counts by column; `linkage`, counts by pair of halves;
    `singling_out`, by synthetic table, the risk and its interval; `risks`, the same of `rates`.
    """
    asked = json.load(sys.stdin)
    halves = asked["nearest"].pop("halves")
    trained, control, synthetic = map(frame, map(asked["nearest"].get, TABLES))
    common = {"ori": trained, "syn": synthetic, "control": control, "n_attacks": len(trained)}
    every = list(trained.columns)
    inference = [
        InferenceEvaluator(aux_cols=[c for c in every if c != secret], secret=secret, **common)
        for secret in every
    ]
    linkage = [
        LinkabilityEvaluator(aux_cols=([every[i] for i in a], [every[i] for i in b]), **common)
        for a, b in halves
    ]
    tables = {name: frame(rows) for name, rows in asked["singling_out"].items()}
    common = {"ori": tables.pop("trained"), "control": tables.pop("control"), "seed": 1}
    singling_out = {
        name: SinglingOutEvaluator(
            syn=synthetic, n_attacks=300, n_cols=6, max_attempts=6000, **common
        )
        for name, synthetic in tables.items()
    }
    answer = {
        "attribute_inference": [counts(each.evaluate(n_jobs=1)) for each in inference],
        "linkage": [counts(each.evaluate(n_jobs=1)) for each in linkage],
        "singling_out": {name: each.evaluate().risk() for name, each in singling_out.items()},
        "risks": [
            EvaluationResults((n, n, m), n_success=s, n_baseline=0, n_control=t).risk()
            for s, n, t, m in asked["rates"]
        ],
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    # Of samples on which no attack beats guessing.
    warnings.simplefilter("ignore")
    main()
