"""Where a report's data come from: files, rows read and used, fingerprints, and which are made up."""

from __future__ import annotations

import pandas as pd

from iku_helpers.inputs.kecamatan_tables import KecamatanTables
from iku_helpers.inputs.settings import Source
from iku_helpers.inputs.year_files import YEARLY_TABLES

TEXT = ("berkas", "isi", "sha256", "judul", "penerbit")
OF_ONE_SLUG = "survei"


def sources(tables: KecamatanTables) -> pd.DataFrame:
    """One row a file, in reading order. A table whose file is absent has no row."""
    files, settings = tables.files, tables.files.settings
    rows = [
        _row(tables, ("iku.yml",), "Indikator Kinerja Utama", files.indicators.sumber),
        _row(tables, (files.tahun, "tahun.yml"), "Pengaturan tahun dan target", settings.source("target")),
    ]
    rows += [_table_row(tables, table) for table in (*YEARLY_TABLES, OF_ONE_SLUG) if table in tables.records]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(TEXT, "str") | {"baris": "Int64", "dipakai": "Int64"})
    return frame.assign(tanggal=pd.to_datetime(frame["tanggal"]).astype("datetime64[s]"))


def _table_row(tables: KecamatanTables, table: str) -> dict[str, object]:
    files, used = tables.files, len(tables.records[table])
    settings, holds = files.settings, tables.schemas[table].holds
    if table == OF_ONE_SLUG:
        parts = (files.tahun, "survei", f"{tables.slug}.csv")
        return _row(tables, parts, holds, settings.source("survei", tables.slug), (used, used))
    whole = files.table(table)
    read = used if whole is None else len(whole)
    source = settings.source(table, tables.slug)
    return _row(tables, (files.tahun, f"{table}.csv"), holds, source, (read, used))


def _row(
    tables: KecamatanTables,
    parts: tuple[str | int, ...],
    holds: str,
    source: Source | None,
    counts: tuple[int, int] | None = None,
) -> dict[str, object]:
    read, used = counts if counts is not None else (None, None)
    return {
        "berkas": tables.files.params.name(*parts),
        "isi": holds,
        "baris": read,
        "dipakai": used,
        "sha256": tables.files.fingerprint(*parts),
        "judul": source.judul if source else None,
        "penerbit": source.penerbit if source else None,
        "tanggal": source.tanggal if source else None,
        "contoh": bool(source and source.contoh),
    }


def sample_tables(tables: KecamatanTables) -> tuple[str, ...]:
    """Names of the tables (``target`` among them) that tahun.yml declares as made up and this report uses."""
    settings = tables.files.settings
    names = ("target", *YEARLY_TABLES, OF_ONE_SLUG)
    found = {name: settings.source(name, tables.slug) for name in names}
    return tuple(
        name
        for name, source in found.items()
        if source is not None and source.contoh and (name == "target" or name in tables.records)
    )
