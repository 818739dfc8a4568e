"""What a privacy budget buys, against sums and integrals of the definition, and dp-accounting."""

import json
import math
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import log_ndtr

from synthetic_showcase.differential_privacy.accounting import (
    GRID,
    SPENDABLE,
    default_delta,
    gaussian_delta,
    gaussian_mu,
    selection_threshold,
)

EPSILONS = [0.1, 0.5, 1, 4, 10]
DELTAS = [1e-4, 1e-6, 1e-9]
BUDGETS = list(product(EPSILONS, DELTAS))
# A grid on which sums are short. It is coarser than ours, and so costs more.
COARSE = 1024
# Steps of a release: share of mu^2, and how many counts one subject changes by 1.
SPLITS = [
    [(1.0, 1)],
    [(0.22, 8), (0.62, 28), (0.16, 56)],
    [(0.1, 3), (0.2, 1), (0.3, 200), (0.4, 17)],
]
epsilons = st.floats(math.log(0.02), math.log(20)).map(math.exp)
deltas = st.floats(math.log(1e-12), math.log(0.2)).map(math.exp)


def divergence(mu, epsilon):
    """Hockey-stick divergence of N(mu, 1) from N(0, 1): Simpson's rule where it is not 0."""
    low = epsilon / mu + mu / 2
    x = np.linspace(low, max(low, mu) + 12, 40_001)
    density = np.exp(-((x - mu) ** 2) / 2) / math.sqrt(2 * math.pi)
    y = density * -np.expm1(epsilon - mu * x + mu * mu / 2)
    return (y[0] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum() + y[-1]) * (x[1] - x[0]) / 3


def grid_density(sigma, grid):
    """Noise on a grid: the numbers with a chance above 0, in steps, and their chances."""
    steps = math.ceil(12 * sigma * grid)
    x = np.arange(-steps, steps + 1.0)
    density = np.exp(-((x / (sigma * grid)) ** 2) / 2)
    return x, density / density.sum()


def grid_divergence(sigma, epsilon, grid):
    """Hockey-stick divergence of noise on a grid around 0 from that around a count below 0."""
    x, density = grid_density(sigma, grid)
    loss = (x + grid / 2) / (sigma * sigma * grid)
    return float(np.sum(density * np.clip(-np.expm1(epsilon - loss), 0, None)))


@pytest.mark.parametrize("epsilon", EPSILONS)
@pytest.mark.parametrize("mu", [0.05, 0.2, 1, 3])
def test_the_curve_is_the_integral(epsilon, mu):
    found, wanted = gaussian_delta(mu, epsilon), divergence(mu, epsilon)
    # What is left after a difference of two nearly equal numbers has 1e-16 of them as its error.
    assert found == pytest.approx(wanted, rel=1e-6, abs=1e-15)


def test_the_curve_at_known_points():
    # At epsilon 0 it is the total variation distance.
    assert gaussian_delta(2, 0) == pytest.approx(math.erf(1 / math.sqrt(2)), rel=1e-12)
    assert gaussian_delta(1, 1) == pytest.approx(0.126936737507, rel=1e-9)
    # Where nothing is left of it, nothing overflows either.
    assert gaussian_delta(0.5, 900) == 0


@settings(deadline=None, max_examples=200)
@given(epsilons, deltas)
def test_mu_and_delta_are_inverse(epsilon, delta):
    mu = gaussian_mu(epsilon, delta)
    found = gaussian_delta(mu, epsilon)
    assert found <= delta
    assert found == pytest.approx(delta * SPENDABLE, rel=1e-5)
    assert gaussian_mu(epsilon, found / SPENDABLE) == pytest.approx(mu, rel=1e-5)


@pytest.mark.parametrize(("epsilon", "delta"), [(1e-7, 1e-9), (1e-9, 1e-12), (900, 1e-12)])
def test_mu_of_a_budget_that_is_hardly_any_or_huge(epsilon, delta):
    found = gaussian_delta(gaussian_mu(epsilon, delta), epsilon)
    assert found == pytest.approx(delta * SPENDABLE, rel=1e-4) and found <= delta


