"""One estimator for every sum of means: the index, an unsur, a group, a difference, a contrast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from iku_helpers.method import limits, ratios, variance
from iku_helpers.method.arrays import Codes, Flags, Floats, sums
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.given import require_level
from iku_helpers.method.limits import Scale
from iku_helpers.method.sample import Sample

NOISE = 1e-12
Row = tuple[float, float, int, int, bool]


@dataclass(frozen=True)
class Quantity:
    """Σ part · mean of each question, on the scale it can range over.

    >>> Quantity([ratios.Item("U1", np.array([4.0]), 1.0)], [25.0], limits.INDEX).parts
    [25.0]
    """

    questions: Sequence[ratios.Item]
    parts: Sequence[float]
    scale: Scale


@dataclass(frozen=True)
class Interval:
    """How limits are made: the confidence level and the method ("logit" or "t").

    >>> Interval(level=0.9)
    Interval(level=0.9, method='logit')
    """

    level: float = 0.95
    method: str = "logit"

    def __post_init__(self) -> None:
        require_level(self.level)
        limits.require_method(self.method)


@dataclass(frozen=True)
class Spread:
    """What the design says about the error of each group's estimate.

    >>> Spread(np.ones(1), np.array([4.0]), np.array([5.0]), np.array([5]), np.array([False])).df
    array([4.])
    """

    se: Floats
    df: Floats
    units: Floats
    n: Codes
    everyone: Flags

    def row(self, g: int) -> Row:
        """One group's se, df, units, n, and whether everybody was asked.

        >>> Spread(np.ones(1), np.array([4.0]), np.array([5.0]), np.array([5]), np.array([False])).row(0)
        (1.0, 4.0, 5, 5, False)
        """
        units, n = int(self.units[g]), int(self.n[g])
        return float(self.se[g]), float(self.df[g]), units, n, bool(self.everyone[g])


def estimates(
    quantity: Quantity,
    sample: Sample,
    interval: Interval,
    *,
    group: Codes | None = None,
    groups: int = 1,
    answered: Flags | None = None,
) -> list[Estimate]:
    """The estimate of each group (without ``group``: of everyone), with its interval.

    Rows of no group carry the code ``groups``: they keep their place in the draw and have no row here.
    ``answered`` marks the rows that count in n, where those are fewer than the rows that stand for somebody.

    References
    ----------
    Särndal, Swensson and Wretman (1992), sections 5.5 (linearisation) and 10.3 (groups); `limits`.

    Examples
    --------
    >>> import pandas as pd
    >>> from iku_helpers.method.estimates import Design
    >>> from iku_helpers.method.sample import resolve
    >>> question = ratios.Item("U1", np.array([4.0, 3.0, 2.0]), 1.0)
    >>> sample = resolve(pd.DataFrame(index=range(3), columns=["U1"]), Design())
    >>> (one,) = estimates(Quantity([question], [25.0], limits.INDEX), sample, Interval())
    >>> one.estimate, round(one.se, 3), one.df
    (75.0, 14.434, 2.0)
    """
    whole = group is None
    code = np.zeros(len(sample.weight), dtype=np.intp) if group is None else group
    cells = groups if whole else groups + 1
    value, influence = ratios.linearised(quantity.questions, quantity.parts, sample.weight, code, cells)
    seen = spread(influence, sample, code, cells)
    if answered is not None:
        seen = replace(seen, n=np.array([answered.sum()]))
    population = sample.population if whole else None
    return [
        finished(float(value[g]), seen.row(g), quantity.scale, interval, population) for g in range(groups)
    ]


def spread(influence: Floats, sample: Sample, group: Codes, groups: int) -> Spread:
    """Standard error and degrees of freedom of each group's estimate from its members' influence values.

    References
    ----------
    `variance.by_stratum`, `variance.satterthwaite`; R's ``degf`` of the subset.

    Examples
    --------
    >>> import pandas as pd
    >>> from iku_helpers.method.estimates import Design
    >>> from iku_helpers.method.sample import resolve
    >>> sample = resolve(pd.DataFrame(index=range(2), columns=["U1"]), Design())
    >>> spread(np.array([3.0, -3.0]), sample, np.zeros(2, dtype=np.intp), 1).se  # √(2 · (3² + 3²))
    array([6.])
    """
    parts = _parts(influence, sample, group, groups)
    units, strata, everyone = variance.units_strata_everyone(sample, group, groups)
    df = (units - strata).astype(float)
    if sample.satterthwaite:
        own = variance.satterthwaite(parts, sample.first.sampled)
        df = np.where(np.isfinite(own) & (df > 0), own, df)
    n = sums(group, sample.counted, groups).astype(np.intp)
    return Spread(np.sqrt(parts.sum(axis=0)), df, units, n, everyone)


def _parts(influence: Floats, sample: Sample, group: Codes, groups: int) -> Floats:
    if sample.residual is None:
        return variance.by_stratum(influence, sample, group, groups)
    # Calibration ties every row to every group, so each group needs its own pass over all rows.
    nobody = np.zeros_like(group)
    each = [sample.residual(np.where(group == g, influence, 0.0)) for g in range(groups)]
    return np.hstack([variance.by_stratum(one, sample, nobody, 1) for one in each])


def finished(
    value: float,
    row: Row,
    scale: Scale,
    interval: Interval,
    population: float | None = None,
) -> Estimate:
    """An estimate with its limits, or with what is left where there can be none.

    ``population`` is how many people there are, where all were asked about and that is known.

    References
    ----------
    `limits`; METHOD.md, "Its interval".

    Examples
    --------
    >>> finished(75.0, (0.0, 0.0, 1, 1, False), limits.INDEX, Interval())
    Estimate(estimate=75.0, se=nan, df=0.0, lower=nan, upper=nan, n=1)
    """
    se, df, units, n, everyone = row
    if math.isnan(value):
        return Estimate(math.nan, math.nan, math.nan, math.nan, math.nan, n)
    nothing_varies = se <= NOISE * (scale.high - scale.low)
    if everyone and nothing_varies:  # known counts tie a group asked whole to those who were not: it varies
        return Estimate(value, 0.0, df, value, value, n)
    if units <= 1:
        return Estimate(value, math.nan, 0.0, math.nan, math.nan, n)
    if nothing_varies:
        unseen = limits.unseen_share(n, population, interval.level)
        return Estimate(value, 0.0, df, *limits.fallback_limits(value, unseen, scale), n)
    if interval.method == "t":
        return Estimate(value, se, df, *limits.t_limits(value, se, df, interval.level), n)
    return Estimate(value, se, df, *limits.logit_limits(value, se, df, interval.level, scale), n)
