"""Draws noise with OpenDP's exact discrete samplers, from the operating system's randomness.

There is no seed and no way to give one. Floating-point samplers are not used, because the gaps
between floating-point numbers leak information (Mironov 2012), nor is the database's generator,
which is made for speed and not for security. Only the number of records gets Laplace noise; all
other counts get Gaussian noise in multiples of 1 / `GRID`.
"""

import hashlib
import math
import secrets
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import opendp.prelude as dp

from .accounting import GRID

# Counts are split into chunks of this size, which are drawn in parallel.
CHUNK = 20_000
dp.enable_features("contrib")


def gaussian(counts: np.ndarray, sigma: float) -> np.ndarray:
    """Counts with discrete Gaussian noise (Canonne, Kamath and Steinke 2020).

    Arguments: `counts`, int64[n]; `sigma`, standard deviation of the noise, above 0.
    Returns: float64[n], multiples of 1 / `GRID`.
    """
    measure = dp.m.make_gaussian(
        dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T=float), _scale(sigma) * GRID
    )
    with ThreadPoolExecutor() as pool:
        noisy = pool.map(
            lambda first: measure((counts[first : first + CHUNK] * GRID).tolist()),
            range(0, counts.size, CHUNK),
        )
        return np.concatenate([np.array(each, np.float64) for each in [[], *noisy]]) / GRID


def laplace(count: int, epsilon: float) -> int:
    """A count of subjects with discrete Laplace noise of scale 1 / epsilon (the geometric mechanism
    of Ghosh, Roughgarden and Sundararajan 2009): epsilon-differentially private."""
    measure = dp.m.make_laplace(
        dp.atom_domain(T="i64"), dp.absolute_distance(T="i64"), 1 / _scale(epsilon)
    )
    return int(measure(int(count)))


def not_private(counts: np.ndarray, sigma: float) -> np.ndarray:
    """For tests only: looks like noise but depends on the counts alone, so it protects nobody."""
    digest = hashlib.sha256(counts.astype("<i8").tobytes()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:8], "little")))
    return counts + np.round(generator.normal(0, _scale(sigma), counts.size) * GRID) / GRID


def secret() -> str:
    """32 random bytes from the operating system, as hexadecimal digits."""
    return secrets.token_hex(32)


def _scale(sigma: float) -> float:
    if not (math.isfinite(sigma) and sigma > 0):
        raise ValueError(f"the scale of noise must be above 0; it is {sigma}")
    return float(sigma)
