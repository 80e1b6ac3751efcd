"""``iku target``: where each indicator stands against this year's target and the Renstra's, by kecamatan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iku_helpers.desk.sheet import Sheet
from iku_helpers.errors import InputError
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.numbers import percent
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.pages.values import in_unit, known, reached

COLUMNS = (
    Column("Indikator"), Column("Realisasi", "angka"), Column("Target", "angka"), Column("Capaian", "angka"),
    Column("Tercapai"), Column("Renstra", "angka"), Column("Sisa", "angka", "ke Renstra"),
    Column("Per tahun", "angka"),
)  # fmt: skip


def targets(
    params_dir: Path | str | None, tahun: int | None, chosen: str | None
) -> tuple[Sheet, list[InputError]]:
    """The table of one year, computed as the reports compute it, and the refusals of kecamatan left out."""
    params = catalogue.find(params_dir)
    year = catalogue.years(params.folder)[-1] if tahun is None else catalogue.require_year(params, tahun)
    slugs = catalogue.kecamatan(params.folder, year)
    if chosen is not None:
        slugs = (catalogue.require_kecamatan(chosen, slugs, year),)
    reports, refused = [], []
    for slug in slugs:
        try:
            reports.append(Report(Workbook.open(year, slug, params.folder)))
        except InputError as error:
            refused.append(error)
    groups = [Group([_row(item) for item in report.indicators], report.kecamatan.nama) for report in reports]
    if not reports:
        raise InputError([problem for error in refused for problem in error.problems])
    table = Table(
        "tabel-target", f"Indikator terhadap target {year}", COLUMNS, groups, tight=True, whole=False
    )
    sheet = Sheet(f"Kedudukan terhadap target {year}", _end(reports), [table, tuple(_notes(reports))])
    return sheet, refused


def _row(item: IndicatorYear) -> list[str]:
    card = item.report.card.loc[item.key].to_dict()
    return [
        item.label, item.printed, in_unit(item.target, item.unit), percent(item.capaian), verdict(item),
        in_unit(item.renstra, item.unit), in_unit(card["sisa_renstra"], item.unit, signed=True),
        in_unit(card["per_tahun"], item.unit, signed=True),
    ]  # fmt: skip


def verdict(item: IndicatorYear) -> str:
    """Whether the target is met; of a survey's figure also whether its interval leaves that open."""
    met = reached(item.capaian)
    if met is None:
        return "–"
    estimate = item.estimate
    is_open = (
        estimate is not None
        and item.target is not None
        and known(estimate.lower)
        and estimate.lower < item.target < estimate.upper
    )
    return f"{'ya' if met else 'belum'}{', dalam interval' if is_open else ''}"


def _end(reports: list[Report]) -> str:
    ends = sorted({end for report in reports if (end := report.settings.tahun_renstra) is not None})
    return f"Renstra sampai {' dan '.join(map(str, ends))}" if ends else "tanpa target Renstra"


def _notes(reports: list[Report]) -> Iterator[str]:
    yield "Dalam interval: target berada di dalam interval 95% hasil survei, jadi belum pasti."
    yield "Sisa: yang masih harus ditambah sampai target Renstra; per tahun: dibagi tahun yang tersisa."
    if any(report.workbook.contoh for report in reports):
        yield "Memuat data contoh, bukan angka resmi."
