"""The Excel annex of the recapitulation: its tables as numbers one can go on counting with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from iku_helpers import rules
from iku_helpers.pages.annexes.attachment import Attachment
from iku_helpers.pages.annexes.excel import new_book, sources_sheet
from iku_helpers.pages.annexes.sheets import Column, Sheet
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.summary import TABLES

_NAME = Column("Kecamatan", width=22)


def annex(recap: Recap) -> Attachment:
    """The annex; equal recapitulations give equal bytes."""
    out = io.BytesIO()
    title = f"Lampiran rekap IKU {recap.tahun}, {recap.place}"
    book = new_book(out, title, recap.place, recap.tahun)
    for sheet in _sheets(recap):
        book.write(sheet)
    book.workbook.close()
    return Attachment("lampiran.xlsx", out.getvalue())


def _sheets(recap: Recap) -> Iterator[Sheet]:
    yield _indicators(recap)
    if recap.funnel is not None:
        yield _compared(recap)
    if not recap.changes.empty:
        yield _changes(recap)
    yield _statuses(recap)
    if recap.movements:
        yield _moved(recap)
    yield sources_sheet(recap.sources, _title(recap, "Asal data"), bool(recap.contoh))


def _title(recap: Recap, subject: str) -> str:
    return f"{subject}, {recap.place} {recap.tahun}"


def _indicators(recap: Recap) -> Sheet:
    """A row a kecamatan, indicator and year, so that a pivot table can turn it any way."""
    columns = [Column("Tahun", "urutan", 8), _NAME, Column("Indikator", width=32)]
    columns += [
        Column(head, "indeks", 11) for head in ("Target", "Realisasi", "Batas bawah 95%", "Batas atas 95%")
    ]
    columns += [Column("Capaian", "persen", 11), Column("Mutu", width=7), Column("Responden", "bulat", 11)]
    columns += [Column(head, "bulat", 11) for head in ("Desa memenuhi", "Desa dinilai", "Desa seluruhnya")]
    columns += [Column("Aturan lain dari sebelumnya", width=13)]
    rows = [
        (year.tahun, year.register[slug], item.short, *_figures(item))
        for year in reversed(recap.years)
        for slug, report in year.reports.items()
        for item in report.indicators
    ]
    note = "Batas hanya ada pada angka dari sampel atau penilaian yang belum lengkap."
    return Sheet("Indikator", _title(recap, "Indikator"), columns, rows, note, recap.is_sample(*TABLES))


def _figures(item: IndicatorYear) -> tuple[object, ...]:
    estimate, survey, share = item.estimate, item.survey, item.share
    limits = (None, None) if estimate is None or item.is_whole else (estimate.lower, estimate.upper)
    answers = (None, None) if survey is None else (survey.letter, survey.asked)
    villages = (None,) * 3 if share is None else (share.good, share.evaluated, share.total)
    broken = "ya" if item.is_broken else ""
    return (item.target, item.realisasi, *limits, item.capaian, *answers, *villages, broken)


def _compared(recap: Recap) -> Sheet:
    heads = ("Indeks", "Rata-rata", "Bawah 95%", "Atas 95%", "Bawah 99,8%", "Atas 99,8%")
    keys = ("estimate", "target", "lower_95", "upper_95", "lower_99_8", "upper_99_8")
    columns = [_NAME, *(Column(head, "indeks", 11) for head in heads), Column("Posisi", width=20)]
    columns += [Column(head, "bulat", 11) for head in ("Peringkat", "Peringkat dari", "Peringkat sampai")]
    chances = (f"Peluang {recap.top} terbaik", f"Peluang {recap.top} terendah")
    columns += [Column(head, "desimal", 11) for head in chances]
    ranks: dict[str, dict[str, Any]] = {} if recap.ranks is None else dict(records(recap.ranks))
    rows = [
        (
            recap.names[slug],
            *(row[key] for key in keys),
            row["posisi"],
            *(ranks.get(slug, {}).get(key) for key in ("rank", "rank_lower", "rank_upper", "best", "worst")),
        )
        for slug, row in records(recap.funnel)  # type: ignore[arg-type]
    ]
    note = "Peringkat bukan ukuran prestasi: lihat rentangnya."
    sample = recap.is_sample("survei")
    return Sheet("Perbandingan", _title(recap, "Perbandingan indeks"), columns, rows, note, sample)


def _changes(recap: Recap) -> Sheet:
    since = "" if recap.earlier is None else f" sejak {recap.earlier.tahun}"
    columns = [
        _NAME,
        *(Column(head, "indeks", 12) for head in ("Perubahan", "Batas bawah 95%", "Batas atas 95%")),
    ]
    columns += [
        Column("Nilai p", "desimal", 10),
        Column("Nilai p Holm", "desimal", 10),
        Column("Nyata", width=9),
    ]
    keys = ("estimate", "lower", "upper", "p", "p_holm")
    rows = [
        (recap.names[slug], *(row[key] for key in keys), "ya" if row["changed"] else "tidak")
        for slug, row in records(recap.changes)
    ]
    title = _title(recap, f"Perubahan indeks{since}")
    return Sheet("Perubahan", title, columns, rows, sample=recap.is_sample("survei"))


def _statuses(recap: Recap) -> Sheet:
    statuses = list(reversed(rules.STATUSES))
    columns = [_NAME, *(Column(status, "bulat", 13) for status in (*statuses, "Belum ada status"))]
    rows = []
    for slug, report in recap.now.reports.items():
        counts = report.desa["status"].value_counts()
        unknown = int(report.desa["status"].isna().sum())
        rows.append((recap.names[slug], *(int(counts.get(status, 0)) for status in statuses), unknown))
    title = _title(recap, "Jumlah desa menurut status")
    return Sheet("Status desa", title, columns, rows, sample=recap.is_sample("idm"))


def _moved(recap: Recap) -> Sheet:
    since = 0 if recap.earlier is None else recap.earlier.tahun
    columns = [_NAME, Column("Kode", width=13), Column("Desa", width=26), Column(f"Status {since}", width=19)]
    columns += [Column(f"Status {recap.tahun}", width=19), Column("Arah", width=9)]
    rows = [
        (
            recap.names[slug],
            code,
            recap.now.reports[slug].desa.at[code, "nama"],
            *(row[key] for key in ("status_awal", "status", "arah")),
        )
        for slug, moved in recap.movements.items()
        for code, row in records(moved[moved["arah"].isin(["naik", "turun"])])
    ]
    return Sheet(
        "Pindah status",
        _title(recap, "Desa yang berpindah status"),
        columns,
        rows,
        sample=recap.is_sample("idm"),
    )
