"""Capaian: every indicator against its target, the earlier year and the end of the Renstra."""

from __future__ import annotations

from iku_helpers.numbers import percent
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, together
from iku_helpers.pages.chapters.how import how_achievement
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.pages.values import in_unit

TABLES = ("survei", "administrasi", "idm", "target")


def achievement(report: Report) -> Block:
    """The chart of achievement and its table."""
    earlier = report.earlier
    items = report.indicators
    chart = charts.achievement(
        report.card,
        year=report.tahun,
        scale=report.settings.skala_predikat,
        names={item.key: item.short for item in items},
        units={item.key: item.unit for item in items},
        earlier={} if earlier is None else _earlier(report, earlier),
        earlier_year=None if earlier is None else earlier.tahun,
    )
    return together(
        chart.as_sample(report.is_sample(*TABLES)),
        achievement_table(report),
        years_table(report),
        how_achievement(report.settings.skala_predikat, {item.direction for item in items}),
    )


def _earlier(report: Report, earlier: Report) -> dict[str, float]:
    """Achievement of the earlier year, of the indicators that may be compared with it."""
    before = {item.key: earlier.indicator(item.key) for item in report.indicators if not item.is_broken}
    return {
        key: item.capaian for key, item in before.items() if item is not None and item.capaian is not None
    }


def achievement_table(report: Report) -> Table:
    """The achievement table, in the columns a LKjIP asks for."""
    end = report.settings.tahun_renstra
    before = [] if report.earlier is None else [Column(f"Realisasi {report.earlier.tahun}", "angka")]
    after = [] if end is None else [Column(f"Target {end}", "angka", "Renstra")]
    columns = [
        Column("Indikator"),
        Column(f"Target {report.tahun}", "angka"),
        Column("Realisasi", "angka"),
        Column("Capaian", "angka"),
        Column("Predikat", "tetap"),
        *before,
        *after,
    ]
    rows = [_row(item, bool(before), bool(after)) for item in report.indicators]
    return Table(
        "tabel-capaian",
        f"Capaian indikator kinerja utama {report.tahun}",
        columns,
        [Group(rows)],
        notes=_notes(report),
        stacked=True,
        sample=report.is_sample(*TABLES),
    )


def years_table(report: Report) -> Table | None:
    """Every indicator in every year held; None up to two years, which the achievement table has."""
    if len(report.series) < 3:
        return None
    years = [one.tahun for one in report.series]
    return Table(
        "tabel-tahun",
        f"Realisasi {years[0]} sampai {years[-1]}",
        [Column("Indikator"), *(Column(str(year), "angka") for year in years)],
        [Group([_over_years(report, item) for item in report.indicators])],
        notes=_breaks(report),
        sample=report.is_sample(*TABLES),
    )


def _over_years(report: Report, item: IndicatorYear) -> list[str]:
    found = [one.indicator(item.key) for one in report.series]
    return [item.label, *("–" if one is None else one.printed for one in found)]


def _breaks(report: Report) -> tuple[str, ...]:
    """Where a figure was counted by another rule than the year's before it."""
    return tuple(
        f"IKU {item.number} {one.tahun} dihitung dengan aturan lain daripada {one.earlier.tahun}."
        for one in report.series
        for item in one.indicators
        if item.is_broken and one.earlier is not None
    )


def _row(item: IndicatorYear, before: bool, after: bool) -> list[str]:
    cells = [
        item.label,
        in_unit(item.target, item.unit),
        item.printed,
        percent(item.capaian),
        item.predikat,
    ]
    if before:
        cells.append("–" if item.earlier is None else item.earlier.printed)
    if after:
        cells.append(in_unit(item.renstra, item.unit))
    return cells


def _notes(report: Report) -> tuple[str, ...]:
    broken = [f"IKU {item.number}" for item in report.indicators if item.is_broken]
    if not broken or report.earlier is None:
        return ()
    return (f"{' dan '.join(broken)} tahun {report.earlier.tahun} dihitung dengan aturan lain.",)
