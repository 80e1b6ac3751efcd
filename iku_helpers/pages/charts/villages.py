"""Villages as dumbbells: the earlier value hollow, this year's solid, thresholds as edges of the bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from iku_helpers.numbers import number
from iku_helpers.pages.charts import villages_words
from iku_helpers.pages.charts.bands import status_bands, status_colour
from iku_helpers.pages.charts.canvas import Canvas, Spot, both_widths
from iku_helpers.pages.charts.row_parts import Axis, Column, Mark, Row, Section
from iku_helpers.pages.charts.rows import WIDE, RowPlot, message
from iku_helpers.pages.charts.scale import Scale, decimals, is_number, ticks, window
from iku_helpers.pages.charts.villages_words import Case, Village
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.figure import DataTable, Figure

TOP = "Mandiri"


def village_dumbbells(
    movement: pd.DataFrame,
    *,
    year: int,
    earlier_year: int | None = None,
    rule: str = "idm",
    names: Mapping[str, str] | None = None,
    distance: pd.DataFrame | None = None,
) -> Figure:
    """Figure of the villages, best first, with the way they came since an earlier year.

    Parameters
    ----------
    movement
        ``desa.movement``, or ``desa.with_status`` in a first year: index the village code, columns ``nilai``
        and ``status``, and where known ``nilai_awal, perubahan, status_awal, arah, putus``.
    names
        Village code to name.
    distance
        ``desa.distance``: columns ``kurang`` and ``status_berikut``.
    rule
        ``"idm"`` or ``"indeks_desa"``.
    """
    case = Case(_sorted(movement, names or {}, distance), year, earlier_year, rule)
    alt = villages_words.alt(case)
    if not any(is_number(v.value) for v in case.villages):
        text = f"Belum ada desa dengan nilai tahun {year}."
        wide, narrow = both_widths(lambda width: message(text, width), alt)
        return Figure(
            villages_words.title(case),
            f"Tahun {year}",
            wide,
            narrow,
            alt,
            villages_words.caption(case),
            _table(case),
        )
    low, high = _window(case)
    wide, narrow = both_widths(lambda width: _plot(case, width, (low, high)).draw(width), alt)
    return Figure(
        villages_words.title(case), villages_words.subtitle(case, low), wide, narrow, alt,
        villages_words.caption(case), _table(case),
    )  # fmt: skip


def _sorted(movement: pd.DataFrame, names: Mapping[str, str], distance: pd.DataFrame | None) -> list[Village]:
    away = {} if distance is None else dict(records(distance))
    found = []
    for code, values in records(movement):
        near = away.get(code, {})
        name = values.get("nama") or names.get(code, code)
        found.append(Village(str(name), values, near.get("kurang"), near.get("status_berikut")))
    return sorted(found, key=lambda v: (-(v.value if v.value is not None else -1.0), v.name))


def _window(case: Case) -> tuple[float, float]:
    step, top = (0.05, 1.0) if case.rule == "idm" else (5.0, 100.0)
    seen = [value for v in case.villages for value in (v.before, v.value)]
    low, high = window(seen, step, (0.0, top), 4 * step)
    return low, high


def _plot(case: Case, width: int, limits: tuple[float, float]) -> RowPlot:
    shown = [v for v in case.villages if is_number(v.value)]
    moves = [v for v in shown if is_number(v.before) and is_number(v.change)]
    farthest = max(moves, key=lambda v: abs(v.change or 0.0), default=None)
    digits = case.digits if width >= WIDE else min(case.digits, 3)

    def row(village: Village) -> Row:
        mark = _dumbbell(village, case, labelled=village is farthest)
        return Row(village.name, mark, _cells(village, case, digits), strong=village.changed)

    top = [row(v) for v in shown if v.status == TOP]
    rest = [row(v) for v in shown if v.status != TOP]
    sections = [Section(top)] if top else []
    if rest:
        sections.append(Section(rest, f"Belum {TOP}" if top else "", "s soft miring"))
    return RowPlot(sections, _axis(case, limits), _columns(case, shown), status_bands(case.rule))


def _axis(case: Case, limits: tuple[float, float]) -> Axis:
    low, high = limits
    marks = ticks(low, high, 6)
    edges = [(b.low, number(b.low, decimals([b.low]))) for b in status_bands(case.rule)[1:]]
    return Axis(low, high, [(value, number(value, decimals(marks))) for value in marks], bold=edges)


def _cells(village: Village, case: Case, digits: int) -> tuple[str, ...]:
    """Value, change, distance: the last two only where the chart has such a column."""
    change = (_change(village, digits),) if case.compared else ()
    lacking = number(village.lacking, case.digits) if is_number(village.lacking) else ""
    return number(village.value, case.digits), *change, *((lacking,) if case.measured else ())


def _change(village: Village, digits: int) -> str:
    if not is_number(village.change):
        return "baru" if village.direction == "baru" else "–"
    if village.change == 0:
        return "tetap"
    text = number(village.change, digits, signed=True)
    small = text == number(0.0, digits)
    return number(village.change, digits + 1, signed=True) if small else text


def _columns(case: Case, shown: Sequence[Village]) -> tuple[Column, ...]:
    columns = [Column(str(case.year))]
    if case.compared:
        columns.append(Column("perubahan", "ubah"))
    if case.measured:
        following = {v.next_status for v in shown if is_number(v.lacking)}
        goal = following.pop() if len(following) == 1 else "status berikut"
        columns.append(Column(f"jarak ke\n{goal}", narrow="none"))
    return tuple(columns)


def _dumbbell(village: Village, case: Case, *, labelled: bool) -> Mark:
    def draw(canvas: Canvas, scale: Scale, y: float) -> None:
        now = scale(village.value or 0.0)
        if is_number(village.before):
            then = scale(village.before or 0.0)
            look = {"naik": "naik", "turun": "turun"}.get(village.direction or "", "geser")
            canvas.line(then, y, now, y, look)
            canvas.circle(then, y, 4, "dot k")
            if labelled and abs(now - then) > 40:
                canvas.try_text(Spot(then, y - 8, str(case.earlier_year or "lalu"), "middle", "s soft"))
                canvas.try_text(Spot(now, y - 8, str(case.year), "middle", "sb"))
        canvas.circle(now, y, 5.5, f"dot i{status_colour(village.status or '')}")

    return draw


def _table(case: Case) -> DataTable:
    before, now, digits = str(case.earlier_year or "Tahun lalu"), str(case.year), case.digits
    columns: dict[str, list[str]] = {"Desa": [v.name for v in case.villages]}
    held = any(v.values.get("nilai_awal") is not None for v in case.villages)
    if held:
        columns[before] = [number(v.values.get("nilai_awal"), digits) for v in case.villages]
    columns[now] = [number(v.value, digits) for v in case.villages]
    if held:
        columns["Perubahan"] = [number(v.change, digits, signed=True) for v in case.villages]
        columns[f"Status {before}"] = [v.values.get("status_awal") or "–" for v in case.villages]
    columns[f"Status {now}"] = [v.status or "–" for v in case.villages]
    columns["Jarak ke status berikut"] = [number(v.lacking, digits) for v in case.villages]
    rows = list(zip(*columns.values(), strict=True))
    return DataTable(tuple(columns), rows, f"Nilai dan status desa {now}")