@settings(deadline=None, max_examples=200)
@given(epsilons, deltas, st.floats(1.01, 3))
def test_a_larger_budget_buys_more(epsilon, delta, factor):
    mu = gaussian_mu(epsilon, delta)
    assert gaussian_mu(epsilon * factor, delta) > mu
    assert gaussian_mu(epsilon, delta * factor) > mu
    assert gaussian_delta(mu * factor, epsilon) > gaussian_delta(mu, epsilon)
    assert gaussian_delta(mu, epsilon * factor) < gaussian_delta(mu, epsilon)


def scales(mu, split):
    """The noise of each step."""
    return [math.sqrt(counts / share) / mu for share, counts in split]


def gaussian_steps(epsilon, delta, split):
    """Steps as `scale_noise` makes them, of noise that is not on a grid."""
    return [
        {
            "mechanism": "gaussian",
            "noise": sigma,
            "sensitivity": math.sqrt(counts),
            "times": 1,
        }
        for sigma, (_, counts) in zip(
            scales(gaussian_mu(epsilon, delta), split), split, strict=True
        )
    ]


def grid_steps(epsilon, delta, split):
    """Steps as they are taken: each count has noise on a grid, and a subject changes it by 1."""
    return [
        {
            "mechanism": "discrete gaussian",
            "noise": sigma * COARSE,
            "sensitivity": COARSE,
            "times": counts,
        }
        for sigma, (_, counts) in zip(
            scales(gaussian_mu(epsilon, delta), split), split, strict=True
        )
    ]


SMALL_SPLIT = [(0.3, 5), (0.3, 10), (0.4, 10)]
# Budgets of noise on the grid, and how many counts it is added to.
GRID_BUDGETS = [
    (0.5, 1e-6, SPLITS[0]),
    (1, 1e-9, SPLITS[0]),
    (4, 1e-4, SPLITS[0]),
    (10, 1e-6, SPLITS[0]),
    (1, 1e-6, SMALL_SPLIT),
    (4, 1e-4, SMALL_SPLIT),
    (10, 1e-9, SMALL_SPLIT),
]
# Of epsilon, for the number of records.
RECORDS_SHARE = 0.02


def releases():
    """What the referee is asked, in the order in which `referee` tells it apart."""
    for (epsilon, delta), split in product(BUDGETS, SPLITS):
        yield epsilon, delta, gaussian_steps(epsilon, delta, split)
    for epsilon, delta, split in GRID_BUDGETS:
        yield epsilon, delta, grid_steps(epsilon, delta, split)
    for epsilon, delta in BUDGETS:
        count = {"mechanism": "discrete laplace", "sensitivity": 1, "times": 1}
        count["noise"] = RECORDS_SHARE * epsilon
        rest = (1 - RECORDS_SHARE) * epsilon
        yield epsilon, delta, [count, *gaussian_steps(rest, delta, SPLITS[1])]


