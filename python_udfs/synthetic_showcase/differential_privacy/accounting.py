"""Privacy accounting: the exact (epsilon, delta) curve of the Gaussian mechanism, and thresholds.

Neighbouring tables differ by one whole subject, added or removed. Steps that add Gaussian noise
compose exactly to one Gaussian mechanism: if step i adds noise of standard deviation sigma_i to a
vector of counts that one subject changes by at most d_i (Euclidean norm), all steps together are
mu-Gaussian differentially private with mu^2 = sum (d_i / sigma_i)^2 (Dong, Roth and Su 2022). The
(epsilon, delta) curve is exact (Balle and Wang 2018, theorem 8), not a bound derived from zCDP.
"""

import math

from scipy.optimize import brentq
from scipy.special import log_ndtr, ndtr, ndtri

# Noise is a multiple of 1 / GRID, so its curve is that of the continuous Gaussian except for a
# relative difference in delta below z / (2 sigma GRID), where the tail begins at z standard
# deviations. This is below 0.001 for every sigma above 0.1, and that share of delta is kept in
# reserve.
GRID = 65536
SPENDABLE = 0.999


def gaussian_delta(mu: float, epsilon: float) -> float:
    """Smallest delta for which a mu-Gaussian mechanism is (epsilon, delta)-differentially private.

    Balle and Wang, "Improving the Gaussian Mechanism", ICML 2018, theorem 8.
    """
    return float(ndtr(mu / 2 - epsilon / mu) - math.exp(epsilon + log_ndtr(-mu / 2 - epsilon / mu)))


def gaussian_mu(epsilon: float, delta: float) -> float:
    """Largest mu for which a mu-Gaussian mechanism is (epsilon, delta)-differentially private.

    Raises: ValueError for an epsilon that is not above 0, or a delta outside (0, 1).
    """
    if not (math.isfinite(epsilon) and epsilon > 0):
        raise ValueError(f"epsilon must be above 0; it is {epsilon}")
    if not 0 < delta < 1:
        raise ValueError(f"delta must be between 0 and 1; it is {delta}")
    wanted = delta * SPENDABLE

    def excess(mu: float) -> float:
        return math.log(max(gaussian_delta(mu, epsilon), 1e-320)) - math.log(wanted)

    low, high = 1e-6, 1.0
    while excess(low) > 0:
        low /= 10
    while excess(high) < 0:
        high *= 2
    # Slightly smaller than the root that is found, so that rounding can't exceed delta.
    return float(brentq(excess, low, high, xtol=low * 1e-7, rtol=1e-12)) * (1 - 1e-10)


def selection_threshold(sigma: float, contributions: int, delta: float) -> float:
    """Noisy count above which a combination that was found in the data may be released.

    One subject alone can bring in at most `contributions` combinations, each with a count of 1. The
    probability that any of them is above the threshold is at most delta: 1 + sigma Phi^-1((1 -
    delta)^(1 / contributions)) (Gopi, Gulhane, Kulkarni, Shen, Shokouhi and Yekhanin 2020,
    "Differentially Private Set Union").
    """
    # 1 - (1 - delta)^(1 / contributions), computed without loss of precision.
    tail = -math.expm1(math.log1p(-delta) / contributions)
    # Plus half a step of the grid, since a multiple stands for all values that round to it.
    return 1 - sigma * float(ndtri(tail)) + 0.5 / GRID


def default_delta(records: float) -> float:
    """1 / (n ln n), where n is the noisy number of records, but at least 10."""
    records = max(records, 10)
    return 1 / (records * math.log(records))
