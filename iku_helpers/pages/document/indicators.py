"""The year's indicators: which levels, how each is counted, for which villages, and their targets."""

from __future__ import annotations

from iku_helpers.pages.blocks import Block, bullets, finding, paragraph, together
from iku_helpers.pages.document import words
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences.villages import asked
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.pages.values import in_unit


def kinds(report: Report) -> Block:
    """How many indicators there are on which level."""
    levels = [item.tingkat for item in report.workbook.indicators]
    return paragraph(words.kinds(len(levels), levels, report.place, report.tahun))


def counting(report: Report) -> Block:
    """What each indicator says and how it is counted, with the criteria a village must meet."""
    told = {item.kunci: item.penjelasan for item in report.workbook.indicators}
    return bullets(
        finding(f"IKU {item.number}: {item.name}.", f"{told[item.key]} {_criteria(item)}".strip())
        for item in report.indicators
    )


def _criteria(item: IndicatorYear) -> str:
    """The criteria by name, where there are more than the one the indicator's name says already."""
    counting = item.counting
    if counting is None or len(counting.criteria) < 2:
        return ""
    return asked([one.name for one in counting.criteria], counting.minimum, item.noun)


def scope(report: Report) -> Block:
    """The villages, and by how many of them each indicator divides."""
    kinds_held = report.villages["jenis"].value_counts()
    names = report.villages.sort_values("jenis", kind="stable")["nama"].tolist()
    counted = [
        words.denominator(item.short, len(item.villages), item.noun)
        for item in report.indicators
        if item.of_villages and len(item.villages)
    ]
    return paragraph(
        words.scope(int(kinds_held.get("desa", 0)), int(kinds_held.get("kelurahan", 0)), names, report.place),
        *counted,
    )


def targets(report: Report) -> Block:
    """The targets of the year and of the end of the Renstra."""
    end = report.settings.tahun_renstra
    after = [] if end is None else [Column(f"Target {end}", "angka", "akhir Renstra")]
    rows = [
        [item.label, "indeks" if item.unit == "indeks" else "persen", _target(item.target, item.unit)]
        + ([_target(item.renstra, item.unit)] if after else [])
        for item in report.indicators
    ]
    table = Table(
        "tabel-target",
        f"Target indikator kinerja utama {report.place}",
        [Column("Indikator"), Column("Satuan"), Column(f"Target {report.tahun}", "angka"), *after],
        [Group(rows)],
        stacked=True,
        sample=report.is_sample("target"),
    )
    return together(table)


def _target(value: float | None, unit: str) -> str:
    return words.NO_TARGET if value is None else in_unit(value, unit)
