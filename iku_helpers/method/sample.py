"""A design resolved against a table of respondents: who stands for whom, and who was drawn with whom."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from iku_helpers.errors import DesignError, ScoreError
from iku_helpers.method.arrays import Codes, Flags, Floats, counts, sums
from iku_helpers.method.calibration import Residual, calibrated
from iku_helpers.method.columns import coded, constant, floats
from iku_helpers.method.estimates import Design


@dataclass(frozen=True)
class Stage:
    """One stage of sampling: a row's unit lies in a stratum with ``sampled`` of ``size`` units drawn.

    ``size`` is inf where it is unknown: then nothing is corrected for.

    >>> Stage(np.array([0, 0]), np.array([2.0]), np.array([np.inf]), ("KK",)).unsampled_share
    array([1.])
    """

    stratum: Codes
    sampled: Floats
    size: Floats
    labels: tuple[Hashable, ...]

    @property
    def unsampled_share(self) -> Floats:
        """1 − n/N of each stratum, the finite population correction; 1 where N is unknown.

        References
        ----------
        Cochran (1977), section 2.6.

        Examples
        --------
        >>> Stage(np.array([0, 0]), np.array([2.0]), np.array([8.0]), (None,)).unsampled_share
        array([0.75])
        """
        return 1 - self.sampled / self.size


@dataclass(frozen=True)
class Sample:
    """Everything the estimator needs to know about the rows, and nothing about their answers.

    >>> resolve(pd.DataFrame({"desa": [7, 7, 9]}), Design(cluster="desa")).unit
    array([0, 0, 1])
    """

    weight: Floats
    first: Stage
    unit: Codes | None
    unit_stratum: Codes
    second: Stage | None
    residual: Residual | None
    satterthwaite: bool
    fail_when_lonely: bool

    @property
    def counted(self) -> Flags:
        """Rows that stand for somebody; weight 0 keeps its place in the draw but is not counted.

        >>> resolve(pd.DataFrame({"w": [2, 0]}), Design(weights="w")).counted
        array([ True, False])
        """
        return self.weight > 0

    @property
    def population(self) -> float | None:
        """People in the whole population where every stratum's size is known, else None.

        >>> resolve(pd.DataFrame({"h": [1, 2], "N": [30, 9]}), Design(strata="h", population="N")).population
        39.0
        """
        sizes = self.first.size if self.unit is None else np.array([np.inf])
        return float(sizes.sum()) if np.isfinite(sizes).all() else None


def _stage(
    respondents: pd.DataFrame, size: str | None, stratum: Codes, drawn: Floats, labels: tuple[Hashable, ...]
) -> Stage:
    sizes = np.full(len(drawn), np.inf) if size is None else constant(respondents, size, stratum, len(drawn))
    return Stage(stratum, drawn, sizes, labels)


def _checked(stage: Stage) -> Stage:
    over = np.flatnonzero(stage.sampled > stage.size)
    if over.size:
        which = "" if stage.labels == (None,) else f" ({stage.labels[over[0]]})"
        raise DesignError(
            f"Jumlah populasi{which} {stage.size[over[0]]:g} lebih kecil daripada "
            f"{stage.sampled[over[0]]:g} yang terpilih."
        )
    return stage


def _merged(
    stage: Stage, joins: Mapping[Hashable, Hashable], unit_stratum: Codes
) -> tuple[Stage, Codes, Flags]:
    """Strata joined to the named neighbours: populations add, and which strata were touched."""
    position = {label: code for code, label in enumerate(stage.labels)}
    target = np.arange(len(stage.labels))
    for source, goal in joins.items():
        if source not in position or goal not in position or source == goal:
            raise DesignError(f"Strata {source!r} tidak dapat digabung ke {goal!r}: salah satunya tidak ada.")
        target[target == position[source]] = target[position[goal]]
    kept, renumbered = np.unique(target, return_inverse=True)
    touched = np.zeros(len(kept), dtype=bool)
    touched[renumbered[[position[label] for label in joins]]] = True
    joined = Stage(
        renumbered[stage.stratum],
        sums(renumbered, stage.sampled, len(kept)),
        sums(renumbered, stage.size, len(kept)),
        tuple(stage.labels[code] for code in kept),
    )
    return joined, renumbered[unit_stratum], touched


def resolve(respondents: pd.DataFrame, design: Design) -> Sample:
    """The design read against the table; every contradiction is a `DesignError` that names it.

    References
    ----------
    weights as inverse chances of being drawn, Horvitz and Thompson (1952); stages as R's ``svydesign``.

    Examples
    --------
    >>> people = pd.DataFrame({"layanan": ["KK", "KK", "KTP"], "N": [10, 10, 3]})
    >>> resolve(people, Design(strata="layanan", population="N")).weight
    array([5., 5., 3.])
    """
    if respondents.empty:
        raise ScoreError("Tabel responden kosong: tidak ada yang dapat dihitung.")
    stratum, labels = coded(respondents, design.strata)
    unit, unit_stratum, names = _units(respondents, design.cluster, stratum)
    drawn = counts(unit_stratum, len(labels))
    size = design.population if unit is None else design.cluster_population
    first = _stage(respondents, size, stratum, drawn, labels)
    second = _second_stage(respondents, design, unit, names)
    touched = np.zeros(len(labels), dtype=bool)
    if isinstance(design.lonely, Mapping):
        first, unit_stratum, touched = _merged(first, design.lonely, unit_stratum)
    base = _base_weight(respondents, design, _checked(first), second, touched)
    weight, residual = calibrated(respondents, design, base)
    rules = (design.df == "satterthwaite", design.lonely == "fail")
    return Sample(weight, first, unit, unit_stratum, second, residual, *rules)


def _units(
    respondents: pd.DataFrame, cluster: str | None, stratum: Codes
) -> tuple[Codes | None, Codes, tuple[Hashable, ...]]:
    """The unit drawn first of each row (None: the row itself), the stratum and the name of each unit."""
    if cluster is None:
        return None, stratum, ()
    codes, names = coded(respondents, cluster)
    unit, pairs = pd.factorize(stratum * len(names) + codes)
    nested = np.asarray(pairs, dtype=np.intp)
    return unit, nested // len(names), tuple(names[pair % len(names)] for pair in nested)


def _second_stage(
    respondents: pd.DataFrame, design: Design, unit: Codes | None, names: tuple[Hashable, ...]
) -> Stage | None:
    if unit is None or design.population is None:
        return None
    return _checked(_stage(respondents, design.population, unit, counts(unit, len(names)), names))


def _base_weight(
    respondents: pd.DataFrame, design: Design, first: Stage, second: Stage | None, touched: Flags
) -> Floats:
    """Weights as given; without them, and in joined strata, size over number drawn at every known stage."""
    known = np.where(np.isfinite(first.size), first.size / first.sampled, 1.0)[first.stratum]
    if second is not None:
        known = known * (second.size / second.sampled)[second.stratum]
    if design.weights is None:
        return known
    given = floats(respondents, design.weights)
    if not (np.isfinite(given) & (given >= 0)).all():
        raise DesignError(
            f"Bobot di kolom {design.weights!r} harus bilangan yang tidak negatif, tanpa sel kosong."
        )
    if not (given > 0).any():
        raise DesignError(f"Semua bobot di kolom {design.weights!r} nol: tidak ada yang diwakili.")
    anew = touched & np.isfinite(first.size)
    return np.where(anew[first.stratum], known, given) if anew.any() else given
