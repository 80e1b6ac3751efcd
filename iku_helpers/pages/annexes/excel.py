"""The Excel annex: the report's tables as numbers one can go on counting with, and the live tabulation."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from iku_helpers.pages.annexes.attachment import Attachment
from iku_helpers.pages.annexes.sheets import Book, Column, Sheet, sheet_title
from iku_helpers.pages.annexes.survey_sheets import layanan_sheet, survey_tabulation, unsur_sheet
from iku_helpers.pages.annexes.tabulation import Tabulation
from iku_helpers.pages.annexes.tabulation_sheet import write as write_tabulation

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report

_VERDICTS = ("perdes_lpj", "diterima", "lampiran_lengkap", "publikasi")
_UNITS = {"indeks": "indeks 25 sampai 100", "persen": "persen"}


def excel_annex(report: Report) -> Attachment:
    """The annex of a kecamatan's report; equal reports give equal bytes.

    The creation date is the last day of the year reported on: a clock would make every build differ.
    """
    out = io.BytesIO()
    title = f"Lampiran laporan IKU {report.tahun}, {report.place}"
    book = new_book(out, title, report.place, report.tahun)
    for sheet in _sheets(report):
        if isinstance(sheet, Tabulation):
            write_tabulation(
                book,
                sheet,
                name="Tabulasi SKM",
                title=sheet_title(report, "Tabulasi SKM"),
                sample=report.is_sample("survei"),
            )
        else:
            book.write(sheet)
    book.workbook.close()
    return Attachment("lampiran.xlsx", out.getvalue())


def new_book(out: io.BytesIO, title: str, author: str, year: int) -> Book:
    """A workbook that takes every text as text; it is closed by ``book.workbook.close()``."""
    import xlsxwriter  # a third of a second, which pages without an annex need not pay

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False})
    created = dt.datetime(year, 12, 31)  # noqa: DTZ001
    workbook.set_properties({"title": title, "author": author, "created": created})
    return Book(workbook)


def _sheets(report: Report) -> Iterator[Sheet | Tabulation]:
    yield _summary(report)
    if report.survey is not None:
        yield survey_tabulation(report.survey)
        yield unsur_sheet(report, report.survey)
        yield layanan_sheet(report, report.survey)
    yield _villages(report)
    yield sources_sheet(
        report.workbook.sources, sheet_title(report, "Asal data"), bool(report.workbook.contoh)
    )


def _summary(report: Report) -> Sheet:
    columns = [
        Column("No", "urutan", 5),
        Column("Indikator Kinerja Utama", width=36),
        Column("Satuan", width=14),
    ]
    columns += [
        Column(label, "indeks", 11) for label in ("Target", "Realisasi", "Batas bawah 95%", "Batas atas 95%")
    ]
    columns += [Column("Capaian", "persen", 11), Column("Predikat", width=16)]
    columns += [Column(label, "bulat", 10) for label in ("Desa memenuhi", "Desa dinilai", "Desa seluruhnya")]
    columns += [Column("Tahun pembanding", "urutan", 14), Column("Realisasi pembanding", "indeks", 12)]
    columns += [Column("Target akhir Renstra", "indeks", 11)]
    rows = []
    for item in report.indicators:
        villages = (
            (None,) * 3 if item.share is None else (item.share.good, item.share.evaluated, item.share.total)
        )
        card = report.card.loc[item.key]
        limits = (None, None) if card["lower"] == card["upper"] else (card["lower"], card["upper"])
        figures = (card["target"], card["realisasi"], *limits, card["capaian"], card["predikat"])
        before = None if report.earlier is None or pd.isna(card["realisasi_lalu"]) else report.earlier.tahun
        unit = _UNITS.get(item.unit, item.unit)
        rows.append(
            (
                item.number,
                item.name,
                unit,
                *figures,
                *villages,
                before,
                card["realisasi_lalu"],
                card["renstra"],
            )
        )
    sample = bool(report.workbook.contoh)
    note = "Batas hanya ada pada angka dari sampel; desa yang dinilai semuanya tidak mempunyai interval."
    return Sheet("Ringkasan", sheet_title(report, "Indikator Kinerja Utama"), columns, rows, note, sample)


def _villages(report: Report) -> Sheet:
    columns = [Column("Kode", width=13), Column("Nama", width=24), Column("Jenis", width=11)]
    parts = ["iks", "ike", "ikl"] if report.rule == "idm" else []
    columns += [Column(part.upper(), "desimal", 9) for part in parts]
    columns += [Column("IDM" if parts else "Skor Indeks Desa", "desimal", 11), Column("Status", width=19)]
    columns += [Column("Perdes LPJ", width=11), Column("Diterima", "tanggal", 12)]
    columns += [
        Column("Lampiran lengkap", width=11),
        Column("Publikasi", width=11),
        Column("Administrasi baik", width=14),
    ]
    good = _good(report)
    rows = []
    for code, row in report.villages.iterrows():
        evaluated = [row.get(column) for column in _VERDICTS]
        index = (*(row.get(part) for part in parts), row["nilai"], row["status"])
        rows.append((code, row["nama"], row["jenis"], *index, *evaluated, good.get(str(code), "")))
    sample = report.is_sample("desa", "idm", "administrasi")
    return Sheet(
        "Desa",
        sheet_title(report, "Desa dan kelurahan"),
        columns,
        rows,
        "Sel kosong berarti belum dinilai.",
        sample,
    )


def _good(report: Report) -> dict[str, str]:
    """Verdict of the administration indicator, in a word; absent where a village was not evaluated."""
    for item in report.indicators:
        if item.counting is not None and not item.counts_status:
            verdicts = item.verdicts["good"].dropna()
            return {str(code): "ya" if good else "tidak" for code, good in verdicts.items()}
    return {}


def sources_sheet(sources: pd.DataFrame, title: str, sample: bool) -> Sheet:
    """The input files with their rows and fingerprints."""
    columns = [Column("Berkas", width=32), Column("Isi", width=28), Column("Baris", "bulat", 9)]
    columns += [Column("Dipakai", "bulat", 9), Column("Judul", width=34), Column("Penerbit", width=22)]
    columns += [Column("Tanggal", "tanggal", 12), Column("Data contoh", width=9), Column("SHA-256", width=38)]
    told = ["berkas", "isi", "baris", "dipakai", "judul", "penerbit", "tanggal"]
    rows = [
        (*(row[column] for column in told), "ya" if row["contoh"] else "tidak", row["sha256"])
        for _, row in sources.iterrows()
    ]
    return Sheet("Sumber", title, columns, rows, sample=sample)
