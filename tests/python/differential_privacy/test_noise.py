"""The noise of private counts, against the distributions that it is meant to have.

It cannot be seeded: each bound is one that a true sampler misses once in a hundred million runs.
"""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from synthetic_showcase.differential_privacy import noise
from synthetic_showcase.differential_privacy.accounting import GRID

CHANCE = 1e-8
DRAWS = 20_000
# Whole steps of the grid are still told apart, and it is far beyond all tables.
LARGE = 2**52 // GRID
# Standard deviations of a normal number that is missed by both ends of an interval.
FAR = -stats.norm.ppf(CHANCE / 2)


def assert_normal(drawn, sigma):
    """Mean, variance, tails and shape are those of N(0, sigma^2)."""
    n = drawn.size
    assert abs(drawn.mean()) < FAR * sigma / math.sqrt(n)
    low, high = stats.chi2.ppf([CHANCE / 2, 1 - CHANCE / 2], n)
    assert low < np.sum((drawn / sigma) ** 2) < high
    assert stats.kstest(drawn / sigma, "norm").pvalue > CHANCE
    # Both this probability and that of the chi-square test below are approximations.
    assert stats.kurtosistest(drawn).pvalue > CHANCE / 100
    # One number and the next have nothing to do with each other.
    assert abs(np.mean(drawn[1:] * drawn[:-1])) < FAR * sigma**2 / math.sqrt(n - 1)


@pytest.mark.parametrize(("count", "sigma"), [(0, 0.7), (0, 30.0), (LARGE, 4.0)])
def test_gaussian_noise_is_normal(count, sigma):
    counts = np.full(DRAWS, count, np.int64)
    noisy = noise.gaussian(counts, sigma)
    assert noisy.dtype == np.float64 and noisy.shape == counts.shape
    # Whole steps of the grid, odd as often as even.
    steps = (noisy - count) * GRID
    assert np.array_equal(steps, np.round(steps))
    assert abs(np.mean(steps % 2) - 0.5) < FAR / (2 * math.sqrt(DRAWS))
    assert_normal(noisy - count, sigma)


def test_large_counts_keep_all_their_digits():
    counts = np.array([0, LARGE, 1, LARGE + 1, 0, LARGE - 1], np.int64)
    noisy = noise.gaussian(counts, 1 / GRID)
    # Noise of a step or a few: with a digit lost, sums would be multiples of more than a step.
    steps = (noisy - counts) * GRID
    assert np.all(np.abs(steps) < 12)
    assert np.array_equal(steps, np.round(steps))


def test_noise_stays_with_its_count():
    """More counts than one thread takes at a time, far apart."""
    sigma = 0.5
    counts = np.arange(2 * noise.CHUNK + 3, dtype=np.int64)[::-1] * 100
    drawn = noise.gaussian(counts, sigma) - counts
    assert np.all(np.abs(drawn) < 10 * sigma)
    parts = [drawn[first : first + noise.CHUNK] for first in (0, noise.CHUNK)]
    for part in parts:
        assert_normal(part, sigma)
    # No part is drawn from the randomness of another.
    product = np.mean(parts[0] * parts[1])
    assert abs(product) < FAR * sigma**2 / math.sqrt(noise.CHUNK)


@pytest.mark.parametrize("size", [0, 1, 6, 7, 8, 14, 15])
def test_the_border_of_a_part_is_no_seam(size, monkeypatch):
    monkeypatch.setattr(noise, "CHUNK", 7)
    counts = np.arange(size, dtype=np.int64) * 1000
    noisy = noise.gaussian(counts, 1.0)
    assert noisy.dtype == np.float64 and noisy.shape == (size,)
    assert np.all(np.abs(noisy - counts) < 20)


def test_no_two_draws_are_alike():
    counts = np.zeros(50, np.int64)
    one, other = noise.gaussian(counts, 8.0), noise.gaussian(counts, 8.0)
    # Two of these numbers are hardly ever equal.
    assert np.count_nonzero(one == other) < 5
    assert np.unique(one).size > 40
    assert noise.secret() != noise.secret()


