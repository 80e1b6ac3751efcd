"""Asal data: the files, their rows and fingerprints, the versions, and the report's own key."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from iku_helpers.numbers import MISSING, number
from iku_helpers.pages.blocks import Block, breakable, paragraph, together
from iku_helpers.pages.report import Report
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.pages.versions import versions


def origin(report: Report) -> Block:
    """Every input file of this year, and what the report was made with."""
    made_with = ", ".join(f"{name} {version}" for name, version in versions().items())
    return together(
        files_table(report.workbook.sources, report.tahun),
        paragraph(f"Dibuat dengan {made_with}. Kunci laporan {report.key} dihitung dari isi berkas di atas."),
    )


def files_table(sources: pd.DataFrame, year: int) -> Table:
    """The input files with their rows and fingerprints."""
    columns = [
        Column("Berkas"),
        Column("Sumber"),
        Column("Baris", "angka", "dibaca"),
        Column("Baris", "angka", "dipakai"),
        Column("Jenis"),
        Column("sha256", unit="12 digit pertama"),
    ]
    return Table(
        "tabel-berkas",
        f"Berkas masukan {year}",
        columns,
        [Group([_row(row) for row in sources.itertuples()])],
        stacked=True,
        whole=False,
    )


def _row(row: object) -> list[str]:
    source = ", ".join(filter(None, (_text(row.judul), _text(row.penerbit))))  # type: ignore[attr-defined]
    contents = _text(row.isi)  # type: ignore[attr-defined]
    return [
        Markup('{}<br><span class="lembut">{}</span>').format(contents, breakable(str(row.berkas))),  # type: ignore[attr-defined]
        breakable(source) or "–",
        _count(row.baris),  # type: ignore[attr-defined]
        _count(row.dipakai),  # type: ignore[attr-defined]
        "contoh" if row.contoh else "asli",  # type: ignore[attr-defined]
        Markup("<code>{}</code>").format(str(row.sha256)[:12]),  # type: ignore[attr-defined]
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> str:
    return MISSING if pd.isna(value) else number(int(value), 0)  # type: ignore[call-overload]
