"""Estimates the counts of all combinations from the noisy counts of attributes and pairs.

This is post-processing, which costs no privacy budget: it uses noisy counts, the scale of their
noise and random numbers, but no record.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from ..core.counting import CombinationCounts, count_combinations
from ..core.records import records_of_cells
from .fitting import Allowed, Wanted, allow, draw, fit

# Records drawn from the model to estimate the counts of longer combinations.
DRAWN = 300_000
# Smallest expected count that is returned.
LEAST = 1.0
# Prior for the share of empty pairs in a pair of columns; its weight, as a number of pairs; and the
# least share, because noise says little about small counts. In the survey and the COVID-19 file, 1
# to 15 % of the pairs whose expected count is near or below the noise are empty.
PRIOR_ZEROS, PRIOR_WEIGHT, LEAST_ZEROS = 0.05, 4.0, 0.03
# A count of more than this many standard deviations of the noise is not that of an empty pair.
CLEARLY_THERE = 4.0
# Variance of (true / expected - 1) in a pair of columns: prior (its weight is 1), and bounds.
PRIOR_SPREAD, LEAST_SPREAD, MOST_SPREAD = 0.25, 0.01, 25.0
# Sums over the possible true counts: range on both sides in standard deviations of the noise; step,
# at most in standard deviations and as a share of the count.
REACH, STEP_OF_NOISE, STEP_OF_COUNT = 6.0, 0.25, 0.1


class Pairs(NamedTuple):
    """What is inferred about pairs, with one entry for each pair."""

    spread: np.ndarray  # float64: variance of (true / independent - 1) in its pair of columns
    zero: np.ndarray  # float64: probability that the pair is structurally empty
    nobody: np.ndarray  # float64: probability that nobody has it, given its own count


class Expected(NamedTuple):
    """Expected counts of combinations, in a canonical order.

    `attribute_ids`: int32[n, R], ascending, padded with -1; `lengths`: int32[n]; `counts`:
    float64[n]; `nobody`: float64[n], probability that no record holds it.
    """

    attribute_ids: np.ndarray
    lengths: np.ndarray
    counts: np.ndarray
    nobody: np.ndarray


def expected_counts(
    slots: np.ndarray,
    records: float,
    singles: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    pairs: np.ndarray,
    deviation: float,
    *,
    reporting_length: int,
    seed: int,
) -> Expected:
    """Expected counts of all combinations, by a model that is fitted to the noisy counts.

    Arguments:
        slots: int32[A], see `fitting.Wanted`.
        records: noisy number of records.
        singles: float64[A], noisy counts of attributes.
        first, second, pairs: int32[n], int32[n], float64[n]: noisy counts of all pairs of
            attributes in different slots, with first < second.
        deviation: standard deviation of the noise in `pairs`.
        reporting_length: length of the longest combinations, at least 1.
        seed: of the generators.
    Returns: the combinations with an expected count of 1 or more. The counts of single attributes
        are the noisy ones.
    """
    size = slots.size
    if size == 0:
        nothing = np.zeros(0)
        empty = np.zeros((0, reporting_length), np.int32)
        return Expected(empty, nothing.astype(np.int32), nothing, nothing)
    belief = believe(slots, records, singles, first, second, pairs, deviation)
    wanted = _wanted(slots, records, singles, first, second, pairs, belief.spread, deviation)
    possible = belief.zero < 0.5
    allowed = allow(size, np.stack([first, second], 1)[possible], None)
    drawn = _draw_many(wanted, allowed, seed)
    found = count_drawn(drawn, reporting_length, int(np.ceil(LEAST * len(drawn) / records)))
    counts = found.support * (records / len(drawn))
    nobody = _nobody(found, counts, size, first, second, belief)
    counts = np.where(found.lengths == 1, singles[found.attribute_ids[:, 0]], counts)
    order = np.lexsort([*found.attribute_ids.T[::-1], found.lengths])
    return Expected(found.attribute_ids[order], found.lengths[order], counts[order], nobody[order])


def believe(
    slots: np.ndarray,
    records: float,
    singles: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    pairs: np.ndarray,
    deviation: float,
) -> Pairs:
    """Infer which pairs may be empty, and how far pairs are from independence: empirical Bayes.

    In each pair of columns, a noisy count is distributed as N(0, s^2) for the share of pairs that
    nobody has, and as N(e, s^2 + t e^2) for the others, where s is the standard deviation of the
    noise and e is the count expected from the single counts under independence. The share and t are
    estimated by expectation maximization (Dempster, Laird and Rubin 1977; the two-groups model is
    Efron's, 2008).
    """
    single = np.clip(singles, 1, None)
    guess = single[first] * single[second] / records
    _, group = np.unique(slots[first] * (int(slots[-1]) + 1) + slots[second], return_inverse=True)
    groups = int(group.max()) + 1 if group.size else 0
    sizes = np.bincount(group, minlength=groups)
    zeros = np.full(groups, PRIOR_ZEROS)
    spread = np.full(groups, PRIOR_SPREAD)
    noise = deviation**2
    for _ in range(60):
        odds = _log_odds(pairs, guess, noise, spread[group])
        is_zero = _probability(odds, zeros[group])
        zeros = (np.bincount(group, is_zero, groups) + PRIOR_ZEROS * PRIOR_WEIGHT) / (
            sizes + PRIOR_WEIGHT
        )
        weight = (1 - is_zero) * (guess**2 / (noise + spread[group] * guess**2)) ** 2
        excess = ((pairs - guess) ** 2 - noise) / guess**2
        spread = (np.bincount(group, weight * excess, groups) + PRIOR_SPREAD) / (
            np.bincount(group, weight, groups) + 1
        )
        spread = np.clip(spread, LEAST_SPREAD, MOST_SPREAD)
    odds = _log_odds(pairs, guess, noise, spread[group])
    # A clearly positive count is not that of an empty pair, however far below the expected one.
    odds = np.where(pairs > CLEARLY_THERE * deviation, np.minimum(odds, -10), odds)
    return Pairs(
        spread[group],
        _probability(odds, zeros[group]),
        _nobody_has(pairs, guess, deviation, spread[group], np.maximum(zeros[group], LEAST_ZEROS)),
    )


def _nobody_has(
    pairs: np.ndarray,
    guess: np.ndarray,
    deviation: float,
    spread: np.ndarray,
    zeros: np.ndarray,
) -> np.ndarray:
    """Probability that nobody has a pair, given its noisy count, by Bayes' rule.

    A priori, the true count is 0 for the share of structural zeros, and negative binomial with mean
    e and variance e + t e^2 for the others (with t at least `PRIOR_SPREAD`). The sum over possible
    counts is taken in steps.
    """
    size = 1 / np.maximum(spread, PRIOR_SPREAD)
    log_p, log_q = -np.log1p(guess / size), -np.log1p(size / guess)
    none = zeros + (1 - zeros) * np.exp(size * log_p)
    noisy = np.maximum(pairs, 0)
    count = np.floor(np.maximum(noisy - REACH * deviation, 1))
    some = np.zeros(len(pairs))
    while np.any(count <= noisy + REACH * deviation):
        step = np.floor(np.clip(STEP_OF_COUNT * count, 1, max(1, STEP_OF_NOISE * deviation)))
        middle = count + (step - 1) / 2
        log_prior = gammaln(middle + size) - gammaln(size) - gammaln(middle + 1)
        log_prior += size * log_p + middle * log_q
        # Log-likelihood ratio of the noisy count, for this true count against 0.
        log_ratio = middle * (2 * noisy - middle) / (2 * deviation**2)
        some += step * np.exp(np.clip(log_prior + log_ratio, -600, 600))
        count = count + step
    return none / (none + (1 - zeros) * some)


def _log_odds(pairs: np.ndarray, guess: np.ndarray, noise: float, spread: np.ndarray) -> np.ndarray:
    """Log-likelihood ratio of the noisy counts, for pairs that nobody has against the others.

    A count below 0 is treated as 0, because the tails of the two normal distributions say nothing
    there.
    """
    pairs = np.maximum(pairs, 0)
    variance = noise + spread * guess**2
    return 0.5 * (
        (pairs - guess) ** 2 / variance + np.log(variance) - pairs**2 / noise - np.log(noise)
    )


def _probability(log_odds: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Posterior probability, by Bayes' rule."""
    odds = np.exp(np.clip(log_odds, -50, 50)) * prior / (1 - prior)
    return odds / (1 + odds)


def _wanted(
    slots: np.ndarray,
    records: float,
    singles: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    pairs: np.ndarray,
    spread: np.ndarray,
    deviation: float,
) -> Wanted:
    """The noisy counts in the form that the model takes."""
    size = slots.size
    table = np.zeros((size, size))
    deviations = np.full((size, size), deviation)
    spreads = np.ones((size, size))
    table[first, second] = table[second, first] = pairs
    # Weights are logarithms: this is the standard deviation of a log-normal ratio of that variance.
    spreads[first, second] = spreads[second, first] = np.sqrt(np.log1p(spread))
    return Wanted(slots, records, singles, table, deviations, spreads)


def _draw_many(wanted: Wanted, allowed: Allowed, seed: int) -> np.ndarray:
    """Draw enough records from a fitted model to estimate small counts."""
    model = fit(wanted, allowed, seed=seed)
    return draw(model, allowed, max(DRAWN, round(wanted.records)), seed + 1)


def count_drawn(records: np.ndarray, length: int, least: int) -> CombinationCounts:
    """Support of the combinations in records that are drawn by `fitting.draw`."""
    rows, slots = np.nonzero(records >= 0)
    return count_combinations(
        records_of_cells(rows, records[rows, slots]),
        reporting_length=length,
        resolution=max(1, least),
    )


def _nobody(
    found: CombinationCounts,
    counts: np.ndarray,
    size: int,
    first: np.ndarray,
    second: np.ndarray,
    belief: Pairs,
) -> np.ndarray:
    """Probability that nobody has a combination.

    For a longer one: that nobody has one of its pairs, or that its own count is 0. The latter has
    probability (1 + t m)^(-1/t) (negative binomial), where m is the expected count and the ratio of
    the true mean to m has mean 1 and variance t = `PRIOR_SPREAD`.
    """
    by_pair = np.ones((size, size))
    by_pair[first, second] = by_pair[second, first] = belief.nobody
    held = np.where(found.lengths > 2, 1 - (1 + PRIOR_SPREAD * counts) ** (-1 / PRIOR_SPREAD), 1.0)
    for i in range(found.attribute_ids.shape[1]):
        for j in range(i):
            there = found.lengths > i
            one, other = found.attribute_ids[there, i], found.attribute_ids[there, j]
            held[there] *= 1 - by_pair[one, other]
    return 1 - held
