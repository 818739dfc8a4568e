"""What a privacy budget buys: exact curves of the Gaussian mechanism, and thresholds.

Neighbouring tables differ by one whole subject, added or removed. Steps that add Gaussian noise
compose exactly to one Gaussian mechanism: where step i adds noise of standard deviation sigma_i to
counts of which a subject changes the vector by at most d_i (Euclidean norm), they are together
mu-Gaussian differentially private with mu^2 = sum (d_i / sigma_i)^2 (Dong, Roth and Su 2022). Its
(epsilon, delta) curve is exact (Balle and Wang 2018, theorem 8), not a bound by way of zCDP.
"""

import math

from scipy.optimize import brentq
from scipy.special import log_ndtr, ndtr, ndtri

# Noise is drawn on a grid of 1 / GRID of a count, so that its curve is that of the continuous
# Gaussian but for a relative difference in delta below z / (2 sigma GRID), z being where the tail
# begins, in standard deviations: below 0.001 for every sigma above 0.1. That much of delta is kept
# back.
GRID = 65536
KEPT_BACK = 0.999


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
    wanted = delta * KEPT_BACK

    def excess(mu: float) -> float:
        return math.log(max(gaussian_delta(mu, epsilon), 1e-320)) - math.log(wanted)

    low, high = 1e-6, 1.0
    while excess(low) > 0:
        low /= 10
    while excess(high) < 0:
        high *= 2
    # The end at which the curve is kept, however the search rounds.
    return float(brentq(excess, low, high, xtol=low * 1e-7, rtol=1e-12)) * (1 - 1e-10)


def selection_threshold(sigma: float, contributions: int, delta: float) -> float:
    """Noisy count above which a combination that was found in the data may be released.

    What one subject brings in alone, at most `contributions` combinations with a count of 1, passes
    it with probability delta at most: 1 + sigma Phi^-1((1 - delta)^(1 / contributions)) (Gopi,
    Gulhane, Kulkarni, Shen, Shokouhi and Yekhanin 2020, "Differentially Private Set Union").
    """
    # 1 - (1 - delta)^(1 / contributions), without the loss of digits.
    tail = -math.expm1(math.log1p(-delta) / contributions)
    # Half a step of the grid, for what is drawn there stands for all that rounds to it.
    return 1 - sigma * float(ndtri(tail)) + 0.5 / GRID


def default_delta(records: float) -> float:
    """1 / (n ln n), n the noisy number of records, 10 at least."""
    records = max(records, 10)
    return 1 / (records * math.log(records))
