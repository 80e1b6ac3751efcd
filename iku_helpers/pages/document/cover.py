"""The cover: what the document is, whose, and of which year."""

from __future__ import annotations

from markupsafe import Markup

from iku_helpers.pages.chapters.head import Head, facts
from iku_helpers.pages.document import words
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences.origin import sample_banner

_COVER = Markup(
    '<div class="sampul"><p class="sampul-atas">Pemerintah {}</p>\n'
    "<h1><span>Indikator Kinerja Utama</span> <span>Tahun {}</span></h1>\n"
    '<p class="sampul-bawah">{}</p></div>'
)


def cover(report: Report) -> Head:
    """A page of its own in print."""
    title = f"Indikator Kinerja Utama {report.place} Tahun {report.tahun}"
    samples = ["target"] if report.is_sample("target") else []
    own = {
        "jenis": "dokumen",
        "deskripsi": words.description(report.place, report.tahun, len(report.indicators)),
        "kepala": f"Indikator Kinerja Utama {report.tahun} · {report.place}",
        "contoh": sample_banner(samples, False, report.tahun),
        "kaki": words.footer(report.id, report.key),
    }
    return Head(_COVER.format(report.kabupaten, report.tahun, report.place), facts(report, title, **own))
