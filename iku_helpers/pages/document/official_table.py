"""The official table of the indicators, with its six columns under their official names."""

from __future__ import annotations

from iku_helpers.pages.blocks import Block, together
from iku_helpers.pages.report import Report
from iku_helpers.pages.tables import Column, Group, Table

HEADS = (
    "No",
    "Kinerja Utama/ Sasaran/ Outcome",
    "Indikator Kinerja Utama",
    "Penjelasan/ Form Hitungan",
    "Sumber Data",
    "Penanggung Jawab",
)
_CAMAT = "Camat"


def official_table(report: Report) -> Block:
    """One row an indicator; the stylesheet numbers the columns, as the form does."""
    rows = [
        [
            str(item.nomor),
            item.sasaran,
            item.nama,
            item.penjelasan,
            item.sumber_data,
            _responsible(item.penanggung_jawab, report),
        ]
        for item in sorted(report.workbook.indicators, key=lambda one: one.nomor)
    ]
    table = Table(
        "tabel-iku",
        f"Indikator Kinerja Utama {report.place} Tahun Anggaran {report.tahun}",
        [Column(head) for head in HEADS],
        [Group(rows)],
        stacked=True,
        whole=False,
    )
    return together(table)


def _responsible(office: str, report: Report) -> str:
    """The office; the camat's with the kecamatan's name, as the form has it."""
    return report.kecamatan.jabatan if office == _CAMAT else office
