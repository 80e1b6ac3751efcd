"""Limits within which a kecamatan would lie if it were no different from all of them together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from iku_helpers.errors import ComparisonError

WARNING, ALARM = 0.95, 0.998
_NOISE = 1e-9  # the last bits of a mean of equal values
WITHIN = "wajar"
UNKNOWN = "tidak dapat dinilai"
BEYOND = {-2: "jauh di bawah", -1: "di bawah", 0: WITHIN, 1: "di atas", 2: "jauh di atas"}
"""Position by the number of limits passed: one is the 95 % limit, two the 99.8 % limit; minus is below."""


def funnel(
    estimates: pd.DataFrame, target: float | None = None, weights: pd.Series[float] | None = None
) -> pd.DataFrame:
    """Each kecamatan against the mean of all, with limits as wide as its own survey makes them.

    A small survey strays further by chance, so one line for all would mostly catch the small ones. Since a
    kecamatan is itself part of the mean, the error of the difference is used, not its own standard error
    alone: with few kecamatan the plain one is too wide. Of 20 that are all alike, one still passes a 95 %
    limit; the 99.8 % limit is the one to act on.

    Parameters
    ----------
    estimates
        A row a kecamatan; columns ``estimate``, ``se`` (same unit) and ``df``, and if held ``lower, upper``
        (at 95 percent): they stand in for a standard error of 0 where all answers were equal. Surveys are
        independent. A row with no standard error keeps its place without limits and is left out of the mean.
    target
        A fixed value to compare with, such as the target of the kabupaten; None for the mean.
    weights
        Weight of each kecamatan in the mean, such as its number of users; None counts each kecamatan once.
        A mean weighted by precision is not offered: whoever asked most people would set the line.

    Returns
    -------
    DataFrame
        Index of ``estimates``; ``estimate``, ``target``, ``se`` of the difference, ``df``
        (Welch-Satterthwaite), ``lower_95, upper_95, lower_99_8, upper_99_8`` (target -+ t x se, not cut off
        at the ends of the scale) and ``posisi``, one of ``BEYOND`` or ``UNKNOWN``.

    Raises
    ------
    ComparisonError
        If a column is missing, a weight is missing or negative, or fewer than two kecamatan can be compared.

    References
    ----------
    Spiegelhalter D.J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine
    24, 1185-1202. The difference: Nelson P.R., Wludyka P.S., Copeland K.A.F. (2005). The Analysis of Means.

    Examples
    --------
    >>> kecamatan = pd.DataFrame(
    ...     {"estimate": [80.0, 84.0, 88.0], "se": [1.0, 1.0, 1.0], "df": [60.0, 60.0, 60.0]},
    ...     index=["banjar", "busungbiu", "sawan"],
    ... )
    >>> funnel(kecamatan)[["target", "lower_95", "upper_95", "posisi"]].round(2).values.tolist()[0]
    [84.0, 82.38, 85.62, 'jauh di bawah']
    """
    require_estimates(estimates)
    known = comparable(estimates)
    if known.sum() < 2 and target is None:
        raise ComparisonError("Perbandingan memerlukan paling sedikit dua kecamatan dengan galat baku.")
    share = _shares(estimates.index, known, weights)
    values = estimates["estimate"].to_numpy(float)
    variance = np.where(known, standard_errors(estimates) ** 2, np.nan)
    df = estimates["df"].to_numpy(float)
    if target is None:
        centre = float(np.sum(share[known] * values[known]))
        spread, freedom = _difference(variance, df, share, known)
    else:
        centre, spread, freedom = target, variance, df
    return _limits(estimates, centre, np.sqrt(spread), freedom)


def require_estimates(estimates: pd.DataFrame) -> None:
    """Refuse a table without the columns a comparison reads.

    >>> require_estimates(pd.DataFrame({"estimate": [80.0]}))
    Traceback (most recent call last):
    ...
    iku_helpers.errors.ComparisonError: Tabel kecamatan tidak mempunyai kolom se, df.
    """
    missing = [column for column in ("estimate", "se", "df") if column not in estimates]
    if missing:
        raise ComparisonError(f"Tabel kecamatan tidak mempunyai kolom {', '.join(missing)}.")


def comparable(estimates: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows have an estimate and a standard error.

    >>> comparable(pd.DataFrame({"estimate": [80.0, 90.0], "se": [1.0, None], "df": [30.0, 0.0]})).tolist()
    [True, False]
    """
    complete: NDArray[np.bool_] = estimates[["estimate", "se"]].notna().all(axis=1).to_numpy()
    return complete


