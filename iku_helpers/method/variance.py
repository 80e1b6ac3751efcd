"""Influence values into a variance: strata, clusters, two stages, finite populations, lonely strata."""

from __future__ import annotations

import numpy as np

from iku_helpers.errors import LonelyStratumError
from iku_helpers.method.arrays import Codes, Flags, Floats, counts, sums
from iku_helpers.method.sample import Sample, Stage

_ALL_DRAWN = 1e-7


def by_stratum(influence: Floats, sample: Sample, group: Codes, groups: int) -> Floats:
    """The part of each first-stage stratum in the variance of each group's estimate, shape (strata, groups).

    Row i's influence counts for its own group only; for the others it keeps its place in the draw with 0,
    since how many members of a group fall into a sample is chance too.

    Var = Σ_h (1 − n_h/N_h) n_h/(n_h − 1) Σ (x − mean_h x)², x = w u summed within the primary unit; two
    stages add Σ (m_h/M_h)(1 − n_i/N_i) n_i/(n_i − 1) Σ (x − mean_i x)² within units.

    References
    ----------
    Särndal, Swensson and Wretman (1992), result 4.3.1; R's ``svyrecvar``.

    Examples
    --------
    >>> import pandas as pd
    >>> from iku_helpers.method.estimates import Design
    >>> from iku_helpers.method.sample import resolve
    >>> sample = resolve(pd.DataFrame({"N": [4, 4]}), Design(population="N"))
    >>> by_stratum(np.array([1.0, -1.0]), sample, np.zeros(2, dtype=np.intp), 1)  # (1 − 2/4) · 2 · (2² + 2²)
    array([[8.]])
    """
    weighted = influence * sample.weight
    if sample.unit is None:
        return _spread(weighted, sample.first, group, groups, sample)
    units = len(sample.unit_stratum)
    cell = sample.unit * groups + group
    totals = sums(cell, weighted, units * groups)
    at_units = Stage(
        np.repeat(sample.unit_stratum, groups), sample.first.sampled, sample.first.size, sample.first.labels
    )
    parts = _spread(totals, at_units, np.tile(np.arange(groups), units), groups, sample)
    if sample.second is not None:
        within = _spread(weighted, sample.second, group, groups, sample)
        drawn = (sample.first.sampled / sample.first.size)[sample.unit_stratum]
        np.add.at(parts, sample.unit_stratum, within * drawn[:, None])
    return parts


def _spread(x: Floats, stage: Stage, group: Codes, groups: int, sample: Sample) -> Floats:
    """(1 − n/N) n/(n − 1) Σ (x − mean)² per stratum and group; units without a row of the group are 0."""
    sampled = np.repeat(stage.sampled, groups)
    lonely = sampled == 1
    _require_company(stage, sample)
    cell = stage.stratum * groups + group if groups > 1 else stage.stratum
    # A lonely unit is centred at the grand mean of all units, which is 0: influence values sum to nothing.
    mean = np.where(lonely, 0.0, sums(cell, x, len(sampled)) / sampled)
    deviation = x - mean[cell]
    deviation *= deviation
    squares = sums(cell, deviation, len(sampled))
    if groups > 1:
        squares += (sampled - counts(cell, len(sampled))) * mean**2
    scale = np.repeat(stage.unsampled_share, groups) * np.where(
        lonely, 1.0, sampled / np.maximum(sampled - 1, 1)
    )
    scale[np.repeat(stage.unsampled_share, groups) < _ALL_DRAWN] = 0.0
    parts: Floats = (squares * scale).reshape(-1, groups)
    return parts


def _require_company(stage: Stage, sample: Sample) -> None:
    lonely = np.flatnonzero((stage.sampled == 1) & (stage.unsampled_share >= _ALL_DRAWN))
    if sample.fail_when_lonely and lonely.size and len(sample.unit_stratum) > 1:
        raise LonelyStratumError(
            f"Strata {stage.labels[lonely[0]]} hanya punya satu satuan terpilih: "
            "gabungkan dengan strata lain."
        )


def units_strata_everyone(sample: Sample, group: Codes, groups: int) -> tuple[Floats, Floats, Flags]:
    """For each group: the primary units and the strata with a counted row of it, and whether all were asked.

    Units minus strata are the design's degrees of freedom. A group is asked whole where it lies in strata
    (and units) of which everybody was drawn: then no sampling error is left.

    >>> import pandas as pd
    >>> from iku_helpers.method.estimates import Design
    >>> from iku_helpers.method.sample import resolve
    >>> sample = resolve(pd.DataFrame({"h": [1, 1, 2], "N": [9, 9, 1]}), Design(strata="h", population="N"))
    >>> units_strata_everyone(sample, np.array([0, 0, 1]), 2)
    (array([2., 1.]), array([1., 1.]), array([False,  True]))
    """
    in_strata = _present(sample.first.stratum, len(sample.first.sampled), group, groups, sample.counted)
    left_out = _some(in_strata[sample.first.unsampled_share >= _ALL_DRAWN])
    units = sums(group, sample.counted, groups)
    if sample.unit is not None:
        in_units = _present(sample.unit, len(sample.unit_stratum), group, groups, sample.counted)
        units = _how_many(in_units)
        if sample.second is not None:
            left_out = left_out | _some(in_units[sample.second.unsampled_share >= _ALL_DRAWN])
    return units, _how_many(in_strata), ~left_out


def _some(present: Flags) -> Flags:
    return np.asarray(present.any(axis=0))


def _how_many(present: Flags) -> Floats:
    return np.asarray(present.sum(axis=0), dtype=np.float64)


def _present(code: Codes, codes: int, group: Codes, groups: int, counted: Flags) -> Flags:
    """Which codes hold a counted row of which group, shape (codes, groups)."""
    cell = code * groups + group if groups > 1 else code
    present: Flags = sums(cell, counted, codes * groups).reshape(codes, groups) > 0
    return present


def satterthwaite(parts: Floats, sampled: Floats) -> Floats:
    """Degrees of freedom (Σ v_h)² / Σ v_h²/(n_h − 1) of each group; nan where the variance is 0.

    With few respondents in unequal strata one stratum carries most of the variance, and units minus strata
    promises more knowledge than there is (86 % coverage instead of 95 %). A lonely stratum counts 1.

    References
    ----------
    Satterthwaite (1946); Korn and Graubard (1999), section 5.2.

    Examples
    --------
    >>> satterthwaite(np.array([[4.0], [0.0]]), np.array([3.0, 30.0]))
    array([2.])
    """
    freedom = np.maximum(sampled - 1, 1)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        df: Floats = parts.sum(axis=0) ** 2 / (parts**2 / freedom).sum(axis=0)
    return df
