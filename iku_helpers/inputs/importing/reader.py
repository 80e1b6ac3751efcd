"""Any file an office sends, as sheets of text cells. What it is decides its content, not its name."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import re
import zipfile
from pathlib import Path

import pandas as pd

from iku_helpers.errors import reason_of
from iku_helpers.inputs.importing.delimited import read_delimited
from iku_helpers.inputs.importing.formula_errors import as_text
from iku_helpers.inputs.importing.grids import UNPACKED_LIMIT, Grid, Source, refuse
from iku_helpers.inputs.importing.spreadsheets import read_spreadsheet

_GZIP, _ZIP, _OLE, _PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_FOREIGN = {
    b"%PDF": "Berkas PDF tidak dapat dibaca sebagai tabel; minta berkas Excel atau csv-nya.",
    b"\x89PNG": "Berkas gambar tidak dapat dibaca sebagai tabel; minta berkas Excel atau csv-nya.",
    b"\xff\xd8\xff": "Berkas gambar tidak dapat dibaca sebagai tabel; minta berkas Excel atau csv-nya.",
    b"{\\rtf": "Dokumen Word tidak dapat dibaca sebagai tabel; salin tabelnya ke Excel lalu simpan.",
    b"Rar!": "Berkas rar harus dibuka dahulu; impor berkas tabel di dalamnya.",
    b"7z\xbc\xaf": "Berkas 7z harus dibuka dahulu; impor berkas tabel di dalamnya.",
}
_OLD_EXCEL = "di berkas xls sel yang rumusnya galat (#REF!) terbaca kosong; simpan sebagai xlsx bila ada"
_HTML = "Isinya halaman HTML walau namanya {suffix}; buka di Excel, lalu simpan sebagai xlsx."


def read_source(path: Path) -> Source:
    """The sheets of the file at ``path``; refuses with one sentence what holds no table."""
    file = path.name
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(_GZIP):
        content = _unpacked(content, file)
    if not content.strip():
        raise refuse("Berkas kosong.", file)
    grids, date = _sheets(content, file)
    return Source(path, sha256, grids, date, (_OLD_EXCEL,) if content.startswith(_OLE) else ())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise refuse("Ini folder, bukan berkas.", path.name) from None
    except FileNotFoundError:
        raise refuse("Berkas tidak ditemukan.", path.name) from None
    except OSError as error:
        raise refuse(f"Berkas tidak dapat dibuka ({reason_of(error)}).", path.name) from None


def _unpacked(content: bytes, file: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            inner = stream.read(UNPACKED_LIMIT + 1)
    except (OSError, EOFError, ValueError):
        inner = None
    except Exception as error:  # zlib.error has no common base with the others
        if type(error).__module__ != "zlib":
            raise
        inner = None
    if inner is None:
        raise refuse("Berkas gz rusak atau terpotong.", file)
    if len(inner) > UNPACKED_LIMIT:
        raise refuse("Isi berkas gz lebih dari 1 GB.", file)
    return inner


def _sheets(content: bytes, file: str) -> tuple[tuple[Grid, ...], dt.date | None]:
    for mark, sentence in _FOREIGN.items():
        if content.startswith(mark):
            raise refuse(sentence, file)
    if content.startswith(_PARQUET):
        return (_parquet(content, file),), None
    if content.startswith(_OLE):
        return read_spreadsheet(content, file), None
    if content.startswith(_ZIP):
        return _zipped(content, file)
    if re.match(rb"(?i)\s*<(!doctype html|html|table|head|meta)", content[:400]):
        raise refuse(_HTML.format(suffix=Path(file).suffix or "lain"), file)
    return (read_delimited(content, file),), None


def _zipped(content: bytes, file: str) -> tuple[tuple[Grid, ...], dt.date | None]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.filename: member.file_size for member in archive.infolist()}
            core = archive.read("docProps/core.xml") if "docProps/core.xml" in members else b""
    except Exception:  # a damaged archive fails in many ways, all of which mean the same to the reader
        raise refuse("Berkas rusak atau terpotong, tidak dapat dibuka.", file) from None
    if sum(members.values()) > UNPACKED_LIMIT:
        raise refuse("Isi berkas lebih dari 1 GB setelah dibuka.", file)
    if "word/document.xml" in members:
        raise refuse(
            "Dokumen Word tidak dapat dibaca sebagai tabel; salin tabelnya ke Excel lalu simpan.", file
        )
    if not any(name.startswith("xl/") or name == "content.xml" for name in members):
        raise refuse("Berkas zip harus dibuka dahulu; impor berkas tabel di dalamnya.", file)
    try:
        content = as_text(content)
    except Exception:  # as above: whatever fails while unpacking, the archive is damaged
        raise refuse("Berkas rusak atau terpotong, tidak dapat dibuka.", file) from None
    return read_spreadsheet(content, file), _modified(core)


def _modified(core: bytes) -> dt.date | None:
    """The day a workbook says it was last saved."""
    found = re.search(rb"<dcterms:modified[^>]*>(\d{4})-(\d{2})-(\d{2})", core)
    if not found:
        return None
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        return None


def _parquet(content: bytes, file: str) -> Grid:
    try:
        frame = pd.read_parquet(io.BytesIO(content))
    except Exception:  # pyarrow raises its own many kinds; all mean that the file is not whole
        raise refuse("Berkas parquet rusak atau terpotong.", file) from None
    from iku_helpers.inputs.importing.spreadsheets import cell_text

    if frame.index.name is not None:
        frame = frame.reset_index()
    rows = [[str(name) for name in frame.columns]]
    rows += [
        [cell_text(None if _absent(cell) else cell) for cell in row] for row in frame.itertuples(index=False)
    ]
    cells = pd.DataFrame(rows, dtype="str")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Grid(file, cells)


def _absent(cell: object) -> bool:
    return cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and cell != cell)