def standard_errors(estimates: pd.DataFrame) -> NDArray[np.float64]:
    """Standard errors; one of 0 though not everybody was asked is the one its own 95 % interval implies.

    Five people who all say 4 know less than a thousand who nearly do. Without ``lower`` and ``upper``, and
    for a census, whose limits are its point, 0 stays 0.

    References
    ----------
    the longer half of the interval over Student's quantile; the interval: `limits.fallback_limits`.

    Examples
    --------
    >>> alike = {"estimate": [100.0], "se": [0.0], "df": [4.0], "lower": [60.9], "upper": [100.0]}
    >>> standard_errors(pd.DataFrame(alike)).round(2)
    array([14.08])
    """
    errors: NDArray[np.float64] = estimates["se"].to_numpy(float)
    if not {"lower", "upper"} <= set(estimates.columns):
        return errors
    centre, lower, upper = (estimates[name].to_numpy(float) for name in ("estimate", "lower", "upper"))
    reach = np.maximum(upper - centre, centre - lower)
    implied = reach / stdtrit(estimates["df"].to_numpy(float), 0.975)
    return np.where((errors == 0) & (reach > 0), implied, errors)


def _shares(
    index: pd.Index[str], known: NDArray[np.bool_], weights: pd.Series[float] | None
) -> NDArray[np.float64]:
    """Weights of the comparable kecamatan, adding up to 1; 0 for the others."""
    given = np.ones(len(index)) if weights is None else weights.reindex(index).to_numpy(float)
    if not np.all(given[known] >= 0) or (known.any() and given[known].sum() == 0):
        raise ComparisonError("Bobot kecamatan harus ada dan tidak boleh negatif.")
    held: NDArray[np.float64] = np.where(known, given, 0.0)
    return held / held.sum() if known.any() else held


def _difference(
    variance: NDArray[np.float64],
    df: NDArray[np.float64],
    share: NDArray[np.float64],
    known: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Variance and df of (own estimate - weighted mean), the own part counted (1 - w)², the others' w²."""
    others = np.where(known, share**2 * variance, 0.0)
    own = (1 - share) ** 2 * variance
    total = own + others.sum() - others
    with np.errstate(divide="ignore", invalid="ignore"):
        per_df = np.where(others > 0, others**2 / df, 0.0)
        freedom = total**2 / (np.where(own > 0, own**2 / df, 0.0) + per_df.sum() - per_df)
    return total, freedom


def _limits(
    estimates: pd.DataFrame, centre: float, se: NDArray[np.float64], df: NDArray[np.float64]
) -> pd.DataFrame:
    table = estimates[["estimate"]].assign(target=centre, se=se, df=df)
    passed = pd.Series(0, index=table.index)
    for level, name in ((WARNING, "95"), (ALARM, "99_8")):
        reach = np.where(
            se > 0, stdtrit(df, (1 + level) / 2) * se, 0.0 * se
        )  # a census has no room for chance
        table[f"lower_{name}"], table[f"upper_{name}"] = centre - reach, centre + reach
        beyond = table["estimate"] - centre
        passed += (beyond > reach + _NOISE).astype(int) - (beyond < -reach - _NOISE)
    position = passed.map(BEYOND).mask(table["upper_95"].isna() | table["estimate"].isna(), UNKNOWN)
    return table.assign(posisi=position)
