"""One figure over the years: a true time axis, intervals, targets as short ticks, breaks not crossed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from iku_helpers.pages.charts import words, years_words
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.charts.rows import message
from iku_helpers.pages.charts.scale import is_number, window
from iku_helpers.pages.charts.time_plot import draw
from iku_helpers.pages.charts.years_words import Year, YearsCase
from iku_helpers.pages.figure import Figure

_LIMITS = {"indeks": (2.0, (25.0, 100.0), 10.0), "persen": (10.0, (0.0, 100.0), 20.0)}


def years(
    series: pd.DataFrame,
    *,
    name: str = "Indeks Kepuasan Masyarakat",
    unit: str = "indeks",
    targets: Mapping[int, float] | None = None,
    renstra: tuple[int, float] | None = None,
    since: tuple[int, words.Estimated] | None = None,
) -> Figure:
    """Figure of one indicator over the years held.

    Parameters
    ----------
    series
        ``ikm.series`` or ``capaian.trend``: index the year; ``estimate`` or ``realisasi``, ``lower``,
        ``upper``, ``putus``, and for surveys ``regime``, ``change`` with its limits, ``changed``.
    targets, renstra
        Year to target; year and value of the Renstra's end.
    since
        An earlier comparable year and the change from it to the last, for the title.
    unit
        ``"indeks"`` or ``"persen"``.
    """
    goals = {int(y): float(v) for y, v in (targets or {}).items() if is_number(v)}
    end = renstra if renstra is not None and is_number(renstra[1]) else None
    case = YearsCase(_held(series), name, unit, goals, end, since)
    alt = years_words.alt(case)
    low, high = _window(case)
    if case.years:
        wide, narrow = both_widths(lambda width: draw(case, width, (low, high)), alt)
    else:
        wide, narrow = both_widths(lambda width: message("Belum ada angka untuk digambar.", width), alt)
    return Figure(
        years_words.title(case),
        years_words.subtitle(case, low),
        wide,
        narrow,
        alt,
        years_words.caption(case),
        years_words.table(case),
    )


def _held(series: pd.DataFrame) -> list[Year]:
    held = []
    for label, values in words.records(series):
        estimate = values.get("estimate", values.get("realisasi"))
        if is_number(estimate):
            held.append(Year(int(label), float(estimate), values))
    return sorted(held, key=lambda y: y.year)


def _window(case: YearsCase) -> tuple[float, float]:
    step, limits, span = _LIMITS[case.unit]
    seen = [v for y in case.years for v in (y.estimate, y.lower, y.upper)]
    end = [] if case.renstra is None else [case.renstra[1]]
    return window([*seen, *case.targets.values(), *end], step, limits, span)
