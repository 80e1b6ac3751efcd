"""All indicators of a year on one card, and one indicator over the years."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from iku_helpers.method.achievement import achievement, predicate, rises, to_end
from iku_helpers.method.desa import VillageShare
from iku_helpers.method.estimates import Estimate
from iku_helpers.rules import ScaleRule

Figure = Estimate | VillageShare | float | None

_CARD = [
    *("realisasi", "lower", "upper", "target", "capaian", "capaian_lower", "capaian_upper", "predikat"),
    *("renstra", "sisa_renstra", "per_tahun", "capaian_renstra", "realisasi_lalu"),
]


def scorecard(
    figures: Mapping[str, Figure],
    targets: pd.DataFrame,
    scale: str | ScaleRule,
    *,
    directions: Mapping[str, str] | None = None,
    previous: Mapping[str, Figure] | None = None,
    years_left: int = 0,
) -> pd.DataFrame:
    """All indicators of one kecamatan and year on one card.

    Parameters
    ----------
    figures
        Indicator to its figure: an ``Estimate``, a ``VillageShare``, a plain number, or None.
    targets
        Index indicator; columns ``target`` (of the year) and ``renstra`` (of its last year), missing allowed.
    scale
        Predicate scale, as in ``predicate``.
    directions
        Indicator to ``"positif"`` or ``"negatif"``; positif where it is not named.
    previous
        The figures of an earlier year, for the change.
    years_left
        Years to the end of the Renstra, as in ``to_end``.

    Returns
    -------
    DataFrame
        Index ``kunci`` in the order of ``figures``; ``realisasi, lower, upper`` (unit of the indicator),
        ``target``, ``capaian, capaian_lower, capaian_upper`` (percent), ``predikat`` (of the estimate),
        ``renstra``, ``sisa_renstra`` and ``per_tahun`` (``to_end``), ``capaian_renstra``, ``realisasi_lalu``,
        ``perubahan``. Missing is nan.

    Raises
    ------
    AchievementError
        As in ``achievement``. ``UnknownRuleError`` if the scale is not known.

    References
    ----------
    `achievement`, `predicate`, `to_end`; the LKjIP outline (PermenPAN-RB 53/2014) asks for all three.

    Examples
    --------
    >>> targets = pd.DataFrame({"target": [80.0], "renstra": [90.0]}, index=["ikm"])
    >>> card = scorecard({"ikm": 85.35}, targets, "1a", previous={"ikm": 84.35}, years_left=2)
    >>> card[["capaian", "predikat", "per_tahun", "perubahan"]].round(3).values.tolist()
    [[106.688, 'Sangat Tinggi', 2.325, 1.0]]
    """
    rows = {}
    for key, figure in figures.items():
        goals = [_cell(targets, key, column) for column in ("target", "renstra")]
        direction = (directions or {}).get(key, "positif")
        rows[key] = _row(figure, goals, direction, years_left)
        rows[key]["predikat"] = predicate(rows[key]["capaian"], scale)
        rows[key]["realisasi_lalu"] = _limits((previous or {}).get(key))[0]
    card = pd.DataFrame.from_dict(rows, orient="index", columns=_CARD).rename_axis("kunci")
    card["perubahan"] = card["realisasi"] - card["realisasi_lalu"]
    return card.astype({column: "float64" for column in card if column != "predikat"})


def _row(figure: Figure, goals: list[float], direction: str, years_left: int) -> dict[str, Any]:
    """One indicator against the year's target and the Renstra's."""
    realisasi, lower, upper = _limits(figure)
    target, end_target = goals
    reached, *limits = (achievement(value, target, direction) for value in (realisasi, lower, upper))
    end = to_end(realisasi, end_target, years_left, direction)
    low, high = limits if rises(direction) else reversed(limits)
    return {
        "realisasi": realisasi,
        "lower": lower,
        "upper": upper,
        "target": target,
        "capaian": reached,
        "capaian_lower": low,
        "capaian_upper": high,
        "renstra": end_target,
        "sisa_renstra": end.distance,
        "per_tahun": end.per_year,
        "capaian_renstra": end.achievement,
    }


def trend(
    figures: Mapping[int, Figure],
    targets: Mapping[int, float | None] | None = None,
    scale: str | ScaleRule = "1a",
    *,
    direction: str = "positif",
    rules: Mapping[int, Hashable] | None = None,
) -> pd.DataFrame:
    """One indicator over the years held, with every break of its rule marked.

    Parameters
    ----------
    figures
        Year to its figure; years in any order, gaps allowed.
    targets
        Year to its target.
    scale, direction
        As in ``predicate`` and ``achievement``, whose errors apply.
    rules
        Year to the rule its figure was made by (a survey regime, ``"idm"``); figures made by two rules
        are not compared.

    Returns
    -------
    DataFrame
        Index ``tahun`` ascending; ``realisasi, lower, upper, target, capaian, predikat``, ``dari`` (the year
        compared with, missing for the first and after a break), ``perubahan`` since then, ``putus``.

    Source: the LKjIP outline asks for realisasi against earlier years; the break is ours (METHOD.md).

    Examples
    --------
    >>> rules = {2023: "idm", 2024: "idm", 2025: "indeks_desa"}
    >>> years = trend({2023: 93.3, 2024: 100.0, 2025: 80.0}, rules=rules)
    >>> years["putus"].tolist(), years["perubahan"].round(1).tolist()
    ([False, False, True], [nan, 6.7, nan])
    """
    years = sorted(figures)
    realised = pd.DataFrame(
        [_limits(figures[year]) for year in years],
        index=pd.Index(years, name="tahun"),
        columns=["realisasi", "lower", "upper"],
    )
    goals = [_number((targets or {}).get(year)) for year in years]
    reached = [
        achievement(value, goal, direction) for value, goal in zip(realised["realisasi"], goals, strict=True)
    ]
    labels = [(rules or {}).get(year) for year in years]
    changed = [False, *(before != now for before, now in pairwise(labels))]
    broken = pd.Series(changed, realised.index, dtype=bool)
    since = pd.Series([None, *years[:-1]], index=realised.index, dtype="Int64").mask(broken)
    return realised.assign(
        target=goals,
        capaian=pd.Series(reached, index=realised.index, dtype="float64"),
        predikat=[predicate(value, scale) for value in reached],
        dari=since,
        perubahan=realised["realisasi"].diff().mask(broken),
        putus=broken,
    )


def _limits(figure: Figure) -> tuple[float, float, float]:
    """Figure and limits; a plain number has none."""
    if isinstance(figure, VillageShare):
        figure = figure.estimate
    if isinstance(figure, Estimate):
        return figure.estimate, figure.lower, figure.upper
    return _number(figure), math.nan, math.nan


def _cell(targets: pd.DataFrame, key: str, column: str) -> float:
    return _number(targets.at[key, column]) if key in targets.index and column in targets else math.nan


def _number(value: object) -> float:
    return math.nan if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]
