"""The figures of the recapitulation as data: what the notebook's last cell shows and the batch lifts out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iku_helpers import rules
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.recap.gaps import missing
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.recap_year import RecapYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.results import Results, clean, in_series, measures, source_rows
from iku_helpers.pages.versions import versions

_FUNNEL = ("estimate", "target", "se", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "posisi")
_RANKS = ("rank", "rank_lower", "rank_upper", "best", "worst")
_CHANGES = ("estimate", "lower", "upper", "p", "p_holm", "changed")


def results(recap: Recap) -> Results:
    """All figures of the recapitulation; ``per_kecamatan`` holds what each report's own results hold."""
    return Results(
        {
            "id": recap.id,
            "tahun": recap.tahun,
            "nama": recap.place,
            "kode": recap.kode,
            "kabupaten": recap.place.removeprefix("Kabupaten "),
            "per_kecamatan": [_kecamatan(slug, report) for slug, report in recap.now.reports.items()],
            "seluruh": _whole(recap),
            "corong": _rows(recap.funnel, _FUNNEL),
            "peringkat": _rows(recap.ranks, _RANKS),
            "perubahan": _rows(recap.changes, _CHANGES),
            "pindah_status": [row for slug, moved in recap.movements.items() for row in _moves(slug, moved)],
            "deret": [row for year in recap.years for row in _series(year)],
            "belum_ada": missing(recap),
            "data_contoh": bool(recap.contoh),
            "contoh": recap.contoh,
            "draf": recap.draft,
            "kunci": recap.key,
            "sumber": source_rows(recap.sources),
            "versi": versions(),
        }
    )


def _kecamatan(slug: str, report: Report) -> dict[str, Any]:
    counts = report.desa["status"].value_counts()
    return {
        "kecamatan": slug,
        "nama": report.kecamatan.nama,
        "kode": report.kecamatan.kode,
        "iku": {item.key: measures(item) for item in report.indicators},
        "status": {status: int(counts.get(status, 0)) for status in reversed(rules.STATUSES)},
    }


def _whole(recap: Recap) -> dict[str, Any]:
    """The villages of all kecamatan together, by indicator; only where every kecamatan counts along."""
    found = {item.key: recap.now_total(item.key) for item in recap.indicators if item.of_villages}
    return {
        key: {
            "realisasi": clean(share.estimate.estimate),
            "good": share.good,
            "evaluated": share.evaluated,
            "total": share.total,
        }
        for key, share in found.items()
        if share is not None
    }


def _rows(table: pd.DataFrame | None, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    if table is None or table.empty:
        return []
    return [
        {"kecamatan": slug} | {name: clean(row[name]) for name in columns} for slug, row in records(table)
    ]


def _moves(slug: str, moved: pd.DataFrame) -> list[dict[str, Any]]:
    kept = moved[moved["arah"].isin(["naik", "turun"])]
    return [
        {
            "kecamatan": slug,
            "kode": code,
            "dari": row["status_awal"],
            "ke": row["status"],
            "arah": row["arah"],
        }
        for code, row in records(kept)
    ]


def _series(year: RecapYear) -> list[dict[str, Any]]:
    return [
        {"kecamatan": slug} | in_series(item)
        for slug, report in year.reports.items()
        for item in report.indicators
    ]
