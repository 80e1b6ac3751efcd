"""The figures of a report as data: what the notebook's last cell shows and the batch lifts out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iku_helpers.method import ikm
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.result_details import details, of_card
from iku_helpers.pages.tables import HIDDEN_BELOW
from iku_helpers.pages.versions import versions

RESULTS_MIME = "application/vnd.iku.results+json"
TO_INDEX = 25
LIMITS = ("estimate", "lower", "upper")


@dataclass(frozen=True)
class Results:
    """Figures of one report, unrounded; nothing of them is seen on the page."""

    values: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {RESULTS_MIME: dict(self.values), "text/plain": f"Hasil {self.values['id']}"}


def results(report: Report) -> Results:
    """All figures of the report, in the shape every reader of ``results.json`` relies on."""
    return Results(
        {
            "id": report.id,
            "tahun": report.tahun,
            "kecamatan": report.kecamatan.slug,
            "nama": report.kecamatan.nama,
            "kode": report.kecamatan.kode,
            "kabupaten": report.workbook.kabupaten.nama,
            "iku": {item.key: measures(item) for item in report.indicators},
            "deret": [in_series(item) for year in report.series for item in year.indicators],
            "unsur": _unsur(report),
            "layanan": _services(report),
            **cleaned(details(report)),
            "data_contoh": bool(report.workbook.contoh),
            "contoh": list(report.workbook.contoh),
            "draf": bool(report.workbook.draft),
            "kunci": report.key,
            "sumber": source_rows(report.workbook.sources),
            "versi": versions(),
        }
    )


def measures(item: IndicatorYear) -> dict[str, Any]:
    """An indicator with everything known of it."""
    card = item.report.card.loc[item.key]
    values: dict[str, Any] = {
        "realisasi": item.realisasi,
        "lower": card["lower"],
        "upper": card["upper"],
        "target": item.target,
        "capaian": item.capaian,
        "predikat": item.predikat,
        "renstra": item.renstra,
        "tahun_lalu": None if item.report.earlier is None else item.report.earlier.tahun,
        "realisasi_lalu": card["realisasi_lalu"],
        "perubahan": card["perubahan"],
    }
    values |= of_card(item)
    values |= _of_survey(item) if not item.of_villages else _of_villages(item)
    return {key: clean(value) for key, value in values.items()}


def in_series(item: IndicatorYear) -> dict[str, Any]:
    """An indicator in one of the years held, as a row of a series."""
    estimate = item.estimate
    return {
        "tahun": item.report.tahun,
        "kunci": item.key,
        "realisasi": item.realisasi,
        "lower": None if estimate is None else clean(estimate.lower),
        "upper": None if estimate is None else clean(estimate.upper),
        "target": item.target,
        "capaian": item.capaian,
    }


def _of_villages(item: IndicatorYear) -> dict[str, Any]:
    share = item.share
    if share is None:
        return {"good": 0, "evaluated": 0, "total": 0}
    return {"good": share.good, "evaluated": share.evaluated, "total": share.total}


def _of_survey(item: IndicatorYear) -> dict[str, Any]:
    survey = item.survey
    if survey is None:
        return {"n": 0, "mutu": None}
    change = item.change
    return {
        "se": survey.index.se,
        "df": survey.index.df,
        "n": survey.index.n,
        "mutu": survey.letter,
        "peluang_mutu": {letter: clean(share) for letter, share in survey.mutu_shares.items()},
        "peluang_target": None if item.target is None else survey.reaching(item.target),
        "perubahan_lower": None if change is None else change.lower,
        "perubahan_upper": None if change is None else change.upper,
    }


def _unsur(report: Report) -> list[dict[str, Any]]:
    survey = report.survey
    if survey is None:
        return []
    below = set(survey.below)
    return [
        {
            "kode": code,
            "nama": survey.names[code],
            "nrr": row["estimate"],
            "lower": row["lower"],
            "upper": row["upper"],
            "n": row["n"],
            "mutu": None if row["estimate"] is None else ikm.mutu(TO_INDEX * row["estimate"], survey.regime),
            "nyata_di_bawah": code in below,
        }
        for code, row in records(survey.by_unsur)
    ]


def _services(report: Report) -> list[dict[str, Any]]:
    survey = report.survey
    if survey is None:
        return []
    return [
        {"layanan": name, "n": row["n"]}
        | {key: row[key] if row["n"] >= HIDDEN_BELOW else None for key in LIMITS}
        | {"berbeda_nyata": name in (survey.services_apart or ())}
        for name, row in records(survey.by_layanan)
    ]


def source_rows(sources: pd.DataFrame) -> list[dict[str, Any]]:
    """The input files as data."""
    columns = ["berkas", "baris", "dipakai", "sha256", "contoh"]
    return [
        {name: clean(value) for name, value in zip(columns, row, strict=True)}
        for row in sources[columns].itertuples(index=False, name=None)
    ]


def cleaned(value: Any) -> Any:
    """A whole tree of values, each as JSON can carry it."""
    if isinstance(value, Mapping):
        return {str(key): cleaned(part) for key, part in value.items()}
    return [cleaned(part) for part in value] if isinstance(value, list) else clean(value)


def clean(value: Any) -> Any:
    """A value as JSON can carry it: no nan, no numpy type."""
    if isinstance(value, Mapping | list):
        return value
    if value is None or pd.isna(value):
        return None
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain
