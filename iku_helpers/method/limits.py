"""From an estimate and its standard error to limits, and to the probability of lying beyond a value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scipy.special import expit, logit, stdtr, stdtrit

from iku_helpers.errors import DesignError
from iku_helpers.method import hypergeometric

Method = Literal["logit", "t"]
Limits = tuple[float, float]
NONE: Limits = (math.nan, math.nan)
_ENDLESS = 10_000_000


@dataclass(frozen=True)
class Scale:
    """The lowest and highest value an estimate can take: 25..100 for an index, 1..4 for an unsur.

    >>> INDEX, SCORE
    (Scale(low=25.0, high=100.0), Scale(low=1.0, high=4.0))
    """

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0..1.

        >>> Scale(25, 100).share(77.5)
        0.7
        """
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def value(self, share: float) -> float:
        """The value at a share of the way.

        >>> Scale(1, 4).value(0.5)
        2.5
        """
        return self.low + (self.high - self.low) * share


INDEX = Scale(25.0, 100.0)
SCORE = Scale(1.0, 4.0)


def require_method(method: str) -> None:
    """Refuses an interval method that does not exist.

    >>> require_method("wald")
    Traceback (most recent call last):
    ...
    iku_helpers.errors.DesignError: Cara selang harus 'logit' atau 't', bukan 'wald'.
    """
    if method not in ("logit", "t"):
        raise DesignError(f"Cara selang harus 'logit' atau 't', bukan {method!r}.")


def quantile(df: float, level: float) -> float:
    """Two-sided t quantile (Student, 1908); nan without degrees of freedom.

    >>> round(quantile(19, 0.95), 4), quantile(0, 0.95)
    (2.093, nan)
    """
    return float(stdtrit(df, (1 + level) / 2)) if df > 0 else math.nan


def t_limits(estimate: float, se: float, df: float, level: float) -> Limits:
    """estimate ± t · se, never cut off at the ends of a scale: what R's ``confint`` prints.

    >>> [round(limit, 3) for limit in t_limits(81.80556, 1.963436, 19, 0.95)]
    [77.696, 85.915]
    """
    reach = quantile(df, level) * se
    return estimate - reach, estimate + reach


def logit_limits(estimate: float, se: float, df: float, level: float, scale: Scale = INDEX) -> Limits:
    """A t interval on the logit of the share of the scale, carried back: it never leaves the scale.

    Near the ceiling the sampling distribution leans to the left; the logit leans with it and covers 93.7 % at
    an index of 92 with 30 respondents where estimate ± t·se covers 89.8 % and often runs above 100.

    References
    ----------
    Korn and Graubard (1998); R's ``svyciprop(method = "logit")`` with the scale of the index.

    Examples
    --------
    >>> [round(limit, 3) for limit in logit_limits(81.80556, 1.963436, 19, 0.95)]
    [77.39, 85.596]
    """
    share = scale.share(estimate)
    if not 0 < share < 1:
        return NONE
    centre = float(logit(share))
    reach = quantile(df, level) * se / ((scale.high - scale.low) * share * (1 - share))
    return scale.value(float(expit(centre - reach))), scale.value(float(expit(centre + reach)))


def unseen_share(n: int, population: float | None, level: float) -> float:
    """The largest share of a population that n answers, none of that kind, still leave possible.

    The upper limit for 0 of n: exact hypergeometric with a known population (up to ten millions, beyond which
    it makes no difference), else 1 − (α/2)^(1/n).

    References
    ----------
    Clopper and Pearson (1934) and its finite counterpart, at zero.

    Examples
    --------
    >>> unseen_share(50, 1000, 0.95), round(unseen_share(50, None, 0.95), 6)
    (0.069, 0.071122)
    """
    if n < 1:
        return 1.0
    if population is None or not population <= _ENDLESS:
        return hypergeometric.endless_limits(0, n, level)[1]
    total = max(round(population), n)
    return hypergeometric.limits(0, n, total, level)[1] / total


def fallback_limits(estimate: float, unseen: float, scale: Scale = INDEX) -> Limits:
    """Limits where every answer was the same: the standard error is 0 although not everyone was asked.

    Nothing was seen to vary, but a share ``unseen`` of the people could differ, at worst all at one end:
    [c − (c − low) u, c + (high − c) u]. An interval without width would cover 42 to 63 % there.

    References
    ----------
    this project's own; its coverage stands in METHOD.md. For ``unseen`` see `unseen_share`.

    Examples
    --------
    >>> [round(limit, 3) for limit in fallback_limits(75.0, 0.069)]
    [71.55, 76.725]
    """
    return estimate - (estimate - scale.low) * unseen, estimate + (scale.high - estimate) * unseen


def share_above(value: float, estimate: float, se: float, df: float, n: int, scale: Scale = INDEX) -> float:
    """The confidence that the true value is at least ``value``, from what lies behind the logit interval.

    1 − T_df((logit value − logit estimate) / se of the logit). It is 0.975 exactly at the lower 95 % limit.
    Where the standard error is 0 the fallback's one-sided limits give it, with the population taken as large.

    References
    ----------
    confidence distributions, Schweder and Hjort (2016), chapter 3.

    Examples
    --------
    >>> round(share_above(77.389749, 81.80556, 1.963436, 19, 20), 4)
    0.975
    """
    if math.isnan(se) or not df > 0:
        return math.nan
    if value <= scale.low or value >= scale.high:
        return float(value <= scale.low)
    share = scale.share(estimate)
    if not 0 < share < 1 or se == 0:
        return _share_above_fallback(scale.share(value), share, n)
    distance = float(logit(scale.share(value)) - logit(share))
    return float(stdtr(df, -distance * (scale.high - scale.low) * share * (1 - share) / se))


def _share_above_fallback(value: float, share: float, n: int) -> float:
    """One-sided confidence where all answers were equal; the doubt is halved where both sides are open."""
    if value <= share:
        below = (value / share) ** n if share > 0 else 0.0
        return float(1 - min(below, 0.5 if share < 1 else 1.0))
    above = ((1 - value) / (1 - share)) ** n
    return float(min(above, 0.5 if share > 0 else 1.0))
