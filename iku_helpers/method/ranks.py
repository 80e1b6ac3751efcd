"""How much of a league table of kecamatan is real."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from iku_helpers.errors import ComparisonError
from iku_helpers.method.funnel import comparable, require_estimates, standard_errors

Vector = NDArray[np.float64]

_NODES = 400  # probabilities are then good to about 0.001
_CENSUS = 1e-12  # stands for a variance of 0 where it divides


def ranks(
    estimates: pd.DataFrame, top: int = 3, level: float = 0.95, *, pooling: bool = True
) -> pd.DataFrame:
    """Rank of each kecamatan, the interval it truly lies in, and its chance of being among the best or worst.

    Ranks look exact and rarely are: surveys of 100 people cannot order kecamatan that differ by half a point.
    Each true value is given the t distribution its survey supports, and the chance of every rank follows by
    summing over its quantiles: no random draws, so the same data give the same bytes.

    With ``pooling`` the values are first drawn towards their mean, the more so the less their spread exceeds
    what chance alone gives. Without it the surveys' errors count twice, once in the estimates and once about
    them, and tables of kecamatan that hardly differ name a "best" far too often (METHOD.md has the figures).

    Parameters
    ----------
    estimates
        A row a kecamatan, highest is best; columns ``estimate``, ``se``, ``df``, and if held ``lower, upper``
        (at 95 percent): they stand in for a standard error of 0 where all answers were equal. Surveys are
        independent. A row without a standard error gets its rank and nothing more.
    top
        How many count as best, and as worst; less than the number of kecamatan.
    level
        Level of the rank interval, a share between 0 and 1.
    pooling
        Whether to draw the values towards their mean.

    Returns
    -------
    DataFrame
        Index of ``estimates``, best first; ``estimate``; ``rank`` as it would be printed (1 is best, ties
        share the better); ``pooled`` (the value drawn in); ``rank_lower``, ``rank_upper``; ``best`` and
        ``worst``, the chance (0..1) of truly being among the ``top`` best or worst.

    Raises
    ------
    ComparisonError
        If a column is missing, or there are not more comparable kecamatan than ``top``.

    References
    ----------
    Goldstein H., Spiegelhalter D.J. (1996). League tables and their limitations. JRSS A 159, 385-443.
    Paule R.C., Mandel J. (1982). Consensus values and weighting factors. J. Res. NBS 87, 377-385.
    Morris C.N. (1983). Parametric empirical Bayes inference. JASA 78, 47-55 (drawing in).

    Examples
    --------
    >>> kecamatan = pd.DataFrame(
    ...     {"estimate": [80.0, 84.0, 85.0, 90.0], "se": [1.0, 1.0, 1.0, 1.0], "df": [60.0] * 4},
    ...     index=["banjar", "busungbiu", "sawan", "seririt"],
    ... )
    >>> table = ranks(kecamatan, top=1)
    >>> table["rank_lower"].tolist(), table["rank_upper"].tolist()
    ([1, 2, 2, 4], [1, 3, 3, 4])
    """
    require_estimates(estimates)
    known = comparable(estimates)
    if not 0 < top < known.sum():
        raise ComparisonError(
            f"Peringkat {top} terbaik memerlukan lebih dari {top} kecamatan dengan galat baku; "
            f"ada {known.sum()}."
        )
    held = estimates[known]
    centre, spread = held["estimate"].to_numpy(float), standard_errors(held)
    if pooling:
        centre, spread = _pooled(centre, spread)
    chances = rank_chances(centre, spread, held["df"].to_numpy(float))
    rising, tail = np.cumsum(chances, axis=1), (1 - level) / 2
    found = pd.DataFrame(
        {
            "pooled": centre,
            "rank_lower": 1 + (rising > tail).argmax(axis=1),
            "rank_upper": 1 + (rising >= 1 - tail).argmax(axis=1),
            "best": chances[:, :top].sum(axis=1),
            "worst": chances[:, -top:].sum(axis=1),
        },
        index=held.index,
    )
    rank = estimates["estimate"].rank(ascending=False, method="min").astype("Int64")
    table = estimates[["estimate"]].assign(rank=rank).join(found)
    table = table.astype({"rank_lower": "Int64", "rank_upper": "Int64"})
    return table.sort_values(["rank"], kind="stable")


def rank_chances(centre: Vector, spread: Vector, df: Vector) -> NDArray[np.float64]:
    """The chance (0..1) of every rank for every kecamatan: rows add up to 1, and columns to about 0.001.

    Given its own true value, the others lie above it or not, independently; how many do is a
    Poisson-binomial count, averaged over the value's quantiles. ``centre`` and ``spread`` share one unit;
    spread 0 is a point.

    Source: Poisson-binomial recursion; the average is the midpoint rule on the quantile scale.

    Of two, the chance that the first is truly higher is the normal integral of 1/sqrt(2), 0.760:

    >>> rank_chances(np.array([85.0, 84.0]), np.ones(2), np.full(2, np.inf)).round(2)
    array([[0.76, 0.24],
           [0.24, 0.76]])
    """
    count = len(centre)
    quantiles = (np.arange(_NODES) + 0.5) / _NODES
    chances = np.empty((count, count))
    for own in range(count):
        values = centre[own] + spread[own] * stdtrit(df[own], quantiles)
        above = np.zeros((_NODES, count))  # column r: the chance that r others lie above
        above[:, 0] = 1
        for other in np.delete(np.arange(count), own):
            over = _chance_above(values, centre[other], spread[other], df[other])[:, None]
            moved = np.hstack([np.zeros((_NODES, 1)), above[:, :-1] * over])
            above = above * (1 - over) + moved
        chances[own] = above.mean(axis=0)
    return chances


def _chance_above(values: Vector, centre: float, spread: float, df: float) -> Vector:
    """The chance that a kecamatan's true value exceeds each of ``values``; half where points tie."""
    if spread == 0:
        return np.where(values == centre, 0.5, (values < centre).astype(float))
    chance: Vector = stdtr(df, (centre - values) / spread)
    return chance


def _pooled(values: Vector, errors: Vector) -> tuple[Vector, Vector]:
    """Values drawn towards their mean and their errors after it; a census (error 0) stays where it is."""
    variance = np.maximum(errors**2, _CENSUS)
    between = _spread_beyond_chance(values, variance)
    weight = 1 / (variance + between)
    mean = np.sum(weight * values) / weight.sum()
    drawn = variance / (variance + between)
    left = (1 - drawn) * variance + drawn**2 / weight.sum()  # the second term: the mean is estimated too
    return drawn * mean + (1 - drawn) * values, np.where(errors > 0, np.sqrt(left), 0.0)


def _spread_beyond_chance(values: Vector, variance: Vector) -> float:
    """Variance of the true values (Paule and Mandel): the one under which the scatter is as expected."""

    def excess(between: float) -> float:
        weight = 1 / (variance + between)
        mean = np.sum(weight * values) / weight.sum()
        return float(np.sum(weight * (values - mean) ** 2) - (len(values) - 1))

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, float(np.ptp(values) ** 2)  # at high the scatter is below len - 1
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2
