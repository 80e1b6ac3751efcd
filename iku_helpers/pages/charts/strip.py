"""An estimate with its interval on a small strip of bands; strips in a column share one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from iku_helpers.numbers import number
from iku_helpers.pages.charts.bands import Band
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.scale import Scale, is_number
from iku_helpers.pages.figure import Picture

WIDTH, HEIGHT = 160, 22
Span = tuple[float, float]


def strip(
    values: Mapping[str, Any],
    bands: Sequence[Band],
    span: Span,
    *,
    look: str = "g",
    target: float | None = None,
) -> Picture:
    """``values`` (estimate, lower, upper) between the two ends of ``span``; ``look`` as in ``Dot``."""
    canvas, scale = Canvas(WIDTH), Scale(*span, 6, WIDTH - 6)
    _bands(canvas, bands, scale)
    if is_number(target) and scale.holds(target):
        canvas.line(scale(target), 3, scale(target), HEIGHT - 3, "target")
    Dot(values.get("estimate"), values.get("lower"), values.get("upper"), look).draw(
        canvas, scale, HEIGHT / 2
    )
    return Picture(f'<span class="strip">{canvas.drawing(HEIGHT, _alt(values, target), "mungil")}</span>')


def strip_head(bands: Sequence[Band], span: Span) -> Picture:
    """The bands' short words where they lie, to stand over a column of strips."""
    canvas, scale = Canvas(WIDTH), Scale(*span, 6, WIDTH - 6)
    shown = [band for band in bands if band.high > scale.low and band.low < scale.high]
    for band in shown:
        middle = (scale(band.low) + scale(band.high)) / 2
        canvas.try_text(Spot(middle, 15, band.short, "middle", "s soft"))
    alt = f"Kelas pada gambar: {', '.join(band.short for band in shown)}"
    return Picture(f'<span class="strip">{canvas.drawing(HEIGHT - 2, alt, "mungil")}</span>')


def _bands(canvas: Canvas, bands: Sequence[Band], scale: Scale) -> None:
    for band in bands:
        if band.high > scale.low and band.low < scale.high:
            left = 0.0 if band.low <= scale.low else scale(band.low) + 1
            right = WIDTH if band.high >= scale.high else scale(band.high)
            canvas.ground(left, 0, right - left, HEIGHT, f"p{band.colour}")


def _alt(values: Mapping[str, Any], target: float | None) -> str:
    lower, upper = values.get("lower"), values.get("upper")
    limits = (
        f", interval {number(lower)} sampai {number(upper)}" if is_number(lower) and lower != upper else ""
    )
    goal = f", target {number(target)}" if is_number(target) else ""
    return f"{number(values.get('estimate'))}{limits}{goal}"
