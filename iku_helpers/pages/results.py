"""The figures of a report as data: what the notebook's last cell shows and the batch lifts out."""

from __future__ import annotations

import hashlib
import json
import math
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import pandas as pd

from iku_helpers.pages.charts.bands import mutu_of
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report

RESULTS_MIME = "application/vnd.iku.results+json"
TO_INDEX = 25
_PACKAGES = ("iku-workbook", "numpy", "pandas", "scipy")


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
            "iku": {item.key: _indicator(item) for item in report.indicators},
            "unsur": _unsur(report),
            "layanan": _services(report),
            "data_contoh": bool(report.workbook.contoh),
            "contoh": list(report.workbook.contoh),
            "draf": bool(report.workbook.draft),
            "kunci": fingerprint(report),
            "sumber": _sources(report),
            "versi": versions(),
        }
    )


def _indicator(item: IndicatorYear) -> dict[str, Any]:
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
    values |= _of_survey(item) if not item.of_villages else _of_villages(item)
    return {key: clean(value) for key, value in values.items()}


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
            "kode": str(row.Index),
            "nama": survey.names[str(row.Index)],
            "nrr": clean(row.estimate),
            "lower": clean(row.lower),
            "upper": clean(row.upper),
            "n": int(row.n),
            "mutu": None if pd.isna(row.estimate) else mutu_of(TO_INDEX * row.estimate, survey.regime).letter,
            "nyata_di_bawah": str(row.Index) in below,
        }
        for row in survey.by_unsur.itertuples()
    ]


def _services(report: Report) -> list[dict[str, Any]]:
    survey = report.survey
    if survey is None:
        return []
    return [
        {"layanan": str(row.Index), **{name: clean(getattr(row, name)) for name in ("estimate", "lower", "upper", "n")}}
        for row in survey.by_layanan.itertuples()
    ]


def _sources(report: Report) -> list[dict[str, Any]]:
    columns = ["berkas", "baris", "dipakai", "sha256", "contoh"]
    return [
        {name: clean(value) for name, value in zip(columns, row, strict=True)}
        for row in report.workbook.sources[columns].itertuples(index=False, name=None)
    ]


def clean(value: Any) -> Any:
    """A value as JSON can carry it: no nan, no numpy type."""
    if isinstance(value, Mapping | list):
        return value
    if value is None or pd.isna(value):
        return None
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def fingerprint(report: Report) -> str:
    """The report's own key: twelve digits over the bytes of its inputs."""
    read = report.workbook.sources[["berkas", "sha256"]].astype("str").to_numpy().tolist()
    whole = json.dumps([report.id, sorted(read), versions()["iku-workbook"]], ensure_ascii=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()[:12]


@cache
def versions() -> dict[str, str]:
    """What the report was made with."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
