"""Many kecamatan against their mean: a row each, with the room chance alone gives it behind its dot.

A funnel plot turned on its side: the largest surveys on top, so the limits widen downwards, and every
kecamatan carries its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iku_helpers.numbers import count_word, joined, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import Canvas, both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.row_parts import Axis, Column, Mark, Row, Section
from iku_helpers.pages.charts.rows import RowPlot, message
from iku_helpers.pages.charts.scale import Scale, decimals, is_number, ticks, window
from iku_helpers.pages.figure import DataTable, Figure

FULL = (25.0, 100.0)
LOW, HIGH = "jauh di bawah", "jauh di atas"
_NAMED = 2


@dataclass(frozen=True)
class _Place:
    name: str
    values: dict[str, Any]
    n: float | None

    @property
    def position(self) -> str:
        return str(self.values.get("posisi") or "tidak dapat dinilai")

    @property
    def far(self) -> bool:
        return self.position in (LOW, HIGH)


def funnel(
    limits: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    sizes: Mapping[str, float] | None = None,
    reference: str = "rata-rata",
) -> Figure:
    """Figure of the kecamatan of one kabupaten, widest limits last.

    Parameters
    ----------
    limits
        ``comparison.funnel``: index the kecamatan; estimate, target, se, lower_95, upper_95, lower_99_8,
        upper_99_8, posisi.
    names, sizes
        Kecamatan to its name and to its number of respondents.
    reference
        What the middle line is: "rata-rata", or "target" where one was given.
    """
    places = _sorted(limits, names or {}, sizes or {})
    centre = next((p.values["target"] for p in places if is_number(p.values.get("target"))), None)
    alt = _alt(places)
    if centre is None:
        text = "Belum ada kecamatan yang dapat dibandingkan."
        wide, narrow = both_widths(lambda width: message(text, width), alt)
        low = FULL[0]
    else:
        plot = _plot(places, centre, reference)
        wide, narrow, low = *both_widths(plot.draw, alt), plot.axis.low
    subtitle = (
        f"Indeks tiap kecamatan; latar: rentang di sekitar {reference} "
        "yang wajar karena kebetulan, 95% dan 99,8%"
        f"{words.axis_note(low, FULL[0], 0)}"
    )
    return Figure(
        _title(places, reference),
        subtitle,
        wide,
        narrow,
        alt,
        _caption(places),
        _table(places, reference),
    )


def _sorted(limits: pd.DataFrame, names: Mapping[str, str], sizes: Mapping[str, float]) -> list[_Place]:
    places = [
        _Place(words.named(names, key), v, words.known(sizes.get(key))) for key, v in words.records(limits)
    ]
    return sorted(
        places, key=lambda p: (not is_number(p.values.get("se")), p.values.get("se") or 0.0, p.name)
    )


def _plot(places: Sequence[_Place], centre: float, reference: str) -> RowPlot:
    seen = [p.values.get(key) for p in places for key in ("estimate", "lower_95", "upper_95")]
    low, high = window([*seen, centre], 2.0, FULL, 10.0)
    marks = ticks(low, high, 6)
    label = f"{reference} {number(centre)}"
    axis = Axis(
        low, high, [(m, number(m, decimals(marks))) for m in marks], reference=(centre, label, number(centre))
    )
    with_sizes = any(p.n is not None for p in places)
    columns = (*((Column("n", narrow="name"),) if with_sizes else ()), Column("Indeks", bold=True))
    rows = [
        Row(
            p.name,
            _mark(p),
            (*((number(p.n, 0),) if with_sizes else ()), number(p.values.get("estimate"))),
            p.far,
        )
        for p in places
    ]
    return RowPlot([Section(rows)], axis, columns)


def _mark(place: _Place) -> Mark:
    def draw(canvas: Canvas, scale: Scale, y: float) -> None:
        for name, look in (("99_8", "corong luar"), ("95", "corong")):
            lower, upper = place.values.get(f"lower_{name}"), place.values.get(f"upper_{name}")
            if is_number(lower) and is_number(upper) and lower < upper:
                canvas.rect(scale(lower), y - 9, scale(upper) - scale(lower), 18, look)
        look = "k" if place.position == "tidak dapat dinilai" else "a" if place.position != "wajar" else "g"
        Dot(place.values.get("estimate"), look=look).draw(canvas, scale, y)

    return draw


def _title(places: Sequence[_Place], reference: str) -> str:
    judged = [p for p in places if p.position != "tidak dapat dinilai"]
    if not judged:
        return "Kecamatan belum dapat dibandingkan"
    low, high = ([p.name for p in judged if p.position == side] for side in (LOW, HIGH))
    if low or high:
        parts = [f"{_who(names)} {side}" for names, side in ((low, LOW), (high, HIGH)) if names]
        return words.opening(f"{', '.join(parts)} {reference}")
    if len(judged) == 1:
        return (
            f"{judged[0].name} {judged[0].position} {reference}"
            if judged[0].position != "wajar"
            else (f"{judged[0].name} dalam rentang yang wajar di sekitar {reference}")
        )
    if all(p.position == "wajar" for p in judged):
        return f"Semua kecamatan dalam rentang yang wajar di sekitar {reference}"
    return f"Tidak ada kecamatan yang jauh dari {reference}"


def _who(names: Sequence[str]) -> str:
    return joined(list(names)) if len(names) <= _NAMED else f"{count_word(len(names))} kecamatan"


def _caption(places: Sequence[_Place]) -> str:
    sentences = [
        "Makin sedikit responden, makin lebar rentang yang wajar. "
        "Dari 20 kecamatan yang sebenarnya sama, satu melewati rentang 95% karena kebetulan; "
        "yang patut ditindaklanjuti adalah yang melewati rentang 99,8% (tebal)."
    ]
    unknown = [p.name for p in places if p.position == "tidak dapat dinilai"]
    if unknown:
        who = joined(unknown) if len(unknown) <= 6 else f"{count_word(len(unknown))} kecamatan"
        sentences.append(f"Tidak dapat dinilai: {who}.")
    return " ".join(sentences)


def _alt(places: Sequence[_Place]) -> str:
    said = (f"{p.name} {number(p.values.get('estimate'))} {p.position}" for p in places)
    return f"Indeks tiap kecamatan: {words.listed(said)}."


def _table(places: Sequence[_Place], reference: str) -> DataTable:
    keys = ("estimate", "lower_95", "upper_95", "lower_99_8", "upper_99_8")
    rows = [
        (p.name, number(p.n, 0), *(number(p.values.get(key)) for key in keys), p.position) for p in places
    ]
    head = ("Kecamatan", "n", "Indeks", "95% bawah", "95% atas", "99,8% bawah", "99,8% atas", "Posisi")
    return DataTable(head, rows, f"Indeks tiap kecamatan dan rentang yang wajar di sekitar {reference}")