DRAW = """
import json, random
import numpy as np
random.seed(1)
np.random.seed(1)
from synthetic_showcase.differential_privacy import noise
random.seed(1)
np.random.seed(1)
counts = np.zeros(40, np.int64)
print(json.dumps({
    "gaussian": noise.gaussian(counts, 50.0).tolist(),
    "laplace": [noise.laplace(0, 0.001) for _ in range(40)],
    "secret": noise.secret(),
    "not_private": noise.not_private(counts, 50.0).tolist(),
    "seeded": [random.random(), np.random.random()],
}))
"""


def test_noise_cannot_be_seeded():
    folder = str(Path(noise.__file__).parents[2])
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": folder}
    one, other = (
        json.loads(subprocess.check_output([sys.executable, "-c", DRAW], env=environment))
        for _ in range(2)
    )
    # What can be seeded is, so that the two processes would show it.
    assert one["seeded"] == other["seeded"] and one["not_private"] == other["not_private"]
    assert one["secret"] != other["secret"]
    for name in ("gaussian", "laplace"):
        equal = [a == b for a, b in zip(one[name], other[name], strict=True)]
        assert sum(equal) < 5


@pytest.mark.parametrize("epsilon", [0.2, 1.5])
@pytest.mark.parametrize("count", [0, LARGE])
def test_laplace_noise_is_geometric(count, epsilon):
    """P(k) = tanh(epsilon / 2) exp(-epsilon |k|), by a chi-square test; the tails are one cell."""
    n = 5000
    drawn = [noise.laplace(count, epsilon) - count for _ in range(n)]
    assert all(type(each) is int for each in drawn)
    # So far that 100 draws are expected in each tail.
    far = int(math.log(n / 100 / (1 + math.exp(-epsilon))) / epsilon)
    middle = np.arange(1 - far, far)
    chances = math.tanh(epsilon / 2) * np.exp(-epsilon * abs(middle))
    tail = (1 - chances.sum()) / 2
    assert far >= 2 and tail * n > 90
    cells = np.bincount(np.clip(drawn, -far, far) + far, minlength=2 * far + 1)
    assert stats.chisquare(cells, n * np.array([tail, *chances, tail])).pvalue > CHANCE / 100


def test_noise_for_tests_is_a_function_of_its_input():
    counts = np.arange(DRAWS, dtype=np.int64)
    noisy = noise.not_private(counts, 3.0)
    drawn = noisy - counts
    assert np.array_equal(noisy, noise.not_private(counts.copy(), 3.0))
    assert np.array_equal(drawn * GRID, np.round(drawn * GRID))
    # It looks like the other noise, though it has no chance to differ from run to run.
    assert_normal(drawn, 3.0)
    wider = noise.not_private(counts, 6.0) - counts
    assert np.allclose(wider, 2 * drawn, atol=2 / GRID)
    for others in (counts + 1, counts[::-1].copy(), counts[:-1]):
        changed = noise.not_private(others, 3.0) - others
        assert np.mean(changed[:1000] == drawn[:1000]) < 0.02
    assert noise.not_private(np.zeros(0, np.int64), 1.0).size == 0


def test_a_secret_is_32_bytes():
    secret = noise.secret()
    assert len(bytes.fromhex(secret)) == 32 and secret == secret.lower()


@pytest.mark.parametrize("sigma", [0, -1, math.nan, math.inf, -math.inf])
def test_an_unusable_scale_is_refused(sigma):
    counts = np.zeros(3, np.int64)
    with pytest.raises(ValueError, match="scale of noise must be above 0"):
        noise.gaussian(counts, sigma)
    with pytest.raises(ValueError, match="scale of noise must be above 0"):
        noise.gaussian(counts[:0], sigma)
    with pytest.raises(ValueError, match="scale of noise must be above 0"):
        noise.not_private(counts, sigma)


@pytest.mark.parametrize("epsilon", [0, -1, math.nan, math.inf])
def test_an_unusable_epsilon_is_refused(epsilon):
    with pytest.raises((ValueError, ZeroDivisionError)):
        noise.laplace(3, epsilon)
