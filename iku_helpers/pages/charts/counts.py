"""Counts as bars: one list of things counted, or the profile of the respondents side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iku_helpers.numbers import count_word, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import Canvas, Spot, both_widths
from iku_helpers.pages.charts.groups import HIDDEN_BELOW
from iku_helpers.pages.charts.metrics import shortened, text_width
from iku_helpers.pages.charts.row_parts import Axis, Column, Mark, Row, Section
from iku_helpers.pages.charts.rows import WIDE, RowPlot, message
from iku_helpers.pages.charts.scale import Scale
from iku_helpers.pages.figure import DataTable, Figure

_HIDDEN = f"< {HIDDEN_BELOW}"
_ROW = 25.0


def theme_bars(counts: Mapping[str, int], *, suggestions: int) -> Figure:
    """Figure of the themes of respondents' suggestions, most often named first.

    ``suggestions`` is how many respondents wrote one; a suggestion may hold more than one theme.
    """
    order = sorted(counts, key=lambda theme: (-counts[theme], theme))
    alt = f"Jumlah saran menurut tema: {words.listed(f'{theme} {counts[theme]}' for theme in order)}."
    if order:
        most = counts[order[0]]
        rows = [
            Row(t, _bar(counts[t], counts[t] == most), (number(counts[t], 0),), strong=False) for t in order
        ]
        plot = RowPlot([Section(rows)], Axis(0, max(most, 1), ()), (Column("saran", bold=True),))
        wide, narrow = both_widths(plot.draw, alt)
    else:
        wide, narrow = both_widths(lambda width: message("Belum ada saran yang bertema.", width), alt)
    subtitle = (
        f"Jumlah saran menurut tema; {number(suggestions, 0)} responden memberi saran, "
        "satu saran dapat memuat lebih dari satu tema"
    )
    table = DataTable(
        ("Tema", "Saran"), [(t, number(counts[t], 0)) for t in order], "Jumlah saran menurut tema"
    )
    caption = "Tema dikenali dari kata-kata dalam saran." if order else ""
    return Figure(_theme_title(counts, order), subtitle, wide, narrow, alt, caption, table)


def _theme_title(counts: Mapping[str, int], order: Sequence[str]) -> str:
    if not order:
        return "Belum ada saran yang dapat dikelompokkan"
    first = [theme for theme in order if counts[theme] == counts[order[0]]]
    if len(first) == 1:
        return f"{first[0]} paling sering disebut dalam saran"
    return f"{words.opening(count_word(len(first)))} tema sama-sama paling sering disebut"


def _bar(count: int, accent: bool) -> Mark:
    def draw(canvas: Canvas, scale: Scale, y: float) -> None:
        canvas.rect(scale(0), y - 6.5, scale(count) - scale(0), 13, "ia" if accent else "ig")

    return draw


def profile_bars(parts: Mapping[str, Mapping[str, int]], *, n: int, title: str) -> Figure:
    """Figure of who answered: each attribute a small block of bars, side by side on a wide page.

    Counts under 5 are not shown as numbers. ``title`` is the finding, made where the shares are known.
    """
    said = (
        f"{name}: {words.listed(f'{k} {_count(c)}' for k, c in counts.items())}"
        for name, counts in parts.items()
    )
    alt = f"Jumlah responden. {'. '.join(said)}."
    wide, narrow = both_widths(lambda width: _blocks(parts, width), alt)
    rows = [
        (f"{name}: {key}", _count(count)) for name, counts in parts.items() for key, count in counts.items()
    ]
    table = DataTable(("Kelompok", "Responden"), rows, "Responden menurut kelompok")
    small = any(0 < count < HIDDEN_BELOW for counts in parts.values() for count in counts.values())
    caption = f"Kelompok dengan kurang dari {HIDDEN_BELOW} responden tidak dirinci." if small else ""
    return Figure(title, f"Jumlah responden, n = {number(n, 0)}", wide, narrow, alt, caption, table)


def _count(count: int) -> str:
    return _HIDDEN if 0 < count < HIDDEN_BELOW else number(count, 0)


def _blocks(parts: Mapping[str, Mapping[str, int]], width: int) -> tuple[Canvas, float]:
    canvas = Canvas(width)
    across = 3 if width >= WIDE else 1
    gap = 28.0
    block = (width - gap * (across - 1)) / across
    top = lowest = 0.0
    for order, (name, counts) in enumerate(parts.items()):
        if order % across == 0:
            top = lowest + (14 if order else 0)
        left = (order % across) * (block + gap)
        lowest = max(lowest, _block(canvas, (left, left + block), top, name, counts))
    return canvas, lowest + 4


def _block(
    canvas: Canvas, sides: tuple[float, float], top: float, name: str, counts: Mapping[str, int]
) -> float:
    left, right = sides
    canvas.text(Spot(left + 1, top + 16, shortened(name, right - left, "lb"), "start", "lb"))
    widest = min(max(text_width(key) for key in counts) + 10, 0.55 * (right - left))
    numbers = max(text_width(_count(count)) for count in counts.values()) + 10
    scale = Scale(0, max(*counts.values(), 1), left + widest, right - numbers)
    for order, (key, count) in enumerate(counts.items()):
        y = top + 40 + _ROW * order
        canvas.text(Spot(left + 1, y, shortened(key, widest - 10), "start", "l"))
        canvas.rect(
            scale.start, y - 11, scale(max(count, HIDDEN_BELOW if count else 0)) - scale.start, 13, "ig"
        )
        canvas.text(Spot(right - 1, y, _count(count), "end", "l"))
    return top + 40 + _ROW * (len(counts) - 1) + 8
