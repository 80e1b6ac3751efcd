"""Small pictures for the cards: an interval strip, and one square a village."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from iku_helpers import rules
from iku_helpers.numbers import interval, number
from iku_helpers.pages.charts import certainty, words
from iku_helpers.pages.charts.bands import mutu_bands, status_colour
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.scale import Scale, decimals, is_number, window
from iku_helpers.pages.figure import Picture

WIDTH = 200
GOOD, NOT_GOOD, UNKNOWN = "baik", "belum", "belum dinilai"
_ROW = 20


def interval_strip(index: words.Estimated, *, regime: int = 2017, target: float | None = None) -> Picture:
    """An index with its interval and target on a magnified strip of the mutu bands."""
    low, high = window([index.estimate, index.lower, index.upper, target], 5.0, (25.0, 100.0), 10.0)
    canvas, scale = Canvas(WIDTH), Scale(low, high, 1, WIDTH - 1)
    for band in mutu_bands(regime):
        if band.high > low and band.low < high:
            left, right = scale(band.low), scale(band.high)
            canvas.ground(left + (band.low > low), 4, right - left, 18, f"p{band.colour}")
    if is_number(target):
        _target(canvas, scale(target), target)
    Dot(index.estimate, index.lower, index.upper, "a").draw(canvas, scale, 13)
    alt = f"Indeks {number(index.estimate)}"
    if certainty.measured(index):
        alt += f", interval {interval(index.lower, index.upper)}"
    if is_number(target):
        alt += f", target {number(target)}"
    return Picture(f'<span class="mini">{canvas.drawing(42, alt, "mungil")}</span>')


def _target(canvas: Canvas, x: float, target: float) -> None:
    canvas.line(x, 1, x, 25, "target")
    text = f"target {number(target, decimals([target]))}"
    half = text_width(text, "s") / 2
    canvas.text(Spot(min(max(x, half), WIDTH - half), 38, text, "middle", "s soft"))


def squares(states: Sequence[str]) -> Picture:
    """One square a village, in the order given; the empty ones hollow.

    ``states`` are village statuses ("Mandiri", ...), or "baik", "belum" and "belum dinilai".
    """
    per_row = min(max(len(states), 1), _ROW)
    side = min(12.0, (WIDTH - per_row) / per_row)
    canvas = Canvas(WIDTH)
    for order, state in enumerate(states):
        x, y = (order % per_row) * (WIDTH / per_row if per_row >= 12 else 15), 2 + (order // per_row) * 21
        if state in (NOT_GOOD, UNKNOWN):
            canvas.rect(x + 1, y + 1, side - 2, 16, "kosong" if state == NOT_GOOD else "kosong samar")
        else:
            canvas.rect(x, y, side, 18, "ia" if state == GOOD else f"i{status_colour(state)}")
    lines = -(-len(states) // per_row)
    drawing = canvas.drawing(4 + 21 * max(lines, 1), _counted(states), "mungil")
    return Picture(f'<span class="mini">{drawing}</span>')


def _counted(states: Sequence[str]) -> str:
    order = [*reversed(rules.STATUSES), GOOD, NOT_GOOD, UNKNOWN]
    counts = Counter(states)
    return (
        words.listed(f"{counts[state]} desa {state}" for state in order if counts[state]) or "Belum ada desa"
    )
