"""Weights made to agree with known population counts, and what that does to the influence values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from iku_helpers.errors import CalibrationError
from iku_helpers.method.arrays import Codes, Floats, sums
from iku_helpers.method.columns import column
from iku_helpers.method.estimates import Design

Residual = Callable[[Floats], Floats]

_SWEEPS = 10
_MAX_ROUNDS = 1000
_CONVERGED = 1e-12


def calibrated(respondents: pd.DataFrame, design: Design, base: Floats) -> tuple[Floats, Residual | None]:
    """Weights after calibration, and the residual that influence values take (None: nothing to calibrate).

    Calibration removes the part of the sampling error that the known counts explain; the residual leaves
    exactly the rest in the variance. Raises `CalibrationError` for a level without a count.

    References
    ----------
    Deville and Särndal (1992); Lumley (2010), chapter 7; R's ``postStratify`` and ``rake``.

    Examples
    --------
    >>> people = pd.DataFrame({"jk": ["L", "P", "P"]})
    >>> design = Design(post_strata={"jk": {"L": 50, "P": 50}})
    >>> calibrated(people, design, np.ones(3))[0]
    array([50., 25., 25.])
    """
    if design.post_strata is not None:
        ((key, counts),) = design.post_strata.items()
        return _post_stratified(*_cells(respondents, key, counts), base)
    if design.margins is not None:
        return _raked([_cells(respondents, key, counts) for key, counts in design.margins.items()], base)
    return base, None


def _cells(
    respondents: pd.DataFrame, key: str | tuple[str, ...], counts: Mapping[Hashable, float]
) -> tuple[Codes, Floats]:
    """The cell of each respondent as a code, and the population count of each cell."""
    columns = [key] if isinstance(key, str) else list(key)
    for name in columns:
        column(respondents, name)
    levels = list(counts.keys())
    position = {level: code for code, level in enumerate(levels)}
    if len(columns) == 1:
        seen, labels = pd.factorize(respondents[columns[0]])
        names: Sequence[Hashable] = [_alone(label, position) for label in labels]
    else:
        pairs = pd.MultiIndex.from_frame(respondents[columns])
        seen, labels = pd.factorize(pairs)
        names = list(labels)
    if (seen < 0).any() or respondents[columns].isna().to_numpy().any():
        raise CalibrationError(f"Kolom {', '.join(columns)} kosong pada sebagian responden: lengkapi dahulu.")
    unknown = [name for name in names if name not in position]
    if unknown:
        raise CalibrationError(f"Tidak ada jumlah penduduk untuk {', '.join(columns)} = {unknown[0]!r}.")
    recode = np.array([position[name] for name in names], dtype=np.intp)
    return recode[seen], _people([counts[level] for level in levels])


def _people(counts: Sequence[object]) -> Floats:
    try:
        people = np.array(counts, dtype=np.float64)
    except (TypeError, ValueError):
        people = np.array([np.nan])
    if not (np.isfinite(people) & (people >= 0)).all():
        raise CalibrationError("Jumlah penduduk harus bilangan yang tidak negatif.")
    return people


def _alone(label: Hashable, position: Mapping[Hashable, int]) -> Hashable:
    """A single column's level, also where the counts name it as a tuple of one."""
    return (label,) if label not in position and (label,) in position else label


def _factors(code: Codes, count: Floats, weight: Floats) -> Floats:
    """What each cell's weights are multiplied by to reach its count."""
    total = sums(code, weight, len(count))
    if ((total == 0) & (count > 0)).any():
        raise CalibrationError(
            "Ada golongan penduduk yang tidak diwakili seorang responden pun: gabungkan dahulu."
        )
    return np.divide(count, total, out=np.zeros_like(count), where=total > 0)


def _post_stratified(code: Codes, count: Floats, base: Floats) -> tuple[Floats, Residual]:
    weight = base * _factors(code, count, base)[code]
    total = sums(code, base, len(count))
    share = np.divide(base, total[code], out=np.zeros_like(base), where=total[code] > 0)

    def residual(influence: Floats) -> Floats:
        return influence - sums(code, influence * share, len(count))[code]

    return weight, residual


def _raked(margins: list[tuple[Codes, Floats]], base: Floats) -> tuple[Floats, Residual]:
    totals = [count.sum() for _, count in margins]
    if max(totals) - min(totals) > 1e-6 * max(totals):
        raise CalibrationError("Jumlah penduduk menurut tiap kolom `margins` harus sama besar.")
    weight = _proportionally_fitted(margins, base)
    used = (weight > 0).astype(float)

    def residual(influence: Floats) -> Floats:
        for _ in range(_SWEEPS):
            for code, count in margins:
                size = np.maximum(sums(code, used, len(count)), 1)
                influence = influence - (sums(code, influence * used, len(count)) / size)[code]
        return influence

    return weight, residual


def _proportionally_fitted(margins: list[tuple[Codes, Floats]], weight: Floats) -> Floats:
    for _ in range(_MAX_ROUNDS):
        change = 0.0
        for code, count in margins:
            factor = _factors(code, count, weight)
            change = max(change, float(np.abs(factor[count > 0] - 1).max(initial=0)))
            weight = weight * factor[code]
        if change < _CONVERGED:
            return weight
    raise CalibrationError(
        "Penyesuaian bobot ke `margins` tidak bertemu: jumlah-jumlah itu saling bertentangan."
    )
