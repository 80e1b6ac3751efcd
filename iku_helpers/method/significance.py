"""Is it truly different? p values from an estimate, and Holm's adjustment for looking several times."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.special import stdtr

from iku_helpers.method.arrays import Floats
from iku_helpers.method.estimates import Estimate


def p_value(estimate: Estimate) -> float:
    """Two-sided p of "the true value is 0", Student t; nan without a standard error.

    A census knows: 1 where the value is 0, else 0. Where nothing varied although not everyone was asked, no
    p is claimed (1): only the limits speak there.

    References
    ----------
    Student (1908).

    Examples
    --------
    >>> round(p_value(Estimate(2.0, 1.0, 60.0, 0.0, 4.0, 62)), 4)
    0.05
    """
    if math.isnan(estimate.se):
        return math.nan
    if estimate.se > 0:
        return (
            float(2 * stdtr(estimate.df, -abs(estimate.estimate) / estimate.se))
            if estimate.df > 0
            else math.nan
        )
    known = estimate.lower == estimate.upper
    return 0.0 if known and estimate.estimate != 0 else 1.0


def holm(p: Floats) -> Floats:
    """Holm's step-down adjustment: the chance of even one false finding stays below the level.

    p_(i) becomes the largest so far of (m − i + 1) · p_(i), at most 1; nan is no test and is not counted.

    Why not Bonferroni: Holm finds more and promises the same.

    References
    ----------
    Holm (1979).

    Examples
    --------
    >>> holm(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.06, 0.06])
    """
    adjusted = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    ranked = tested[np.argsort(p[tested], kind="stable")]
    steps = np.arange(len(ranked), 0, -1)
    adjusted[ranked] = np.minimum(np.maximum.accumulate(steps * p[ranked]), 1)
    return adjusted


def with_holm(frame: pd.DataFrame, level: float, verdict: str) -> pd.DataFrame:
    """The frame with ``p``, ``p_holm`` and a column ``verdict``: is the adjusted p below 1 − level?

    >>> rows = pd.DataFrame([[2.0, 0.5, 60.0, 1.0, 3.0, 62]], index=["U1"])
    >>> with_holm(rows, 0.95, "changed")["changed"].tolist()
    [True]
    """
    p = np.array([p_value(Estimate(*row)) for row in frame.itertuples(index=False)], dtype=float)
    adjusted = holm(p)
    return frame.assign(p=p, p_holm=adjusted, **{verdict: adjusted < 1 - level})
