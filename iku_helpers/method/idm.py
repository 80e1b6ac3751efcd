"""The status of a village: IDM from its three sub-indices to 2024, Indeks Desa from its score from 2025."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from iku_helpers.errors import VillageTableError
from iku_helpers.rules import IDM_COMPONENTS, STATUSES, StatusRule, status_rule

UNITS = 210_000
"""One unit is 1/210,000 of a sub-index: item grids (1/175, 1/60, 1/15) and 4 decimals are whole in it."""

_PUBLISHED = 0.5e-4 + 1e-9  # how far four decimals may lie from the value they stand for
_NOISE_DIGITS = 6


def component_units(sub_index: ArrayLike, component: str) -> NDArray[np.float64]:
    """A sub-index in whole units of 1/210,000, its item sum recovered where four decimals point to one.

    Published sub-indices are item sums over 175, 60 or 15, rounded to four decimals. The value is mapped back
    to its sum where it lies within half a unit of the last decimal of one; 0.03 percent of the country's
    villages are off these grids and keep the value as published.

    Raises ``VillageTableError`` for a word, or a value outside 0..1. Missing stays nan.

    >>> component_units([0.8743, 0.5], "iks")  # 153 of 175; 0.5 is no number of 175ths
    array([183600., 105000.])
    """
    maximum = IDM_COMPONENTS[component].maximum
    values = _numbers(sub_index, component.upper(), 1)
    sums = np.round(values * maximum)
    on_grid = np.abs(values - sums / maximum) <= _PUBLISHED
    whole: NDArray[np.float64] = np.where(
        on_grid, sums * (UNITS // maximum), np.round(values * UNITS, _NOISE_DIGITS)
    )
    return whole


def units(iks: ArrayLike, ike: ArrayLike, ikl: ArrayLike) -> NDArray[np.float64]:
    """Sum of the three sub-indices in units of 1/210,000, so IDM in units of 1/630,000; exact, never rounded.

    >>> units([0.8743], [0.6167], [0.6667])
    array([453100.])
    """
    given = dict(zip(IDM_COMPONENTS, (iks, ike, ikl), strict=True))
    _require_same_villages(list(given.values()))
    parts = [component_units(sub_index, component) for component, sub_index in given.items()]
    return np.asarray(parts[0] + parts[1] + parts[2])


def idm_value(iks: ArrayLike, ike: ArrayLike, ikl: ArrayLike) -> pd.Series[float]:
    """IDM (0..1), the unrounded mean of the three sub-indices; missing where one of them is.

    Half up to four decimals it gives back the official value, which the mean of the published four-decimal
    sub-indices misses in 7,119 of 75,261 villages. Source: Permendesa PDTT 2/2016, IDM = (IKS + IKE + IKL)/3.

    Raises ``VillageTableError`` for a sub-index outside 0..1.

    >>> float(idm_value([0.8743], [0.6167], [0.6667]).round(4).iloc[0])
    0.7192
    """
    return pd.Series(units(iks, ike, ikl) / (3 * UNITS), index=_index(iks), name="nilai")


def idm_status(iks: ArrayLike, ike: ArrayLike, ikl: ArrayLike) -> pd.Series[str]:
    """IDM status of each village, from its sub-indices; missing where one of them is missing.

    The comparison is exact, in whole units: rounding the mean to four decimals first, as many sheets do,
    gives a wrong status to 8 villages in 2023 and 11 in 2024.

    Parameters
    ----------
    iks, ike, ikl
        Sub-indices 0..1, to four decimals as published, or exact item sums over 175, 60 and 15.

    Returns
    -------
    Series
        ``"Mandiri"``, ``"Maju"``, ``"Berkembang"``, ``"Tertinggal"`` or ``"Sangat Tertinggal"``, with the
        index of ``iks`` if it has one. A village exactly on a threshold has the lower status.

    Raises
    ------
    VillageTableError
        If a sub-index lies outside 0..1.

    References
    ----------
    Permendesa PDTT 2/2016; SK Dirjen PPMD 30/2016 as amended by 52/2018 (see ``rules.STATUS_RULES``).

    Examples
    --------
    Telaga, Busungbiu, 2024 stands 0.0011 above the smallest Mandiri score; Sepang is Maju:

    >>> list(idm_status([0.8, 0.8457], [0.7833, 0.5833], [0.8667, 0.9333]))
    ['Mandiri', 'Maju']
    """
    rule = status_rule("idm")
    thresholds = np.array([float(threshold * 3 * UNITS) for threshold in rule.thresholds])
    return _named(units(iks, ike, ikl), thresholds, rule, _index(iks))


def indeks_desa_status(skor: ArrayLike) -> pd.Series[str]:
    """Indeks Desa status of each village from its score (0..100); missing where the score is missing.

    The score is read half up to two decimals, as the printed bounds are, and a status begins on its bound.
    The thresholds are unconfirmed: Permendesa PDT 9/2024 itself was not read (see ``rules.STATUS_RULES``).

    Raises ``VillageTableError`` for a score outside 0..100.

    >>> list(indeks_desa_status([79.63, 79.62, 49.48]))
    ['Mandiri', 'Maju', 'Sangat Tertinggal']
    """
    rule = status_rule("indeks_desa")
    scores = _numbers(skor, "Skor Indeks Desa", 100)
    hundredths = np.floor(np.round(scores * 100, _NOISE_DIGITS) + 0.5)
    thresholds = np.array([float(threshold * 100) for threshold in rule.thresholds])
    return _named(hundredths, thresholds, rule, _index(skor))


def _named(
    scores: NDArray[np.float64],
    thresholds: NDArray[np.float64],
    rule: StatusRule,
    index: pd.Index[str] | None,
) -> pd.Series[str]:
    """The status word of each score; ``strict`` thresholds must be passed, others only reached."""
    level = np.searchsorted(thresholds, scores, side="left" if rule.strict else "right")
    words = pd.Series(np.array(STATUSES, dtype=object)[np.minimum(level, len(STATUSES) - 1)], index=index)
    named: pd.Series[str] = words.astype("str").mask(np.isnan(scores)).rename("status")
    return named


def _numbers(values: ArrayLike, name: str, highest: int) -> NDArray[np.float64]:
    """The values as floats, missing as nan; words and what lies outside 0..highest are refused."""
    try:
        column = values if isinstance(values, pd.Series) else pd.Series(values, dtype=object)
        numbers = np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    except (TypeError, ValueError):
        raise VillageTableError(f"{name} memuat isian yang bukan bilangan.") from None
    outside = numbers[(numbers < 0) | (numbers > highest)]
    if outside.size:
        raise VillageTableError(f"{name} harus antara 0 dan {highest}, ditemukan {outside[0]:g}.")
    return numbers


def _require_same_villages(columns: list[ArrayLike]) -> None:
    """Sub-indices are read row by row: as many of each and, where labelled, of the same villages."""
    labels = [column.index for column in columns if isinstance(column, pd.Series)]
    lengths = {len(column) for column in map(np.atleast_1d, columns)}
    if len(lengths) > 1 or any(not one.equals(labels[0]) for one in labels):
        raise VillageTableError("IKS, IKE, dan IKL harus berasal dari baris desa yang sama.")


def _index(values: ArrayLike) -> pd.Index[str] | None:
    return values.index if isinstance(values, pd.Series) else None
