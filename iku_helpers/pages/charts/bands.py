"""The classes behind the marks: mutu letters and village statuses, with their edges, words and colours."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from iku_helpers import rules
from iku_helpers.numbers import rounded
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.scale import Scale

_STATUS_COLOURS = ("D", "C", "N", "B", "A")
_STATUS_SHORT = {"Sangat Tertinggal": "S.Tert.", "Tertinggal": "Tert.", "Berkembang": "Berk."}
_OVERHANG = 10.0  # px a word may stand out over its band, where nothing else stands


class Band(NamedTuple):
    """One class: from ``low`` up to ``high``, its full and short word, and the colour class's letter."""

    low: float
    high: float
    word: str
    short: str
    colour: str


def mutu_bands(regime: int, factor: float = 1.0) -> tuple[Band, ...]:
    """Mutu classes, worst first, on the index scale divided by ``factor`` (25 gives the 1..4 scale)."""
    classes = tuple(reversed(rules.mutu_bounds(regime)))
    lows = [float(mutu.lower) / factor for mutu in classes]
    highs = [*lows[1:], 100.0 / factor]
    return tuple(
        Band(low, high, f"{mutu.letter} {mutu.word}", mutu.letter, mutu.letter)
        for mutu, low, high in zip(classes, lows, highs, strict=True)
    )


def mutu_of(index: float, regime: int) -> rules.Mutu:
    """The mutu class of an index, read after the one rounding."""
    value = rounded(index)
    classes = rules.mutu_bounds(regime)
    return next((mutu for mutu in classes if value >= mutu.lower), classes[-1])


def status_bands(rule: str) -> tuple[Band, ...]:
    """Village statuses, worst first; IDM runs 0..1, Indeks Desa 0..100."""
    thresholds = [float(threshold) for threshold in rules.status_rule(rule).thresholds]
    top = 1.0 if thresholds[-1] < 1 else 100.0
    edges = [0.0, *thresholds, top]
    return tuple(
        Band(low, high, word, _STATUS_SHORT.get(word, word), colour)
        for (low, high), word, colour in zip(pairwise(edges), rules.STATUSES, _STATUS_COLOURS, strict=True)
    )


def status_colour(status: str) -> str:
    """Colour letter of a village status."""
    return dict(zip(rules.STATUSES, _STATUS_COLOURS, strict=True)).get(status, "N")


def draw_bands(canvas: Canvas, bands: tuple[Band, ...], scale: Scale, top: float, bottom: float) -> None:
    """Pale areas from ``top`` to ``bottom``, a white hair between neighbours, words above where they fit."""
    seen = [band for band in bands if band.high > scale.low and band.low < scale.high]
    for band in seen:
        left, right = scale(band.low), scale(band.high)
        hair = 1.0 if band.low > scale.low else 0.0
        canvas.ground(left + hair, top, right - left - hair, bottom - top, f"p{band.colour}")
    unnamed = [band for band in seen if not _name(canvas, band, scale, top - 7)]
    for band in unnamed:
        _name(canvas, band, scale, top - 7, _OVERHANG)


def _name(canvas: Canvas, band: Band, scale: Scale, y: float, overhang: float = -4.0) -> bool:
    """The band's word above it, or its short form; whether either fitted."""
    left, right = scale(band.low), scale(band.high)
    words = [word for word in (band.word, band.short) if text_width(word, "s") <= right - left + overhang]
    return canvas.try_text(*(Spot((left + right) / 2, y, word, "middle", "s ink") for word in words))
