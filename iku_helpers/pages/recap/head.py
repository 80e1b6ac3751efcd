"""The head of the recapitulation: of which kabupaten and year, and how many kecamatan and villages."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from iku_helpers.numbers import number
from iku_helpers.pages.chapters.head import Head
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.summary import lead
from iku_helpers.pages.sentences.origin import footer, sample_banner

_HEAD = Markup(
    '<p class="kepala-atas">Rekap tahunan seluruh kecamatan · {}</p>\n'
    '<h1><span>{}</span> <span>{}</span></h1>\n<ul class="kepala-rinci">{}</ul>'
)


def head(recap: Recap) -> Head:
    """Title, place and year, with what the page needs to know of itself."""
    title = (f"Rekap Indikator Kinerja Utama {recap.tahun}", recap.place)
    province = recap.reports[0].workbook.kabupaten.provinsi
    details = [f"Kode {recap.kode}", f"{number(len(recap.names), 0)} kecamatan", *_villages(recap)]
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in details)
    return Head(_HEAD.format(f"Provinsi {province}", *title, items), _facts(recap, " ".join(title)))


def _villages(recap: Recap) -> list[str]:
    kinds = [report.villages["jenis"].value_counts() for report in recap.reports]
    counts = {kind: sum(int(one.get(kind, 0)) for one in kinds) for kind in ("desa", "kelurahan")}
    told = [f"{number(count, 0)} {kind}" for kind, count in counts.items() if count]
    return [" dan ".join(told)] if told else []


def _facts(recap: Recap, title: str) -> dict[str, Any]:
    has_status = any(report.has_status for report in recap.reports)
    return {
        "judul": title,
        "deskripsi": lead(recap),
        "kepala": f"Rekap IKU {recap.tahun} · {recap.place}",
        "jenis": "rekap",
        "id": recap.id,
        "kunci": recap.key,
        "contoh": sample_banner(recap.contoh, has_status, recap.tahun),
        "draf": recap.draft,
        "daftar_isi": True,
        "kaki": footer(recap.id, recap.key, [rule.source for rule in recap.rules if rule.confirmed]),
    }
