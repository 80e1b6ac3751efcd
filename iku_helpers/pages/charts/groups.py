"""Groups of respondents as dots with intervals: small ones set apart, very small ones hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iku_helpers.numbers import count_word, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.bands import mutu_bands, mutu_of
from iku_helpers.pages.charts.canvas import both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.row_parts import Axis, Column, Row, Section
from iku_helpers.pages.charts.rows import RowPlot, message
from iku_helpers.pages.charts.scale import decimals, is_number, ticks, window
from iku_helpers.pages.figure import DataTable, Figure

HIDDEN_BELOW, INDICATIVE_BELOW = 5, 30
FULL = (25.0, 100.0)


@dataclass(frozen=True)
class _Group:
    name: str
    values: dict[str, Any]

    @property
    def n(self) -> float:
        return self.values.get("n") or 0

    @property
    def estimate(self) -> float | None:
        return self.values.get("estimate")


@dataclass(frozen=True)
class _Case:
    shown: Sequence[_Group]
    indicative: Sequence[_Group]
    hidden: Sequence[_Group]
    by: str
    regime: int
    index: words.Estimated | None
    different: Sequence[str] | None
    cara: str
    whole: str


def groups(
    indices: pd.DataFrame,
    *,
    by: str = "layanan",
    regime: int = 2017,
    index: words.Estimated | None = None,
    different: Sequence[str] | None = None,
    cara: str = words.RANDOM,
    whole: str = "kecamatan",
) -> Figure:
    """Figure of the index by group, best first.

    Parameters
    ----------
    indices
        ``ikm.by_group``: index the groups, columns estimate, lower, upper, n. Groups under 5 are
        hidden, those under 30 drawn hollow and marked "indikatif".
    by
        The Indonesian noun of the groups, as it stands in titles: "layanan", "jenis kelamin".
    index
        Index of all respondents, the dotted line.
    whole
        What all respondents together are called beside that line.
    different
        Groups found to differ from the others by a test; an empty list if none does, None if none was made.
    """
    case = _case(indices, by=by, regime=regime, index=index, different=different, cara=cara, whole=whole)
    alt = _alt(case)
    if case.shown or case.indicative:
        plot = _plot(case)
        wide, narrow = both_widths(plot.draw, alt)
        subtitle = f"Indeks per {by} dengan interval 95%{words.axis_note(plot.axis.low, FULL[0], 0)}"
    else:
        text = f"Setiap {by} mempunyai kurang dari {HIDDEN_BELOW} responden, jadi tidak ada yang ditampilkan."
        wide, narrow = both_widths(lambda width: message(text, width), alt)
        subtitle = f"Indeks per {by}"
    return Figure(_title(case), subtitle, wide, narrow, alt, _caption(case), _table(case))


def _case(indices: pd.DataFrame, **about: Any) -> _Case:
    found = [_Group(label, values) for label, values in words.records(indices)]
    found.sort(key=lambda g: -(g.estimate if g.estimate is not None else 0.0))
    hidden = [g for g in found if g.n < HIDDEN_BELOW or g.estimate is None]
    visible = [g for g in found if g not in hidden]
    shown = [g for g in visible if g.n >= INDICATIVE_BELOW]
    return _Case(shown, [g for g in visible if g not in shown], hidden, **about)


def _plot(case: _Case) -> RowPlot:
    seen = [
        g.values.get(key) for g in (*case.shown, *case.indicative) for key in ("estimate", "lower", "upper")
    ]
    mean = None if case.index is None else case.index.estimate
    low, high = window([*seen, mean], 2.0, FULL, 10.0)
    marks = ticks(low, high, 6)
    reference = None if mean is None else (mean, f"{case.whole} {number(mean)}", number(mean))
    axis = Axis(low, high, [(value, number(value, decimals(marks))) for value in marks], reference=reference)
    sections = [Section([_row(g, case) for g in case.shown])] if case.shown else []
    if case.indicative:
        heading = f"Indikatif: kurang dari {INDICATIVE_BELOW} responden"
        sections.append(Section([_row(g, case) for g in case.indicative], heading, "s soft miring"))
    columns = (Column("n", narrow="name"), Column("Indeks", bold=True))
    return RowPlot(sections, axis, columns, mutu_bands(case.regime))


def _row(group: _Group, case: _Case) -> Row:
    """A row; where a test was made, only those it found stand out."""
    soft, found = group in case.indicative, group.name in (case.different or ())
    look = "k" if soft else "a" if found or case.different is None else "g"
    dot = Dot(group.estimate, group.values.get("lower"), group.values.get("upper"), look)
    cells = (number(group.n, 0), number(group.estimate))
    return Row(group.name, dot.draw, cells, strong=found, soft=soft)


def _title(case: _Case) -> str:
    visible = [*case.shown, *case.indicative]
    if not visible:
        return f"Responden tiap {case.by} terlalu sedikit untuk dilaporkan"
    if len(visible) == 1:
        return f"{visible[0].name}: indeks {number(visible[0].estimate)}"
    if case.different is not None:
        if not case.different:
            return f"Belum ada bukti satu {case.by} berbeda dari yang lain"
        if len(case.different) == 1:
            return f"{case.different[0]} nyata di {_side(case)} {case.by} lain"
        return f"{words.opening(count_word(len(case.different)))} {case.by} berbeda nyata dari yang lain"
    best = case.shown or visible
    values = [g.estimate for g in best if is_number(g.estimate)]
    return f"Indeks per {case.by} {number(min(values))} sampai {number(max(values))}"


def _side(case: _Case) -> str:
    """On which side of the others the one group found lies: its index and that of all tell."""
    (found,) = (g for g in (*case.shown, *case.indicative) if g.name in (case.different or ()))
    return "bawah" if case.index is None or (found.estimate or 0) < case.index.estimate else "atas"


def _caption(case: _Case) -> str:
    sentences = []
    if case.different is not None:
        bold = "; yang berbeda nyata ditulis tebal" if case.different else ""
        sentences.append(f"Tiap {case.by} diuji terhadap semua {case.by} lain dengan koreksi Holm{bold}.")
    if case.indicative:
        sentences.append(f"Titik kosong: kurang dari {INDICATIVE_BELOW} responden, hanya indikatif.")
    if case.hidden:
        count = count_word(len(case.hidden))
        sentences.append(
            f"{words.opening(count)} {case.by} dengan kurang dari {HIDDEN_BELOW} responden tidak ditampilkan "
            "agar jawaban perorangan tidak terbaca."
        )
    if len(case.shown) + len(case.indicative) > 1 and case.different is None:
        sentences.append("Interval yang bertumpuk tidak membuktikan perbedaan.")
    return " ".join(filter(None, [*sentences, words.sample_note(case.cara)]))


def _alt(case: _Case) -> str:
    def listed(groups: Sequence[_Group]) -> str:
        return words.listed(f"{g.name} {number(g.estimate)}" for g in groups)

    parts = [f"Titik dengan interval per {case.by}"]
    if case.shown:
        parts.append(listed(case.shown))
    if case.indicative:
        parts.append(f"indikatif: {listed(case.indicative)}")
    if case.different:
        parts.append(f"berbeda nyata: {words.listed(case.different)}")
    if case.index is not None:
        parts.append(f"seluruh {case.whole} {number(case.index.estimate)}")
    return words.listed(parts) + "."


def _table(case: _Case) -> DataTable:
    def row(group: _Group, note: str) -> tuple[str, ...]:
        letter = mutu_of(group.estimate, case.regime).letter if group.estimate is not None else "–"
        return (
            group.name,
            number(group.n, 0),
            number(group.estimate),
            *words.limits_text(group.values),
            letter,
            note,
        )

    rows = [row(g, "") for g in case.shown] + [row(g, "indikatif") for g in case.indicative]
    rows += [(g.name, f"< {HIDDEN_BELOW}", "–", "–", "–", "–", "disembunyikan") for g in case.hidden]
    head = (words.opening(case.by), "n", "Indeks", "Batas bawah", "Batas atas", "Mutu", "Keterangan")
    return DataTable(head, rows, f"Indeks per {case.by}, skala 25 sampai 100, interval 95%")
