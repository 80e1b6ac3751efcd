"""Villages of every kecamatan as one bar of parts, the best at the left: where they end is the percentage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iku_helpers.numbers import number, percent
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import Canvas, Spot, both_widths
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.row_parts import Axis, Column, Mark, Row, Section
from iku_helpers.pages.charts.rows import WIDE, RowPlot, message
from iku_helpers.pages.charts.scale import Scale, is_number
from iku_helpers.pages.figure import DataTable, Figure

HOLLOW = ("kosong", "samar")
_HALF, _LINE = 9.0, 16.0


@dataclass(frozen=True)
class Part:
    """A kind of village: its word, the colour class of its segments, and whether the indicator counts it."""

    word: str
    colour: str
    counted: bool = False

    @property
    def area(self) -> str:
        """Classes of a segment."""
        return {"kosong": "kosong", "samar": "kosong samar"}.get(self.colour, f"i{self.colour} tepi")

    @property
    def label(self) -> str:
        """Classes of the number on a segment."""
        return "l" if self.colour in HOLLOW else f"l on-{'A' if self.colour == 'a' else self.colour}"


@dataclass(frozen=True)
class Bar:
    """One kecamatan: villages of each part, the percentage counted with its bounds, and the target."""

    name: str
    counts: tuple[int, ...]
    percentage: float | None
    bounds: tuple[float, float] | None = None
    target: float | None = None

    @property
    def total(self) -> int:
        """All villages."""
        return sum(self.counts)


def village_bars(
    bars: Sequence[Bar], parts: Sequence[Part], *, title: str, caption: str = "", noun: str = "desa"
) -> Figure:
    """Figure of every kecamatan's villages in parts, highest percentage first.

    ``title`` is the finding, made where the villages of all kecamatan are known.
    """
    used = [place for place, part in enumerate(parts) if part.counted or any(b.counts[place] for b in bars)]
    shown = [parts[place] for place in used]
    rows = [Bar(b.name, tuple(b.counts[at] for at in used), b.percentage, b.bounds, b.target) for b in bars]
    rows.sort(key=_merit)
    alt = _alt(rows, shown, noun)
    if any(b.total for b in rows):
        wide, narrow = both_widths(lambda width: _plot(rows, shown, width, noun).draw(width), alt)
    else:
        wide, narrow = both_widths(lambda width: message(f"Belum ada data {noun}.", width), alt)
    return Figure(title, _subtitle(rows, noun), wide, narrow, alt, caption, _table(rows, shown, noun))


def _merit(bar: Bar) -> tuple[float, float, str]:
    """Highest percentage first, among equals the larger share of the best part, those without data last."""
    best = bar.counts[0] / bar.total if bar.total else 0.0
    return -bar.percentage if is_number(bar.percentage) else 1.0 - bar.total / 1e6, -best, bar.name


def _plot(bars: Sequence[Bar], parts: Sequence[Part], width: int, noun: str) -> RowPlot:
    legend = _legend_lines(parts, width)
    rows = [Row(b.name, _bar(b, parts), (_counted(b, parts), _percentage(b)), soft=not b.total) for b in bars]
    steps = (0, 25, 50, 75, 100) if width >= WIDE else (0, 50, 100)
    marks = [(float(value), f"{value}%") for value in steps]
    columns = (Column(f"dari\n{noun}", "dari", narrow="name", bare=True), Column("persen", "%", bold=True))
    return RowPlot(
        [Section(rows)],
        Axis(0.0, 100.0, marks),
        columns,
        head=lambda canvas, _scale, _top: _legend(canvas, legend),
        head_lines=len(legend) + 2,
    )


def _counted(bar: Bar, parts: Sequence[Part]) -> str:
    if not bar.total:
        return "–"
    good = sum(count for count, part in zip(bar.counts, parts, strict=True) if part.counted)
    return f"{number(good, 0)}/{number(bar.total, 0)}"


def _percentage(bar: Bar) -> str:
    if is_number(bar.percentage):
        return percent(bar.percentage)
    if bar.bounds is None or not bar.total:
        return "–"
    return f"{number(bar.bounds[0], 0)}–{percent(bar.bounds[1], 0)}"


def _bar(bar: Bar, parts: Sequence[Part]) -> Mark:
    def draw(canvas: Canvas, scale: Scale, y: float) -> None:
        start = 0
        tick = scale(bar.target) if is_number(bar.target) and bar.total else None
        for count, part in zip(bar.counts, parts, strict=True):
            if not count:
                continue
            left, right = (scale(100 * edge / bar.total) for edge in (start, start + count))
            inset = 0.8 if part.colour in HOLLOW else 0.0
            canvas.rect(
                left + inset, y - _HALF + inset, right - left - 2 * inset, 2 * (_HALF - inset), part.area
            )
            start += count
            place = _free(left, right, text_width(number(count, 0)), tick)
            if place is not None:
                canvas.text(Spot(place, y + 4.5, number(count, 0), "middle", part.label))
        if tick is not None:
            canvas.line(tick, y - _HALF - 4, tick, y + _HALF + 4, "target")

    return draw


def _free(left: float, right: float, width: float, tick: float | None) -> float | None:
    """Middle of a number on its segment, beside the target's line where that crosses; None without room."""
    spans = [(left, right)]
    if tick is not None and left < tick < right:
        spans = sorted([(left, tick - 2), (tick + 2, right)], key=lambda span: span[0] - span[1])
        if tick - 2 - left > width + 8 and abs((left + right) / 2 - tick) > width / 2 + 4:
            spans = [(left, right)]
    middles = [(start + end) / 2 for start, end in spans if end - start >= width + 8]
    return middles[0] if middles else None


