"""The drawing of one figure over the years; labels give way to marks, lines and each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from iku_helpers.numbers import number
from iku_helpers.pages.charts.bands import mutu_bands
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.marks import CAP
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.rows import WIDE
from iku_helpers.pages.charts.scale import Scale, is_number, ticks
from iku_helpers.pages.charts.years_words import Year, YearsCase

_TOP, _BOTTOM = 14.0, 234.0


class _Plane(NamedTuple):
    x: Scale
    y: Scale
    left: float


def draw(case: YearsCase, width: int, limits: tuple[float, float]) -> tuple[Canvas, float]:
    """The years on a plane of ``width``, values within ``limits``."""
    canvas = Canvas(width)
    goals = _goals(case)
    seen = [y.year for y in case.years] + list(goals)
    first, last = min(seen), max(seen)
    plane = _plane(case, width, limits, (first, last))
    _grid(canvas, plane)
    _joins(canvas, case.years, plane)
    for year, value in goals.items():
        _target(canvas, plane, year, value)
    for held in case.years:
        _mark(canvas, held, plane, last=held is case.years[-1])
    _labels(canvas, case, plane)
    _bands(canvas, case.years, plane)
    return canvas, _time_axis(canvas, case, plane, (first, last))


def _goals(case: YearsCase) -> dict[int, float]:
    return dict(case.targets) | ({} if case.renstra is None else {case.renstra[0]: case.renstra[1]})


def _plane(case: YearsCase, width: int, limits: tuple[float, float], ends: tuple[int, int]) -> _Plane:
    """Room at the right for the last value where nothing follows it."""
    first, last = ends
    left, side = (40.0, 46.0) if width >= WIDE else (34.0, 28.0)
    room = side if last > first else (width - left) / 2
    right = side + 44 if last == case.years[-1].year else side
    x = Scale(first, max(last, first + 1), left + room, width - right)
    return _Plane(x, Scale(*limits, _BOTTOM, _TOP), left)


def _grid(canvas: Canvas, plane: _Plane) -> None:
    marks = ticks(plane.y.low, plane.y.high, 7)
    canvas.strokes([(plane.left, plane.y(value), canvas.width, plane.y(value)) for value in marks], "garis")
    for value in marks:
        canvas.text(Spot(plane.left - 6, plane.y(value) + 4, number(value, 0), "end", "s soft"))


def _joins(canvas: Canvas, years: Sequence[Year], plane: _Plane) -> None:
    for before, after in pairwise(years):
        if after.breaks:
            x = _between(plane, before, after)
            canvas.line(x, _TOP, x, _BOTTOM, "putus")
            continue
        look = "jalan" if after.year - before.year == 1 else "jalan lompat"
        ends = (plane.x(before.year), plane.y(before.estimate), plane.x(after.year), plane.y(after.estimate))
        canvas.line(*ends, look)
        for x, y in _along(ends):
            canvas.keep_free(x - 2, y - 2, x + 2, y + 2)


def _along(ends: tuple[float, float, float, float]) -> Iterator[tuple[float, float]]:
    """Points on a line, close enough that no label slips between them."""
    x1, y1, x2, y2 = ends
    steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) // 12), 1)
    for step in range(1, steps):
        yield x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps


def _between(plane: _Plane, before: Year, after: Year) -> float:
    return (plane.x(before.year) + plane.x(after.year)) / 2


def _target(canvas: Canvas, plane: _Plane, year: int, value: float) -> None:
    half = 18.0 if canvas.width >= WIDE else 13.0
    x, y = plane.x(year), plane.y(value)
    canvas.line(x - half, y, x + half, y, "target")
    canvas.keep_free(x - half, y - 1, x + half, y + 1)


def _mark(canvas: Canvas, year: Year, plane: _Plane, *, last: bool) -> None:
    x, y, look = plane.x(year.year), plane.y(year.estimate), "a" if last else "g"
    if is_number(year.lower) and is_number(year.upper) and year.lower != year.upper:
        top, bottom = plane.y(year.upper), plane.y(year.lower)
        canvas.line(x, top, x, bottom, f"sel {look}")
        canvas.strokes([(x - CAP, edge, x + CAP, edge) for edge in (top, bottom)], f"cap {look}")
        canvas.keep_free(x - CAP, top, x + CAP, bottom)
    canvas.circle(x, y, 5.5 if last else 4.5, f"dot {look}")
    canvas.keep_free(x - 6, y - 6, x + 6, y + 6)


def _labels(canvas: Canvas, case: YearsCase, plane: _Plane) -> None:
    """The last year's value first, then the targets that still matter, then earlier values where they fit."""
    *earlier, last = case.years
    canvas.try_text(*_around(plane, last.year, last.estimate, case.text(last.estimate), "h aksen"))
    goal = case.targets.get(last.year)
    if goal is not None:
        canvas.try_text(*_around(plane, last.year, goal, f"target {case.text(goal)}", "l soft"))
    if case.renstra is not None and case.renstra[0] != last.year:
        _renstra(canvas, case.text(case.renstra[1]), plane.x(case.renstra[0]), plane.y(case.renstra[1]))
    for year in reversed(earlier):
        canvas.try_text(*_around(plane, year.year, year.estimate, case.text(year.estimate), "lb"))


