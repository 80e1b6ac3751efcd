"""Exact limits for the number of good villages, from a random sample drawn without replacement."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaln, logsumexp

from iku_helpers.errors import VillageCountError
from iku_helpers.method.given import is_number, require_level

_NOISE = 1e-8  # relative error of the log-gamma sum stays below this up to 83,763 villages


def limits(good: int, evaluated: int, total: int, level: float = 0.95) -> tuple[int, int]:
    """Limits, in whole villages, for how many of ``total`` are good when ``good`` of ``evaluated`` were.

    Exact equal tails: the limits are all the totals K under which neither seeing so many good villages nor
    seeing so few has a probability of (1 - level)/2 or less. Whole villages are the honest unit, since
    no percentage between two of them can be true; the exact tail is used because Wald, Wilson and mid-p
    limits fall below their level for the 10 to 30 villages of one kecamatan.

    Parameters
    ----------
    good, evaluated, total
        Whole villages, 0 <= good <= evaluated <= total and total at least 1. The evaluated ones must have
        been drawn at random; for villages that were simply left out see ``desa.percentage``.
    level
        Confidence level, a share between 0 and 1.

    Returns
    -------
    tuple of int
        Lower and upper number of good villages, both within [good, total - (evaluated - good)]. All
        evaluated: the point. None evaluated: 0 and ``total``.

    Raises
    ------
    VillageCountError
        If the counts contradict each other. ``DesignError`` for a level that is no share.

    References
    ----------
    Wright T. (1991). Exact Confidence Bounds when Sampling from Small Finite Universes. Springer.
    Wang W. (2015). Exact optimal confidence intervals for hypergeometric parameters. JASA 110, 1491-1499.

    Examples
    --------
    Eight of fifteen villages drawn, seven of them good:

    >>> limits(7, 8, 15)
    (9, 14)
    >>> limits(15, 15, 15)
    (15, 15)
    """
    good, evaluated, total = whole_counts(good, evaluated, total)
    require_level(level)
    tail = (1 - Fraction(str(level))) / 2
    bad = evaluated - good  # so few good is so many bad: one search serves both limits
    return _lower(good, evaluated, total, tail), total - _lower(bad, evaluated, total, tail)


def endless_limits(good: int, asked: int, level: float = 0.95) -> tuple[float, float]:
    """The same limits, as shares 0..1, where the population is endless or its size is not known.

    The binomial counterpart, to which ``limits`` comes down as the total grows: exact, equal tails.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404-413; the limits are quantiles of beta distributions.

    Examples
    --------
    >>> [round(limit, 4) for limit in endless_limits(14, 15)]
    [0.6805, 0.9983]
    """
    good, asked, _ = whole_counts(good, asked, max(asked, 1))
    require_level(level)
    tail, bad = (1 - level) / 2, asked - good
    lower = float(betaincinv(good, bad + 1, tail)) if good else 0.0
    upper = float(betaincinv(good + 1, bad, 1 - tail)) if bad else 1.0
    return lower, upper


def whole_counts(good: float, evaluated: float, total: float) -> tuple[int, int, int]:
    """The three counts as whole numbers (a sum of a column is often 14.0); refused where they cannot be.

    >>> whole_counts(7.0, 8, 15)
    (7, 8, 15)
    >>> whole_counts(9, 8, 15)
    Traceback (most recent call last):
    ...
    iku_helpers.errors.VillageCountError: Hitungan desa tidak cocok: 9 baik, 8 dinilai, 15 seluruhnya.
    """
    told = f"{good} baik, {evaluated} dinilai, {total} seluruhnya"
    if not all(is_number(count) and float(count).is_integer() for count in (good, evaluated, total)):
        raise VillageCountError(f"Hitungan desa harus bilangan bulat: {told}.")
    if total < 1:
        raise VillageCountError("Tidak ada satu desa pun untuk dihitung persentasenya.")
    if not 0 <= good <= evaluated <= total:
        raise VillageCountError(f"Hitungan desa tidak cocok: {told}.")
    return int(good), int(evaluated), int(total)


def _lower(good: int, evaluated: int, total: int, tail: Fraction) -> int:
    """The smallest K whose chance of showing ``good`` or more exceeds ``tail``; that chance rises with K."""
    log_factorial = gammaln(np.arange(total + 1) + 1.0)
    below, reached = good - 1, total - (evaluated - good)  # at ``reached`` the chance is 1
    while reached - below > 1:
        middle = (below + reached) // 2
        if _exceeds(good, evaluated, total, middle, tail, log_factorial):
            reached = middle
        else:
            below = middle
    return reached


def _exceeds(
    good: int, drawn: int, total: int, successes: int, tail: Fraction, log_factorial: NDArray[np.float64]
) -> bool:
    """Whether P(X >= good) > tail, X hypergeometric; a near tie is settled in whole numbers."""
    seen = np.arange(max(good, drawn - (total - successes)), min(drawn, successes) + 1)
    if seen.size == 0:
        return False

    def log_choose(n: int, k: NDArray[np.int_]) -> NDArray[np.float64]:
        chosen: NDArray[np.float64] = log_factorial[n] - log_factorial[k] - log_factorial[n - k]
        return chosen

    ways = log_choose(successes, seen) + log_choose(total - successes, drawn - seen)
    chance = float(np.exp(logsumexp(ways) - log_choose(total, np.array([drawn]))[0]))
    if abs(chance / float(tail) - 1) > _NOISE:
        return chance > tail
    exact = sum(comb(successes, x) * comb(total - successes, drawn - x) for x in seen.tolist())
    return exact * tail.denominator > comb(total, drawn) * tail.numerator
