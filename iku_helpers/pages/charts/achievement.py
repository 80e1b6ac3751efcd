"""Achievement against target, one bullet bar an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from iku_helpers import rules
from iku_helpers.numbers import percent
from iku_helpers.pages.charts import achievement_words, bullets, words
from iku_helpers.pages.charts.bullets import Bar
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.figure import DataTable, Figure


def achievement(
    card: pd.DataFrame,
    *,
    year: int,
    scale: str | rules.ScaleRule = "1a",
    names: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    earlier: Mapping[str, float] | None = None,
    earlier_year: int | None = None,
) -> Figure:
    """Figure of each indicator's achievement, in the order of the card.

    Parameters
    ----------
    card
        ``capaian.scorecard``: index the indicator; realisasi, target, capaian with its limits, predikat.
    scale
        Predicate scale, for the ranges behind the bars.
    names, units
        Indicator to its short name, and to ``"indeks"`` or ``"persen"``.
    earlier
        Indicator to its achievement of ``earlier_year``, a notch in the bar.
    """
    rule = rules.scale(scale) if isinstance(scale, str) else scale
    bars = _bars(card, names or {}, units or {}, earlier or {})
    alt = achievement_words.alt(bars)
    wide, narrow = both_widths(lambda width: bullets.draw(bars, rule, width), alt)
    subtitle = achievement_words.subtitle(bars, year, earlier_year)
    return Figure(
        achievement_words.title(bars),
        subtitle,
        wide,
        narrow,
        alt,
        achievement_words.caption(bars, rule),
        _table(bars, year),
    )


def _bars(
    card: pd.DataFrame,
    names: Mapping[str, str],
    units: Mapping[str, str],
    earlier: Mapping[str, float],
) -> list[Bar]:
    bars = []
    for order, (key, row) in enumerate(words.records(card), start=1):
        limits = _limits(row)
        unit = units.get(key, "persen")
        bars.append(Bar(order, names.get(key, key), unit, row, words.known(earlier.get(key)), limits))
    return bars


def _limits(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """Limits of the achievement, where they differ: a census has none."""
    lower, upper = row.get("capaian_lower"), row.get("capaian_upper")
    return (
        None if lower is None or upper is None or lower == upper else (min(lower, upper), max(lower, upper))
    )


_HEAD = (
    *("Indikator", "Realisasi", "Target", "Capaian", "Batas bawah", "Batas atas"),
    *("Predikat", "Capaian sebelumnya"),
)


def _table(bars: Sequence[Bar], year: int) -> DataTable:
    return DataTable(_HEAD, [_cells(bar) for bar in bars], f"Capaian {year}, persen dari target")


def _cells(bar: Bar) -> tuple[str, ...]:
    limits = tuple(map(percent, bar.limits)) if bar.limits else ("–", "–")
    figures = (bar.value("realisasi"), bar.value("target"), percent(bar.achieved), *limits)
    predicate = str(bar.card.get("predikat") or "–")
    return f"IKU {bar.number} {bar.name}", *figures, predicate, percent(bar.earlier)