@pytest.fixture(scope="module")
def referee():
    """What dp-accounting answers, in a process of its own; see `accounting_referee`."""
    folder = Path(sys.prefix) / "privacy-referee"
    if not (folder / "dp_accounting").is_dir():
        pytest.skip("dp-accounting is not installed; `make test` installs it")
    asked = [
        {"epsilon": epsilon, "delta": delta, "interval": interval(epsilon), "steps": steps}
        for epsilon, delta, steps in releases()
    ]
    done = subprocess.run(
        [sys.executable, "-S", str(Path(__file__).with_name("accounting_referee.py"))],
        input=json.dumps(asked),
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = iter(json.loads(done.stdout))
    return {
        "continuous": [next(answers) for _ in product(BUDGETS, SPLITS)],
        "grid": [next(answers) for _ in GRID_BUDGETS],
        "release": list(answers),
    }


def interval(epsilon):
    """Of the grid of privacy losses on which dp-accounting computes."""
    return 1e-4 * epsilon


def test_steps_compose_as_dp_accounting_says(referee):
    for ((epsilon, delta), _), found in zip(
        product(BUDGETS, SPLITS), referee["continuous"], strict=True
    ):
        assert found["epsilon"] <= epsilon + interval(epsilon)
        assert found["epsilon"] == pytest.approx(epsilon, rel=5e-4)
        # All of the budget is used but what is kept back.
        assert found["delta"] == pytest.approx(delta * SPENDABLE, rel=2e-4)


def test_noise_on_a_grid_keeps_the_budget(referee):
    assert GRID >= COARSE
    for (epsilon, delta, _), found in zip(GRID_BUDGETS, referee["grid"], strict=True):
        assert epsilon * (1 - 5e-4) < found["epsilon"] <= epsilon
        assert delta * (1 - 2e-3) < found["delta"] <= delta


def test_a_release_with_its_number_of_records_keeps_the_budget(referee):
    for (epsilon, delta), found in zip(BUDGETS, referee["release"], strict=True):
        assert 0.95 * epsilon < found["epsilon"] < epsilon
        assert 0.5 * delta < found["delta"] < delta


@pytest.mark.parametrize(
    ("epsilon", "delta", "grid"),
    [(*budget, COARSE) for budget in BUDGETS] + [(10, delta, GRID) for delta in DELTAS],
)
def test_a_grid_costs_less_than_is_kept_back(epsilon, delta, grid):
    """By the sum over the grid that defines it, without rounding."""
    found = grid_divergence(1 / gaussian_mu(epsilon, delta), epsilon, grid)
    assert 0.99 * delta < found <= delta


def passing(threshold, sigma, contributions):
    """Probability that any of so many N(1, sigma^2) is above the threshold."""
    return -math.expm1(contributions * log_ndtr((threshold - 1) / sigma))


@pytest.mark.parametrize("sigma", [0.6, 4, 25, 300])
@pytest.mark.parametrize("contributions", [1, 2, 56, 100_000])
@pytest.mark.parametrize("delta", [0.3, 1e-4, 1e-9])
def test_what_one_subject_brings_in_passes_with_probability_delta(sigma, contributions, delta):
    threshold = selection_threshold(sigma, contributions, delta)
    # Exact up to a step of the grid, upwards.
    assert passing(threshold, sigma, contributions) <= delta * (1 + 1e-9)
    assert passing(threshold - 1 / GRID, sigma, contributions) > delta


@pytest.mark.parametrize("sigma", [0.1, 0.5, 1.5])
@pytest.mark.parametrize("contributions", [1, 56, 100_000])
@pytest.mark.parametrize("delta", [0.3, 1e-4, 1e-9])
def test_noise_on_the_grid_passes_as_often(sigma, contributions, delta):
    """By the sum over the grid: off by what half a step changes, z / (2 sigma GRID) of delta."""
    threshold = selection_threshold(sigma, contributions, delta)
    x, density = grid_density(sigma, GRID)
    above = float(density[1 + x / GRID > threshold].sum())
    # Above the density at the threshold in parts of the tail (Mills).
    z = (threshold - 1) / sigma + 1
    found = -math.expm1(contributions * math.log1p(-above))
    assert delta * (1 - 2 * z / (sigma * GRID)) < found < delta * (1 + z / (2 * sigma * GRID))


def test_a_threshold_rises_with_noise_and_contributions_and_falls_with_delta():
    threshold = selection_threshold(5, 10, 1e-6)
    assert selection_threshold(6, 10, 1e-6) > threshold
    assert selection_threshold(5, 11, 1e-6) > threshold
    assert selection_threshold(5, 10, 2e-6) < threshold
    # 1 + sigma z at the quantile of 1 - 1e-7, nearly.
    assert threshold == pytest.approx(1 + 5 * 5.199338, abs=1e-3)


def test_default_delta():
    assert default_delta(1000) == pytest.approx(1 / (1000 * math.log(1000)), rel=1e-12)
    assert default_delta(1e6) < 1e-6
    # A noisy number of records may be anything.
    assert default_delta(-40) == default_delta(0) == default_delta(10) < 0.05
    assert default_delta(11) < default_delta(10)


@pytest.mark.parametrize("epsilon", [0, -1, math.nan, math.inf, -math.inf])
def test_an_unusable_epsilon_is_refused(epsilon):
    with pytest.raises(ValueError, match="epsilon must be above 0"):
        gaussian_mu(epsilon, 1e-6)


@pytest.mark.parametrize("delta", [0, 1, -1e-9, 1.5, math.nan, math.inf])
def test_an_unusable_delta_is_refused(delta):
    with pytest.raises(ValueError, match="delta must be between 0 and 1"):
        gaussian_mu(1, delta)
