"""The head of a page: what it is, of whom, and the facts the exporter needs (title, sample data, draft)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from iku_helpers.numbers import date, number
from iku_helpers.pages.blocks import plain
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import summary
from iku_helpers.pages.sentences.origin import footer, sample_banner

PAGE_MIME = "application/vnd.iku.page+json"


@dataclass(frozen=True)
class Head:
    """A page's head: seen as HTML, and read by the exporter as data."""

    html: Markup
    facts: dict[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": str(self.html), "text/plain": plain(self.html), PAGE_MIME: self.facts}


def head(report: Report) -> Head:
    """Title, place and year, with what the page needs to know of itself."""
    title = (f"Indikator Kinerja Utama {report.tahun}", report.place)
    signed = report.settings.tanggal
    kecamatan = report.kecamatan
    details = [
        f"Kode {kecamatan.kode}",
        _villages(report),
        kecamatan.jabatan if not kecamatan.camat else f"{kecamatan.jabatan}: {kecamatan.camat}",
        *([] if signed is None else [date(signed)]),
    ]
    html = Markup(
        '<p class="kepala-atas">Laporan kinerja tahunan · {}</p>\n<h1><span>{}</span> <span>{}</span></h1>\n'
        '<ul class="kepala-rinci">{}</ul>'
    ).format(
        report.kabupaten, *title, Markup("").join(Markup("<li>{}</li>").format(text) for text in details)
    )
    return Head(html, facts(report, " ".join(title)))


def facts(report: Report, title: str, **own: Any) -> dict[str, Any]:
    """What the exporter must know of a page; ``own`` is what another kind of page says differently."""
    return {
        "judul": title,
        "deskripsi": summary.lead(report.indicators),
        "kepala": f"Laporan IKU {report.tahun} · {report.place}",
        "jenis": "laporan",
        "id": report.id,
        "kunci": report.key,
        "contoh": sample_banner(report.workbook.contoh, report.has_status, report.tahun),
        "draf": bool(report.workbook.draft),
        "daftar_isi": True,
        "kaki": footer(report.id, report.key, [rule.source for rule in report.rules if rule.confirmed]),
        **own,
    }


def _villages(report: Report) -> str:
    kinds = report.villages["jenis"].value_counts()
    counts = [f"{number(int(kinds[kind]), 0)} {kind}" for kind in ("desa", "kelurahan") if kinds.get(kind, 0)]
    return " dan ".join(counts) or "tanpa desa"
