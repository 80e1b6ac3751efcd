"""The plot of named rows that most charts share: names left, marks on one scale, numbers in columns right.

On a wide drawing a row is one storey; on a narrow one the name stands above its mark, unless all names are
short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iku_helpers.pages.charts.bands import Band, draw_bands
from iku_helpers.pages.charts.canvas import Canvas, Spot, box_of
from iku_helpers.pages.charts.metrics import text_width, wrapped
from iku_helpers.pages.charts.row_parts import Axis, Column, Row, Section
from iku_helpers.pages.charts.scale import Scale

WIDE = 600
_LINE = 16.0
_GAP_WIDE, _GAP_NARROW = 16.0, 7.0


@dataclass(frozen=True)
class RowPlot:
    """Everything a plot of rows needs except its width."""

    sections: Sequence[Section]
    axis: Axis
    columns: Sequence[Column] = ()
    bands: tuple[Band, ...] = ()
    head: Callable[[Canvas, Scale, float], None] | None = None
    """Draws above the rows, given the y where they begin."""
    head_lines: int = 1
    """Lines of text above the rows, the last of them the columns' heads."""

    def draw(self, width: int) -> tuple[Canvas, float]:
        """The drawing at ``width`` and its height."""
        return _Layout(self, width).draw()


class _Layout:
    """One drawing of a RowPlot: measures first, then places rows from top to bottom."""

    def __init__(self, plot: RowPlot, width: int) -> None:
        self.plot, self.canvas, self.wide = plot, Canvas(width), width >= WIDE
        rows = [row for section in plot.sections for row in section.rows]
        longest = max((text_width(row.name, "lb" if row.strong else "l") for row in rows), default=0.0)
        self.one_storey = self.wide or longest + 8 <= 0.335 * width
        self.columns = [(i, c) for i, c in enumerate(plot.columns) if self.one_storey or c.narrow == "mark"]
        if self.one_storey and not self.wide:
            self.columns = [(i, c) for i, c in self.columns if c.narrow != "none"]
        self.upper = [i for i, c in enumerate(plot.columns) if not self.one_storey and c.narrow == "name"]
        self.rights = self._rights(rows)
        self.name_width = min(longest + 4, 0.34 * width) if self.one_storey else width - 70.0
        start = self.name_width + (16 if self.wide else 4) if self.one_storey else 2.0
        self.scale = Scale(plot.axis.low, plot.axis.high, start, self.end)

    def _rights(self, rows: Sequence[Row]) -> dict[int, float]:
        """Right edge of every column shown, and where the plot ends."""
        gap = _GAP_WIDE if self.wide else _GAP_NARROW
        edge, rights = self.canvas.width - 1.0, {}
        for i, column in reversed(self.columns):
            rights[i] = edge
            role = "lb" if column.bold else "l"
            cells = [text_width(row.cells[i], "lb" if row.strong else role) for row in rows]
            heads = [text_width(line, "s") for line in self._head(column)]
            edge -= max([*cells, *heads]) + gap
        air = 14.0 if self.wide else 8.0
        self.end = edge - air + (gap if rights else 0.0)
        return rights

    def _head(self, column: Column) -> list[str]:
        head = column.head if self.wide else column.short or column.head
        return head.split("\n")

    def draw(self) -> tuple[Canvas, float]:
        heads = [len(self._head(column)) for _, column in self.columns]
        head = max([*heads, self.plot.head_lines])
        top = 10 + 14.0 * head
        self._heads(top)
        if self.plot.head is not None:
            self.plot.head(self.canvas, self.scale, top)
        y, pieces = top, []
        for number, section in enumerate(self.plot.sections):
            y = self._heading(section, y, first=number == 0)
            for row in section.rows:
                start, y = self._row(row, y)
                pieces.append((start, y))
        draw_bands(self.canvas, self.plot.bands, self.scale, top, y + 4)
        return self.canvas, self._axis(y + 4, pieces)

    def _heads(self, top: float) -> None:
        for i, column in self.columns:
            lines = self._head(column)
            for line, text in enumerate(lines):
                y = top - 7 - 14 * (len(lines) - 1 - line)
                self.canvas.text(Spot(self.rights[i], y, text, "end", "s soft"))

    def _heading(self, section: Section, y: float, *, first: bool) -> float:
        if not section.heading:
            return y + 4
        if not first:
            self.canvas.line(0, y + 3, self.canvas.width, y + 3, "garis")
        self.canvas.text(Spot(1 if self.one_storey else 4, y + 19, section.heading, "start", section.classes))
        return y + 25

    def _row(self, row: Row, y: float) -> tuple[float, float]:
        """Draws a row; gives back where its mark's storey begins and where the row ends."""
        role = "lb" if row.strong else "l"
        if self.one_storey:
            lines = wrapped(row.name, self.name_width, role)
            height = max(29.0 if self.wide else 25.0, _LINE * len(lines) + 6)
            middle = y + height / 2
            first = middle + 4.5 - _LINE / 2 * (len(lines) - 1)
        else:
            lines = wrapped(row.name, self.name_width - 6, role)
            height, first = _LINE * len(lines) + 26, y + 15
            middle = y + _LINE * len(lines) + 12
        for number, line in enumerate(lines):
            self.canvas.text(Spot(1 if self.one_storey else 4, first + _LINE * number, line, "start", role))
        row.mark(self.canvas, self.scale, middle)
        self._cells(row, middle + 4.5, first)
        return (y if self.one_storey else middle - 9), y + height

    def _cells(self, row: Row, y: float, name_y: float) -> None:
        tone = " soft" if row.soft else ""
        for i, column in self.columns:
            bold = row.strong or (column.bold and not row.soft)
            self.canvas.text(Spot(self.rights[i], y, row.cells[i], "end", ("lb" if bold else "l") + tone))
        for i in self.upper:
            column = self.plot.columns[i]
            label = "" if column.bare or not row.cells[i] else f"{column.head} = "
            text = f"{label}{row.cells[i]}"
            self.canvas.text(Spot(self.canvas.width, name_y, text, "end", "s soft"))

    def _axis(self, bottom: float, pieces: list[tuple[float, float]]) -> float:
        axis, canvas = self.plot.axis, self.canvas
        height = bottom + (22 if axis.ticks or axis.bold else 0)
        if axis.reference is not None:
            height = self._reference(axis.reference, bottom, pieces)
        for value, text in axis.bold:
            x, y = self.scale(value), bottom + 17
            spots = (Spot(x, y, text, "middle", "sb"), Spot(x - 8, y, text, "start", "sb"))
            if self.scale.holds(value) and canvas.try_text(*spots):
                canvas.line(x, bottom, x, bottom + 4, "tik")
        for value, text in axis.ticks:
            spot = Spot(self.scale(value), bottom + 17, text, "middle", "s soft")
            if canvas.try_text(spot):
                canvas.line(spot.x, bottom, spot.x, bottom + 4, "tik")
        return height

    def _reference(
        self, reference: tuple[float, str, str], bottom: float, pieces: list[tuple[float, float]]
    ) -> float:
        """The dotted line, broken at headings and names, its label on a line of its own below the ticks."""
        value, *labels = reference
        x, canvas = self.scale(value), self.canvas
        canvas.strokes([(x, start, x, end) for start, end in pieces], "acuan")
        canvas.line(x, bottom, x, bottom + 22, "tik")
        canvas.keep_free(x - 3, bottom, x + 3, bottom + 22)
        y = bottom + 36
        for label in labels:
            half = text_width(label, "l") / 2
            middle = min(max(x, half), canvas.width - half)
            spot = Spot(middle, y, label, "middle", "l soft")
            if box_of(spot).left >= -1 and canvas.try_text(spot):
                break
        return y + 6


def message(text: str, width: int) -> tuple[Canvas, float]:
    """A drawing that only says why there is nothing to draw."""
    canvas = Canvas(width)
    lines = wrapped(text, width - 10.0, "l", 3)
    for number, line in enumerate(lines):
        canvas.text(Spot(0, 18 + _LINE * number, line, "start", "l soft"))
    return canvas, 10 + _LINE * len(lines)
