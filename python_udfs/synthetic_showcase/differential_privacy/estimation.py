"""What noisy counts of attributes and pairs say of all combinations: free post-processing.

It reads noisy counts, their noise and chance, never a record.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from ..core.counting import CombinationCounts, count_combinations
from ..core.records import records_of_cells
from .fitting import Allowed, Wanted, allow, draw, fit

# Records drawn to see what the model expects of longer combinations.
DRAWN = 300_000
# Smallest expected count that is told.
LEAST = 1.0
# Share of pairs that nobody has, before anything is known of a pair of columns: what it is worth as
# a number of pairs, and the least that is assumed of small pairs, of which noise tells nothing.
# Measured on the survey and the COVID-19 file: pairs expected near or below the noise are zero in
# 1 to 15 of 100 cases.
PRIOR_ZEROS, PRIOR_WEIGHT, LEAST_ZEROS = 0.05, 4.0, 0.03
# Standard deviations of the noise above which a count is no empty pair's.
CLEARLY_THERE = 4.0
# Variance of true / expected - 1 of a pair of columns: prior and its weight, bounds.
PRIOR_SPREAD, LEAST_SPREAD, MOST_SPREAD = 0.25, 0.01, 25.0
# Sums over what a count may be: standard deviations of the noise on both sides; largest step, in
# standard deviations and in parts of the count.
REACH, STEP_OF_NOISE, STEP_OF_COUNT = 6.0, 0.25, 0.1


class Pairs(NamedTuple):
    """What is believed of pairs, one entry a pair."""

    spread: np.ndarray  # float64: variance of true / independent - 1 in its pair of columns
    zero: np.ndarray  # float64: probability that it is structurally empty
    nobody: np.ndarray  # float64: probability that nobody has it, by its own count


class Expected(NamedTuple):
    """Expected counts of combinations, in a canonical order.

    `attribute_ids`: int32[n, R], ascending, -1 behind the last one; `lengths`: int32[n];
    `counts`: float64[n]; `nobody`: float64[n], probability that no record holds it.
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
    """What a model of the noisy counts expects of all combinations.

    Arguments:
        slots: int32[A], see `fitting.Wanted`.
        records: noisy number of records.
        singles: float64[A], noisy counts of attributes.
        first, second, pairs: int32[n], int32[n], float64[n]: noisy counts of pairs of attributes,
            first < second; all pairs of different slots.
        deviation: standard deviation of the noise in `pairs`.
        reporting_length: longest combination, at least 1.
        seed: of the model's draws.
    Returns: combinations of one attribute, and those of which one record or more is expected.
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
    """Which pairs may be empty, and how far pairs are from independence: empirical Bayes.

    In each pair of columns a noisy count y is N(0, s^2) for the share of pairs that nobody has, and
    N(e, s^2 + t e^2) for the others, where e is what the single counts say. Share and t are found
    by expectation maximization (Dempster, Laird and Rubin 1977; the two groups are Efron's, 2008).
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
    # What is clearly there is not empty, however much less it is than expected.
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
    """Probability that nobody has a pair, given its noisy count: Bayes' rule.

    Before, it is 0 for the share of structural zeros, and negative binomial with the mean e and the
    variance e + t e^2 for the others. The sum over what it may be goes in steps.
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
        # How much likelier the noisy count is than where nobody has the pair.
        log_ratio = middle * (2 * noisy - middle) / (2 * deviation**2)
        some += step * np.exp(np.clip(log_prior + log_ratio, -600, 600))
        count = count + step
    return none / (none + (1 - zeros) * some)


def _log_odds(pairs: np.ndarray, guess: np.ndarray, noise: float, spread: np.ndarray) -> np.ndarray:
    """Logarithm of how much likelier a noisy count is where nobody has the pair.

    A count below 0 says what one of 0 does: the tails of the two normals say nothing there.
    """
    pairs = np.maximum(pairs, 0)
    variance = noise + spread * guess**2
    return 0.5 * (
        (pairs - guess) ** 2 / variance + np.log(variance) - pairs**2 / noise - np.log(noise)
    )


def _probability(log_odds: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Bayes' rule."""
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
    """Noisy counts as the model takes them."""
    size = slots.size
    table = np.zeros((size, size))
    deviations = np.full((size, size), deviation)
    spreads = np.ones((size, size))
    table[first, second] = table[second, first] = pairs
    # A ratio of that variance, as the logarithm that a weight is.
    spreads[first, second] = spreads[second, first] = np.sqrt(np.log1p(spread))
    return Wanted(slots, records, singles, table, deviations, spreads)


def _draw_many(wanted: Wanted, allowed: Allowed, seed: int) -> np.ndarray:
    """As many records of a fitted model as tell of small counts."""
    model = fit(wanted, allowed, seed=seed)
    return draw(model, allowed, max(DRAWN, round(wanted.records)), seed + 1)


def count_drawn(records: np.ndarray, length: int, least: int) -> CombinationCounts:
    """Support of combinations in records as `fitting.draw` makes them."""
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

    Of a longer one: that nobody has one of its pairs, or that a count of which m is expected, with
    a ratio to it of mean 1 and variance t, is zero, (1 + t m)^(-1/t) (negative binomial).
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
