"""What a plot of rows is made of: rows in sections, columns of numbers, an axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iku_helpers.pages.charts.canvas import Canvas
from iku_helpers.pages.charts.scale import Scale

Mark = Callable[[Canvas, Scale, float], None]


@dataclass(frozen=True)
class Row:
    """One row: name, how its mark is drawn, the texts of its columns."""

    name: str
    mark: Mark
    cells: tuple[str, ...] = ()
    strong: bool = False
    soft: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under one heading; only the first section may go without."""

    rows: Sequence[Row]
    heading: str = ""
    classes: str = "s soft"


@dataclass(frozen=True)
class Column:
    """A column of numbers: its head, a shorter one, and how it behaves on a narrow drawing."""

    head: str
    short: str = ""
    bold: bool = False
    narrow: str = "mark"
    """Where it stands on a narrow drawing: ``mark`` beside the mark, ``name`` beside the name, ``none``."""
    bare: bool = False
    """Whether it stands beside the name without its head."""


@dataclass(frozen=True)
class Axis:
    """The scale below the rows: its window, ticks, bold ticks (thresholds) and one dotted reference line."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    bold: Sequence[tuple[float, str]] = ()
    reference: tuple[float, str, str] | None = None
    """Value, full label and short label."""
