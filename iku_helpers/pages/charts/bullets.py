"""Bullet bars: achievement from 0, predicate ranges as greys behind, the target one thick line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iku_helpers import rules
from iku_helpers.numbers import number, percent, rounded
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.metrics import shortened, text_width, wrapped
from iku_helpers.pages.charts.rows import WIDE
from iku_helpers.pages.charts.scale import Scale, is_number

_MOST = 160.0
_BAR, _RANGE = 6.5, 15.5


@dataclass(frozen=True)
class Bar:
    """One indicator: its row of the scorecard and what is drawn of it."""

    number: int
    name: str
    unit: str
    card: dict[str, Any]
    earlier: float | None
    limits: tuple[float, float] | None

    @property
    def achieved(self) -> float | None:
        """Achievement in percent of the target."""
        return self.card.get("capaian")

    @property
    def reached(self) -> bool:
        """Whether the target is reached, by the figure as it is printed."""
        return is_number(self.achieved) and rounded(self.achieved) >= 100

    def value(self, key: str) -> str:
        """A figure of the card in its unit."""
        written = percent if self.unit == "persen" else number
        return written(self.card.get(key))


def draw(bars: Sequence[Bar], rule: rules.ScaleRule, width: int) -> tuple[Canvas, float]:
    """All bars at one width, and the height they take."""
    canvas, wide = Canvas(width), width >= WIDE
    seen = [v for bar in bars for v in (bar.achieved, bar.earlier, *(bar.limits or ())) if is_number(v)]
    high = min(max([108.0, *(float(v) + 6 for v in seen if v is not None)]), _MOST)
    left = max(text_width(f"IKU {bar.number} {bar.name}", "lb") for bar in bars) + 12 if wide else 0.0
    left = min(left, 250.0)
    plot = Scale(0.0, high, left, width - 150.0 if wide else float(width))
    edges = _edges(rule, high)
    top = 30.0
    _predicate_names(canvas, edges, plot, top - 8)
    y = top
    for bar in bars:
        y = _wide_row(canvas, bar, plot, edges, y) if wide else _narrow_row(canvas, bar, plot, edges, y)
    return canvas, _axis(canvas, plot, edges, y)


def _edges(rule: rules.ScaleRule, high: float) -> list[tuple[float, float, str]]:
    """Ranges of the predicates, worst first."""
    worst_first = list(reversed(rule.predicates))
    lows = [float(p.lower) if p.lower is not None else 0.0 for p in worst_first]
    return [
        (low, min(end, high), p.word)
        for low, end, p in zip(lows, [*lows[1:], high], worst_first, strict=True)
        if low < high
    ]


def _predicate_names(
    canvas: Canvas, edges: Sequence[tuple[float, float, str]], plot: Scale, y: float
) -> None:
    """Outermost first: the ranges in the middle are narrow and give way."""
    for low, high, word in (edges[-1], *edges[:-1]):
        middle = (plot(low) + plot(high)) / 2
        half = text_width(word, "s") / 2
        middle = min(middle, canvas.width - half)
        if half * 2 <= (plot(high) - plot(low)) * 1.6:
            canvas.try_text(Spot(middle, y, word, "middle", "s soft"))


def _wide_row(
    canvas: Canvas, bar: Bar, plot: Scale, edges: Sequence[tuple[float, float, str]], y: float
) -> float:
    middle = y + 22
    lines = wrapped(f"IKU {bar.number} {bar.name}", plot.start - 10, "lb")
    first = middle - 3 - 8 * (len(lines) - 1)
    for order, line in enumerate(lines):
        canvas.text(Spot(1, first + 16 * order, line, "start", "lb"))
    canvas.text(
        Spot(1, first + 16 * len(lines), shortened(_against(bar), plot.start - 6, "s"), "start", "s soft")
    )
    _bar(canvas, bar, plot, edges, middle)
    canvas.text(Spot(plot.end + 14, middle - 1, percent(bar.achieved), "start", "h"))
    predicate = wrapped(str(bar.card.get("predikat") or ""), canvas.width - plot.end - 16, "s")
    for order, line in enumerate(predicate):
        canvas.text(Spot(plot.end + 14, middle + 16 + 14 * order, line, "start", "s soft"))
    return y + 62


def _narrow_row(
    canvas: Canvas, bar: Bar, plot: Scale, edges: Sequence[tuple[float, float, str]], y: float
) -> float:
    value = percent(bar.achieved)
    lines = wrapped(f"IKU {bar.number} {bar.name}", plot.end - text_width(value, "h") - 10, "lb")
    base = y + 20 + 16 * (len(lines) - 1)
    for order, line in enumerate(lines):
        canvas.text(Spot(1, y + 20 + 16 * order, line, "start", "lb"))
    canvas.text(Spot(plot.end - 1, base, value, "end", "h"))
    _bar(canvas, bar, plot, edges, base + 28)
    predicate = str(bar.card.get("predikat") or "")
    canvas.text(Spot(plot.end - 1, base + 62, predicate, "end", "s soft"))
    room = plot.end - text_width(predicate, "s") - 10
    canvas.text(Spot(1, base + 62, shortened(_against(bar), room, "s"), "start", "s soft"))
    return base + 74


def _against(bar: Bar) -> str:
    if not is_number(bar.card.get("target")):
        return f"{bar.value('realisasi')}, tanpa target"
    if not is_number(bar.card.get("realisasi")):
        partly = is_number(bar.card.get("capaian_lower"))
        return f"target {bar.value('target')}, {'realisasi belum pasti' if partly else 'belum ada realisasi'}"
    return f"{bar.value('realisasi')} dari target {bar.value('target')}"


def _bar(canvas: Canvas, bar: Bar, plot: Scale, edges: Sequence[tuple[float, float, str]], y: float) -> None:
    for order, (low, high, _) in enumerate(edges):
        grey = min(order + max(0, 5 - len(edges)), 4)
        canvas.rect(plot(low), y - _RANGE, plot(high) - plot(low), 2 * _RANGE, f"r{grey}")
    if is_number(bar.achieved):
        end = plot(max(bar.achieved or 0.0, 0.0))
        canvas.rect(plot(0), y - _BAR, end - plot(0), 2 * _BAR, "ia" if bar.reached else "ig")
    if is_number(bar.earlier):
        x = plot(bar.earlier or 0.0)
        canvas.line(x, y - _BAR, x, y + _BAR, "takik" if x < plot(bar.achieved or 0.0) else "takik luar")
    canvas.line(plot(100), y - _RANGE - 4, plot(100), y + _RANGE + 4, "target")
    if bar.limits is not None:
        lower, upper = plot(bar.limits[0]), plot(bar.limits[1])
        canvas.strokes(
            [(lower, y, upper, y), (lower, y - 5, lower, y + 5), (upper, y - 5, upper, y + 5)], "galat"
        )


def _axis(canvas: Canvas, plot: Scale, edges: Sequence[tuple[float, float, str]], y: float) -> float:
    label = "target = 100%"
    half = text_width(label, "sb") / 2
    canvas.text(Spot(min(plot(100), canvas.width - half), y + 30, label, "middle", "sb"))
    canvas.line(plot(100), y - 2, plot(100), y + 17, "tik")
    canvas.keep_free(plot(100) - 2, y, plot(100) + 2, y + 16)
    canvas.text(Spot(plot(0), y + 12, "0", "start", "s soft"))
    for low, _, _ in edges[1:]:
        canvas.try_text(Spot(plot(low), y + 12, number(low, 0), "middle", "s soft"))
    return y + 36
