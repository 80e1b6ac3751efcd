"""What is allowed in the village tables but must be known: villages or figures without the other."""

from __future__ import annotations

from iku_helpers.errors import Problem
from iku_helpers.inputs.kecamatan_tables import KecamatanTables
from iku_helpers.inputs.records import Records
from iku_helpers.inputs.year_files import YearFiles

MOST_NAMED = 5
Names = dict[str, tuple[str, str]]
"""Name and kind of every registered village of a kecamatan, by code."""


def warnings(tables: KecamatanTables) -> list[Problem]:
    """All of them for one kecamatan."""
    desa = tables.records.get("desa")
    if desa is None or not len(desa):
        message = "Kecamatan ini tidak punya desa atau kelurahan di register."
        return [_warning(message, f"params/{tables.files.tahun}/desa.csv")]
    cells = zip(*(map(str.strip, desa.columns[name]) for name in ("kode", "nama", "jenis")), strict=True)
    names = {code: (name, kind) for code, name, kind in cells}
    return [
        *_misplaced(tables, desa),
        *_contradicting_codes(desa),
        *_without_index(tables, names),
        *_kelurahan_with_index(tables, names),
        *_unevaluated(tables, names),
        *_other_year(tables),
    ]


def _warning(message: str, file: str, **details: object) -> Problem:
    return Problem(message, file, severity="peringatan", **details)  # type: ignore[arg-type]


def unregistered(files: YearFiles, found: Records) -> list[Problem]:
    """Rows of a village table whose code the register does not know; reports leave them out."""
    return [
        _warning(
            "Kode ini tidak ada di register desa.csv; baris ini tidak dipakai.", found.file, row=row,
            column="kode", value=text.strip(), advice="Periksa kodenya atau tambahkan desanya ke register.",
        )
        for row, text in zip(found.rows, found.columns["kode"], strict=True)
        if text.strip() and text.strip() not in files.registered
    ]  # fmt: skip


def _misplaced(tables: KecamatanTables, desa: Records) -> list[Problem]:
    """Villages whose code begins otherwise than their kecamatan's."""
    register = tables.records["kecamatan"].columns["kode"]
    prefix = register[0].strip().replace(".", "") if register else ""
    return [
        _warning(
            f"Kode desa ini tidak berawalan {prefix}, kode kecamatan {tables.slug}.", desa.file, row=row,
            column="kode", value=text.strip(),
        )
        for row, text in zip(desa.rows, desa.columns["kode"], strict=True)
        if not text.strip().startswith(prefix)
    ]  # fmt: skip


def _contradicting_codes(desa: Records) -> list[Problem]:
    """The seventh digit is 1 for kelurahan and 2 (or 3, desa adat) for desa."""
    rows = zip(desa.rows, desa.columns["kode"], desa.columns["jenis"], strict=True)
    cells = [(row, code.strip(), kind.strip()) for row, code, kind in rows]
    return [
        _warning(
            f"Menurut angka ketujuh kodenya ini {'kelurahan' if code[6] == '1' else 'desa'}.", desa.file,
            row=row, column="jenis", value=kind,
        )
        for row, code, kind in cells
        if len(code) == 10 and kind in {"desa", "kelurahan"} and (code[6] == "1") != (kind == "kelurahan")
    ]  # fmt: skip


def _without_index(tables: KecamatanTables, names: Names) -> list[Problem]:
    file = f"params/{tables.files.tahun}/idm.csv"
    found = tables.records.get("idm")
    if found is None or not len(found):
        return [_warning("Belum ada nilai satu desa pun; status desa tidak dapat dihitung.", file)]
    scored = {text.strip() for text in found.columns["kode"]}
    return [
        _warning(
            f"Desa {name} ({code}) tidak ada di tabel ini; statusnya tidak diketahui.", file, column="kode"
        )
        for code, (name, kind) in names.items()
        if kind == "desa" and code not in scored
    ]


def _kelurahan_with_index(tables: KecamatanTables, names: Names) -> list[Problem]:
    found = tables.records.get("idm")
    if found is None:
        return []
    return [
        _warning(
            f"Kelurahan {names[text.strip()][0]} punya baris di sini, padahal indeks desa menilai desa saja.",
            found.file, row=row, column="kode", value=text.strip(), advice="Baris ini tidak ikut dihitung.",
        )
        for row, text in zip(found.rows, found.columns["kode"], strict=True)
        if names.get(text.strip(), ("", ""))[1] == "kelurahan"
    ]  # fmt: skip


def _unevaluated(tables: KecamatanTables, names: Names) -> list[Problem]:
    """Villages without a verdict although the year says that all were evaluated."""
    file = f"params/{tables.files.tahun}/administrasi.csv"
    found = tables.records.get("administrasi")
    if found is None or not len(found):
        return [_warning("Belum ada penilaian satu desa pun; administrasi desa tidak dapat dihitung.", file)]
    if tables.files.settings.of_kecamatan(tables.slug).administrasi.cara != "sensus":
        return []
    verdicts = [name for name in found.columns if name not in {"kode", "keterangan"}]
    rows = zip(
        found.columns["kode"], zip(*(found.columns[name] for name in verdicts), strict=True), strict=True
    )
    evaluated = {code.strip() for code, cells in rows if any(map(str.strip, cells))}
    left = [name for code, (name, _) in names.items() if code not in evaluated]
    if not left:
        return []
    more = ", ..." if len(left) > MOST_NAMED else ""
    message = f"{len(left)} dari {len(names)} belum dinilai ({', '.join(left[:MOST_NAMED])}{more})"
    advice = "Tulis administrasi.cara: sebagian, atau lengkapi penilaiannya."
    return [_warning(f"{message}, padahal administrasi.cara adalah sensus.", file, advice=advice)]


def _other_year(tables: KecamatanTables) -> list[Problem]:
    """A report received in another year than the one it is counted in."""
    found = tables.records.get("administrasi")
    if found is None or "diterima" not in found.columns:
        return []
    year = str(tables.files.tahun)
    return [
        _warning(
            f"LPJ ini diterima di luar tahun {year}.", found.file, row=row, column="diterima",
            value=text.strip(), allowed=f"tanggal di tahun {year}",
        )
        for row, text in zip(found.rows, found.columns["diterima"], strict=True)
        if len(text.strip()) == 10 and text.strip()[:4] != year
    ]  # fmt: skip
