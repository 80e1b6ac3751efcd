"""The difference of two estimates: two groups of one sample, or two samples."""

from __future__ import annotations

import math

import numpy as np

from iku_helpers.method import limits, ratios
from iku_helpers.method.arrays import Codes
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.estimator import NOISE, Interval, Quantity, finished, spread
from iku_helpers.method.sample import Sample


def contrast(quantity: Quantity, sample: Sample, side: Codes, level: float) -> Estimate:
    """Rows of side 0 minus rows of side 1 (side 2: neither) within one sample, symmetric t.

    References
    ----------
    R's ``svycontrast`` on two domains; Särndal, Swensson and Wretman (1992), section 10.3.

    Examples
    --------
    >>> import pandas as pd
    >>> from iku_helpers.method.estimates import Design
    >>> from iku_helpers.method.sample import resolve
    >>> question = ratios.Item("U1", np.array([4.0, 3.0, 2.0, 3.0]), 1.0)
    >>> sample = resolve(pd.DataFrame(index=range(4), columns=["U1"]), Design())
    >>> contrast(Quantity([question], [25.0], limits.INDEX), sample, np.array([0, 0, 1, 1]), 0.95).estimate
    25.0
    """
    value, influence = ratios.linearised(quantity.questions, quantity.parts, sample.weight, side, 3)
    signed = np.where(side == 1, -influence, np.where(side == 0, influence, 0.0))
    everyone = np.zeros_like(side)
    both = spread(signed, sample, everyone, 1)
    each = spread(influence, sample, side, 3)
    first, second = (finished(float(value[g]), each.row(g), quantity.scale, Interval(level)) for g in (0, 1))
    n = first.n + second.n
    if math.isnan(first.se) or math.isnan(second.se):
        return Estimate(first.estimate - second.estimate, math.nan, math.nan, math.nan, math.nan, n)
    return _difference(first, second, float(both.se[0]), float(both.df[0]), level)


def welch(before: Estimate, after: Estimate, level: float) -> Estimate:
    """After minus before of two independent estimates, with the degrees of freedom of Welch (1947).

    >>> a, b = Estimate(80.0, 1.0, 10.0, 0, 0, 11), Estimate(83.0, 1.0, 10.0, 0, 0, 11)
    >>> result = welch(a, b, 0.95)
    >>> result.estimate, round(result.se, 4), result.df
    (3.0, 1.4142, 20.0)
    """
    parts = [(one.se**2, one.df) for one in (before, after)]
    total = sum(part for part, _ in parts)
    doubt = sum(part**2 / df for part, df in parts if part > 0 and df > 0)
    df = total**2 / doubt if doubt > 0 else before.df + after.df
    return _difference(after, before, math.sqrt(total), df, level)


def _difference(first: Estimate, second: Estimate, se: float, df: float, level: float) -> Estimate:
    value, n = first.estimate - second.estimate, first.n + second.n
    if math.isnan(se) or se > NOISE * limits.INDEX.high:
        return Estimate(value, se, df, *limits.t_limits(value, se, df, level), n)
    # Nothing varied on either side: combine the distances to both fallback limits as Newcombe (1998) does.
    below = math.hypot(first.estimate - first.lower, second.upper - second.estimate)
    above = math.hypot(first.upper - first.estimate, second.estimate - second.lower)
    return Estimate(value, 0.0, df, value - below, value + above, n)
