"""What became of every kecamatan's index since an earlier year: change with its interval around no change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iku_helpers.numbers import count_word, joined, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.row_parts import Axis, Column, Row, Section
from iku_helpers.pages.charts.rows import RowPlot, message
from iku_helpers.pages.charts.scale import decimals, is_number, ticks, window
from iku_helpers.pages.figure import DataTable, Figure

_FAR = 75.0
_NAMED = 3


@dataclass(frozen=True)
class _Change:
    name: str
    values: dict[str, Any]

    @property
    def size(self) -> float:
        return float(self.values["estimate"])

    @property
    def real(self) -> bool:
        return bool(self.values.get("changed"))

    @property
    def verdict(self) -> str:
        if not is_number(self.values.get("lower")):
            return "tidak dapat dinilai"
        if self.real:
            return "nyata naik" if self.size > 0 else "nyata turun"
        return "mungkin berubah" if self._misses_zero else "belum ada bukti"

    @property
    def _misses_zero(self) -> bool:
        lower, upper = self.values.get("lower") or 0.0, self.values.get("upper") or 0.0
        return lower > 0 or upper < 0


def changes(table: pd.DataFrame, *, since: int, names: Mapping[str, str] | None = None) -> Figure:
    """Figure of the changes, largest rise first.

    ``table`` is ``comparison.changes``: index the kecamatan; estimate, lower, upper, changed.
    """
    found = [
        _Change(words.named(names, key), v) for key, v in words.records(table) if is_number(v["estimate"])
    ]
    found.sort(key=lambda change: (-change.size, change.name))
    alt = _alt(found, since)
    if found:
        wide, narrow = both_widths(_plot(found).draw, alt)
    else:
        text = f"Belum ada kecamatan yang indeksnya dapat dibandingkan dengan {since}."
        wide, narrow = both_widths(lambda width: message(text, width), alt)
    subtitle = f"Perubahan indeks sejak {since} dalam poin, dengan interval 95%"
    return Figure(_title(found, since), subtitle, wide, narrow, alt, _caption(found), _table(found, since))


def _plot(found: Sequence[_Change]) -> RowPlot:
    seen = [change.values.get(key) for change in found for key in ("estimate", "lower", "upper")]
    low, high = window([*seen, 0.0], 1.0, (-_FAR, _FAR), 4.0)
    marks = ticks(low, high, 6)
    texts = [(value, number(value, decimals(marks), signed=True)) for value in marks]
    axis = Axis(low, high, texts, reference=(0.0, "tidak berubah", "0"))
    rows = [
        Row(
            change.name,
            Dot(
                change.size,
                change.values.get("lower"),
                change.values.get("upper"),
                "a" if change.real else "g",
            ).draw,
            (number(change.size, signed=True), change.verdict),
            change.real,
        )
        for change in found
    ]
    columns = (Column("perubahan", "ubah", bold=True), Column("", narrow="none"))
    return RowPlot([Section(rows)], axis, columns)


def _title(found: Sequence[_Change], since: int) -> str:
    if not found:
        return f"Indeks belum dapat dibandingkan dengan {since}"
    sides = [(_who([c for c in found if c.verdict == side]), side) for side in ("nyata naik", "nyata turun")]
    told = [f"{who} {side}" for who, side in sides if who]
    if told:
        return words.opening(f"{', '.join(told)} sejak {since}")
    if len(found) == 1:
        return f"Belum ada bukti indeks {found[0].name} berubah sejak {since}"
    return f"Belum ada bukti satu kecamatan pun berubah sejak {since}"


def _who(found: Sequence[_Change]) -> str:
    if len(found) > _NAMED:
        return f"{count_word(len(found))} kecamatan"
    return joined([change.name for change in found]) if found else ""


def _caption(found: Sequence[_Change]) -> str:
    if len(found) < 2:
        return "Perubahan yang intervalnya memuat nol dapat terjadi karena kebetulan."
    perhaps = any(change.verdict == "mungkin berubah" for change in found)
    return (
        f"{words.opening(count_word(len(found)))} perubahan dinilai sekaligus, jadi sebuah perubahan baru "
        "disebut nyata bila tetap nyata setelah diperhitungkan bahwa banyak yang dilihat (koreksi Holm)."
        + (
            " Mungkin berubah: intervalnya tidak memuat nol, tetapi belum lolos koreksi itu."
            if perhaps
            else ""
        )
    )


def _alt(found: Sequence[_Change], since: int) -> str:
    said = (f"{c.name} {number(c.size, signed=True)}, {c.verdict}" for c in found)
    return f"Perubahan indeks sejak {since}: {words.listed(said) or 'tidak ada yang dapat dibandingkan'}."


def _table(found: Sequence[_Change], since: int) -> DataTable:
    rows = [
        (
            c.name,
            *(number(c.values.get(key), signed=True) for key in ("estimate", "lower", "upper")),
            c.verdict,
        )
        for c in found
    ]
    head = ("Kecamatan", "Perubahan", "Batas bawah", "Batas atas", "Kesimpulan")
    return DataTable(head, rows, f"Perubahan indeks tiap kecamatan sejak {since}, poin, interval 95%")
