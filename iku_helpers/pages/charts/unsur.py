"""Unsur as dots with intervals, sorted; those truly below the others set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iku_helpers.numbers import count_word, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.bands import mutu_bands, mutu_of
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.row_parts import Axis, Column, Row, Section
from iku_helpers.pages.charts.rows import RowPlot
from iku_helpers.pages.charts.scale import decimals, is_number, ticks, window
from iku_helpers.pages.figure import DataTable, Figure

SCORES = (1.0, 4.0)
TO_INDEX = 25.0


@dataclass(frozen=True)
class _Unsur:
    code: str
    name: str
    values: dict[str, Any]
    below: bool | None

    @property
    def estimate(self) -> float | None:
        return self.values.get("estimate")


def unsur_dots(
    scores: pd.DataFrame,
    lowest: pd.DataFrame | None = None,
    *,
    names: Mapping[str, str] | None = None,
    regime: int = 2017,
    index: words.Estimated | None = None,
    cara: str = words.RANDOM,
) -> Figure:
    """Figure of the unsur, best first; the truly low ones below a line, in accent and bold.

    Parameters
    ----------
    scores
        ``ikm.by_unsur``: index the unsur, columns estimate, lower, upper, n on the 1..4 scale.
    lowest
        ``ikm.lowest``: the same index, column ``below``; None where it was not tested.
    names
        Unsur code to name.
    index
        The index of the survey; its mean on the 1..4 scale is the dotted line.
    cara
        How respondents were found: "acak", "kuota" or "sukarela".
    """
    unsur = _sorted(scores, lowest, names)
    mean = None if index is None else index.estimate / TO_INDEX
    plot = _plot(unsur, regime, mean)
    alt = _alt(unsur)
    wide, narrow = both_widths(plot.draw, alt)
    return Figure(
        _title(unsur),
        _subtitle(unsur, plot.axis.low),
        wide,
        narrow,
        alt,
        _caption(unsur, cara),
        _table(unsur, regime),
    )


def _sorted(
    scores: pd.DataFrame, lowest: pd.DataFrame | None, names: Mapping[str, str] | None
) -> list[_Unsur]:
    below = {} if lowest is None else {str(k): words.known(v) for k, v in lowest["below"].items()}
    unsur = [
        _Unsur(code, words.named(names, code), values, below.get(code))
        for code, values in words.records(scores)
    ]
    return sorted(unsur, key=lambda u: -(u.estimate if is_number(u.estimate) else 0.0))


def _plot(unsur: Sequence[_Unsur], regime: int, mean: float | None) -> RowPlot:
    drawn = [u.values.get(key) for u in unsur for key in ("estimate", "lower", "upper")]
    low, high = window([*drawn, mean], 0.1, SCORES, 0.5)
    marks = ticks(low, high, 5)
    digits = decimals(marks)
    label = f"rata-rata {count_word(len(unsur))} unsur {number(mean)}"
    reference = None if mean is None else (mean, label, f"rata-rata {number(mean)}")
    rest = [_row(u, regime) for u in unsur if not u.below]
    apart = [_row(u, regime) for u in unsur if u.below]
    sections = [Section(rest)] if rest else []
    if apart:
        sections.append(Section(apart, "Nyata di bawah unsur lain", "lb aksen"))
    axis = Axis(low, high, [(value, number(value, digits)) for value in marks], reference=reference)
    columns = (Column("Nilai", bold=True), Column("Mutu"))
    return RowPlot(sections, axis, columns, mutu_bands(regime, TO_INDEX))


def _row(unsur: _Unsur, regime: int) -> Row:
    values = unsur.values
    dot = Dot(unsur.estimate, values.get("lower"), values.get("upper"), "a" if unsur.below else "g")
    return Row(
        unsur.name, dot.draw, (number(unsur.estimate), _letter(unsur, regime)), strong=bool(unsur.below)
    )


def _letter(unsur: _Unsur, regime: int) -> str:
    return mutu_of(unsur.estimate * TO_INDEX, regime).letter if unsur.estimate is not None else "–"


def _title(unsur: Sequence[_Unsur]) -> str:
    known = [u for u in unsur if u.estimate is not None]
    apart = [u for u in known if u.below]
    texts = [number(u.estimate) for u in known]
    if len(set(texts)) == 1:
        return f"Semua unsur bernilai sama, {texts[0]}"
    least = words.inside(known[-1].name) if texts.count(texts[-1]) == 1 else ""
    if len(apart) == 1:
        return f"{apart[0].name} nyata di bawah unsur lain"
    if apart:
        ending = f"; nilai terendah pada {least}" if least else ""
        return f"{words.opening(count_word(len(apart)))} unsur nyata di bawah yang lain{ending}"
    if known and all(u.below is False for u in known):
        return "Belum ada bukti satu unsur tertinggal dari yang lain"
    return f"Nilai terendah pada {least}" if least else f"Nilai unsur {texts[-1]} sampai {texts[0]}"


def _subtitle(unsur: Sequence[_Unsur], low: float) -> str:
    has_limits = any(is_number(u.values.get("lower")) for u in unsur)
    limits = "dengan interval 95%" if has_limits else "tanpa interval"
    return f"Nilai rata-rata tiap unsur (skala 1 sampai 4) {limits}{words.axis_note(low, SCORES[0], 1)}"


def _caption(unsur: Sequence[_Unsur], cara: str) -> str:
    sentences = []
    if any(u.below is not None for u in unsur):
        others = count_word(len(unsur) - 1)
        sentences.append(
            f"“Nyata di bawah” berarti selisih unsur itu dari rata-rata {others} unsur lain tetap negatif "
            "setelah koreksi Holm."
        )
    if any(is_number(u.values.get("lower")) for u in unsur):
        sentences.append("Urutan unsur yang intervalnya bertumpuk jangan dibaca sebagai peringkat.")
    else:
        sentences.append("Interval tidak dapat dihitung karena respondennya terlalu sedikit.")
    return " ".join(filter(None, [*sentences, words.sample_note(cara)]))


def _alt(unsur: Sequence[_Unsur]) -> str:
    values = words.listed(f"{u.name} {number(u.estimate)}" for u in unsur)
    apart = words.listed(u.name for u in unsur if u.below)
    ending = f" Nyata di bawah unsur lain: {apart}." if apart else ""
    return (
        f"Titik dengan interval untuk {count_word(len(unsur))} unsur, dari nilai tertinggi: {values}.{ending}"
    )


def _table(unsur: Sequence[_Unsur], regime: int) -> DataTable:
    head = ("Unsur", "Nilai", "Batas bawah", "Batas atas", "Mutu", "n", "Nyata di bawah")
    rows = [_cells(u, regime) for u in unsur]
    return DataTable(head, rows, "Nilai tiap unsur, skala 1 sampai 4, interval 95%")


def _cells(unsur: _Unsur, regime: int) -> tuple[str, ...]:
    name = unsur.name if unsur.name == unsur.code else f"{unsur.code} {unsur.name}"
    verdict = "–" if unsur.below is None else "ya" if unsur.below else "tidak"
    n = number(unsur.values.get("n"), 0)
    limits = words.limits_text(unsur.values)
    return name, number(unsur.estimate), *limits, _letter(unsur, regime), n, verdict