def _legend_lines(parts: Sequence[Part], width: int) -> list[list[tuple[float, Part]]]:
    """The parts named once above the bars, in as many lines as the width asks for."""
    lines: list[list[tuple[float, Part]]] = [[]]
    x = 0.0
    for part in parts:
        needed = 18 + text_width(part.word, "s")
        if lines[-1] and x + needed > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, part))
        x += needed + 16
    return lines


def _legend(canvas: Canvas, lines: Sequence[Sequence[tuple[float, Part]]]) -> None:
    for order, line in enumerate(lines):
        y = 13 + _LINE * order
        for x, part in line:
            canvas.rect(x + 0.7, y - 10, 11, 11, part.area)
            canvas.text(Spot(x + 17, y, part.word, "start", "s ink"))


def _subtitle(bars: Sequence[Bar], noun: str) -> str:
    tick = "; garis tegak: target" if any(is_number(b.target) for b in bars) else ""
    return f"Banyaknya {noun} tiap kecamatan menurut keadaannya, batang penuh = 100%{tick}"


def _alt(bars: Sequence[Bar], parts: Sequence[Part], noun: str) -> str:
    def said(bar: Bar) -> str:
        held = [
            f"{number(count, 0)} {words.inside(part.word) if part.colour in (*HOLLOW, 'a') else part.word}"
            for count, part in zip(bar.counts, parts, strict=True)
            if count
        ]
        return f"{bar.name} {', '.join(held)}" if held else f"{bar.name} tanpa data"

    return f"Batang bertumpuk {noun} tiap kecamatan: {words.listed(map(said, bars))}."


def _table(bars: Sequence[Bar], parts: Sequence[Part], noun: str) -> DataTable:
    rows = []
    for bar in bars:
        counts = [number(count, 0) for count in bar.counts] if bar.total else ["–"] * len(parts)
        limits = [percent(bound) for bound in bar.bounds] if bar.bounds and bar.total else ["–", "–"]
        rows.append(
            (bar.name, *counts, number(bar.total, 0), percent(bar.percentage), *limits, percent(bar.target))
        )
    head = (
        *("Kecamatan", *(part.word for part in parts), words.opening(noun)),
        *("Persen", "Batas bawah", "Batas atas", "Target"),
    )
    return DataTable(head, rows, f"{words.opening(noun)} tiap kecamatan")
