"""Ranks of the kecamatan with the interval each truly lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from iku_helpers.numbers import number, probability
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.row_parts import Axis, Column, Row, Section
from iku_helpers.pages.charts.rows import RowPlot
from iku_helpers.pages.charts.scale import is_number
from iku_helpers.pages.figure import DataTable, Figure

_Ranked = tuple[str, dict[str, Any]]


def ranks(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 3,
    highlight: str | None = None,
) -> Figure:
    """Figure of who stands where, and how sure that is.

    Parameters
    ----------
    table
        ``comparison.ranks``: index the kecamatan; estimate, rank, rank_lower, rank_upper, best, worst.
    top
        How many count as best, the same as given to ``comparison.ranks``.
    highlight
        The kecamatan to draw in accent.
    """
    places = [(words.named(names, key), dict(values, key=key)) for key, values in words.records(table)]
    places.sort(key=lambda place: (place[1].get("rank") or len(places) + 1, place[0]))
    alt = f"Peringkat {words.listed(_said(place) for place in places)}."
    wide, narrow = both_widths(_plot(places, top, highlight).draw, alt)
    subtitle = "Peringkat menurut indeks (titik) dan rentang peringkat sebenarnya dengan peluang 95% (garis)"
    caption = (
        "Peringkat 1 yang terbaik. Dua kecamatan yang garisnya bertumpuk belum tentu berbeda; "
        "jangan membaca urutannya sebagai kepastian."
    )
    return Figure(_title(places), subtitle, wide, narrow, alt, caption, _table(places, top))


def _range(values: Mapping[str, Any]) -> str:
    lower, upper = values.get("rank_lower"), values.get("rank_upper")
    if not is_number(lower) or not is_number(upper):
        return "–"
    return number(lower, 0) if lower == upper else f"{number(lower, 0)}–{number(upper, 0)}"


def _said(place: _Ranked) -> str:
    name, values = place
    return f"{number(values.get('rank'), 0)} {name} (rentang {_range(values)})"


def _plot(places: Sequence[_Ranked], top: int, highlight: str | None) -> RowPlot:
    last = max(len(places), 2)
    step = max(1, -(-last // 12))
    marks = [(float(k), number(k, 0)) for k in (1, *range(step, last + 1, step)) if k == 1 or k > 1]
    rows = []
    for name, values in places:
        own = values["key"] == highlight
        dot = Dot(values.get("rank"), values.get("rank_lower"), values.get("rank_upper"), "a" if own else "g")
        best = values.get("best")
        chance = probability(best) if is_number(best) else "–"
        short = chance.replace("lebih dari ", "> ").replace("kurang dari ", "< ")
        rows.append(Row(name, dot.draw, (number(values.get("estimate")), _range(values), short), strong=own))
    columns = (
        Column("Indeks"),
        Column("Rentang", bold=True),
        Column(f"peluang\n{top} terbaik", narrow="none"),
    )
    return RowPlot([Section(rows)], Axis(1 - 0.4, last + 0.4, list(dict(marks).items())), columns)


def _title(places: Sequence[_Ranked]) -> str:
    first = [p for p in places if p[1].get("rank") == 1]
    if not first:
        return "Peringkat kecamatan belum dapat disusun"
    name, values = first[0]
    upper = values.get("rank_upper")
    if len(first) > 1:
        return "Peringkat pertama ditempati bersama"
    if not is_number(upper):
        return f"{name} peringkat pertama menurut angkanya"
    if upper == 1:
        return f"{name} peringkat pertama, dan itu hampir pasti"
    return f"Urutan belum pasti: {name} di tempat pertama dapat juga di peringkat {number(upper, 0)}"


def _table(places: Sequence[_Ranked], top: int) -> DataTable:
    rows = []
    for name, values in places:
        chances = [values.get(key) for key in ("best", "worst")]
        texts = [probability(chance) if is_number(chance) else "–" for chance in chances]
        rows.append(
            (name, number(values.get("estimate")), number(values.get("rank"), 0), _range(values), *texts)
        )
    head = (
        "Kecamatan",
        "Indeks",
        "Peringkat",
        "Rentang peringkat",
        f"Peluang {top} terbaik",
        f"Peluang {top} terendah",
    )
    return DataTable(head, rows, "Peringkat kecamatan menurut indeks")