def _around(plane: _Plane, year: int, value: float, text: str, classes: str) -> list[Spot]:
    x, y = plane.x(year), plane.y(value)
    half = 7.0 if classes.startswith("h") else 4.5
    right = [Spot(x + 10, y + half + shift, text, "start", classes) for shift in (0.0, -10.0, 10.0, 16.0)]
    left = [Spot(x - 10, y + half + shift, text, "end", classes) for shift in (-6.0, -12.0, 0.0, 10.0)]
    above = [Spot(x, edge, text, "middle", classes) for edge in (y - 12, y + 24)]
    beyond = Spot(x + 22, y + half, text, "start", classes)
    return [*left, *right, *above] if classes == "lb" else [*right, *left, *above, beyond]


def _renstra(canvas: Canvas, goal: str, x: float, y: float) -> None:
    for text in (f"target Renstra {goal}", f"Renstra {goal}", goal):
        middle = min(x, canvas.width - text_width(text) / 2 - 2)
        below, above = (Spot(middle, edge, text, "middle", "l soft") for edge in (y + 18, y - 8))
        if canvas.try_text(below, above):
            return


def _bands(canvas: Canvas, years: Sequence[Year], plane: _Plane) -> None:
    """Mutu behind each stretch of years under one rule."""
    edges = [plane.left, *(_between(plane, a, b) for a, b in pairwise(years) if b.breaks), canvas.width]
    heads = [years[0], *(y for y in years[1:] if y.breaks)]
    for sides, year in zip(pairwise(edges), heads, strict=True):
        regime = year.values.get("regime")
        if regime is not None:
            _stretch(canvas, int(regime), plane, sides)


def _stretch(canvas: Canvas, regime: int, plane: _Plane, sides: tuple[float, float]) -> None:
    left, right = sides
    for band in mutu_bands(regime):
        if band.high <= plane.y.low or band.low >= plane.y.high:
            continue
        top, bottom = plane.y(band.high), plane.y(band.low)
        canvas.ground(left, top, right - left - 1, bottom - top, f"p{band.colour}")
        if bottom - top < 18:
            continue
        words = [w for w in (band.word, band.short) if text_width(w, "s") + 12 <= right - left]
        spots = [Spot(right - 6, y, w, "end", "s ink") for w in words for y in (top + 15, bottom - 6)]
        canvas.try_text(*spots, *(Spot(left + 6, top + 15, w, "start", "s ink") for w in words))


def _time_axis(canvas: Canvas, case: YearsCase, plane: _Plane, ends: tuple[int, int]) -> float:
    first, last = ends
    missing, now = case.missing(), case.years[-1].year
    for year in sorted(range(first, last + 1), key=lambda one: (one != now, one not in ends, one)):
        x = plane.x(year)
        canvas.line(x, _BOTTOM, x, _BOTTOM + 4, "tik")
        canvas.try_text(Spot(x, _BOTTOM + 18, str(year), "middle", "sb" if year == now else "s soft"))
    word = "survei" if case.surveyed else "data"
    named = [
        canvas.try_text(*(_below(plane, year, text) for text in (f"tidak ada {word}", f"tanpa {word}")))
        for year in missing
    ]
    return _BOTTOM + (40 if any(named) else 24)


def _below(plane: _Plane, year: int, text: str) -> Spot:
    return Spot(plane.x(year), _BOTTOM + 34, text, "middle", "s soft miring")
